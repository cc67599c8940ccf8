"""Toute paire que la règle dirait la même personne se trouve sur la même piste : rien n'est perdu à aller vite."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from relogement.doublons import Identite, Naissance, naissances
from relogement.rapprochement_sne.pistes import cherchees, cles

NOMS = st.sampled_from(["DUPONT", "DUPOND", "Martin", "MARTIN-DUPONT", "Ben Ali", "Lefèvre"])
JOURS = st.dates(date(1970, 1, 1), date(1972, 12, 31))
DU_NOUVEL_AN = st.sampled_from([date(1970, 1, 1), date(1971, 1, 1)])


@st.composite
def une_personne(tirer: st.DrawFn) -> Identite:
    naissance = tirer(st.one_of(st.none(), JOURS, DU_NOUVEL_AN))
    annee = None if naissance else tirer(st.one_of(st.none(), st.integers(1970, 1972)))
    logement = tirer(st.one_of(st.none(), st.integers(1, 3)))
    return Identite(tirer(NOMS), "Léa", naissance, annee, None, logement)


def se_trouvent(ligne: Identite, personne: Identite) -> bool:
    return not set(cles(ligne)).isdisjoint(cherchees(personne))


@given(une_personne(), une_personne())
@example(Identite("DUPONT", "Léa", date(1970, 3, 12)), Identite("DUPOND", "Léa", date(1970, 3, 13)))
@example(Identite("DUPONT", "Léa", date(1970, 3, 12)), Identite("DUPONT", "Léa", date(1970, 3, 21)))
@example(Identite("DUPONT", "Léa", date(1970, 1, 1)), Identite("DUPONT", "Léa", date(1970, 8, 21)))
@example(Identite("DUPONT", "Léa", None, 1970), Identite("DUPONT", "Léa", date(1970, 8, 21)))
def test_la_meme_annee_et_un_mot_du_nom_mettent_sur_la_piste(ligne: Identite, personne: Identite) -> None:
    """L'année commune, des jours à un chiffre près ou que l'on ignore, un nom qui s'entend pareil."""
    accordees = naissances(ligne, personne) >= Naissance.ANNEE and ligne.ne_en == personne.ne_en
    noms = {ligne.nom.casefold(), personne.nom.casefold()}
    meme_nom = len(noms) == 1 or noms == {"dupont", "dupond"}

    assert not (accordees and meme_nom) or se_trouvent(ligne, personne)


@given(une_personne(), une_personne())
def test_la_meme_naissance_ou_le_meme_logement_suffisent(ligne: Identite, personne: Identite) -> None:
    meme_jour = ligne.naissance is not None and naissances(ligne, personne) >= Naissance.INVERSEE
    meme_logement = ligne.logement is not None and ligne.logement == personne.logement

    assert not (meme_jour or meme_logement) or se_trouvent(ligne, personne)


def test_le_nom_seul_ne_met_personne_sur_la_piste() -> None:
    ligne, personne = Identite("DUPONT", "Léa", date(1970, 3, 12)), Identite("DUPONT", "Léa", date(1970, 9, 25))

    assert not se_trouvent(ligne, personne)
