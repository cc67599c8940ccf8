"""Les actes : ce que chacun change dans le dossier, et ce qu'il refuse de faire."""

from datetime import date

import pytest

from relogement.actes import (
    Notification,
    accepter,
    constater_le_compte,
    constater_le_silence,
    emmenager,
    notifier,
    passer_en_caleol,
    proposer,
    refuser,
    signer,
    visiter,
)
from relogement.caleol import PassageCaleol
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import (
    Condition,
    DecisionCaleol,
    Etat,
    Moment,
    Nature,
    Recevable,
    Regime,
    Reponse,
)
from relogement.offre import CONDITIONS_13_BIS, Offre
from relogement.regles.offres_comptees import compte
from tests.fabrique import un_cout, un_logement, un_menage, une_charte, une_offre, une_operation

CHARTE = une_charte()
JANVIER_5 = date(2026, 1, 5)


def _offre_valable(menage: Menage, le: date = JANVIER_5) -> Offre:
    """Une offre notifiée avec preuve, dont toutes les conditions de l'article 13 bis sont remplies."""
    offre = proposer(menage, un_logement(), charte=CHARTE, notification=Notification(le, preuve="AR n° 1"))
    for condition in CONDITIONS_13_BIS:
        setattr(offre, condition, Condition.OUI)
    return offre


def test_proposer_fixe_la_limite_de_reponse_de_la_charte() -> None:
    menage, cout = un_menage(), un_cout()

    offre = proposer(
        menage, un_logement(), charte=CHARTE, cout=cout, notification=Notification(JANVIER_5, preuve="AR")
    )

    assert offre.limite_le == date(2026, 2, 4)  # 5 janvier + 30 jours = mercredi 4 février
    assert (offre.rang, offre.cout, cout.moment) == (1, cout, Moment.OFFRE)
    assert (menage.etat, menage.etapes[-1].le) == (Etat.OFFRE, JANVIER_5)


def test_une_limite_un_jour_ferie_se_reporte() -> None:
    offre = proposer(un_menage(), un_logement(), charte=CHARTE)

    notifier(offre, Notification(date(2026, 4, 1)), charte=CHARTE)

    assert offre.limite_le == date(2026, 5, 4)  # + 30 jours = vendredi 1er mai, férié


def test_une_offre_sans_notification_n_a_pas_de_limite() -> None:
    offre = proposer(un_menage(), un_logement(), charte=CHARTE)

    assert (offre.notifiee_le, offre.limite_le) == (None, None)


def test_les_offres_se_numerotent_dans_l_ordre() -> None:
    menage = un_menage()

    rangs = [proposer(menage, un_logement(), charte=CHARTE).rang for _ in range(3)]

    assert rangs == [1, 2, 3]


def test_une_visite_peut_preceder_la_notification() -> None:
    menage = un_menage()
    offre = proposer(menage, un_logement(), charte=CHARTE)

    visiter(menage, offre, JANVIER_5, compte_rendu="Plaît")

    assert (menage.etat, offre.visite_le, offre.notifiee_le) == (Etat.VISITE, JANVIER_5, None)


def test_une_offre_refusee_reste_dans_l_historique_avec_son_motif() -> None:
    menage = un_menage()
    offre = _offre_valable(menage)

    refuser(menage, offre, date(2026, 1, 20), "TROP_GRAND", charte=CHARTE)

    assert menage.offres == [offre]
    assert (offre.reponse, offre.motif_refus, offre.motif_recevable) == (
        Reponse.REFUS,
        "TROP_GRAND",
        Recevable.NON,
    )
    assert [e.etat for e in menage.etapes] == [Etat.OFFRE, Etat.REFUS, Etat.RECHERCHE]


def test_l_agent_peut_juger_recevable_un_motif_que_la_charte_ne_tient_pas_pour_tel() -> None:
    menage = un_menage()
    offre = _offre_valable(menage)

    refuser(menage, offre, date(2026, 1, 20), "TROP_GRAND", charte=CHARTE, recevable=Recevable.OUI)

    assert compte(offre).valeur == "NON"


def test_la_troisieme_offre_comptee_epuise_le_droit_et_pas_la_deuxieme() -> None:
    menage = un_menage()
    etats = []

    for mois in (1, 2, 3):
        refuser(
            menage, _offre_valable(menage, date(2026, mois, 5)), date(2026, mois, 20), "ANNEXES", charte=CHARTE
        )
        etats.append(menage.etat)

    assert etats == [Etat.RECHERCHE, Etat.RECHERCHE, Etat.TROIS_REFUS]


def test_un_refus_recevable_ne_compte_pas_parmi_les_trois() -> None:
    menage = un_menage()

    for motif in ("ANNEXES", "ACCESSIBILITE", "ANNEXES"):  # le deuxième est recevable selon la charte
        refuser(menage, _offre_valable(menage), date(2026, 1, 20), motif, charte=CHARTE)

    assert menage.etat is Etat.RECHERCHE


def test_une_seule_offre_suffit_pour_un_logement_specialement_concu() -> None:
    menage = un_menage()
    offre = _offre_valable(menage)
    offre.specialement_concu = True

    refuser(menage, offre, date(2026, 1, 20), "ANNEXES", charte=CHARTE)

    assert menage.etat is Etat.TROIS_REFUS


def test_refuser_une_autre_offre_ne_defait_pas_l_accord_donne() -> None:
    menage = un_menage()
    retenue, autre = _offre_valable(menage), _offre_valable(menage)
    accepter(menage, retenue, date(2026, 1, 10))

    refuser(menage, autre, date(2026, 1, 20), "ANNEXES", charte=CHARTE)

    assert menage.etat is Etat.ACCORD
    assert autre.reponse is Reponse.REFUS


@pytest.mark.parametrize("le", [date(2026, 2, 3), date(2026, 2, 4)])
def test_le_silence_ne_se_constate_pas_avant_la_fin_du_dernier_jour(le: date) -> None:
    menage = un_menage()
    offre = _offre_valable(menage)  # limite : 4 février à minuit

    with pytest.raises(ErreurMetier, match="04/02/2026 inclus"):
        constater_le_silence(menage, offre, le, charte=CHARTE)

    assert offre.reponse is Reponse.EN_COURS


def test_le_lendemain_de_la_limite_le_silence_compte() -> None:
    menage = un_menage()
    offre = _offre_valable(menage)

    constater_le_silence(menage, offre, date(2026, 2, 5), charte=CHARTE)

    assert (offre.reponse, compte(offre).valeur) == (Reponse.SILENCE, "OUI")


def test_le_silence_d_une_offre_non_notifiee_se_refuse_en_disant_quoi_faire() -> None:
    menage = un_menage()
    offre = proposer(menage, un_logement(), charte=CHARTE)

    with pytest.raises(ErreurMetier, match="notifi"):
        constater_le_silence(menage, offre, date(2026, 2, 5), charte=CHARTE)


def test_une_offre_ne_recoit_qu_une_reponse() -> None:
    menage = un_menage()
    offre = _offre_valable(menage)
    accepter(menage, offre, date(2026, 1, 10))

    with pytest.raises(ErreurMetier, match="a déjà une réponse"):
        refuser(menage, offre, date(2026, 1, 11), "CHER", charte=CHARTE)

    assert (offre.reponse, menage.etat) == (Reponse.ACCORD, Etat.ACCORD)


@pytest.mark.parametrize(
    ("decision", "etat", "limite"),
    [
        (DecisionCaleol.ATTRIBUTION, Etat.ATTRIBUE, date(2026, 2, 16)),  # 4 février + 10 = samedi 14 : lundi 16
        (DecisionCaleol.ATTRIBUTION_RANG, Etat.ATTRIBUE, date(2026, 2, 16)),
        (DecisionCaleol.CONDITION_SUSPENSIVE, Etat.ATTRIBUE, date(2026, 2, 16)),
        (DecisionCaleol.NON_ATTRIBUTION, Etat.RECHERCHE, None),
        (DecisionCaleol.IRRECEVABILITE, Etat.RECHERCHE, None),
        (None, Etat.CALEOL, None),
    ],
)
def test_la_decision_de_la_caleol_mene_le_dossier(
    decision: DecisionCaleol | None, etat: Etat, limite: date | None
) -> None:
    menage = un_menage()
    passage = PassageCaleol(le=date(2026, 2, 2), decision=decision, notifie_le=date(2026, 2, 4))

    passer_en_caleol(menage, passage, charte=CHARTE)

    assert (menage.etat, passage.limite_le) == (etat, limite)


def test_une_non_attribution_ne_fait_pas_compter_l_offre() -> None:
    menage = un_menage()
    offre = _offre_valable(menage)
    accepter(menage, offre, date(2026, 1, 10))

    passer_en_caleol(
        menage,
        PassageCaleol(offre=offre, le=date(2026, 2, 2), decision=DecisionCaleol.NON_ATTRIBUTION),
        charte=CHARTE,
    )

    assert compte(offre).valeur == "NON"


@pytest.mark.parametrize(("nature", "etat"), [(Nature.DEFINITIF, Etat.BAIL), (Nature.PROVISOIRE, Etat.PROVISOIRE)])
def test_signer_garde_le_cout_d_apres(nature: Nature, etat: Etat) -> None:
    menage, cout = un_menage(), un_cout()

    relogement = signer(menage, un_logement(), nature, date(2026, 3, 1), cout=cout)

    assert (menage.etat, cout.moment, relogement.cout) == (etat, Moment.APRES, cout)


def test_on_n_entre_pas_avant_d_avoir_signe() -> None:
    menage = un_menage()
    relogement = signer(menage, un_logement(), Nature.DEFINITIF, date(2026, 3, 1))

    with pytest.raises(ErreurMetier, match="01/03/2026"):
        emmenager(menage, relogement, date(2026, 2, 28))

    assert (relogement.entree_le, menage.etat) == (None, Etat.BAIL)


def test_emmenager_le_jour_du_bail_est_possible() -> None:
    menage = un_menage()
    relogement = signer(menage, un_logement(), Nature.DEFINITIF, date(2026, 3, 1))

    emmenager(menage, relogement, date(2026, 3, 1))

    assert (relogement.entree_le, menage.etat) == (date(2026, 3, 1), Etat.EMMENAGE)


def test_une_condition_notee_apres_le_refus_fait_atteindre_le_compte() -> None:
    charte = une_charte(nb_offres=1)
    menage = un_menage()
    offre = une_offre(reponse=Reponse.REFUS, motif_recevable=Recevable.NON, cond_lieu=Condition.A_VERIFIER)
    menage.offres.append(offre)
    menage.etat = Etat.RECHERCHE

    constater_le_compte(menage, date(2026, 9, 1), charte=charte)
    a_verifier = menage.etat
    offre.cond_lieu = Condition.OUI
    constater_le_compte(menage, date(2026, 9, 2), charte=charte)
    comptee = menage.etat
    offre.cond_lieu = Condition.NON
    constater_le_compte(menage, date(2026, 9, 3), charte=charte)

    assert (a_verifier, comptee, menage.etat) == (Etat.RECHERCHE, Etat.TROIS_REFUS, Etat.RECHERCHE)


@pytest.mark.parametrize(
    ("regime", "attendu"),
    [(Regime.LLS_3_OFFRES, Etat.RECHERCHE), (Regime.AMENAGEMENT_2_PROPOSITIONS, Etat.TROIS_REFUS)],
)
def test_deux_propositions_suffisent_en_amenagement_et_pas_en_logement_social(
    regime: Regime, attendu: Etat
) -> None:
    menage = un_menage(operation=une_operation(regime=regime))
    menage.offres += [une_offre(rang=1), une_offre(rang=2)]
    menage.etat = Etat.RECHERCHE

    constater_le_compte(menage, date(2026, 9, 1), charte=une_charte(nb_offres=3))

    assert menage.etat is attendu
