"""``vacances``, ``apparier`` et ``affecter`` : lisibles, en JSON, et jamais un nom de ménage."""

import json
from datetime import date
from pathlib import Path

import pytest

from relogement.actes import Notification, proposer, refuser
from relogement.nomenclatures import Reservation, Typologie
from tests.fabrique import un_fichier, un_logement, un_menage, une_charte, une_operation
from ui.cli import main


@pytest.fixture
def base(tmp_path: Path) -> str:
    """Deux ménages de deux personnes ; deux logements libres, dont un refusé, et un gardé par son bailleur."""
    operation = une_operation()
    refuse = un_menage("A1", nom="MARTIN", operation=operation, nb_personnes=2)
    fichier = un_fichier(tmp_path, refuse, un_menage("B1", operation=operation, nb_personnes=2))
    with fichier.ecrire("Vacances") as session:
        logements = [
            un_logement(
                residence=nom, typologie=Typologie.T3, commune="Perpignan", bailleur="Habitat Sud", **champs
            )
            for nom, champs in (
                ("Les Pins", {}),
                ("Les Tours", {}),
                ("Le Parc", {"reservation": Reservation.BAILLEUR}),
            )
        ]
        session.add_all(logements)
        session.add(refuse)
        offre = proposer(refuse, logements[0], charte=une_charte(), notification=Notification(date(2026, 6, 1)))
        refuser(refuse, offre, date(2026, 6, 12), "CHER", charte=une_charte())
    fichier.fermer()
    return str(tmp_path / "projet.relogement")


def test_le_registre_et_ce_qu_il_faut_dire_aux_bailleurs(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vacances", "--base", base]) == 0
    registre = capsys.readouterr().out
    assert main(["vacances", "--base", base, "--retours", "2026-06-01"]) == 0
    retours = capsys.readouterr().out
    assert main(["vacances", "--base", base, "--json"]) == 0
    lus = json.loads(capsys.readouterr().out)

    assert "Les Pins, Perpignan" in registre
    assert "Libre, refusé 1 fois" in registre
    assert registre.rstrip().endswith("3 logements, 3 libres.")
    assert "Habitat Sud\n- T3 · Les Pins, Perpignan\u00a0: refusé le 12/06/2026 par le dossier A1." in retours
    assert [(v["etat"], v["refus"], v["loyer"]) for v in lus if v["residence"] == "Les Pins"] == [
        ("LIBRE", 1, None)
    ]


def test_apparier_dit_les_parts_et_ecarte_ce_qui_a_ete_refuse(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["apparier", "--base", base, "--dossier", "A1", "--json"]) == 0
    premier, dernier = json.loads(capsys.readouterr().out)
    assert main(["apparier", "--base", base, "--logement", str(premier["logement"])]) == 0
    texte = capsys.readouterr().out

    assert dernier["ecarte"] == ["déjà refusé par ce ménage"]
    assert (premier["ecarte"], premier["rac_estime"]) == ([], None)
    assert [p["motif"] for p in premier["parts"] if p["part"] == "NEUF"] == ["date de conventionnement inconnue"]
    assert "A1 ↔" in texte
    assert "B1 ↔" in texte
    assert "MARTIN" not in texte


def test_affecter_propose_sans_rien_enregistrer(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["affecter", "--base", base, "--json"]) == 0
    lu = json.loads(capsys.readouterr().out)
    assert main(["affecter", "--base", base, "--minimum", "HORS_QPV=50"]) == 0
    texte = capsys.readouterr().out

    assert (lu["menages"], lu["logements"], len(lu["paires"])) == (2, 2, 2)
    assert lu["points"] >= lu["points_un_par_un"]
    assert "Rien n’est enregistré." in texte


@pytest.mark.parametrize("mauvais", [["--fixer", "A1"], ["--minimum", "HORS_QPV=150"], ["--minimum", "RAC=3"]])
def test_une_contrainte_mal_ecrite_est_refusee(
    base: str, mauvais: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["affecter", "--base", base, *mauvais])

    assert "écrire" in capsys.readouterr().err
