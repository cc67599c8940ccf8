"""Les touches du clavier : leur nom en français, et leurs variantes sur un clavier AZERTY."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

NOMS = {
    "Shift": "Maj",
    "Return": "Entrée",
    "Esc": "Échap",
    "Del": "Suppr",
    "Ins": "Inser",
    "Space": "Espace",
    "Up": "Haut",
    "Down": "Bas",
    "Left": "Gauche",
    "Right": "Droite",
}
# Sur un clavier français les chiffres et « / » demandent Maj : la touche nue vaut aussi.
AZERTY = {"1": "&", "2": "É", "3": '"', "4": "'", "5": "(", "7": "È", "8": "_", "9": "Ç", "/": ":", "+": "="}


def lisible(touches: str) -> str:
    """« Ctrl+Shift+Z » s'écrit « Ctrl+Maj+Z »."""
    return " ou ".join(_une(touche) for touche in touches.split(" / "))


def _une(touche: str) -> str:
    *modificateurs, nom = _morceaux(touche)
    return "+".join([*(NOMS.get(m, m) for m in modificateurs), NOMS.get(nom, nom)])


def variantes(touches: str) -> list[QKeySequence]:
    """La touche, et celle qu'un clavier AZERTY envoie à la même place sans Maj."""
    *modificateurs, nom = _morceaux(touches)
    noms = [nom, AZERTY[nom]] if nom in AZERTY and (modificateurs or nom.isdigit()) else [nom]
    return [QKeySequence("+".join([*modificateurs, n])) for n in noms]


def poser(
    widget: QWidget,
    touches: str,
    geste: Callable[[], object],
    contexte: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Pose la touche et sa variante."""
    raccourci = QShortcut(widget)
    raccourci.setKeys(variantes(touches))
    raccourci.setContext(contexte)
    raccourci.activated.connect(lambda: geste())
    return raccourci


def _morceaux(touche: str) -> list[str]:
    """Le dernier morceau peut être « + » lui-même."""
    debut, _, fin = touche.rstrip("+").rpartition("+")
    if touche.endswith("++"):
        return [*touche[:-2].split("+"), "+"]
    return [*(debut.split("+") if debut else []), fin]
