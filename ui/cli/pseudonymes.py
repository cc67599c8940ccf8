"""Renouveler les pseudonymes du projet, en disant pourquoi."""

import argparse

from db.pseudonymes import AVERTISSEMENT, acte_du_renouvellement, renouveler
from ui.cli.verbe import Verbe, base_ouverte, option_base


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--motif", required=True, metavar="TEXTE", help="pourquoi la clé change")


def _renouveler(demande: argparse.Namespace) -> int:
    acte = acte_du_renouvellement(demande.motif)
    with base_ouverte(demande) as fichier, fichier.ecrire(acte) as session:
        renouveler(session, demande.motif)
    print(f"Pseudonymes renouvelés. {AVERTISSEMENT.removesuffix(' Ctrl+Z rend les anciens.')}")
    return 0


PSEUDONYMES = Verbe("pseudonymes", "Renouvelle la clé des pseudonymes, avec un motif.", _options, _renouveler)
