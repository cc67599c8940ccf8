"""Écrire une date, un montant, un oui ou un non comme on l'écrit en français."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

FINE = "\u202f"
INSECABLE = "\u00a0"
MOINS = "\u2212"
TIRET = "—"
INCONNU = "NR"
CENT = Decimal("0.01")
JOURS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def arrondi(valeur: Decimal) -> Decimal:
    """Au centième, la moitié vers le haut : la règle de toute sortie chiffrée."""
    return valeur.quantize(CENT, ROUND_HALF_UP)


def nombre(valeur: Decimal | int, decimales: int = 2) -> str:
    """« 1 234,56 », avec l'espace fine insécable et le vrai signe moins."""
    pas = Decimal(1).scaleb(-decimales)
    texte = f"{abs(Decimal(valeur).quantize(pas, ROUND_HALF_UP)):,f}".replace(",", FINE).replace(".", ",")
    return (MOINS if valeur < 0 and texte.strip("0,") else "") + texte


def euros(valeur: Decimal | None) -> str:
    """« 1 234,56 € » ; un montant inconnu se lit « NR », jamais zéro."""
    return INCONNU if valeur is None else f"{nombre(valeur)}{FINE}€"


def ecart(valeur: Decimal | None, unite: str = "€") -> str:
    """Un gain ou une perte porte toujours son signe : « +24,91 € »."""
    if valeur is None:
        return INCONNU
    return f"{'+' if arrondi(valeur) > 0 else ''}{nombre(valeur)}{FINE}{unite}"


def pourcent(valeur: Decimal | None) -> str:
    """« 59,15 % », ou « NR »."""
    return INCONNU if valeur is None else f"{nombre(valeur)}{FINE}%"


def surface(valeur: Decimal | None) -> str:
    """« 75,20 m² », ou « NR »."""
    return INCONNU if valeur is None else f"{nombre(valeur)}{FINE}m²"


def jour(valeur: date | None) -> str:
    """« 12/03/2026 », ou un tiret quand rien n'est encore daté."""
    return TIRET if valeur is None else f"{valeur:%d/%m/%Y}"


def jour_de_semaine(valeur: date) -> str:
    """« lun. 23/11/2026 »."""
    return f"{JOURS[valeur.weekday()]} {valeur:%d/%m/%Y}"


def heure(valeur: datetime) -> str:
    """« 14:02 »."""
    return f"{valeur:%H:%M}"


def oui_non(valeur: bool | None) -> str:
    """« oui », « non », ou « NR » quand on ne sait pas."""
    return INCONNU if valeur is None else ("oui" if valeur else "non")


def pluriel(n: int, singulier: str, pluriel: str | None = None) -> str:
    """« 1 dossier », « 30 dossiers »."""
    return f"{nombre(n, 0)} {singulier if abs(n) < 2 else pluriel or singulier + 's'}"
