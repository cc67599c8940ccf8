"""Une consultation des partenaires : où en est le délai, ce que chacun a dit, et l'accord à constater."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.objection import constater, consultations, repondre, retirer
from relogement.erreurs import ErreurMetier
from relogement.objection.codes import EtatReponse, Issue
from relogement.objection.etat import ConsultationLue, ReponseLue, fin_dite
from relogement.textes import INSECABLE
from ui.cellule.objection.partenaire import RangeePartenaire
from ui.composants.bande import Bande, defilante, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.jauge import Jauge
from ui.composants.texte import Texte, legende, titre
from ui.composants.vide import Vide
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR, HAUTEUR = 820, 620
AUCUNE = "Aucune consultation. « Consulter les bailleurs… », dans les actes d’un dossier, en lance une."
ACTES = {
    EtatReponse.VU: "Consultation vue par un partenaire",
    EtatReponse.OBJECTE: "Objection d’un partenaire",
    EtatReponse.ACCORD: "Accord d’un partenaire",
    EtatReponse.ENVOYE: "Réponse d’un partenaire effacée",
}


class FenetreConsultations(QDialog):
    """Rien ne se constate sans un clic ; tout s'annule comme un acte."""

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget, consultation_id: int | None = None, *, noms: bool = True
    ) -> None:
        super().__init__(parent)
        self._ouvert, self._voulue, self._noms = ouvert, consultation_id, noms
        self._lues: list[ConsultationLue] = []
        self._rangees: list[RangeePartenaire] = []
        self.setObjectName("fenetre_consultations")
        self.setWindowTitle("Consultations des partenaires")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choix = ChampChoix([], vide=None)
        self.choix.setObjectName("consultations_choix")
        self.choix.setAccessibleName("Consultation")
        self.le = ChampTexte(ECRITURES[datetime])
        self.le.setObjectName("consultations_le")
        self.le.setAccessibleName("Réponse reçue le")
        self.erreur = BandeauErreur(nom="consultations_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self._etat, self._regle = (
            Texte("", nom="consultations_etat", lignes=True),
            legende("", nom="consultations_regle", lignes=True),
        )
        self._constat = Texte("", lignes=True, nom="consultations_constat")
        self._constat.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._jauge = Jauge(token="ambre", nom="consultations_jauge")
        self.constater = Bouton(
            "Constater l’accord", "stamp", genre=Genre.PRINCIPAL, nom="consultations_constater"
        )
        self.retirer = Bouton("Retirer la consultation…", "undo-2", nom="consultations_retirer")
        self.motif = ChampTexte(ECRITURES[str])
        self.motif.setObjectName("consultations_motif")
        self.motif.setAccessibleName("Pourquoi la consultation est retirée")
        self.motif.setPlaceholderText("Pourquoi la consultation est retirée")
        self.dossier = Bouton("Ouvrir le dossier", "folder", nom="consultations_dossier")
        self._vide = Vide("send", AUCUNE, nom="consultations_vide")
        self._corps, self._lignes = QWidget(), QVBoxLayout()
        self._disposer()
        self._brancher()
        fenetre = parent.window()
        self.resize(min(px(LARGEUR), fenetre.width() - px(24)), min(px(HAUTEUR), fenetre.height() - px(24)))
        self.refresh()

    @property
    def lue(self) -> ConsultationLue | None:
        numero = self.choix.value()
        return next((une for une in self._lues if une.id == numero), None)

    def refresh(self) -> None:
        """Relit hors de l'écran ; ce qui est tapé et la consultation choisie restent."""
        operation = self._ouvert.operation if self._voulue is None else None

        def lire(session: Session) -> list[ConsultationLue]:
            return consultations(session, operation=operation, toutes=True)

        self._lecture.demander("Consultations", lire, self._recevoir)

    def _recevoir(self, lues: list[ConsultationLue]) -> None:
        gardee = self.choix.value() if self._lues else self._voulue
        courent = [une for une in lues if une.en_cours]
        self._lues = courent + sorted((une for une in lues if not une.en_cours), key=lambda une: -une.id)
        self.choix.blockSignals(True)
        self.choix.set_options([Option(self._dite(une), une.id) for une in self._lues], vide=None)
        self.choix.set_value(gardee)
        if self.choix.currentIndex() < 0 and self._lues:
            self.choix.setCurrentIndex(0)
        self.choix.blockSignals(False)
        self._montrer()

    def _dite(self, une: ConsultationLue) -> str:
        qui = une.nom if self._noms and une.nom else une.reference
        return f"{qui}, {une.logement} — {_ou_en_est(une, horloge.maintenant())}"

    def _montrer(self) -> None:
        lue, maintenant = self.lue, horloge.maintenant()
        self._vide.setVisible(lue is None)
        for partie in (self._corps, self.dossier, self.retirer, self.constater):
            partie.setVisible(lue is not None)
        vider(self._lignes)
        self._rangees = []
        if lue is None:
            return
        self._etat.setText(f"{lue.phrase(noms=self._noms)}")
        self._regle.setText(f"Envoyé le {fin_dite(lue.envoyee_le)}. {lue.regle}.")
        self._jauge.set_part(lue.ecoule(maintenant), lu=_ou_en_est(lue, maintenant))
        self._jauge.setVisible(lue.en_cours)
        self._constat.setText(_preuve(lue, maintenant))
        ouverte = lue.issue is not Issue.RETIREE and not lue.sans_objet
        for reponse in lue.reponses:
            rangee = RangeePartenaire(reponse, ouverte=ouverte)
            rangee.answered.connect(self._repondre)
            rangee.reread.connect(self._relire)
            self._lignes.addWidget(rangee)
            self._rangees.append(rangee)
        self._lignes.addStretch(1)
        self.constater.setEnabled(lue.a_constater(maintenant))
        self.constater.setVisible(lue.en_cours)
        self.retirer.setVisible(lue.issue in (None, Issue.OBJECTION))
        self.motif.hide()

    def _repondre(self, reponse: ReponseLue, etat: EtatReponse, motif: str) -> None:
        try:
            le: datetime = self.le.value() or horloge.maintenant()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        maintenant = horloge.maintenant()
        self._ecrire(
            ACTES[etat],
            partial(repondre, reponse_id=reponse.id, etat=etat, le=le, maintenant=maintenant, motif=motif),
        )

    def _constater(self) -> None:
        if (lue := self.lue) is not None:
            geste = partial(constater, consultation_id=lue.id, maintenant=horloge.maintenant())
            self._ecrire("Accord des partenaires constaté", geste)

    def _retirer(self) -> None:
        """Le premier appui demande pourquoi, le second retire."""
        if not self.motif.isVisible():
            self.motif.show()
            self.motif.setFocus()
        elif (lue := self.lue) is not None:
            motif = self.motif.text()
            geste = partial(retirer, consultation_id=lue.id, maintenant=horloge.maintenant(), motif=motif)
            self._ecrire("Consultation retirée", geste)

    def _ecrire(self, acte: str, geste: Callable[[Session], object]) -> None:
        tache = self._ouvert.write(acte, geste)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(self._fait)

    def _fait(self, _: object) -> None:
        """Ce qui est écrit n'est plus à taper."""
        self.erreur.dire("")
        self.motif.clear()
        self.le.clear()
        self.refresh()

    def _relire(self, reponse_id: int) -> None:
        from ui.cellule.objection.relire import FenetreEnvoi

        reponse = next((r.lue for r in self._rangees if r.lue.id == reponse_id), None)
        if reponse is not None and self.lue is not None:
            FenetreEnvoi(self._ouvert, self.lue, reponse, self).open()

    def _ouvrir(self) -> None:
        if (lue := self.lue) is not None:
            self.accept()
            self._ouvert.dossier_asked.emit(lue.menage_id)

    def _brancher(self) -> None:
        self.choix.activated.connect(lambda _: self._montrer())
        self.constater.clicked.connect(self._constater)
        self.retirer.clicked.connect(self._retirer)
        self.motif.returnPressed.connect(self._retirer)
        self.dossier.clicked.connect(self._ouvrir)

    def _disposer(self) -> None:
        corps = QVBoxLayout(self._corps)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(0)
        liste = QWidget()
        self._lignes = QVBoxLayout(liste)
        self._lignes.setContentsMargins(0, 0, 0, 0)
        self._lignes.setSpacing(0)
        corps.addWidget(self._tete())
        corps.addWidget(defilante(liste, nom="consultations_liste"), 1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.erreur)
        colonne.addWidget(self._corps, 1)
        colonne.addWidget(self._vide, 1)
        for pas_lu in (self._corps, self._vide):
            pas_lu.hide()
        colonne.addWidget(self._pied())

    def _tete(self) -> Bande:
        tete = Bande()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(16), px(12), px(16), px(12))
        pile.setSpacing(px(8))
        pile.addWidget(titre("Consultation des partenaires"))
        pile.addWidget(self.choix)
        for morceau in (self._etat, self._jauge, self._regle, self._constat):
            pile.addWidget(morceau)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        mot = legende("Réponse reçue le")
        mot.setBuddy(self.le)
        self.le.setFixedWidth(px(150))
        self.le.setPlaceholderText("maintenant")
        rangee.addWidget(mot)
        rangee.addWidget(self.le)
        rangee.addWidget(legende("JJ/MM/AAAA HH:MM ; vide, c’est maintenant", "texte3"))
        rangee.addStretch(1)
        pile.addLayout(rangee)
        return tete

    def _pied(self) -> Bande:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        rangee.setSpacing(px(8))
        fermer = Bouton("Fermer", nom="consultations_fermer")
        fermer.clicked.connect(self.reject)
        rangee.addWidget(self.dossier)
        rangee.addWidget(self.retirer)
        rangee.addWidget(self.motif, 1)
        rangee.addStretch(1)
        for bouton in (fermer, self.constater):
            rangee.addWidget(bouton)
        for bouton in (self.dossier, self.retirer, fermer, self.constater):
            bouton.setAutoDefault(False)
        for pas_encore in (self.dossier, self.retirer, self.constater, self.motif):
            pas_encore.hide()
        return pied


def _ou_en_est(une: ConsultationLue, maintenant: datetime) -> str:
    if une.issue is not None:
        return une.issue.libelle.lower()
    return "sans objet" if une.sans_objet else une.reste_dit(maintenant)


def _preuve(une: ConsultationLue, maintenant: datetime) -> str:
    """L'issue et sa preuve ; tant qu'elle court, ce qui reste ou ce qu'il faut constater."""
    if une.sans_objet:
        return f"Sans objet. {une.sans_objet}"
    if une.constat:
        return f"{une.constat[:1].upper()}{une.constat[1:]}"
    if une.issue is Issue.OBJECTION:
        return "Un partenaire s’est opposé à temps : le dossier passe à la prochaine cellule."
    if une.a_constater(maintenant):
        return f"{une.reste_dit(maintenant).capitalize()}{INSECABLE}: rien ne s’écrit sans vous."
    return f"{une.reste_dit(maintenant).capitalize()}."
