"""Comment se montre l'état d'un dossier : sa famille de couleur, son icône, son mot."""

from dataclasses import dataclass

from relogement.nomenclatures import Etat
from ui.composants.chip import Chip


@dataclass(frozen=True)
class Aspect:
    famille: str
    icone: str
    contour: bool = False
    court: str = ""


ASPECTS = {
    Etat.RECENSE: Aspect("neutre", "list"),
    Etat.INFORME: Aspect("neutre", "megaphone"),
    Etat.ENQUETE: Aspect("sarcelle", "clipboard-list"),
    Etat.SNE: Aspect("sarcelle", "id-card", court="SNE"),
    Etat.RECHERCHE: Aspect("ambre", "search"),
    Etat.OFFRE: Aspect("accent", "key-round"),
    Etat.VISITE: Aspect("accent", "footprints"),
    Etat.ACCORD: Aspect("accent", "handshake"),
    Etat.REFUS: Aspect("ambre", "circle-x"),
    Etat.TROIS_REFUS: Aspect("rouge", "ban"),
    Etat.CALEOL: Aspect("violet", "gavel"),
    Etat.ATTRIBUE: Aspect("violet", "stamp"),
    Etat.BAIL: Aspect("vert", "signature", court="Bail"),
    Etat.PROVISOIRE: Aspect("ambre", "hourglass"),
    Etat.RETOUR: Aspect("accent", "undo-2"),
    Etat.EMMENAGE: Aspect("vert", "package-check"),
    Etat.SUIVI: Aspect("vert", "calendar-clock", contour=True),
    Etat.CLOS: Aspect("neutre", "archive", contour=True),
    Etat.SORTI: Aspect("neutre", "log-out", contour=True),
}


def famille_etat(etat: Etat) -> str:
    return ASPECTS[etat].famille


def icone_etat(etat: Etat) -> str:
    return ASPECTS[etat].icone


def chip_etat(etat: Etat, *, court: bool = False) -> Chip:
    aspect = ASPECTS[etat]
    mot = aspect.court if court and aspect.court else etat.libelle
    return Chip(mot, aspect.icone, aspect.famille, aspect.contour)
