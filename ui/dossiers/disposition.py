"""Les colonnes comme l'utilisateur les a laissées : largeur, ordre, présence, tri ; rien sur les ménages."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from PySide6.QtCore import QSettings

from ui.dossiers.colonnes import COLONNES

CLE = "dossiers/colonnes"


def _largeurs() -> dict[str, int]:
    return {c.cle: c.largeur for c in COLONNES}


@dataclass
class Disposition:
    """Une colonne inconnue d'une version plus ancienne garde sa largeur et sa place d'origine."""

    largeurs: dict[str, int] = field(default_factory=_largeurs)
    ordre: list[str] = field(default_factory=lambda: [c.cle for c in COLONNES])
    cachees: list[str] = field(default_factory=lambda: [c.cle for c in COLONNES if not c.visible])
    tri: str = "menage"
    descendant: bool = False


def lire_disposition(magasin: QSettings) -> Disposition:
    """Ce qui a été gardé ; une valeur abîmée revient à celle d'origine."""
    try:
        gardee = json.loads(str(magasin.value(CLE, "{}")))
    except ValueError:
        gardee = {}
    return _fusion(gardee) if isinstance(gardee, dict) else Disposition()


def garder(magasin: QSettings, disposition: Disposition) -> None:
    magasin.setValue(CLE, json.dumps(asdict(disposition)))


def oublier(magasin: QSettings) -> Disposition:
    magasin.remove(CLE)
    return Disposition()


def _fusion(gardee: Mapping[str, Any]) -> Disposition:
    neuve = Disposition()
    connues = set(neuve.ordre)
    largeurs = gardee.get("largeurs")
    if isinstance(largeurs, dict):
        neuve.largeurs |= {c: v for c, v in largeurs.items() if c in connues and isinstance(v, int) and v > 0}
    ordre = [c for c in gardee.get("ordre") or () if c in connues]
    if ordre:
        neuve.cachees = [c for c in neuve.cachees if c not in ordre]
        neuve.cachees += [c for c in gardee.get("cachees") or () if c in ordre]
        neuve.ordre = list(dict.fromkeys((*ordre, *neuve.ordre)))
    if gardee.get("tri") in connues:
        neuve.tri, neuve.descendant = gardee["tri"], gardee.get("descendant") is True
    return neuve
