"""Le thème courant : la palette, claire ou sombre, et son application à toute la fenêtre."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.palettes import CLAIR, SOMBRE, Famille, Palette

RANGEES = {"compacte": -5, "normale": 0, "aeree": 5}  # de plus ou de moins, par ligne de table


class _Theme(QObject):
    theme_changed = Signal()
    echelle_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = CLAIR
        self.densite = "normale"


_theme = _Theme()
theme_changed = _theme.theme_changed
echelle_changed = _theme.echelle_changed


def palette() -> Palette:
    return _theme.palette


def couleur(token: str) -> QColor:
    """La couleur courante d'un nom de la charte : « accent », « ambre_fond »…"""
    return QColor(getattr(_theme.palette, token))


def famille(nom: str) -> Famille:
    return _theme.palette.famille(nom)


def px(longueur: float) -> int:
    """Une longueur de la charte, agrandie comme les caractères."""
    return round(longueur * fonts.echelle())


def rangee(hauteur: int) -> int:
    """La hauteur d'une ligne de table, au choix de l'utilisateur."""
    return px(hauteur + RANGEES[_theme.densite])


def apply(app: QApplication, *, sombre: bool = False, echelle: float = 1.0, densite: str = "normale") -> None:
    """Habille l'application ; se rappelle à chaud. ``echelle_changed`` : ce qui est mesuré est à refaire."""
    from ui.qss import feuille
    from ui.style import install

    avant, _theme.densite = fonts.echelle(), densite
    preparer(app, sombre=sombre, echelle=echelle)
    install(app)
    app.setStyleSheet(feuille(_theme.palette))
    for widget in app.allWidgets():
        widget.updateGeometry()
    _theme.theme_changed.emit()
    if avant != echelle:
        _theme.echelle_changed.emit()


def preparer(app: QApplication, *, sombre: bool, echelle: float) -> None:
    """De quoi peindre la première image : les couleurs et les caractères, sans le style ni la feuille."""
    _theme.palette = SOMBRE if sombre else CLAIR
    fonts.set_echelle(echelle)
    app.setFont(fonts.police())
    app.setPalette(_palette_qt(_theme.palette))


@contextmanager
def sur_papier() -> Iterator[None]:
    """Le temps d'imprimer : la palette claire et les tailles de la charte."""
    avant, _theme.palette = _theme.palette, CLAIR
    try:
        with fonts.sans_echelle():
            yield
    finally:
        _theme.palette = avant


def _palette_qt(p: Palette) -> QPalette:
    role = QPalette.ColorRole
    tokens = {
        role.Window: p.fond,
        role.WindowText: p.texte,
        role.Base: p.surface,
        role.AlternateBase: p.creux,
        role.Text: p.texte,
        role.Button: p.surface,
        role.ButtonText: p.texte,
        role.PlaceholderText: p.texte3,
        role.Highlight: p.plein,
        role.HighlightedText: p.sur_plein,
        role.Accent: p.accent,
        role.Link: p.accent,
        role.LinkVisited: p.accent,
        role.ToolTipBase: p.surface,
        role.ToolTipText: p.texte,
        role.Light: p.surface,
        role.Midlight: p.trait,
        role.Mid: p.bord,
        role.Dark: p.bord_fort,
        role.Shadow: p.bord_fort,
        role.BrightText: p.rouge,
    }
    palette = QPalette()
    for nom, valeur in tokens.items():
        palette.setColor(nom, QColor(valeur))
    for nom in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, nom, QColor(p.texte3))
    return palette


def contraste(un: str, autre: str) -> float:
    """Le rapport de contraste de deux couleurs, selon les WCAG 2."""
    clair, fonce = sorted((_luminance(un), _luminance(autre)), reverse=True)
    return (clair + 0.05) / (fonce + 0.05)


def _luminance(couleur: str) -> float:
    canaux = [int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, v, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * r + 0.7152 * v + 0.0722 * b
