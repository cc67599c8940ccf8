"""Les colonnes et le tri de chaque vue, comme l'utilisateur les a laissés ; rien sur les ménages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from PySide6.QtCore import QSettings

from db.vues import Vue
from ui.dossiers.colonnes_champs import TOUTES

PREFIXE = "dossiers/vues"
D_ORIGINE = "menage"
_PAR_CLE = {colonne.cle: colonne for colonne in TOUTES}


@dataclass
class Disposition:
    """Les colonnes montrées, de gauche à droite, leur largeur, et le tri."""

    montrees: list[str] = field(default_factory=lambda: [c.cle for c in TOUTES if c.visible])
    largeurs: dict[str, int] = field(default_factory=dict)
    tri: str = D_ORIGINE
    descendant: bool = False

    def largeur(self, cle: str) -> int:
        return self.largeurs.get(cle, _PAR_CLE[cle].largeur)

    def en_colonnes(self) -> list[dict[str, Any]]:
        """Ce que le fichier garde d'une vue partagée."""
        return [{"cle": cle, "largeur": self.largeur(cle)} for cle in self.montrees]


def lire_disposition(magasin: QSettings, vue: Vue) -> Disposition:
    """Ce que ce poste a gardé de cette vue, sinon ce que le fichier en dit ; une valeur abîmée est ignorée."""
    try:
        gardee = json.loads(str(magasin.value(_cle(vue), "{}")))
    except ValueError:
        gardee = {}
    partagee = de_la_vue(vue)
    return _fusion(gardee, partagee) if isinstance(gardee, dict) else partagee


def garder(magasin: QSettings, vue: Vue, disposition: Disposition) -> None:
    magasin.setValue(_cle(vue), json.dumps(asdict(disposition)))


def oublier(magasin: QSettings, vue: Vue) -> Disposition:
    magasin.remove(_cle(vue))
    return de_la_vue(vue)


def de_la_vue(vue: Vue) -> Disposition:
    """Les colonnes et le tri que le fichier garde ; ceux d'origine pour les vues d'origine."""
    neuve = Disposition()
    montrees = _connues(str(colonne.get("cle")) for colonne in vue.colonnes)
    if montrees:
        neuve.montrees = montrees
        neuve.largeurs = _largeurs({c["cle"]: c.get("largeur") for c in vue.colonnes if c.get("cle") in montrees})
    if vue.tri in _PAR_CLE:
        neuve.tri, neuve.descendant = vue.tri, vue.descendant
    return neuve


def _fusion(gardee: Mapping[str, Any], neuve: Disposition) -> Disposition:
    neuve.montrees = _connues(gardee.get("montrees") or ()) or neuve.montrees
    if isinstance(gardee.get("largeurs"), dict):
        neuve.largeurs |= _largeurs(gardee["largeurs"])
    if gardee.get("tri") in _PAR_CLE:
        neuve.tri, neuve.descendant = gardee["tri"], gardee.get("descendant") is True
    return neuve


def _connues(cles: Iterable[Any]) -> list[str]:
    return [cle for cle in dict.fromkeys(cles) if cle in _PAR_CLE]


def _largeurs(gardees: Mapping[str, Any]) -> dict[str, int]:
    return {c: v for c, v in gardees.items() if c in _PAR_CLE and isinstance(v, int) and v > 0}


def _cle(vue: Vue) -> str:
    """Une vue partagée, remise à jour par quelqu'un, reprend ce qu'il y a mis."""
    return f"{PREFIXE}/{vue.cle}" + (f"_{vue.version}" if vue.est_gardee else "")
