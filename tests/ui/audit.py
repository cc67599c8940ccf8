"""Ce qu'un clavier et un lecteur d'écran trouvent dans une fenêtre : noms, Tab, ordre, textes coupés."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollBar,
    QWidget,
)

from ui.composants.choix import Rangee
from ui.composants.onglets import Onglets
from ui.composants.vue import Vignette

TOURS = 400


def atteignables(fenetre: QWidget) -> list[QWidget]:
    """Ce que Tab doit atteindre : visible, actif, et qui accepte le clavier."""
    return [w for w in fenetre.findChildren(QWidget) if _prend_le_clavier(w) and w.window() is fenetre]


def _prend_le_clavier(widget: QWidget) -> bool:
    accepte = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    interne = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)
    if not accepte or interne or widget.focusProxy() is not None:
        return False
    return widget.isVisible() and widget.isEnabled()


def sans_nom(fenetre: QWidget) -> list[str]:
    """Ceux qu'un lecteur d'écran ne saurait pas dire, ou qu'un essai ne saurait pas trouver."""
    return [_dit(w) for w in atteignables(fenetre) if not (w.accessibleName() and w.objectName())]


def parcours(fenetre: QWidget) -> list[QWidget]:
    """Ce que Tab traverse, depuis le premier, jusqu'à y revenir."""
    depart = fenetre.focusWidget() or next(iter(atteignables(fenetre)), None)
    if depart is None:
        return []
    depart.setFocus(Qt.FocusReason.TabFocusReason)
    vus = [depart]
    for _ in range(TOURS):
        QTest.keyClick(fenetre.focusWidget(), Qt.Key.Key_Tab)
        courant = fenetre.focusWidget()
        if courant is None or (courant in vus and courant is not vus[-1]):
            break
        if courant is not vus[-1]:  # une grille se parcourt case à case avant qu'on en sorte
            vus.append(courant)
    sauts = [_saut(_place(fenetre, vus[rang - 1]), _place(fenetre, w)) for rang, w in enumerate(vus)]
    premier = sauts.index(max(sauts))
    return vus[premier:] + vus[:premier]


def _saut(a: QRect, b: QRect) -> int:
    """De combien on remonte et recule : le plus grand est le retour du dernier au premier."""
    return a.bottom() - b.top() + a.right() - b.left()


def hors_d_atteinte(fenetre: QWidget, vus: list[QWidget]) -> list[str]:
    return [_dit(w) for w in atteignables(fenetre) if w not in vus]


def a_rebours(fenetre: QWidget, vus: list[QWidget]) -> list[str]:
    """Les pas de Tab qui remontent dans une colonne, ou reculent sur une ligne, entre voisins."""
    return [
        f"{_dit(a)} puis {_dit(b)}"
        for a, b in pairwise(vus)
        if a.parentWidget() is b.parentWidget() and _recule(_place(fenetre, a), _place(fenetre, b))
    ]


def _recule(a: QRect, b: QRect) -> bool:
    meme_colonne = a.left() < b.right() and b.left() < a.right()
    if meme_colonne and b.bottom() <= a.top():
        return True
    commun = min(a.bottom(), b.bottom()) - max(a.top(), b.top())
    return commun > min(a.height(), b.height()) / 2 and b.right() <= a.left()


def coupes(fenetre: QWidget) -> list[str]:
    """Les mots qui n'ont pas leur place et que rien ne dit en entier."""
    return [dit for w in fenetre.findChildren(QWidget) if w.isVisible() for dit in _coupe(w)]


def _coupe(widget: QWidget) -> Iterator[str]:
    manque = _manque(widget)
    if manque > 1 and not widget.toolTip():
        yield f"{_dit(widget)} : il manque {manque:.0f} px"


def _manque(widget: QWidget) -> float:
    """Les pixels qui manquent en largeur ; zéro si tout tient."""
    visible = widget.contentsRect().width()
    match widget:
        case QLabel() if widget.text() and not widget.wordWrap():
            return QFontMetricsF(widget.font()).horizontalAdvance(widget.text()) - visible
        case QLabel() if widget.text():
            return float(widget.heightForWidth(widget.width()) - widget.height())
        case QAbstractButton() if widget.text():
            return float(widget.sizeHint().width() - widget.width())
        case Onglets():
            return float(widget.minimumSizeHint().width() - widget.width())
        case Rangee() | Vignette():
            return float(widget.sizeHint().width() - widget.width())
    return 0.0


def _place(fenetre: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(fenetre, QPoint(0, 0)), widget.size())


def _dit(widget: QWidget) -> str:
    texte = widget.property("text") or widget.accessibleName()
    parent = widget.parentWidget()
    ou = parent.objectName() if parent is not None else ""
    return f"{type(widget).__name__}#{widget.objectName()} « {str(texte)[:50]} » dans {ou}"


def dialogue_ouvert() -> QWidget | None:
    return QApplication.activeModalWidget()
