"""Relire un barème comme un contrôleur : une ligne qui manque, une valeur hors du taux des autres."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from statistics import median

from relogement.baremes.lecture import entete, periodes, periodes_ignorees
from relogement.baremes.libelles import libelle_de_ligne, valeur_ecrite
from relogement.baremes.periode import Periode
from relogement.baremes.source import Source
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, jour

# Un montant revalorisé puis arrondi peut s'écarter d'une unité de son dernier chiffre, jamais de deux.
TOLERANCE = Decimal("1.5")
DEUX_POINTS = f"{INSECABLE}: "


def controler(nom: str, dossier: Source | None = None) -> list[str]:
    """Ce qui est à relire dans un barème, une phrase par défaut ; vide quand tout se tient."""
    try:
        toutes = periodes(nom, dossier)
        ignorees = periodes_ignorees(nom, dossier)
    except ErreurMetier as erreur:
        return [str(erreur)]
    defauts = [
        (p, "cette période est maintenant livrée avec le logiciel ; l’ajout n’est plus lu.") for p in ignorees
    ]
    for avant, apres in pairwise(toutes):
        if not (avant.a_completer or apres.a_completer):
            defauts += [(apres, defaut) for defaut in ecarts(nom, avant, apres)]
    return [f"{nom}, {jour(p.debut)}, {defaut}" for p, defaut in defauts]


def ecarts(nom: str, avant: Periode, apres: Periode) -> list[str]:
    """Ce qui est à relire entre une période et la suivante."""
    return [*_lignes_differentes(avant, apres), *_hors_du_taux(nom, avant, apres)]


def taux_commun(nom: str, avant: Periode, apres: Periode) -> Decimal | None:
    """Le rapport médian des valeurs d'une période à l'autre ; vide s'il y en a moins de trois."""
    anciennes, fixes = avant.lignes(), entete(nom).fixes
    rapports = [v / anciennes[n] for n, v in apres.lignes().items() if anciennes.get(n) and n not in fixes]
    return median(rapports) if len(rapports) > 2 else None


def _lignes_differentes(avant: Periode, apres: Periode) -> Iterator[str]:
    anciennes, nouvelles = avant.lignes(), apres.lignes()
    yield from (f"{libelle_de_ligne(n)}{DEUX_POINTS}la ligne manque." for n in anciennes if n not in nouvelles)
    yield from (
        f"{libelle_de_ligne(n)}{DEUX_POINTS}la ligne n’existait pas avant."
        for n in nouvelles
        if n not in anciennes
    )
    for n, valeur in nouvelles.items():
        if n in anciennes and (valeur > 0) != (anciennes[n] > 0):
            yield (
                f"{libelle_de_ligne(n)}{DEUX_POINTS}la valeur {valeur_ecrite(valeur)} n’a pas le signe "
                f"de la précédente ({valeur_ecrite(anciennes[n])})."
            )


def _hors_du_taux(nom: str, avant: Periode, apres: Periode) -> Iterator[str]:
    commun = taux_commun(nom, avant, apres)
    if commun is None or apres.taux_libre:
        return
    anciennes, nouvelles, fixes = avant.lignes(), apres.lignes(), entete(nom).fixes
    suivies = [n for n in nouvelles if n in anciennes and n not in fixes]
    pas = _pas([valeurs[n] for n in suivies for valeurs in (anciennes, nouvelles)])
    for n in suivies:
        attendue = anciennes[n] * commun
        if abs(nouvelles[n] - attendue) > TOLERANCE * pas:
            yield (
                f"{libelle_de_ligne(n)}{DEUX_POINTS}{valeur_ecrite(nouvelles[n])}, alors que le taux "
                f"des autres lignes donne {valeur_ecrite(attendue.quantize(pas))}."
            )
    for n in fixes:
        if nouvelles.get(n) != anciennes.get(n):
            avant_apres = " au lieu de ".join(_dite(valeurs.get(n)) for valeurs in (nouvelles, anciennes))
            yield f"{libelle_de_ligne(n)}{DEUX_POINTS}{avant_apres}."


def _dite(valeur: Decimal | None) -> str:
    return "rien" if valeur is None else valeur_ecrite(valeur)


def _pas(valeurs: list[Decimal]) -> Decimal:
    """Le pas du barème : l'euro, le centime, selon la valeur la plus fine."""
    exposants = [int(valeur.normalize().as_tuple().exponent) for valeur in valeurs]
    return Decimal(1).scaleb(min(0, *exposants))
