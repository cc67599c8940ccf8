"""Une commande du programme : son groupe, ses mots, sa touche, et ce qu'elle fait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.cadre.cadre import Cadre


class Groupe(StrEnum):
    """Les titres sous lesquels les commandes se rangent, dans l'ordre où ils se montrent."""

    DOSSIER = "Dossier ouvert"
    JOURNEE = "Ma journée"
    LISTE = "Liste des dossiers"
    ECRANS = "Écrans"
    OFFRES = "Offres"
    CELLULE = "Cellule"
    INDICATEURS = "Indicateurs"
    CARTE = "Carte"
    ECHANGES = "Échanges"
    PARAMETRES = "Paramètres"
    PROJET = "Projet"
    AFFICHAGE = "Affichage"
    AIDE = "Aide"
    TABLES = "Tables et champs"


def toujours(_: Cadre) -> bool:
    return True


@dataclass(frozen=True)
class Commande:
    """`touches` au format de Qt ; `partout` : le cadre pose la touche, sinon c'est l'écran qui la tient.

    Sans `faire`, c'est un geste du clavier : la liste des raccourcis le dit, Ctrl+K ne le propose pas.
    `mots` : d'autres mots par lesquels on la cherche.
    """

    cle: str
    groupe: Groupe
    texte: str
    icone: str = "corner-down-right"
    faire: Callable[[Cadre], object] | None = None
    touches: str = ""
    partout: bool = False
    possible: Callable[[Cadre], bool] = toujours
    mots: str = ""
