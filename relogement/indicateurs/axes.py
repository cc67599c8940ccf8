"""Les axes selon lesquels un chiffre se répartit, en une seule liste : par opération, par bailleur, par année…

Un axe de plus : une déclaration dans ``AXES``. L'écran, les croisements et la ligne de commande la lisent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, extract, literal_column, type_coerce

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

    def range(self, sujet: Sujet) -> bool:
        """Si cet axe sait ranger des lignes de ce sujet ; une offre suit son dossier."""
        return sujet in self.valeurs or (sujet is Sujet.OFFRES and Sujet.DOSSIERS in self.valeurs)


def _du_dossier(expression: Any) -> dict[Sujet, Valeur]:
    return {Sujet.DOSSIERS: lambda _: expression}


def _des_deux(du_dossier: Any, du_logement: Any) -> dict[Sujet, Valeur]:
    return _du_dossier(du_dossier) | {Sujet.LOGEMENTS: lambda _: du_logement}


def _annee(colonne: Any) -> ColumnElement[int]:
    return cast(extract("year", colonne), Integer)


def _mois(colonne: Any) -> ColumnElement[int]:
    """Le rang du mois : douze par an."""
    return cast(extract("year", colonne), Integer) * 12 + cast(extract("month", colonne), Integer) - 1


def entree_dans_la_base() -> ColumnElement[date]:
    """Le jour où un dossier entre dans la base : la plus tardive de ses deux dates."""
    return case((Bilan.entree_le > Bilan.bail_le, Bilan.entree_le), else_=Bilan.bail_le)


def _classe_de_rac(rac: Any) -> ColumnElement[int]:
    """La borne basse de la classe d'un reste à charge, en euros."""
    cents = type_coerce(rac, Integer)
    # Des constantes dans le texte : PostgreSQL ne reconnaîtrait pas deux fois la même expression paramétrée.
    bornes: Any = (
        (cents >= literal_column(str(b * _CENTS)), literal_column(str(b))) for b in reversed(BORNES_RAC[1:])
    )
    return case((rac.is_(None), None), *bornes, else_=literal_column("0"))


def _tranche_de_ressources() -> ColumnElement[int]:
    cents = type_coerce(Menage.ressources, Integer)
    bornes = range(_PAS_RESSOURCES, _DERNIERE_RESSOURCES + 1, _PAS_RESSOURCES)
    paliers: Any = ((cents >= literal_column(str(b * _CENTS)), literal_column(str(b))) for b in reversed(bornes))
    return case((Menage.ressources.is_(None), None), *paliers, else_=literal_column("0"))


def _taille() -> ColumnElement[int]:
    grande: ColumnElement[int] = literal_column(str(_GRANDE_FAMILLE))
    return case((Menage.nb_personnes > _GRANDE_FAMILLE, grande), else_=Menage.nb_personnes)


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
    Axe("annee", "Année du bail", _du_dossier(_annee(Bilan.bail_le)), apres=True),
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
    Axe("personnes", "Nombre de personnes", _du_dossier(_taille()), _taille_dite),
    Axe("ressources", "Ressources mensuelles", _du_dossier(_tranche_de_ressources()), _ressources_dites),
    Axe("quartile", "Quartile de ressources", _du_dossier(Bilan.quartile), _quartile_dit),
    Axe("rac_avant", "Reste à charge avant", _du_dossier(_classe_de_rac(Bilan.rac_av)), intervalle_de_rac,
        apres=True),
    Axe("rac_apres", "Reste à charge après", _du_dossier(_classe_de_rac(Bilan.rac_ap)), intervalle_de_rac,
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


def mois_d_entree() -> ColumnElement[int]:
    """Le mois où un dossier relogé est entré dans la base ; l'histoire et le rythme se comptent ainsi."""
    return _mois(entree_dans_la_base())


def mois_dit(rang: int) -> str:
    """« 03/2026 »."""
    return f"{rang % 12 + 1:02}/{rang // 12}"
