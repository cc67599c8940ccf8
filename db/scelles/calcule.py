"""Ce que l'on scelle d'un dossier en plus de sa ligne exportée : sa ligne calculée, et où il compte."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.remise import lots
from relogement.base import Code
from relogement.indicateurs.criteres import INDICATEURS
from relogement.modeles import Bilan
from relogement.scelles.empreinte import canonique

COLONNES = (
    "type", "etat", "nature", "bail_le", "entree_le", "sorti", "sorti_le", "fusionne", "libere_le", "dans_la_base",
    "motif_exclusion", "generation_qpv", "charte_id", "rac_av", "rac_ap", "rac_brut_av", "rac_brut_ap", "delta",
    "delta_pct", "te_av", "te_ap", "uc", "rav", "rac_estime", "quartile", "maitrise", "maitrise_motif", "neuf",
    "neuf_motif", "hors_qpv", "hors_qpv_motif", "hors_site", "hors_site_motif", "interbailleur",
    "interbailleur_motif", "nb_offres", "nb_refus", "nb_comptees",
)  # fmt: skip
DES_DOSSIERS = tuple(i for i in INDICATEURS if not i.sur_les_logements)
Calcule = dict[str, Any]


def calcules(session: Session, ids: Sequence[int], au: date) -> dict[int, tuple[Calcule, dict[str, str]]]:
    """Par dossier : sa ligne calculée, et les indicateurs où il compte, chacun avec OUI, NON, NR ou SO."""
    requete, trouves = _requete(au), {}
    for lot in lots(ids):
        for numero, *valeurs in session.connection().execute(requete.where(Bilan.menage_id.in_(lot))):
            ligne, classes = valeurs[: len(COLONNES)], valeurs[len(COLONNES) :]
            comptes = {i.code: c.value for i, c in zip(DES_DOSSIERS, classes, strict=True) if c is not None}
            trouves[numero] = (dict(zip(COLONNES, map(simple, ligne), strict=True)), comptes)
    return trouves


def contenu(cellules: Sequence[Any], calcule: Calcule, comptes: dict[str, str]) -> str:
    """L'écriture canonique d'une ligne scellée."""
    valeurs = [calcule.get(colonne) for colonne in COLONNES]
    return canonique({"cellules": [simple(c) for c in cellules], "calcule": valeurs, "comptes": comptes})


def simple(valeur: Any) -> Any:
    """Une valeur que JSON sait écrire sans se tromper : un code, une date et un montant y sont des textes."""
    match valeur:
        case Code():
            return valeur.value
        case None | bool() | int() | str():
            return valeur
        case date():
            return valeur.isoformat()
        case _:
            return format(valeur, "f")


def _requete(au: date) -> Select[Any]:
    colonnes = [getattr(Bilan, nom) for nom in COLONNES]
    return select(Bilan.menage_id, *colonnes, *(i.valeur(au).label(i.code) for i in DES_DOSSIERS))
