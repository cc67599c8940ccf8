"""L'ordre de lecture d'un immeuble : étages écrits librement, portes rangées comme on les lit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.nomenclatures import StatutLogement
from relogement.vidage.etages import niveau
from relogement.vidage.portes import cle_naturelle, colonnes
from relogement.vidage.tableau import tableau
from tests.relogement.vidage.immeubles import AU, un_immeuble, un_logement


@pytest.mark.parametrize(
    ("ecrits", "libelle"),
    [
        (("RDC", "rdc", "R.D.C.", "Rez-de-chaussée", "rez de chaussee", "0", "R", "R+0", "00"), "RDC"),
        (("1", "1er", "1ᵉʳ", "01", "1er étage", "étage 1", "R+1", "R + 1", "premier étage", "1.0"), "1ᵉʳ"),
        (("2", "2e", "2ème", "2nd", "R+2", "2ᵉ étage", "Étage 2", "second", "deuxième étage"), "2ᵉ"),
        (("12", "12e", "R+12", "12ème étage"), "12ᵉ"),
        (("sous-sol", "Sous sol", "SS", "-1", "R-1", "R - 1", "−1", "S/S", "sous-sol 1"), "SS"),
        (("-2", "R-2", "SS2", "sous-sol 2"), "SS\u00a02"),
        (("entresol", "Entresol"), "entresol"),
        (("rez-de-jardin", "RDJ"), "RDJ"),
        (("", None, "  "), "étage inconnu"),
        (("duplex haut",), "«\u00a0duplex haut\u00a0»"),
    ],
)  # fmt: skip
def test_un_etage_se_lit_comme_il_est_ecrit(ecrits: tuple[str | None, ...], libelle: str) -> None:
    assert {niveau(ecrit).libelle for ecrit in ecrits} == {libelle}


@given(st.integers(1, 99))
def test_toutes_les_ecritures_d_un_etage_disent_le_meme(n: int) -> None:
    assert {niveau(t).rang for t in (str(n), f"R+{n}", f"{n}e", f"{n}ème étage", f"étage {n}")} == {2 * n}
    assert {niveau(t).rang for t in (f"-{n}", f"R-{n}", f"SS{n}")} == {-2 * n}


@given(st.text(max_size=12))
def test_aucun_texte_ne_fait_echouer_la_lecture(texte: str) -> None:
    lu = niveau(texte)

    assert lu.libelle
    cle_naturelle(texte)


@given(st.lists(st.one_of(st.none(), st.text(max_size=6))))
def test_les_portes_se_rangent_toujours_celles_que_l_on_ignore_a_la_fin(portes: list[str | None]) -> None:
    ranges = sorted(portes, key=cle_naturelle)

    sans = [not (p or "").strip() for p in ranges]
    assert sans == sorted(sans)


def test_les_nombres_se_rangent_comme_des_nombres() -> None:
    assert sorted(["10", "2", "A1", "1", "C10", "C2", None, "1bis"], key=cle_naturelle) == [
        "1", "1bis", "2", "10", "A1", "C2", "C10", None,
    ]  # fmt: skip


def test_les_portes_communes_a_tous_les_etages_s_alignent() -> None:
    assert colonnes([["1", "3"], ["1", "2", "3"]]) == ["1", "2", "3"]
    assert colonnes([["11", "12"], ["21", "22"]]) is None
    assert colonnes([["1", "1"], ["1", "2"]]) is None


def test_les_entrees_les_etages_et_les_portes_dans_l_ordre_de_lecture() -> None:
    logements = [
        un_logement(1, entree="C10", etage="RDC", porte="1"),
        un_logement(2, entree="C2", etage="2e", porte="10"),
        un_logement(3, entree="C2", etage="R+2", porte="2"),
        un_logement(4, entree="C2", etage="RDC", porte="2"),
        un_logement(5, entree="C2", etage="au fond", porte="9"),
        un_logement(6, entree=None, etage=None, porte=None),
        un_logement(7, entree="C2", statut=StatutLogement.ANNEXE),
    ]

    vu = tableau(un_immeuble(logements), AU)

    assert [e.nom for e in vu.entrees] == ["C2", "C10", ""]
    c2 = vu.entrees[0]
    assert [etage.niveau.libelle for etage in c2.etages] == ["2ᵉ", "RDC", "«\u00a0au fond\u00a0»"]
    assert [[c.logement.id if c else None for c in etage.cases] for etage in c2.etages] == [[3, 2], [4, None], [5]]
    assert vu.comptes.total == 6  # l'annexe n'y est pas


def test_les_batiments_se_suivent_sans_se_meler() -> None:
    logements = [un_logement(1, batiment="T2", entree="1"), un_logement(2, batiment="T1", entree="1")]

    vu = tableau(un_immeuble(logements), AU)

    assert [(e.batiment, e.nom) for e in vu.entrees] == [("T1", "1"), ("T2", "1")]


def test_un_immeuble_sans_logement_se_dit() -> None:
    vu = tableau(un_immeuble(), date(2026, 1, 1))

    assert vu.entrees == ()
    assert (vu.comptes.total, vu.comptes.a_vider) == (0, 0)
