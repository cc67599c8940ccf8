"""Les documents pour les partenaires sont fouillés ; aucun fichier ne porte le nom de celui qui l'écrit."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from db.courriers import dossier_de_reference
from db.documents import Voulu, document
from db.exemple import construire
from db.exports import remettre
from db.fichier import Fichier
from db.rapport_indicateurs import imprimer
from db.tableaux.portee import Portee
from relogement.calendrier import agenda
from relogement.documents.mise_en_page import Feuille, en_pdf, paragraphe
from relogement.exports import EXPORTS
from relogement.fuites.rapport import FuiteTrouvee
from tests.fabrique import un_fichier, un_menage_reloge, une_operation

AU = date(2026, 11, 20)
AGENT = "Zebulon Quartz"


@pytest.fixture(scope="module")
def fictif(bases: Callable[[], str]) -> Iterator[Fichier]:
    ouvert = construire(bases(), au=AU)
    ouvert.auteur = AGENT
    yield ouvert
    ouvert.fermer()


def test_le_rapport_des_indicateurs_du_projet_fictif_passe(fictif: Fichier, tmp_path: Path) -> None:
    with fictif.lire() as session:
        imprimer(session, Portee(AU), tmp_path / "rapport.pdf")

    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("export", [e for e in EXPORTS if not e.nominatif], ids=lambda e: e.code)
def test_chaque_export_du_projet_fictif_passe(export: object, fictif: Fichier, tmp_path: Path) -> None:
    for extension in export.extensions:  # type: ignore[attr-defined]
        vers = tmp_path / f"sortie{extension}"
        rapport = remettre(fictif, export.code, vers, au=AU).rapport  # type: ignore[attr-defined]
        assert rapport.propre
        assert rapport.parties
        assert not rapport.avertissements


def test_un_rapport_dont_l_operation_porte_le_nom_de_son_seul_menage_n_est_pas_remis(
    base: str, tmp_path: Path
) -> None:
    chez_elle = une_operation("Z1", libelle="Zielinska Ewa")
    projet = un_fichier(base, un_menage_reloge("D1", nom="ZIELINSKA", prenom="Ewa", operation=chez_elle))

    with projet.lire() as session, pytest.raises(FuiteTrouvee) as fuite:
        imprimer(session, Portee(AU, operation="Z1"), tmp_path / "rapport.pdf")

    assert "D1" in str(fuite.value)
    assert not (tmp_path / "rapport.pdf").exists()
    projet.fermer()


def en_clair(octets: bytes) -> str:
    """Tout ce qu'un fichier porte, archives dépliées."""
    if not octets.startswith(b"PK"):
        return octets.decode("latin-1")
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        return "\n".join(archive.read(nom).decode("latin-1") for nom in archive.namelist())


def ecrits(fictif: Fichier, dossier: Path) -> Iterator[tuple[str, bytes]]:
    """Un fichier de chaque écrivain."""
    for export in EXPORTS:
        for extension in export.extensions:
            if export.nominatif:
                continue  # la table de saisie nomme les référents : c'est une donnée, pas une propriété
            vers = dossier / f"{export.code}{extension}"
            remettre(fictif, export.code, vers, au=AU)
            yield vers.name, vers.read_bytes()
    yield "document.pdf", en_pdf(Feuille("Essai"), [paragraphe("Bonjour")])
    yield "agenda.ics", agenda([], le=datetime(2026, 11, 20, 10, tzinfo=UTC))
    with fictif.lire() as session:
        menage = dossier_de_reference(session, "AC-029")
        for extension in (".pdf", ".docx"):
            yield f"lettre{extension}", document(session, Voulu("constat", AU, menage, extension=extension)).octets
        yield "plan.pdf", document(session, Voulu("plan", AU, operation="AC")).octets


def test_aucun_fichier_ne_porte_le_nom_de_celui_qui_l_ecrit_ni_de_son_poste(
    fictif: Fichier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "zquartz")
    monkeypatch.setattr("platform.node", lambda: "poste-zq")

    for nom, octets in ecrits(fictif, tmp_path):
        clair = en_clair(octets).lower()
        assert not [mot for mot in ("quartz", "zebulon", "poste-zq") if mot in clair], nom
