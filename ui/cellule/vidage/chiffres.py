"""Les cinq chiffres du haut : la date cible, les jours qui restent, ce qui est vide, ce qui reste, le rythme."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from typing_extensions import override

from relogement.textes import MOINS, jour, nombre
from relogement.vidage import dits
from relogement.vidage.vue import Vue
from ui import fonts
from ui.cellule.chiffres import ChiffreDit, ChiffresPeints
from ui.peinture import ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, BORD, ECART, VALEUR = 58, 18, 8, 21


@dataclass(frozen=True)
class Chiffre(ChiffreDit):
    """Le titre au-dessus, la valeur, sa note à droite."""

    token: str = "texte"
    taille: int = VALEUR


def chiffres(vue: Vue) -> tuple[Chiffre, ...]:
    """Ceux d'un immeuble ; une date absente ou passée se dit."""
    tableau, trace = vue.tableau, vue.trajectoire
    comptes, cible = tableau.comptes, tableau.immeuble.operation.vide_le
    return (
        Chiffre("Date cible", jour(cible) if cible else "non fixée", taille=fonts.SECTION),
        _marge(vue),
        Chiffre("Logements vides", nombre(comptes.vides, 0), dits.part_vide(comptes)),
        Chiffre("À vider", nombre(comptes.a_vider, 0), dits.reste(comptes)),
        Chiffre("Rythme, par semaine", dits.par_semaine(trace), dits.il_en_faut(trace), _du_rythme(vue)),
    )


def _marge(vue: Vue) -> Chiffre:
    jours, note = vue.tableau.jours_restants, dits.demolition(vue.tableau)
    if jours is None:
        return Chiffre("Jours restants", "—", note, "texte3")
    if jours < 0:
        return Chiffre("Jours restants", f"{MOINS}{-jours}", f"date cible passée ; {note}", "rouge")
    return Chiffre("Jours restants", str(jours), note)


def _du_rythme(vue: Vue) -> str:
    voulu = vue.trajectoire.il_en_faut
    if voulu is None:
        return "texte"
    return "ambre" if vue.trajectoire.par_semaine < voulu else "vert"


class BandeDesChiffres(ChiffresPeints[Chiffre]):
    """Peints sur une ligne ; le lecteur d'écran les entend tous."""

    def __init__(self) -> None:
        super().__init__("vidage_chiffres")

    def show_vue(self, vue: Vue) -> None:
        self.show_chiffres(chiffres(vue))

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(700), px(HAUTEUR))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(400), px(HAUTEUR))

    def _zones(self) -> Iterator[tuple[Chiffre, QRectF]]:
        """Chacun la place qu'il demande ; ce qui manque se prend sur les notes les plus longues."""
        voulues = [_largeur(c) for c in self._chiffres]
        minimales = [_largeur(c, note=False) for c in self._chiffres]
        libre = self.width() - sum(voulues)
        if libre >= 0:
            larges = [v + libre / len(voulues) for v in voulues]
        else:
            souples = [v - m for v, m in zip(voulues, minimales, strict=True)]
            larges = [v + libre * s / max(1, sum(souples)) for v, s in zip(voulues, souples, strict=True)]
        x = 0.0
        for chiffre, large in zip(self._chiffres, larges, strict=True):
            yield chiffre, QRectF(round(x), 0, round(large), self.height())
            x += large

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            peintre.fillRect(QRectF(self.rect()), couleur("surface"))
            peintre.fillRect(QRectF(0, self.height() - 1, self.width(), 1), couleur("bord"))
            for rang, (chiffre, zone) in enumerate(self._zones() if self._chiffres else ()):
                if rang:
                    peintre.fillRect(QRectF(zone.x(), 0, 1, self.height() - 1), couleur("bord"))
                _dessiner(peintre, zone.adjusted(px(BORD), 0, -px(4), 0), chiffre)


def _largeur(chiffre: Chiffre, *, note: bool = True) -> float:
    titre = fonts.largeur(chiffre.titre, fonts.police(fonts.LEGENDE))
    valeur = fonts.largeur(chiffre.valeur, fonts.police(chiffre.taille, fonts.GRAS))
    if chiffre.note:
        valeur += px(ECART) + (fonts.largeur(chiffre.note, fonts.police(fonts.LEGENDE)) if note else px(40))
    return max(titre, valeur) + px(BORD) + px(14)


def _dessiner(peintre: QPainter, zone: QRectF, chiffre: Chiffre) -> None:
    haut = QRectF(zone.x(), px(6), zone.width(), px(18))
    ecrire(peintre, haut, chiffre.titre, fonts.police(fonts.LEGENDE), "texte2")
    bas = QRectF(zone.x(), px(24), zone.width(), px(28))
    fonte = fonts.police(chiffre.taille, fonts.GRAS)
    ecrit = ecrire(peintre, bas, chiffre.valeur, fonte, chiffre.token)
    if chiffre.note:
        suite = bas.adjusted(ecrit + px(ECART), px(3), 0, 0)
        ecrire(peintre, suite, chiffre.note, fonts.police(fonts.LEGENDE), "texte2")
