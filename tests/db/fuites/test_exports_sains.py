"""Ce qui ne désigne personne passe : chaque format pour les partenaires, malgré des noms difficiles.

``EXPORTS_EXEMPLES=1000 pytest tests/db/fuites/test_exports_sains.py`` en écrit et en relit mille de chaque format.
"""

import os
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from db import fuites
from db.documents import Voulu, document
from db.exports import produire
from db.exports.portee import Portee
from db.fichier import Fichier
from db.fuites.vocabulaire import VocabulaireDeLaBase
from db.rapport_indicateurs import imprimer
from db.tableaux.portee import Portee as PorteeDuRapport
from relogement.exports import EXPORTS, RECTIFICATIONS
from relogement.fuites.rapport import FuiteTrouvee
from relogement.travail import sans_avancement
from tests.db.fuites.pieges import AU, OPERATIONS
from tests.db.scelles.cas import T3, a_la_date, sceller_la_periode
from tests.db.scelles.test_a_l_identique import ecrire_au_hasard

EXEMPLES = int(os.environ.get("EXPORTS_EXEMPLES", "10"))
FORMATS = [
    (export.code, extension) for export in EXPORTS if not export.nominatif for extension in export.extensions
]
Cas = tuple[Fichier, str | None, date]


def les_cas(pieges: list[Fichier], *, du_projet: bool = True) -> Iterator[Cas]:
    """D'un projet à l'autre, d'une opération à l'autre, d'un jour à l'autre, autant qu'il en faut."""
    portees = (*OPERATIONS, *([None] if du_projet else []))
    jours = [AU - timedelta(days=7 * n) for n in range(40)]
    tous = [(projet, portee, jour) for jour, portee, projet in product(jours, portees, pieges)]
    random.Random(5).shuffle(tous)
    return islice(cycle(tous), EXEMPLES)


def bloques(cas: Iterator[Cas], ecrire: Callable[[Cas], object]) -> list[str]:
    """Les phrases de ceux que le contrôle n'a pas laissé passer."""
    phrases = []
    for un in cas:
        try:
            ecrire(un)
        except FuiteTrouvee as fuite:
            phrases += [constat.phrase for constat in fuite.rapport.fuites]
    return phrases


@pytest.fixture
def memoire(pieges: list[Fichier], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ce qui se cherche est lu une fois par projet : il ne change pas d'un export à l'autre."""
    lues: dict[object, tuple[object, VocabulaireDeLaBase]] = {}
    lire = fuites.lire_aiguilles

    def aiguilles(session: object, **autres: object) -> object:
        moteur = session.get_bind().engine  # type: ignore[attr-defined]
        if moteur not in lues:
            trouvees = lire(session, **autres)  # type: ignore[arg-type]
            lues[moteur] = trouvees, VocabulaireDeLaBase(session, trouvees)  # type: ignore[arg-type]
        lues[moteur][1]._session = session  # type: ignore[assignment]
        return lues[moteur][0]

    monkeypatch.setattr(fuites, "lire_aiguilles", aiguilles)
    monkeypatch.setattr(fuites, "VocabulaireDeLaBase", lambda session, _: lues[session.get_bind().engine][1])


@pytest.mark.parametrize(("code", "extension"), FORMATS)
@pytest.mark.usefixtures("memoire")
def test_les_exports_sains_passent(code: str, extension: str, pieges: list[Fichier], tmp_path: Path) -> None:
    vers = tmp_path / f"sortie{extension}"

    def ecrire(cas: Cas) -> None:
        projet, operation, au = cas
        vers.unlink(missing_ok=True)
        with projet.lire() as session:
            produire(Portee(session, operation, au, sans_avancement), code, vers)

    assert not bloques(les_cas(pieges), ecrire)
    assert vers.exists()


@pytest.mark.usefixtures("memoire")
def test_les_rapports_d_indicateurs_sains_passent(pieges: list[Fichier], tmp_path: Path) -> None:
    def ecrire(cas: Cas) -> None:
        projet, operation, au = cas
        with projet.lire() as session:
            imprimer(session, PorteeDuRapport(au, operation), tmp_path / "rapport.pdf")

    assert not bloques(les_cas(pieges), ecrire)


@pytest.mark.usefixtures("memoire")
def test_les_plans_de_relogement_sains_passent(pieges: list[Fichier]) -> None:
    def ecrire(cas: Cas) -> None:
        projet, operation, au = cas
        with projet.lire() as session:
            document(session, Voulu("plan", au, operation=operation))

    assert not bloques(les_cas(pieges, du_projet=False), ecrire)


def test_les_rectifications_saines_passent(
    pieges: list[Fichier], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Une période se clôt, puis la base change sous elle : chaque liste de ce qui a changé est relue."""
    a_la_date(monkeypatch)
    projet, hasard = pieges[0], random.Random(3)
    sceller_la_periode(projet)

    def ecrire(_: Cas) -> None:
        ecrire_au_hasard(projet, hasard, 1)
        for extension in RECTIFICATIONS.extensions:
            vers = tmp_path / f"rectifications{extension}"
            vers.unlink(missing_ok=True)
            with projet.lire() as session:
                produire(Portee(session, None, AU, sans_avancement, T3), RECTIFICATIONS.code, vers)

    assert not bloques(les_cas(pieges), ecrire)
