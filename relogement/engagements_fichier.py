"""Les engagements des bailleurs écrits dans le fichier TOML de la charte, sous ``[[engagements]]``."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.champs import champs
from relogement.engagement import Engagement
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE

CLE = "engagements"
ANNEES = range(2017, 2100)  # la loi qui crée l'obligation est du 27 janvier 2017
NOMBRES = ("objectif_nombre", "baux_hors_qpv", "autres_q1")
CENT = Decimal(100)


def lire_engagements(texte: str) -> list[dict[str, Any]]:
    """Les engagements de ce texte, un par bailleur et par année ; vide s'il n'en a pas."""
    lus = lire_blocs(texte, CLE, "Engagements : écrivez un bloc [[engagements]] par bailleur et par année.")
    faits = [engagement_juste(lu) for lu in lus]
    if len({(e["bailleur"], e["annee"]) for e in faits}) < len(faits):
        raise ErreurMetier("Engagements : un bailleur a deux blocs pour la même année. Gardez-en un.")
    return faits


def lire_blocs(texte: str, cle: str, conseil: str) -> list[dict[str, Any]]:
    """Les blocs ``[[cle]]`` de ce texte ; lève ``ErreurMetier``, ou le conseil si ce ne sont pas des blocs."""
    try:
        lus = tomllib.loads(texte, parse_float=Decimal).get(cle, [])
    except tomllib.TOMLDecodeError as erreur:
        raise ErreurMetier(f"Le fichier des engagements n’est pas un TOML lisible : {erreur}.") from erreur
    if not isinstance(lus, list) or not all(isinstance(lu, dict) for lu in lus):
        raise ErreurMetier(conseil)
    return lus


def engagement_juste(valeurs: Mapping[str, Any]) -> dict[str, Any]:
    """Les valeurs contrôlées d'un engagement ; lève ``ErreurMetier`` avec le champ en cause."""
    connus = champs(Engagement)
    if inconnues := valeurs.keys() - connus.keys():
        raise ErreurMetier(f"Engagements : « {min(inconnues)} » n’est pas connu. Connus : {', '.join(connus)}.")
    justes = {nom: sans_vide(valeurs.get(nom)) for nom in connus}
    if not isinstance(justes["bailleur"], str):
        raise _impossible("bailleur", "donnez le nom du bailleur")
    if not est_entier(justes["annee"]) or justes["annee"] not in ANNEES:
        raise _impossible("annee", "écrivez une année, par exemple 2026")
    _les_nombres(justes)
    _la_source(justes)
    return justes


def _les_nombres(justes: dict[str, Any]) -> None:
    part = justes["objectif_pct"]
    if part is not None:
        if not isinstance(part, int | Decimal) or isinstance(part, bool) or not 0 <= part <= CENT:
            raise _impossible("objectif_pct", "écrivez une part entre 0 et 100")
        justes["objectif_pct"] = Decimal(part)
    for nom in NOMBRES:
        if justes[nom] is not None and (not est_entier(justes[nom]) or justes[nom] < 0):
            raise _impossible(nom, "écrivez un nombre entier, ou laissez vide si vous ne savez pas")
    if (
        None not in (justes["baux_hors_qpv"], justes["autres_q1"])
        and justes["autres_q1"] > justes["baux_hors_qpv"]
    ):
        raise _impossible("autres_q1", "ils ne peuvent pas être plus que tous les baux hors QPV")


def _la_source(justes: dict[str, Any]) -> None:
    """Un total typé sans dire d'où il vient ne pourra pas être défendu."""
    donnes = justes["baux_hors_qpv"] is not None or justes["autres_q1"] is not None
    if donnes and not justes["source"]:
        raise _impossible("source", "dites qui a donné ces totaux")
    if donnes and not isinstance(justes["source_le"], date):
        raise _impossible("source_le", "dites à quelle date ils sont arrêtés")


def sans_vide(valeur: Any) -> Any:
    """Un texte sans ses espaces ; vide, il est inconnu."""
    propre = valeur.strip() if isinstance(valeur, str) else valeur
    return None if propre == "" else propre


def est_entier(valeur: Any) -> bool:
    return isinstance(valeur, int) and not isinstance(valeur, bool)


def _impossible(nom: str, conseil: str) -> ErreurMetier:
    return ErreurMetier(f"Engagement, « {champs(Engagement)[nom].libelle} »{INSECABLE}: {conseil}.")
