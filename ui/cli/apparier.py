"""Les logements adaptés à un dossier, les ménages adaptés à un logement, et la répartition de l'ensemble."""

import argparse
import json
from decimal import Decimal, InvalidOperation
from typing import Any

from db.appariement import Affectation, Demande, affecter, logements_adaptes, menages_adaptes
from db.operations import exiger_operation
from relogement.appariement.note import Appariement
from relogement.appariement.poids import Part
from relogement.appariement.tableau import CRITERES
from relogement.textes import INSECABLE, pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base, option_operation

MONTRES = 20


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    de_qui = sous.add_mutually_exclusive_group(required=True)
    de_qui.add_argument("--dossier", metavar="REF", help="les logements pour ce dossier")
    de_qui.add_argument("--logement", type=int, metavar="N", help="les ménages pour ce logement du registre")
    option_operation(sous)
    option_au(sous)
    sous.add_argument("--tous", action="store_true", help=f"pas seulement les {MONTRES} premiers")
    sous.add_argument("--json", action="store_true", help="en JSON")


def _apparier(demande: argparse.Namespace) -> int:
    au = a_la_date(demande)
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        if demande.dossier:
            trouves = logements_adaptes(session, demande.dossier, au)
        else:
            trouves = menages_adaptes(session, demande.logement, au, demande.operation)
        montres = trouves if demande.tous else trouves[:MONTRES]
        print(_json([en_json(a) for a in montres]) if demande.json else en_texte(montres, len(trouves)))
    return 0


def _json(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False, indent=1)


def en_texte(montres: list[Appariement], combien: int) -> str:
    """Chaque paire, sa note, ce qui l'écarte, puis ses parts ; l'APL y est toujours une estimation."""
    if not montres:
        return "Personne à loger, ou aucun logement à proposer."
    lignes = [ligne for trouve in montres for ligne in _lignes(trouve)]
    if combien > len(montres):
        lignes.append(f"{pluriel(combien - len(montres), 'autre')}, avec --tous.")
    return "\n".join(lignes)


def _lignes(trouve: Appariement) -> list[str]:
    qui = f"{trouve.candidat.reference} ↔ {trouve.logement.id} {trouve.logement.libelle}"
    if trouve.bloque:
        return [f"{qui}{INSECABLE}: écarté, {' ; '.join(trouve.blocages)}"]
    parts = [f"  {p.points:>10}  {p.part.libelle}{INSECABLE}: {p.note.motif}" for p in trouve.parts]
    return [f"{qui}{INSECABLE}: {trouve.dite}", *parts]


def en_json(trouve: Appariement) -> dict[str, Any]:
    """Une paire et ses parts ; un reste à charge inconnu est nul, jamais zéro."""
    rac = trouve.chiffrage.rac.apres.valeur
    return {
        "dossier": trouve.candidat.reference,
        "logement": trouve.logement.id,
        "note_au_moins": round(float(trouve.basse), 2),
        "note_au_plus": round(float(trouve.haute), 2),
        "ecarte": list(trouve.blocages),
        "rac_estime": None if rac is None else str(rac),
        "parts": [
            {
                "part": p.part.value,
                "poids": p.poids,
                "au_moins": round(float(p.note.basse * p.poids), 2),
                "au_plus": round(float(p.note.haute * p.poids), 2),
                "sans_objet": p.note.sans_objet,
                "motif": p.note.motif,
            }
            for p in trouve.parts
        ],
    }


def _options_d_affectation(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    option_au(sous)
    for nom, aide in (("fixer", "cette paire, quoi qu’il arrive"), ("interdire", "jamais cette paire")):
        sous.add_argument(f"--{nom}", action="append", default=[], type=_paire, metavar="REF=N", help=aide)
    sous.add_argument(
        "--minimum", action="append", default=[], type=_minimum, metavar="CRITERE=%",
        help=f"part minimale parmi les paires{INSECABLE}: {', '.join(CRITERES)}",
    )  # fmt: skip
    sous.add_argument("--json", action="store_true", help="en JSON")


def _paire(texte: str) -> tuple[str, int]:
    reference, _, numero = texte.rpartition("=")
    if not reference or not numero.isdecimal():
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas une paire : écrire AC-001=12")
    return reference, int(numero)


def _minimum(texte: str) -> tuple[Part, Decimal]:
    critere, _, taux = texte.partition("=")
    try:
        lu = (Part(critere), Decimal(taux.replace(",", ".")))
    except (ValueError, InvalidOperation):
        lu = (Part.OCCUPATION, Decimal(-1))
    if lu[0] not in CRITERES or not 0 <= lu[1] <= 100:
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas une part minimale : écrire HORS_QPV=50")
    return lu


def _affecter(demande: argparse.Namespace) -> int:
    voulu = Demande(frozenset(demande.fixer), frozenset(demande.interdire), dict(demande.minimum))
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        trouvee = affecter(session, a_la_date(demande), demande.operation, voulu)
        print(_json(affectation_en_json(trouvee)) if demande.json else affectation_en_texte(trouvee))
    return 0


def affectation_en_texte(trouvee: Affectation) -> str:
    """Chaque paire et sa note, puis ce que l'ensemble gagne sur le un par un."""
    lignes = [
        f"{a.candidat.reference} → {a.logement.id} {a.logement.libelle}{INSECABLE}: {a.dite}"
        for a in trouvee.paires
    ]
    return "\n".join([*lignes, trouvee.phrase])


def affectation_en_json(trouvee: Affectation) -> dict[str, Any]:
    return {
        "menages": trouvee.menages,
        "logements": trouvee.logements,
        "points": round(trouvee.ensemble.total, 2),
        "points_un_par_un": round(trouvee.un_par_un.total, 2),
        "gain": round(trouvee.gain, 2),
        "paires_un_par_un": trouvee.un_par_un.loges,
        "paires": [en_json(a) for a in trouvee.paires],
    }


APPARIER = Verbe(
    "apparier", "Range les logements d’un dossier, ou les ménages d’un logement.", _options, _apparier
)
AFFECTER = Verbe(
    "affecter", "Propose qui pourrait recevoir quoi, pour tout le vivier.", _options_d_affectation, _affecter
)
