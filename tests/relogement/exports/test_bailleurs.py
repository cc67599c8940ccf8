"""Un organisme se nomme, un particulier non."""

import pytest

from relogement.exports.rime.bailleurs import PARTICULIER, bailleur_montrable


@pytest.mark.parametrize(
    "nom", ["M. Dupont", "Mme Essai", "monsieur Untel", "M. et Mme Untel", "Indivision Untel", "Mr Untel"]
)
def test_un_particulier_ne_se_nomme_pas(nom: str) -> None:
    assert bailleur_montrable(nom) == PARTICULIER


@pytest.mark.parametrize("nom", ["Têt Habitat", "Mésolia", "M Habitat", "MMH", "Mrs Habitat", "Office 66", None])
def test_un_organisme_se_nomme(nom: str | None) -> None:
    assert bailleur_montrable(nom) == nom
