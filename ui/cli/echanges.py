"""Importer un fichier, exporter une base."""

import argparse
import json
from pathlib import Path

from db.exports import remettre
from db.exports.interne import POUR_LES_AGENTS
from db.fichier import Fichier
from db.imports import NATURES, SANS_LOGEMENT, Cible, Rapport, importer
from db.imports.rapport import Sort
from db.imports.rejets import ecrire_les_rejets, verifier_la_place
from db.operations import exiger_operation
from relogement.erreurs import ErreurMetier, cause
from relogement.exports import EXPORTS
from relogement.imports.choix import Choix
from relogement.nomenclatures import GenerationQpv
from relogement.scelles.periode import lire_periode
from relogement.textes import euros, pluriel
from ui.cli.fuites import dire_a_regarder
from ui.cli.mises_en_page import mise_en_page_demandee, option_mise_en_page
from ui.cli.periodes import option_periode
from ui.cli.verbe import (
    Verbe,
    a_la_date,
    base_ouverte,
    fichier_existant,
    option_au,
    option_base,
    option_operation,
)

AVEC_MISE_EN_PAGE = ("rime", "sqlite")
_SORTS = {
    Sort.CREEE: "créée",
    Sort.MODIFIEE: "modifiée",
    Sort.INCHANGEE: "inchangée",
    Sort.ECARTEE: "écartée",
}


def _options_importer(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("fichier", metavar="FICHIER", help="classeur, CSV, couche de quartiers…")
    option_base(sous)
    sous.add_argument("--nature", choices=("auto", *NATURES), default="auto", help="ce que contient le fichier")
    sous.add_argument("--operation", metavar="CODE", help="l’opération concernée, créée si elle n’existe pas")
    sous.add_argument("--bailleur", metavar="NOM", help="le bailleur d’un état locatif")
    sous.add_argument(
        "--generation", choices=[GenerationQpv.QP2015.value, GenerationQpv.QN2024.value],
        help="celle d’une couche de quartiers ; par défaut celle de ses codes",
    )  # fmt: skip
    sous.add_argument("--millesime", type=int, metavar="ANNÉE", help="l’année d’un répertoire du parc social")
    sous.add_argument(
        "--colonne", action="append", type=_colonne, default=[], metavar="TITRE=CHAMP",
        help="d’un autre tableau, le champ où va cette colonne ; rien après = pour ne pas la lire",
    )  # fmt: skip
    sous.add_argument(
        "--garder-colonnes", action="store_true", help="garder à part, avec chaque dossier, les colonnes inconnues"
    )
    sous.add_argument("--simuler", action="store_true", help="tout lire et comparer, ne rien écrire")
    sous.add_argument("--rapport", metavar="R.json", help="écrire le compte rendu dans ce fichier")
    sous.add_argument(
        "--rejets", metavar="F.xlsx", help="écrire les lignes écartées ou à vérifier, à corriger puis à importer"
    )


def _colonne(texte: str) -> tuple[str, str]:
    titre, signe, champ = texte.rpartition("=")
    if not signe or not titre.strip():
        raise argparse.ArgumentTypeError(f'« {texte} » : écrire TITRE=CHAMP, comme "Loyer mensuel=LOYER_AV"')
    return titre.strip(), champ.strip()


def _importer(demande: argparse.Namespace) -> int:
    source = fichier_existant(demande.fichier)
    if demande.rapport and not Path(demande.rapport).parent.is_dir():
        raise ErreurMetier(f"Le dossier du rapport « {demande.rapport} » n’existe pas. Rien n’a été importé.")
    if demande.rejets:
        verifier_la_place(source, Path(demande.rejets))
    with base_ouverte(demande) as fichier:
        generation = GenerationQpv(demande.generation) if demande.generation else None
        cible = Cible(
            demande.operation,
            demande.bailleur,
            generation,
            demande.millesime,
            dict(demande.colonne),
            demande.garder_colonnes,
        )
        rapport = importer(fichier, source, nature=demande.nature, cible=cible, simuler=demande.simuler)
        rejets = _ecrire_rejets(fichier, source, rapport, demande) if demande.rejets else ""
    if demande.rapport:
        _ecrire_rapport(Path(demande.rapport), rapport)
    print(en_texte(rapport))
    if rejets:
        print(rejets)
    return 0


def _ecrire_rejets(fichier: Fichier, source: Path, rapport: Rapport, demande: argparse.Namespace) -> str:
    """L'import est fait : ce qui empêche d'écrire les lignes à corriger se dit, sans le faire échouer."""
    choix = Choix(nature=rapport.nature, bailleur=demande.bailleur, operation=demande.operation)
    vers = Path(demande.rejets)
    try:
        combien = ecrire_les_rejets(fichier, source, rapport.anomalies, vers, choix)
    except ErreurMetier as erreur:
        return str(erreur)
    return f"{pluriel(combien, 'ligne')} à corriger dans {vers.name}. {POUR_LES_AGENTS}"


def _ecrire_rapport(vers: Path, rapport: Rapport) -> None:
    try:
        vers.write_text(json.dumps(rapport.en_json(), ensure_ascii=False, indent=1), "utf-8")
    except OSError as erreur:
        raise ErreurMetier(
            f"L’import est fait, mais le rapport n’a pas pu être écrit ({cause(erreur)})."
        ) from erreur


def en_texte(rapport: Rapport) -> str:
    """Le compte rendu à lire : les comptes, les totaux, puis chaque anomalie."""
    sorts = ", ".join(pluriel(rapport.lignes[sort], mot) for sort, mot in _SORTS.items())
    totaux = rapport.totaux
    inconnues = f" ({pluriel(totaux.apl_inconnue, 'inconnue')})" if totaux.apl_inconnue else ""
    lignes = [
        ("Simulation, rien n’est écrit. " if rapport.simule else "")
        + f"{rapport.nature} : {pluriel(rapport.lues, 'ligne lue', 'lignes lues')} : {sorts}."
    ]
    if rapport.nature not in SANS_LOGEMENT:
        lignes.append(
            f"{pluriel(rapport.logements, 'logement')}, {pluriel(rapport.menages, 'ménage')}, "
            f"{pluriel(rapport.personnes, 'personne')} ; loyers {euros(totaux.loyer)}, "
            f"charges {euros(totaux.charges)}, APL {euros(totaux.apl)}"
            f"{inconnues}."
        )
    for anomalie in rapport.anomalies:
        lieu = ", ".join(
            filter(
                None,
                (
                    anomalie.feuille and f"feuille {anomalie.feuille}",
                    f"ligne {anomalie.ligne}" if anomalie.ligne else None,
                    anomalie.colonne and f"colonne {anomalie.colonne}",
                ),
            )
        )
        lignes.append(f"- {anomalie.gravite.libelle}{f' ({lieu})' if lieu else ''} : {anomalie.message}")
    return "\n".join(lignes)


def _options_exporter(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("export", choices=[export.code for export in EXPORTS], help="ce qu’il faut exporter")
    option_base(sous)
    sous.add_argument("--vers", required=True, metavar="FICHIER", help=".xlsx, .csv ou .db d’après le nom")
    option_operation(sous)
    option_au(sous)
    option_periode(sous, exigee=False)
    option_mise_en_page(sous)


def _exporter(demande: argparse.Namespace) -> int:
    _verifier_les_options(demande)
    periode = lire_periode(demande.periode) if demande.periode else None
    with base_ouverte(demande) as fichier:
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            page = mise_en_page_demandee(session, demande.mise_en_page)[1] if demande.mise_en_page else None
        sortie = remettre(
            fichier, demande.export, Path(demande.vers), operation=demande.operation, au=a_la_date(demande),
            mise_en_page=page, periode=periode,
        )  # fmt: skip
    print(f"{pluriel(sortie.lignes, 'ligne')} dans {Path(demande.vers).name}.")
    print(sortie.rapport.phrase)
    dire_a_regarder(sortie.rapport)
    return 0


def _verifier_les_options(demande: argparse.Namespace) -> None:
    if demande.mise_en_page and demande.export not in AVEC_MISE_EN_PAGE:
        raise ErreurMetier(f"L’export « {demande.export} » n’a pas de mise en page : retirez --mise-en-page.")
    if demande.periode and demande.mise_en_page:
        raise ErreurMetier("Une période close garde sa mise en page : retirez --mise-en-page.")
    if demande.periode and demande.au:
        raise ErreurMetier("Une période close a sa date de fin : retirez --au.")


IMPORTER = Verbe("importer", "Importe un fichier : tout ou rien, avec un rapport.", _options_importer, _importer)
EXPORTER = Verbe("exporter", "Exporte la saisie, l’extraction de type RIME…", _options_exporter, _exporter)
