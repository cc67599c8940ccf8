"""Une mise en page que l'on est en train d'écrire : des textes, qui ne sont peut-être pas encore bons."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relogement.exports.rime.ecriture import chaine
from relogement.exports.rime.options import PAS
from relogement.exports.rime.sources import SOURCES, Nature

_PAIRE = re.compile(r"\s*([^=;]+?)\s*=\s*([^;]*?)\s*(?:;|$)")
_REGLAGES = {
    Nature.MONTANT: "arrondi", Nature.SURFACE: "arrondi", Nature.JOUR: "precision", Nature.AGE: "tranches",
}  # fmt: skip
_PAR_DEFAUT = {"arrondi": str(PAS), "precision": "mois", "tranches": "25, 35, 50, 65, 75", "": ""}


@dataclass(frozen=True)
class Rangee:
    """Une colonne telle qu'on la tape : ``reglage`` est le pas, la précision ou les tranches de sa source."""

    entete: str = ""
    source: str = ""
    reglage: str = ""
    valeurs: str = ""
    inconnu: str = ""

    @property
    def cle(self) -> str:
        """Le réglage que cette source demande ; vide si elle n'en a pas."""
        return cle_du_reglage(self.source)


@dataclass(frozen=True)
class Brouillon:
    titre: str
    feuille: str
    rangees: tuple[Rangee, ...] = field(default=())

    def en_toml(self) -> str:
        """Le texte à contrôler puis à garder."""
        tete = [f"titre = {chaine(self.titre)}", f"feuille = {chaine(self.feuille)}", "", "colonnes = ["]
        return "\n".join([*tete, *(f"    {{ {', '.join(_cles(r))} }}," for r in self.rangees), "]", ""])


def brouillon_de(texte: str) -> Brouillon:
    """Ce que dit ce texte, même fautif ; un texte illisible donne un brouillon vide."""
    try:
        donnees = tomllib.loads(texte)
    except tomllib.TOMLDecodeError:
        return Brouillon("", "")
    lues = donnees.get("colonnes", [])
    rangees = tuple(_rangee(lue) for lue in lues if isinstance(lue, dict)) if isinstance(lues, list) else ()
    return Brouillon(str(donnees.get("titre", "")), str(donnees.get("feuille", "")), rangees)


def cle_du_reglage(source: str) -> str:
    return _REGLAGES.get(SOURCES[source].nature, "") if source in SOURCES else ""


def reglage_par_defaut(source: str) -> str:
    """Ce que l'on propose quand on choisit cette source."""
    return _PAR_DEFAUT[cle_du_reglage(source)]


def table_de(texte: str) -> dict[str, str]:
    """« OUI = oui ; NON = non »."""
    return {code.strip("\"' "): valeur for code, valeur in _PAIRE.findall(texte)}


def table_en_texte(table: Mapping[str, Any]) -> str:
    return " ; ".join(f"{code} = {valeur}" for code, valeur in table.items())


def _rangee(lue: Mapping[str, Any]) -> Rangee:
    source = str(lue.get("source", ""))
    valeur = lue.get(cle_du_reglage(source), "")
    reglage = ", ".join(map(str, valeur)) if isinstance(valeur, list) else valeur
    table = lue.get("valeurs")
    return Rangee(
        str(lue.get("entete", "")), source, str(reglage), table_en_texte(table) if isinstance(table, dict) else "",
        str(lue.get("inconnu", "")),
    )  # fmt: skip


def _cles(r: Rangee) -> Iterable[str]:
    yield f"entete = {chaine(r.entete)}"
    yield f"source = {chaine(r.source)}"
    if r.cle and r.reglage.strip():
        yield f"{r.cle} = {_valeur(r.cle, r.reglage)}"
    table = table_de(r.valeurs)
    if table or (r.source in SOURCES and SOURCES[r.source].nature is Nature.TABLE):
        yield f"valeurs = {{ {', '.join(f'{chaine(c)} = {chaine(v)}' for c, v in table.items())} }}"
    if r.inconnu:
        yield f"inconnu = {chaine(r.inconnu)}"


def _valeur(cle: str, texte: str) -> str:
    """Un nombre ou des nombres s'ils se lisent ; sinon le texte tapé, que le contrôle refusera en le nommant."""
    if cle == "tranches":
        morceaux = [m.strip() for m in texte.replace(";", ",").split(",") if m.strip()]
        return f"[{', '.join(str(int(m)) if m.isdecimal() else chaine(m) for m in morceaux)}]"
    propre = texte.strip()
    return str(int(propre)) if propre.isdecimal() else chaine(propre.replace("année", "annee"))
