"""Ce qui a changé dans des dossiers, en mots : tout se lit à l’écran, rien de sensible ne se copie."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from relogement.textes import heure, jour, pluriel


@dataclass(frozen=True)
class Detail:
    """Un changement ; `public` est ce qui peut se copier ou s'imprimer, sans valeur sensible."""

    texte: str = field(repr=False)
    public: str


@dataclass(frozen=True)
class ActeChange:
    """Ce qu'une écriture a changé dans ce dossier."""

    ecriture: int
    le: datetime
    auteur: str
    acte: str
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class DossierChange:
    """Un dossier et ses actes, le dernier d'abord ; sans référence s'il a été supprimé depuis."""

    menage_id: int
    reference: str
    nom: str = field(repr=False)
    actes: tuple[ActeChange, ...] = ()


@dataclass(frozen=True)
class Changements:
    """Les premiers dossiers changés, et combien il y en a."""

    dossiers: tuple[DossierChange, ...]
    total: int


def acte_dit(acte: ActeChange) -> str:
    """« 20/11/2026 14:02, Offre refusée, par Samira Kaddour »."""
    par = f", par {acte.auteur}" if acte.auteur else ""
    return f"{jour(acte.le)} {heure(acte.le)}, {acte.acte}{par}"


def resume(vus: Changements) -> str:
    """« 12 dossiers changés » ; dit s'ils ne sont pas tous montrés."""
    dit = pluriel(vus.total, "dossier changé", "dossiers changés")
    montres = len(vus.dossiers)
    return dit if montres >= vus.total else f"{dit}, les {montres} derniers sont montrés"


def en_texte(titre: str, vus: Changements) -> str:
    """De quoi coller dans un compte rendu : des références et des actes, ni nom ni valeur sensible."""
    return "\n".join([f"{titre} : {resume(vus)}.", *_lignes(vus)])


def _lignes(vus: Changements) -> Iterator[str]:
    for dossier in vus.dossiers:
        yield ""
        yield dossier.reference or "Dossier supprimé"
        for acte in dossier.actes:
            yield f"- {acte_dit(acte)}"
            yield from (f"    {detail.public}" for detail in acte.details)
