"""Le secret statistique d'une résidence : ce qui désignerait quelques ménages ne se montre pas."""

from fractions import Fraction

from relogement.equilibre.indicateurs import CENT, DEFINITIONS, Base
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.textes import INSECABLE, nombre


def trop_petite(residence: ResidenceLue, seuil: int) -> bool:
    """Moins de ménages que le seuil : rien n'y est dit."""
    return residence.menages is not None and residence.menages < seuil


def tait(residence: ResidenceLue, mesure: Mesure, seuil: int) -> bool:
    """Vrai d'une part que des partenaires ne voient pas : d'un petit groupe, de son complément, ou sans taille.

    Un taux dont on ignore sur combien de ménages il porte pourrait en être un.
    """
    if trop_petite(residence, seuil):
        return True
    if DEFINITIONS[mesure.indicateur].base is not Base.MENAGES:
        return residence.menages is None
    sur = mesure.sur or residence.nb_logements
    if not sur or mesure.valeur is None:
        return True
    compte = Fraction(mesure.nombre) if mesure.nombre is not None else mesure.valeur * sur / CENT
    return any(0 < round(part) < seuil for part in (compte, sur - compte)) or sur < seuil


def non_montre(seuil: int) -> str:
    """« moins de 5 ménages : non montré »."""
    return f"moins de {nombre(seuil, 0)} ménages{INSECABLE}: non montré"
