"""Lire la mise en page d'un export de type RIME, et refuser avec une phrase ce qui ne va pas ou en dirait trop."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.exports.rime.options import OPTIONS
from relogement.exports.rime.sources import SOURCES, Source

DEFAUT = files("resources").joinpath("formats/rime.toml")
_CLES = ("titre", "feuille", "colonnes")
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
    try:
        donnees = tomllib.loads(texte)
    except tomllib.TOMLDecodeError as erreur:
        raise ErreurMetier(f"La mise en page n’est pas un fichier TOML lisible : {erreur}.") from erreur
    _sans_cle_inconnue("La mise en page", donnees, _CLES)
    titre, feuille = (_texte("La mise en page", donnees, cle) for cle in ("titre", "feuille"))
    if len(feuille) > _LONGUEUR_D_UN_NOM_DE_FEUILLE or set(feuille) & set("[]:*?/\\"):
        raise ErreurMetier(
            f"La mise en page : « {feuille} » ne peut pas être un nom de feuille. Changez « feuille »."
        )
    return MiseEnPage(titre, feuille, _colonnes(donnees.get("colonnes")))


def _colonnes(lues: Any) -> tuple[ColonneRime, ...]:
    if not isinstance(lues, list) or not lues or not all(isinstance(lue, dict) for lue in lues):
        raise ErreurMetier("La mise en page n’a pas de colonnes. Ajoutez la liste « colonnes ».")
    colonnes = tuple(_colonne(rang, lue) for rang, lue in enumerate(lues, 1))
    _sans_titre_double(colonnes)
    return colonnes


def _sans_titre_double(colonnes: tuple[ColonneRime, ...]) -> None:
    rangs: dict[str, int] = {}
    for rang, colonne in enumerate(colonnes, 1):
        premier = rangs.setdefault(colonne.entete.casefold(), rang)
        if premier != rang:
            raise ErreurMetier(
                f"Colonne {rang} : le titre « {colonne.entete} » est déjà celui de la colonne {premier}. "
                "Donnez-lui un autre titre."
            )


def _colonne(rang: int, lue: Mapping[str, Any]) -> ColonneRime:
    ou = f"Colonne {rang} (« {lue.get('entete', 'sans titre')} »)"
    _sans_cle_inconnue(ou, lue, tuple(ColonneRime.__dataclass_fields__))
    entete, source = _texte(ou, lue, "entete"), _source(ou, _texte(ou, lue, "source"))
    for option in OPTIONS:
        option.controler(ou, source, lue)
    return ColonneRime(entete, source, **_options(lue))


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


def _sans_cle_inconnue(ou: str, donnees: Mapping[str, Any], admises: tuple[str, ...]) -> None:
    if inconnues := donnees.keys() - set(admises):
        raise ErreurMetier(f"{ou} : la clé « {min(inconnues)} » est inconnue. Les clés sont {', '.join(admises)}.")
