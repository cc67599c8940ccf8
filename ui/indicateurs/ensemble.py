"""La vue d'ensemble : elle lit le relevé, le montre, et ouvre chaque chiffre sur ses ménages."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.cube import Filtre
from db.tableaux import Chiffre, Portee, Releve, chiffre_du_cube, relever
from db.tableaux.avancement import chiffre_de_la_marche
from db.tableaux.rac import chiffre_de_la_classe
from db.tableaux.refus import chiffre_des_refus
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import PAR_CODE
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.vide import Vide
from ui.indicateurs.cartes import libelle_du_motif
from ui.indicateurs.page import PageIndicateurs
from ui.indicateurs.sous_vue import SousVue
from ui.indicateurs.volet import Volet
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert

Recette = Callable[[Releve], Chiffre]


class VueEnsemble(SousVue):
    """Le volet garde sa recette : après une écriture, il se rouvre sur le même chiffre, recompté."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self._releve: Releve | None = None
        self._recette: Recette | None = None
        self.erreur = BandeauErreur(nom="ensemble_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.page, self.volet = PageIndicateurs(), Volet(ouvert)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        importer = Bouton("Importer une liste", genre=Genre.PRINCIPAL, nom="indicateurs_importer")
        importer.clicked.connect(self.import_asked)
        defilement = QScrollArea()
        defilement.setWidgetResizable(True)
        defilement.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defilement.setWidget(self.page)
        self._pile = QStackedWidget()
        self._pile.addWidget(QWidget())  # rien à montrer avant la première lecture
        self._pile.addWidget(defilement)
        phrase = "Aucun dossier à compter. Importez l’état locatif du bailleur pour commencer."
        self._pile.addWidget(Vide("chart-column", phrase, importer, nom="indicateurs_vide"))
        corps = QHBoxLayout()
        corps.setSpacing(0)
        corps.addWidget(self._pile, 1)
        corps.addWidget(self.volet)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.erreur)
        colonne.addLayout(corps, 1)

    def _brancher(self) -> None:
        self.volet.closed.connect(self._forget)
        page = self.page
        for carte in page.criteres.values():
            carte.asked.connect(self._open_critere)
        page.avancement.indicator_asked.connect(lambda code: self._open_critere(code, False))
        page.avancement.step_asked.connect(lambda cle: self._open(lambda r: _marche(r, cle)))
        page.avancement.provisional_asked.connect(lambda: self._open(lambda r: r.provisoires))
        page.rac.class_asked.connect(lambda rang: self._open(lambda r: _classe(r, rang)))
        page.refus.motives_asked.connect(lambda motifs: self._open(lambda r: _refus(r, motifs)))
        page.coupes.cell_asked.connect(self._open_cellule)
        for code, tuile in page.delais.items():
            tuile.clicked.connect(lambda code=code: self._open_indicateur(code))
        page.par_relogement.clicked.connect(lambda: self._open_indicateur("OFFRES_PAR_RELOGEMENT"))
        page.taux_de_refus.clicked.connect(lambda: self._open_indicateur("TAUX_REFUS"))

    @override
    def refresh(self, portee: Portee) -> None:
        self._lecture.demander("Lecture des indicateurs", lambda session: relever(session, portee), self._show)

    @override
    def image(self) -> QPixmap:
        return self.page.grab()

    def _show(self, releve: Releve) -> None:
        self._releve = releve
        self.erreur.dire("")
        self.counted.emit(releve.mesures.base_tous, releve.mesures.base_titulaires)
        self.page.show_releve(releve)
        self._pile.setCurrentIndex(1 if releve.a_des_dossiers else 2)
        if self._recette and self.volet.isVisibleTo(self):
            self.volet.show_chiffre(self._recette(releve))

    def _open(self, recette: Recette, code: str = "") -> None:
        if self._releve is None:
            return
        self._recette = recette
        self.page.choisir(code)
        self.volet.open_chiffre(recette(self._releve))

    def _open_critere(self, code: str, titulaires: bool) -> None:
        self._open(lambda r: _critere(r, code, titulaires), code)

    def _open_indicateur(self, code: str) -> None:
        self._open(lambda r: chiffre_du_cube(r.cube, code, r.portee.filtre))

    def _open_cellule(self, coupe: str, valeur: object, total: bool, code: str) -> None:
        self._open(lambda r: _cellule(r, coupe, valeur, total, code), code)

    def _forget(self) -> None:
        self._recette = None
        self.page.choisir("")


def _critere(releve: Releve, code: str, titulaires: bool) -> Chiffre:
    filtre = Filtre(titulaires, releve.portee.filtre.axes)
    return chiffre_du_cube(releve.cube, code, filtre)


def _cellule(releve: Releve, coupe: str, valeur: object, total: bool, code: str) -> Chiffre:
    """Une case du tableau : tout le projet, ou ce que range une valeur de l'axe."""
    portee = releve.portee.filtre
    autres = {} if coupe == "operation" else portee.axes
    if total:
        return chiffre_du_cube(releve.cube, code, Filtre(portee.titulaires, autres))
    titre = f"{PAR_CODE[code].libelle} · {releve.cube.dire(AXE_PAR_CLE[coupe], valeur)}"
    return chiffre_du_cube(releve.cube, code, Filtre(portee.titulaires, {**autres, coupe: valeur}), titre)


def _marche(releve: Releve, cle: str) -> Chiffre:
    return chiffre_de_la_marche(releve.marches, cle, releve.portee)


def _classe(releve: Releve, rang: int | None) -> Chiffre:
    borne = None if rang is None else releve.rac.classes[rang].borne
    return chiffre_de_la_classe(releve.cube, borne, releve.portee.filtre)


def _refus(releve: Releve, motifs: tuple[str, ...] | None) -> Chiffre:
    titre = "Refus, tous motifs"
    if motifs is not None:
        noms = [libelle_du_motif(motif, releve.regles.motifs) for motif in motifs]
        titre = f"Refus : {noms[0]}" if len(noms) == 1 else "Refus : autres motifs"
    return chiffre_des_refus(releve.cube, motifs, titre, releve.portee.filtre)
