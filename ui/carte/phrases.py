"""Ce que l'écran de la carte écrit en toutes lettres."""

from collections.abc import Iterable, Mapping

from db.carte import Carte, Destination, Lieu, Situation
from relogement.textes import nombre, pluriel

MOTS = {
    Situation.HORS: ("hors QPV", "hors QPV"),
    Situation.AUTRE: ("dans un autre QPV", "dans d’autres QPV"),
    Situation.SITE: ("dans le site", "dans le site"),
    Situation.INCONNUE: ("à un endroit inconnu", "à un endroit inconnu"),
}


def comptes(effectifs: Mapping[Situation, int], a_verifier: int = 0) -> str:
    """« 42 hors QPV, 18 dans d’autres QPV, 12 dans le site ; 4 à vérifier sur SIG Ville »."""
    dits = ", ".join(f"{nombre(n, 0)} {MOTS[s][n > 1]}" for s in Situation if (n := effectifs.get(s, 0)))
    return f"{dits} ; {nombre(a_verifier, 0)} à vérifier sur SIG Ville" if a_verifier else dits


def resume(carte: Carte) -> str:
    """Le compte de toute la carte, d'une phrase."""
    if not carte.destinations:
        return "Aucun ménage relogé à cette date."
    quoi = pluriel(len(carte.destinations), "ménage relogé", "ménages relogés")
    return f"{quoi} : {comptes(carte.effectifs, carte.a_verifier)}."


def bulle(destinations: Iterable[Destination], lieu: str, *, noms: bool) -> str:
    """Ce que dit le survol d'un amas ; les noms seulement s'ils sont montrés, et s'ils sont peu."""
    siennes = list(destinations)
    effectifs = {s: sum(d.situation is s for d in siennes) for s in Situation}
    quoi = pluriel(len(siennes), "ménage")
    lignes = [lieu, f"{quoi} : {comptes(effectifs, sum(d.a_verifier for d in siennes))}"]
    if any(d.approchee for d in siennes):
        lignes.append("placé au milieu du quartier, faute de coordonnées")
    if noms and len(siennes) <= 6:
        lignes += [f"{d.nom} ({d.reference})" for d in siennes]
    return "\n".join(ligne for ligne in lignes if ligne)


def lieu_dit(lieu: Lieu) -> str:
    """Une ligne de la liste, comme un lecteur d'écran la dit."""
    a_verifier = f", dont {lieu.a_verifier} à vérifier" if lieu.a_verifier else ""
    place = "" if lieu.place is not None else ", non placé sur la carte"
    return f"{lieu.libelle}, {MOTS[lieu.situation][0]}, {pluriel(lieu.effectif, 'ménage')}{a_verifier}{place}"


def lieux_de(destinations: Iterable[Destination]) -> str:
    """« Cabestany », « Perpignan, Toulouges »… : les communes d'un amas."""
    noms = list(dict.fromkeys(d.commune for d in destinations if d.commune))
    return ", ".join(noms[:3]) + (f" et {len(noms) - 3} autres" if len(noms) > 3 else "")
