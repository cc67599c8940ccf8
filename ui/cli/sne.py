"""Rapprocher nos attributions du SNE, à lire, en JSON ou en classeur ; accepter les numéros sûrs."""

import argparse
import json

from db.exports.interne import interne
from db.exports.rapprochement_sne import document, en_json
from db.numeros_sne import accepter, propositions
from db.operations import exiger_operation
from db.rapprochement_sne import Compte, Rapprochement, rapprocher_le_sne
from relogement.rapprochement_sne import Issue
from relogement.textes import INSECABLE, jour, pluriel
from ui.cli.avancement import a_l_ecran
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    option_au(sous)
    sous.add_argument("--json", action="store_true", help="en JSON")
    sous.add_argument("--vers", metavar="F.xlsx", help="écrire le classeur (nominatif, interne)")
    sous.add_argument(
        "--accepter-exacts", action="store_true", help="écrire d’abord dans les dossiers les numéros proposés sûrs"
    )


def _rapprochement(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        if demande.accepter_exacts:
            with fichier.lire() as session:
                proposees = propositions(session, a_l_ecran("Numéros à proposer"))
            with fichier.ecrire("Numéros uniques acceptés") as session:
                acceptes = accepter(session, [(p.menage_id, p.numero) for p in proposees if p.exacte])
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            trouve = rapprocher_le_sne(session, a_la_date(demande), demande.operation)
            proposes = len(propositions(session, a_l_ecran("Numéros à proposer")))
        if demande.vers:
            print(interne(fichier, document(trouve), demande.vers))
            return 0
    if demande.json:
        print(json.dumps(en_json(trouve) | {"numeros_proposes": proposes}, ensure_ascii=False, indent=1))
        return 0
    if demande.accepter_exacts:
        print(f"{pluriel(acceptes, 'numéro accepté', 'numéros acceptés')}.")
    print(en_texte(trouve, proposes))
    return 0


def en_texte(trouve: Rapprochement, proposes: int) -> str:
    """Les comptes, puis ce qui est perdu ou à vérifier, dossier par dossier."""
    total = trouve.total
    lignes = [
        f"Au {jour(trouve.au)}{INSECABLE}: {total.perdues}/{total.total} attributions ne compteront pas, "
        f"{total.a_verifier} à vérifier."
    ]
    lignes += [_compte(bailleur, compte) for bailleur, compte in trouve.par_bailleur.items()]
    lignes += [_compte(cause.libelle, compte) for cause, compte in trouve.par_cause.items()]
    if proposes:
        lignes.append(
            f"{pluriel(proposes, 'numéro proposé', 'numéros proposés')} à des dossiers qui n’en ont pas."
        )
    for ligne in trouve.lignes:
        if ligne.jugement.issue is not Issue.COMPTERA:
            lignes.append(
                f"- {ligne.reference}{'' if ligne.engage else ' (en approche)'}, {ligne.jugement.phrase}"
            )
    return "\n".join(lignes)


def _compte(mot: str, compte: Compte) -> str:
    return f"  {mot:52}{compte.perdues:>4} perdues{compte.a_verifier:>5} à vérifier"


RAPPROCHEMENT = Verbe(
    "rapprochement-sne",
    "Dit quelles attributions ne compteront pas au SNE, et pourquoi.",
    _options,
    _rapprochement,
)
