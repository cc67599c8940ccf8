"""Le menu d'une ligne de la journée : tout ce que l'on peut en faire."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from db import horloge
from relogement.journee import LigneDuJour, geste
from relogement.nomenclatures import Affaire
from ui import icons
from ui.journee.gestes import GestesDuJour


def menu_de_la_ligne(parent: QWidget, ligne: LigneDuJour, gestes: GestesDuJour) -> QMenu:
    """Le geste de la ligne d'abord, puis ce qui peut aussi s'y faire."""
    menu = QMenu(parent)
    menu.setObjectName("journee_menu")
    choix: list[tuple[str, str, str, Callable[[LigneDuJour], None]]] = [
        (f"{geste(ligne, horloge.aujourdhui()).value}\tEntrée", "corner-down-right", "acte", gestes.act),
    ]
    if ligne.menage_id is not None:
        choix.append(("Ouvrir le dossier\tO", "folder", "ouvrir", gestes.open))
        choix.append(("Noter un contact", "phone", "contact", gestes.contact))
    if ligne.genre in (Affaire.ACCORD, Affaire.ACCORD_PASSE):
        choix.append(("Noter l’accord à l’attribution\tA", "stamp", "accord", gestes.agree))
    if ligne.genre in (Affaire.SUITE, Affaire.RAPPEL, Affaire.CELLULE):
        choix.append(("Fait", "check", "fait", gestes.done))
    choix.append(("Reporter…\tR", "clock", "reporter", gestes.snooze))
    choix.append(("Ajouter un rappel\tN", "bell", "rappel", gestes.remind))
    for texte, icone, nom, faire in choix:
        action = menu.addAction(icons.icon(icone, "texte2"), texte)
        action.setObjectName(f"journee_menu_{nom}")
        action.triggered.connect(lambda _=False, faire=faire: faire(ligne))
    return menu
