"""Les sections de réglages d’une charte : déclarés une fois, lus, écrits, montrés et saisis d’ici."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from relogement.charte import Charte
from relogement.equilibre.indicateurs import Indicateur
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
    type_: type = int

    def lire(self, valeur: Any) -> int | None:
        """La valeur si elle est juste, sinon rien."""
        entier = isinstance(valeur, int) and not isinstance(valeur, bool)
        return int(valeur) if entier and self.de <= valeur <= self.a else None

    @property
    def attendu(self) -> str:
        return f"un nombre entier de {self.de} à {self.a}"


@dataclass(frozen=True)
class OuiNon(Reglage):
    """Un oui ou un non de la charte."""

    unite: str = ""
    de: int = 0
    a: int = 1
    type_: type = bool

    def lire(self, valeur: Any) -> int | None:
        return valeur if isinstance(valeur, bool) else None

    @property
    def attendu(self) -> str:
        return "« true » ou « false »"


@dataclass(frozen=True)
class Section:
    """Les réglages d'une section ``[nom]`` du fichier, qui est aussi une colonne de la charte."""

    nom: str
    titre: str
    reglages: tuple[Reglage, ...]
    croissants: tuple[str, ...] = ()  # des clés dont chacune dépasse celle d'avant


A_REPERE = (Indicateur.Q1, Indicateur.SOUS_40, Indicateur.MONOPARENTAL, Indicateur.PLUS_65)
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
            Reglage("dossiers", "Dossiers proposés, au plus", "dossiers", 1, 300),
            Reglage("minutes_par_dossier", "Temps par dossier", "minutes", 1, 60),
        ),
    ),
    Section(
        "objection",
        "Délai d’objection",
        (
            OuiNon("chomes", "Les week-ends et jours fériés comptent"),
            OuiNon("ouvrees", "Seules les heures ouvrées comptent"),
            Reglage("ouvre_a", "Une journée ouvrée commence à", "h", 0, 22),
            Reglage("ferme_a", "Une journée ouvrée finit à", "h", 1, 23),
        ),
        ("ouvre_a", "ferme_a"),
    ),
    Section(
        "equilibre",
        "Équilibre des résidences",
        (
            *(Reglage(f"poids_{i.cle}", f"Poids, {i.libelle}", "points", 0, 100) for i in Indicateur),
            *(Reglage(f"repere_{i.cle}", f"Au plus, {i.libelle}", "% (0 : sans)", 0, 100) for i in A_REPERE),
            Reglage("connu_pct", "Indice si l’on connaît au moins", "% des poids", 1, 100),
            Reglage("perimee_mois", "Données anciennes après", "mois", 1, 240),
        ),
    ),
)
_PAR_NOM = {section.nom: section for section in SECTIONS}


def reglages(charte: Charte, nom: str) -> dict[str, int]:
    """Ceux de cette section, dans cette version ; une version d'avant prend ceux du défaut."""
    dits = getattr(charte, nom)
    return {cle: type(valeur)(dits.get(cle, valeur)) for cle, valeur in par_defaut(nom).items()}


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
    justes = {cle: _juste(nom, reglage, lus[cle]) for cle, reglage in connus.items()}
    for avant, apres in pairwise(_PAR_NOM[nom].croissants):
        if justes[avant] >= justes[apres]:
            raise ErreurMetier(
                f"Charte, « {nom} » : « {connus[apres].libelle.lower()} » doit dépasser "
                f"« {connus[avant].libelle.lower()} ». Corrigez l’un des deux."
            )
    return justes


def _juste(nom: str, reglage: Reglage, valeur: Any) -> int:
    if (lu := reglage.lire(valeur)) is None:
        raise ErreurMetier(
            f"Charte, « {nom} », {reglage.libelle.lower()} : « {valeur} » n’est pas {reglage.attendu}. "
            "Corrigez-le."
        )
    return lu


def ecrire_section(nom: str, valeurs: Mapping[str, Any]) -> list[str]:
    """Les lignes TOML que ``lire_section`` relit."""
    return ["", f"[{nom}]", *(f"{cle} = {_en_toml(valeur)}" for cle, valeur in valeurs.items())] if valeurs else []


def _en_toml(valeur: Any) -> str:
    return str(valeur).lower() if isinstance(valeur, bool) else str(valeur)
