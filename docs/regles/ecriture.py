"""Le Markdown d'une page : la définition, les textes, les barèmes en vigueur."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from docs.regles.sources import Module, paragraphes
from relogement.baremes import Periode, entete, periodes
from relogement.baremes.libelles import libelle_de_ligne, valeur_ecrite
from relogement.textes import FINE, INSECABLE, jour

_CODE = re.compile(r"(``[^`]+``)")


def page(titre: str, modules: tuple[Module, ...]) -> str:
    """Une page entière, de son titre à ses barèmes."""
    blocs = [f"# {titre}", *_definition(modules), "## Textes", _liste(_textes(modules))]
    noms = dict.fromkeys(nom for module in modules for nom in module.baremes)
    if noms:
        blocs += [
            "## Barèmes",
            "La dernière période livrée avec le logiciel. Une période que vous ajoutez vaut dès son début.",
        ]
    for nom in noms:
        blocs += _bareme(nom)
    return "\n\n".join((*blocs, "[Toutes les règles](README.md)")) + "\n"


def francais(texte: str) -> str:
    """Apostrophes et espaces de l'imprimé ; ce qui est entre accents graves reste du code."""
    return "".join(f"`{p[2:-2]}`" if p.startswith("``") else _imprime(p) for p in _CODE.split(texte))


def _imprime(texte: str) -> str:
    courbe = texte.replace("'", "’").replace("« ", f"«{INSECABLE}").replace(" »", f"{INSECABLE}»")
    return re.sub(r" ([;!?])", rf"{FINE}\1", re.sub(r" ([:%€])", rf"{INSECABLE}\1", courbe))


def _definition(modules: tuple[Module, ...]) -> Iterator[str]:
    for module in modules:
        yield from (francais(p) for p in paragraphes(module.docstring))
    fonctions = [f for module in modules for f in module.fonctions if any(paragraphes(f.docstring))]
    if fonctions:
        yield "## Ce que le logiciel calcule"
    for fonction in fonctions:
        premier, *suite = (francais(p) for p in paragraphes(fonction.docstring))
        yield "\n\n".join((f"- **{premier}** (`{fonction.nom}`)", *(f"  {p}" for p in suite)))
    donnees = [dite for module in modules for dite in module.donnees]
    if donnees:
        yield "## Ce qu’il lui faut, ce qu’il rend"
    for dite in donnees:
        premier, *suite = (francais(p) for p in paragraphes(dite))
        yield "\n\n".join((f"- {premier}", *(f"  {p}" for p in suite)))
    for liste in (liste for module in modules for liste in module.listes):
        yield f"{francais(liste.titre.rstrip('.'))}{INSECABLE}:"
        yield _liste([francais(cas) for cas in liste.cas])


def _textes(modules: tuple[Module, ...]) -> list[str]:
    cites = [francais(texte) for module in modules for texte in module.textes()]
    return list(dict.fromkeys(texte[0].upper() + texte[1:] for texte in cites))


def _liste(textes: list[str]) -> str:
    return "\n".join(f"- {texte}" for texte in textes)


def _bareme(nom: str) -> Iterator[str]:
    sien, toutes = entete(nom), periodes(nom)
    unite = f" ({sien.unite})" if sien.unite else ""
    yield f"### {francais(sien.titre + unite)}"
    if toutes[-1].a_completer:
        yield from _periode(toutes[-2]) if len(toutes) > 1 else ()
    yield from _periode(toutes[-1])


def _periode(periode: Periode) -> Iterator[str]:
    adresse = f" [Le texte]({periode.url})." if periode.url else ""
    yield (
        francais(
            f"Depuis le {jour(periode.debut)} : {periode.texte.rstrip('.')}. Texte lu le {jour(periode.lu_le)}."
        )
        + adresse
    )
    if periode.a_completer:
        yield "**Les montants manquent ici : ils sont à compléter dans Paramètres, Barèmes.**"
    if lignes := list(_lignes(periode)):
        yield "\n".join(("| Ligne | Valeur |", "| --- | ---: |", *lignes))


def _lignes(periode: Periode) -> Iterator[str]:
    for nom, valeur in _feuilles(periode.valeurs):
        precise = periode.textes.get(nom) or periode.textes.get(nom.partition(".")[0])
        note = f" <br>{francais(precise)}" if precise else ""
        yield f"| {francais(libelle_de_ligne(nom))}{note} | {_ecrite(valeur)} |"


def _feuilles(valeurs: Mapping[str, Any], avant: str = "") -> Iterator[tuple[str, Any]]:
    for cle, valeur in valeurs.items():
        if isinstance(valeur, Mapping):
            yield from _feuilles(valeur, f"{avant}{cle}.")
        else:
            yield f"{avant}{cle}", valeur


def _ecrite(valeur: Any) -> str:
    match valeur:
        case bool():
            return "oui" if valeur else "non"
        case int() | Decimal():
            return valeur_ecrite(Decimal(valeur))
        case date():
            return jour(valeur)
        case list():
            return ", ".join(_ecrite(v) for v in valeur)
        case _:
            return francais(str(valeur))
