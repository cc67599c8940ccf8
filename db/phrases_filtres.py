"""Dire un filtre : « État : Offre, Visite », « Échéance : à moins de 7 jours », « RAC avant : vide »."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from db.champs_liste import ChampListe, champ_de, titre_de
from db.filtres import MOI, SELECTION, SITUATION, SITUATIONS, Condition, Operateur
from db.registre import ECHEANCE, OFFRES
from relogement.textes import INSECABLE, jour, nombre, pluriel

MONTREES = 2
_FIXES = {
    Operateur.VIDE: "vide",
    Operateur.CONNU: "non vide",
    Operateur.RETARD: "en retard",
    Operateur.LE_JOUR: "aujourd’hui",
}
COURTS = {
    SELECTION: "Sélection",
    SITUATION: "Situation",
    ECHEANCE: "Échéance",
    OFFRES: "Offres faites",
    "menage.nb_personnes": "Personnes",
    "menage.type": "Type",
}


def titre(une: Condition) -> str:
    """Le nom court du champ."""
    return titre_du_champ(une.champ)


def titre_du_champ(cle: str) -> str:
    return COURTS.get(cle) or titre_de(cle)


def dite(une: Condition) -> str:
    """Ce que le filtre garde, en quelques mots ; au-delà de deux valeurs, combien d'autres."""
    if une.libelle:
        return une.libelle
    if une.operateur in _FIXES:
        return _FIXES[une.operateur]
    match une.operateur:
        case Operateur.CONTIENT:
            return f"contient «{INSECABLE}{une.valeurs[0]}{INSECABLE}»"
        case Operateur.BIENTOT:
            return f"à moins de {pluriel(int(une.valeurs[0]), 'jour')}"
        case Operateur.DEPUIS:
            return f"rien depuis {pluriel(int(une.valeurs[0]), 'jour')}"
        case Operateur.ENTRE:
            return _entre(une)
    return _valeurs(une)


def valeur_dite(cle: str, valeur: Any) -> str:
    """Une valeur à cocher, comme on la lit : le libellé d'un code, « moi », « oui »."""
    if valeur in (None, ""):
        return "(vide)"
    if valeur == MOI:
        return "moi"
    if cle == SITUATION:
        return SITUATIONS.get(str(valeur), str(valeur))
    champ = champ_de(cle)
    if champ is None:
        return str(valeur)
    if champ.codes:
        return next((code.libelle for code in champ.codes if code.value == valeur), str(valeur))
    if champ.type is bool:
        return "oui" if valeur else "non"
    return str(valeur)


def _valeurs(une: Condition) -> str:
    dites = [valeur_dite(une.champ, v) for v in une.valeurs]
    reste = len(dites) - MONTREES
    return ", ".join(dites[:MONTREES]) + (f" + {reste}" if reste > 0 else "")


def _entre(une: Condition) -> str:
    bas, haut = (None if v in (None, "") else v for v in une.valeurs)
    ecrire = _ecriture(champ_de(une.champ))
    if bas is not None and haut is not None:
        return ecrire(bas) if bas == haut else f"{ecrire(bas)} à {ecrire(haut)}"
    return f"≥{INSECABLE}{ecrire(bas)}" if bas is not None else f"≤{INSECABLE}{ecrire(haut)}"


def _ecriture(champ: ChampListe | None) -> Callable[[Any], str]:
    if champ is not None and champ.est_date:
        return lambda v: jour(date.fromisoformat(v))
    if champ is not None and champ.type is Decimal:
        return lambda v: nombre(Decimal(int(v)).scaleb(-2))
    return str
