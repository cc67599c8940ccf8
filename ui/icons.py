"""Les icônes au trait de Lucide, teintées à la couleur de la palette et gardées en mémoire."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ui import theme

if TYPE_CHECKING:  # lus à la première icône : la première fenêtre se peint sans elles
    import sqlite3

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QIcon, QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

PROPRES = Path(__file__).parent.parent / "resources" / "icons"
GRANDE = 18  # à partir de cette taille le trait s'affine


_retenues = False


def retenir() -> None:
    """La première image se peint sans icônes : la suivante les montre."""
    global _retenues
    _retenues = True


def montrer() -> None:
    """Les icônes se dessinent désormais."""
    global _retenues
    _retenues = False


@cache
def _base() -> sqlite3.Connection:
    import sqlite3
    from importlib.util import find_spec

    paquet = find_spec("lucide")
    if paquet is None or paquet.origin is None:
        raise RuntimeError("Le paquet « python-lucide » manque : les icônes ne peuvent pas être lues.")
    chemin = Path(paquet.origin).parent / "data" / "lucide-icons.db"
    return sqlite3.connect(f"{chemin.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def svg(nom: str) -> str:
    """Le dessin d'une icône : le nôtre dans `resources/icons`, sinon celui de Lucide."""
    propre = PROPRES / f"{nom}.svg"
    if propre.exists():
        return propre.read_text("utf-8")
    question = (
        "SELECT svg FROM icons WHERE name = :nom"
        " UNION ALL SELECT svg FROM icons JOIN icon_aliases USING (name) WHERE alias = :nom"
    )
    ligne = _base().execute(question, {"nom": nom}).fetchone()
    if ligne is None:
        raise KeyError(f"icône inconnue : {nom}")
    return str(ligne[0])


@cache
def _dessin(nom: str, couleur: str, fine: bool) -> QSvgRenderer:
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    texte = svg(nom).replace("currentColor", couleur)
    if fine:
        texte = texte.replace('stroke-width="2"', 'stroke-width="1.8"')
    return QSvgRenderer(QByteArray(texte.encode()))


@cache
def _pixmap(nom: str, couleur: str, taille: int, densite: float) -> QPixmap:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPainter, QPixmap

    image = QPixmap(round(taille * densite), round(taille * densite))
    image.fill(Qt.GlobalColor.transparent)
    peintre = QPainter(image)
    _dessin(nom, couleur, taille >= GRANDE).render(peintre)
    peintre.end()
    image.setDevicePixelRatio(densite)
    return image


def pixmap(nom: str, token: str = "texte2", taille: int = 16, densite: float = 1.0) -> QPixmap:
    return _pixmap(nom, theme.couleur(token).name(), taille, densite)


def draw(peintre: QPainter, nom: str, rect: QRectF, token: str) -> None:
    """Dessine l'icône au trait dans un rectangle, quelle que soit la densité du support."""
    if _retenues:
        return
    couleur = theme.couleur(token).name()
    _dessin(nom, couleur, rect.width() >= GRANDE).render(peintre, rect)


def icon(nom: str, token: str = "texte2", taille: int = 16) -> QIcon:
    """Une icône qui suit le thème : sa couleur est cherchée quand elle se dessine."""
    from PySide6.QtGui import QIcon

    from ui.moteur_icone import MoteurIcone

    return QIcon(MoteurIcone(nom, token, taille))
