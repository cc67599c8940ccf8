"""« cellule » : préparer une séance, la tenir et la suivre, sans fenêtre, sans nom si l'on n'en demande pas."""

import json
from datetime import date
from pathlib import Path

import pytest

from db.exemple import construire
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    fichier = construire(tmp_path / "exemple.relogement", au=date(2026, 11, 20))
    fichier.fermer()
    return fichier.base


def dit(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["cellule", *arguments]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_les_seances_du_projet_fictif_se_listent(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    lignes = dit(capsys, "seances", "--base", base).splitlines()

    assert lignes[1] == "2 13/11/2026 14:30 : close, 4 dossiers, 2 traités, 2 décisions"
    assert lignes[2] == "1 06/11/2026 14:30 : close, 3 dossiers, 3 traités, 3 décisions"


def test_l_ordre_du_jour_dit_pourquoi_sans_nommer_et_nomme_si_on_le_demande(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sans = dit(capsys, "ordre", "--base", base, "--seance", "3")
    avec = dit(capsys, "ordre", "--base", base, "--seance", "3", "--noms")
    points = json.loads(dit(capsys, "ordre", "--base", base, "--seance", "3", "--json"))

    assert "\nReportés du 13/11/2026\n  1. AC-035 : reporté du 13/11/2026" in sans
    assert "BELKACEM" not in sans
    assert "BELKACEM Nora (AC-028)" in avec
    assert points[0]["critere"] == "REPORTE"
    assert points[-1] | {"rang": 0} == {
        "rang": 0, "dossier": "AC-051", "critere": "DEMANDE", "motif": "par Tramontane Habitat, le 18/11/2026",
        "etat": "A_VOIR", "demande_par": "Tramontane Habitat", "reporte_du": None, "alerte": "",
    }  # fmt: skip


def test_une_seance_se_tient_en_entier_en_ligne_de_commande(
    base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Préparer, noter pour un agent et pour un partenaire, clore, écrire le relevé, suivre les actions."""
    preparee = dit(
        capsys, "preparer", "--base", base, "--le", "2026-11-21", "--heure", "09:00", "--operation", "LI"
    )
    seance = ("--base", base, "--seance", "3")
    dossier = ("--dossier", "AC-028", "--texte", "Proposer le T5", "--echeance", "2026-11-27")
    notee = dit(capsys, "noter", *seance, *dossier, "--partenaire", "canigou logement")
    close = dit(capsys, "clore", *seance)
    releve = dit(capsys, "releve", *seance, "--masquer", "--vers", str(tmp_path / "releve.pdf"))
    actions = dit(capsys, "actions", "--base", base, "--au", "2026-11-28")

    assert preparee.startswith("Cellule du 21/11/2026 à 09:00 (séance 4), en préparation")
    assert notee == "Décision notée pour AC-028, cellule du 20/11/2026.\n"
    assert close == "Cellule du 20/11/2026 close, 1 décision. 21 dossiers non vus à la prochaine séance.\n"
    assert releve == "Relevé de décisions dans releve.pdf.\n"
    assert (tmp_path / "releve.pdf").read_bytes().startswith(b"%PDF")
    assert "  AC-028 : Proposer le T5, échue le 27/11/2026, 1 jour de retard\n" in actions


def test_les_actions_s_ecrivent_dans_un_tableau_pour_l_equipe(
    base: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    vers = tmp_path / "actions.csv"

    dit(capsys, "actions", "--base", base, "--au", "2026-11-20", "--toutes", "--vers", str(vers))

    lignes = vers.read_text("utf-8-sig").splitlines()
    assert len(lignes) == 1 + 5
    assert "Canigou Logement;AC-028;BELKACEM Nora;Proposer un T5;;13/11/2026;18/11/2026" in lignes[3]


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (
            ("noter", "--dossier", "AC-028", "--texte", "Voir", "--partenaire", "Inconnu"),
            "n’est pas un partenaire",
        ),
        (("noter", "--dossier", "AC-001", "--texte", "Voir"), "AC-001 n’est pas à l’ordre du jour"),
        (("releve", "--vers", "releve.docx"), "doit finir par .pdf"),
        (("preparer", "--le", "2026-11-20", "--heure", "14:30"), "Une séance est déjà prévue le 20/11/2026"),
    ],
)
def test_une_mauvaise_demande_se_dit_d_une_phrase(
    base: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], phrase: str
) -> None:
    seance = () if arguments[0] == "preparer" else ("--seance", "3")

    assert main(["cellule", *arguments, "--base", base, *seance]) == 2

    assert phrase in capsys.readouterr().err
