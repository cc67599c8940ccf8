"""Les onglets des indicateurs, dans leur ordre ; chacun n'est chargé que quand on y va.

Un onglet de plus : une fonction qui construit sa sous-vue, et une ligne dans ``ONGLETS``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.indicateurs.sous_vue import SousVue
    from ui.ouvert import ProjetOuvert


PERIODES = "periodes"


@dataclass(frozen=True)
class Onglet:
    """Sa clé, son titre, son icône, de quoi le construire, sa page du guide, d'autres mots pour le trouver.

    ``des_chiffres`` : il compte selon une génération de quartiers, et le rapport en PDF le redit ; sinon l'en-tête
    ne propose ni l'un ni l'autre.
    """

    cle: str
    titre: str
    icone: str
    construire: Callable[[ProjetOuvert], SousVue]
    aide: str = "5-indicateurs.md"
    mots: str = ""
    des_chiffres: bool = True


def _ensemble(ouvert: ProjetOuvert) -> SousVue:
    from ui.indicateurs.ensemble import VueEnsemble

    return VueEnsemble(ouvert)


def _evolution(ouvert: ProjetOuvert) -> SousVue:
    from ui.indicateurs.evolution import VueEvolution

    return VueEvolution(ouvert)


def _croisements(ouvert: ProjetOuvert) -> SousVue:
    from ui.indicateurs.croisements import VueCroisements

    return VueCroisements(ouvert)


def _periodes(ouvert: ProjetOuvert) -> SousVue:
    from ui.indicateurs.periodes import VuePeriodes

    return VuePeriodes(ouvert)


def _completude(ouvert: ProjetOuvert) -> SousVue:
    from ui.avant_envoi.completude import VueCompletude

    return VueCompletude(ouvert)


def _rapprochement(ouvert: ProjetOuvert) -> SousVue:
    from ui.avant_envoi.rapprochement import VueRapprochement

    return VueRapprochement(ouvert)


def _regle_25(ouvert: ProjetOuvert) -> SousVue:
    from ui.avant_envoi.regle_25 import VueRegle25

    return VueRegle25(ouvert)


ONGLETS: tuple[Onglet, ...] = (
    Onglet(
        "ensemble", "Vue d’ensemble", "layout-dashboard", _ensemble, mots="cartes critères anru entonnoir refus"
    ),
    Onglet(
        "evolution", "Évolution", "chart-line", _evolution, mots="historique trimestre prévision rythme objectif"
    ),
    Onglet(
        "croisements",
        "Croisements",
        "table-2",
        _croisements,
        mots="répartir bailleur année typologie tableau croisé",
    ),
    Onglet(
        PERIODES, "Périodes closes", "lock", _periodes, "18-periodes-closes.md", "sceller trimestre rectification",
        False,
    ),
    Onglet(
        "completude", "Complétude", "list-checks", _completude, "17-avant-d-envoyer.md",
        "nr manque référent champ", False,
    ),
    Onglet(
        "rapprochement", "Rapprochement SNE", "badge-check", _rapprochement, "17-avant-d-envoyer.md",
        "numéro unique caleol bail radiation attribution", False,
    ),
    Onglet(
        "regle_25", "Règle des 25 %", "handshake", _regle_25, "17-avant-d-envoyer.md",
        "premier quartile epci engagement bailleur hors qpv", False,
    ),
)  # fmt: skip
