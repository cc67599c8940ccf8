"""Lire la mise en page d'un export de type RIME, et refuser avec une phrase ce qui ne va pas ou en dirait trop."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.exports.rime.sources import SOURCES, Nature, Source

DEFAUT = files("resources").joinpath("formats/rime.toml")
PAS = 5
PRECISIONS = ("mois", "annee")
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
    rangs: dict[str, int] = {}
    for rang, colonne in enumerate(colonnes, 1):
        if premier := rangs.setdefault(colonne.entete, rang) - rang:
            raise ErreurMetier(
                f"Colonne {rang} : le titre « {colonne.entete} » est déjà celui de la colonne {rang + premier}. "
                "Donnez-lui un autre titre."
            )
    return colonnes


def _colonne(rang: int, lue: Mapping[str, Any]) -> ColonneRime:
    ou = f"Colonne {rang} (« {lue.get('entete', 'sans titre')} »)"
    _sans_cle_inconnue(ou, lue, tuple(ColonneRime.__dataclass_fields__))
    entete, source = _texte(ou, lue, "entete"), _source(ou, _texte(ou, lue, "source"))
    for cle in lue.keys() - {"entete", "source", "inconnu"}:
        if source.nature not in _POUR[cle]:
            raise ErreurMetier(f"{ou} : « {cle} » ne convient pas à la source « {source.nom} ». Retirez-le.")
    for cle, juste, attendu in _CONTROLES:
        if source.nature in _OBLIGATOIRES[cle] or cle in lue:
            _controler(ou, cle, juste(lue.get(cle)), attendu)
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


def _controler(ou: str, cle: str, juste: bool, attendu: str) -> None:
    if not juste:
        raise ErreurMetier(f"{ou} : « {cle} » doit être {attendu}. Corrigez la mise en page.")


def _entier(valeur: Any) -> bool:
    return isinstance(valeur, int) and not isinstance(valeur, bool)


def _arrondi_juste(valeur: Any) -> bool:
    return _entier(valeur) and valeur >= PAS and valeur % PAS == 0


def _tranches_justes(valeur: Any) -> bool:
    if not isinstance(valeur, list) or not valeur or not all(_entier(v) and v > 0 for v in valeur):
        return False
    return all(suivante - v >= PAS for v, suivante in pairwise(valeur))


def _valeurs_justes(valeur: Any) -> bool:
    return isinstance(valeur, dict) and all(isinstance(v, str) for v in valeur.values())


_CONTROLES: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("arrondi", _arrondi_juste, f"un nombre entier, {PAS} ou un multiple de {PAS}"),
    ("precision", PRECISIONS.__contains__, "« mois » ou « annee »"),
    ("tranches", _tranches_justes, f"une liste d’âges croissants, espacés d’au moins {PAS} ans"),
    ("valeurs", _valeurs_justes, "une table de textes"),
    ("inconnu", lambda valeur: valeur is None or isinstance(valeur, str), "un texte"),
)
_ARRONDIES = frozenset({Nature.MONTANT, Nature.SURFACE})
_A_VALEURS = frozenset({Nature.CODE, Nature.TABLE, Nature.MOTIF, Nature.COMPOSITION})
_POUR: dict[str, frozenset[Nature]] = {
    "arrondi": _ARRONDIES,
    "precision": frozenset({Nature.JOUR}),
    "tranches": frozenset({Nature.AGE}),
    "valeurs": _A_VALEURS,
}
_OBLIGATOIRES: dict[str, frozenset[Nature]] = _POUR | {
    "valeurs": frozenset({Nature.TABLE}),
    "inconnu": frozenset(),
}
