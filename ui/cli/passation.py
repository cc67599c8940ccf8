"""Dire où en sont les dossiers d'un agent absent, et en faire une page à remettre."""

import argparse
from pathlib import Path

from db.passation import etat_des_dossiers, exiger_le_referent
from relogement.erreurs import ErreurMetier
from relogement.passation_dite import en_texte
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument(
        "--referent", required=True, metavar="NOM", help="l’agent absent, tel que les dossiers le nomment"
    )
    sous.add_argument("--vers", metavar="F.pdf", help="écrire la page à imprimer dans ce fichier")
    option_au(sous)


def _passation(demande: argparse.Namespace) -> int:
    vers = Path(demande.vers) if demande.vers else None
    if vers is not None and vers.suffix.lower() != ".pdf":
        raise ErreurMetier(f"« {vers.name} » doit finir par .pdf : la page de passation est un PDF.")
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_le_referent(session, demande.referent)
        etat = etat_des_dossiers(session, demande.referent, a_la_date(demande))
    if vers is None:
        print(en_texte(etat))
        return 0
    from relogement.documents.passation import ecrire_passation

    ecrire_passation(vers, etat)
    print(f"{pluriel(len(etat.dossiers), 'dossier')} dans {vers.name}.")
    return 0


PASSATION = Verbe(
    "passation", "Dit où en sont les dossiers d’un agent absent ; en fait une page.", _options, _passation
)
