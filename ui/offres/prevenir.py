"""La page « À prévenir » : les logements qui reviennent, ce qu'il faut en dire à chaque bailleur, qui le sait."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.retours import ecrire_le_courriel, noter_prevenus, retours
from relogement.champs import LOGEMENT, Faits
from relogement.erreurs import ErreurMetier
from relogement.retours import SANS_BAILLEUR, Retour, corps, par_bailleur
from relogement.textes import pluriel
from ui.avant_envoi.disposition import messages, rangee
from ui.avant_envoi.table import LignesModel, TableLignes
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende, section
from ui.composants.vide import Vide
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option, nommer
from ui.lecture import DerniereLecture
from ui.offres.colonnes import RETOURS
from ui.ouvert import ProjetOuvert
from ui.theme import px

DEPUIS = Faits("Revenus depuis le", LOGEMENT)
A_PREVENIR, TOUS = "a_prevenir", "tous"
SORTES = (Option("À prévenir", A_PREVENIR), Option("Prévenus compris", TOUS))
JOURS = timedelta(days=60)
AUCUN = "Aucun logement n’est revenu depuis ce jour : personne n’est à prévenir."
SANS_NOM = "Des références de dossier, aucun nom, aucun motif. Rien n’est envoyé : vous complétez le brouillon."


class PagePrevenir(QWidget):
    """Le message montré est celui du bailleur de la ligne choisie ; il se copie, ou se garde en brouillon."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("offres_prevenir")
        self._ouvert = ouvert
        self._lus: Sequence[Retour] = ()
        self._bailleur: str | None = None
        self.erreur, self.fait = messages("prevenir")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.depuis = nommer(ChampTexte(ECRITURES[date]), "prevenir_depuis", DEPUIS)
        self.depuis.set_value(horloge.aujourdhui() - JOURS)
        self.sorte = nommer(ChampChoix(SORTES, vide=None), "prevenir_sorte", Faits("Retours montrés", LOGEMENT))
        self.detail = Texte("", "texte2", nom="prevenir_detail")
        self.table = TableLignes(LignesModel(RETOURS), RETOURS, nom="prevenir_table", lu="Logements revenus")
        self._titre = section("", nom="prevenir_titre")
        self.message = QPlainTextEdit()
        self.message.setObjectName("prevenir_message")
        self.message.setAccessibleName("Message au bailleur")
        self.message.setReadOnly(True)
        self.message.setTabChangesFocus(True)
        self.copier = Bouton("Copier le texte", "copy", nom="prevenir_copier")
        self.brouillon = Bouton("Brouillon (.eml)…", "mail", nom="prevenir_brouillon")
        self.tous = Bouton("Un brouillon par bailleur…", "mails", nom="prevenir_tous")
        self.marquer = Bouton("Noter prévenu", "check", genre=Genre.PRINCIPAL, nom="prevenir_marquer")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        self.depuis.setFixedWidth(px(110))
        etiquette = Texte(DEPUIS.libelle, "texte2")
        etiquette.setBuddy(self.depuis)
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        gauche.setContentsMargins(px(16), px(10), 0, px(12))
        gauche.addLayout(rangee(etiquette, self.depuis, self.sorte, self.detail, None, self.tous))
        for morceau in (self.erreur, self.fait):
            gauche.addWidget(morceau)
        gauche.addWidget(self.table, 1)
        droite.setContentsMargins(px(12), px(10), px(14), px(12))
        for widget, part in ((self._titre, 0), (self.message, 1), (legende(SANS_NOM, lignes=True), 0)):
            droite.addWidget(widget, part)
        droite.addLayout(rangee(self.copier, self.brouillon, None, self.marquer))
        corps = QHBoxLayout(self)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(px(8))
        for cote, part in ((gauche, 9), (droite, 5)):
            cote.setSpacing(px(8))
            if part == 5:
                corps.addWidget(Separateur(vertical=True))
            corps.addLayout(cote, part)

    def _brancher(self) -> None:
        self.depuis.editingFinished.connect(self.refresh)
        self.sorte.currentIndexChanged.connect(lambda _: self._montrer())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.copier.clicked.connect(self._copier)
        self.brouillon.clicked.connect(self._choisir_le_fichier)
        self.tous.clicked.connect(self._choisir_le_dossier)
        self.marquer.clicked.connect(self._marquer)

    def refresh(self) -> None:
        try:
            depuis = self.depuis.value()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.erreur.dire("")
        self._lecture.demander("Logements revenus", partial(retours, depuis=depuis or date.min), self._lu)

    def _lu(self, lus: Sequence[Retour]) -> None:
        self._lus = lus
        self._montrer()

    @property
    def montres(self) -> dict[str, list[Retour]]:
        tous = self.sorte.value() == TOUS
        return par_bailleur(r for r in self._lus if tous or r.prevenu_le is None)

    def _montrer(self) -> None:
        """Le bailleur choisi le reste, s'il a encore quelque chose à savoir."""
        lignes = [retour for siens in self.montres.values() for retour in siens]
        self.table.show_lignes(lignes, lambda: Vide("mail", AUCUN, nom="prevenir_vide"))
        restent = sum(r.prevenu_le is None for r in self._lus)
        self.detail.setText(f"{pluriel(restent, 'retour')} à dire" if restent else "Tous sont prévenus")
        self.table.retrouver(lambda r: r.bailleur == self._bailleur)
        self.tous.setEnabled(bool(lignes))
        self._choisir()

    def _choisir(self) -> None:
        choisi: Retour | None = self.table.current
        self._bailleur = choisi.bailleur if choisi else None
        siens = self._siens
        self._titre.setText((self._bailleur or SANS_BAILLEUR) if choisi else "Personne à prévenir")
        self.message.setPlainText(corps(self._bailleur or "", siens) if siens else "")
        for bouton in (self.copier, self.brouillon, self.marquer):
            bouton.setEnabled(bool(siens))
        deja = bool(siens) and all(r.prevenu_le is not None for r in siens)
        self.marquer.set_texte("Pas encore prévenu" if deja else "Noter prévenu")

    @property
    def _siens(self) -> list[Retour]:
        return [] if self._bailleur is None else self.montres.get(self._bailleur, [])

    def _copier(self) -> None:
        QGuiApplication.clipboard().setText(corps(self._bailleur or "", self._siens))
        self.fait.dire("Texte copié : collez-le dans votre message.")

    def _marquer(self) -> None:
        """Ceux qui ne le savent pas encore ; quand tous le savent, on s'en dédit."""
        siens = self._siens
        a_dire = [r.offre_id for r in siens if r.prevenu_le is None]
        le = horloge.aujourdhui() if a_dire else None
        acte = "Bailleur prévenu" if a_dire else "Bailleur pas encore prévenu"
        offres = a_dire or [r.offre_id for r in siens]
        tache = self._ouvert.write(acte, partial(noter_prevenus, offres=offres, le=le))
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda _: self.fait.dire(f"{acte}. Ctrl+Z annule."))

    def _choisir_le_fichier(self) -> None:
        dialogue = QFileDialog(self, "Brouillon pour ce bailleur", nom_du_brouillon(0), "Courriel (*.eml)")
        dialogue.setObjectName("prevenir_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("eml")
        bailleur, siens = self._bailleur or "", self._siens
        dialogue.fileSelected.connect(lambda vers: self.ecrire([(Path(vers), bailleur, siens)]))
        self._demander(dialogue)

    def _choisir_le_dossier(self) -> None:
        dialogue = QFileDialog(self, "Où écrire un brouillon par bailleur")
        dialogue.setObjectName("prevenir_dossier")
        dialogue.setFileMode(QFileDialog.FileMode.Directory)
        dialogue.fileSelected.connect(self.ecrire_tous)
        self._demander(dialogue)

    def _demander(self, dialogue: QFileDialog) -> None:
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def ecrire_tous(self, dossier: str) -> None:
        """Un brouillon par bailleur, dans ce dossier ; le nom du fichier ne nomme personne."""
        rangs = enumerate(self.montres.items(), 1)
        self.ecrire([(Path(dossier) / nom_du_brouillon(rang), qui, siens) for rang, (qui, siens) in rangs])

    def ecrire(self, brouillons: Sequence[tuple[Path, str, Sequence[Retour]]]) -> None:
        auteur = self._ouvert.fichier.auteur

        def ecrire(session: Session) -> int:
            for vers, bailleur, siens in brouillons:
                ecrire_le_courriel(session, vers, bailleur, siens, auteur=auteur)
            return len(brouillons)

        tache = self._ouvert.read("Brouillons de courriel", ecrire)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda n: self.fait.dire(f"{pluriel(n, 'brouillon écrit', 'brouillons écrits')}."))

    def keyboard(self) -> QWidget:
        """Là où le clavier commence."""
        return self.table


def nom_du_brouillon(rang: int) -> str:
    suite = f"-{rang}" if rang else ""
    return f"logements-revenus-{horloge.aujourdhui():%Y-%m-%d}{suite}.eml"
