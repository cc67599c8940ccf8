"""Comment se montre une échéance : en retard, aujourd'hui, dans trois jours, plus tard."""

from dataclasses import dataclass
from datetime import date, timedelta

from relogement import textes
from ui import fonts
from ui.composants.ligne import Ligne, Morceau

PROCHE = timedelta(days=3)


@dataclass(frozen=True)
class Urgence:
    icone: str
    token: str
    graisse: int


EN_RETARD = Urgence("triangle-alert", "rouge", fonts.GRAS)
AUJOURD_HUI = Urgence("bell", "ambre", fonts.GRAS)
BIENTOT = Urgence("clock", "ambre", fonts.NORMAL)
PLUS_TARD = Urgence("", "texte", fonts.NORMAL)


def urgence(le: date, au: date) -> Urgence:
    if le < au:
        return EN_RETARD
    if le == au:
        return AUJOURD_HUI
    return BIENTOT if le - au <= PROCHE else PLUS_TARD


def echeance(le: date, au: date, quoi: str = "", *, reporte: date | None = None) -> Ligne:
    """L'icône et la date, le motif ensuite ; le jour de la semaine si la date a été reportée."""
    vue = urgence(le, au)
    ecrit = textes.jour(le) if reporte is None else textes.jour_de_semaine(le)
    suite = quoi if reporte is None else f"({textes.JOURS[reporte.weekday()]} {reporte.day} reporté) {quoi}"
    return Ligne(
        (
            Morceau("", vue.token, icone=vue.icone, largeur_min=16),
            Morceau(ecrit, vue.token, vue.graisse),
            Morceau(suite.strip(), "texte2", taille=fonts.LEGENDE),
        ),
        ecart=5,
    )
