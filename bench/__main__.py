"""``python -m bench`` : mesure chaque taille, montre les chiffres et écrit ``docs/bench.md``."""

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.contexte import Contexte
from bench.etapes import ETAPES
from bench.mesures import Mesure
from bench.processus import mesurer_a_part
from bench.rapport import lue, rediger

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # partout la même fenêtre, avec ou sans écran
TAILLES = (6_000, 110_000)
RAPPORT = Path(__file__).resolve().parents[1] / "docs" / "bench.md"


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m bench", description="Mesure les temps et la mémoire.")
    options.add_argument(
        "--tailles", type=int, nargs="+", default=TAILLES, metavar="N", help="nombres de dossiers"
    )
    options.add_argument(
        "--etapes", nargs="+", choices=ETAPES, default=list(ETAPES), help="toutes si rien n’est dit"
    )
    options.add_argument("--dossier", type=Path, help="où garder les bases, pour ne pas les refaire")
    options.add_argument("--vers", type=Path, default=RAPPORT, help="le rapport à écrire")
    return options.parse_args()


def _mesurer(taille: int, etapes: Sequence[str], dossier: Path) -> list[Mesure]:
    mesures: list[Mesure] = []
    for etape in etapes:
        for mesure in mesurer_a_part(etape, Contexte(taille, dossier)):
            reference = (
                f" ({mesure.reference} : {lue(mesure, mesure.valeur_reference)})" if mesure.reference else ""
            )
            print(f"{taille:>7} {mesure.geste} : {lue(mesure, mesure.valeur)}{reference}", flush=True)
            mesures.append(mesure)
    return mesures


def main() -> None:
    """Prend toutes les mesures demandées, puis écrit le rapport."""
    demande = _options()
    with tempfile.TemporaryDirectory(prefix="relogement-bench-") as provisoire:
        dossier = demande.dossier or Path(provisoire)
        dossier.mkdir(parents=True, exist_ok=True)
        mesures = [m for taille in demande.tailles for m in _mesurer(taille, demande.etapes, dossier)]
    demande.vers.write_text(rediger(mesures), "utf-8")
    print(f"Rapport : {demande.vers.name}")


main()
