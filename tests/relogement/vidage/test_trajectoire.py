"""La trajectoire, le rythme et les scénarios, contre des calculs faits à la main."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import StatutLogement
from relogement.vidage import dits
from relogement.vidage.lignes import Immeuble, OffreLue
from relogement.vidage.scenarios import acceptation, au_rythme_actuel, au_rythme_choisi, avec_des_logements
from relogement.vidage.tableau import tableau
from relogement.vidage.trajectoire import Trajectoire, departs, trajectoire
from tests.relogement.vidage.immeubles import AU, un_dossier, un_immeuble, un_logement

HIER = AU - timedelta(days=1)


def un_chantier(
    vides: int, restants: int, offres: tuple[OffreLue, ...] = (), **operation: date | None
) -> Immeuble:
    """Tant de logements vidés, un par semaine jusqu'à hier, et tant qui restent."""
    logements = [un_logement(n) for n in range(1, vides + restants + 1)]
    dossiers = [
        un_dossier(n, libere_le=HIER - timedelta(days=7 * (vides - n)) if n <= vides else None)
        for n in range(1, vides + restants + 1)
    ]
    return un_immeuble(logements, dossiers, offres, **operation)


def vu_de(immeuble: Immeuble, au: date = AU) -> Trajectoire:
    return trajectoire(immeuble, departs(immeuble), au)


def test_les_occupes_baissent_d_un_a_chaque_depart() -> None:
    vu = vu_de(un_chantier(2, 3))

    # Concertation le 01/01/2025 : cinq occupés, puis un départ le 12/11, un autre le 19.
    assert vu.points == (
        (date(2025, 1, 1), 5), (date(2026, 11, 12), 4), (date(2026, 11, 19), 3), (AU, 3),
    )  # fmt: skip


def test_vu_d_un_jour_passe_rien_de_ce_qui_est_venu_apres_ne_compte() -> None:
    vu = vu_de(un_chantier(20, 3), date(2026, 11, 12))

    assert vu.points[-1] == (date(2026, 11, 12), 4)
    assert vu.rythme.entres == 19


def test_les_vacants_n_ont_pas_de_date_et_ne_font_pas_un_rythme() -> None:
    logements = [un_logement(n, statut=StatutLogement.VACANT) for n in range(1, 13)] + [un_logement(20)]
    vu = vu_de(un_immeuble(logements, [un_dossier(20)]))

    assert vu.points[0][1] == vu.points[-1][1] == 1
    assert vu.rythme.entres == 0
    assert vu.refus.startswith("Pas de prévision\u00a0: 0 logement vidé")


def test_le_rythme_par_semaine_et_celui_qu_il_faut() -> None:
    """26 départs en 365 jours : 26 × 7 / 365 = 0,4986 ; 23 à vider en 161 jours : 23 × 7 / 161 = 1."""
    vu = vu_de(un_chantier(26, 23))

    assert vu.par_semaine == pytest.approx(0.4986, abs=1e-4)
    assert vu.il_en_faut == pytest.approx(1.0)
    assert (dits.par_semaine(vu), dits.il_en_faut(vu)) == ("0,5", "il en faut 1,0")


def test_l_observation_ne_remonte_pas_avant_l_operation() -> None:
    """Commencée il y a 70 jours, dix départs : un par semaine, et non dix en un an."""
    vu = vu_de(un_chantier(10, 5, concertation_le=AU - timedelta(days=70)))

    assert vu.par_semaine == pytest.approx(1.0)
    assert vu.fin is not None and vu.fin.attendue == AU + timedelta(days=35)  # 5 logements, un par semaine


def test_la_fin_attendue_prolonge_le_rythme_et_dit_le_retard() -> None:
    """27 à vider, 26 vidés en 365 jours : 27 × 365 / 26 = 379,04, soit 380 jours ; la cible est dans 161."""
    vu = vu_de(un_chantier(26, 27))

    assert vu.fin is not None and vu.fin.attendue == AU + timedelta(days=380)
    assert vu.retard == 380 - 161
    assert dits.retard_dit(vu.retard) == "219 jours trop tard"
    assert vu.fin.au_plus_tard is not None
    assert vu.fin.au_plus_tot < vu.fin.attendue < vu.fin.au_plus_tard


def test_les_dates_absentes_ou_passees_se_disent() -> None:
    sans = un_chantier(26, 3, vide_le=None, demolition_le=None)
    passee = un_chantier(26, 3, vide_le=date(2026, 11, 17), demolition_le=date(2026, 11, 20))

    assert (dits.marge(tableau(sans, AU).jours_restants), dits.il_en_faut(vu_de(sans))) == (
        "non fixée", "date cible non fixée",
    )  # fmt: skip
    assert dits.demolition(tableau(sans, AU)) == "démolition non datée"
    assert vu_de(sans).retard is None
    assert (dits.marge(tableau(passee, AU).jours_restants), dits.il_en_faut(vu_de(passee))) == (
        "passée de 3 jours", "date cible passée",
    )  # fmt: skip
    assert dits.demolition(tableau(passee, AU)) == "démolition le 20/11/2026, aujourd’hui"


def test_trop_peu_de_departs_ne_font_pas_une_prevision() -> None:
    assert "9 logements vidés en 12 mois, il en faut 10" in vu_de(un_chantier(9, 3)).refus
    assert vu_de(un_chantier(10, 3)).refus == ""
    assert vu_de(un_chantier(10, 0)).refus == "Tous les logements sont vides."


def test_au_rythme_choisi_le_reste_se_divise() -> None:
    """27 logements à 3 par mois : 9 mois, soit 9 × 30,436875 = 273,93 jours."""
    immeuble = un_chantier(0, 27)

    choisi = au_rythme_choisi(vu_de(immeuble), immeuble, Decimal(3))

    assert choisi.fin is not None and choisi.fin.attendue == AU + timedelta(days=274)
    # Byar à 90 % : 27 départs valent de 19,06 à 37,29 ; à 3 par mois, 193,4 et 378,4 jours.
    assert (choisi.fin.au_plus_tot - AU).days == pytest.approx(194, abs=1)
    assert choisi.fin.au_plus_tard is not None
    assert (choisi.fin.au_plus_tard - AU).days == pytest.approx(379, abs=1)


@pytest.mark.parametrize("faux", [Decimal(0), Decimal(-2), Decimal(5000)])
def test_un_rythme_impossible_se_refuse_d_une_phrase(faux: Decimal) -> None:
    immeuble = un_chantier(0, 27)

    with pytest.raises(ErreurMetier, match="plus grand que zéro"):
        au_rythme_choisi(vu_de(immeuble), immeuble, faux)


def une_offre(*, acceptee: bool, repondue_le: date = date(2026, 3, 1)) -> OffreLue:
    entree = date(2026, 4, 12) if acceptee else None
    return OffreLue(acceptee, date(2026, 2, 21), repondue_le, entree)


OFFRES = (*[une_offre(acceptee=True)] * 30, *[une_offre(acceptee=False)] * 20)


def test_des_logements_offerts_en_plus_avancent_la_fin() -> None:
    """30 offres sur 50 : (30,5 / 51) × 10 = 5,98 acceptés parmi dix logements offerts."""
    immeuble = un_chantier(26, 27, OFFRES)
    vue = vu_de(immeuble)

    offerts = avec_des_logements(vue, immeuble, 10)

    assert offerts.vides is not None and offerts.vides[0] == 6
    assert offerts.restants == 21
    # 21 logements au rythme de 26 en 365 jours : 294,8 jours.
    assert offerts.fin is not None and offerts.fin.attendue == AU + timedelta(days=295)
    rythme = au_rythme_actuel(vue)
    assert rythme.fin is not None and offerts.fin.attendue < rythme.fin.attendue
    assert "6 logements vidés en plus, entre " in dits.vides_dits(offerts)


def test_l_acceptation_se_lit_dans_les_offres_deja_repondues() -> None:
    tardive = une_offre(acceptee=True, repondue_le=date(2026, 12, 1))
    connue = acceptation(un_chantier(0, 1, (*OFFRES, tardive)), AU)

    assert (connue.acceptees, connue.refusees, connue.jours) == (30, 20, 50)  # du 21/02 au 12/04
    assert dits.acceptation_dite(connue) == (
        "30 offres acceptées sur 50 répondues\u202f; 50 jours de l’offre à l’entrée"
    )


def test_sans_offre_repondue_on_ne_dit_rien_des_logements_offerts() -> None:
    immeuble = un_chantier(26, 27)

    assert avec_des_logements(vu_de(immeuble), immeuble, 10).refus == (
        "Aucune offre de l’opération n’a encore eu de réponse."
    )
    with pytest.raises(ErreurMetier, match="au moins 1"):
        avec_des_logements(vu_de(immeuble), immeuble, 0)


@given(st.integers(10, 60), st.integers(1, 60), st.integers(1, 80), st.integers(1, 20))
def test_l_intervalle_entoure_toujours_la_date_attendue(
    vides: int, restants: int, offerts: int, mois: int
) -> None:
    immeuble = un_chantier(vides, restants, OFFRES)
    vue = vu_de(immeuble)
    scenarios = (
        au_rythme_actuel(vue),
        avec_des_logements(vue, immeuble, offerts),
        au_rythme_choisi(vue, immeuble, Decimal(mois)),
    )

    for scenario in scenarios:
        if scenario.fin is not None:
            assert AU <= scenario.fin.au_plus_tot <= scenario.fin.attendue
            assert scenario.fin.au_plus_tard is None or scenario.fin.attendue <= scenario.fin.au_plus_tard
        if scenario.vides is not None:
            attendus, moins, plus = scenario.vides
            assert 0 <= moins <= attendus <= plus <= min(offerts, restants)
