"""La cellule en ligne de commande : préparer, lire l'ordre du jour, noter, clore, écrire le relevé, suivre."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import time
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cellule.decisions import noter
from db.cellule.partenaires import partenaire_de_nom
from db.cellule.releve import actions, ecrire_actions, ecrire_releve
from db.cellule.seances import SeanceOuverte, clore, lire_seance, preparer, seance_a_montrer, seances
from db.courriers import dossier_de_reference
from db.horloge import aujourdhui, maintenant
from db.operations import exiger_operation
from relogement.cellule.codes import EtatPoint
from relogement.cellule.releve import Action, par_responsable
from relogement.erreurs import ErreurMetier
from relogement.operation import Operation
from relogement.textes import INSECABLE, jour, pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base
from ui.cli.verbe import jour as une_date
from ui.saisie import lire_heure

Acte = Callable[[argparse.Namespace], int]
AUCUNE = "Aucune séance n’est prévue. Préparez-en une : relogement cellule preparer --le AAAA-MM-JJ --heure HH:MM."


def _options(sous: argparse.ArgumentParser) -> None:
    actes = sous.add_subparsers(title="actes", metavar="ACTE", required=True)
    for nom, aide, options, acte in _ACTES:
        un = actes.add_parser(nom, help=aide, description=aide)
        option_base(un)
        options(un)
        un.set_defaults(acte=acte)


def _cellule(demande: argparse.Namespace) -> int:
    acte: Acte = demande.acte
    return acte(demande)


def _heure(texte: str) -> time:
    try:
        lue = lire_heure(texte)
    except ErreurMetier as erreur:
        raise argparse.ArgumentTypeError(str(erreur)) from erreur
    if lue is None:
        raise argparse.ArgumentTypeError("elle est vide : écrivez 14:30.")
    return lue


def _option_seance(sous: argparse.ArgumentParser) -> None:
    aide = "son numéro ; par défaut celle en cours, sinon celle du jour, sinon la prochaine, sinon la dernière"
    sous.add_argument("--seance", type=int, metavar="N", help=aide)


def _laquelle(session: Session, demande: argparse.Namespace) -> int:
    numero: int | None = demande.seance
    numero = numero if numero is not None else seance_a_montrer(session, aujourdhui())
    if numero is None:
        raise ErreurMetier(AUCUNE)
    return numero


def _json(lignes: object) -> None:
    print(json.dumps(lignes, ensure_ascii=False, indent=1))


def _sans_option(_: argparse.ArgumentParser) -> None:
    """Cet acte n'a besoin que de la base."""


def _seances(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        for s in seances(session):
            lieu = f", {s.operation}" if s.operation else ""
            print(
                f"{s.id} {jour(s.le)} {s.heure:%H:%M}{lieu}{INSECABLE}: {s.etat.libelle.lower()}, "
                f"{pluriel(s.nb_points, 'dossier')}, {pluriel(s.nb_traites, 'traité')}, "
                f"{pluriel(s.nb_decisions, 'décision')}"
            )
    return 0


def _option_preparer(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("--le", type=une_date, required=True, metavar="AAAA-MM-JJ", help="le jour de la séance")
    sous.add_argument("--heure", type=_heure, required=True, metavar="HH:MM", help="son heure")
    sous.add_argument("--operation", metavar="CODE", help="une seule opération (tout le projet)")
    sous.add_argument("--lieu", metavar="TEXTE", help="où elle se tient")


def _preparer(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        with fichier.ecrire("Séance préparée") as session:
            exiger_operation(session, demande.operation)
            operation = session.scalar(select(Operation.id).where(Operation.code == demande.operation))
            numero = preparer(
                session, le=demande.le, heure=demande.heure, operation_id=operation, lieu=demande.lieu
            )
        with fichier.lire() as session:
            print("\n".join(_en_texte(lire_seance(session, numero), noms=False)))
    return 0


def _option_ordre(sous: argparse.ArgumentParser) -> None:
    _option_seance(sous)
    sous.add_argument("--noms", action="store_true", help="écrire les noms (nominatif, interne)")
    sous.add_argument("--json", action="store_true", help="en JSON")


def _ordre(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        lue = lire_seance(session, _laquelle(session, demande))
    if demande.json:
        _json([_point_en_json(lue, rang, noms=demande.noms) for rang in range(len(lue.points))])
    else:
        print("\n".join(_en_texte(lue, noms=demande.noms)))
    return 0


def _point_en_json(lue: SeanceOuverte, rang: int, *, noms: bool) -> dict[str, object]:
    p = lue.points[rang]
    dit: dict[str, object] = {
        "rang": rang + 1, "dossier": p.reference, "critere": p.critere.value, "motif": p.motif,
        "etat": p.etat.value, "demande_par": p.demande_par,
        "reporte_du": p.reporte_du and p.reporte_du.isoformat(), "alerte": p.alerte,
    }  # fmt: skip
    return dit | ({"nom": p.nom} if noms else {})


def _en_texte(lue: SeanceOuverte, *, noms: bool) -> Iterator[str]:
    """La séance, ses groupes, un dossier par ligne, puis ce qu'il faut savoir avant de commencer."""
    yield f"{lue.titre} à {lue.heure:%H:%M} (séance {lue.id}), {lue.etat.libelle.lower()}"
    groupe = ""
    for rang, point in enumerate(lue.points, start=1):
        if point.groupe != groupe:
            groupe = point.groupe
            yield f"\n{groupe}"
        fait = {EtatPoint.TRAITE: " [traité]", EtatPoint.REPORTE: " [reporté]"}.get(point.etat, "")
        qui = f"{point.nom} ({point.reference})" if noms else point.reference
        alerte = f" ({point.alerte})" if point.alerte else ""
        yield f"{rang:>3}. {qui}{INSECABLE}: {point.motif}{alerte}{fait}"
    attendus = pluriel(lue.nb_presents, "présent attendu", "présents attendus")
    yield f"\n{pluriel(len(lue.points), 'dossier')}, {attendus}."
    yield from lue.a_savoir(aujourdhui())


def _option_noter(sous: argparse.ArgumentParser) -> None:
    _option_seance(sous)
    sous.add_argument("--dossier", required=True, metavar="REF", help="un dossier de l’ordre du jour")
    sous.add_argument("--texte", required=True, metavar="TEXTE", help="la décision")
    sous.add_argument("--responsable", metavar="NOM", help="l’agent qui en répond")
    sous.add_argument("--partenaire", metavar="NOM", help="l’organisme qui en répond")
    sous.add_argument("--echeance", type=une_date, metavar="AAAA-MM-JJ", help="pour quand")


def _noter(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.ecrire("Décision notée") as session:
        lue = lire_seance(session, _laquelle(session, demande))
        menage = dossier_de_reference(session, demande.dossier)
        point = next((p for p in lue.points if p.menage_id == menage), None)
        if point is None:
            raise ErreurMetier(f"Le dossier {demande.dossier} n’est pas à l’ordre du jour de cette séance.")
        noter(
            session, point.id, texte=demande.texte, responsable=demande.responsable,
            partenaire_id=partenaire_de_nom(session, demande.partenaire), echeance_le=demande.echeance,
            maintenant=maintenant(),
        )  # fmt: skip
    print(f"Décision notée pour {demande.dossier}, {lue.titre[:1].lower()}{lue.titre[1:]}.")
    return 0


def _clore(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.ecrire("Séance close") as session:
        numero = _laquelle(session, demande)
        reste, lue = clore(session, numero, maintenant()), lire_seance(session, numero)
    reportes = f" {pluriel(reste, 'dossier non vu', 'dossiers non vus')} à la prochaine séance." if reste else ""
    print(f"{lue.titre} close, {pluriel(lue.decisions, 'décision')}.{reportes}")
    return 0


def _option_releve(sous: argparse.ArgumentParser) -> None:
    _option_seance(sous)
    sous.add_argument("--masquer", action="store_true", help="aux noms masqués, pour les partenaires")
    sous.add_argument("--vers", required=True, metavar="F.pdf", help="le fichier à écrire")


def _releve(demande: argparse.Namespace) -> int:
    vers = Path(demande.vers)
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        ecrire_releve(session, _laquelle(session, demande), vers, masque=demande.masquer)
    print(f"Relevé de décisions dans {vers.name}.")
    return 0


def _option_actions(sous: argparse.ArgumentParser) -> None:
    option_au(sous)
    sous.add_argument("--operation", metavar="CODE", help="se limiter à une opération")
    sous.add_argument("--toutes", action="store_true", help="aussi celles qui ont eu leur suite")
    sous.add_argument("--vers", metavar="F", help="les écrire, avec les noms : .pdf, .xlsx ou .csv")
    sous.add_argument("--noms", action="store_true", help="écrire les noms (nominatif, interne)")
    sous.add_argument("--json", action="store_true", help="en JSON")


def _actions(demande: argparse.Namespace) -> int:
    au = a_la_date(demande)
    with base_ouverte(demande) as fichier:
        if demande.vers:
            combien = ecrire_actions(
                fichier, Path(demande.vers), au, toutes=demande.toutes, operation=demande.operation
            )
            print(f"{pluriel(combien, 'action')} dans {Path(demande.vers).name}.")
            return 0
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            lues = actions(session, au, toutes=demande.toutes, operation=demande.operation)
    if demande.json:
        _json([_action_en_json(a, noms=demande.noms) for a in lues])
    else:
        print("\n".join(_actions_en_texte(lues, noms=demande.noms)))
    return 0


def _actions_en_texte(lues: Sequence[Action], *, noms: bool) -> Iterator[str]:
    for par, siennes in par_responsable(lues).items():
        yield f"{par} ({len(siennes)})"
        for a in siennes:
            qui = f"{a.nom} ({a.reference})" if noms else a.reference
            yield f"  {qui}{INSECABLE}: {a.texte}, {a.devenue}"
    en_cours, echues = sum(not a.finie for a in lues), sum(a.echue for a in lues)
    yield f"{pluriel(en_cours, 'action')} en cours, dont {pluriel(echues, 'échue')}."


def _action_en_json(une: Action, *, noms: bool) -> dict[str, object]:
    dite: dict[str, object] = {
        "responsable": une.par, "dossier": une.reference, "decision": une.texte, "logement": une.logement or None,
        "seance_le": une.seance_le and une.seance_le.isoformat(),
        "echeance_le": une.echeance_le and une.echeance_le.isoformat(), "suite": une.devenue, "echue": une.echue,
    }  # fmt: skip
    return dite | ({"nom": une.nom} if noms else {})


_ACTES: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None], Acte], ...] = (
    ("seances", "Les séances, la plus récente d’abord.", _sans_option, _seances),
    ("preparer", "Prépare une séance avec les critères de la charte.", _option_preparer, _preparer),
    ("ordre", "L’ordre du jour, et pourquoi chaque dossier y est.", _option_ordre, _ordre),
    ("noter", "Note une décision pour un dossier de l’ordre du jour.", _option_noter, _noter),
    ("clore", "Clôt une séance ; ce qui n’a pas été vu passe à la suivante.", _option_seance, _clore),
    ("releve", "Écrit le relevé de décisions.", _option_releve, _releve),
    ("actions", "Ce que chacun doit encore faire, et ce qui est échu.", _option_actions, _actions),
)
CELLULE = Verbe("cellule", "Prépare et suit les séances de la cellule, écrit leur relevé.", _options, _cellule)
