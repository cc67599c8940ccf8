"""Les engagements d'accueil : contrôlés, et lus du fichier TOML de la charte, sous ``[[accueil]]``."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.champs import champs
from relogement.engagements_fichier import ANNEES, CENT, est_entier, lire_blocs, sans_vide
from relogement.erreurs import ErreurMetier
from relogement.partage.accueil import EngagementDAccueil
from relogement.rapprochement import cle
from relogement.textes import INSECABLE

CLE = "accueil"
NOMS = ("vers", "de", "annee", "part_pct", "nombre", "echeance_le", "pris_le", "texte", "source")


def lire_accueils(texte: str) -> list[dict[str, Any]]:
    """Les engagements d'accueil de ce texte ; vide s'il n'en a pas."""
    conseil = "Engagements d’accueil : écrivez un bloc [[accueil]] par engagement."
    faits = [accueil_juste(lu) for lu in lire_blocs(texte, CLE, conseil)]
    objets = [(EngagementDAccueil(**fait).objet, fait["pris_le"]) for fait in faits]
    if len(set(objets)) < len(objets):
        raise ErreurMetier(
            "Engagements d’accueil : deux blocs disent le même bailleur pour la même période. Gardez-en un, ou "
            "donnez à chacun la date où il est pris (pris_le)."
        )
    return faits


def accueil_juste(valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """Les valeurs contrôlées d'un engagement ; lève ``ErreurMetier`` avec le champ en cause."""
    if inconnues := valeurs.keys() - set(NOMS):
        raise ErreurMetier(
            f"Engagement d’accueil : « {min(inconnues)} » n’est pas connu. Connus : {', '.join(NOMS)}."
        )
    justes = {nom: sans_vide(valeurs.get(nom)) for nom in NOMS}
    _les_bailleurs(justes)
    _la_promesse(justes)
    if justes["annee"] is not None and (not est_entier(justes["annee"]) or justes["annee"] not in ANNEES):
        raise _impossible("annee", "écrivez une année, par exemple 2026, ou laissez vide pour tout le projet")
    for nom in ("echeance_le", "pris_le"):
        if justes[nom] is not None and type(justes[nom]) is not date:
            raise _impossible(nom, "écrivez une date")
    for nom in ("texte", "source"):
        if justes[nom] is not None and not isinstance(justes[nom], str):
            raise _impossible(nom, "écrivez un texte entre guillemets")
    return justes


def _les_bailleurs(justes: Mapping[str, Any]) -> None:
    vers, de = justes["vers"], justes["de"]
    if not isinstance(vers, str) or not cle(vers):
        raise _impossible("vers", "donnez le nom du bailleur")
    if de is None:
        return
    if not isinstance(de, str) or not cle(de):
        raise _impossible("de", "donnez le nom du bailleur, ou laissez vide pour les relogés de tous")
    if cle(de) == cle(vers):
        raise _impossible(
            "de",
            f"« {vers} » ne s’engage pas envers lui-même. Laissez vide pour les relogés de tous les bailleurs",
        )


def _la_promesse(justes: dict[str, Any]) -> None:
    part, nombre = justes["part_pct"], justes["nombre"]
    if part is None and nombre is None:
        raise _impossible("part_pct", "donnez une part ou un nombre de logements : sans eux, rien n’est promis")
    if part is not None:
        if not isinstance(part, int | Decimal) or isinstance(part, bool) or not 0 < part <= CENT:
            raise _impossible("part_pct", "écrivez une part de plus de 0 et d’au plus 100")
        justes["part_pct"] = Decimal(part)
    if nombre is not None and (not est_entier(nombre) or nombre <= 0):
        raise _impossible("nombre", "écrivez un nombre entier d’au moins 1, ou laissez vide")


def _impossible(nom: str, conseil: str) -> ErreurMetier:
    libelle = champs(EngagementDAccueil)[nom].libelle
    return ErreurMetier(f"Engagement d’accueil, « {libelle} »{INSECABLE}: {conseil}.")
