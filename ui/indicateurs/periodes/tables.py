"""Les trois tables de l'onglet : les périodes, leurs chiffres d'alors et de maintenant, ce qui a été rectifié."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView
from typing_extensions import override

from db.scelles.vue import PeriodeOuverte, PeriodeVue
from relogement.indicateurs.indicateur import Mesure
from relogement.scelles.empreinte import courte
from relogement.scelles.rectification import Effet, Rectification
from relogement.textes import TIRET, ecart, heure, jour, nombre, pourcent
from ui import fonts
from ui.annulation.liste import Index, ListeModel, Rangee, ligne
from ui.composants.delegue import ROLE_GRAISSE
from ui.composants.table import Densite, TableView
from ui.theme import px

DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PERIODES = ("Période", "Portée", "Dossiers", "Scellée par", "Le", "Empreinte", "État")
CHIFFRES = ("Indicateur", "Scellé", "Aujourd’hui", "Écart", "Dossiers")
RECTIFICATIONS = ("Dossier", "Ménage", "Champ", "Scellé", "Actuel", "Nature", "Quand", "Par", "Acte")


class Modele(ListeModel):
    """Des lignes de texte ; certaines colonnes à droite, la première en gras."""

    def __init__(self, titres: Sequence[str], a_droite: Sequence[int] = ()) -> None:
        super().__init__(titres)
        self._a_droite = frozenset(a_droite)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._a_droite:
            return DROITE
        return super().headerData(section, orientation, role)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._a_droite:
            return DROITE
        if role == ROLE_GRAISSE and index.column() == 0:
            return fonts.MOYEN
        return super().data(index, role)


class Table(TableView):
    """Une ligne à la fois ; une colonne prend la place qui reste."""

    def __init__(
        self, modele: Modele, *, nom: str, lu: str, large: int, densite: Densite = Densite.COMPACTE
    ) -> None:
        super().__init__(nom=nom, lu=lu, densite=densite)
        self.setModel(modele)
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        entete, genre = self.horizontalHeader(), QHeaderView.ResizeMode
        entete.setStretchLastSection(False)
        for colonne in range(modele.columnCount()):
            entete.setSectionResizeMode(colonne, genre.Stretch if colonne == large else genre.ResizeToContents)

    def tenir(self, lignes: int, au_plus: int) -> None:
        """Prend la hauteur de ses lignes, jusqu'à tant."""
        rangee, entete = self.verticalHeader().defaultSectionSize(), self.horizontalHeader().height()
        self.setFixedHeight(entete + rangee * max(1, min(lignes, au_plus)) + 2 * self.frameWidth() + px(2))


def rangee_periode(vue: PeriodeVue) -> Rangee:
    etat = f"rouverte le {jour(vue.levee_le.date())}" if vue.levee_le else "close"
    return ligne(
        vue.libelle, vue.operation or "Projet", nombre(vue.dossiers, 0), vue.auteur,
        f"{jour(vue.scellee_le.date())} {heure(vue.scellee_le)}", courte(vue.empreinte), etat,
    )  # fmt: skip


def rangee_chiffre(effet: Effet) -> Rangee:
    return ligne(
        effet.libelle, _part(effet.alors), _part(effet.maintenant), _ecart(effet),
        nombre(len(effet.passages), 0) if effet.passages else "",
    )  # fmt: skip


def rangee_rectification(r: Rectification, ouverte: PeriodeOuverte) -> Rangee:
    numero = r.menage_id or 0
    tous = r.menage_id is None
    qui = f"{nombre(r.dossiers, 0)} dossiers" if tous else ouverte.references.get(numero, "parti")
    quand, par, acte = ("", "", "")
    if r.cause is not None:
        quand, par, acte = jour(r.cause.le.date()), r.cause.auteur, r.cause.acte
    return ligne(
        qui, ouverte.noms.get(numero, ""), r.champ, r.alors or TIRET, r.maintenant or TIRET, r.genre.value, quand,
        par, acte,
    )  # fmt: skip


def _part(mesure: Mesure) -> str:
    if mesure.pct is None:
        return TIRET
    return f"{nombre(mesure.oui, 0)}/{nombre(mesure.base, 0)}   {pourcent(mesure.pct)}"


def _ecart(effet: Effet) -> str:
    if effet.alors == effet.maintenant:
        return "="
    if effet.alors.pct is None or effet.maintenant.pct is None:
        return TIRET
    return ecart(effet.maintenant.pct - effet.alors.pct, "pt")
