"""Ce qui se peint dans une ligne haute : deux rangées de mots, des repères, un montant et son verdict."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relogement.appariement.reperes import Repere
from relogement.nomenclatures import Condition, Critere
from relogement.textes import INSECABLE
from ui import fonts, icons
from ui.composants.ligne import Ligne, Morceau
from ui.composants.verdicts import chip_verdict
from ui.composants.vue import Vue
from ui.peinture import DROITE, ecrire
from ui.theme import px

ICONE, ENTRE = 14, 10
SIGNES = {
    Condition.OUI: ("check", "vert"),
    Condition.NON: ("x", "rouge"),
    Condition.A_VERIFIER: ("circle-question-mark", "ambre"),
}


@dataclass(frozen=True)
class DeuxLignes:
    """Une vue au-dessus d'une autre, dans une ligne haute."""

    haut: Vue
    bas: Vue

    def lu(self) -> str:
        return ", ".join(filter(None, (self.haut.lu(), self.bas.lu())))

    def largeur(self) -> float:
        return max(self.haut.largeur(), self.bas.largeur())

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        moitie = px(20)
        tete = QRectF(rect.x(), rect.center().y() - moitie, rect.width(), moitie)
        self.haut.dessiner(peintre, tete)
        self.bas.dessiner(peintre, tete.translated(0, moitie))


@dataclass(frozen=True)
class LigneDeReperes:
    """Chaque repère, son signe en couleur et son mot ; ceux qui ne tiennent pas se comptent à la fin."""

    reperes: tuple[Repere, ...]

    def lu(self) -> str:
        return ", ".join(f"{r.mot}{INSECABLE}: {r.condition.libelle.lower()}" for r in self.reperes)

    def largeur(self) -> float:
        return sum(map(_large, self.reperes)) + px(ENTRE) * max(0, len(self.reperes) - 1)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        x, fonte = rect.x(), fonts.police(fonts.LEGENDE)
        for rang, repere in enumerate(self.reperes):
            restent = len(self.reperes) - rang
            reserve = px(30) if restent > 1 else 0
            if rang and x + _large(repere) + reserve > rect.right():
                ecrire(
                    peintre, QRectF(x, rect.y(), rect.right() - x, rect.height()), f"+{restent}", fonte, "texte3"
                )
                return
            icone, token = SIGNES[repere.condition]
            cote = px(ICONE)
            icons.draw(peintre, icone, QRectF(x, round(rect.center().y() - cote / 2), cote, cote), token)
            mot = QRectF(x + cote + px(3), rect.y(), rect.right() - x - cote - px(3), rect.height())
            ecrire(peintre, mot, repere.mot, fonte, "rouge" if repere.condition is Condition.NON else "texte2")
            x += _large(repere) + px(ENTRE)


def _large(repere: Repere) -> float:
    return px(ICONE) + px(3) + fonts.largeur(repere.mot, fonts.police(fonts.LEGENDE))


@dataclass(frozen=True)
class MontantEtVerdict:
    """L'écart en mots, puis le verdict dans sa pastille, à droite."""

    ecart: str
    verdict: Critere

    def lu(self) -> str:
        return f"{self.ecart}, reste à charge maîtrisé{INSECABLE}: {self.verdict.value}"

    def largeur(self) -> float:
        return chip_verdict(self.verdict).largeur() + px(70)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        chip = chip_verdict(self.verdict)
        large = chip.largeur()
        chip.dessiner(peintre, QRectF(rect.right() - large, rect.y(), large, rect.height()))
        mots = rect.adjusted(0, 0, -large - px(6), 0)
        Ligne((Morceau(self.ecart, "texte2", taille=fonts.LEGENDE),), DROITE).dessiner(peintre, mots)
