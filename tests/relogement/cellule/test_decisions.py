"""Ce qu'une décision est devenue, et ce que le dossier laisse proposer : jamais écrit sans une personne."""

from dataclasses import replace
from datetime import date

import pytest

from relogement.cellule.codes import SuiteDecision
from relogement.cellule.decisions import DecisionLue, OffreFaite, suite_proposee

AU = date(2026, 11, 20)
CANIGOU = "Canigou Logement"


def une_decision(**champs: object) -> DecisionLue:
    """« Proposer un T5 », décidé le 13/11 pour le 18, à Canigou Logement."""
    valeurs: dict[str, object] = {
        "id": 1, "version": 1, "seance_id": 1, "seance_le": date(2026, 11, 13), "menage_id": 1,
        "reference": "AC-001", "nom": "BELKACEM Nora", "texte": "Proposer un T5", "responsable": None,
        "partenaire_id": 3, "partenaire": CANIGOU, "bailleur": CANIGOU, "echeance_le": date(2026, 11, 18),
        "logement_id": None, "logement": None, "suite": None, "suite_le": None,
    }  # fmt: skip
    return DecisionLue(**(valeurs | champs))  # type: ignore[arg-type]


def une_offre(**champs: object) -> OffreFaite:
    faite = OffreFaite(9, 2, date(2026, 11, 17), "T5", CANIGOU)
    return faite._replace(**champs)


def test_une_offre_du_bailleur_et_de_la_taille_decides_propose_faite() -> None:
    proposee = suite_proposee(une_decision(), [une_offre()], AU)

    assert proposee is not None
    assert (proposee.suite, proposee.le) == (SuiteDecision.FAITE, date(2026, 11, 17))
    assert proposee.pourquoi == "l’offre 2 a été notifiée le 17/11/2026"


@pytest.mark.parametrize(
    "offre",
    [
        une_offre(typologie="T4"),
        une_offre(bailleur="Têt Habitat"),
        une_offre(bailleur=None),
        une_offre(notifiee_le=date(2026, 11, 12)),  # d'avant la séance
    ],
)
def test_une_autre_offre_ne_l_accomplit_pas_et_sa_date_passee_propose_non_tenue(offre: OffreFaite) -> None:
    proposee = suite_proposee(une_decision(), [offre], AU)

    assert proposee is not None
    assert (proposee.suite, proposee.le) == (SuiteDecision.NON_TENUE, AU)


def test_un_logement_nomme_ne_s_accomplit_que_par_lui() -> None:
    decision = une_decision(logement_id=9, texte="Voir ce logement", echeance_le=None)

    assert suite_proposee(decision, [une_offre(logement_id=8)], AU) is None
    proposee = suite_proposee(decision, [une_offre()], AU)
    assert proposee is not None
    assert proposee.suite is SuiteDecision.FAITE


def test_rien_ne_se_propose_d_une_decision_qui_a_sa_suite_ou_dont_la_date_vient() -> None:
    assert suite_proposee(une_decision(suite=SuiteDecision.ABANDONNEE, suite_le=AU), [une_offre()], AU) is None
    assert suite_proposee(une_decision(echeance_le=AU), [], AU) is None


def test_une_decision_se_relit_en_mots() -> None:
    decision = une_decision()

    assert decision.titre == "Canigou Logement : proposer un T5"
    assert decision.dite(AU) == "13/11/2026, échue le 18/11/2026, 2 jours de retard"
    assert decision.manquee == "Canigou Logement n’a pas tenu sa proposition du 13/11/2026"
    non_tenue = replace(decision, suite=SuiteDecision.NON_TENUE, suite_le=date(2026, 11, 19))
    assert non_tenue.dite(AU) == "13/11/2026, échue le 18/11/2026, non tenue"
    faite = replace(decision, suite=SuiteDecision.FAITE, suite_le=date(2026, 11, 16))
    assert faite.dite(AU) == "13/11/2026, faite le 16/11/2026"


def test_ce_que_rien_ne_dit_n_est_qu_echu() -> None:
    decision = une_decision(texte="Appeler le CCAS", partenaire=None, responsable="Samira Kaddour")

    assert decision.manquee == "Samira Kaddour : la décision du 13/11/2026 est échue"
