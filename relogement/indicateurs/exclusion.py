"""Pourquoi un dossier n'est pas dans la base des indicateurs à une date."""

from datetime import date

from relogement.nomenclatures import MotifSortie, Nature
from relogement.textes import jour

PAS_ENCORE = "pas encore relogé"


def raison_de_l_exclusion(
    au: date,
    nature: Nature | None,
    bail_le: date | None,
    entree_le: date | None,
    sorti: bool,
    sorti_le: date | None,
    motif: MotifSortie | None,
) -> str:
    """La première condition de la base qui manque, à cette date ; vide pour qui est dans la base."""
    if sorti and (sorti_le is None or sorti_le <= au):
        mot = motif.libelle.lower() if motif else "motif inconnu"
        return f"sorti ({mot})" + (f" le {jour(sorti_le)}" if sorti_le else "")
    if nature is None:
        return PAS_ENCORE
    if nature is Nature.PROVISOIRE:
        return "relogement provisoire"
    if bail_le is None:
        return "bail non daté"
    if bail_le > au:
        return f"bail du {jour(bail_le)}, après cette date"
    if entree_le is None:
        return "entrée non datée"
    return f"entrée le {jour(entree_le)}, après cette date" if entree_le > au else ""
