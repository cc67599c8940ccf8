"""L'agenda des échéances, pour un logiciel de calendrier."""

import argparse
from pathlib import Path

from db.horloge import maintenant
from db.journee import Portee, agents, echeances_datees
from db.operations import exiger_operation
from relogement.calendrier import ecrire_agenda
from relogement.erreurs import ErreurMetier
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    option_au(sous)
    sous.add_argument("--referent", metavar="NOM", help="les dossiers d’un agent ; sinon toute l’équipe")
    sous.add_argument("--vers", required=True, type=Path, metavar="F.ics", help="le fichier à écrire")


def _calendrier(demande: argparse.Namespace) -> int:
    if demande.vers.suffix.lower() != ".ics":
        raise ErreurMetier("Un agenda s’écrit dans un fichier « .ics » : changez le nom donné à --vers.")
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        connus = agents(session)
        if demande.referent is not None and demande.referent not in connus:
            raise ErreurMetier(
                f"« {demande.referent} » ne suit aucun dossier. Référents : {', '.join(connus) or 'aucun'}."
            )
        lignes = echeances_datees(session, Portee(a_la_date(demande), demande.referent, demande.operation))
    ecrire_agenda(demande.vers, lignes, le=maintenant())
    print(f"{pluriel(len(lignes), 'échéance')} : initiales et références seulement.")
    return 0


CALENDRIER = Verbe("calendrier", "Écrit les échéances à venir dans un agenda (.ics).", _options, _calendrier)
