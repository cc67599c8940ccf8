"""Lire une charte d'un fichier TOML ou d'une saisie, l'écrire ; refuser d'une phrase ce qui ne va pas."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from importlib.resources import files
from json import dumps
from typing import Any

from relogement.appariement.poids import ecrire_appariement, lire_appariement
from relogement.base import Code
from relogement.champs import Faits, champs
from relogement.charte import Charte
from relogement.charte_paliers import ecrire_paliers, lire_paliers
from relogement.charte_sections import SECTIONS, ecrire_section, lire_section
from relogement.engagements_fichier import CLE as ENGAGEMENTS
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Combinaison, GenerationQpv, Recevable
from relogement.partage.fichier import CLE as ACCUEIL

DEFAUT = files("resources").joinpath("formats/charte_defaut.toml")
CRITERES_A_OBJECTIF = ("NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE", "INTERBAILLEUR")
CENT_POUR_CENT = Decimal(100)
PLUS_GRAND = 10_000
FACULTATIFS = ("rac_seuil_eur", "paliers", "appariement", *(section.nom for section in SECTIONS))


def charte_par_defaut() -> Charte:
    """La charte qui vaut tant que le projet n'a pas donné la sienne."""
    return Charte(**_valeurs(_toml(DEFAUT.read_text("utf-8"))))


def lire_charte(texte: str) -> Charte:
    """La charte écrite dans ce texte TOML ; une clé absente prend la valeur par défaut.

    Lève ``ErreurMetier`` si une clé est inconnue ou une valeur absurde.
    """
    donnees = _toml(DEFAUT.read_text("utf-8")) | _toml(texte)
    for cle in (ENGAGEMENTS, ACCUEIL):  # ceux des bailleurs se lisent à part, dans le même fichier
        donnees.pop(cle, None)
    return Charte(**_valeurs(donnees))


def charte_saisie(valeurs: Mapping[str, Any]) -> Charte:
    """La charte qu'une personne a saisie ; ce qu'elle n'a pas rempli ne prend pas la valeur par défaut.

    Lève ``ErreurMetier`` si un champ est vide ou une valeur absurde ; seuls peuvent manquer le seuil en euros et
    les paliers.
    """
    remplies = {cle: valeur for cle, valeur in valeurs.items() if valeur is not None}
    for cle, faits in champs(Charte).items():
        if cle not in remplies and cle not in FACULTATIFS:
            raise ErreurMetier(f"Charte : « {faits.libelle} » est vide. Remplissez ce champ.")
    return Charte(**_valeurs(remplies))


def en_toml(charte: Charte) -> str:
    """La charte telle que ``lire_charte`` la relit."""
    valeurs = {cle: getattr(charte, cle) for cle in champs(Charte)}
    objectifs, motifs, paliers, poids = (
        valeurs.pop(nom) for nom in ("objectifs", "motifs", "paliers", "appariement")
    )
    nombres = {section.nom: valeurs.pop(section.nom) for section in SECTIONS}
    lignes = [f"{cle} = {_ecrite(valeur)}" for cle, valeur in valeurs.items() if valeur is not None]
    lignes += ["", "[objectifs]  # en %", *(f"{code} = {taux}" for code, taux in objectifs.items())]
    lignes += ecrire_appariement(poids)
    for nom, ecrits in nombres.items():
        lignes += ecrire_section(nom, ecrits)
    lignes += ecrire_paliers(paliers)
    for motif in motifs:
        lignes += ["", "[[motifs]]", *(f"{cle} = {_ecrite(valeur)}" for cle, valeur in motif.items())]
    return "\n".join(lignes) + "\n"


def _ecrite(valeur: Any) -> str:
    match valeur:
        case bool():
            return "true" if valeur else "false"
        case str():
            return dumps(str(valeur), ensure_ascii=False)
        case Decimal():
            return f"{valeur.normalize():f}"
    return str(valeur)


def _toml(texte: str) -> dict[str, Any]:
    try:
        return tomllib.loads(texte, parse_float=Decimal)
    except tomllib.TOMLDecodeError as erreur:
        raise ErreurMetier(f"La charte n’est pas un fichier TOML lisible : {erreur}.") from erreur


def _valeurs(donnees: Mapping[str, Any]) -> dict[str, Any]:
    connus = champs(Charte)
    if inconnues := donnees.keys() - connus.keys():
        raise ErreurMetier(
            f"La charte contient une clé inconnue : « {min(inconnues)} ». "
            f"Les clés admises sont {', '.join(connus)}."
        )
    return {cle: _valeur(cle, connus[cle], valeur) for cle, valeur in donnees.items()}


def _valeur(cle: str, faits: Faits, valeur: Any) -> Any:
    lire: Callable[[Any], Any] = _LECTEURS.get(cle, _quantite)
    lue = lire(valeur)
    if lue is None or (faits.unite == "%" and isinstance(lue, Decimal) and lue > CENT_POUR_CENT):
        raise ErreurMetier(
            f"Charte, « {cle} » ({faits.libelle}) : la valeur « {valeur} » n’est pas possible. Corrigez-la."
        )
    return lue


def _texte(valeur: Any) -> str | None:
    return valeur if isinstance(valeur, str) and valeur.strip() else None


def _jour(valeur: Any) -> date | None:
    return valeur if type(valeur) is date else None


def _booleen(valeur: Any) -> bool | None:
    return valeur if isinstance(valeur, bool) else None


def _quantite(valeur: Any) -> Decimal | None:
    if not isinstance(valeur, int | Decimal) or isinstance(valeur, bool):
        return None
    lue = Decimal(valeur)
    return lue if lue.is_finite() and 0 <= lue <= PLUS_GRAND else None


def _entier(valeur: Any) -> int | None:
    juste = isinstance(valeur, int) and not isinstance(valeur, bool) and 0 < valeur <= PLUS_GRAND
    return valeur if juste else None


def _code(nomenclature: type[Code]) -> Callable[[Any], Code | None]:
    return lambda valeur: next((m for m in nomenclature if m == valeur), None)


def _objectifs(valeur: Any) -> dict[str, str] | None:
    if not isinstance(valeur, dict) or not valeur.keys() <= set(CRITERES_A_OBJECTIF):
        return None
    lus = {code: _quantite(taux) for code, taux in valeur.items()}
    if any(taux is None or taux > CENT_POUR_CENT for taux in lus.values()):
        return None
    return {code: str(taux) for code, taux in lus.items()}


def _motifs(valeur: Any) -> list[dict[str, str]] | None:
    if not isinstance(valeur, list) or not all(_motif_juste(m) for m in valeur):
        return None
    return valeur if len({m["code"] for m in valeur}) == len(valeur) else None


def _motif_juste(motif: Any) -> bool:
    if not isinstance(motif, dict) or motif.keys() != {"code", "libelle", "recevable"}:
        return False
    return all(_texte(valeur) for valeur in motif.values()) and motif["recevable"] in set(Recevable)


_LECTEURS: dict[str, Callable[[Any], Any]] = {
    "libelle": _texte,
    "en_vigueur_le": _jour,
    "combinaison": _code(Combinaison),
    "neutralise_baisse": _booleen,
    "alsace_moselle": _booleen,
    "generation_qpv": _code(GenerationQpv),
    "objectifs": _objectifs,
    "motifs": _motifs,
    "paliers": lire_paliers,
    "appariement": lire_appariement,
    **{section.nom: partial(lire_section, section.nom) for section in SECTIONS},
    **dict.fromkeys(
        (
            "delai_reponse_jours",
            "delai_caleol_jours",
            "nb_offres",
            "decohabitation_presence_mois",
            "seuil_secret_revenu",
            "seuil_secret_effectif",
            "alerte_sans_action_jours",
            "objection_heures",
        ),
        _entier,
    ),
}
