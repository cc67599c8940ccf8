"""Le tableau des parts, tel qu'un relevé, la ligne de commande ou un programme le donne."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.operations import exiger_operation
from db.partage.lecture import lire_partage, periode_a_montrer
from db.tableaux.portee import Portee
from relogement.indicateurs.dits import en_chaine
from relogement.indicateurs.parts_dites import fraction, part
from relogement.partage.dits import promesse_dite, reserves, seance_dite, suivi_dit
from relogement.partage.partage import LigneDePart, Partage
from relogement.partage.periode import Periode
from relogement.textes import TIRET, nombre

ENTETES = ("Bailleur", "Relogés", "Part", "Engagement", "À venir", "Où il en est")


@dataclass(frozen=True)
class Tableau:
    """``notes`` : l'effet des décisions de la séance, puis ce que les parts laissent de côté."""

    titre: str
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def tableau(
    session: Session, au: date, operation: str | None = None, *, periode: Periode | None = None,
    seance_id: int | None = None,
) -> Tableau:  # fmt: skip
    """Une ligne par bailleur qui accueille ou s'y est engagé ; pour la cellule, non pour un envoi."""
    exiger_operation(session, operation)
    choisie = periode or periode_a_montrer(session, au)
    return du_partage(lire_partage(session, Portee(au, operation), choisie, seance_id), operation)


def du_partage(partage: Partage, operation: str | None = None) -> Tableau:
    """Le même, d'un partage déjà lu."""
    ou = f", opération {operation}" if operation else ""
    lignes = tuple(_cases(ligne) for ligne in partage.lignes)
    notes = tuple(filter(None, (seance_dite(partage), *(f"{dite}." for dite in reserves(partage)))))
    return Tableau(f"Part de chaque bailleur, {partage.periode.libelle.lower()}{ou}", ENTETES, lignes, notes)


def _cases(ligne: LigneDePart) -> tuple[str, ...]:
    suivi = ligne.suivi
    return (
        ligne.nom,
        fraction(ligne.mesure),
        part(ligne.mesure),
        promesse_dite(ligne.promesse) if ligne.promesse else TIRET,
        nombre(ligne.a_venir, 0),
        suivi_dit(suivi) if suivi else "",
    )


def en_json(partage: Partage, operation: str | None) -> dict[str, Any]:
    """Pour un programme : un effectif est un entier, une part une chaîne à deux décimales, l'inconnu nul."""
    noms, matrice = partage.noms, partage.matrice
    return {
        "au": partage.au.isoformat(),
        "operation": operation,
        "periode": partage.periode.libelle,
        "reloges": matrice.nombre(),
        "bailleur_inconnu": matrice.nombre(vers=None),
        "hors": partage.hors,
        "bailleurs": [_ligne_en_json(ligne) for ligne in partage.lignes],
        "paires": [
            {"de": None if de is None else noms.de(de), "vers": None if vers is None else noms.de(vers),
             "reloges": matrice.nombre(de, vers), "a_venir": partage.nombre_a_venir(de, vers)}
            for de in partage.departs for vers in partage.arrivees
            if matrice.nombre(de, vers) or partage.nombre_a_venir(de, vers)
        ],
        "engagements_de_paire": [
            {"de": s.accueil.de, "vers": s.accueil.vers, "part_pct": en_chaine(s.accueil.part_pct),
             "nombre": s.accueil.nombre, "tenue": s.tenue.value, "manque": s.manque}
            for s in partage.suivis if s.accueil.de
        ],
        "seance": seance_dite(partage) or None,
    }  # fmt: skip


def _ligne_en_json(ligne: LigneDePart) -> dict[str, Any]:
    suivi, promise = ligne.suivi, ligne.promesse
    return {
        "bailleur": ligne.nom,
        "n": ligne.mesure.oui,
        "d": ligne.mesure.base,
        "part_pct": en_chaine(ligne.mesure.pct),
        "a_venir": ligne.a_venir,
        "engagement_pct": promise and en_chaine(promise.part_pct),
        "engagement_nombre": promise and promise.nombre,
        "tenue": suivi and suivi.tenue.value,
        "manque": suivi and suivi.manque,
        "prochains": suivi and suivi.prochains,
    }
