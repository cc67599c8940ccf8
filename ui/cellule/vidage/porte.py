"""Dessiner une porte : l'état et son icône, le nom, la taille ; vide, des tirets sans couleur et son mois."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relogement.nomenclatures import Etat
from relogement.textes import jour, pluriel
from relogement.vidage import dits
from relogement.vidage.cases import Case, Occupation
from ui import fonts, icons
from ui.composants.etats import ASPECTS
from ui.peinture import boite, ecrire
from ui.theme import px

RAYON, ICONE, BORD, TROIS_LIGNES = 4, 13, 6, 50
_ICONES = {
    Occupation.FONCTION: "key",
    Occupation.ASSOCIATION: "building",
    Occupation.SANS_DOSSIER: "circle-question-mark",
    Occupation.RELOGE: "check",
    Occupation.PROVISOIRE: "hourglass",
    Occupation.SORTI: "log-out",
    Occupation.VACANT: "door-open",
}
NON_RECENSE = "circle-dashed"


@dataclass(frozen=True)
class Habit:
    """Ses couleurs et son icône."""

    icone: str
    token: str
    fond: str
    bord: str


def habit(case: Case) -> Habit:
    if case.vide:
        return Habit(_ICONES[case.occupation], "texte3", "creux", "bord_fort")
    if case.occupation is not Occupation.MENAGE:
        return Habit(_ICONES[case.occupation], "texte2", "surface", "bord_fort")
    return de_l_etat(case.etat)


def de_l_etat(etat: Etat | None) -> Habit:
    if etat is None:
        return Habit(NON_RECENSE, "neutre", "surface", "neutre_bord")
    aspect = ASPECTS[etat]
    fond = "surface" if aspect.contour else f"{aspect.famille}_fond"
    return Habit(aspect.icone, aspect.famille, fond, f"{aspect.famille}_bord")


def mot_de_l_etat(etat: Etat | None) -> str:
    """Court, pour tenir dans une porte : « SNE », « Bail signé »."""
    if etat is None:
        return dits.NON_RECENSE
    return "SNE" if etat is Etat.SNE else etat.libelle


def mot(case: Case) -> str:
    return mot_de_l_etat(case.etat) if case.occupation is Occupation.MENAGE else dits.mot(case)


def lignes(case: Case, *, noms: bool) -> tuple[str, str]:
    """Sous l'état : le nom et la taille, ou le mois où il s'est vidé."""
    if case.vide:
        return dits.vide_depuis(case), ""
    return dits.nom(case, noms=noms), dits.taille(case)


def dessiner(peintre: QPainter, rect: QRectF, case: Case, *, noms: bool) -> None:
    vu = habit(case)
    boite(peintre, rect, rayon=RAYON, fond=vu.fond, bord=vu.bord, tirets=case.vide)
    petite, dedans = fonts.police(fonts.LEGENDE), rect.adjusted(px(BORD), px(2), -px(2), -px(2))
    trois = rect.height() >= px(TROIS_LIGNES)
    haut = dedans.height() / (3 if trois else 2)
    rangee = QRectF(dedans.x(), dedans.y(), dedans.width(), haut)
    cote = px(ICONE)
    icons.draw(peintre, vu.icone, QRectF(rangee.x(), round(rangee.center().y() - cote / 2), cote, cote), vu.token)
    token, graisse = ("texte2", fonts.NORMAL) if case.vide else (vu.token, fonts.MOYEN)
    ecrire(peintre, rangee.adjusted(cote + px(3), 0, 0, 0), mot(case), fonts.police(fonts.LEGENDE, graisse), token)
    nom, taille = lignes(case, noms=noms)
    rangee.translate(0, haut)
    if case.vide:
        ecrire(peintre, rangee, nom, petite, "texte2")
        return
    ecrire(peintre, rangee, nom, fonts.police(fonts.LEGENDE, fonts.GRAS))
    if trois:
        rangee.translate(0, haut)
        ecrire(peintre, rangee, taille, petite, "texte2")


def dite(case: Case, *, noms: bool, batiment: bool) -> str:
    """Toute la porte en mots : la bulle, et ce qu'entend un lecteur d'écran."""
    depuis = f" depuis le {jour(case.depuis)}" if case.depuis else ""
    qui = dits.nom(case, noms=noms) if not case.vide else ""
    autres = f"avec {pluriel(case.autres, 'autre dossier', 'autres dossiers')}" if case.autres else ""
    reference = case.dossier.reference if case.dossier else ""
    morceaux = (f"{dits.mot(case)}{depuis}", qui, dits.taille(case), autres)
    dit = ", ".join(m for m in morceaux if m)
    return f"{dits.porte(case, batiment=batiment)}\n{dit}" + (
        f"\nDossier {reference}" if reference and reference != qui else ""
    )
