"""Un chiffre et ses ménages sont la même chose : pour des projets au hasard, la liste rend toujours le compte."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from db.cube import HORS_BASE, Cube, Filtre, repartir
from db.cube.table import VERDICTS, Nombres, Table, colonne
from relogement.indicateurs.criteres import CATALOGUE, PAR_CODE
from relogement.indicateurs.indicateur import Mesure, Statistique, Sujet
from relogement.menage import Menage
from relogement.nomenclatures import MotifSortie, Nature, Reponse, TypeDossier, Typologie
from tests.db.comptes import chaque_croisement_s_additionne, le_sql_et_le_cube_comptent_pareil
from tests.db.projets_au_hasard import AU, DEBUT
from tests.fabrique import (
    SITE,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_relogement,
    une_offre,
    une_operation,
)


def test_la_liste_rend_le_compte_sur_les_deux_moteurs(base: str) -> None:
    """Un projet tiré une fois, le même pour SQLite et PostgreSQL."""
    menages = un_projet_fixe()
    fichier = un_fichier(base, *menages)

    with fichier.lire() as session:
        le_sql_et_le_cube_comptent_pareil(session)
        for titulaires in (False, True):
            chaque_croisement_s_additionne(session, titulaires, list(product(CATALOGUE, range(3))))
    fichier.fermer()


def un_projet_fixe() -> list[Menage]:
    a, b = une_operation("A"), une_operation("B")
    menages = []
    for rang in range(12):
        menage = un_menage(f"D{rang}", nom=f"Nom{rang}", operation=(a, b)[rang % 2],
                           avant=un_cout(300 + rang * 20), enquete_le=DEBUT,
                           type=list(TypeDossier)[rang % 3])  # fmt: skip
        menage.offres = [une_offre(notifiee_le=DEBUT + timedelta(days=rang), reponse=list(Reponse)[rang % 5],
                                   motif_refus="CHER" if rang % 2 else None)]  # fmt: skip
        bailleur = ("Têt Habitat", "HABITAT SUD")[rang % 2]
        logement = un_logement(qpv=("HORS", SITE, None)[rang % 3], bailleur=bailleur,
                               typologie=list(Typologie)[rang % 6])  # fmt: skip
        if rang % 4:
            un_relogement(menage, logement=logement, cout=un_cout(310 + rang * 10),
                          nature=Nature.PROVISOIRE if rang == 5 else Nature.DEFINITIF)  # fmt: skip
        menages.append(menage)
    menages[7].motif_sortie, menages[7].sorti_le = MotifSortie.DECES, date(2026, 10, 1)
    return menages


@st.composite
def un_cube(tirer: st.DrawFn) -> Cube:
    """Des lignes quelconques : deux axes, un verdict, un nombre ; sans base, on en tire des milliers."""
    n = tirer(st.integers(0, 40))
    tires = np.random.default_rng(tirer(st.integers(0, 2**32 - 1)))
    base = tires.integers(0, 2, n).astype(bool)
    table = Table(
        Sujet.DOSSIERS, np.arange(1, n + 1), np.arange(1, n + 1), tires.integers(0, 2, n).astype(bool),
        {"bailleur": colonne([("X", "Y", None)[v] for v in tires.integers(0, 3, n)], rapproche=True),
         "annee": colonne([2024 + int(v) for v in tires.integers(0, 3, n)])},
        {"HORS_QPV": tires.integers(0, 5, n).astype(np.int8)},
        {"RAC_APRES": Nombres(tires.integers(0, 50_000, n), tires.integers(0, 2, n).astype(bool) & base, base)},
    )  # fmt: skip
    return Cube(AU, {Sujet.DOSSIERS: table}, {}, Decimal(80))


@settings(max_examples=1500, deadline=None)
@given(un_cube(), st.booleans())
def test_les_cases_d_un_cube_quelconque_se_rouvrent_et_s_additionnent(cube: Cube, titulaires: bool) -> None:
    table = cube.tables[Sujet.DOSSIERS]
    for code in ("HORS_QPV", "RAC_APRES"):
        indicateur = PAR_CODE[code]
        reparti = repartir(cube, indicateur, Filtre(titulaires), "bailleur", "annee")
        vues: Counter[int] = Counter()
        for (bailleur, annee), case in reparti.cellules.items():
            filtre = Filtre(titulaires, {"bailleur": bailleur, "annee": annee})
            for groupe, effectif in _effectifs(case).items():
                rangs = cube.retenues(indicateur, groupe, filtre)
                vues.update(rangs.tolist())
                assert len(rangs) == effectif
                assert all(table.axes["annee"].valeurs[table.axes["annee"].rangs[r]] == annee for r in rangs)
                assert not titulaires or table.titulaires[rangs].all()
        assert all(fois == 1 for fois in vues.values())  # personne dans deux cases
        assert sum(_effectifs(reparti.total).values()) == len(vues)
        hors = cube.retenues(indicateur, HORS_BASE, Filtre(titulaires))
        assert len(hors) + len(vues) == int(cube.masque(table, Filtre(titulaires)).sum())


def _effectifs(resultat: Mesure | Statistique) -> dict[str, int]:
    if isinstance(resultat, Mesure):
        return dict(zip(VERDICTS[1:], (resultat.oui, resultat.non, resultat.nr, resultat.so), strict=True))
    return {"CONNUS": resultat.connus, "INCONNUS": resultat.nr}
