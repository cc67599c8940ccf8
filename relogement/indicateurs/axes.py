"""Les axes selon lesquels un chiffre se répartit, en une seule liste : par opération, par bailleur, par année…

Un axe de plus : une déclaration dans ``AXES``. L'écran, les croisements et la ligne de commande la lisent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case

from relogement.bilan import Bilan
from relogement.indicateurs.conditions import motif
from relogement.indicateurs.indicateur import Sujet, Valeur
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage
from relogement.nomenclatures import Financement, StatutLogement, TypeDossier, Typologie
from relogement.operation import Operation
from relogement.textes import FINE

Dire = Callable[[Any], str]
INCONNU, PAS_RELOGE = "inconnu", "inconnu, ou pas relogé à cette date"
PAS_RAC, PREMIERE_RAC, DERNIERE_RAC = 50, 100, 400
BORNES_RAC = (0, *range(PREMIERE_RAC, DERNIERE_RAC + 1, PAS_RAC))  # 0 : moins de cent euros
_PAS_RESSOURCES, _DERNIERE_RESSOURCES = 500, 3000
_GRANDE_FAMILLE = 6
_CENTS = 100


@dataclass(frozen=True)
class Axe:
    """``valeurs`` dit, pour chaque sujet qu'il range, ce que vaut l'axe ; ``dire`` écrit une valeur.

    ``apres`` : il ne parle que de ceux qui sont relogés à cette date, et reste vide pour les autres ;
    ``rapproche`` : « Têt Habitat » et « TET HABITAT » sont un ; ``sans`` nomme ceux pour qui il ne dit rien.
    """

    cle: str
    libelle: str
    valeurs: dict[Sujet, Valeur]
    dire: Dire = str
    sans: str = INCONNU
    apres: bool = False
    rapproche: bool = False
    lire: Callable[[Any], Any] | None = None

    def range(self, sujet: Sujet) -> bool:
        """Si cet axe sait ranger des lignes de ce sujet ; une offre suit son dossier."""
        return sujet in self.valeurs or (sujet is Sujet.OFFRES and Sujet.DOSSIERS in self.valeurs)


def _du_dossier(expression: Any) -> dict[Sujet, Valeur]:
    return {Sujet.DOSSIERS: lambda _: expression}


def _des_deux(du_dossier: Any, du_logement: Any) -> dict[Sujet, Valeur]:
    return _du_dossier(du_dossier) | {Sujet.LOGEMENTS: lambda _: du_logement}


def entree_dans_la_base() -> ColumnElement[date]:
    """Le jour où un dossier entre dans la base : la plus tardive de ses deux dates."""
    return case((Bilan.entree_le > Bilan.bail_le, Bilan.entree_le), else_=Bilan.bail_le)


def _annee(jour: str) -> int:
    return int(jour[:4])


def rang_du_mois(jour: str) -> int:
    """Le rang du mois d'une date ISO : douze par an."""
    return int(jour[:4]) * 12 + int(jour[5:7]) - 1


def classe_de_rac(cents: int) -> int:
    """La borne basse de la classe d'un reste à charge, en euros."""
    return next((borne for borne in reversed(BORNES_RAC) if cents >= borne * _CENTS), 0)


def _tranche_de_ressources(cents: int) -> int:
    return min(cents // (_PAS_RESSOURCES * _CENTS) * _PAS_RESSOURCES, _DERNIERE_RESSOURCES)


def _taille(personnes: int) -> int:
    return min(personnes, _GRANDE_FAMILLE)


def intervalle_de_rac(borne: int) -> str:
    """« 150 à 200 € »."""
    if not borne:
        return f"moins de {PREMIERE_RAC}{FINE}€"
    return f"{borne}{FINE}€ et plus" if borne == DERNIERE_RAC else f"{borne} à {borne + PAS_RAC}{FINE}€"


def _ressources_dites(borne: int) -> str:
    if not borne:
        return f"moins de {_PAS_RESSOURCES}{FINE}€"
    dernier = borne == _DERNIERE_RESSOURCES
    return f"{borne}{FINE}€ et plus" if dernier else f"{borne} à {borne + _PAS_RESSOURCES}{FINE}€"


def _taille_dite(nombre: int) -> str:
    if nombre == 1:
        return "1 personne"
    return f"{nombre} personnes" + (" et plus" if nombre == _GRANDE_FAMILLE else "")


def _quartile_dit(code: str) -> str:
    return "premier quartile (Q1)" if code == "Q1" else "au-dessus du premier quartile"


AXES: tuple[Axe, ...] = (
    Axe("operation", "Opération", _des_deux(Operation.code, Operation.code)),
    Axe(
        "bailleur_ancien", "Bailleur quitté", _des_deux(LogementQuitte.bailleur, LogementQuitte.bailleur),
        rapproche=True,
    ),
    Axe("bailleur", "Nouveau bailleur", _du_dossier(LogementOffert.bailleur), apres=True, rapproche=True),
    Axe("annee", "Année du bail", _du_dossier(Bilan.bail_le), apres=True, lire=_annee),
    Axe(
        "typologie", "Typologie quittée", _des_deux(LogementQuitte.typologie, LogementQuitte.typologie),
        lambda c: Typologie(c).libelle,
    ),
    Axe(
        "typologie_nouvelle", "Nouvelle typologie", _du_dossier(LogementOffert.typologie),
        lambda c: Typologie(c).libelle, apres=True,
    ),
    Axe("type", "Type de dossier", _du_dossier(Bilan.type), lambda c: TypeDossier(c).libelle),
    Axe("batiment", "Bâtiment quitté", _des_deux(LogementQuitte.batiment, LogementQuitte.batiment)),
    Axe("personnes", "Nombre de personnes", _du_dossier(Menage.nb_personnes), _taille_dite, lire=_taille),
    Axe("ressources", "Ressources mensuelles", _du_dossier(Menage.ressources), _ressources_dites,
        lire=_tranche_de_ressources),
    Axe("quartile", "Quartile de ressources", _du_dossier(Bilan.quartile), _quartile_dit),
    Axe("rac_avant", "Reste à charge avant", _du_dossier(Bilan.rac_av), intervalle_de_rac, lire=classe_de_rac,
        apres=True),
    Axe("rac_apres", "Reste à charge après", _du_dossier(Bilan.rac_ap), intervalle_de_rac, lire=classe_de_rac,
        apres=True),
    Axe("commune", "Nouvelle commune", _du_dossier(LogementOffert.commune), apres=True, rapproche=True),
    Axe(
        "financement", "Financement", _du_dossier(LogementOffert.financement), lambda c: Financement(c).libelle,
        apres=True,
    ),
    Axe("situation", "Place du logement", _du_dossier(Bilan.qpv_a_verifier),
        lambda v: "à vérifier sur SIG Ville" if v else "sûre, ou saisie", apres=True),
    Axe("statut", "Statut du logement", {Sujet.LOGEMENTS: lambda _: LogementQuitte.statut},
        lambda c: StatutLogement(c).libelle),
    Axe("motif", "Motif de refus", {Sujet.OFFRES: lambda _: motif()}),
)  # fmt: skip
AXE_PAR_CLE = {axe.cle: axe for axe in AXES}


def mois_dit(rang: int) -> str:
    """« 03/2026 »."""
    return f"{rang % 12 + 1:02}/{rang // 12}"
