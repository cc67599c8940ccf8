"""Retrouver dans le répertoire un logement que l'on suit déjà, sans jamais le confondre avec un autre.

Un logement quitté se retrouve à son code chez le bailleur, que confirme autre chose ; un logement offert n'a pas
de code : on n'en tire que ce qui est vrai de tous les logements de ce type à cette adresse.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from relogement.fuites.aiguilles import mots_d_adresse
from relogement.imports.rpls.lecture import LogementRpls
from relogement.logement import LogementOffert, LogementQuitte
from relogement.parc_social import financement_dit
from relogement.rapprochement import cle

METRE = Decimal(1)  # le répertoire arrondit les surfaces au mètre
DU_QUITTE = ("adresse", "batiment", "entree", "etage", "porte", "typologie", "surface")
MOTS_MUETS = frozenset(("de", "du", "des", "la", "le", "les", "l", "d"))


class Repertoire:
    """Les logements lus, par code du bailleur et par adresse."""

    def __init__(self, logements: Iterable[LogementRpls]) -> None:
        self._par_code: dict[str, list[LogementRpls]] = defaultdict(list)
        self._par_adresse: dict[tuple[str, str], list[LogementRpls]] = defaultdict(list)
        for logement in logements:
            if logement.ident_int:
                self._par_code[code(logement.ident_int)].append(logement)
            if logement.adresse and logement.commune_insee:
                self._par_adresse[logement.commune_insee, adresse(logement.adresse)].append(logement)

    def du_quitte(self, quitte: LogementQuitte) -> LogementRpls | None:
        """Celui de même code, qu'une mesure ou l'adresse confirme et que rien ne dément ; rien s'ils sont deux."""
        memes = self._par_code.get(code(quitte.ug), []) if quitte.ug else []
        surs = [lu for lu in memes if _confirme(quitte, lu) and not _dement(quitte, lu)]
        return surs[0] if len(surs) == 1 else None

    def dement(self, quitte: LogementQuitte) -> bool:
        """Le même code y est, mais pour un logement d'autres mesures."""
        memes = self._par_code.get(code(quitte.ug), []) if quitte.ug else []
        return bool(memes) and all(_dement(quitte, lu) for lu in memes)

    def de_l_offert(self, offert: LogementOffert) -> tuple[LogementRpls | None, Mapping[str, Any]]:
        """Ce qui est vrai de tous les logements de ce type à cette adresse, et la ligne du premier."""
        if not (offert.adresse and offert.commune_insee and offert.typologie):
            return None, {}
        voisins = self._par_adresse.get((offert.commune_insee, adresse(offert.adresse)), [])
        memes = [v for v in voisins if v.typologie is offert.typologie and not _autre_surface(offert.surface, v)]
        communs = {
            "financement": _commun([financement_dit(v.financement) for v in memes]),
            "conventionne_le": _commun([v.conventionne_le for v in memes]),
            "surface": _commun([v.surface for v in memes]),
            "code_postal": _commun([v.code_postal for v in memes]),
        }
        inconnus = {n: v for n, v in communs.items() if v is not None and getattr(offert, n) is None}
        return next(iter(memes), None), inconnus


def manquants(quitte: LogementQuitte, lu: LogementRpls) -> dict[str, Any]:
    """Ce que le répertoire sait du logement et que l'on ignorait."""
    return {nom: getattr(lu, nom) for nom in DU_QUITTE if getattr(quitte, nom) is None and getattr(lu, nom)}


def code(texte: str) -> str:
    return cle(texte).lstrip("0")


@lru_cache(maxsize=20_000)
def adresse(texte: str) -> str:
    """« 12 AV DES LILAS » et « 12, avenue des Lilas » se valent ; le numéro compte."""
    return " ".join(mot for mot in mots_d_adresse(texte.split(",")[0] if "," in texte[4:] else texte)
                    if mot not in MOTS_MUETS)  # fmt: skip


def _confirme(quitte: LogementQuitte, lu: LogementRpls) -> bool:
    surface = quitte.surface is not None and lu.surface is not None and not _autre_surface(quitte.surface, lu)
    lieu = bool(quitte.adresse and lu.adresse) and adresse(quitte.adresse or "") == adresse(lu.adresse or "")
    return surface or lieu or (quitte.typologie is not None and quitte.typologie is lu.typologie)


def _dement(quitte: LogementQuitte, lu: LogementRpls) -> bool:
    autre_type = None not in (quitte.typologie, lu.typologie) and quitte.typologie is not lu.typologie
    return autre_type or _autre_surface(quitte.surface, lu)


def _autre_surface(surface: Decimal | None, lu: LogementRpls) -> bool:
    return surface is not None and lu.surface is not None and abs(surface - lu.surface) > METRE


def _commun(valeurs: Sequence[Any]) -> Any:
    """La valeur que tous partagent ; rien si l'un diffère ou ne la dit pas."""
    return valeurs[0] if valeurs and len(set(valeurs)) == 1 else None
