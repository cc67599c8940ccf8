"""Un barème livré ne change jamais en place : chaque période porte l'empreinte de ses valeurs, relues une fois.

Une période ajoutée ajoute une ligne au registre ; corriger une faute de frappe demande d'y changer l'empreinte,
à la vue de tous, après avoir relu le texte.
"""

import hashlib
from pathlib import Path

from relogement.baremes import Periode, noms, periodes

REGISTRE = Path(__file__).with_name("baremes_empreintes.txt")


def empreinte(periode: Periode) -> str:
    """Toutes les valeurs de la période, et sa référence."""
    lignes = [f"{nom}={valeur}" for nom, valeur in sorted(periode.toutes().items())]
    return hashlib.sha256("\n".join([periode.texte, *lignes]).encode()).hexdigest()[:16]


def test_aucune_periode_livree_ne_change_en_place() -> None:
    gardees = dict(ligne.rsplit(" ", 1) for ligne in REGISTRE.read_text("utf-8").splitlines() if ligne)
    livrees = {f"{nom} {p.debut}": empreinte(p) for nom in noms() for p in periodes(nom)}

    changees = sorted(periode for periode in gardees if livrees.get(periode) != gardees[periode])
    assert changees == [], "une période livrée a changé : relisez le texte, puis son empreinte dans le registre"
    assert sorted(livrees.keys() - gardees.keys()) == [], "inscrivez les nouvelles périodes au registre"
