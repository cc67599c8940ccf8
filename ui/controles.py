"""Le dessin des contrôles natifs : champ, liste, case, rond, bouton."""

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QWidget,
)

from ui import icons
from ui.peinture import boite, coche, disque, trait
from ui.theme import couleur

Etat = QStyle.StateFlag
RAYON = 6
CASE = 16


def rien(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    """Ce que la charte ne dessine pas."""


def champ(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QLineEdit) and not widget.hasFrame():
        return
    if widget is not None and isinstance(widget.parentWidget(), (QComboBox, QSpinBox)):
        return
    fond, bord = _couleurs_de_champ(option, widget)
    boite(peintre, QRectF(option.rect), rayon=RAYON, fond=fond, bord=bord)


def liste(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    fond, bord = _couleurs_de_champ(option, widget)
    boite(peintre, QRectF(option.rect), rayon=RAYON, fond=fond, bord=bord)
    zone = QRectF(option.rect)
    chevron = QRectF(zone.right() - 25, zone.center().y() - 8, 16, 16)
    icons.draw(peintre, "chevron-down", chevron, "texte2" if _actif(option) else "texte3")


def bouton(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    principal = _principal(option, widget)
    fond = "plein" if principal else "creux" if option.state & Etat.State_Sunken else "surface"
    boite(peintre, QRectF(option.rect), rayon=RAYON, fond=fond, bord=None if principal else "bord_fort")


def mot_de_bouton(option: QStyleOption, widget: QWidget | None) -> QStyleOption:
    """Le bouton principal d'une boîte de dialogue s'écrit en clair sur son fond plein."""
    if not (isinstance(option, QStyleOptionButton) and _principal(option, widget)):
        return option
    copie = QStyleOptionButton(option)
    palette = QPalette(option.palette)
    palette.setColor(QPalette.ColorRole.ButtonText, couleur("sur_plein"))
    copie.palette = palette
    return copie


def _principal(option: QStyleOption, widget: QWidget | None) -> bool:
    return isinstance(widget, QPushButton) and widget.isDefault() and _actif(option)


def case(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    zone = _carre(option.rect)
    cochee = bool(option.state & Etat.State_On)
    partielle = bool(option.state & Etat.State_NoChange)
    if not cochee and not partielle:
        boite(peintre, zone, rayon=4, fond="surface", bord="bord_fort")
        return
    boite(peintre, zone, rayon=4, fond="plein" if _actif(option) else "texte3")
    if cochee:
        coche(peintre, zone.center(), zone.width() - 1, "sur_plein", 1.8)
    else:
        peintre.setPen(trait("sur_plein", 2))
        peintre.drawLine(zone.center() - QPointF(4, 0), zone.center() + QPointF(4, 0))


def rond(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    zone = _carre(option.rect)
    choisi = bool(option.state & Etat.State_On)
    disque(peintre, zone.center(), 7.5, fond="surface", plume=trait("plein", 1) if choisi else trait("bord_fort"))
    if choisi:
        disque(peintre, zone.center(), 8, fond="plein")
        disque(peintre, zone.center(), 3, fond="sur_plein")


def marque(option: QStyleOption, peintre: QPainter, widget: QWidget | None) -> None:
    """La coche d'une ligne de menu ou de liste."""
    coche(peintre, QRectF(option.rect).center(), 12, "accent", 1.8)


def _couleurs_de_champ(option: QStyleOption, widget: QWidget | None) -> tuple[str, str]:
    if not _actif(option):
        return "creux", "bord"
    if widget is not None and widget.property("errone"):
        return "surface", "rouge"
    if widget is not None and widget.property("modifie"):
        return "ambre_fond", "ambre"
    return "surface", "bord_fort"


def _actif(option: QStyleOption) -> bool:
    return bool(option.state & Etat.State_Enabled)


def _carre(rect: QRect) -> QRectF:
    zone = QRectF(0, 0, CASE, CASE)
    zone.moveCenter(QRectF(rect).center())
    return zone
