"""Ouvrir la fenêtre : l'habiller, la montrer tout de suite, charger le reste ensuite."""

import os
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui import allegement, apparence, icons  # noqa: F401 — allegement, avant tous les autres
from ui.cadre.veilleur import Veilleur
from ui.main_window import MainWindow
from ui.reglages import Reglages


def ouvrir_la_fenetre(base: str | None = None) -> int:
    """Montre la fenêtre, sur un projet si on en donne un ; rend le code de sortie."""
    if not _a_un_affichage():
        print("Aucun affichage : la fenêtre ne peut pas s’ouvrir. Essayez « relogement --help ».", file=sys.stderr)  # noqa: T201
        return 2
    application = creer_application(sys.argv)
    icons.retenir()
    fenetre = MainWindow(Reglages())
    apparence.suivre_le_systeme(fenetre.reglages)
    veilleur = Veilleur(fenetre.montrer_panne)
    veilleur.installer()
    fenetre.show()
    fenetre.precharger()
    if base is not None:
        fenetre.ouvrir(base)
    return application.exec()


def creer_application(arguments: list[str]) -> QApplication:
    """L'application en français, prête à peindre ; ``theme.apply`` finit de l'habiller."""
    application = QApplication(arguments[:1])
    application.setApplicationName("Relogement")
    application.setOrganizationName("Relogement")
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    traduction = QTranslator(application)
    if traduction.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(traduction)
    apparence.preparer(Reglages())
    return application


def _a_un_affichage() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
