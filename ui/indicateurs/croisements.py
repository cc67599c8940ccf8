"""Les croisements : un indicateur, un axe en lignes, un en colonnes ; chaque case s'ouvre sur ses ménages."""

from collections.abc import Sequence

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.croisements import Croisement, axes_de, croiser, lire_pour_croiser
from db.cube import Cube
from db.tableaux import Chiffre, Portee, chiffre_du_cube
from relogement.indicateurs.axes import Axe
from relogement.indicateurs.criteres import CATALOGUE, PAR_CODE
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.composants.vide import Vide
from ui.editeurs import ChampChoix, Option
from ui.indicateurs.grille import GrilleModel, GrilleTable
from ui.indicateurs.sous_vue import SousVue
from ui.indicateurs.volet import Volet
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

PREMIERS = ("HORS_QPV", "operation", "bailleur")
AUCUN = Option("(aucun)", None)


class VueCroisements(SousVue):
    """Le cube se lit une fois par portée ; changer d'indicateur ou d'axe ne relit rien."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self.cube: Cube | None = None
        self._portee: Portee | None = None
        self._ouverte: tuple[object, object] | None = None
        self.erreur = BandeauErreur(nom="croisements_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.indicateur = _choix("croisements_indicateur", "Indicateur")
        self.lignes = _choix("croisements_lignes", "En lignes")
        self.colonnes = _choix("croisements_colonnes", "En colonnes")
        self.tourner = Bouton(
            "", "arrow-left-right", genre=Genre.NU, petit=True, aide="Échanger lignes et colonnes",
            nom="croisements_tourner",
        )  # fmt: skip
        self.modele = GrilleModel()
        self.modele.setParent(self)
        self.table, self.volet = GrilleTable(self.modele), Volet(ouvert)
        self.definition = legende("", "texte2", nom="croisements_definition", lignes=True)
        self._poser_les_choix()
        self._disposer()
        self._brancher()

    @property
    def croise(self) -> Croisement | None:
        return self.modele.croise

    def _poser_les_choix(self) -> None:
        code, lignes, colonnes = PREMIERS
        self.indicateur.set_options([Option(i.libelle, i.code) for i in CATALOGUE], vide=None)
        self.indicateur.set_value(code)
        self._proposer_les_axes()
        self.lignes.set_value(lignes)
        self.colonnes.set_value(colonnes)

    def _disposer(self) -> None:
        self.carte = Carte("Croisement", nom="carte_croisements")
        choix = QHBoxLayout()
        choix.setSpacing(px(8))
        champs = (("Indicateur", self.indicateur), ("en lignes", self.lignes), ("en colonnes", self.colonnes))
        for mot, champ in champs:
            etiquette = Texte(mot, "texte2")
            etiquette.setBuddy(champ)
            choix.addWidget(etiquette)
            choix.addWidget(champ)
            if champ is self.lignes:
                choix.addWidget(self.tourner)
        choix.addStretch(1)
        barre = QWidget()
        barre.setLayout(choix)
        choix.setContentsMargins(px(12), px(10), px(12), px(10))
        self.carte.contenu.setContentsMargins(1, 1, 1, px(8))
        self.carte.contenu.addWidget(self.table, 1)
        pied = QHBoxLayout()
        pied.setContentsMargins(px(12), 0, px(12), 0)
        pied.addWidget(self.definition, 1)
        self.carte.contenu.addLayout(pied)
        self.table.set_vide(Vide("table-2", "Personne à compter ici à cette date.", nom="croisements_vide"))
        page = QVBoxLayout()
        page.setContentsMargins(px(10), 0, px(10), px(10))
        page.setSpacing(0)
        page.addWidget(self.erreur)
        page.addWidget(barre)
        page.addWidget(self.carte, 1)
        corps = QHBoxLayout(self)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(0)
        corps.addLayout(page, 1)
        corps.addWidget(self.volet)

    def _brancher(self) -> None:
        self.indicateur.currentIndexChanged.connect(self._changer_d_indicateur)
        for champ in (self.lignes, self.colonnes):
            champ.currentIndexChanged.connect(lambda _: self._croiser())
        self.tourner.clicked.connect(self._tourner)
        self.table.cell_asked.connect(self._ouvrir)
        self.volet.closed.connect(self._fermer)

    @override
    def refresh(self, portee: Portee) -> None:
        self._lecture.demander(
            "Lecture des croisements",
            lambda session: lire_pour_croiser(session, portee),
            lambda cube: self._show(cube, portee),
        )

    @override
    def image(self) -> QPixmap:
        return self.carte.grab()

    def _show(self, cube: Cube, portee: Portee) -> None:
        self.cube, self._portee = cube, portee
        self.erreur.dire("")
        self._croiser()

    def _croiser(self) -> None:
        """Refait la grille, et le volet ouvert sur la même case."""
        if self.cube is None or self._portee is None or self.lignes.value() is None:
            return
        colonnes = self.colonnes.value() if self.colonnes.value() != self.lignes.value() else None
        croise = croiser(self.cube, self._portee, self.indicateur.value(), self.lignes.value(), colonnes)
        self.modele.show_croisement(croise)
        axes = " et ".join(axe.libelle.lower() for axe in (croise.lignes, croise.colonnes) if axe)
        population = "titulaires seuls" if self._portee.titulaires else "décohabitants compris"
        self.carte.set_titre(f"{croise.indicateur.libelle} par {axes}", population)
        self.definition.setText(_definition(croise))
        if self._ouverte is not None and self.volet.isVisibleTo(self):
            self.volet.show_chiffre(self._chiffre(*self._ouverte))

    def _changer_d_indicateur(self) -> None:
        self._fermer()
        self.volet.close_volet()
        self._proposer_les_axes()
        self._croiser()

    def _proposer_les_axes(self) -> None:
        """Les seuls axes qui rangent cet indicateur ; ceux déjà choisis restent s'ils le peuvent."""
        axes = axes_de(PAR_CODE[self.indicateur.value()])
        options = [Option(axe.libelle, axe.cle) for axe in axes]
        for champ, vide, repli in ((self.lignes, None, axes[0]), (self.colonnes, AUCUN, None)):
            garde = champ.value()
            champ.blockSignals(True)
            champ.set_options(options, vide=vide)
            champ.set_value(_garde(garde, axes, repli))
            champ.blockSignals(False)

    def _tourner(self) -> None:
        lignes, colonnes = self.lignes.value(), self.colonnes.value()
        if colonnes is None:
            return
        for champ, valeur in ((self.lignes, colonnes), (self.colonnes, lignes)):
            champ.blockSignals(True)
            champ.set_value(valeur)
            champ.blockSignals(False)
        self._fermer()
        self.volet.close_volet()
        self._croiser()

    def _ouvrir(self, rang: int, colonne: int) -> None:
        if colonne:
            self._ouverte = self.modele.place(rang, colonne)
            self.volet.open_chiffre(self._chiffre(*self._ouverte))

    def _chiffre(self, ligne: object, colonne: object) -> Chiffre:
        croise = self.croise
        assert croise is not None
        mots = [croise.dire_ligne(ligne)] if ligne is not ... else []
        mots += [croise.dire_colonne(colonne)] if colonne is not ... else []
        titre = " · ".join([croise.indicateur.libelle, *mots])
        return chiffre_du_cube(croise.cube, croise.indicateur.code, croise.filtre_de(ligne, colonne), titre)

    def _fermer(self) -> None:
        self._ouverte = None


def _choix(nom: str, lu: str) -> ChampChoix:
    champ = ChampChoix([], vide=None)
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    champ.setMinimumWidth(px(150))
    return champ


def _garde(cle: str | None, axes: Sequence[Axe], repli: Axe | None) -> str | None:
    if cle in {axe.cle for axe in axes}:
        return cle
    return repli.cle if repli else None


def _definition(croise: Croisement) -> str:
    """Ce que l'on compte, sur quoi, et ce qui manque."""
    indicateur = croise.indicateur
    suites = (("Sur : ", indicateur.denominateur), ("NR : ", indicateur.nr), ("SO : ", indicateur.so))
    dites = [f"{mot}{texte[:1].lower()}{texte[1:]}." for mot, texte in suites if texte]
    return " ".join([f"{indicateur.numerateur}.", *dites])
