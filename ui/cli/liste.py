"""Donner la liste des dossiers à modifier dans Excel ; « importer » la relit."""

import argparse
from pathlib import Path

from db.champs_liste import champ_de
from db.dossiers_d_une_vue import dossiers_de_la_vue
from db.exports.interne import POUR_LES_AGENTS
from db.exports.liste import ORDINAIRES, champs_des_colonnes, donner_la_liste
from db.filtres import Repere
from db.operations import exiger_operation
from relogement.erreurs import ErreurMetier
from relogement.liste import modifiables
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--vers", required=True, type=Path, metavar="F.xlsx", help="le classeur à écrire")
    sous.add_argument("--vue", metavar="TITRE", help="les filtres et les colonnes d’une vue ; sinon tous")
    option_operation(sous)
    option_au(sous)
    sous.add_argument("--champs", metavar="A,B", help=f"ces colonnes-là ; à changer : {', '.join(modifiables())}")


def _liste(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            repere = Repere(a_la_date(demande), fichier.auteur)
            choisis = dossiers_de_la_vue(session, demande.vue, repere, demande.operation)
        champs = _champs(demande.champs) or champs_des_colonnes(choisis.colonnes or ORDINAIRES)
        combien = donner_la_liste(fichier, choisis.ids, champs, demande.vers)
    print(f"{pluriel(combien, 'dossier')} dans {demande.vers.name}. {POUR_LES_AGENTS}")
    return 0


def _champs(dits: str | None) -> list[str]:
    champs = [champ.strip() for champ in (dits or "").split(",") if champ.strip()]
    if inconnus := [champ for champ in champs if champ_de(champ) is None]:
        raise ErreurMetier(f"Champs inconnus : {', '.join(inconnus)}. Voir « relogement liste --help ».")
    return champs


LISTE = Verbe("liste", "Donne la liste des dossiers à modifier dans Excel.", _options, _liste)
