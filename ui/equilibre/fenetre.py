"""La fenêtre « Équilibre des résidences » : toutes, leur indice, et celle que l'on choisit ouverte à droite."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.equilibre.ecriture import retirer_residence
from db.equilibre.export import exporter_residences
from db.equilibre.table import TableDesResidences, lire_table
from relogement.equilibre.table import LigneDeLaTable, Perimetre
from relogement.rapprochement import sans_accents
from relogement.textes import INSECABLE, pluriel
from relogement.travail import Avancement
from ui.avant_envoi.disposition import messages, rangee
from ui.avant_envoi.table import LignesModel, TableLignes
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.recherche import ChampRecherche
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende, titre
from ui.composants.vide import Vide
from ui.equilibre.colonnes import INDICE, RESIDENCES
from ui.equilibre.saisie import FenetreResidence
from ui.equilibre.volet import VoletResidence
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR, HAUTEUR = 1400, 820
VIDE = "Aucune résidence : importez le tableau d’occupation d’un bailleur, ou saisissez-en une."
FILTRE = "Classeur (*.xlsx);;Texte séparé (*.csv)"


class FenetreResidences(QDialog):
    """`import_asked` : le cadre l'écoute, la fenêtre fermée."""

    import_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._lue: TableDesResidences | None = None
        self._choisie: int | None = None
        self.setObjectName("fenetre_residences")
        self.setWindowTitle("Équilibre des résidences")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur, self.fait = messages("residences")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self._detail = Texte("", "texte2", nom="residences_detail")
        self.recherche = ChampRecherche("Filtrer les résidences", nom="residences_recherche")
        self.perimetre = Segment([Choix(p.value, p.libelle) for p in Perimetre], nom="residences_reference")
        self.perimetre.set_titre("Ce dont 100 est la moyenne")
        self.importer = Bouton("Importer…", "file-down", nom="residences_importer")
        self.nouvelle = Bouton("Nouvelle résidence", "plus", nom="residences_nouvelle")
        self.ecrire = Bouton("Pour les partenaires…", "file-spreadsheet", nom="residences_partenaires")
        self.ecrire.setToolTip("Écrire un classeur où rien de ce que couvre le secret statistique ne se lit")
        self.table = TableLignes(
            LignesModel(RESIDENCES), RESIDENCES, nom="residences", lu="Résidences et leur indice"
        )
        self.volet = VoletResidence()
        self.sans = legende("", "texte2", nom="residences_sans_donnees", lignes=True)
        self._disposer()
        self._brancher()
        fenetre = parent.window()
        self.resize(min(px(LARGEUR), fenetre.width() - px(24)), min(px(HAUTEUR), fenetre.height() - px(24)))
        self.table.sortByColumn(INDICE, Qt.SortOrder.AscendingOrder)
        self.refresh()
        self.table.setFocus()

    def _disposer(self) -> None:
        gauche = QVBoxLayout()
        gauche.setContentsMargins(px(14), px(12), 0, px(12))
        gauche.setSpacing(px(8))
        boutons = (self.ecrire, self.nouvelle, self.importer)
        gauche.addLayout(rangee(titre("Équilibre des résidences"), self._detail, None, *boutons))
        gauche.addLayout(rangee(self.recherche, None, legende("100 = moyenne de"), self.perimetre))
        for morceau in (self.erreur, self.fait):
            gauche.addWidget(morceau)
        gauche.addWidget(self.table, 1)
        gauche.addWidget(self.sans)
        corps = QHBoxLayout(self)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(px(8))
        corps.addLayout(gauche, 10)
        corps.addWidget(Separateur(vertical=True))
        corps.addWidget(self.volet, 6)
        for bouton in (*boutons, self.volet.modifier, self.volet.retirer):
            bouton.setAutoDefault(False)

    def _brancher(self) -> None:
        self.recherche.setMinimumWidth(px(210))
        self.recherche.textChanged.connect(lambda _: self._montrer())
        self.perimetre.current_changed.connect(lambda _: self.refresh())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.importer.clicked.connect(self._importer)
        self.nouvelle.clicked.connect(lambda: self._saisir(None))
        self.ecrire.clicked.connect(self._demander_ou)
        self.volet.edit_asked.connect(self._saisir)
        self.volet.remove_asked.connect(self._retirer)
        self.table.opened.connect(lambda _: self._choisir())
        self._ouvert.saved.connect(self.refresh)

    def refresh(self) -> None:
        """Relit hors de l'écran, au jour d'aujourd'hui."""
        voulu = Perimetre(self.perimetre.current)
        lire = partial(lire_table, au=horloge.aujourdhui(), perimetre=voulu)
        self._lecture.demander("Équilibre des résidences", lire, self._recevoir)

    def _recevoir(self, lue: TableDesResidences) -> None:
        self._lue = lue
        sans = ", ".join(lue.sans_donnees)
        self.sans.setText(
            f"Logements offerts dans des résidences sans données{INSECABLE}: {sans}." if sans else ""
        )
        self.sans.setVisible(bool(sans))
        self.ecrire.setEnabled(any(not ligne.secrete for ligne in lue.lignes))
        self._montrer()

    def _montrer(self) -> None:
        """La résidence choisie le reste, si elle est encore là."""
        if self._lue is None:
            return
        mots = sans_accents(self.recherche.text()).split()
        montrees = [ligne for ligne in self._lue.lignes if all(mot in _cherche(ligne) for mot in mots)]
        self.table.show_lignes(montrees, self._vide)
        self._detail.setText(pluriel(len(montrees), "résidence"))
        rangs = [n for n, li in enumerate(self.table.modele.lignes) if li.residence.id == self._choisie]
        if montrees:
            self.table.selectRow(rangs[0] if rangs else 0)
        self._choisir()

    def _vide(self) -> Vide:
        importer = Bouton("Importer un tableau", genre=Genre.PRINCIPAL, nom="residences_vide_importer")
        importer.clicked.connect(self._importer)
        importer.setAutoDefault(False)
        return Vide("scale", VIDE, importer, nom="residences_vide")

    def _choisir(self) -> None:
        ligne: LigneDeLaTable | None = self.table.current
        self._choisie = ligne.residence.id if ligne else None
        self.volet.show_ligne(ligne, self._lue)

    def _importer(self) -> None:
        self.accept()
        self.import_asked.emit()

    def _saisir(self, ligne: LigneDeLaTable | None) -> None:
        FenetreResidence(self._ouvert, ligne.residence if ligne else None, self).open()

    def _retirer(self, ligne: LigneDeLaTable) -> None:
        self.erreur.dire("")

        def ecrire(session: Session) -> None:
            retirer_residence(session, ligne.residence.id)

        tache = self._ouvert.write("Résidence retirée", ecrire)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(self._retiree)

    def _retiree(self, _: object) -> None:
        self.fait.dire("Résidence retirée. Fermez, puis Ctrl+Z la rend.")

    def _demander_ou(self) -> None:
        dialogue = QFileDialog(self, "Écrire le tableau des partenaires", "residences.xlsx", FILTRE)
        dialogue.setObjectName("residences_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("xlsx")
        dialogue.fileSelected.connect(self.write)
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def write(self, chemin: str) -> None:
        """Écrit le tableau des partenaires dans ce fichier, contre la moyenne choisie."""
        fichier, voulu, au = self._ouvert.fichier, Perimetre(self.perimetre.current), horloge.aujourdhui()

        def travail(_: Avancement) -> str:
            return exporter_residences(fichier, au, voulu, Path(chemin))

        tache = self._ouvert.atelier.run("Tableau des résidences", travail)
        tache.succeeded.connect(self.fait.dire)
        tache.failed.connect(self.erreur.dire)


def _cherche(ligne: LigneDeLaTable) -> str:
    residence = ligne.residence
    return sans_accents(" ".join(filter(None, (residence.nom, residence.bailleur, residence.commune))))
