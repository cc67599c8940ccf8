"""« Consulter les bailleurs… » : le logement, les partenaires, le message relu, écrit, puis le délai lancé."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import horloge
from db.dossier import DossierLu
from db.objection import (
    Demande,
    Envoi,
    lancer,
    logements_a_soumettre,
    partenaires_a_consulter,
    preparer,
    remettre,
)
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.offre import Offre
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.cellule.objection.partenaires import FenetrePartenaires
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton
from ui.composants.liste_cochable import Choisissable, ListeCochable
from ui.composants.texte import Texte, legende, section
from ui.dossier.actes.dialogue import ActeDialog, Ecriture
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

ATTENTE_MS = 150
SANS_PARTENAIRE = "Aucun partenaire n’est enregistré : « Partenaires… » ajoute ceux de la cellule."
SANS_LOGEMENT = "Aucun logement à soumettre : proposez une offre, ou ajoutez un logement au registre."
A_ECRIRE = "Écrivez d’abord les messages, envoyez-les, puis lancez le délai."
CHANGE = "Le message a changé depuis qu’il a été écrit : écrivez de nouveau les messages."
SANS_PROGRAMME = "Ce poste n’ouvre pas les dossiers : les messages y sont bien écrits."


class ConsulterDialog(ActeDialog):
    """Le délai ne part que de messages écrits, tels qu'on les a relus."""

    largeur = 1000

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="consulter", titre="Consulter les bailleurs avant d’attribuer",
            verbe="C’est envoyé : lancer le délai",
        )  # fmt: skip
        self._envoi: Envoi | None = None
        self._remis, self._ou = "", Path()
        self._en_ecriture: Envoi | None = None
        self._lecture = DerniereLecture(ouvert, self._impossible, self)
        with ouvert.fichier.lire() as session:
            self._logements = logements_a_soumettre(session, lu.menage.id)
            self._partenaires = partenaires_a_consulter(session)
        self.logement = ChampChoix([Option(li.dit, li) for li in self._logements], vide=None)
        self.envoyee_le = ChampTexte(ECRITURES[datetime])
        self.partenaires = ListeCochable("Chercher un partenaire", nom="consulter_partenaires", cases=True)
        self.delai = legende("", nom="consulter_delai", lignes=True)
        self.alertes = legende("", "ambre", nom="consulter_alertes", lignes=True)
        self.objet = section("", nom="consulter_objet")
        self.apercu = QPlainTextEdit()
        self.annuaire = Bouton("Partenaires…", "users", petit=True, nom="consulter_annuaire")
        self.ecrire = Bouton("Écrire les messages…", "mail", nom="consulter_ecrire")
        self.ouvrir = Bouton("Ouvrir le dossier", "folder-open", petit=True, nom="consulter_ouvrir")
        self.fait = Texte(A_ECRIRE, "texte2", lignes=True, nom="consulter_fait")
        self._minuteur = QTimer(self)
        self._remplir(cible)
        self._poser()
        self._brancher()
        self._relire()

    def _remplir(self, cible: object) -> None:
        self._lister([p.id for p in self._partenaires if p.d_ordinaire])
        self.envoyee_le.set_value(horloge.maintenant().replace(second=0))
        self.logement.setCurrentIndex(max(0, self._rang(cible)) if self._logements else -1)

    def _rang(self, cible: object) -> int:
        """L'offre ou le logement demandé, sinon le premier : la dernière offre."""
        for rang, li in enumerate(self._logements):
            if isinstance(cible, Offre) and li.offre_id == cible.id:
                return rang
            if isinstance(cible, LogementOffert) and li.logement_id == cible.id:
                return rang
        return 0

    def _poser(self) -> None:
        for nom, champ, dit in (
            ("consulter_logement", self.logement, "Logement soumis"),
            ("consulter_envoyee_le", self.envoyee_le, "Envoyé le"),
            ("consulter_apercu", self.apercu, "Message, le même pour tous"),
        ):
            champ.setObjectName(nom)
            champ.setAccessibleName(dit)
        self.apercu.setReadOnly(True)
        self.apercu.setTabChangesFocus(True)
        self.apercu.setMinimumHeight(px(330))
        for texte in (self.fait, self.delai):  # deux lignes, sans que la fenêtre bouge
            texte.setMinimumHeight(px(36))
            texte.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.objet.setWordWrap(True)
        self.ouvrir.hide()
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for pile in (gauche, droite):
            pile.setSpacing(px(8))
        for morceau in (
            section("Logement soumis"), self.logement, section("Envoyé le"), self.envoyee_le, self.delai,
            section("Partenaires consultés"), self.partenaires, self.annuaire, self.alertes,
        ):  # fmt: skip
            gauche.addWidget(morceau)
        gauche.addStretch(1)
        ecrire = QHBoxLayout()
        ecrire.setSpacing(px(8))
        ecrire.addWidget(self.ecrire)
        ecrire.addWidget(self.ouvrir)
        ecrire.addStretch(1)
        droite.addWidget(legende("Le message, le même pour tous"))
        droite.addWidget(self.objet)
        droite.addWidget(self.apercu, 1)
        droite.addWidget(self.fait)
        droite.addLayout(ecrire)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(20))
        rangee.addLayout(gauche, 3)
        rangee.addWidget(Separateur(vertical=True))
        rangee.addLayout(droite, 5)
        self.contenu.addLayout(rangee)

    def _brancher(self) -> None:
        self._minuteur.setSingleShot(True)
        self._minuteur.setInterval(ATTENTE_MS)
        self._minuteur.timeout.connect(self._relire)
        self.logement.currentIndexChanged.connect(lambda _: self._minuteur.start())
        self.envoyee_le.textChanged.connect(lambda _: self._minuteur.start())
        self.partenaires.toggled.connect(self._minuteur.start)
        self.ecrire.clicked.connect(self._demander_ou)
        self.ouvrir.clicked.connect(self._ouvrir)
        self.annuaire.clicked.connect(self._modifier_l_annuaire)
        self.ecrire.setAutoDefault(False)
        self.ouvrir.setAutoDefault(False)
        self.annuaire.setAutoDefault(False)

    def _lister(self, cochees: list[int]) -> None:
        choix = [Choisissable(p.id, _partenaire(p.nom, p.souci)) for p in self._partenaires]
        self.partenaires.set_choix(choix, cochees)

    def _modifier_l_annuaire(self) -> None:
        """Un courriel qui manque, un partenaire à ajouter : sans quitter l'envoi."""
        annuaire = FenetrePartenaires(self.ouvert, self)
        annuaire.finished.connect(lambda _: self._relire_l_annuaire())
        annuaire.open()

    def _relire_l_annuaire(self) -> None:
        """Ceux que l'on avait cochés le restent ; un nouveau l'est s'il se consulte d'ordinaire."""
        avant, cochees = {p.id for p in self._partenaires}, set(self.partenaires.cochees())
        with self.ouvert.fichier.lire() as session:
            self._partenaires = partenaires_a_consulter(session)
        self._lister([p.id for p in self._partenaires if p.id in cochees or (p.id not in avant and p.d_ordinaire)])
        self._relire()

    def _demande(self) -> Demande:
        choisi, le = self.logement.value(), self.envoyee_le.value()
        if choisi is None:
            raise ErreurMetier(SANS_LOGEMENT)
        if not self._partenaires:
            raise ErreurMetier(SANS_PARTENAIRE)
        if le is None:
            raise ErreurMetier("Dites quand les messages partent : le délai court depuis cette heure.")
        return Demande(
            self.lu.menage.id, choisi.logement_id, tuple(self.partenaires.cochees()), le, choisi.offre_id
        )

    def _relire(self) -> None:
        """L'aperçu se refait hors de l'écran ; le dernier demandé est celui que l'on montre."""
        self._envoi = None
        try:
            demande = self._demande()
        except ErreurMetier as erreur:
            self._lecture.oublier()
            self._impossible(str(erreur))
            return
        maintenant = horloge.maintenant()
        lire = partial(preparer, demande=demande, maintenant=maintenant)
        self._lecture.demander("Aperçu du message", lire, self._montrer)
        self._revoir()

    def _montrer(self, envoi: Envoi) -> None:
        self._envoi = envoi
        self.erreur.dire("")
        self.objet.setText(envoi.objet)
        self.apercu.setPlainText(envoi.message)
        self.delai.setText(f"{envoi.fin.phrase}.")
        self.alertes.setText("\n".join(envoi.alertes))
        self._revoir()

    def _impossible(self, phrase: str) -> None:
        self.erreur.dire(phrase)
        for texte in (self.objet, self.delai, self.alertes):
            texte.setText("")
        self.apercu.clear()
        self._revoir()

    def _revoir(self) -> None:
        """Les boutons et la phrase suivent l'aperçu."""
        pret = self._envoi is not None
        self.ecrire.setEnabled(pret and not self._occupe)
        a_jour = self._envoi is not None and self._envoi.empreinte == self._remis
        self.valider.setEnabled(a_jour and not self._occupe)
        if self._remis and pret and not a_jour:
            self.fait.set_token("ambre")
            self.fait.setText(CHANGE)

    def _demander_ou(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialogue = QFileDialog(self, "Où écrire les messages", documents)
        dialogue.setObjectName("consulter_dossier")
        dialogue.setFileMode(QFileDialog.FileMode.Directory)
        dialogue.setOption(QFileDialog.Option.ShowDirsOnly)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda choisi: self.write_to(Path(choisi)))
        dialogue.open()

    def write_to(self, dossier: Path) -> None:
        """Écrit les messages et la feuille dans ce dossier, fouillés d'abord."""
        envoi = self._envoi
        if envoi is None:
            return

        def travail(session: Session, _: Avancement) -> list[Path]:
            return remettre(session, envoi, dossier)

        self.ecrire.setEnabled(False)
        self._en_ecriture = envoi
        tache = self.ouvert.search("Messages aux partenaires", travail)
        tache.succeeded.connect(self._ecrits)
        tache.failed.connect(self.erreur.dire)
        tache.ended.connect(self._revoir)

    def _ecrits(self, ecrits: list[Path]) -> None:
        envoi = self._en_ecriture
        assert envoi is not None
        self.erreur.dire("")
        self._remis, self._ou = envoi.empreinte, ecrits[0].parent
        self.fait.set_token("vert")
        self.fait.setText(
            f"{pluriel(len(ecrits), 'fichier écrit', 'fichiers écrits')} dans « {self._ou.name} », aucun nom "
            "trouvé dedans. Envoyez-les, puis lancez le délai."
        )
        self.ouvrir.show()
        self._revoir()

    def _ouvrir(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ou))):
            self.fait.setText(SANS_PROGRAMME)

    @override
    def _occuper(self, occupe: bool) -> None:
        super()._occuper(occupe)
        self._revoir()

    @override
    def premier(self) -> QWidget:
        return self.logement

    @override
    def ecriture(self) -> Ecriture:
        if self._envoi is None or self._envoi.empreinte != self._remis:
            raise ErreurMetier(A_ECRIRE)
        geste = partial(
            lancer, demande=self._demande(), maintenant=horloge.maintenant(), auteur=self.auteur,
            attendu=self._remis,
        )  # fmt: skip
        return Ecriture("Partenaires consultés", geste)


def _partenaire(nom: str, souci: str) -> str:
    return f"{nom} ({souci})" if souci else nom
