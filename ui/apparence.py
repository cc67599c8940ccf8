"""L'apparence voulue : le thème, celui du système compris, la taille du texte et la hauteur des lignes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.palettes import SOMBRE
from ui.reglages import Reglages


def appliquer(reglages: Reglages) -> None:
    """Habille toute l'application, tout de suite."""
    theme.apply(
        _application(),
        sombre=est_sombre(reglages),
        echelle=reglages.taille_du_texte / 100,
        densite=reglages.densite,
    )


def preparer(reglages: Reglages) -> None:
    """De quoi peindre la première image."""
    theme.preparer(_application(), sombre=est_sombre(reglages), echelle=reglages.taille_du_texte / 100)


def suivre_le_systeme(reglages: Reglages) -> None:
    """Le poste passe du clair au sombre, à l'heure qu'il veut : la fenêtre aussi, si l'agent l'a choisi."""

    def changer() -> None:
        if reglages.theme == "systeme" and est_sombre(reglages) is not (theme.palette() is SOMBRE):
            appliquer(reglages)

    _application().styleHints().colorSchemeChanged.connect(changer)


def est_sombre(reglages: Reglages) -> bool:
    if reglages.theme == "systeme":
        return _application().styleHints().colorScheme() == Qt.ColorScheme.Dark
    return reglages.theme == "sombre"


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
