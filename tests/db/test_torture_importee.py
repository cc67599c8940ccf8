"""Chaque fichier tordu s'importe ou se refuse d'une phrase : jamais de panne, jamais d'écriture à moitié."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from db.fichier import Fichier
from db.imports import Cible, importer
from db.imports.assistant import apercevoir
from db.imports.rapport import Rapport, Sort
from db.journal import Ecriture, LigneDeJournal
from relogement.erreurs import ErreurMetier
from relogement.imports.apercu import Comptes
from relogement.imports.choix import Choix
from tests.fabrique import un_fichier

TORTURE = Path(__file__).parents[2] / "../shared/data/torture"
FICHIERS = sorted(c for c in TORTURE.rglob("*") if c.is_file()) if TORTURE.exists() else []
pytestmark = pytest.mark.skipif(not FICHIERS, reason="les fichiers partagés ne sont pas à côté du projet")


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path_factory.mktemp("torture"))
    yield ouvert
    ouvert.fermer()


def traces(fichier: Fichier) -> tuple[int | None, int | None]:
    """Le dernier acte et la dernière ligne du journal : rien ne s'écrit sans eux."""
    with fichier.lire() as session:
        return session.scalar(select(func.max(Ecriture.id))), session.scalar(select(func.max(LigneDeJournal.id)))


@pytest.mark.parametrize("nature", ["auto", "autre"])
@pytest.mark.parametrize("chemin", FICHIERS, ids=lambda c: f"{c.parent.name}-{c.name}")
def test_un_fichier_tordu_ne_laisse_rien_et_l_apercu_dit_ce_que_dit_l_import(
    projet: Fichier, chemin: Path, nature: str
) -> None:
    avant = traces(projet)

    vu = _essayer(lambda: apercevoir(projet, chemin, Choix(nature=nature, operation="OP1")).comptes)
    fait = _essayer(lambda: importer(projet, chemin, nature=nature, cible=Cible("OP1"), simuler=True))

    assert traces(projet) == avant
    if isinstance(fait, Rapport):
        assert isinstance(vu, Comptes)
        assert (vu.creees, vu.ecartees) == tuple(fait.lignes[sort] for sort in _SORTS)
    else:
        assert vu == fait, "l’aperçu et l’import ne refusent pas pour la même raison"
        assert isinstance(vu, str)
        assert vu.endswith((".", "»"))


_SORTS = (Sort.CREEE, Sort.ECARTEE)


def _essayer(faire: Callable[[], Any]) -> Any:
    """Ce qui est rendu, ou la phrase du refus ; toute autre exception est une panne."""
    try:
        return faire()
    except ErreurMetier as refus:
        return str(refus)
