"""Des projets d'essai : des fiches de ménages, et le cadre où on les compte."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.agrege import Cadre, Faits, Fiche
from relogement.agrege.faits import Refusee
from relogement.nomenclatures import Critere

AU = date(2026, 11, 20)
OUI, NON, NR, SO = Critere.OUI, Critere.NON, Critere.NR, Critere.SO
ETAPES = {"RECENSE": "Recensés", "OFFRE": "Première offre", "RELOGE": "Relogés"}
MOIS = AU.year * 12 + AU.month


def un_cadre(operations: Sequence[str] = ("A", "B"), **autres: Any) -> Cadre:
    valeurs: dict[str, Any] = {
        "projet": "Les Lilas",
        "au": AU,
        "operations": {code: f"Opération {code}" for code in operations},
        "charte": "Charte",
        "charte_du": date(2026, 1, 1),
        "seuil_revenu": 11,
        "seuil_effectif": 5,
        "couverture_min": Decimal(80),
        "objectifs": {"HORS_QPV": Decimal(60)},
        "motifs": {"CHER": "Trop cher", "ETAGE": "Étage"},
        "etapes": ETAPES,
    }
    return Cadre(**(valeurs | autres))


def une_fiche(operation: str = "A", *, reloge: bool = True, titulaire: bool = True, **autres: Any) -> Fiche:
    """Un titulaire relogé hors QPV chez un autre bailleur, dont le reste à charge est maîtrisé."""
    criteres = dict.fromkeys(
        ("NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE", "INTERBAILLEUR"), OUI if reloge else None
    )
    criteres["AVANCEMENT"] = (OUI if reloge else NON) if titulaire else None
    criteres["EVAPORATION"] = NON if titulaire else None
    criteres |= {code: autres.pop(code) for code in list(autres) if code in criteres}
    valeurs: dict[str, Any] = {"etape": 2 if reloge else 0, "mois": MOIS if reloge else None, "offres": 1}
    valeurs |= {"bailleurs": ("Habitat Sud", "Habitat Nord") if reloge else (None, None)}
    return Fiche(operation, titulaire, criteres, **(valeurs | autres))


def des_faits(fiches: Sequence[Fiche], refusees: Sequence[Refusee] = (), **autres: Any) -> Faits:
    return Faits(un_cadre(**autres), fiches, refusees, {"A": (20, 15), "B": (7, 30)})
