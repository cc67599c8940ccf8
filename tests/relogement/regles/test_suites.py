"""Ce que disent les premiers mots d'une suite : qui l'on attend, et le geste à faire."""

import pytest

from relogement.nomenclatures import Attendu
from relogement.regles.suites import Geste, attendu_par, geste_pour


@pytest.mark.parametrize(
    ("suite", "attendu", "geste"),
    [
        ("Relance du bailleur : T3 avec ascenseur", Attendu.BAILLEUR, Geste.RELANCER),
        ("relancer Têt Habitat", Attendu.BAILLEUR, Geste.RELANCER),
        ("Relancer la CAF", Attendu.AUTRE, Geste.RELANCER),
        ("Proposition attendue du bailleur", Attendu.BAILLEUR, Geste.RELANCER),
        ("attendre la réponse de la commission", Attendu.CALEOL, Geste.RELANCER),
        ("Rappeler Mme Koffi", Attendu.AGENT, Geste.APPELER),
        ("Lettre d’information", Attendu.AGENT, Geste.FAIT),
        ("Envoyer l’avis d’imposition", Attendu.AGENT, Geste.FAIT),
        ("Fin de l’enquête : APL à demander", Attendu.AGENT, Geste.NOTER),
        ("L’accompagner sur place", Attendu.AGENT, Geste.NOTER),
        ("", Attendu.AGENT, Geste.NOTER),
    ],
)
def test_une_suite_dit_qui_l_on_attend_et_quoi_faire(suite: str, attendu: Attendu, geste: Geste) -> None:
    assert (attendu_par(suite), geste_pour(suite)) == (attendu, geste)
