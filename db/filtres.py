"""Les filtres de la liste : chacun est une condition sur un champ, que l'on peut garder et relire."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from db.champs_liste import champ_de
from db.colonnes_registre import INCONNU, PLAFOND, Colonne
from db.registre import ECHEANCE, ETAT, Registre
from relogement.nomenclatures import Etat
from relogement.rapprochement import sans_accents

RELOGES = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS)
SELECTION, SITUATION, MOI = "selection", "situation", "@moi"
SITUATIONS = {"a_reloger": "à reloger", "reloge": "relogé", "sorti": "sorti"}


class Operateur(StrEnum):
    """Ce qu'une condition demande à son champ."""

    PARMI = "parmi"
    CONTIENT = "contient"
    VIDE = "vide"
    CONNU = "connu"
    ENTRE = "entre"
    BIENTOT = "bientot"  # dans moins de N jours, le passé compris
    RETARD = "retard"
    LE_JOUR = "le_jour"
    DEPUIS = "depuis"  # rien depuis N jours, ou jamais


@dataclass(frozen=True)
class Condition:
    """« État : Offre, Visite » ; ``libelle`` ne sert qu'à une sélection venue d'un autre écran."""

    champ: str
    operateur: Operateur = Operateur.PARMI
    valeurs: tuple[Any, ...] = ()
    libelle: str = ""

    def en_dict(self) -> dict[str, Any]:
        return {"champ": self.champ, "operateur": self.operateur.value, "valeurs": list(self.valeurs)}

    @property
    def colonne(self) -> str | None:
        """La colonne du registre dont elle a besoin."""
        return {SELECTION: None, SITUATION: ETAT}.get(self.champ, self.champ)

    @property
    def se_garde(self) -> bool:
        """Une sélection d'un moment ne se range pas dans une vue."""
        return self.champ != SELECTION


@dataclass(frozen=True)
class Repere:
    """Ce à quoi se rapportent « aujourd'hui » et « moi »."""

    au: date
    moi: str = ""


def condition(donnees: Mapping[str, Any]) -> Condition | None:
    """Une condition gardée ; ``None`` si cette version du logiciel ne la comprend pas."""
    champ, operateur = str(donnees.get("champ", "")), donnees.get("operateur")
    valeurs = donnees.get("valeurs")
    connu = champ == SITUATION or champ_de(champ) is not None
    if not connu or operateur not in list(Operateur) or not isinstance(valeurs, list):
        return None
    return Condition(champ, Operateur(operateur), tuple(valeurs))


def colonnes_utiles(conditions: Sequence[Condition]) -> list[str]:
    return [c.colonne for c in conditions if c.colonne is not None]


def retenir(
    registre: Registre, ids: Sequence[int], conditions: Sequence[Condition], repere: Repere
) -> "array[int]":
    """Ceux de ces dossiers que toutes les conditions gardent, dans le même ordre."""
    retenus: Sequence[int] = ids
    for une in conditions:
        retenus = _garder(registre, retenus, une, repere)
    return retenus if isinstance(retenus, array) else array("i", retenus)


def en_retard(registre: Registre, ids: Sequence[int], au: date) -> int:
    """Les échéances déjà passées."""
    return len(retenir(registre, ids, [Condition(ECHEANCE, Operateur.RETARD)], Repere(au)))


def le_jour(registre: Registre, ids: Sequence[int], au: date) -> int:
    """Les échéances du jour."""
    return len(retenir(registre, ids, [Condition(ECHEANCE, Operateur.LE_JOUR)], Repere(au)))


def dans_l_etat(*etats: Etat) -> Condition:
    return Condition(ETAT, valeurs=tuple(etat.value for etat in etats))


def du_referent(*noms: str) -> Condition:
    return Condition("menage.referent", valeurs=noms)


def du_bailleur(*noms: str) -> Condition:
    return Condition("logement.bailleur", valeurs=noms)


def dans_l_operation(code: str) -> Condition:
    """Les dossiers d'une opération."""
    return Condition("operation.code", valeurs=(code,))


def parmi(ids: Collection[int], libelle: str) -> Condition:
    """Des dossiers désignés ailleurs : ceux d'un indicateur, d'une alerte."""
    return Condition(SELECTION, valeurs=tuple(ids), libelle=libelle)


def _garder(registre: Registre, ids: Sequence[int], une: Condition, repere: Repere) -> list[int]:
    if une.champ == SELECTION:
        choisis = frozenset(une.valeurs)
        return [i for i in ids if i in choisis]
    colonne = registre.colonnes[une.colonne or ""]
    valeurs = colonne.valeurs
    bornes = _bornes(une, repere)
    if bornes is not None:
        bas, haut = bornes
        return [i for i in ids if bas <= valeurs[i] <= haut]
    rangs = _rangs(une, colonne, repere)
    return [i for i in ids if valeurs[i] in rangs]


def _bornes(une: Condition, repere: Repere) -> tuple[int, int] | None:
    """L'intervalle d'entiers que la condition garde ; ``None`` si elle garde des valeurs une à une."""
    jour, connu = repere.au.toordinal(), INCONNU + 1
    match une.operateur:
        case Operateur.VIDE:
            return INCONNU, INCONNU
        case Operateur.CONNU:
            return connu, PLAFOND
        case Operateur.ENTRE:
            return _entre(une)
        case Operateur.BIENTOT:
            return connu, jour + int(une.valeurs[0]) - 1
        case Operateur.RETARD:
            return connu, jour - 1
        case Operateur.LE_JOUR:
            return jour, jour
        case Operateur.DEPUIS:
            return INCONNU, jour - int(une.valeurs[0])
    return None


def _entre(une: Condition) -> tuple[int, int]:
    bas, haut = (borne(une.champ, valeur) for valeur in une.valeurs)
    return INCONNU + 1 if bas is None else bas, PLAFOND if haut is None else haut


def borne(cle: str, valeur: Any) -> int | None:
    """Une borne gardée (un nombre, des cents, un jour ISO) comme l'entier du registre."""
    if valeur in (None, ""):
        return None
    champ = champ_de(cle)
    return date.fromisoformat(valeur).toordinal() if champ and champ.est_date else int(valeur)


def _rangs(une: Condition, colonne: Colonne, repere: Repere) -> frozenset[int]:
    if une.operateur is Operateur.CONTIENT:
        cherche = sans_accents(str(une.valeurs[0]))
        return frozenset(r for r, t in enumerate(colonne.textes) if cherche in sans_accents(t))
    voulues = {repere.moi if v == MOI else v for v in une.valeurs}
    vide = {INCONNU} if None in voulues or "" in voulues else set()
    if une.champ == SITUATION:
        return frozenset(r for r, etat in enumerate(Etat) if situation(etat) in voulues)
    champ = champ_de(une.champ)
    if champ is not None and champ.codes:
        return frozenset(r for r, code in enumerate(champ.codes) if code.value in voulues) | vide
    if champ is not None and champ.type is str:
        return frozenset(r for r, texte in enumerate(colonne.textes) if texte in voulues) | vide
    return frozenset(int(v) for v in voulues if v not in (None, "")) | vide


def situation(etat: Etat) -> str:
    """À reloger, relogé ou sorti."""
    return "sorti" if etat is Etat.SORTI else "reloge" if etat in RELOGES else "a_reloger"
