"""Les lignes de l'ordre du jour : les titres de groupe et les dossiers, et comment elles se dessinent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from db.cellule.lecture import PointLu
from relogement.cellule.codes import EtatPoint
from ui import fonts, icons
from ui.cellule.seance.masque import nom_montre
from ui.peinture import CENTRE, anneau, ecrire, soigne
from ui.theme import couleur, px

Index = QModelIndex | QPersistentModelIndex
RACINE = QModelIndex()
TITRE, POINT, MARGE, RANG = 30, 46, 14, 28
Role = Qt.ItemDataRole
DITS = (Role.DisplayRole, Role.AccessibleTextRole, Role.ToolTipRole)
FAITS = {
    EtatPoint.TRAITE: ("circle-check", "vert", "traité"),
    EtatPoint.REPORTE: ("calendar-clock", "ambre", "reporté"),
}


@dataclass(frozen=True)
class Ligne:
    """Un titre de groupe, ou un dossier et sa place."""

    titre: str = ""
    point: PointLu | None = None
    place: int = 0


def lignes(points: Sequence[PointLu]) -> Iterator[Ligne]:
    """Un titre chaque fois que le groupe change : un dossier déplacé à la main garde son critère."""
    groupe = None
    for place, point in enumerate(points, start=1):
        if point.groupe != groupe:
            groupe = point.groupe
            yield Ligne(titre=groupe)
        yield Ligne(point=point, place=place)


class OrdreModel(QAbstractListModel):
    """L'ordre du jour en lignes ; ``noms`` faux n'y laisse que les références et les initiales."""

    def __init__(self) -> None:
        super().__init__()
        self._lignes: list[Ligne] = []
        self.noms = True

    def show_points(self, points: Sequence[PointLu]) -> None:
        self.beginResetModel()
        self._lignes = list(lignes(points))
        self.endResetModel()

    def set_noms(self, noms: bool) -> None:
        self.noms = noms
        self.dataChanged.emit(self.index(0), self.index(max(0, len(self._lignes) - 1)))

    def ligne(self, index: Index) -> Ligne:
        return self._lignes[index.row()]

    def rang_du_point(self, point_id: int | None) -> int:
        """La ligne de ce dossier, ou -1."""
        rangs = (r for r, un in enumerate(self._lignes) if un.point is not None and un.point.id == point_id)
        return next(rangs, -1)

    @property
    def nombre(self) -> int:
        """Combien de dossiers."""
        return sum(ligne.point is not None for ligne in self._lignes)

    def place_du_point(self, point_id: int) -> int:
        return self._lignes[self.rang_du_point(point_id)].place

    def rang_de_la_place(self, place: int) -> int:
        return next(r for r, ligne in enumerate(self._lignes) if ligne.place == place)

    def place_apres(self, rang: int) -> int:
        """La place du premier dossier sous ce titre."""
        return next((ligne.place for ligne in self._lignes[rang:] if ligne.place), self.nombre + 1)

    @override
    def rowCount(self, parent: Index = RACINE) -> int:
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.ligne(index).point is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        ligne = self.ligne(index)
        if role not in DITS:
            return None
        if ligne.point is None:
            return ligne.titre
        nom = nom_montre(ligne.point, noms=self.noms)
        if role == Qt.ItemDataRole.DisplayRole:
            return nom
        fait = FAITS.get(ligne.point.etat)
        morceaux = (f"{ligne.place}", nom, ligne.point.motif, ligne.point.alerte, fait[2] if fait else "")
        return ", ".join(m for m in morceaux if m)


class DelegueOrdre(QStyledItemDelegate):
    """Le rang ou ce qui en a été fait, le nom, le motif ; la barre d'accent dit où l'on est."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(120), px(TITRE if _ligne(index).point is None else POINT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ligne, zone = _ligne(index), QRectF(option.rect)
        with soigne(painter):
            if ligne.point is None:
                bas = zone.adjusted(px(MARGE), px(6), -px(6), 0)
                ecrire(painter, bas, ligne.titre, fonts.police(fonts.LEGENDE, fonts.GRAS), "texte2")
            else:
                self._point(painter, zone, ligne, option, str(index.data()))

    def _point(
        self, peintre: QPainter, zone: QRectF, ligne: Ligne, option: QStyleOptionViewItem, nom: str
    ) -> None:
        point = ligne.point
        assert point is not None
        choisi = bool(option.state & QStyle.StateFlag.State_Selected)
        if choisi:
            peintre.fillRect(zone, couleur("accent_fond"))
            peintre.fillRect(QRectF(zone.x(), zone.y(), px(3), zone.height()), couleur("accent"))
        haut = QRectF(zone.x() + px(MARGE + RANG), zone.y() + px(5), zone.width() - px(MARGE + RANG + 6), px(18))
        self._rang(peintre, QRectF(zone.x() + px(MARGE), haut.y(), px(18), haut.height()), ligne)
        graisse = fonts.GRAS if choisi else fonts.MOYEN
        ecrire(peintre, haut, nom, fonts.police(fonts.BASE, graisse))
        motif, token = (point.alerte, "rouge") if point.alerte else (point.motif_court, "texte2")
        ecrire(peintre, haut.translated(0, px(18)), motif, fonts.police(fonts.LEGENDE), token)
        if option.state & QStyle.StateFlag.State_HasFocus:
            anneau(peintre, zone.adjusted(1, 1, -1, -1), 4)

    def _rang(self, peintre: QPainter, zone: QRectF, ligne: Ligne) -> None:
        assert ligne.point is not None
        fait = FAITS.get(ligne.point.etat)
        if fait is None:
            ecrire(peintre, zone, str(ligne.place), fonts.police(fonts.LEGENDE), "texte2", CENTRE)
        else:
            cote = px(16)
            carre = QRectF(zone.center().x() - cote / 2, round(zone.center().y() - cote / 2), cote, cote)
            icons.draw(peintre, fait[0], carre, fait[1])


def _ligne(index: Index) -> Ligne:
    modele = index.model()
    assert isinstance(modele, OrdreModel)
    return modele.ligne(index)
