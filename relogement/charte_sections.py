"""Les sections de nombres d’une charte : déclarés une fois, lus, écrits, montrés et saisis d’ici."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from relogement.charte import Charte
from relogement.erreurs import ErreurMetier

DEFAUT = files("resources").joinpath("formats/charte_defaut.toml")


@dataclass(frozen=True)
class Reglage:
    """Un nombre entier de la charte, entre deux bornes comprises."""

    cle: str
    libelle: str
    unite: str
    de: int
    a: int


@dataclass(frozen=True)
class Section:
    """Les réglages d'une section ``[nom]`` du fichier, qui est aussi une colonne de la charte."""

    nom: str
    titre: str
    reglages: tuple[Reglage, ...]


SECTIONS = (
    Section(
        "cellule",
        "Cellule",
        (
            Reglage("sans_offre_jours", "Sans offre depuis", "jours", 1, 1000),
            Reglage("sans_action_jours", "Bloqué : sans action depuis", "jours", 1, 1000),
            Reglage("refus", "Refus, à partir de", "refus", 1, 10),
            Reglage("echeance_jours", "Échéance à moins de", "jours", 1, 90),
            Reglage("demolition_jours", "Avant la date de vidage", "jours", 1, 1000),
            Reglage("minutes_par_dossier", "Temps par dossier", "minutes", 1, 60),
        ),
    ),
    Section(
        "objection",
        "Délai d’objection",
        (
            Reglage("ouvre_a", "Une journée ouvrée commence à", "h", 0, 23),
            Reglage("ferme_a", "Une journée ouvrée finit à", "h", 1, 24),
            Reglage("ouvrees", "Seules les heures ouvrées comptent", "1 : oui", 0, 1),
        ),
    ),
)
_PAR_NOM = {section.nom: section for section in SECTIONS}


def reglages(charte: Charte, nom: str) -> dict[str, int]:
    """Ceux de cette section, dans cette version ; une version d'avant prend ceux du défaut."""
    dits = getattr(charte, nom)
    return {cle: int(dits.get(cle, valeur)) for cle, valeur in par_defaut(nom).items()}


@cache
def _defaut() -> Mapping[str, Any]:
    return tomllib.loads(DEFAUT.read_text("utf-8"))


def par_defaut(nom: str) -> dict[str, int]:
    """Tels que la charte par défaut les écrit."""
    return dict(_defaut()[nom])


def lire_section(nom: str, valeur: Any) -> dict[str, int]:
    """Les réglages écrits dans une charte, une clé absente gardant son défaut, ou ``ErreurMetier``."""
    if not isinstance(valeur, Mapping):
        raise ErreurMetier(f"Charte, « {nom} » : écrivez la ligne « [{nom}] », puis un réglage par ligne.")
    connus = {r.cle: r for r in _PAR_NOM[nom].reglages}
    if inconnues := sorted(valeur.keys() - connus.keys()):
        raise ErreurMetier(
            f"Charte, « {nom} » : clé inconnue « {inconnues[0]} ». Les clés admises sont {', '.join(connus)}."
        )
    lus = {**par_defaut(nom), **valeur}
    return {cle: _juste(nom, reglage, lus[cle]) for cle, reglage in connus.items()}


def _juste(nom: str, reglage: Reglage, valeur: Any) -> int:
    entier = isinstance(valeur, int) and not isinstance(valeur, bool)
    if not entier or not reglage.de <= valeur <= reglage.a:
        raise ErreurMetier(
            f"Charte, « {nom} », {reglage.libelle.lower()} : « {valeur} » n’est pas un nombre entier de "
            f"{reglage.de} à {reglage.a}. Corrigez-le."
        )
    return int(valeur)


def ecrire_section(nom: str, valeurs: Mapping[str, Any]) -> list[str]:
    """Les lignes TOML que ``lire_section`` relit."""
    return ["", f"[{nom}]", *(f"{cle} = {valeur}" for cle, valeur in valeurs.items())] if valeurs else []
