"""Les seuils de la charte selon le niveau de ressources du ménage (charte locale ; RGA relatif au NPNRU, art. 4).

Une charte peut protéger davantage les ménages les plus modestes : un palier va jusqu'au premier quartile des
demandeurs, ou jusqu'à un montant de ressources par unité de consommation, et remplace les seuils qu'il nomme ;
au-dessus du dernier palier, et pour tout seuil qu'un palier ne nomme pas, ceux de la charte valent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from relogement.charte import Charte
from relogement.regles.montants import Montant, manque
from relogement.textes import FINE, nombre

Q1 = "Q1"
SEUILS = ("rac_seuil_pct", "rac_seuil_eur", "surf_tol_pct", "te_max_pct")


@dataclass(frozen=True, slots=True)
class Niveau:
    """Les ressources d'un ménage, comme les paliers les regardent.

    ``par_uc`` : ressources par mois et par unité de consommation, en euros. ``quartile`` : « Q1 » ou « Q2_4 » ;
    vide, ``motif`` dit ce qui manque pour le savoir.
    """

    quartile: str | None
    par_uc: Montant
    motif: str = ""


NIVEAU_INCONNU = Niveau(None, manque("ressources inconnues"), "ressources inconnues")


@dataclass(frozen=True, slots=True)
class Seuils:
    """Les seuils qui valent pour un ménage ; ``palier`` est le nom du sien, vide si ce sont ceux de la charte."""

    rac_seuil_pct: Decimal
    rac_seuil_eur: Decimal | None
    surf_tol_pct: Decimal
    te_max_pct: Decimal
    palier: str = ""


def seuils_possibles(charte: Charte, niveau: Niveau) -> tuple[Seuils, ...]:
    """Les seuils du premier palier que le ménage ne dépasse pas, sinon ceux de la charte (charte locale).

    Il y en a plusieurs tant que l'on ignore de quel palier est le ménage : tous ceux qui restent possibles.
    """
    possibles: list[Seuils] = []
    for palier in charte.paliers:
        dedans = _dedans(palier, niveau)
        if dedans is False:
            continue
        possibles.append(_seuils(charte, palier))
        if dedans:
            return tuple(possibles)
    return (*possibles, _seuils(charte, {}))


def niveau_ignore(charte: Charte, niveau: Niveau) -> str:
    """Pourquoi le palier d'un ménage n'est pas connu (charte locale) ; vide s'il l'est."""
    for palier in charte.paliers:
        dedans = _dedans(palier, niveau)
        if dedans is None:
            return niveau.motif if palier["jusqu_a"] == Q1 else niveau.par_uc.motif
        if dedans:
            return ""
    return ""


def nom_du_palier(palier: Mapping[str, Any]) -> str:
    """Le nom que la charte locale donne à un palier, sinon ce qui le borne."""
    if palier.get("libelle"):
        return str(palier["libelle"])
    if palier["jusqu_a"] == Q1:
        return "premier quartile"
    return f"jusqu’à {nombre(Decimal(palier['jusqu_a']), 0)}{FINE}€ par UC"


def _dedans(palier: Mapping[str, Any], niveau: Niveau) -> bool | None:
    if palier["jusqu_a"] == Q1:
        return None if niveau.quartile is None else niveau.quartile == Q1
    return None if niveau.par_uc.valeur is None else niveau.par_uc.valeur <= Decimal(palier["jusqu_a"])


def _seuils(charte: Charte, palier: Mapping[str, Any]) -> Seuils:
    valeurs = {nom: Decimal(palier[nom]) if nom in palier else getattr(charte, nom) for nom in SEUILS}
    return Seuils(**valeurs, palier=nom_du_palier(palier) if palier else "")
