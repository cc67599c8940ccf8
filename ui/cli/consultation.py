"""Consulter les partenaires avant d'attribuer : lancer le délai, dire où il en est, répondre, constater."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import horloge
from db.fichier import Fichier
from db.objection import (
    Demande,
    constater,
    consultations,
    lancer,
    lire_consultation,
    logements_a_soumettre,
    partenaires_a_consulter,
    preparer,
    remettre,
    repondre,
)
from relogement.erreurs import ErreurMetier
from relogement.modeles import Menage
from relogement.objection.codes import EtatReponse
from relogement.objection.etat import ConsultationLue, fin_dite
from relogement.textes import INSECABLE, pluriel
from ui.cli.verbe import Verbe, base_ouverte, option_base, option_operation

ETATS = {"vu": EtatReponse.VU, "objecte": EtatReponse.OBJECTE, "accord": EtatReponse.ACCORD}
ACTE = {"vu": "Consultation vue", "objecte": "Objection d’un partenaire", "accord": "Accord d’un partenaire"}


def _options(sous: argparse.ArgumentParser) -> None:
    gestes = sous.add_subparsers(title="gestes", metavar="GESTE", required=True, parser_class=type(sous))
    _lancer_options(gestes.add_parser("lancer", help="écrit les messages et fait partir le délai"))
    _etat_options(gestes.add_parser("etat", help="dit où en sont les consultations"))
    _repondre_options(gestes.add_parser("repondre", help="note ce que dit un partenaire"))
    constat = gestes.add_parser("constater", help="constate l’accord, une fois le délai passé")
    option_base(constat)
    constat.add_argument("numero", type=int, metavar="NUMERO", help="le numéro de la consultation")
    constat.set_defaults(geste=_constater)


def _lancer_options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--dossier", required=True, metavar="REF", help="la référence du dossier")
    sous.add_argument("--logement", required=True, type=int, metavar="N", help="le numéro du logement au registre")
    sous.add_argument("--partenaire", action="append", metavar="NOM", help="les seuls à consulter (répétable)")
    sous.add_argument("--le", type=moment, metavar="AAAA-MM-JJTHH:MM", help="l’heure de l’envoi (maintenant)")
    sous.add_argument("--vers", required=True, type=Path, metavar="REPERTOIRE", help="où écrire les messages")
    sous.add_argument("--essai", action="store_true", help="montre le message sans rien écrire ni lancer")
    sous.set_defaults(geste=_lancer)


def _etat_options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    sous.add_argument("--toutes", action="store_true", help="aussi celles qui sont finies")
    sous.add_argument("--json", action="store_true", help="en JSON")
    sous.set_defaults(geste=_etat)


def _repondre_options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("numero", type=int, metavar="NUMERO", help="le numéro de la consultation")
    sous.add_argument("--partenaire", required=True, metavar="NOM")
    sous.add_argument("--etat", required=True, choices=sorted(ETATS), help="ce qu’il dit")
    sous.add_argument("--motif", help="le motif de l’objection")
    sous.add_argument("--le", type=moment, metavar="AAAA-MM-JJTHH:MM", help="quand (maintenant)")
    sous.set_defaults(geste=_repondre)


def moment(texte: str) -> datetime:
    """Une date et une heure AAAA-MM-JJTHH:MM, ou une phrase."""
    try:
        return datetime.fromisoformat(texte).replace(tzinfo=None)
    except ValueError as erreur:
        message = f"« {texte} » n’est pas une heure : écrire AAAA-MM-JJTHH:MM, par exemple 2026-11-20T16:30"
        raise argparse.ArgumentTypeError(message) from erreur


def _consultation(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        return int(demande.geste(fichier, demande))


def _lancer(fichier: Fichier, demande: argparse.Namespace) -> int:
    maintenant = horloge.maintenant().replace(second=0)
    with fichier.lire() as session:
        voulue = _demande(session, demande, demande.le or maintenant)
        envoi = preparer(session, voulue, maintenant)
        remis = [] if demande.essai else remettre(session, envoi, demande.vers)
    print("\n".join([envoi.objet, "", envoi.message] if demande.essai else [str(vers) for vers in remis]))
    for alerte in envoi.alertes:
        print(alerte)
    if not demande.essai:
        with fichier.ecrire("Consultation des partenaires") as session:
            numero = lancer(session, voulue, maintenant, auteur=fichier.auteur, attendu=envoi.empreinte)
        print(f"Consultation {numero} : {envoi.fin.phrase}.")
    return 0


def _demande(session: Session, demande: argparse.Namespace, le: datetime) -> Demande:
    menage = session.scalar(select(Menage.id).where(Menage.reference == demande.dossier))
    if menage is None:
        raise ErreurMetier(f"Le dossier « {demande.dossier} » n’existe pas. Vérifiez sa référence.")
    offre = next(
        (v.offre_id for v in logements_a_soumettre(session, menage) if v.logement_id == demande.logement), None
    )
    connus = partenaires_a_consulter(session)
    if demande.partenaire is None:
        choisis = tuple(p.id for p in connus if p.d_ordinaire)
    else:
        choisis = tuple(_partenaire({p.nom: p.id for p in connus}, nom) for nom in demande.partenaire)
    return Demande(menage, demande.logement, choisis, le, offre)


def _partenaire(connus: dict[str, int], nom: str) -> int:
    if nom not in connus:
        raise ErreurMetier(f"« {nom} » n’est pas un partenaire. Ceux du projet : {', '.join(connus) or 'aucun'}.")
    return connus[nom]


def _etat(fichier: Fichier, demande: argparse.Namespace) -> int:
    maintenant = horloge.maintenant()
    with fichier.lire() as session:
        lues = consultations(session, operation=demande.operation, toutes=demande.toutes)
    if demande.json:
        print(json.dumps([en_json(lue, maintenant) for lue in lues], ensure_ascii=False, indent=1))
    else:
        print("\n".join([*(ligne for lue in lues for ligne in en_texte(lue, maintenant)), _bilan(lues)]))
    return 0


def _bilan(lues: list[ConsultationLue]) -> str:
    return f"{pluriel(len(lues), 'consultation')}."


def en_texte(lue: ConsultationLue, maintenant: datetime) -> list[str]:
    """La consultation, puis chaque partenaire ; jamais un nom de ménage."""
    ou = lue.sans_objet or (lue.issue.libelle if lue.issue else lue.reste_dit(maintenant))
    tete = f"{lue.id} dossier {lue.reference}, {lue.logement}{INSECABLE}: {ou}, fin le {fin_dite(lue.finit_le)}"
    lignes = [tete, *(f"- {r.partenaire}{INSECABLE}: {r.phrase}" for r in lue.reponses)]
    return [*lignes, f"- {lue.constat}"] if lue.constat else lignes


def en_json(lue: ConsultationLue, maintenant: datetime) -> dict[str, Any]:
    """Une consultation, pour un programme."""
    return {
        "id": lue.id,
        "dossier": lue.reference,
        "logement": lue.logement_id,
        "envoyee_le": lue.envoyee_le.isoformat(),
        "finit_le": lue.finit_le.isoformat(),
        "regle": lue.regle,
        "issue": lue.issue and lue.issue.value,
        "sans_objet": lue.sans_objet or None,
        "a_constater": lue.a_constater(maintenant),
        "reste_minutes": int(lue.reste(maintenant).total_seconds()) // 60,
        "constat": lue.constat,
        "reponses": [
            {"partenaire": r.partenaire, "etat": r.etat.value, "tardive": r.tardive, "empreinte": r.empreinte}
            for r in lue.reponses
        ],
    }


def _repondre(fichier: Fichier, demande: argparse.Namespace) -> int:
    maintenant = horloge.maintenant()
    with fichier.ecrire(ACTE[demande.etat]) as session:
        lue = lire_consultation(session, demande.numero)
        numero = _partenaire({r.partenaire: r.id for r in lue.reponses}, demande.partenaire)
        le = demande.le or maintenant
        repondre(session, numero, ETATS[demande.etat], le=le, maintenant=maintenant, motif=demande.motif)
        print("\n".join(en_texte(lire_consultation(session, demande.numero), maintenant)))
    return 0


def _constater(fichier: Fichier, demande: argparse.Namespace) -> int:
    with fichier.ecrire("Accord des partenaires constaté") as session:
        print(constater(session, demande.numero, horloge.maintenant()).constat)
    return 0


CONSULTATION = Verbe(
    "consultation", "Consulte les partenaires avant d’attribuer, et tient le délai d’objection.", _options,
    _consultation,
)  # fmt: skip
