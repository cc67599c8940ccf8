"""Tout document imprimé : sa police est dedans, ses pages sont numérotées, il ne dit pas qui l'a fait."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from relogement.documents.mise_en_page import (
    Feuille,
    ecrire_pdf,
    en_pdf,
    paragraphe,
    section,
    style,
    tableau,
    titre,
)
from relogement.erreurs import ErreurMetier

LIGNES = [[f"D{n}", "Łukasz Şahin-Ágoston Őry → T4", "12\u202f€"] for n in range(120)]
SIMPLE = Feuille("Passation")


def _lu(feuille: Feuille = SIMPLE) -> PdfReader:
    contenu = [titre("Passation"), section("Dossiers"), paragraphe("<b>Tom & Cie</b>")]
    contenu.append(tableau(("Dossier", "Ménage", "RAC"), LIGNES, (1, 3, 1), feuille.largeur))
    return PdfReader(BytesIO(en_pdf(feuille, contenu)))


def test_chaque_page_porte_son_numero_sur_le_total() -> None:
    lu = _lu()

    total = len(lu.pages)
    assert total > 1
    assert [p.extract_text().splitlines()[-1].split()[-1] for p in lu.pages] == [
        f"{n}/{total}" for n in range(1, total + 1)
    ]


def test_les_noms_d_ailleurs_et_les_fleches_s_impriment() -> None:
    texte = _lu().pages[0].extract_text()

    assert "Łukasz Şahin-Ágoston Őry → T4" in texte


def test_un_montant_ne_se_coupe_pas_meme_dans_une_colonne_etroite() -> None:
    etroite = tableau(("RAC",), [["1\u202f234,56\u202f€"]], (1,), 48)

    texte = PdfReader(BytesIO(en_pdf(SIMPLE, [etroite]))).pages[0].extract_text()

    assert "1 234,56 €" in texte


def test_ce_qui_est_ecrit_n_est_jamais_pris_pour_une_balise() -> None:
    assert "<b>Tom & Cie</b>" in _lu().pages[0].extract_text()


def test_l_en_tete_du_tableau_revient_a_chaque_page() -> None:
    assert all("Ménage" in page.extract_text() for page in _lu().pages)


def test_un_long_tableau_commence_sous_son_titre_et_non_a_la_page_suivante() -> None:
    texte = _lu().pages[0].extract_text()

    assert texte.index("Dossiers") < texte.index("D0")


def test_un_titre_ne_reste_pas_seul_en_bas_d_une_page() -> None:
    for combien in range(50, 60):
        remplis = [paragraphe("ligne", style(10)) for _ in range(combien)]
        pages = PdfReader(BytesIO(en_pdf(SIMPLE, [*remplis, section("Partie"), *remplis[:5]]))).pages

        fins = [page.extract_text().splitlines()[-3] for page in pages]
        assert "Partie" not in fins


def test_toutes_les_polices_sont_embarquees() -> None:
    polices = [f.get_object() for page in _lu().pages for f in page["/Resources"]["/Font"].values()]  # type: ignore[index]

    assert polices
    assert all("/FontFile2" in _descripteur(police) for police in polices)


def _descripteur(police: Any) -> Any:
    descendantes = police.get("/DescendantFonts")
    porteuse = descendantes[0].get_object() if descendantes else police
    return porteuse["/FontDescriptor"].get_object()


def test_le_document_dit_sa_langue_et_son_titre_mais_pas_qui_l_a_fait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "samira.kaddour")
    monkeypatch.setenv("LOGNAME", "samira.kaddour")

    lu = _lu(Feuille("Passation du 20/11/2026", pied="Confidentiel"))

    assert lu.trailer["/Root"]["/Lang"] == "fr-FR"  # type: ignore[index]
    assert lu.metadata is not None
    assert lu.metadata.title == "Passation du 20/11/2026"
    assert {lu.metadata.author, lu.metadata.creator, lu.metadata.producer} == {"Relogement"}
    assert "Confidentiel" in lu.pages[0].extract_text()


def test_un_dossier_qui_n_existe_pas_se_dit_et_ne_laisse_rien(tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="n’existe pas"):
        ecrire_pdf(tmp_path / "absent" / "p.pdf", Feuille("P"), [titre("P")])

    assert list(tmp_path.iterdir()) == []


def test_le_paysage_tourne_la_page() -> None:
    page = _lu(Feuille("P", paysage=True)).pages[0].mediabox

    assert page.width > page.height
