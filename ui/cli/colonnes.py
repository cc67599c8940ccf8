"""Les colonnes des bailleurs gardées à part : les compter, en retirer une de tous les dossiers."""

import argparse

from db.colonnes_locales import colonne_nommee, colonnes_gardees, oublier_la_colonne
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, base_ouverte, option_base


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--oublier", metavar="TITRE", help="retirer cette colonne de tous les dossiers")


def _colonnes(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        if demande.oublier:
            with fichier.ecrire(f"Colonne du bailleur retirée : {demande.oublier}") as session:
                retirees = oublier_la_colonne(session, colonne_nommee(session, demande.oublier))
            print(f"{pluriel(retirees, 'valeur retirée', 'valeurs retirées')}.")
            return 0
        with fichier.lire() as session:
            for colonne in colonnes_gardees(session):
                print(f"{colonne.titre} : {pluriel(colonne.dossiers, 'dossier')}")
    return 0


COLONNES = Verbe("colonnes", "Dit les colonnes de bailleurs gardées à part, en retire une.", _options, _colonnes)
