"""Un texte exporté en CSV n'est jamais une formule, et se relit comme il était."""

import pytest

from relogement.exports.protection import deproteger, proteger

FORMULES = ["=1+1", "+33612345678", "-LE GOFF", "@SOMME(A1)", "\t=1", "\r=1", "＝1"]
ORDINAIRES = ["", "Le Goff", "O'Brien", "'t Hooft", "06 12 34 56 78", "0045001", "T6+"]


@pytest.mark.parametrize("texte", FORMULES)
def test_un_texte_qui_commence_comme_une_formule_recoit_une_apostrophe(texte: str) -> None:
    assert proteger(texte) == "'" + texte


@pytest.mark.parametrize("texte", ORDINAIRES)
def test_un_texte_ordinaire_ne_change_ni_a_l_ecriture_ni_a_la_relecture(texte: str) -> None:
    assert proteger(texte) == texte
    assert deproteger(texte) == texte


@pytest.mark.parametrize("texte", [*FORMULES, *ORDINAIRES, "'=1", "''+2"])
def test_relire_rend_toujours_le_texte_de_depart(texte: str) -> None:
    assert deproteger(proteger(texte)) == texte
