"""La part de chaque bailleur en classeur interne : les parts, les paires, et l'effet de la séance."""

from typing import Any

from relogement.exports.tableau import Document, Entete, Forme, Tableau, page_de
from relogement.partage.dits import reserves, seance_dite, suivi_dit
from relogement.partage.matrice import Qui
from relogement.partage.partage import LigneDePart, Partage
from relogement.textes import arrondi

TITRE = "Inter-bailleurs"
_PARTS = (
    ("BAILLEUR", Forme.TEXTE), ("RELOGES", Forme.ENTIER), ("SUR", Forme.ENTIER), ("PART_PCT", Forme.DECIMAL),
    ("ENGAGEMENT_PCT", Forme.DECIMAL), ("ENGAGEMENT_NOMBRE", Forme.ENTIER), ("A_TENIR_AVANT", Forme.JOUR),
    ("A_VENIR", Forme.ENTIER), ("ETAT", Forme.CODE), ("OU_IL_EN_EST", Forme.TEXTE), ("TEXTE", Forme.TEXTE),
)  # fmt: skip
_PAIRES = (
    ("DE", Forme.TEXTE), ("VERS", Forme.TEXTE), ("RELOGES", Forme.ENTIER), ("SUR", Forme.ENTIER),
    ("PART_PCT", Forme.DECIMAL), ("A_VENIR", Forme.ENTIER), ("OU_IL_EN_EST", Forme.TEXTE),
)  # fmt: skip

_NOTES = (
    ("PERIODE", Forme.TEXTE), ("PORTEE", Forme.TEXTE), ("SEANCE", Forme.TEXTE), ("RESERVES", Forme.TEXTE),
)  # fmt: skip


def document(partage: Partage, operation: str | None) -> Document:
    """Sans nom de ménage, mais sans secret statistique : pour l'équipe et la cellule."""
    paires = [_paire(partage, de, vers) for de in partage.departs for vers in partage.arrivees]
    dites = " ; ".join(reserves(partage))
    notes = [(partage.periode.libelle, operation or "tout le projet", seance_dite(partage), dites)]
    return Document(
        f"{TITRE} {partage.periode.libelle.lower()}",
        (
            _tableau("Parts", _PARTS, [_part(ligne) for ligne in partage.lignes]),
            _tableau("Paires", _PAIRES, [paire for paire in paires if paire[2] or paire[5] or paire[6]]),
            _tableau("Notes", _NOTES, notes),
        ),
    )  # fmt: skip


def _tableau(nom: str, colonnes: tuple[tuple[str, Forme], ...], lignes: list[tuple[Any, ...]]) -> Tableau:
    return Tableau(nom, tuple(Entete(*c) for c in colonnes), [page_de(lignes)] if lignes else [], len(lignes))


def _part(ligne: LigneDePart) -> tuple[Any, ...]:
    mesure, promesse, suivi = ligne.mesure, ligne.promesse, ligne.suivi
    return (
        ligne.nom, mesure.oui, mesure.base, None if mesure.pct is None else arrondi(mesure.pct),
        promesse and promesse.part_pct, promesse and promesse.nombre, promesse and promesse.echeance_le,
        ligne.a_venir, suivi.tenue.libelle if suivi else "", suivi_dit(suivi) if suivi else "",
        promesse and promesse.texte,
    )  # fmt: skip


def _paire(partage: Partage, de: Qui, vers: Qui) -> tuple[Any, ...]:
    """Une part n'est pas celle d'un bailleur inconnu."""
    noms, matrice = partage.noms, partage.matrice
    mesure = None if vers is None else matrice.mesure(vers, de)
    suivi = partage.suivi(vers, de) if de is not None and vers is not None else None
    return (
        noms.de(de), noms.de(vers), matrice.nombre(de, vers), mesure and mesure.base,
        arrondi(mesure.pct) if mesure and mesure.pct is not None else None,
        partage.nombre_a_venir(de, vers), suivi_dit(suivi) if suivi else "",
    )  # fmt: skip
