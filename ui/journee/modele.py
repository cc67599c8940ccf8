"""Les lignes d'une colonne, et leur dessin : icône, ménage, ce qu'il faut faire, depuis quand, et l'acte."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from relogement.journee import Colonne, LigneDuJour, geste, presse, quand, quoi
from relogement.nomenclatures import Affaire, Attendu
from ui import fonts, icons
from ui.peinture import CENTRE, anneau, boite, ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, CARRE, MARGE, BOUTON = 64, 28, 14, 28
ROLE_LIGNE = Qt.ItemDataRole.UserRole + 1
FAMILLES = {Colonne.RETARD: "rouge", Colonne.JOUR: "ambre", Colonne.ATTENTE: "neutre"}
ICONES = {
    Affaire.SILENCE: "hourglass",
    Affaire.ACCORD_PASSE: "gavel",
    Affaire.REPONSE: "user",
    Affaire.ACCORD: "gavel",
    Affaire.VISITE: "footprints",
    Affaire.COMPTE_RENDU: "pencil",
    Affaire.DECISION: "gavel",
    Affaire.TACITE: "stamp",
    Affaire.OBJECTION: "hourglass",
    Affaire.RETOUR: "undo-2",
    Affaire.RAPPEL: "bell",
    Affaire.SUITE: "message-square",
    Affaire.CELLULE: "presentation",
    Affaire.BAIL: "signature",
    Affaire.ENTREE: "package-check",
    Affaire.SUIVI: "calendar-clock",
    Affaire.ENQUETE: "clipboard-list",
    Affaire.NUMERO_UNIQUE: "id-card",
}
DES_ATTENDUS = {Attendu.MENAGE: "user", Attendu.BAILLEUR: "building-2", Attendu.CALEOL: "gavel"}
Index = QModelIndex | QPersistentModelIndex


def icone(ligne: LigneDuJour) -> str:
    """Une suite montre qui l'on attend ; le reste, ce que c'est."""
    if ligne.genre is Affaire.SUITE:
        return DES_ATTENDUS.get(ligne.attendu, ICONES[Affaire.SUITE])
    return ICONES.get(ligne.genre, "circle")


def titre(ligne: LigneDuJour) -> str:
    """« 14:30 — ZAOUI Nadia » ; un rappel sans dossier n'a que ses mots."""
    qui = ligne.nom or (ligne.objet if ligne.menage_id is None else ligne.reference)
    return f"{heure_de(ligne)}{qui}"


def heure_de(ligne: LigneDuJour) -> str:
    return f"{ligne.heure:%H:%M} — " if ligne.heure else ""


def dit(ligne: LigneDuJour, au: date) -> str:
    """Ce qu'un lecteur d'écran entend de la ligne."""
    faits = (titre(ligne), ligne.reference, quoi(ligne, au), quand(ligne, au), geste(ligne, au).value)
    return ", ".join(filter(None, faits))


class ModeleDuJour(QAbstractListModel):
    """Les lignes d'une colonne."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lignes: tuple[LigneDuJour, ...] = ()
        self.au = date.min

    def show(self, lignes: Sequence[LigneDuJour], au: date) -> None:
        self.beginResetModel()
        self.lignes, self.au = tuple(lignes), au
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — la signature de Qt
        return 0 if parent.isValid() else len(self.lignes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        ligne = self.lignes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return dit(ligne, self.au)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (titre(ligne), quoi(ligne, self.au), quand(ligne, self.au))))
            case _:
                return ligne if role == ROLE_LIGNE else None


class DelegueDuJour(QStyledItemDelegate):
    """Dessine une ligne et son bouton ; le bouton n'est qu'un dessin, la liste fait l'acte."""

    def __init__(self, colonne: Colonne, modele: ModeleDuJour) -> None:
        super().__init__(modele)
        self._colonne, self._modele = colonne, modele

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(HAUTEUR))

    def zone_du_bouton(self, rect: QRectF, ligne: LigneDuJour) -> QRectF:
        large = fonts.largeur(geste(ligne, self._modele.au).value, _fonte_du_bouton()) + 2 * px(12)
        haut = rect.y() + px(10)
        return QRectF(rect.right() - px(MARGE) - large, haut, large, px(BOUTON))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ligne: LigneDuJour = index.data(ROLE_LIGNE)
        rect = QRectF(option.rect)
        choisie = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if choisie:
            painter.fillRect(rect, couleur("accent_fond"))
        painter.fillRect(QRectF(rect.x(), rect.bottom(), rect.width(), 1), couleur("trait"))
        with soigne(painter):
            self._carre(painter, rect, ligne)
            bouton = self.zone_du_bouton(rect, ligne)
            gauche = rect.x() + px(MARGE + CARRE + 11)
            textes = QRectF(gauche, rect.y() + px(6), bouton.left() - px(10) - gauche, px(18))
            self._textes(painter, textes, ligne, rect.right() - px(MARGE))
            self._bouton(painter, bouton, ligne)
            if choisie:
                anneau(painter, rect.adjusted(1, 1, -1, -2), 4)

    def _carre(self, peintre: QPainter, rect: QRectF, ligne: LigneDuJour) -> None:
        famille = FAMILLES[self._colonne]
        carre = QRectF(rect.x() + px(MARGE), rect.y() + px(18), px(CARRE), px(CARRE))
        boite(peintre, carre, rayon=6, fond=f"{famille}_fond")
        marge = px(7)
        icons.draw(peintre, icone(ligne), carre.adjusted(marge, marge, -marge, -marge), famille)

    def _textes(self, peintre: QPainter, zone: QRectF, ligne: LigneDuJour, fin: float) -> None:
        """Le ménage et l'affaire à gauche du bouton ; le temps qu'il reste passe dessous."""
        au, pas = self._modele.au, px(17)
        ecrit = ecrire(peintre, zone, titre(ligne), fonts.police(graisse=fonts.GRAS))
        if ligne.nom and ligne.reference:
            reste = zone.adjusted(ecrit + px(6), 0, 0, 0)
            if reste.width() > px(20):
                ecrire(peintre, reste, ligne.reference, fonts.police(fonts.LEGENDE), "texte2")
        ecrire(peintre, zone.translated(0, pas), _second(ligne, au), fonts.police())
        bas = QRectF(zone.x(), zone.y() + 2 * pas, fin - zone.x(), zone.height())
        ecrire(peintre, bas, quand(ligne, au), fonts.police(fonts.LEGENDE), "texte2")

    def _bouton(self, peintre: QPainter, zone: QRectF, ligne: LigneDuJour) -> None:
        plein = presse(ligne, self._modele.au)
        boite(peintre, zone, rayon=6, fond="plein" if plein else "surface", bord=None if plein else "bord_fort")
        mot = geste(ligne, self._modele.au).value
        ecrire(peintre, zone, mot, _fonte_du_bouton(), "sur_plein" if plein else "texte", CENTRE)


def _second(ligne: LigneDuJour, au: date) -> str:
    """Un rappel sans dossier a déjà dit ses mots dans son titre."""
    return "Rappel" if ligne.genre is Affaire.RAPPEL and not ligne.nom else quoi(ligne, au)


def _fonte_du_bouton() -> QFont:
    return fonts.police(fonts.LEGENDE, fonts.MOYEN)
