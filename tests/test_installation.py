"""L’installation : versions exactes, aucune adresse, et la commande à taper sans droit d’administrateur."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

RACINE = Path(__file__).parents[1]
LIVRES = (
    "Makefile",
    ".ci/run",
    "constraints.txt",
    "pyproject.toml",
    "outils/preparer.sh",
    "outils/systeme.sh",
)
SYSTEME_CONNU = Path("/sbin/ldconfig").exists() and Path("/usr/bin/apt-get").exists()


def nom_normal(exigence: str) -> str:
    nom = re.split(r"[\[<>=!;~ ]", exigence, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", nom).lower()


def versions_exactes() -> dict[str, str]:
    lignes = (RACINE / "constraints.txt").read_text(encoding="utf-8").splitlines()
    utiles = [ligne for ligne in lignes if not ligne.startswith("#")]
    return {nom_normal(ligne): ligne.partition("==")[2] for ligne in utiles}


def une_commande(dossier: Path, nom: str, corps: str) -> None:
    fichier = dossier / nom
    fichier.write_text(f"#!/bin/sh\n{corps}\n", encoding="utf-8")
    fichier.chmod(0o755)


def test_chaque_bibliotheque_demandee_a_sa_version_exacte() -> None:
    projet = tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    options = projet["optional-dependencies"].values()

    demandees = {nom_normal(e) for liste in (projet["dependencies"], *options) for e in liste}

    versions = versions_exactes()
    assert demandees - {"relogement"} - versions.keys() == set()
    assert all(versions.values())


@pytest.mark.parametrize("nom", LIVRES)
def test_aucune_adresse_du_reseau_n_est_ecrite_dans_l_installation(nom: str) -> None:
    texte = (RACINE / nom).read_text(encoding="utf-8")

    assert "://" not in texte
    assert "index-url" not in texte


def test_la_licence_est_entiere() -> None:
    texte = (RACINE / "LICENSE").read_text(encoding="utf-8")

    articles = re.findall(r"^(\d+)\. [A-Z]", texte, flags=re.MULTILINE)

    assert articles == [str(n) for n in range(1, 16)]
    assert "Appendix" in texte


@pytest.mark.skipif(not SYSTEME_CONNU, reason="demande un système Debian ou Ubuntu")
def test_sans_droit_d_administrateur_la_commande_a_taper_est_donnee(tmp_path: Path) -> None:
    une_commande(tmp_path, "id", "echo 1000")
    une_commande(tmp_path, "sudo", "exit 1")
    une_commande(tmp_path, "apt-get", f"touch {tmp_path}/appele")
    chemins = f"{tmp_path}:{os.environ['PATH']}"

    essai = subprocess.run(
        ["bash", str(RACINE / "outils/systeme.sh"), "paquet-recent|paquet-ancien"],
        env={**os.environ, "PATH": chemins, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert essai.returncode == 1
    assert "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends" in essai.stderr
    assert "paquet-ancien" in essai.stderr
    assert not (tmp_path / "appele").exists()


class Cloche(QObject):
    """Un objet qui sonne."""

    sonnee = Signal(bool)


def test_cent_mille_signaux_n_arretent_pas_le_programme() -> None:
    """PYSIDE-3474 : certaines versions de PySide6 s’arrêtent après quelques centaines de signaux."""
    cloche = Cloche()
    recus: list[bool] = []
    cloche.sonnee.connect(recus.append)

    for _ in range(100_000):
        cloche.sonnee.emit(True)

    assert len(recus) == 100_000
