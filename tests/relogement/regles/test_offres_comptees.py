"""Les offres qui comptent parmi les trois, et la raison de chacune."""

from typing import Any

import pytest

from relogement.nomenclatures import Condition, Recevable, Reponse
from relogement.offre import CONDITIONS_13_BIS
from relogement.regles.offres_comptees import compte
from tests.fabrique import une_offre


@pytest.mark.parametrize(
    ("cas", "valeur", "raison"),
    [
        ({}, "OUI", "motif non recevable selon la charte"),
        ({"reponse": Reponse.SILENCE, "motif_recevable": None}, "OUI", "laissée sans réponse"),
        ({"reponse": Reponse.EN_COURS}, "NR", "réponse attendue"),
        ({"reponse": Reponse.ACCORD}, "NON", "offre acceptée"),
        ({"reponse": Reponse.RETIREE}, "NON", "offre retirée"),
        ({"motif_recevable": Recevable.OUI}, "NON", "refus pour un motif recevable selon la charte"),
        ({"motif_recevable": Recevable.A_EXAMINER}, "NR", "motif de refus à examiner"),
        ({"motif_recevable": None}, "NR", "motif de refus à examiner"),
        ({"preuve": None}, "NR", "notification sans date ou sans preuve"),
        ({"preuve": ""}, "NR", "notification sans date ou sans preuve"),
        ({"notifiee_le": None}, "NR", "notification sans date ou sans preuve"),
        ({"conditions": Condition.A_VERIFIER}, "NR", "conditions de l’article 13 bis à vérifier"),
    ],
)
def test_chaque_offre_compte_ou_non_avec_sa_raison(cas: dict[str, Any], valeur: str, raison: str) -> None:
    verdict = compte(une_offre(**cas))

    assert (verdict.valeur, verdict.motif) == (valeur, raison)


@pytest.mark.parametrize("condition", CONDITIONS_13_BIS)
def test_une_seule_condition_manquee_suffit_a_ecarter_l_offre(condition: str) -> None:
    offre = une_offre()
    setattr(offre, condition, Condition.NON)

    verdict = compte(offre)

    assert (verdict.valeur, verdict.motif) == ("NON", "une condition de l’article 13 bis n’est pas remplie")


@pytest.mark.parametrize("condition", CONDITIONS_13_BIS)
def test_une_seule_condition_a_verifier_n_est_pas_un_oui(condition: str) -> None:
    offre = une_offre()
    setattr(offre, condition, Condition.A_VERIFIER)

    assert compte(offre).valeur == "NR"


def test_une_condition_manquee_l_emporte_sur_une_a_verifier() -> None:
    offre = une_offre(cond_lieu=Condition.NON, cond_moyens=Condition.A_VERIFIER, preuve=None)

    assert compte(offre).valeur == "NON"


def test_un_silence_sans_preuve_ne_compte_pas() -> None:
    assert compte(une_offre(reponse=Reponse.SILENCE, preuve=None)).valeur == "NR"
