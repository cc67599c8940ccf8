"""Un grand export s'écrit dans un autre processus : même fichier, mêmes erreurs, et rien quand on l'arrête."""

from datetime import date
from pathlib import Path

import pytest

from db.exports import exporter
from db.exports.a_part import Commande, exporter_a_part
from relogement.erreurs import ErreurMetier
from relogement.travail import Annulation, sans_avancement
from tests.fabrique import un_fichier, un_menage_reloge

AU = date(2026, 11, 20)


@pytest.fixture
def base(tmp_path: Path) -> str:
    fichier = un_fichier(tmp_path, un_menage_reloge("D1"))
    exporter(fichier, "saisie", tmp_path / "ici.csv", au=AU)
    fichier.fermer()
    return fichier.base


def test_l_autre_processus_ecrit_le_meme_fichier(base: str, tmp_path: Path) -> None:
    sortie = exporter_a_part(Commande(base, "saisie", tmp_path / "a_part.csv", None, AU), sans_avancement)

    assert sortie.lignes == 1
    assert (tmp_path / "a_part.csv").read_bytes() == (tmp_path / "ici.csv").read_bytes()


def test_son_erreur_revient_en_une_phrase(base: str, tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="xlsx"):
        exporter_a_part(Commande(base, "saisie", tmp_path / "a_part.pdf", None, AU), sans_avancement)


def test_arrete_il_ne_laisse_rien_et_garde_l_ancien_fichier(base: str, tmp_path: Path) -> None:
    def arreter(_fait: int, _total: int, /) -> None:
        raise Annulation

    avant = (tmp_path / "ici.csv").read_bytes()
    presents = set(tmp_path.iterdir())

    with pytest.raises(Annulation):
        exporter_a_part(Commande(base, "saisie", tmp_path / "ici.csv", None, AU), arreter)

    assert (tmp_path / "ici.csv").read_bytes() == avant
    assert {p for p in tmp_path.iterdir() if not p.name.endswith(("-wal", "-shm"))} == presents
