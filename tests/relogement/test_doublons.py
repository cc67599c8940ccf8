"""Le nom, la naissance, le logement : ce qui fait un doublon sûr, probable, ou deux personnes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.doublons import Identite, Rapprochement, Verdict, rapprocher

NE = date(1970, 3, 12)
SUR, PROBABLE, DIFFERENT = Verdict.SUR, Verdict.PROBABLE, Verdict.DIFFERENT


def odette(nom: str = "Lefèvre", prenom: str | None = "Odette", ne: date | int | None = NE, ug: str | None = "12",
           operation: str | None = "AC") -> Identite:  # fmt: skip
    naissance, annee = (None, ne) if isinstance(ne, int) else (ne, None)
    return Identite(nom, prenom, naissance, annee, operation, ug)


# Une ligne : en quoi l'autre dossier diffère d'Odette Lefèvre, née le 12/03/1970, UG 12, et le verdict.
TABLE: list[tuple[str, Identite, Verdict]] = [
    ("en tout point", odette(), SUR),
    ("sans accents", odette("LEFEVRE"), SUR),
    ("une lettre, naissance et UG", odette("Lefebvre"), SUR),
    ("une lettre, naissance, UG inconnue", odette("Lefebvre", ug=None), PROBABLE),
    ("UG inconnue", odette(ug=None), SUR),
    ("autre UG", odette(ug="13"), PROBABLE),
    ("autre opération", odette(operation="LI"), PROBABLE),
    ("autre opération, année seule", odette(ne=1970, operation="LI"), DIFFERENT),
    ("autre opération, un chiffre d’écart", odette(ne=date(1971, 3, 12), operation="LI"), DIFFERENT),
    ("jour et mois inversés", odette(ne=date(1970, 12, 3)), PROBABLE),
    ("un chiffre d’écart", odette(ne=date(1971, 3, 12)), PROBABLE),
    ("année seule", odette(ne=1970), PROBABLE),
    ("1ᵉʳ janvier de l’année", odette(ne=date(1970, 1, 1)), PROBABLE),
    ("naissance inconnue, même UG", odette(ne=None), PROBABLE),
    ("naissance et UG inconnues", odette(ne=None, ug=None), PROBABLE),
    ("naissance inconnue, autre UG", odette(ne=None, ug="13"), PROBABLE),
    ("le nom seul, autre opération", odette(ne=None, operation="LI"), DIFFERENT),
    ("homophone, naissance inconnue, autre UG", odette("Lefebvre", ne=None, ug="13"), DIFFERENT),
    ("homophone, rien d’autre de connu", odette("Lefebvre", ne=None, ug=None), PROBABLE),
    ("initiale, naissance et UG", odette(prenom="O."), SUR),
    ("prénom inconnu, même UG", odette(prenom=None), PROBABLE),
    ("prénom inconnu, rien d’autre", odette(prenom=None, ne=None, ug=None), DIFFERENT),
    ("nom d’usage", odette("Garnier"), PROBABLE),
    ("nom d’usage, autre UG", odette("Garnier", ug="13"), DIFFERENT),
    ("nom d’usage, naissance inconnue", odette("Garnier", ne=None), DIFFERENT),
    ("mère et fille homonymes", odette(ne=date(1995, 6, 30)), DIFFERENT),
    ("autre année seule", odette(ne=1995), DIFFERENT),
    ("sa sœur", odette(prenom="Paulette", ne=date(1972, 7, 1)), DIFFERENT),
    ("sa jumelle", odette(prenom="Odile"), DIFFERENT),
    ("nom et prénom inversés", odette("Odette", "Lefèvre"), SUR),
]


@pytest.mark.parametrize(("autre", "verdict"), [ligne[1:] for ligne in TABLE], ids=[ligne[0] for ligne in TABLE])
def test_la_table_des_verdicts(autre: Identite, verdict: Verdict) -> None:
    assert rapprocher(odette(), autre).verdict is verdict


def test_une_jumelle_au_prenom_voisin_n_est_jamais_sure() -> None:
    assert rapprocher(odette(prenom="Marine"), odette(prenom="Marino")).verdict is PROBABLE


@pytest.mark.parametrize(("un", "autre"), [("Daniel", "Danielle"), ("Mariam", "Mariame"), ("Michel", "Michèle")])
def test_un_prenom_au_genre_pres_se_propose_si_tout_le_reste_est_le_meme(un: str, autre: str) -> None:
    vu = rapprocher(odette(prenom=un), odette(prenom=autre))

    assert vu.verdict is PROBABLE
    assert vu.raison == "même nom, prénom masculin et prénom féminin, même naissance, même UG"


@pytest.mark.parametrize("ailleurs", [{"ug": "13"}, {"ne": date(1971, 3, 12)}, {"ne": None}, {"nom": "Garnier"}])
def test_un_prenom_au_genre_pres_reste_deux_personnes_si_autre_chose_differe(ailleurs: dict[str, Any]) -> None:
    assert rapprocher(odette(prenom="Daniel"), odette(**{"prenom": "Danielle"} | ailleurs)).verdict is DIFFERENT


def test_la_raison_dit_les_trois_faits() -> None:
    dit = rapprocher(odette("Garcia", "Luis"), odette("Garcio", "Luis")).raison

    assert dit == "nom à une lettre près, même prénom, même naissance, même UG"


def test_le_plus_sur_se_range_devant() -> None:
    forces = [rapprocher(odette(), odette(**d)).force for d in ({}, {"ug": "13"}, {"ne": None, "ug": None})]

    assert forces == sorted(forces, reverse=True)
    assert len(set(forces)) == 3


NOMS = st.sampled_from(["Lefèvre", "Lefebvre", "Garnier", "Ben Saïd", "Bensaid", "Martin", "El Amrani", "Amrani"])
PRENOMS = st.sampled_from([None, "Odette", "Odile", "O.", "Fatima", "Fatma", "Jean-Pierre", "J.-P.", "Jean"])
NAISSANCES = st.one_of(st.none(), st.sampled_from([NE, date(1970, 12, 3), date(1970, 1, 1), date(1995, 6, 30)]),
                       st.sampled_from([1970, 1995]))  # fmt: skip
IDENTITES = st.builds(odette, NOMS, PRENOMS, NAISSANCES, st.sampled_from([None, "12", "13"]),
                      st.sampled_from([None, "AC", "LI"]))  # fmt: skip


@given(IDENTITES, IDENTITES)
def test_le_rapprochement_ne_depend_pas_de_l_ordre(a: Identite, b: Identite) -> None:
    aller, retour = rapprocher(a, b), rapprocher(b, a)

    assert (aller.verdict, aller.force) == (retour.verdict, retour.force)


@given(NOMS, PRENOMS, NOMS, PRENOMS)
def test_le_nom_seul_ne_fait_jamais_un_doublon_sur(
    nom_a: str, pre_a: str | None, nom_b: str, pre_b: str | None
) -> None:
    vu: Rapprochement = rapprocher(Identite(nom_a, pre_a), Identite(nom_b, pre_b))

    assert vu.verdict is not SUR


@given(IDENTITES, IDENTITES)
def test_oublier_une_naissance_ne_rend_jamais_un_doublon_plus_sur(a: Identite, b: Identite) -> None:
    ordre = [DIFFERENT, PROBABLE, SUR]
    sans = Identite(b.nom, b.prenom, None, None, b.operation, b.logement)
    connu, oublie = rapprocher(a, b).verdict, rapprocher(a, sans).verdict

    assert oublie is not SUR
    assert not (connu is SUR and ordre.index(oublie) > ordre.index(connu))


@given(IDENTITES)
def test_deux_naissances_contraires_ne_font_jamais_un_doublon(a: Identite) -> None:
    un = Identite(a.nom, a.prenom, NE, None, a.operation, a.logement)
    autre = Identite(a.nom, a.prenom, date(1995, 6, 30), None, a.operation, a.logement)

    assert rapprocher(un, autre).verdict is DIFFERENT
