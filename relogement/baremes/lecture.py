"""Lire les barèmes livrés et les périodes qu'un poste leur a ajoutées ; refuser avec une phrase."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from relogement.baremes.periode import Periode
from relogement.baremes.source import Ajouts, Source
from relogement.erreurs import ErreurMetier
from relogement.textes import jour

_LIVRES = files("resources").joinpath("baremes")
_FAITS: dict[str, type] = {
    "debut": date,
    "texte": str,
    "lu_le": date,
    "url": str,
    "fin": date,
    "a_completer": bool,
    "taux_libre": str,
    "textes": dict,
}
_OBLIGATOIRES = {"debut": "sa date de début", "texte": "sa référence", "lu_le": "la date où le texte a été lu"}


@dataclass(frozen=True)
class Entete:
    """Ce qui est vrai de toutes les périodes d'un barème ; ``revalorisation`` est « MM-JJ », ou vide.

    ``choix`` : les seuls mots que peut prendre une ligne qui n'est pas un nombre.
    """

    titre: str
    revalorisation: str = ""
    unite: str = ""
    fixes: tuple[str, ...] = ()
    choix: tuple[str, ...] = ()


def noms() -> tuple[str, ...]:
    """Les barèmes livrés avec le logiciel."""
    return tuple(sorted(f.name.removesuffix(".toml") for f in _LIVRES.iterdir() if f.name.endswith(".toml")))


@cache
def entete(nom: str) -> Entete:
    """Le titre d'un barème, son unité, et quand ses montants changent chaque année."""
    lu = _toml(_texte_livre(nom), nom).get("bareme", {})
    return Entete(
        lu.get("titre", nom),
        lu.get("revalorisation", ""),
        lu.get("unite", ""),
        tuple(lu.get("fixes", ())),
        tuple(lu.get("choix", ())),
    )


def periodes(nom: str, dossier: Source | None = None) -> tuple[Periode, ...]:
    """Toutes les périodes d'un barème, de la plus ancienne à la plus récente.

    Celles du ``dossier``, ou que garde un projet, s'ajoutent après la dernière livrée ; rien n'est remplacé,
    sauf une période livrée sans montants, que l'on complète.
    """
    livrees, suivantes = _livrees(nom), tuple(p for p in _ajoutees(nom, dossier) if not _ignoree(nom, p))
    completee = bool(suivantes) and suivantes[0].debut == livrees[-1].debut
    return (livrees[:-1] if completee else livrees) + suivantes


def periodes_ignorees(nom: str, dossier: Source | None) -> tuple[Periode, ...]:
    """Les périodes ajoutées sur un poste que le logiciel livre désormais lui-même : elles ne se lisent plus."""
    return tuple(p for p in _ajoutees(nom, dossier) if _ignoree(nom, p))


def _ignoree(nom: str, ajoutee: Periode) -> bool:
    """Elle n'est pas après la dernière livrée, et ne la complète pas."""
    derniere = _livrees(nom)[-1]
    return ajoutee.debut < derniere.debut or (ajoutee.debut == derniere.debut and not derniere.a_completer)


def bareme(nom: str, au: date | None = None, *, dossier: Source | None = None) -> Periode:
    """La période en vigueur à une date ; la dernière sans date, la première avant elle."""
    toutes = periodes(nom, dossier)
    if au is None:
        return toutes[-1]
    return en_vigueur(nom, au, dossier=dossier) or toutes[0]


def en_vigueur(nom: str, au: date, *, dossier: Source | None = None) -> Periode | None:
    """La période en vigueur à une date ; vide avant la première, ou après la fin de la dernière."""
    passees = [p for p in periodes(nom, dossier) if p.debut <= au]
    if not passees or (passees[-1].fin is not None and passees[-1].fin < au):
        return None
    return passees[-1]


def lire_periodes(texte: str, nom: str) -> tuple[Periode, ...]:
    """Les périodes écrites dans ce texte TOML, rangées par date ; une référence est exigée de chacune."""
    lues = _toml(texte, nom).get("periode", [])
    if not isinstance(lues, list) or not all(isinstance(p, dict) for p in lues):
        raise ErreurMetier(f"Barème « {nom} » : chaque période commence par la ligne « [[periode]] ».")
    rangees = sorted((_periode(nom, lue) for lue in lues), key=lambda p: p.debut)
    _sans_trou(nom, rangees)
    return tuple(rangees)


def empreinte(dossier: Source | None) -> tuple[tuple[str, int, int], ...]:
    """De quoi savoir si les périodes ajoutées ont changé, sans les relire."""
    if not isinstance(dossier, Path):
        return ()
    stats = ((f.name, f.stat()) for f in sorted(dossier.glob("*.toml")))
    return tuple((nom, s.st_mtime_ns, s.st_size) for nom, s in stats)


@cache
def _livrees(nom: str) -> tuple[Periode, ...]:
    return lire_periodes(_texte_livre(nom), nom)


def _texte_livre(nom: str) -> str:
    if nom not in noms():
        raise ErreurMetier(f"Le barème « {nom} » n’existe pas. Les barèmes connus sont {', '.join(noms())}.")
    return _LIVRES.joinpath(f"{nom}.toml").read_text("utf-8")


def _ajoutees(nom: str, dossier: Source | None) -> tuple[Periode, ...]:
    if isinstance(dossier, Ajouts):
        return _gardees(nom, texte) if (texte := dossier.texte(nom)) else ()
    chemin = dossier / f"{nom}.toml" if dossier else None
    if chemin is None or not chemin.is_file():
        return ()
    etat = chemin.stat()
    return _relues(nom, chemin, etat.st_mtime_ns, etat.st_size)


@lru_cache(maxsize=64)
def _gardees(nom: str, texte: str) -> tuple[Periode, ...]:
    return lire_periodes(texte, nom)


@lru_cache(maxsize=64)
def _relues(nom: str, chemin: Path, _modifie: int, _taille: int) -> tuple[Periode, ...]:
    try:
        return lire_periodes(chemin.read_text("utf-8"), nom)
    except UnicodeDecodeError as erreur:
        raise ErreurMetier(
            f"Le fichier « {chemin.name} » n’est pas du texte UTF-8. Retirez-le du dossier."
        ) from erreur


def _toml(texte: str, nom: str) -> dict[str, Any]:
    try:
        return tomllib.loads(texte, parse_float=Decimal)
    except tomllib.TOMLDecodeError as erreur:
        raise ErreurMetier(f"Le barème « {nom} » n’est pas un fichier TOML lisible : {erreur}.") from erreur


def _periode(nom: str, lue: Mapping[str, Any]) -> Periode:
    for cle, quoi in _OBLIGATOIRES.items():
        if not _renseigne(lue.get(cle)):
            raise ErreurMetier(f"Barème « {nom} » : il manque à une période {quoi} (« {cle} »). Complétez-la.")
    for cle, attendu in _FAITS.items():
        if cle in lue and type(lue[cle]) is not attendu:
            raise ErreurMetier(f"Barème « {nom} » : la valeur de « {cle} » n’est pas possible. Corrigez-la.")
    faits = {cle: lue[cle] for cle in _FAITS if cle in lue}
    return Periode(valeurs={c: v for c, v in lue.items() if c not in _FAITS}, **faits)


def _renseigne(valeur: Any) -> bool:
    return bool(valeur.strip()) if isinstance(valeur, str) else valeur is not None


def _sans_trou(nom: str, rangees: list[Periode]) -> None:
    for avant, apres in pairwise(rangees):
        if avant.debut == apres.debut:
            raise ErreurMetier(
                f"Barème « {nom} » : deux périodes commencent le {jour(apres.debut)}. Gardez-en une."
            )
        if avant.fin is not None and (apres.debut - avant.fin).days != 1:
            defaut = "un trou" if avant.fin < apres.debut else "un recouvrement"
            dates = f"entre le {jour(avant.fin)} et le {jour(apres.debut)}"
            raise ErreurMetier(f"Barème « {nom} » : {defaut} {dates}. Corrigez les dates.")
