"""Un nom mal tapé se retrouve quand rien d'autre ne répond ; un nom juste n'est jamais corrigé."""

import pytest

from db.approchants import Vocabulaire, lire_vocabulaire
from db.fichier import Fichier
from tests.fabrique import un_menage, une_operation


@pytest.fixture
def noms(fichier: Fichier) -> Vocabulaire:
    acacias = une_operation("AC")
    with fichier.ecrire("Saisie") as session:
        for rang, nom in enumerate(("Traoré", "BERTRAND", "Le Bihan", "Kovalenko", "Diop", "Keita"), start=1):
            session.add(un_menage(f"AC-{rang:03}", nom=nom, prenom="Mariam", operation=acacias, ug=f"00{rang}"))
    with fichier.lire() as session:
        return lire_vocabulaire(session.connection())


@pytest.mark.parametrize(
    ("tape", "voulu"),
    [
        ("traoer", ["traore"]),  # deux lettres inversées
        ("traorre", ["traore"]),  # une de trop
        ("berrand", ["bertrand"]),  # une de moins
        ("kovalemco", ["kovalenko"]),  # deux changées dans un nom long
        ("bertarn", ["bertrand"]),  # un début mal tapé
        ("traoer mariam", ["traore mariam"]),  # le mot juste est laissé
        ("dyop", ["diop"]),
        ("traore", []),
        ("dop", []),  # trois lettres : trop court pour deviner
        ("xyzw", []),
        ("traoer xyzw", []),
        ("0046", []),
    ],
)
def test_une_faute_de_frappe_se_pardonne(noms: Vocabulaire, tape: str, voulu: list[str]) -> None:
    assert noms.corriger(tape) == voulu
