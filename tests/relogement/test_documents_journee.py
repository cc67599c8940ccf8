"""La feuille du jour : les lignes de l'écran, les noms, et l'avertissement sur ce qu'elle contient."""

from datetime import date, time
from pathlib import Path

from pypdf import PdfReader

from relogement.documents.journee import imprimer
from relogement.journee import Colonne, LigneDuJour
from relogement.nomenclatures import Affaire, Attendu

AU = date(2026, 11, 20)


def test_la_feuille_dit_la_journee_et_ce_qu_elle_contient(tmp_path: Path) -> None:
    silence = LigneDuJour(
        "SILENCE:1", Affaire.SILENCE, Attendu.AGENT, 1, 1, "AC-038", "Constater le silence sur l’offre 2",
        date(2026, 10, 19), date(2026, 11, 18), nom="ZAOUI Nadia",
    )  # fmt: skip
    cellule = LigneDuJour(
        "RAPPEL:1", Affaire.RAPPEL, Attendu.AGENT, None, 1, "", "Cellule inter-bailleurs", None, AU,
        heure=time(14, 30), lieu="maison du projet",
    )  # fmt: skip
    vers = tmp_path / "journee.pdf"

    imprimer(vers, AU, "S. Kaddour", {Colonne.RETARD: [silence], Colonne.JOUR: [cellule]}, {Colonne.RETARD: 3})

    lu = PdfReader(vers)
    texte = " ".join(" ".join(page.extract_text() for page in lu.pages).split())
    for mot in (
        "Vendredi 20 novembre 2026", "S. Kaddour", "En retard (4)", "ZAOUI Nadia AC-038", "Constater le silence",
        "dépassée de 2 jours", "14:30 Cellule inter-bailleurs", "maison du projet", "Et 3 autres",
        "En attente de quelqu’un (0)", "détruisez-la",
    ):  # fmt: skip
        assert mot in texte, mot
    assert lu.metadata is not None
    assert "ZAOUI" not in str(dict(lu.metadata))


def test_une_journee_vide_s_imprime_aussi(tmp_path: Path) -> None:
    imprimer(tmp_path / "vide.pdf", AU, "S. Kaddour", {}, {})

    assert (tmp_path / "vide.pdf").read_bytes().startswith(b"%PDF")
