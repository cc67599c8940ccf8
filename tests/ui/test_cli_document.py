"""Les documents en ligne de commande : un fichier, ou une phrase qui dit ce qui manque."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.db.test_courriers import un_dossier
from tests.fabrique import un_fichier, une_operation
from tests.ui.test_cli import refus
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    chemin = tmp_path / "projet.relogement"
    un_fichier(chemin, un_dossier()).fermer()
    return str(chemin)


@pytest.mark.parametrize("code", ["fiche", "comparaison", "offre", "relance", "convention"])
def test_chaque_document_d_un_dossier_s_ecrit(base: str, tmp_path: Path, code: str) -> None:
    vers = tmp_path / f"{code}.pdf"

    assert main(["document", code, "--base", base, "--dossier", "AC-1", "--vers", str(vers)]) == 0

    lu = PdfReader(vers)
    assert "AC-1" in "".join(page.extract_text() for page in lu.pages)
    assert lu.root_object["/Lang"] == "fr-FR"


def test_la_fiche_masquee_ne_nomme_personne(base: str, tmp_path: Path) -> None:
    vers = tmp_path / "fiche.pdf"

    assert main(["document", "fiche", "--masquer", "--base", base, "--dossier", "AC-1", "--vers", str(vers)]) == 0

    (page,) = PdfReader(vers).pages
    texte = page.extract_text()
    assert "Ménage AC-1" in texte
    assert "DIAYE" not in texte
    assert "Awa" not in texte
    assert "rue Mistral" not in texte


def test_le_questionnaire_vierge_ne_demande_pas_de_dossier(base: str, tmp_path: Path) -> None:
    vers = tmp_path / "enquete.pdf"

    assert main(["document", "enquete", "--base", base, "--vers", str(vers)]) == 0
    assert "Qui habite le logement" in PdfReader(vers).pages[0].extract_text()


def test_les_demandes_impossibles_se_disent_et_ne_laissent_rien(
    base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    vers, base_ = tmp_path / "x.pdf", ("--base", base)
    assert "n’existe pas" in refus(capsys, "document", "lettre", *base_, "--vers", str(vers))
    assert "quel dossier" in refus(capsys, "document", "offre", *base_, "--vers", str(vers))
    assert "« ZZ »" in refus(capsys, "document", "offre", *base_, "--dossier", "ZZ", "--vers", str(vers))
    offre = ("document", "offre", *base_, "--dossier", "AC-1")
    assert "d’offre 7" in refus(capsys, *offre, "--offre", "7", "--vers", str(vers))
    assert ".docx" in refus(capsys, *offre, "--vers", str(tmp_path / "x.odt"))
    assert "n’existe pas" in refus(capsys, *offre, "--vers", str(tmp_path / "absent" / "x.pdf"))
    assert "0 sur 3" in refus(capsys, "document", "constat", *base_, "--dossier", "AC-1", "--vers", str(vers))
    assert list(tmp_path.glob("*.pdf")) == []


def test_le_lot_d_une_operation_tient_en_un_pdf_et_dit_les_refus(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    operation = une_operation("AC", libelle="Acacias")
    menages = [un_dossier("AC-1"), un_dossier("AC-2", adresse=None), un_dossier("AC-3", nom="Autre")]
    for menage in menages:
        menage.operation = operation
    chemin, vers = tmp_path / "projet.relogement", tmp_path / "offres.pdf"
    un_fichier(chemin, *menages).fermer()

    assert main(["document", "offre", "--base", str(chemin), "--operation", "AC", "--vers", str(vers)]) == 0

    dit = capsys.readouterr()
    assert "2 dossiers dans offres.pdf" in dit.out
    assert "AC-2 : Complétez d’abord le dossier" in dit.err
    lu = PdfReader(vers)
    pages = [page.extract_text() for page in lu.pages]
    assert len(pages) == 4
    assert "AC-1" in pages[0]
    assert "1/2" in pages[2]
    assert "AUTRE" in pages[2].upper()
    assert "AUTRE" not in (pages[0] + pages[1]).upper()
    assert "pypdf" not in str(lu.metadata)


@pytest.mark.parametrize("code", ["bilan", "tableau"])
def test_les_documents_du_comite_ne_nomment_aucun_menage(base: str, tmp_path: Path, code: str) -> None:
    vers = tmp_path / f"{code}.pdf"

    assert main(["document", code, "--base", base, "--au", "2026-11-20", "--vers", str(vers)]) == 0

    texte = "".join(page.extract_text() for page in PdfReader(vers).pages)
    assert "20/11/2026" in texte
    assert not any(nom in texte for nom in ("DIAYE", "Awa", "rue Mistral"))
