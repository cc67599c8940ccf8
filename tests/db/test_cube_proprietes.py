"""Un chiffre et ses ménages sont la même chose : pour des projets au hasard, la liste rend toujours le compte."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.chiffres import dossiers_de, mesurer
from db.croisements import axes_de, croiser, lire_pour_croiser
from db.cube import HORS_BASE, Cube, Filtre, repartir
from db.cube.compte import mesurer as compter
from db.cube.table import VERDICTS, Nombres, Table, colonne
from db.fichier import Fichier
from db.tableaux import Portee, chiffre_du_cube
from relogement.indicateurs.criteres import CATALOGUE, INDICATEURS, PAR_CODE
from relogement.indicateurs.indicateur import Mesure, Statistique, Sujet
from relogement.menage import Menage
from relogement.nomenclatures import Critere, MotifSortie, Nature, Reponse, TypeDossier, Typologie
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

AU = date(2026, 11, 20)
DEBUT = date(2025, 1, 1)
D = st.integers(0, 900).map(lambda jours: DEBUT + timedelta(days=jours))  # jusqu'en juin 2027, donc après aussi
OU_RIEN = st.one_of(st.none(), D)
BAILLEURS = st.sampled_from(["Habitat Sud", "HABITAT SUD", "Têt Habitat", None])


@st.composite
def un_dossier(tirer: st.DrawFn, rang: int, operation: Any) -> Menage:
    menage = un_menage(
        f"D{rang}", nom=f"Nom{rang}", operation=operation, bailleur=tirer(BAILLEURS),
        avant=tirer(st.sampled_from([None, un_cout()])), nb_personnes=tirer(st.integers(1, 9)),
        enquete_le=tirer(OU_RIEN), type=tirer(st.sampled_from(list(TypeDossier))),
    )  # fmt: skip
    menage.logement_quitte.typologie = tirer(st.sampled_from([None, *Typologie]))
    if tirer(st.booleans()):
        menage.motif_sortie = tirer(st.sampled_from(list(MotifSortie)))
        menage.sorti_le = tirer(OU_RIEN)
    for _ in range(tirer(st.integers(0, 2))):
        logement = un_logement(
            qpv=tirer(st.sampled_from([None, "HORS", SITE])), bailleur=tirer(BAILLEURS), commune=tirer(BAILLEURS),
            premiere_location=tirer(st.sampled_from([None, True, False])),
            typologie=tirer(st.sampled_from(Typologie)),
        )  # fmt: skip
        un_relogement(
            menage, logement=logement, nature=tirer(st.sampled_from(Nature)), bail_le=tirer(OU_RIEN),
            entree_le=tirer(OU_RIEN), cout=tirer(st.sampled_from([None, un_cout()])),
        )  # fmt: skip
    if tirer(st.booleans()):
        menage.offres = [
            une_offre(rang=n, notifiee_le=tirer(OU_RIEN), reponse=tirer(st.sampled_from(Reponse)),
                      repondue_le=tirer(OU_RIEN), motif_refus=tirer(st.sampled_from([None, "CHER"])))
            for n in range(1, tirer(st.integers(1, 3)) + 1)
        ]  # fmt: skip
    else:
        menage.nb_offres_reprises, menage.nb_refus_repris = tirer(st.integers(0, 3)), tirer(st.integers(0, 2))
        menage.premiere_offre_le = tirer(OU_RIEN)
    return menage


@st.composite
def un_projet_au_hasard(tirer: st.DrawFn) -> list[Menage]:
    operations = [une_operation("A"), une_operation("B")]
    combien = tirer(st.integers(0, 6))
    return [tirer(un_dossier(rang, operations[rang % 2])) for rang in range(combien)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(un_projet_au_hasard(), st.data())
def test_la_liste_derriere_chaque_chiffre_rend_son_compte(menages: list[Menage], donnees: st.DataObject) -> None:
    with TemporaryDirectory() as dossier:
        fichier = un_fichier(Path(dossier), *menages)
        try:
            _la_liste_rend_le_compte(fichier, donnees)
        finally:
            fichier.fermer()


def test_la_liste_rend_le_compte_sur_les_deux_moteurs(base: str) -> None:
    """Un projet tiré une fois, le même pour SQLite et PostgreSQL."""
    menages = un_projet_fixe()
    fichier = un_fichier(base, *menages)

    _le_sql_et_le_cube_comptent_pareil(fichier)
    for titulaires in (False, True):
        _chaque_croisement_s_additionne(fichier, titulaires, list(product(CATALOGUE, range(3))))
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


def _la_liste_rend_le_compte(fichier: Fichier, donnees: st.DataObject) -> None:
    _le_sql_et_le_cube_comptent_pareil(fichier)
    choix = [(i, donnees.draw(st.integers(0, 99))) for i in CATALOGUE]
    _chaque_croisement_s_additionne(fichier, donnees.draw(st.booleans()), choix)


def _le_sql_et_le_cube_comptent_pareil(fichier: Fichier) -> None:
    """Le même indicateur demandé au moteur seul, condition par condition, donne les mêmes lignes."""
    with fichier.lire() as session:
        for operation in (None, "A"):
            mesures = mesurer(session, AU, operation).tous
            for indicateur in INDICATEURS:
                du_moteur = [len(dossiers_de(session, indicateur, v, AU, operation)) for v in Critere]
                mesure = mesures[indicateur.code]
                assert du_moteur == [mesure.oui, mesure.non, mesure.nr, mesure.so], (indicateur.code, operation)


def _chaque_croisement_s_additionne(fichier: Fichier, titulaires: bool, choix: list[tuple[Any, int]]) -> None:
    portee = Portee(AU, titulaires=titulaires)
    with fichier.lire() as session:
        cube = lire_pour_croiser(session, portee)
        for indicateur, tire in choix:
            axes = axes_de(indicateur)
            lignes, colonnes = axes[tire % len(axes)], axes[(tire // 3 + 1) % len(axes)]
            croise = croiser(cube, portee, indicateur.code, lignes.cle, colonnes.cle)
            reparti = croise.repartition
            for ligne, colonne_ in product(reparti.lignes, reparti.colonnes):
                filtre = croise.filtre_de(ligne, colonne_)
                chiffre = chiffre_du_cube(cube, indicateur.code, filtre)
                for groupe in chiffre.groupes:
                    assert len(chiffre.lire(session, groupe.cle)) == groupe.effectif
                if lignes is not colonnes:
                    assert compter(cube, indicateur, filtre) == reparti.cellules[ligne, colonne_]
            assert _total(reparti.cellules.values()) == _total([reparti.total])
            assert _total(reparti.par_ligne.values()) == _total([reparti.total])
            assert _total(reparti.par_colonne.values()) == _total([reparti.total])


def _total(resultats: Any) -> Counter[str]:
    total: Counter[str] = Counter()
    for r in resultats:
        effectifs = {"oui": r.oui, "non": r.non, "so": r.so} if isinstance(r, Mesure) else {"connus": r.connus}
        total.update(effectifs | {"nr": r.nr})
    return total


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
