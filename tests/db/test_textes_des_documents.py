"""Chaque document du projet fictif dit le texte attendu, mot pour mot : un changement se relit comme un diff."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from db import horloge
from db.courriers import dossier_de_reference
from db.documents import Voulu, document
from db.exemple import construire
from db.fichier import Fichier
from db.organisme import regler_l_organisme

AU = date(2026, 11, 20)
ATTENDUS = Path(__file__).parent.parent / "attendus" / "documents"
ORGANISME = {
    "nom": "Métropole d’Exemple", "service": "Mission relogement", "adresse": "1 place de l’Œuvre",
    "commune": "66000 Perpignan", "telephone": "04 68 00 00 00", "courriel": "relogement@exemple.fr",
    "signataire": "Claire Œuvrard", "qualite": "Directrice du renouvellement urbain",
}  # fmt: skip
VOULUS = [
    ("fiche", "AC-026"), ("fiche-masquee", "AC-026"), ("comparaison", "AC-026"), ("offre", "AC-026"),
    ("relance", "AC-026"), ("convention", "AC-026"), ("attribution", "AC-005"), ("constat", "AC-029"),
    ("enquete", None), ("plan", "AC"),
]  # fmt: skip


@pytest.fixture(scope="module")
def fichier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fichier]:
    ouvert = construire(tmp_path_factory.mktemp("fictif") / "lilas.relogement", au=AU)
    with ouvert.ecrire("Organisme") as session:
        regler_l_organisme(session, ORGANISME)
    yield ouvert
    ouvert.fermer()


@pytest.mark.parametrize(("nom", "de"), VOULUS, ids=[nom for nom, _ in VOULUS])
def test_le_document_dit_le_texte_attendu(
    nom: str, de: str | None, fichier: Fichier, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001
    code, _, masque = nom.partition("-")
    attendu = ATTENDUS / f"{nom}.txt"

    with fichier.lire() as session:
        operation = de if code == "plan" else None
        menage = dossier_de_reference(session, de) if de and not operation else None
        ecrit = document(session, Voulu(code, AU, menage, operation, masque=bool(masque)))
        encore = document(session, Voulu(code, AU, menage, operation, masque=bool(masque)))
    texte = "\n\f\n".join(page.extract_text() for page in PdfReader(BytesIO(ecrit.octets)).pages)
    if pytestconfig.getoption("--accepter"):
        attendu.parent.mkdir(parents=True, exist_ok=True)
        attendu.write_text(texte, "utf-8")

    assert texte == attendu.read_text("utf-8")
    assert ecrit.octets == encore.octets, "le même document, deux fois, n’a pas les mêmes octets"
    assert "TRAORÉ" not in texte or (de == "AC-026" and not masque), "un nom qui n’a rien à faire là"
