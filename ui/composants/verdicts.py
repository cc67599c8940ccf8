"""Comment se montre un verdict : oui, non, à vérifier, non renseigné, sans objet."""

from relogement.nomenclatures import Condition, Critere, Recevable, Reponse
from ui.composants.chip import Chip
from ui.composants.ligne import Ligne, Morceau

OUI = Chip("OUI", "circle-check", "vert")
NON = Chip("NON", "circle-x", "rouge")
A_VERIFIER = Chip("À vérifier", "circle-question-mark", "ambre")
FRAGILE = Chip("fragile", "triangle-alert", "ambre")
NON_SIGNIFICATIF = Chip("non significatif", "circle-alert", "neutre")
BROUILLON = Chip("Brouillon", "pencil", "ambre")

REPONSES = {
    Reponse.EN_COURS: Chip("En cours", "key-round", "accent"),
    Reponse.ACCORD: Chip("Acceptée", "circle-check", "vert"),
    Reponse.REFUS: Chip("Refusée", "circle-x", "neutre"),
    Reponse.SILENCE: Chip("Silence", "hourglass", "neutre"),
    Reponse.RETIREE: Chip("Retirée", "undo-2", "neutre", contour=True),
}


def nr(*, a_remplir: bool = False) -> Ligne:
    """« NR » ambre souligné de points quand il faut le remplir, gris sinon."""
    return Ligne((Morceau("NR", "ambre" if a_remplir else "texte3", souligne=a_remplir),))


def chip_verdict(valeur: Critere | Condition | Recevable, *, a_remplir: bool = False) -> Chip | Ligne:
    match valeur.value:
        case "OUI":
            return OUI
        case "NON":
            return NON
        case "NR":
            return nr(a_remplir=a_remplir)
        case "SO":
            return Ligne((Morceau("SO", "texte3"),))
    return A_VERIFIER


def chip_reponse(reponse: Reponse) -> Chip:
    return REPONSES[reponse]
