"""L'APL estimée d'un ménage dans le parc locatif conventionné de métropole.

CCH, art. D. 823-16 à D. 823-18 ; arrêté du 27 septembre 2019, art. 7 à 16 ; RLS : arrêté du 27 février 2018.
Une estimation est indicative : la notification de la CAF ou de la MSA l'emporte toujours.
"""

from relogement.regles.apl.bareme import BaremeApl, bareme_apl
from relogement.regles.apl.demande import DemandeApl, Obstacle
from relogement.regles.apl.detail import Detail
from relogement.regles.apl.en_nombre import montants_estimes
from relogement.regles.apl.estimation import EstimationApl, estimer
from relogement.regles.apl.temoins import Temoin, concerne, temoins

__all__ = [
    "BaremeApl",
    "DemandeApl",
    "Detail",
    "EstimationApl",
    "Obstacle",
    "Temoin",
    "bareme_apl",
    "concerne",
    "estimer",
    "montants_estimes",
    "temoins",
]
