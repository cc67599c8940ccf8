"""Si une offre jugée compte parmi les trois, celle qui fait perdre le droit, et le silence proposé à l'agent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.nomenclatures import Condition, Critere, Recevable, Regime, Reponse
from relogement.regles.decheance import droit_au_maintien
from relogement.regles.montants import Montant
from relogement.regles.offres_comptees import compte, droit_epuise
from relogement.regles.validite_offre_compte import juger, nb_comptees
from relogement.regles.validite_offre_silence import reponse_proposee
from tests.relogement.regles.test_validite_offre import une_offre as une_offre_a_juger

OUI, NON, AV = Condition.OUI, Condition.NON, Condition.A_VERIFIER
AGENT_A_DIT_OUI = [OUI, OUI, AV, AV, AV]  # l'état et les besoins ; le reste se calcule


@dataclass(frozen=True)
class UneOffre:
    """Une offre qui compte ; chaque cas retire ce qu'il éprouve."""

    notifiee_le: date | None = date(2026, 1, 5)
    preuve: str | None = "AR n° 1"
    limite_le: date | None = date(2026, 2, 4)
    reponse: Reponse = Reponse.REFUS
    motif_recevable: Recevable | None = Recevable.NON
    conditions: tuple[Condition, ...] = (OUI,) * 5
    specialement_concu: bool = False


def des_faits(**faits: Any) -> Any:
    return une_offre_a_juger(**({"notees": AGENT_A_DIT_OUI} | faits))


TROP_CHER = Montant(Decimal("34.5"))
SANS_APL = Montant(None, "APL inconnue")


@pytest.mark.parametrize(
    ("offre", "faits", "compte_dit", "mot", "comptera_dit"),
    [
        (UneOffre(), {}, "OUI", "non recevable", "OUI"),
        (UneOffre(reponse=Reponse.SILENCE, motif_recevable=None), {}, "OUI", "sans réponse", "OUI"),
        (UneOffre(reponse=Reponse.EN_COURS, motif_recevable=None), {}, "NR", "réponse attendue", "OUI"),
        (UneOffre(reponse=Reponse.ACCORD, motif_recevable=None), {}, "NON", "acceptée", "OUI"),
        (UneOffre(reponse=Reponse.RETIREE, motif_recevable=None), {}, "NON", "retirée", "OUI"),
        (UneOffre(motif_recevable=Recevable.OUI), {}, "NON", "recevable selon la charte", "NR"),
        (UneOffre(motif_recevable=Recevable.A_EXAMINER), {}, "NR", "examiner", "NR"),
        (UneOffre(preuve=None), {}, "NR", "sans preuve", "NR"),
        (UneOffre(preuve=""), {}, "NR", "sans preuve", "NR"),
        (UneOffre(notifiee_le=None), {}, "NR", "sans date", "NR"),
        # Les conditions calculées décident tant que l'agent ne dit pas le contraire.
        (UneOffre(), {"te_apres": TROP_CHER}, "NON", "34,50", "NON"),
        (UneOffre(), {"te_apres": SANS_APL}, "NR", "APL inconnue", "NR"),
        (UneOffre(), {"te_apres": SANS_APL, "nb_personnes": 1}, "NON", "sous-occupé", "NON"),
        (UneOffre(), {"notees": [AV] * 5}, "NR", "bon état et hygiène (", "NR"),
        (UneOffre(), {"notees": [OUI, OUI, OUI, AV, AV], "te_apres": TROP_CHER}, "OUI", "non recevable", "OUI"),
        (UneOffre(), {"notees": [NON, OUI, AV, AV, AV]}, "NON", "noté par l’agent : non", "NON"),
        (UneOffre(preuve=None), {"te_apres": TROP_CHER}, "NON", "adapté aux moyens", "NON"),
        (UneOffre(reponse=Reponse.SILENCE), {"te_apres": TROP_CHER}, "NON", "adapté aux moyens", "NON"),
        (UneOffre(), {"adaptation_necessaire": True, "adapte": False, "notees": [OUI, AV, AV, AV, AV]}, "NON",
         "adapté aux besoins", "NON"),
    ],
)  # fmt: skip
def test_une_offre_compte_ou_non_et_la_condition_qui_decide_est_nommee(
    offre: UneOffre, faits: dict[str, Any], compte_dit: str, mot: str, comptera_dit: str
) -> None:
    jugee = juger(offre, des_faits(**faits))

    assert (jugee.compte.valeur, jugee.comptera.valeur) == (compte_dit, comptera_dit)
    assert mot in jugee.compte.motif
    assert "13 bis" in jugee.texte and "L. 442-6" in jugee.texte


def test_le_compte_est_celui_des_offres_qui_comptent() -> None:
    jugees = [juger(UneOffre(), des_faits(**f)) for f in ({}, {"te_apres": TROP_CHER}, {}, {"notees": [AV] * 5})]

    assert nb_comptees(jugees) == 2


def notifiees(*jours: date, **faits: Any) -> list[UneOffre]:
    return [UneOffre(notifiee_le=le, **faits) for le in jours]


JANVIER, MARS, AOUT = date(2026, 1, 5), date(2026, 3, 10), date(2026, 8, 31)


def test_la_decheance_est_six_mois_apres_la_troisieme_notification_sans_report() -> None:
    droit = droit_au_maintien(notifiees(AOUT, JANVIER, MARS), nb_offres=3)  # dans le désordre

    assert (droit.comptees, droit.requises, droit.epuise, droit.decisive_le) == (3, 3, True, AOUT)
    assert droit.dechu_le == date(2027, 2, 28)  # un dimanche : ce n'est pas un délai pour agir
    assert not droit.est_dechu(date(2027, 2, 27))
    assert droit.est_dechu(date(2027, 2, 28))
    assert "28/02/2027" in droit.motif and "L. 442-6" in droit.texte


def test_une_quatrieme_offre_ne_recule_pas_la_decheance() -> None:
    droit = droit_au_maintien(notifiees(JANVIER, MARS, AOUT, date(2026, 10, 1)), nb_offres=3)

    assert droit.dechu_le == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("troisieme", "dechu_le"),
    [
        (date(2026, 5, 31), date(2026, 11, 30)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2026, 8, 29), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 11, 1), date(2027, 5, 1)),  # la fête du Travail ne reporte rien
    ],
)
def test_six_mois_finissent_au_meme_quantieme_ou_en_fin_de_mois(troisieme: date, dechu_le: date) -> None:
    offres = notifiees(date(2026, 1, 5), date(2026, 1, 6), troisieme)

    assert droit_au_maintien(offres, nb_offres=3).dechu_le == dechu_le


@pytest.mark.parametrize(
    "ecartee",
    [
        {"preuve": None},
        {"motif_recevable": Recevable.OUI},
        {"reponse": Reponse.EN_COURS},
        {"conditions": (OUI, OUI, NON, OUI, OUI)},
        {"conditions": (OUI, OUI, AV, OUI, OUI)},
    ],
)
def test_une_offre_qui_ne_compte_pas_ne_fait_pas_perdre_le_droit(ecartee: dict[str, Any]) -> None:
    droit = droit_au_maintien([*notifiees(JANVIER, MARS), UneOffre(notifiee_le=AOUT, **ecartee)], nb_offres=3)

    assert (droit.comptees, droit.epuise, droit.dechu_le) == (2, False, None)
    assert "demeure" in droit.motif


def test_un_logement_concu_pour_la_personne_suffit_seul() -> None:
    droit = droit_au_maintien(notifiees(JANVIER, specialement_concu=True), nb_offres=3)

    assert (droit.comptees, droit.decisive_le, droit.dechu_le) == (1, JANVIER, date(2026, 7, 5))
    assert "spécialement conçu" in droit.motif


def test_la_plus_tot_des_deux_voies_l_emporte() -> None:
    tard = UneOffre(notifiee_le=date(2026, 9, 1), specialement_concu=True)

    assert droit_au_maintien([*notifiees(JANVIER, MARS, AOUT), tard], nb_offres=3).decisive_le == AOUT


def test_en_amenagement_deux_propositions_suffisent_et_aucune_decheance_n_est_datee() -> None:
    regime = Regime.AMENAGEMENT_2_PROPOSITIONS

    une, deux = (
        droit_au_maintien(notifiees(*d), nb_offres=3, regime=regime) for d in ([JANVIER], [JANVIER, MARS])
    )

    assert (une.epuise, une.requises) == (False, 2)
    assert (deux.epuise, deux.decisive_le, deux.dechu_le) == (True, MARS, None)
    assert not deux.est_dechu(date(2050, 1, 1))
    assert "L. 314-2" in deux.texte


def test_en_amenagement_un_logement_concu_pour_la_personne_ne_suffit_pas_seul() -> None:
    offres = notifiees(JANVIER, specialement_concu=True)

    assert not droit_au_maintien(offres, nb_offres=3, regime=Regime.AMENAGEMENT_2_PROPOSITIONS).epuise


def test_sans_offre_le_droit_demeure() -> None:
    droit = droit_au_maintien([], nb_offres=3)

    assert (droit.comptees, droit.epuise, droit.dechu_le) == (0, False, None)


EN_ATTENTE = UneOffre(reponse=Reponse.EN_COURS, motif_recevable=None)


def test_le_silence_se_propose_le_lendemain_de_la_limite_et_ne_change_rien() -> None:
    assert reponse_proposee(EN_ATTENTE, au=date(2026, 2, 4)) is None
    proposee = reponse_proposee(EN_ATTENTE, au=date(2026, 2, 5))

    assert proposee is not None
    assert (proposee.reponse, proposee.le) == (Reponse.SILENCE, date(2026, 2, 5))
    assert proposee.comptera.valeur is Critere.OUI
    assert "04/02/2026" in proposee.motif
    assert EN_ATTENTE.reponse is Reponse.EN_COURS


def test_un_silence_propose_sans_preuve_dit_que_l_offre_ne_compterait_pas_encore() -> None:
    proposee = reponse_proposee(replace(EN_ATTENTE, preuve=None), au=date(2026, 3, 1))

    assert proposee is not None
    assert proposee.comptera.valeur is Critere.NR and "preuve" in proposee.comptera.motif


@pytest.mark.parametrize(
    "faits",
    [
        {"notifiee_le": None},
        {"limite_le": None},
        *({"reponse": r} for r in Reponse if r is not Reponse.EN_COURS),
    ],
)
def test_rien_n_est_propose_sans_delai_qui_court_ni_apres_une_reponse(faits: dict[str, Any]) -> None:
    assert reponse_proposee(replace(EN_ATTENTE, **faits), au=date(2030, 1, 1)) is None


OFFRES: Any = st.lists(
    st.builds(
        UneOffre,
        notifiee_le=st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2028, 12, 31))),
        preuve=st.sampled_from([None, "", "AR"]),
        reponse=st.sampled_from(list(Reponse)),
        motif_recevable=st.one_of(st.none(), st.sampled_from(list(Recevable))),
        conditions=st.tuples(*[st.sampled_from([OUI, OUI, OUI, AV, NON])] * 5),
        specialement_concu=st.booleans(),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(offres=OFFRES, laquelle=st.integers(0, 5))
def test_une_preuve_ajoutee_ne_baisse_pas_le_compte_et_n_eloigne_pas_la_decheance(
    offres: list[UneOffre], laquelle: int
) -> None:
    avec = [replace(o, preuve="AR n° 2") if i == laquelle else o for i, o in enumerate(offres)]

    avant, apres = (droit_au_maintien(o, nb_offres=3) for o in (offres, avec))

    assert apres.comptees >= avant.comptees
    assert avant.dechu_le is None or (apres.dechu_le is not None and apres.dechu_le <= avant.dechu_le)


@settings(deadline=None)
@given(offres=OFFRES)
def test_le_droit_s_epuise_comme_le_dit_le_compte(offres: list[UneOffre]) -> None:
    droit = droit_au_maintien(offres, nb_offres=3)

    assert droit.epuise == droit_epuise(offres, nb_offres=3)
    assert droit.comptees == sum(compte(o).valeur is Critere.OUI for o in offres)
    assert droit.epuise == (droit.dechu_le is not None)
    assert droit.dechu_le is None or timedelta(days=180) <= droit.dechu_le - (droit.decisive_le or date.max)


@settings(deadline=None)
@given(
    notees=st.lists(st.sampled_from([OUI, NON, AV]), min_size=5, max_size=5),
    te=st.one_of(st.none(), st.decimals(0, 100, places=2)),
    laquelle=st.integers(0, 4),
)
def test_un_oui_de_l_agent_ne_fait_jamais_perdre_le_compte(
    notees: list[Condition], te: Decimal | None, laquelle: int
) -> None:
    rang = {Critere.NON: 0, Critere.NR: 1, Critere.OUI: 2}
    avec = [OUI if i == laquelle else n for i, n in enumerate(notees)]

    avant, apres = (juger(UneOffre(), des_faits(notees=n, te_apres=Montant(te, "NR"))) for n in (notees, avec))

    assert rang[apres.compte.valeur] >= rang[avant.compte.valeur]
    assert all(jugee.motif for jugee in apres.jugees)
