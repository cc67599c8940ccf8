"""Préparer un modèle à envoyer à un bailleur ou à un enquêteur."""

import argparse
from pathlib import Path

from db.exports.a_remplir import Envoi, remettre_le_modele
from relogement.exports.a_remplir import MODELES
from relogement.textes import pluriel
from ui.cli.fuites import dire_a_regarder
from ui.cli.verbe import Verbe, base_ouverte, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("modele", choices=[modele.code for modele in MODELES], help="ce qu’il faut faire remplir")
    option_base(sous)
    sous.add_argument("--bailleur", metavar="NOM", help="à qui le modèle est envoyé")
    option_operation(sous)
    sous.add_argument("--prerempli", action="store_true", help="avec les codes et adresses des logements connus")
    sous.add_argument(
        "--avec-noms", action="store_true", help="et les noms, ceux des locataires de ce bailleur seulement"
    )
    sous.add_argument("--vers", required=True, type=Path, metavar="F.xlsx", help="le classeur à écrire")


def _modele(demande: argparse.Namespace) -> int:
    envoi = Envoi(
        demande.modele, demande.bailleur, demande.operation, prerempli=demande.prerempli or demande.avec_noms,
        avec_noms=demande.avec_noms,
    )  # fmt: skip
    with base_ouverte(demande) as fichier:
        sortie = remettre_le_modele(fichier, envoi, demande.vers)
    remplies = pluriel(sortie.lignes, "logement prérempli", "logements préremplis")
    print(f"Modèle dans {demande.vers.name} : {remplies if sortie.lignes else 'vide, prêt à envoyer'}.")
    print(sortie.rapport.phrase)
    dire_a_regarder(sortie.rapport)
    return 0


MODELE = Verbe("modele", "Prépare un modèle à faire remplir : état locatif, vacances…", _options, _modele)
