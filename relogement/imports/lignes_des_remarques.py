"""Les lignes dont parle une remarque de lecture : de quoi ne montrer qu'elles."""

from relogement.imports.apercu import Apercu, CleLigne, LigneApercu, Remarque, Sort
from relogement.imports.rangees import TOTAUX

INCONNUE, JOINTES, TOTALES = "apl", "jointes", "totaux"


def lignes_de(apercu: Apercu, remarque: Remarque) -> frozenset[CleLigne]:
    """Celles que sa raison désigne ; aucune pour ce qui ne parle que du fichier."""
    return frozenset(ligne.cle for ligne in apercu.lignes if _en_parle(ligne, remarque.code))


def a_des_lignes(apercu: Apercu, remarque: Remarque) -> bool:
    """Une feuille masquée n'a pas de ligne à montrer."""
    return remarque.code in (INCONNUE, JOINTES, TOTALES, *(colonne.champ for colonne in apercu.colonnes))


def _en_parle(ligne: LigneApercu, code: str) -> bool:
    match code:
        case "apl":
            return code in ligne.montants and ligne.montants[code] is None
        case "jointes":
            return ligne.avec is not None
        case "totaux":
            return ligne.sort is Sort.ECARTEE and any(TOTAUX in a.message for a in ligne.anomalies)
    cellule = ligne.cellules.get(code)
    return cellule is not None and cellule.corrige is not None
