"""Contrôler un fichier avant de l'envoyer : rien de ce que la base sait des personnes ne doit s'y lire."""

import argparse
import json
import sys

from db.fuites import controler
from relogement.fuites.rapport import Rapport
from ui.cli.verbe import Verbe, base_ouverte, fichier_existant, option_base

CONTROLE_ECHOUE = 1


def _options(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("fichier", metavar="FICHIER", help="classeur, PDF, CSV, base, courriel, image, archive…")
    option_base(sous)
    sous.add_argument("--json", action="store_true", help="le rapport entier, pour un programme")


def _controler(demande: argparse.Namespace) -> int:
    chemin = fichier_existant(demande.fichier)
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        rapport = controler(session, chemin, auteur=fichier.auteur)
    if demande.json:
        print(json.dumps(rapport.en_json(), ensure_ascii=False, indent=1))
    else:
        print(en_texte(rapport))
    return 0 if rapport.propre else CONTROLE_ECHOUE


def en_texte(rapport: Rapport) -> str:
    """La phrase, puis chaque endroit ; la donnée elle-même n'est jamais redite."""
    lignes = [rapport.phrase]
    lignes += [f"- {constat.phrase}" for constat in rapport.fuites]
    lignes += [f"- à regarder, {constat.phrase}" for constat in rapport.avertissements]
    if rapport.total > len(rapport.constats):
        lignes.append(f"… et {rapport.total - len(rapport.constats)} autres endroits.")
    return "\n".join(lignes)


def dire_la_fuite(rapport: Rapport) -> None:
    """Les endroits, sur la sortie des erreurs."""
    for ligne in en_texte(rapport).splitlines()[1:]:
        print(ligne, file=sys.stderr)


def dire_a_regarder(rapport: Rapport) -> None:
    """Ce que l'on doit savoir avant de remettre un fichier qui passe."""
    for phrase in rapport.singularites.phrases:
        print(f"À savoir : {phrase}", file=sys.stderr)
    for constat in rapport.avertissements:
        print(f"À regarder : {constat.phrase}", file=sys.stderr)


CONTROLER_FUITES = Verbe(
    "controler-fuites", "Cherche dans un fichier toute donnée personnelle de la base.", _options, _controler
)
