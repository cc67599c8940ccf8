"""Comment les fichiers agrégés disent une classe, un trimestre, un seuil."""

from datetime import date, timedelta

from relogement.agrege.rac import BORNES
from relogement.textes import INSECABLE

COTES = {"AVANT": "avant", "APRES": "après"}


def cote_de_rac(cote: str) -> str:
    return COTES[cote]


def classe_de_rac(borne: int) -> str:
    """« Moins de 100 € », « 100 à 149 € », « 400 € et plus »."""
    if borne == BORNES[-1]:
        return f"{borne}{INSECABLE}€ et plus"
    suivante = BORNES[BORNES.index(borne) + 1]
    return f"Moins de {suivante}{INSECABLE}€" if borne == 0 else f"{borne} à {suivante - 1}{INSECABLE}€"


def fin_du_trimestre(trimestre: int) -> date:
    """Le dernier jour d'un trimestre, compté depuis l'an zéro."""
    annee, rang = divmod(trimestre, 4)
    suivant = date(annee + (rang == 3), 1 if rang == 3 else 3 * rang + 4, 1)
    return suivant - timedelta(days=1)


def trimestre_dit(trimestre: int) -> str:
    """« 3ᵉ trim. 2026 »."""
    annee, rang = divmod(trimestre, 4)
    return f"{'1ᵉʳ' if rang == 0 else f'{rang + 1}ᵉ'} trim. {annee}"
