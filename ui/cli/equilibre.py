"""L'équilibre des résidences : leur indice et ses parts, et ce que donnerait une attribution."""

import argparse
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.equilibre.export import exporter_residences
from db.equilibre.phrases import phrase
from db.equilibre.table import TableDesResidences, lire_table
from relogement.equilibre.nombres import decimal
from relogement.equilibre.parc import Mesure
from relogement.equilibre.saisie import du
from relogement.equilibre.secret import non_montre
from relogement.equilibre.table import LigneDeLaTable, Perimetre
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, Menage
from relogement.textes import INSECABLE, arrondi, pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base

SANS_PHRASE = "Rien à dire de cette résidence : son occupation est inconnue, ou couverte par le secret."


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_au(sous)
    sous.add_argument(
        "--reference",
        type=str.upper,
        choices=[p.value for p in Perimetre],
        default=Perimetre.PROJET.value,
        help="ce dont 100 est la moyenne",
    )
    sous.add_argument("--dossier", metavar="RÉFÉRENCE", help="plutôt la phrase de ce dossier, avec --logement")
    sous.add_argument("--logement", type=int, metavar="NUMÉRO", help="son numéro au registre")
    sous.add_argument(
        "--vers", type=Path, metavar="FICHIER", help="écrire le tableau des partenaires, secret tenu"
    )
    sous.add_argument("--json", action="store_true", help="en JSON")


def _equilibre(demande: argparse.Namespace) -> int:
    au, perimetre = a_la_date(demande), Perimetre(demande.reference)
    with base_ouverte(demande) as fichier:
        if demande.vers is not None:
            print(exporter_residences(fichier, au, perimetre, demande.vers))
            return 0
        with fichier.lire() as session:
            if demande.dossier or demande.logement:
                print(_phrase(session, demande))
                return 0
            lue = lire_table(session, au, perimetre)
    print(json.dumps(en_json(lue), ensure_ascii=False, indent=1) if demande.json else en_texte(lue))
    return 0


def _phrase(session: Session, demande: argparse.Namespace) -> str:
    if not demande.dossier or not demande.logement:
        raise ErreurMetier("Donnez à la fois --dossier et --logement : une phrase parle des deux.")
    menage = session.scalar(select(Menage.id).where(Menage.reference == demande.dossier))
    logement = session.get(LogementOffert, demande.logement)
    if menage is None or logement is None:
        quoi = f"Le dossier « {demande.dossier} »" if menage is None else f"Le logement {demande.logement}"
        raise ErreurMetier(f"{quoi} n’existe pas. Vérifiez-le.")
    return phrase(session, logement, menage, a_la_date(demande)) or SANS_PHRASE


def en_texte(lue: TableDesResidences) -> str:
    """Une résidence par ligne, de la plus fragile à la moins ; puis celles dont on ne sait rien."""
    lignes = [_ligne(ligne, lue.reglages.secret) for ligne in sorted(lue.lignes, key=_rang)]
    bilan = f"{pluriel(len(lignes), 'résidence')}, 100{INSECABLE}: {lue.perimetre.libelle.lower()}."
    sans = [f"Sans données{INSECABLE}: {', '.join(lue.sans_donnees)}."] if lue.sans_donnees else []
    return "\n".join([*lignes, bilan, *sans])


def _rang(ligne: LigneDeLaTable) -> tuple[bool, float, str]:
    milieu = ligne.indice.milieu if ligne.indice else None
    return milieu is None, -float(milieu or 0), ligne.residence.nom


def _ligne(ligne: LigneDeLaTable, seuil: int) -> str:
    residence = ligne.residence
    qui = ", ".join(filter(None, (residence.nom, residence.bailleur, residence.commune)))
    if ligne.indice is None:
        return f"{qui}{INSECABLE}: {non_montre(seuil)}"
    mesures = [f"{m.indicateur.au_milieu} {du(m)}" for m in residence.mesures.values()]
    ancienne = " [données anciennes]" if ligne.perimee else ""
    return f"{qui}{INSECABLE}: indice {ligne.indice.dite}{ancienne} ({' ; '.join(mesures) or 'sans données'})"


def en_json(lue: TableDesResidences) -> dict[str, Any]:
    return {
        "au": lue.au.isoformat(),
        "reference": lue.perimetre.value,
        "residences": [_en_json(ligne) for ligne in lue.lignes],
        "sans_donnees": list(lue.sans_donnees),
    }


def _en_json(ligne: LigneDeLaTable) -> dict[str, Any]:
    """Une valeur inconnue est nulle, pas zéro ; une résidence trop petite ne dit rien."""
    residence, indice = ligne.residence, ligne.indice
    qui = {"residence": residence.nom, "bailleur": residence.bailleur, "commune": residence.commune}
    if indice is None:
        return qui | {"secret": True}
    return qui | {
        "secret": False,
        "logements": residence.nb_logements,
        "indice": None if indice.basse is None else [_un_nombre(indice.basse), _un_nombre(indice.haute)],
        "perimee": ligne.perimee,
        "indicateurs": {m.indicateur.value: _mesure_en_json(m) for m in residence.mesures.values()},
    }


def _mesure_en_json(mesure: Mesure) -> dict[str, Any]:
    return {
        "taux": _un_nombre(mesure.valeur),
        "nombre": mesure.nombre,
        "sur": mesure.sur,
        "au": mesure.au.isoformat(),
        "source": mesure.source,
    }


def _un_nombre(valeur: Fraction | None) -> str | None:
    """« 31.11 », comme un programme le lit."""
    return None if valeur is None else str(arrondi(decimal(valeur)))


EQUILIBRE = Verbe(
    "equilibre", "Dit l’indice de chaque résidence, et ce qu’une attribution y changerait.", _options, _equilibre
)
