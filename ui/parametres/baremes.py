"""L'onglet des barèmes : la liste, la fiche de celui que l'on regarde, et la saisie d'une période."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db import horloge
from db.baremes import ajouter, periodes_ajoutees
from relogement.baremes import Ajouts, Periode, entete, lire_periodes, noms, perime, periodes
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, jour
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.table import TableView
from ui.composants.texte import Texte
from ui.ouvert import ProjetOuvert
from ui.parametres.fiche_bareme import FicheBareme
from ui.parametres.liste_baremes import BaremesModel, LigneBareme
from ui.parametres.saisie_periode import SaisiePeriode
from ui.theme import px

FILTRE = "Barème (*.toml)"
PREMIER = "apl_loyers"
LARGEURS = (0, 100, 100, 122)


class PageBaremes(QWidget):
    """Ce que l'on ajoute est gardé dans le projet : les collègues calculent avec les mêmes montants."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_baremes")
        self._ouvert, self._ajouts, self._nom = ouvert, Ajouts(), PREMIER
        self.modele = BaremesModel(self)
        self.liste = TableView(nom="baremes_liste", lu="Barèmes")
        self.fiche, self.saisie = FicheBareme(), SaisiePeriode()
        self.perimes = BandeauErreur("ambre", nom="baremes_perimes", fermable=False)
        self.erreur = BandeauErreur(nom="baremes_erreur")
        self.fait = Texte("", "vert", nom="baremes_fait")
        self.pile = QStackedWidget()
        self._disposer()
        self._brancher()

    def refresh(self) -> None:
        with self._ouvert.fichier.lire() as session:
            self._ajouts = periodes_ajoutees(session)
        lignes = [_ligne(nom, self._ajouts) for nom in noms()]
        lignes.sort(key=lambda ligne: ligne.entete.titre)
        self.perimes.dire(_a_revoir([ligne for ligne in lignes if ligne.perime]))
        self.modele.show_lignes(lignes)
        self.liste.setCurrentIndex(self.modele.index(max(0, self.modele.rang(self._nom)), 0))

    def _disposer(self) -> None:
        self._regler_la_liste()
        cote = Carte("Barèmes", "livrés, et ajoutés dans ce projet", nom="baremes_carte")
        cote.contenu.setContentsMargins(1, 0, 1, 1)
        cote.contenu.addWidget(self.liste, 1)
        corps = QHBoxLayout()
        corps.setSpacing(px(12))
        corps.addWidget(cote, 6)
        corps.addWidget(self.fiche, 7)
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(16), px(12), px(16), px(12))
        colonne.setSpacing(px(10))
        for bandeau in (self.perimes, self.erreur, self.fait):
            colonne.addWidget(bandeau)
        colonne.addLayout(corps, 1)
        self.fait.hide()
        self.pile.addWidget(page)
        self.pile.addWidget(self.saisie)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.pile)

    def _regler_la_liste(self) -> None:
        self.liste.setModel(self.modele)
        self.liste.setSortingEnabled(False)
        self.liste.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        entete_ = self.liste.horizontalHeader()
        entete_.setSectionsMovable(False)
        entete_.setSectionsClickable(False)
        entete_.setStretchLastSection(False)
        entete_.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for colonne, largeur in enumerate(LARGEURS):
            if largeur:
                entete_.setSectionResizeMode(colonne, QHeaderView.ResizeMode.Fixed)
                self.liste.setColumnWidth(colonne, px(largeur))

    def _brancher(self) -> None:
        self.liste.selectionModel().currentRowChanged.connect(lambda index, _: self._show(index.row()))
        self.liste.activated.connect(lambda _: self.fiche.ajouter.setFocus())
        self.fiche.add_asked.connect(self._start)
        self.fiche.import_asked.connect(self._choose)
        self.saisie.added.connect(self._write)
        self.saisie.cancelled.connect(self._back)

    def _show(self, rang: int) -> None:
        ligne = self.modele.ligne(rang)
        if ligne is not None:
            self._nom = ligne.nom
            self.fiche.show_bareme(ligne)

    def _start(self) -> None:
        ligne = self.fiche.ligne
        if ligne is not None and ligne.modele is not None:
            self._open(ligne.modele, neuve=True)

    def _open(self, depart: Periode, *, neuve: bool) -> None:
        ligne = self.fiche.ligne
        assert ligne is not None
        self.fait.hide()
        self.erreur.dire("")
        self.pile.setCurrentWidget(self.saisie)
        self.saisie.show_periode(
            ligne.nom, ligne.entete, self._ajouts, depart, ligne.periodes[-1], horloge.aujourdhui(), neuve=neuve
        )

    def _choose(self) -> None:
        dialogue = QFileDialog(self, "Choisir un fichier de barème", "", FILTRE)
        dialogue.setObjectName("bareme_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(lambda chemin: self.importer(Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def importer(self, chemin: Path) -> None:
        """Ouvre, à contrôler, la première période du fichier qui suit celles du projet."""
        ligne = self.fiche.ligne
        assert ligne is not None
        try:
            lues = lire_periodes(chemin.read_text("utf-8-sig"), ligne.nom)
            suivantes = [p for p in lues if ligne.suit(p)]
            if not suivantes:
                raise ErreurMetier(
                    f"« {chemin.name} » n’a aucune période après celles du projet. Choisissez un autre fichier."
                )
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
        except (OSError, UnicodeDecodeError):
            self.erreur.dire(f"« {chemin.name} » ne se lit pas : choisissez un fichier TOML en UTF-8.")
        else:
            self._open(suivantes[0], neuve=False)

    def _write(self, periode: Periode) -> None:
        titre = entete(self._nom).titre
        nom, acte = self._nom, f"Barème « {titre} » : nouvelle période"
        tache = self._ouvert.write(acte, lambda session: ajouter(session, nom, periode))
        self.saisie.progression.follow(tache, "Ajout et nouveau calcul des bilans…")
        self.saisie.set_busy(busy=True)
        tache.succeeded.connect(lambda _: self._added(periode))
        tache.failed.connect(self.saisie.erreur.dire)
        tache.ended.connect(lambda: self.saisie.set_busy(busy=False))

    def _added(self, periode: Periode) -> None:
        self.refresh()
        self.fait.setText(f"La période du {jour(periode.debut)} est ajoutée. Rien n’a été remplacé.")
        self.fait.show()
        self._back()

    def _back(self) -> None:
        self.pile.setCurrentIndex(0)
        self.liste.setFocus()


def _a_revoir(lignes: Sequence[LigneBareme]) -> str:
    """La phrase du seul barème périmé, ou le nom de tous ; la fiche de chacun dit sa date."""
    if len(lignes) < 2:
        return "".join(ligne.perime for ligne in lignes)
    titres = ", ".join(f"« {ligne.entete.titre} »" for ligne in lignes)
    return f"{len(lignes)} barèmes ne sont plus à jour{INSECABLE}: {titres}. Ouvrez chacun et ajoutez sa période."


def _ligne(nom: str, ajouts: Ajouts) -> LigneBareme:
    au = horloge.aujourdhui()
    return LigneBareme(nom, entete(nom), periodes(nom, ajouts), perime(nom, au, ajouts) or "", au)
