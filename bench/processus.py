"""Une étape dans un processus à elle : sa mémoire de pointe ne doit rien aux autres."""

import json
import subprocess
import sys
from pathlib import Path

from bench.contexte import Contexte
from bench.etapes import etape
from bench.mesures import Mesure


def mesurer_a_part(nom: str, contexte: Contexte) -> list[Mesure]:
    """Les mesures d'une étape, prises dans un processus neuf ; une étape qui échoue le dit et n'arrête rien."""
    commande = [sys.executable, "-m", "bench.processus", nom, str(contexte.taille), str(contexte.dossier)]
    sortie = subprocess.run(commande, capture_output=True, text=True)
    if sortie.returncode:
        derniere = (sortie.stderr.strip().splitlines() or ["sans message"])[-1]
        print(f"  {nom} : la mesure a échoué ({derniere})", file=sys.stderr)
    return [Mesure(**json.loads(ligne)) for ligne in sortie.stdout.splitlines() if ligne.startswith("{")]


def _mesurer(nom: str, contexte: Contexte) -> None:
    for mesure in etape(nom)(contexte):
        print(json.dumps(mesure.situee(contexte.taille).en_dict()), flush=True)


if __name__ == "__main__":
    _mesurer(sys.argv[1], Contexte(int(sys.argv[2]), Path(sys.argv[3])))
