"""Chaque condition de l'article 13 bis, ligne à ligne : ce qu'elle vaut, pourquoi, et qui l'a dit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relogement.nomenclatures import Condition, Typologie
from relogement.offre import CONDITIONS_13_BIS
from relogement.regles.montants import Montant
from relogement.regles.validite_offre import ConditionJugee, OffreAJuger, conditions
from relogement.regles.validite_offre_lieu import Eloignement, Lieu

OUI, NON, AV = Condition.OUI, Condition.NON, Condition.A_VERIFIER
ETAT, BESOINS, MOYENS, LIEU, OCCUPATION = CONDITIONS_13_BIS
PERPIGNAN, CABESTANY, TOULOUGES = "66136", "66028", "66213"
PARIS, PARIS_18, PARIS_19, PARIS_7, MARSEILLE_3 = "75056", "75118", "75119", "75107", "13203"
AUTOUR = frozenset({CABESTANY, TOULOUGES})


def un_lieu(avant: str | None = PERPIGNAN, apres: str | None = PERPIGNAN, **faits: Any) -> Lieu:
    km = faits.pop("km", None)  # une distance, ou celles du bord le plus proche et du plus lointain
    bornes = [Decimal(k) for k in ((km, km) if isinstance(km, str) else km or ())]
    return Lieu(
        avant=avant,
        apres=apres,
        distance_max_km=Decimal(5),
        eloignement=None if km is None else Eloignement(*bornes),
        **faits,
    )


def une_offre(notee: tuple[str, Condition] | None = None, **faits: Any) -> OffreAJuger:
    """Quatre personnes, un T4 de 75 m² dans la même commune, 25 % d'effort ; l'agent n'a encore rien dit."""
    notees = [notee[1] if notee and notee[0] == nom else AV for nom in CONDITIONS_13_BIS]
    offre = OffreAJuger(
        notees=notees,
        te_apres=Montant(Decimal(25)),
        te_max_pct=Decimal(30),
        lieu=un_lieu(),
        nb_personnes=4,
        typologie=Typologie.T4,
        surface=Decimal(75),
        au=date(2026, 6, 15),
    )
    return replace(offre, **faits)


def effort(te: str | None, **faits: Any) -> OffreAJuger:
    return une_offre(te_apres=Montant(None if te is None else Decimal(te), "APL inconnue"), **faits)


def a_loger(personnes: int | None, typologie: str | None, m2: str | None, **faits: Any) -> OffreAJuger:
    return une_offre(
        nb_personnes=personnes,
        typologie=typologie and Typologie(typologie),
        surface=None if m2 is None else Decimal(m2),
        **faits,
    )


def la_condition(nom: str, offre: OffreAJuger) -> ConditionJugee:
    return next(jugee for jugee in conditions(offre) if jugee.nom == nom)


LIGNES = [
    # État : la parole de l'agent, jamais un calcul.
    (ETAT, une_offre(), AV, "à dire par l’agent"),
    (ETAT, une_offre((ETAT, OUI)), OUI, "noté par l’agent : oui"),
    (ETAT, une_offre((ETAT, NON)), NON, "noté par l’agent : non"),
    # Besoins : NON si l'adaptation nécessaire manque et qu'on le sait ; jamais OUI sans l'agent.
    (BESOINS, une_offre(), AV, "à dire par l’agent"),
    (BESOINS, une_offre(adaptation_necessaire=False, adapte=False), AV, "à dire par l’agent"),
    (BESOINS, une_offre(adaptation_necessaire=False, adapte=True), AV, "à dire par l’agent"),
    (BESOINS, une_offre(adaptation_necessaire=None, adapte=False), AV, "à dire par l’agent"),
    (BESOINS, une_offre(adaptation_necessaire=True, adapte=False), NON, "adapté nécessaire"),
    (BESOINS, une_offre(adaptation_necessaire=True, adapte=None), AV, "NR"),
    (BESOINS, une_offre(adaptation_necessaire=True, adapte=True), AV, "oui"),
    (BESOINS, une_offre((BESOINS, OUI)), OUI, "noté par l’agent : oui"),
    (BESOINS, une_offre((BESOINS, OUI), adaptation_necessaire=True, adapte=False), OUI, "contre le calcul"),
    (BESOINS, une_offre((BESOINS, NON), adaptation_necessaire=True, adapte=False), NON, "noté par l’agent : non"),
    # Moyens : le taux d'effort d'après, au plus celui de la charte (30 %).
    (MOYENS, effort("25"), OUI, "25,00"),
    (MOYENS, effort("29.99"), OUI, "ne dépasse pas"),
    (MOYENS, effort("30"), OUI, "ne dépasse pas"),
    (MOYENS, effort("30.01"), NON, "30,01"),
    (MOYENS, effort("80"), NON, "dépasse"),
    (MOYENS, effort("0"), OUI, "0,00"),
    (MOYENS, effort("-3"), OUI, "ne dépasse pas"),
    (MOYENS, effort(None), AV, "APL inconnue"),
    (MOYENS, effort("31", te_max_pct=Decimal(35)), OUI, "35,00"),
    (MOYENS, effort("26", te_max_pct=Decimal(25)), NON, "25,00"),
    # Par palier de ressources : connu, on le nomme ; inconnu, seul un effort entre les deux seuils est à vérifier.
    (MOYENS, effort("26", te_max_pct=Decimal(25), palier="Q1"), NON, "palier « Q1 »"),
    (MOYENS, effort("25", te_max_pct=Decimal(25), te_max_au_plus=Decimal(30), palier="R inconnu"), OUI, "25,00"),
    (
        MOYENS,
        effort("26", te_max_pct=Decimal(25), te_max_au_plus=Decimal(30), palier="R inconnu"),
        AV,
        "R inconnu",
    ),
    (
        MOYENS,
        effort("30", te_max_pct=Decimal(25), te_max_au_plus=Decimal(30), palier="R inconnu"),
        AV,
        "R inconnu",
    ),
    (MOYENS, effort("31", te_max_pct=Decimal(25), te_max_au_plus=Decimal(30), palier="R inconnu"), NON, "30,00"),
    (MOYENS, effort("40", notees=[AV, AV, OUI, AV, AV]), OUI, "contre le calcul"),
    (MOYENS, effort("20", notees=[AV, AV, NON, AV, AV]), NON, "contre le calcul"),
    (MOYENS, effort(None, notees=[AV, AV, OUI, AV, AV]), OUI, "noté par l’agent : oui"),
    # Lieu : même commune, ou limitrophe à 5 km au plus.
    (LIEU, une_offre(), OUI, "même commune"),
    (LIEU, une_offre(lieu=un_lieu(km="5")), OUI, "même commune"),
    (LIEU, une_offre(lieu=un_lieu(km="5.1")), AV, "5,1"),
    (LIEU, une_offre(lieu=un_lieu(None)), AV, "inconnue"),
    (LIEU, une_offre(lieu=un_lieu(apres=None)), AV, "inconnue"),
    (LIEU, une_offre(lieu=un_lieu(apres="")), AV, "inconnue"),
    (LIEU, une_offre(lieu=un_lieu(None, None)), AV, "inconnue"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY)), AV, "limitrophe ou non"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, km="3")), AV, "limitrophe ou non"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, km="5.01")), NON, "plus que"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR)), AV, "distance inconnue"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km="5")), OUI, "limitrophe"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km="5.01")), NON, "plus que"),
    (LIEU, une_offre(lieu=un_lieu(apres="66008", limitrophes=AUTOUR, km="2")), NON, "ni limitrophe"),
    (LIEU, une_offre(lieu=un_lieu(apres="66008", limitrophes=AUTOUR)), NON, "ni limitrophe"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=frozenset())), NON, "ni limitrophe"),
    (LIEU, une_offre((LIEU, OUI), lieu=un_lieu(apres=CABESTANY, km="9")), OUI, "contre le calcul"),
    (LIEU, une_offre((LIEU, NON)), NON, "contre le calcul"),
    # Du contour du site : certain si les deux bords sont du même côté des 5 km, sinon à vérifier.
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km=("2.1", "3.4"))), OUI, "2,1 et 3,4"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km=("4", "5"))), OUI, "4 et 5"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km=("4.2", "5.6"))), AV, "4,2 et 5,6"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km=("5", "6"))), AV, "5 et 6"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, limitrophes=AUTOUR, km=("5.01", "6"))), NON, "5,01 et 6"),
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, km=("5.2", "6.5"))), NON, "plus que 5"),
    (LIEU, une_offre(lieu=un_lieu(apres="66008", limitrophes=AUTOUR, km=("0.2", "0.9"))), NON, "ni limitrophe"),
    (LIEU, une_offre(lieu=un_lieu(km=("0", "4.9"))), OUI, "même commune"),
    (LIEU, une_offre(lieu=un_lieu(km=("3", "6"))), AV, "entre 3 et 6"),
    # Arrondissements et cantons : le même ou un limitrophe, sans distance.
    (LIEU, une_offre(lieu=un_lieu(PARIS_18, PARIS_18)), OUI, "arrondissement"),
    (LIEU, une_offre(lieu=un_lieu(PARIS_18, PARIS_18, km="6")), OUI, "arrondissement"),
    (LIEU, une_offre(lieu=un_lieu(PARIS_18, PARIS_19)), AV, "limitrophe ou non"),
    (LIEU, une_offre(lieu=un_lieu(PARIS_18, PARIS_19, limitrophes=frozenset({PARIS_19}))), OUI, "limitrophe"),
    (
        LIEU,
        une_offre(lieu=un_lieu(PARIS_18, PARIS_19, limitrophes=frozenset({PARIS_19}), km="7")),
        OUI,
        "limitrophe",
    ),
    (LIEU, une_offre(lieu=un_lieu(PARIS_18, PARIS_7, limitrophes=frozenset({PARIS_19}))), NON, "ni limitrophe"),
    (LIEU, une_offre(lieu=un_lieu(PARIS, PARIS)), AV, "arrondissement à préciser"),
    (LIEU, une_offre(lieu=un_lieu(PARIS_18, PARIS)), AV, "arrondissement à préciser"),
    (LIEU, une_offre(lieu=un_lieu(MARSEILLE_3, MARSEILLE_3)), OUI, "arrondissement"),
    (LIEU, une_offre(lieu=un_lieu("6603", "6604", divisee=True)), AV, "canton"),
    (LIEU, une_offre(lieu=un_lieu(divisee=True)), AV, "canton à préciser"),  # la commune ne dit pas le canton
    (LIEU, une_offre(lieu=un_lieu(apres=CABESTANY, divisee=True, limitrophes=AUTOUR)), AV, "canton à préciser"),
    (LIEU, une_offre(lieu=un_lieu(apres="66008", divisee=True, limitrophes=AUTOUR)), NON, "ni limitrophe"),
    (LIEU, une_offre(lieu=un_lieu("6603", "6604", divisee=True, limitrophes=frozenset({"6604"}))), OUI, "canton"),
    # Occupation : ni plus d'une pièce de trop, ni moins que la surface de la norme.
    (OCCUPATION, une_offre(), OUI, "4 pièces pour 4 personnes"),
    (OCCUPATION, a_loger(3, "T4", "75"), OUI, "4 au plus"),
    (OCCUPATION, a_loger(2, "T4", "75"), NON, "sous-occupé"),
    (OCCUPATION, a_loger(1, "T2", "40"), OUI, "2 pièces"),
    (OCCUPATION, a_loger(1, "T3", "40"), NON, "sous-occupé"),
    (OCCUPATION, a_loger(1, "T1", "8.99"), NON, "suroccupé"),
    (OCCUPATION, a_loger(1, "T1", "9"), OUI, "9 m²"),
    (OCCUPATION, a_loger(5, "T4", "42.99"), NON, "suroccupé"),
    (OCCUPATION, a_loger(5, "T4", "43"), OUI, "43"),
    (OCCUPATION, a_loger(8, "T5", "69.99"), NON, "suroccupé"),
    (OCCUPATION, a_loger(10, "T5", "70"), OUI, "70"),
    (OCCUPATION, a_loger(4, "T4", None), AV, "surface inconnue"),
    (OCCUPATION, a_loger(4, None, "75"), AV, "pièces habitables inconnu"),
    (OCCUPATION, a_loger(4, None, "75", pieces=6), NON, "sous-occupé"),
    (OCCUPATION, a_loger(4, "T5", "95", pieces=6), NON, "6 pièces"),  # les pièces comptées l'emportent
    (OCCUPATION, a_loger(5, "T6+", "120"), AV, "à préciser"),
    (OCCUPATION, a_loger(None, "T4", "75"), AV, "nombre de personnes inconnu"),
    (OCCUPATION, a_loger(0, "T4", "75"), AV, "au moins une personne"),
    (OCCUPATION, a_loger(2, "T4", "75", notees=[AV, AV, AV, AV, OUI]), OUI, "sous-occupé"),
]


@pytest.mark.parametrize(("nom", "offre", "valeur", "mot"), LIGNES)
def test_chaque_condition_se_juge_et_dit_pourquoi(
    nom: str, offre: OffreAJuger, valeur: Condition, mot: str
) -> None:
    jugee = la_condition(nom, offre)

    assert jugee.valeur is valeur
    assert mot in jugee.motif
    assert "1948" in jugee.texte or "CCH" in jugee.texte


def test_la_table_a_au_moins_soixante_lignes() -> None:
    assert len(LIGNES) >= 60
    assert {nom for nom, *_ in LIGNES} == set(CONDITIONS_13_BIS)


@pytest.mark.parametrize("nom", CONDITIONS_13_BIS)
@pytest.mark.parametrize("notee", [OUI, NON])
def test_la_reponse_de_l_agent_l_emporte_sur_le_calcul_qui_reste_lisible(nom: str, notee: Condition) -> None:
    jugee = la_condition(nom, une_offre((nom, notee)))

    assert jugee.valeur is notee
    assert jugee.proposee is la_condition(nom, une_offre()).valeur
    assert ("contre le calcul" in jugee.motif) == (jugee.proposee not in (notee, AV))


def test_les_conditions_sont_dans_l_ordre_de_la_loi() -> None:
    assert tuple(jugee.nom for jugee in conditions(une_offre())) == CONDITIONS_13_BIS
