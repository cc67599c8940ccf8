"""L'équilibre en ligne de commande : l'indice, la phrase d'une attribution, le tableau des partenaires."""

import json
from datetime import date
from pathlib import Path

import pytest

from db.equilibre.ecriture import enregistrer_residence, mesurer
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure
from relogement.textes import FINE, INSECABLE
from tests.fabrique import un_fichier, un_logement, un_menage
from ui.cli import main

DONNEES = date(2025, 1, 1)


@pytest.fixture
def base(tmp_path: Path) -> str:
    """Deux résidences de 45 ménages, l'une à 14, l'autre à 31 du premier quartile, et une de quatre ménages."""
    fichier = un_fichier(tmp_path, un_menage("A1", nom="SECRETAN"))
    with fichier.ecrire("Résidences") as session:
        for nom, q1, menages, logements in (
            ("Les Pins", 14, 45, 48),
            ("Les Tours", 31, 45, 48),
            ("Le Mas", 2, 4, 4),
        ):
            valeurs = {"nom": nom, "bailleur": "Habitat Sud", "commune": "Perpignan", "nb_logements": logements}
            numero = enregistrer_residence(session, None, valeurs)
            mesurer(session, numero, DONNEES, [Mesure(Indicateur.Q1, DONNEES, None, q1, menages)])
        session.add(un_logement(residence="Les Pins", commune="Perpignan", bailleur="Habitat Sud"))
    chemin = str(fichier.base)
    fichier.fermer()
    return chemin


def dit(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace(FINE, " ").replace(INSECABLE, " ")


def test_les_plus_fragiles_d_abord_et_la_secrete_se_tait(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    """La moyenne est 22,5/45 : 31 en vaut 138, 14 en vaut 62."""
    assert main(["equilibre", "--base", base, "--au", "2026-11-20"]) == 0

    lignes = dit(capsys).splitlines()
    assert lignes[0].startswith("Les Tours, Habitat Sud, Perpignan : indice 138 (premier quartile 31 sur 45")
    assert lignes[1].startswith("Les Pins, Habitat Sud, Perpignan : indice 62")
    assert lignes[2] == "Le Mas, Habitat Sud, Perpignan : moins de 5 ménages : non montré"


def test_en_json_une_valeur_inconnue_est_nulle(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["equilibre", "--base", base, "--au", "2026-11-20", "--json"]) == 0

    lu = {r["residence"]: r for r in json.loads(capsys.readouterr().out)["residences"]}
    assert lu["Les Pins"]["indicateurs"]["Q1"]["taux"] == "31.11"
    assert lu["Le Mas"] == {
        "residence": "Le Mas", "bailleur": "Habitat Sud", "commune": "Perpignan", "secret": True,
    }  # fmt: skip


def test_la_phrase_d_une_attribution(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["equilibre", "--base", base, "--au", "2026-11-20", "--dossier", "A1", "--logement", "1"]) == 0

    assert "de 31 % à 33 % si ce ménage en est, à 30 % sinon (charte : 40 %)." in dit(capsys)


@pytest.mark.parametrize("options", [["--dossier", "A1"], ["--dossier", "Z9", "--logement", "1"]])
def test_un_dossier_ou_un_logement_inconnu_se_dit(
    base: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["equilibre", "--base", base, *options]) != 0
    assert capsys.readouterr().err


def test_le_tableau_des_partenaires_ne_porte_ni_nom_ni_petit_effectif(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vers = tmp_path / "residences.csv"

    assert main(["equilibre", "--base", base, "--au", "2026-11-20", "--vers", str(vers)]) == 0

    ecrit = vers.read_text("utf-8-sig")
    assert "2 résidences dans residences.csv. Contrôlé" in dit(capsys)
    assert "31,11" in ecrit
    assert "Le Mas" not in ecrit
    assert "SECRETAN" not in ecrit
