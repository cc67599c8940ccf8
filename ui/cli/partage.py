"""La part de chaque bailleur dans les relogements, devant ses engagements."""

import argparse
import json

from db.exports.interne import interne
from db.exports.partage import document
from db.horloge import aujourdhui
from db.operations import exiger_operation
from db.partage import lire_partage, periode_a_montrer
from db.partage.accueils import a_verifier, enregistrer_accueils
from db.partage.tableau import Tableau, du_partage, en_json
from db.tableaux.portee import Portee
from relogement.partage.dits import RIEN
from relogement.partage.fichier import lire_accueils
from relogement.partage.periode import Periode
from relogement.textes import INSECABLE
from ui.cli.verbe import Verbe, base_ouverte, fichier_existant, jour, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    periode = sous.add_mutually_exclusive_group()
    periode.add_argument("--annee", type=int, metavar="AAAA", help="les baux signés cette année")
    periode.add_argument("--depuis", type=jour, metavar="AAAA-MM-JJ", help="les baux signés depuis ce jour")
    sous.add_argument("--engagements", metavar="F.toml", help="écrire d’abord les blocs [[accueil]] de ce fichier")
    sous.add_argument("--vers", metavar="F.xlsx", help="écrire le classeur (interne, sans secret statistique)")
    sous.add_argument("--json", action="store_true", help="en JSON")


def _partage(demande: argparse.Namespace) -> int:
    au, lus = aujourdhui(), None
    if demande.engagements:
        lus = lire_accueils(fichier_existant(demande.engagements).read_text("utf-8-sig"))
    with base_ouverte(demande) as fichier:
        if lus is not None:
            with fichier.ecrire("Engagements d’accueil") as session:
                enregistrer_accueils(session, lus)
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            periode = _periode(demande) or periode_a_montrer(session, au)
            partage = lire_partage(session, Portee(au, demande.operation), periode)
            notes = a_verifier(session, au)
            if demande.vers:
                print(interne(fichier, document(partage, demande.operation), demande.vers))
                return 0
    if demande.json:
        print(
            json.dumps({**en_json(partage, demande.operation), "a_verifier": notes}, ensure_ascii=False, indent=1)
        )
    else:
        print("\n".join([en_texte(du_partage(partage, demande.operation)), *notes]))
    return 0


def _periode(demande: argparse.Namespace) -> Periode | None:
    au = aujourdhui()
    if demande.annee is not None:
        return Periode.de_l_annee(demande.annee, au)
    return Periode.depuis(demande.depuis, au) if demande.depuis else None


def en_texte(tableau: Tableau) -> str:
    """Une ligne par bailleur : sa fraction, sa part, son engagement, et où il en est."""
    lignes = [tableau.titre, *(_ligne(cases) for cases in tableau.lignes)]
    return "\n".join([*lignes, *([] if tableau.lignes else [f"{RIEN}."]), *tableau.notes])


def _ligne(cases: tuple[str, ...]) -> str:
    nom, fraction, part, promis, a_venir, suivi = cases
    dit = f"- {nom}{INSECABLE}: {part} ({fraction}), engagement {promis}, à venir {a_venir}"
    return f"{dit} ; {suivi}" if suivi else dit


PARTAGE = Verbe(
    "partage", "Dit la part de chaque bailleur dans les relogements, devant ses engagements.", _options, _partage
)
