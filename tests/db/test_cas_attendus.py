"""Les neuf cas de référence, construits à la main : chaque montant, chaque critère, puis les quatre chiffres."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from db.bilans import differences
from db.chiffres import mesurer
from db.fichier import Fichier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.modeles import Bilan
from relogement.nomenclatures import Moment, Nature, TypeDossier
from tests.fabrique import (
    AUTRE_QPV,
    SITE,
    Nombre,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_relogement,
    une_operation,
)

JAN_1999, JAN_2000 = date(1999, 1, 1), date(2000, 1, 1)
INCLUS: dict[str, Any] = {"eau_incluse": True, "chauffage_inclus": True}
A_PART: dict[str, Any] = {"eau_incluse": False, "chauffage_inclus": False}


def _logement(surface: str, qpv: str, conventionne_le: date | None, *, neuf: bool = False) -> LogementOffert:
    return un_logement(surface=surface, qpv=qpv, conventionne_le=conventionne_le, premiere_location=neuf)


def _apres(loyer: Nombre, charges: Nombre, apl: Nombre, **champs: Any) -> Any:
    return un_cout(loyer, charges, apl, moment=Moment.APRES, **champs)


def les_cas() -> list[Menage]:
    """Les neuf lignes de « saisie_cas.csv », telles qu'un agent les saisirait."""
    op = une_operation()
    c1 = un_menage(
        "C1", nb_personnes=1, ressources="1050", surface="58", operation=op, avant=un_cout(310, 95, 210)
    )
    un_relogement(
        c1, cout=_apres("290.34", 78, 215), logement=_logement("47", "HORS", date(2024, 3, 1)),
        bail_le=date(2026, 2, 15), entree_le=date(2026, 2, 16),
    )  # fmt: skip
    c2 = un_menage(
        "C2", nb_personnes=4, nb_moins_14=1, ressources="1900", operation=op, avant=un_cout(340, 110, 280)
    )
    un_relogement(c2, cout=_apres(420, 125, 330), logement=_logement("80", "HORS", date(2022, 9, 1)))
    c3 = un_menage("C3", nb_personnes=2, nb_moins_14=1, ressources="1150", surface="62", operation=op,
                   avant=un_cout(300, 90, 250))  # fmt: skip
    un_relogement(c3, cout=_apres(345, 100, 280), logement=_logement("64", SITE, date(1978, 1, 1)))
    c4 = un_menage("C4", ressources="600", surface="45", operation=op, avant=un_cout(300, 80, 200))
    un_relogement(c4, cout=_apres(310, 85, 205), logement=_logement("46", AUTRE_QPV, date(1985, 1, 1)))
    c5 = un_menage("C5", nb_personnes=2, ressources="1300", surface="65", operation=op,
                   avant=un_cout(290, 140, 230, **INCLUS))  # fmt: skip
    un_relogement(c5, cout=_apres(320, 45, 240, forfait_eau=28, forfait_chauffage=50, **A_PART),
                  logement=_logement("66", "HORS", None))  # fmt: skip
    c6 = un_menage("C6", nb_personnes=2, ressources="1300", surface="65", operation=op,
                   avant=un_cout(290, 140, 230, **INCLUS))  # fmt: skip
    un_relogement(c6, cout=_apres(320, 45, 240, **A_PART), logement=_logement("66", "HORS", date(2010, 6, 1)))
    return [c1, c2, c3, c4, c5, c6, *_la_famille(op), _provisoire(op)]


def _la_famille(op: Any) -> tuple[Menage, Menage]:
    parents = un_menage("C9A", nb_personnes=3, nb_moins_14=1, ressources="1650", surface="95", operation=op,
                        avant=un_cout(430, 150, 260))  # fmt: skip
    un_relogement(parents, cout=_apres(330, 90, 250), logement=_logement("66", SITE, None, neuf=True))
    fils = un_menage(
        "C9B", nb_personnes=3, nb_moins_14=1, ressources="1200", operation=op, type=TypeDossier.DECOHABITANT,
        dossier_parent=parents, logement_quitte=None,
    )  # fmt: skip
    un_relogement(fils, cout=_apres(300, 85, 265), logement=_logement("52", "HORS", JAN_1999))
    return parents, fils


def _provisoire(op: Any) -> Menage:
    menage = un_menage("C10", ressources="1000", surface="45", operation=op, avant=un_cout(300, 80, 200))
    un_relogement(
        menage, cout=_apres(310, 80, 200), logement=_logement("44", "HORS", JAN_2000), nature=Nature.PROVISOIRE,
        bail_le=date(2026, 3, 10), entree_le=date(2026, 3, 10),
    )  # fmt: skip
    return menage


@pytest.fixture
def fichier(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *les_cas())
    yield ouvert
    ouvert.fermer()


# Chaque attendu vient de l'arithmétique écrite en face, pas du programme.
ATTENDUS: dict[str, dict[str, Any]] = {
    "C1": {
        "rac_av": "195.00",  # 310 + 95 − 210
        "rac_ap": "153.34",  # 290,34 + 78 − 215
        "delta": "-41.66",  # 153,34 − 195
        "delta_pct": "-21.36",  # −41,66 / 195 = −0,213641…
        "te_av": "18.57",  # 195 / 1050 = 0,185714…
        "te_ap": "14.60",  # 153,34 / 1050 = 0,146038…
        "uc": "1.00",
        "rav": "29.89",  # (1050 − 153,34) / 30 = 29,8887
        "maitrise": "OUI",  # le RAC baisse
        "neuf": "OUI",  # 01/03/2024 + 5 ans = 01/03/2029 > 15/02/2026
        "hors_qpv": "OUI",
        "hors_site": "OUI",
    },
    "C2": {
        "rac_av": "170.00",  # 340 + 110 − 280
        "rac_ap": "215.00",  # 420 + 125 − 330
        "delta": "45.00",
        "delta_pct": "26.47",  # 45 / 170 = 0,264706
        "te_av": "8.95",  # 170 / 1900 = 0,0894737
        "te_ap": "11.32",  # 215 / 1900 = 0,1131579
        "uc": "2.30",  # 1 + 2 × 0,5 + 0,3
        "rav": "24.42",  # (1900 − 215) / (2,3 × 30) = 1685 / 69 = 24,4203
        "maitrise": "OUI",  # 80 m² contre 60 : au m² 215/80 = 2,6875 contre 170/60 = 2,8333, une baisse
        "neuf": "OUI",  # 01/09/2022 + 5 ans > 01/03/2026
        "hors_qpv": "OUI",
        "hors_site": "OUI",
    },
    "C3": {
        "rac_av": "140.00",  # 300 + 90 − 250
        "rac_ap": "165.00",  # 345 + 100 − 280
        "delta": "25.00",
        "delta_pct": "17.86",  # 25 / 140 = 0,178571
        "te_av": "12.17",  # 140 / 1150 = 0,121739
        "te_ap": "14.35",  # 165 / 1150 = 0,143478
        "uc": "1.30",
        "maitrise": "NON",  # 64 m² contre 62 : +3,2 %, donc +17,86 % > 10 %
        "neuf": "NON",
        "hors_qpv": "NON",
        "hors_site": "NON",
    },
    "C4": {
        "rac_av": "180.00",  # 300 + 80 − 200
        "rac_ap": "190.00",  # 310 + 85 − 205
        "delta": "10.00",
        "delta_pct": "5.56",  # 10 / 180 = 0,05556
        "te_av": "30.00",  # 180 / 600
        "te_ap": "31.67",  # 190 / 600 = 0,316667
        "maitrise": "NON",  # 31,67 % > 30 %
        "neuf": "NON",
        "hors_qpv": "NON",
        "hors_site": "OUI",
    },
    "C5": {
        "rac_brut_av": "200.00",  # 290 + 140 − 230
        "rac_brut_ap": "125.00",  # 320 + 45 − 240
        "rac_av": "200.00",  # eau et chauffage déjà dans les charges
        "rac_ap": "203.00",  # 125 + 28 + 50
        "delta": "3.00",
        "delta_pct": "1.50",  # 3 / 200
        "te_av": "15.38",  # 200 / 1300 = 0,153846
        "te_ap": "15.62",  # 203 / 1300 = 0,156154
        "maitrise": "OUI",  # +1,50 % ≤ 10 % et 15,62 % ≤ 30 %
        "neuf": "NR",  # convention non datée
        "hors_qpv": "OUI",
        "hors_site": "OUI",
    },
    "C6": {
        "rac_brut_ap": "125.00",
        "rac_ap": None,  # eau et chauffage payés à part, coût inconnu
        "delta": None,
        "te_ap": None,
        "maitrise": "NR",
        "neuf": "NON",  # 01/06/2010 + 5 ans < 01/03/2026
        "hors_qpv": "OUI",
        "hors_site": "OUI",
    },
    "C9A": {
        "rac_av": "320.00",  # 430 + 150 − 260
        "rac_ap": "170.00",  # 330 + 90 − 250
        "delta_pct": "-46.88",  # −150 / 320 = −0,46875, la moitié vers le haut
        "uc": "1.80",  # 1 + 0,5 + 0,3
        "maitrise": "OUI",
        "neuf": "OUI",  # première location
        "hors_qpv": "NON",
        "hors_site": "NON",
    },
    "C9B": {
        "rac_av": None,
        "rac_ap": "120.00",  # 300 + 85 − 265
        "te_ap": "10.00",  # 120 / 1200
        "maitrise": "SO",  # un décohabitant n'a pas d'avant
        "neuf": "NON",
        "hors_qpv": "OUI",
        "hors_site": "OUI",
    },
    "C10": {"rac_av": "180.00", "rac_ap": "190.00", "dans_la_base": False},  # 300+80−200 ; 310+80−200
}


def test_chaque_cas_de_reference_tombe_juste_au_centime(fichier: Fichier) -> None:
    with fichier.lire() as session:
        bilans = dict(
            session.execute(select(Menage.reference, Bilan).join(Bilan, Bilan.menage_id == Menage.id)).all()
        )

    for reference, attendus in ATTENDUS.items():
        trouves = {nom: getattr(bilans[reference], nom) for nom in attendus}
        assert trouves == {nom: _lu(valeur) for nom, valeur in attendus.items()}, reference


def _lu(valeur: str | bool | None) -> Any:
    est_un_nombre = isinstance(valeur, str) and valeur[-1].isdigit()
    return Decimal(str(valeur)) if est_un_nombre else valeur


def test_un_relogement_provisoire_est_hors_de_la_base_avec_sa_raison(fichier: Fichier) -> None:
    with fichier.lire() as session:
        raisons = dict(
            session.execute(
                select(Menage.reference, Bilan.motif_exclusion).join(Bilan, Bilan.menage_id == Menage.id)
            ).all()
        )

    assert raisons.pop("C10") == "relogement provisoire"
    assert set(raisons.values()) == {None}


# B = 8 (C10 exclu), 7 titulaires (sans C9B).
#   NEUF : oui C1 C2 C9A ; NR C5 ; base 7 ; 3/7 = 42,857 ; couverture 7/8
#   HORS_QPV : oui C1 C2 C5 C6 C9B ; 5/8 ; titulaires 4/7 = 57,143
#   HORS_SITE : les mêmes et C4 ; 6/8 ; titulaires 5/7 = 71,429
#   RAC_MAITRISE : oui C1 C2 C5 C9A ; NR C6 ; SO C9B ; 4/6 ; couverture 6/7 ; les titulaires : 4/6, 6/7
TOUS = {
    "NEUF": (3, 7, "42.86", "87.50"),
    "HORS_QPV": (5, 8, "62.50", "100.00"),
    "HORS_SITE": (6, 8, "75.00", "100.00"),
    "RAC_MAITRISE": (4, 6, "66.67", "85.71"),
}
TITULAIRES = {
    "NEUF": (3, 6, "50.00", "85.71"),
    "HORS_QPV": (4, 7, "57.14", "100.00"),
    "HORS_SITE": (5, 7, "71.43", "100.00"),
    "RAC_MAITRISE": (4, 6, "66.67", "85.71"),
}


def test_les_quatre_criteres_se_comptent_comme_a_la_main(fichier: Fichier) -> None:
    with fichier.lire() as session:
        mesures = mesurer(session, date(2026, 11, 20))

    assert (mesures.base_tous, mesures.base_titulaires) == (8, 7)
    for trouvees, attendues in ((mesures.tous, TOUS), (mesures.titulaires, TITULAIRES)):
        for code, (oui, base, pct, couverture) in attendues.items():
            mesure = trouvees[code]
            assert (mesure.oui, mesure.base) == (oui, base), code
            assert f"{mesure.pct:.2f}" == pct, code
            assert f"{mesure.couverture:.2f}" == couverture, code


def test_les_bilans_gardes_sont_ceux_que_l_on_referait(fichier: Fichier) -> None:
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []
