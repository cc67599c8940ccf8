"""Le plan d'une opération : qui reste, à quelle cadence, et rien qui désigne un ménage."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.documents.plan.document import cadence_dite
from relogement.documents.plan.donnees import DossierDuPlan, LogementDuPlan, OperationDuPlan, Plan, plan
from relogement.documents.plan.secret import TU, montre
from relogement.nomenclatures import Etat, StatutLogement, TypeDossier, Typologie

AU = date(2026, 11, 20)


def un_dossier(**champs: object) -> DossierDuPlan:
    valeurs = {"type": TypeDossier.TITULAIRE, "etat": Etat.RECHERCHE} | champs
    return DossierDuPlan(**valeurs)  # type: ignore[arg-type]


def un_plan(*dossiers: DossierDuPlan, logements: tuple[LogementDuPlan, ...] = (), **dates: date) -> Plan:
    operation = OperationDuPlan("AC", "Acacias", "Démolition", None, 60, None, dates.get("vide_le"), None)
    return plan(operation, dossiers, logements, au=AU)


def test_ceux_qui_sont_partis_ou_deja_reloges_ne_sont_plus_a_reloger() -> None:
    vu = un_plan(
        un_dossier(), un_dossier(sorti=True), un_dossier(etat=Etat.SUIVI, entree_le=date(2026, 3, 1)),
        un_dossier(etat=Etat.BAIL, entree_le=date(2026, 12, 1)),
    )  # fmt: skip

    assert vu.restants == 2
    assert vu.cadence.faits_en_un_an == 1


def test_les_besoins_se_comptent_par_type_souhaite_avec_leurs_medianes() -> None:
    couts = ((Decimal(400), Decimal(100)), (Decimal(500), Decimal(200)))
    en_t3 = [un_dossier(souhait=Typologie.T3, cout_av=cout, rac_av=rac) for cout, rac in couts]
    vu = un_plan(*en_t3, un_dossier(souhait=Typologie.T3), un_dossier())

    t3, inconnu = [b for b in vu.besoins if b.menages]
    assert (t3.typologie, t3.menages, t3.cout_median, t3.rac_median) == (Typologie.T3, 3, 450, 150)
    assert (inconnu.typologie, inconnu.menages, inconnu.cout_median) == (None, 1, None)


def test_une_cage_compte_ses_vides_ses_occupes_et_ceux_qu_on_ne_suit_pas() -> None:
    loue, vacant = StatutLogement.LOUE, StatutLogement.VACANT
    logements = (
        LogementDuPlan("A", loue, date(2026, 11, 1), True), LogementDuPlan("A", loue, date(2026, 12, 1), True),
        LogementDuPlan("A", vacant), LogementDuPlan("A", loue), LogementDuPlan("A", StatutLogement.ANNEXE),
    )  # fmt: skip

    (cage,) = un_plan(logements=logements).cages

    assert (cage.logements, cage.vides, cage.occupes, cage.inconnus) == (4, 2, 1, 1)


def test_la_cadence_dit_ce_qu_il_faut_et_ce_qui_s_est_fait() -> None:
    # 12 ménages, du 20/11/2026 au 20/05/2027 : 181 jours, 5,95 mois, 2,02 par mois
    vu = un_plan(*[un_dossier()] * 12, *[un_dossier(entree_le=date(2026, 6, 1))] * 6, vide_le=date(2027, 5, 20))

    assert cadence_dite(vu) == [
        "En douze mois, 6 relogements (0,50 par mois).",
        "Il reste 12 ménages et 6 mois : il en faut 2,02 par mois.",
        "Au rythme des douze derniers mois, il en faudrait 24 (estimation).",
    ]


@pytest.mark.parametrize(
    ("vide_le", "attendu"), [(date(2026, 1, 1), "La date cible est passée"), (None, "n’est pas connue")]
)
def test_une_date_passee_ou_inconnue_se_dit(vide_le: date | None, attendu: str) -> None:
    vu = un_plan(un_dossier(), **({"vide_le": vide_le} if vide_le else {}))

    assert attendu in cadence_dite(vu)[1]


TAILLES = st.lists(st.builds(un_dossier, personnes=st.none() | st.integers(1, 6)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(TAILLES, st.integers(2, 11))
def test_aucun_petit_effectif_ne_s_ecrit_ni_ne_se_retrouve_par_difference(
    dossiers: list[DossierDuPlan], seuil: int
) -> None:
    vu = un_plan(*dossiers)
    derriere = montre(vu, seuil=seuil, seuil_revenu=11)
    dits = [(derriere.effectif("tailles", taille, n), n) for taille, n in vu.tailles]

    assert all(dit == TU or n == 0 or n >= seuil for dit, n in dits)
    caches = [n for dit, n in dits if dit == TU]
    if not derriere.detaille(vu.restants):
        return  # le tableau entier se tait
    assert len(caches) != 1, "un seul effectif tu se retrouve par soustraction"
    assert not caches or sum(caches) >= seuil, "ensemble, ils ne désignent encore que quelques ménages"


def test_deux_menages_seuls_chacun_dans_son_groupe_ne_se_retrouvent_pas_par_le_total() -> None:
    # 30 en tout, 28 montrés : il resterait 2 pour deux groupes non vides, donc 1 et 1
    tailles = [1] + [2] + [3] * 8 + [4] * 20
    vu = un_plan(*[un_dossier(personnes=n) for n in tailles])
    derriere = montre(vu, seuil=5, seuil_revenu=11)

    dits = [derriere.effectif("tailles", taille, n) for taille, n in vu.tailles]
    assert dits == [TU, TU, TU, "20", "0", "0", "0"]


def test_une_mediane_ne_se_dit_que_d_assez_de_montants_connus() -> None:
    # vingt ménages attendent un T3, mais un seul loyer est connu : la médiane serait le sien
    vu = un_plan(un_dossier(souhait=Typologie.T3, cout_av=Decimal(512)), *[un_dossier(souhait=Typologie.T3)] * 19)
    derriere = montre(vu, seuil=5, seuil_revenu=11)
    (t3,) = [b for b in vu.besoins if b.menages]

    assert derriere.effectif("a_mobiliser", t3.typologie, t3.menages) == "20"
    assert derriere.mediane(t3, t3.cout_median, t3.couts_connus) == TU
