"""Quand des ménages se reconnaissent : combien, par quelles colonnes, et la plus petite perte qui les cache."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.exports.rime.arrondis import au_trimestre
from relogement.exports.rime.ecriture import en_toml
from relogement.exports.rime.mise_en_page import lire_mise_en_page, mise_en_page_par_defaut
from relogement.exports.rime.moins_precis import alleger, moins_precis
from relogement.exports.tableau import Document, Entete, Forme, MoinsPrecis, Tableau, page_de
from relogement.fuites.propositions import Essais, Pas
from relogement.fuites.rapport import SANS_REMEDE, Singularites
from relogement.fuites.singularites import Regard

PAR_TITRE = {c.entete: c for c in mise_en_page_par_defaut().colonnes}
MOIS, AGE = (moins_precis(PAR_TITRE[titre]) for titre in ("MOIS_BAIL", "AGE_TITULAIRE"))


def regarder(lignes: Sequence[tuple[Any, ...]], *entetes: Entete, seuil: int = 3) -> Singularites:
    regard = Regard(Document("Essai", (Tableau("T", entetes, [page_de(lignes)], len(lignes)),)), seuil)
    for tableau in regard.document.tableaux:
        list(tableau.pages)
    return regard.singularites


def singuliere(nom: str, moins: tuple[MoinsPrecis, ...] = ()) -> Entete:
    return Entete(nom, Forme.CODE, singulier=True, moins_precis=moins)


# Trois baux de janvier à mars, tous en T3 : par mois, chacun est seul ; par trimestre, ils sont trois.
def test_le_trimestre_suffit_quand_seul_le_mois_distingue() -> None:
    lignes = [(f"2026-0{mois}", "T3") for mois in (1, 2, 3)]

    vues = regarder(lignes, singuliere("MOIS_BAIL", MOIS), singuliere("TYPO"))

    assert (vues.lignes, vues.rares, vues.uniques) == (3, 3, 3)
    assert vues.propositions[0].pas == (Pas("MOIS_BAIL", "au trimestre", "precision", "trimestre"),)
    assert vues.propositions[0].rares == 0
    assert vues.meilleurs_pas == vues.propositions[0].pas
    assert vues.conseils[0] == "MOIS_BAIL au trimestre\u00a0: 0 ligne au lieu de 3."
    assert SANS_REMEDE not in vues.conseils


# Quatre typologies, quatre mois de deux trimestres : il faut perdre les deux colonnes.
def test_plusieurs_pertes_ensemble_se_proposent_quand_une_seule_ne_suffit_pas() -> None:
    lignes = [("2026-01", "T1"), ("2026-02", "T2"), ("2026-04", "T3"), ("2026-05", "T4")]

    vues = regarder(lignes, singuliere("MOIS_BAIL", MOIS), singuliere("TYPO"), seuil=4)

    assert [p.entete for p in vues.meilleurs_pas] in (["MOIS_BAIL", "TYPO"], ["TYPO", "MOIS_BAIL"])
    assert vues.propositions[-1].rares == 0


def test_quand_rien_ne_suffit_on_le_dit() -> None:
    vues = regarder(
        [("2026-01", "T1"), ("2026-02", "T2")], singuliere("MOIS_BAIL", MOIS), singuliere("TYPO"), seuil=5
    )

    assert vues.conseils == [SANS_REMEDE]


def test_rien_ne_se_conseille_quand_personne_ne_se_reconnait() -> None:
    vues = regarder([("2026-01", "T1")] * 9, singuliere("MOIS_BAIL", MOIS), singuliere("TYPO"))

    assert not vues
    assert vues.phrases == ()


@pytest.mark.parametrize(
    ("lue", "attendue"),
    [("Moins de 25 ans", "Moins de 35 ans"), ("25 à 34 ans", "Moins de 35 ans"), ("35 à 49 ans", "35 à 64 ans"),
     ("50 à 64 ans", "35 à 64 ans"), ("65 à 74 ans", "65 ans et plus"), ("75 ans et plus", "65 ans et plus"),
     ("NR", "NR"), (None, None)],
)  # fmt: skip
def test_des_tranches_d_age_plus_larges_reunissent_des_tranches_entieres(lue: Any, attendue: Any) -> None:
    assert AGE[0].rendre(lue) == attendue


@pytest.mark.parametrize(
    ("mois", "trimestre"), [(1, "T1"), (3, "T1"), (4, "T2"), (9, "T3"), (10, "T4"), (12, "T4")]
)
def test_une_date_au_trimestre(mois: int, trimestre: str) -> None:
    assert au_trimestre(date(2026, mois, 28)) == f"2026-{trimestre}"
    assert MOIS[0].rendre(f"2026-{mois:02d}") == f"2026-{trimestre}"


def test_une_mise_en_page_moins_precise_reste_une_mise_en_page() -> None:
    pas = [Pas("MOIS_BAIL", "", "precision", "trimestre"), Pas("AGE_TITULAIRE", "", "tranches", "35, 65"),
           Pas("CODE_COMMUNE_AP", "retirée")]  # fmt: skip

    relue = {c.entete: c for c in lire_mise_en_page(en_toml(alleger(mise_en_page_par_defaut(), pas))).colonnes}

    assert (relue["MOIS_BAIL"].precision, relue["AGE_TITULAIRE"].tranches) == ("trimestre", (35, 65))
    assert "CODE_COMMUNE_AP" not in relue
    assert len(relue) == len(PAR_TITRE) - 1


lignes_au_hasard = st.lists(st.tuples(*(st.integers(0, 3) for _ in range(3))), min_size=1, max_size=40)


@settings(max_examples=150)
@given(lignes_au_hasard, st.sets(st.integers(0, 2)))
def test_le_compte_annonce_est_celui_que_le_fichier_aurait(
    lignes: list[tuple[int, ...]], retirees: set[int]
) -> None:
    """Recompté à part : les lignes privées de ces colonnes, groupées à la main."""
    groupes = {ligne: lignes.count(ligne) for ligne in lignes}
    restes = [tuple(v for r, v in enumerate(ligne) if r not in retirees) for ligne in lignes]
    attendu = sum(restes.count(reste) < 3 for reste in restes)
    sans = MoinsPrecis("", "", "", lambda _: None)

    essais = Essais([singuliere(nom) for nom in "ABC"], groupes, 3)

    assert essais.rares(dict.fromkeys(retirees, sans)) == attendu
