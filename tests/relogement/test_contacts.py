"""Un contact en une ligne : le canal, le jour, ce qui s'est dit, la suite et sa date ; rien ne se perd."""

import re
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.contacts import Precisions, lire_contact, noter_un_contact, relecture
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Canal
from relogement.rapprochement import sans_accents
from tests.fabrique import un_menage

AU = date(2026, 11, 20)  # un vendredi
MAINTENANT = datetime(2026, 11, 20, 10, 12)  # noqa: DTZ001 — l'heure du poste


@pytest.mark.parametrize(
    ("ligne", "canal", "le", "heure"),
    [
        ("Appel : la CAF ne répond pas", Canal.TELEPHONE, AU, None),
        ("la CAF ne répond pas", Canal.TELEPHONE, AU, None),
        ("appel 12/11 : rappeler la CAF", Canal.TELEPHONE, date(2026, 11, 12), None),
        ("SMS hier : rappel de la visite", Canal.SMS, date(2026, 11, 19), None),
        ("hier courriel du bailleur", Canal.COURRIEL, date(2026, 11, 19), None),
        ("Visite du 12/11 14h30 : logement vu", Canal.VISITE, date(2026, 11, 12), time(14, 30)),
        ("rdv lundi 9h : pièces reçues", Canal.RENDEZ_VOUS, date(2026, 11, 16), time(9)),
        ("Rendez-vous avant-hier : signature", Canal.RENDEZ_VOUS, date(2026, 11, 18), None),
        ("Courrier du 3 novembre : refus écrit", Canal.COURRIER, date(2026, 11, 3), None),
        ("tél. 25/12 : vœux", Canal.TELEPHONE, date(2025, 12, 25), None),  # le dernier Noël déjà passé
        ("Appel 02/01/26 : absent", Canal.TELEPHONE, date(2026, 1, 2), None),
        ("Appel : elle viendra le 12/11", Canal.TELEPHONE, AU, None),  # une date au milieu ne date pas le contact
        ("Appel 31/11 : date impossible", Canal.TELEPHONE, AU, None),
    ],
)
def test_le_debut_de_la_ligne_dit_le_canal_et_le_jour(
    ligne: str, canal: Canal, le: date, heure: time | None
) -> None:
    lu = lire_contact(ligne, AU)

    assert (lu.canal, lu.le, lu.heure) == (canal, le, heure)
    assert (lu.objet, lu.suite) == (ligne, None)


@pytest.mark.parametrize(
    ("suite", "texte", "le"),
    [
        ("relancer la CAF le 25/11", "relancer la CAF", date(2026, 11, 25)),
        ("relancer la CAF mer. 25/11", "relancer la CAF", date(2026, 11, 25)),
        ("relancer la CAF mercredi", "relancer la CAF", date(2026, 11, 25)),
        ("rappeler vendredi", "rappeler", date(2026, 11, 27)),  # aujourd'hui est vendredi : le prochain
        ("rappeler demain", "rappeler", date(2026, 11, 21)),
        ("le 05/01 vérifier le compte", "vérifier le compte", date(2027, 1, 5)),
        ("avis d’imposition avant le 26/11", "avis d’imposition", date(2026, 11, 26)),
        ("un T4 dans 15 jours", "un T4", date(2026, 12, 5)),
        ("relancer dans deux semaines", "relancer", date(2026, 12, 4)),
        ("relancer dans un mois", "relancer", date(2026, 12, 20)),
        ("réponse sous huitaine", "réponse", date(2026, 11, 28)),
        ("relancer le 3 décembre 2026", "relancer", date(2026, 12, 3)),
        ("relancer le 1er mars", "relancer", date(2027, 3, 1)),
        ("si rien au 12/12, écrire au bailleur", "si rien au 12/12, écrire au bailleur", date(2026, 12, 12)),
        ("relancer la CAF", "relancer la CAF", None),
        ("rappeler le 31/11", "rappeler le 31/11", None),
        ("25/11", "Revenir vers le ménage", date(2026, 11, 25)),
    ],
)
@pytest.mark.parametrize("fleche", ["->", "→", "=>", "suite :"])
def test_apres_la_fleche_vient_la_suite_et_sa_date(suite: str, texte: str, le: date | None, fleche: str) -> None:
    lu = lire_contact(f"Appel : la CAF ne répond pas {fleche} {suite}", AU)

    assert (lu.objet, lu.suite, lu.suite_le) == ("Appel : la CAF ne répond pas", texte, le)


def test_la_ligne_se_relit_sous_le_champ() -> None:
    lu = lire_contact("Appel : la CAF ne répond pas -> relancer la CAF mercredi", AU)

    assert relecture(lu, AU) == "Appel · aujourd’hui · suite\u00a0: relancer la CAF, mer. 25/11/2026"


def test_une_suite_sans_date_se_dit_sans_date() -> None:
    assert (
        relecture(lire_contact("SMS hier -> rappeler", AU), AU) == "SMS · hier · suite\u00a0: rappeler, sans date"
    )


def test_une_date_impossible_se_dit_et_reste_dans_le_texte() -> None:
    lu = lire_contact("Appel -> rappeler le 31/11", AU)

    assert lu.suite == "rappeler le 31/11"
    assert "31/11\u00a0» n’est pas une date" in relecture(lu, AU)


def test_ce_qui_est_dit_dans_les_champs_l_emporte_sans_effacer_la_ligne() -> None:
    precis = Precisions(Canal.SMS, date(2026, 11, 18), "relancer la CAF", date(2026, 11, 30))

    lu = lire_contact("appel 12/11 : CAF -> rappeler demain", AU, precis)

    assert (lu.canal, lu.le, lu.suite, lu.suite_le) == (
        Canal.SMS, date(2026, 11, 18), "relancer la CAF ; rappeler", date(2026, 11, 30)
    )  # fmt: skip


def test_une_date_pour_la_suite_sans_ses_mots_donne_une_suite() -> None:
    lu = lire_contact("Appel : absente", AU, Precisions(suite_le=date(2026, 11, 24)))

    assert (lu.suite, lu.suite_le) == ("Revenir vers le ménage", date(2026, 11, 24))


def test_un_contact_du_jour_garde_l_heure_du_poste_un_autre_n_en_invente_pas() -> None:
    menage = un_menage()

    aujourdhui = noter_un_contact(menage, "Appel : absente", MAINTENANT)
    hier = noter_un_contact(menage, "Appel hier : absente", MAINTENANT)
    dit = noter_un_contact(menage, "Appel hier 9h15 : absente", MAINTENANT)

    assert aujourdhui.le == MAINTENANT
    assert hier.le == datetime(2026, 11, 19)  # noqa: DTZ001
    assert dit.le == datetime(2026, 11, 19, 9, 15)  # noqa: DTZ001


def test_un_contact_a_venir_est_refuse_avec_ce_qu_il_faut_faire() -> None:
    with pytest.raises(ErreurMetier, match="->"):
        noter_un_contact(un_menage(), "RDV 25/12/2026 : signature", MAINTENANT)


def test_une_ligne_vide_est_refusee() -> None:
    with pytest.raises(ErreurMetier):
        noter_un_contact(un_menage(), "   ", MAINTENANT)


MOTS = st.sampled_from(
    ["appel", "SMS", "12/11", "31/02", "hier", "lundi", "le", "->", "→", "suite :", "CAF", "demain", "14h30",
     "rdv", "dans", "15 jours", "avant", "25/11/2026", "é", ":", "1er mars", "relancer", "99/99", "œuvre"]
)  # fmt: skip


@given(st.lists(MOTS, min_size=1, max_size=12).map(" ".join))
def test_rien_de_ce_qui_est_ecrit_ne_se_perd(ligne: str) -> None:
    """Chaque mot est dans l'objet, dans la suite, ou c'est lui que dit la date."""
    lu = lire_contact(ligne, AU)
    gardes = sans_accents(f"{lu.objet} {lu.suite or ''}").split()
    date_dite = {
        "le",
        "avant",
        "dans",
        "15",
        "jours",
        "demain",
        "lundi",
        "hier",
        "12",
        "11",
        "25",
        "2026",
        "1er",
        "mars",
    }

    for mot in sans_accents(re.sub(r"suite :", " ", ligne)).split():
        assert mot in gardes or (mot in date_dite and lu.suite_le is not None)


@given(st.text(max_size=80))
def test_n_importe_quel_texte_se_lit_sans_planter_et_se_garde(texte: str) -> None:
    lu = lire_contact(texte, AU)

    if texte.strip():
        assert lu.objet or lu.suite
    assert lu.le <= AU or "/" in texte or re.search(r"\d{4}", texte)
