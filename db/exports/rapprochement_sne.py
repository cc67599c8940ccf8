"""Le rapprochement SNE en classeur et en JSON : chaque attribution, ce qui lui manque, qui peut y remédier."""

from collections.abc import Iterable
from typing import Any

from db.rapprochement_sne import Compte, LigneSne, Rapprochement
from relogement.exports.tableau import Document, Entete, Forme, Ligne, Tableau, page_de

TITRE = "Rapprochement SNE"
_COLONNES = (
    ("VERDICT", Forme.CODE), ("DOSSIER", Forme.TEXTE), ("MENAGE", Forme.TEXTE), ("OPERATION", Forme.TEXTE),
    ("REFERENT", Forme.TEXTE), ("BAILLEUR", Forme.TEXTE), ("NUMERO_UNIQUE", Forme.TEXTE),
    ("DATE_BAIL", Forme.JOUR), ("RAISONS", Forme.TEXTE), ("QUI_PEUT_Y_REMEDIER", Forme.TEXTE),
)  # fmt: skip
_COMPTES = (
    ("ATTRIBUTIONS", Forme.ENTIER), ("COMPTERONT", Forme.ENTIER), ("A_VERIFIER", Forme.ENTIER),
    ("NE_COMPTERONT_PAS", Forme.ENTIER),
)  # fmt: skip


def document(trouve: Rapprochement) -> Document:
    """Les attributions, les dossiers qui en approchent, puis les comptes."""
    return Document(
        TITRE,
        (
            _tableau("Attributions", _COLONNES, [_ligne(li) for li in trouve.faites]),
            _tableau("En approche", _COLONNES, [_ligne(li) for li in trouve.proches]),
            _comptes("Par bailleur", "BAILLEUR", trouve.par_bailleur.items()),
            _comptes("Par cause", "CAUSE", ((c.libelle, n) for c, n in trouve.par_cause.items())),
        ),
    )


def _tableau(nom: str, colonnes: Iterable[tuple[str, Forme]], lignes: list[Ligne]) -> Tableau:
    return Tableau(nom, tuple(Entete(*c) for c in colonnes), [page_de(lignes)] if lignes else [], len(lignes))


def _ligne(ligne: LigneSne) -> Ligne:
    jugement = ligne.jugement
    return (
        jugement.issue.libelle, ligne.reference, ligne.nom, ligne.operation, ligne.referent, ligne.bailleur,
        ligne.numero, ligne.bail_le, " ; ".join(c.phrase for c in jugement.constats),
        ", ".join(r.libelle for r in jugement.remedes),
    )  # fmt: skip


def _comptes(nom: str, titre: str, comptes: Iterable[tuple[str, Compte]]) -> Tableau:
    lignes = [(mot, c.total, c.comptent, c.a_verifier, c.perdues) for mot, c in comptes]
    return _tableau(nom, ((titre, Forme.TEXTE), *_COMPTES), list(lignes))


def en_json(trouve: Rapprochement) -> dict[str, Any]:
    """La forme publique ; les dossiers y sont par leur référence, sans nom."""
    return {
        "au": trouve.au.isoformat(),
        "total": _en_json(trouve.total),
        "par_bailleur": {bailleur: _en_json(c) for bailleur, c in trouve.par_bailleur.items()},
        "par_cause": {cause.value: _en_json(c) for cause, c in trouve.par_cause.items()},
        "attributions": [_ligne_en_json(ligne) for ligne in trouve.faites],
        "en_approche": [_ligne_en_json(ligne) for ligne in trouve.proches],
    }


def _en_json(compte: Compte) -> dict[str, int]:
    return {
        "attributions": compte.total, "compteront": compte.comptent, "a_verifier": compte.a_verifier,
        "ne_compteront_pas": compte.perdues,
    }  # fmt: skip


def _ligne_en_json(ligne: LigneSne) -> dict[str, Any]:
    constats = [
        {"cause": c.cause.value, "verdict": c.issue.value, "raison": c.phrase, "remede": c.remede.value}
        for c in ligne.jugement.constats
    ]
    return {
        "dossier": ligne.reference, "bailleur": ligne.bailleur or None,
        "bail_le": ligne.bail_le.isoformat() if ligne.bail_le else None,
        "verdict": ligne.jugement.issue.value, "constats": constats,
    }  # fmt: skip
