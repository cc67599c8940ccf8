"""De la raison d'un « NR » aux champs à remplir : « date de conventionnement inconnue » est un champ."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_COTES = {"avant": "avant", "après": "apres"}
_PREFIXE = re.compile(r"^(?:reste à charge inconnu : |taux d’effort inconnu : |niveau de ressources inconnu \()")
_COTE = re.compile(r"^(avant|après) : ")
_MONTANTS = (
    ("loyer inconnu", "loyer", "Loyer"),
    ("charges inconnues", "charges", "Charges"),
    ("APL inconnue", "apl", "APL"),
    ("eau : on ne sait pas", "eau_incluse", "Eau comprise ou non"),
    ("chauffage : on ne sait pas", "chauffage_inclus", "Chauffage compris ou non"),
    ("eau hors charges : coût inconnu", "forfait_eau", "Coût de l’eau"),
    ("chauffage hors charges : coût inconnu", "forfait_chauffage", "Coût du chauffage"),
)
_DU_MENAGE = (
    ("ressources inconnues", "menage.ressources", "Ressources mensuelles"),
    ("nombre de personnes inconnu", "menage.nb_personnes", "Nombre de personnes"),
    ("nombre de moins de 14 ans", "menage.nb_moins_14", "Dont moins de 14 ans"),
)
_SANS_DOSSIER = (
    ("la charte ne fixe pas", "Seuil en euros de la charte (Paramètres)"),
    ("seuil du premier quartile inconnu", "Seuil du premier quartile (Échanges)"),
    ("intercommunalité du projet inconnue", "Intercommunalité du projet (Échanges)"),
    ("le site n’en a pas de cette génération", "Code du site dans cette génération (Paramètres)"),
)


@dataclass(frozen=True)
class ChampManquant:
    """Un champ à remplir ; ``chemin`` est celui de la complétude (« partie.champ »), vide hors d'un dossier."""

    chemin: str
    libelle: str


def champs_manquants(critere: str, motif: str) -> tuple[ChampManquant, ...]:
    """Tous les champs qu'il faut remplir pour que ce critère ne soit plus NR ; chacun une fois."""
    return tuple(dict.fromkeys(_hors_du_dossier(motif) or _PAR_CRITERE[critere](motif)))


def _hors_du_dossier(motif: str) -> tuple[ChampManquant, ...]:
    return tuple(ChampManquant("", libelle) for bout, libelle in _SANS_DOSSIER if bout in motif)


def _neuf(motif: str) -> Iterator[ChampManquant]:
    if "bail non daté" in motif:
        yield ChampManquant("relogement.bail_le", "Date du bail")
    else:
        yield ChampManquant("logement.conventionne_le", "Première location ou conventionnement")


def _lieu(motif: str) -> Iterator[ChampManquant]:
    yield ChampManquant("logement.qpv", "QPV du nouveau logement")


def _bailleurs(motif: str) -> Iterator[ChampManquant]:
    if motif.startswith("ancien"):
        yield ChampManquant("quitte.bailleur", "Bailleur du logement quitté")
    else:
        yield ChampManquant("logement.bailleur", "Bailleur du nouveau logement")


@lru_cache(4096)
def _maitrise(motif: str) -> tuple[ChampManquant, ...]:
    cote, trouves = "apres", list[ChampManquant]()
    for bout in motif.split(" ; "):
        if bout.startswith("taux d’effort"):
            cote = "apres"  # l'effort est celui d'après
        reste = _PREFIXE.sub("", bout)
        if dit := _COTE.match(reste):
            cote = _COTES[dit[1]]
        trouves += _du_bout(reste, cote)
    return tuple(trouves) or (ChampManquant("menage.ressources", "Ressources mensuelles"),)


def _du_bout(bout: str, cote: str) -> Iterator[ChampManquant]:
    quand = "avant" if cote == "avant" else "après"
    if "logement non renseigné" in bout:
        yield from (ChampManquant(f"{cote}.{c}", f"{libelle} {quand}") for _, c, libelle in _MONTANTS[:3])
    yield from (
        ChampManquant(f"{cote}.{c}", f"{libelle} {quand}") for mots, c, libelle in _MONTANTS if mots in bout
    )
    yield from (ChampManquant(chemin, libelle) for mots, chemin, libelle in _DU_MENAGE if mots in bout)
    if "surface inconnue" in bout:
        yield ChampManquant("logement.surface", "Surface avant ou après")


_PAR_CRITERE: dict[str, Callable[[str], Iterable[ChampManquant]]] = {
    "NEUF": _neuf,
    "HORS_QPV": _lieu,
    "HORS_SITE": _lieu,
    "RAC_MAITRISE": _maitrise,
    "INTERBAILLEUR": _bailleurs,
}
