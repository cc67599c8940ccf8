"""Lire la mise en page d'un export de type RIME, et refuser avec une phrase ce qui ne va pas ou en dirait trop."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from relogement.controles.texte_libre import porte_un_nir
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.options import OPTIONS
from relogement.exports.rime.sources import SOURCES, Source

DEFAUT = files("resources").joinpath("formats/rime.toml")
CLES = ("titre", "feuille", "colonnes")
_ICI = re.compile(r"at line (\d+), column (\d+)")
_SIGNES = tuple("=+-@＝＋－＠")
_INVISIBLES = " \t\r\n\u00a0\u202f\u200b\u200c\u200d\u2060\ufeff"
_JOINDRE = re.compile(r"\S@\S|(?:\d[\s.\-\u00a0\u202f]?){9,}")
_LONGUEUR_D_UN_NOM_DE_FEUILLE = 31


@dataclass(frozen=True)
class ColonneRime:
    """Une colonne de la mise en page."""

    entete: str
    source: Source
    arrondi: int | None = None
    precision: str | None = None
    tranches: tuple[int, ...] = ()
    valeurs: Mapping[str, str] = field(default_factory=dict)
    inconnu: str | None = None


@dataclass(frozen=True)
class MiseEnPage:
    """L'ordre, les titres et les codes d'un export de type RIME."""

    titre: str
    feuille: str
    colonnes: tuple[ColonneRime, ...]


def mise_en_page_par_defaut() -> MiseEnPage:
    """La mise en page livrée avec le programme."""
    return lire_mise_en_page(DEFAUT.read_text("utf-8"))


def lire_mise_en_page(texte: str) -> MiseEnPage:
    """La mise en page écrite dans ce texte TOML.

    Lève ``ErreurMetier`` pour une source inconnue, un titre en double, un arrondi trop fin…
    """
    donnees = donnees_de(texte)
    sans_cle_inconnue("La mise en page", donnees, CLES)
    titre, nom = titre_de(donnees), feuille(donnees)
    colonnes = tuple(colonne(rang, lue) for rang, lue in enumerate(colonnes_lues(donnees), 1))
    for rang in range(1, len(colonnes) + 1):
        sans_titre_double(rang, colonnes)
    return MiseEnPage(titre, nom, colonnes)


def donnees_de(texte: str) -> dict[str, Any]:
    """Ce que dit ce texte TOML, pas encore contrôlé."""
    try:
        return tomllib.loads(texte)
    except tomllib.TOMLDecodeError as erreur:
        ou = _ICI.search(str(erreur))
        lieu = f" ligne {ou[1]}, caractère {ou[2]}" if ou else " il s’arrête avant la fin"
        raise ErreurMetier(f"La mise en page n’est pas un fichier TOML lisible :{lieu}.") from erreur


def titre_de(donnees: Mapping[str, Any]) -> str:
    titre = _texte("La mise en page", donnees, "titre")
    montrable("La mise en page : « titre »", titre)
    return titre


def feuille(donnees: Mapping[str, Any]) -> str:
    """Le nom de la feuille, tel qu'un classeur l'accepte."""
    nom = _texte("La mise en page", donnees, "feuille")
    if len(nom) > _LONGUEUR_D_UN_NOM_DE_FEUILLE or set(nom) & set("[]:*?/\\") or "'" in (nom[0], nom[-1]):
        raise ErreurMetier(
            f"La mise en page : « {nom} » ne peut pas être un nom de feuille. Changez « feuille » : "
            f"{_LONGUEUR_D_UN_NOM_DE_FEUILLE} caractères au plus, sans [ ] : * ? / \\."
        )
    montrable("La mise en page : « feuille »", nom)
    return nom


def colonnes_lues(donnees: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lues = donnees.get("colonnes")
    if not isinstance(lues, list) or not lues or not all(isinstance(lue, dict) for lue in lues):
        raise ErreurMetier("La mise en page n’a pas de colonnes. Ajoutez la liste « colonnes ».")
    return lues


def sans_titre_double(rang: int, colonnes: Sequence[ColonneRime]) -> None:
    """Refuse une colonne dont une précédente porte le titre."""
    pli = colonnes[rang - 1].entete.casefold()
    premier = next(r for r, c in enumerate(colonnes, 1) if c.entete.casefold() == pli)
    if premier != rang:
        raise ErreurMetier(
            f"Colonne {rang} : le titre « {colonnes[rang - 1].entete} » est déjà celui de la colonne {premier}. "
            "Donnez-lui un autre titre."
        )


def colonne(rang: int, lue: Mapping[str, Any]) -> ColonneRime:
    """Une colonne contrôlée ; ``ErreurMetier`` dit laquelle et ce qui ne va pas."""
    ou = f"Colonne {rang} (« {lue.get('entete', 'sans titre')} »)"
    sans_cle_inconnue(ou, lue, tuple(ColonneRime.__dataclass_fields__))
    entete, source = _texte(ou, lue, "entete"), _source(ou, _texte(ou, lue, "source"))
    montrable(f"{ou} : le titre", entete)
    for option in OPTIONS:
        option.controler(ou, source, lue)
    _textes_montrables(ou, lue)
    return ColonneRime(entete, source, **_options(lue))


def _textes_montrables(ou: str, lue: Mapping[str, Any]) -> None:
    """Ce que l'on fait écrire à la place d'un code sort dans le fichier, comme un titre."""
    for valeur in (*lue.get("valeurs", {}).values(), lue.get("inconnu", "")):
        montrable(f"{ou} : la valeur", valeur)


def montrable(ou: str, texte: str) -> None:
    """Refuse un texte qu'un tableur prendrait pour une formule, ou qui porte de quoi joindre quelqu'un."""
    if texte and (texte.strip(_INVISIBLES)[:1] in _SIGNES or not texte.isprintable()):
        raise ErreurMetier(
            f"{ou} « {texte} » commence par un signe de formule, ou porte un caractère invisible. Changez-le."
        )
    if _JOINDRE.search(texte) or porte_un_nir(texte):
        raise ErreurMetier(f"{ou} porte un numéro ou une adresse électronique, qui sortirait. Retirez-le.")


def _options(lue: Mapping[str, Any]) -> dict[str, Any]:
    options = {cle: valeur for cle, valeur in lue.items() if cle not in ("entete", "source")}
    return options | ({"tranches": tuple(options["tranches"])} if "tranches" in options else {})


def _source(ou: str, nom: str) -> Source:
    if nom not in SOURCES:
        raise ErreurMetier(f"{ou} : la source « {nom} » n’existe pas. Choisissez parmi {', '.join(SOURCES)}.")
    return SOURCES[nom]


def _texte(ou: str, donnees: Mapping[str, Any], cle: str) -> str:
    valeur = donnees.get(cle)
    if not isinstance(valeur, str) or not valeur.strip():
        raise ErreurMetier(f"{ou} : il manque « {cle} ». Ajoutez-le.")
    return valeur


def sans_cle_inconnue(ou: str, donnees: Mapping[str, Any], admises: tuple[str, ...]) -> None:
    if inconnues := donnees.keys() - set(admises):
        raise ErreurMetier(f"{ou} : la clé « {min(inconnues)} » est inconnue. Les clés sont {', '.join(admises)}.")
