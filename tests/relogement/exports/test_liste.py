"""La liste des exports que lisent la fenêtre et la ligne de commande."""

import pytest

from relogement.erreurs import ErreurMetier
from relogement.exports import EXPORTS, export_de
from relogement.exports.ecriture import ECRIVAINS


def test_les_exports_se_proposent_dans_l_ordre() -> None:
    assert [export.code for export in EXPORTS] == ["saisie", "rime", "agrege", "bilan", "sqlite"]


def test_seule_la_table_de_saisie_porte_des_noms() -> None:
    assert [export.code for export in EXPORTS if export.nominatif] == ["saisie"]


def test_chaque_extension_proposee_sait_s_ecrire() -> None:
    assert {extension for export in EXPORTS for extension in export.extensions} == set(ECRIVAINS)


def test_un_export_inconnu_se_dit_avec_ceux_qui_existent() -> None:
    with pytest.raises(ErreurMetier, match="saisie, rime, agrege, bilan, sqlite"):
        export_de("rpls")


@pytest.mark.parametrize(("code", "extension"), [("rime", ".pdf"), ("rime", ""), ("sqlite", ".xlsx")])
def test_une_extension_qui_ne_convient_pas_se_refuse(code: str, extension: str) -> None:
    with pytest.raises(ErreurMetier, match="un nom qui finit par"):
        export_de(code).verifier(extension)


def test_rien_ne_se_dit_compatible_rime() -> None:
    assert not any("compatible" in f"{e.libelle} {e.utilite}".lower() for e in EXPORTS)
