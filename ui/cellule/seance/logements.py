"""Les logements vacants d'un cas, les mieux adaptés d'abord : 1, 2, 3, leurs vérifications, l'argent, proposer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.appariement.reperes import Repere
from relogement.nomenclatures import Condition
from ui import fonts, icons
from ui.cellule.seance.saisie import LogementVise
from ui.cellule.seance.titre import TitreDuCas
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte
from ui.composants.verdicts import chip_verdict
from ui.offres.dessins import SIGNES
from ui.peinture import CENTRE, DROITE, boite, ecrire, soigne
from ui.theme import couleur, px

HAUTEUR, CARRE, ARGENT = 64, 24, 140


@dataclass(frozen=True)
class LogementVu:
    """Un logement à proposer, tel qu'une ligne le montre."""

    id: int
    titre: str
    bailleur: str
    coches: tuple[Repere, ...]
    rac: str
    ecart: str
    verdict: Condition
    vise: LogementVise
    raison: str = ""

    def lu(self) -> str:
        coches = ", ".join(f"{c.mot} : {c.condition.libelle.lower()}" for c in self.coches)
        maitrise = f"reste à charge maîtrisé : {self.verdict.libelle.lower()}"
        dits = (self.titre, self.bailleur, coches, f"reste à charge {self.rac}", self.ecart, maitrise, self.raison)
        return ", ".join(filter(None, dits))


class Ligne(QWidget):
    """Le numéro à presser, le logement et ses vérifications, ce qu'il coûterait."""

    def __init__(self, numero: int) -> None:
        super().__init__()
        self._numero = numero
        self._vu: LogementVu | None = None
        self.setObjectName(f"logement_{numero}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_logement(self, vu: LogementVu) -> None:
        self._vu = vu
        self.setAccessibleName(f"{self._numero}, {vu.lu()}")
        self.setToolTip("\n".join(filter(None, (f"{vu.titre}, {vu.bailleur}", _dites(vu), vu.raison))))
        self.update()

    @property
    def vu(self) -> LogementVu | None:
        return self._vu

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(300), px(HAUTEUR))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._vu is None:
            return
        with soigne(QPainter(self)) as peintre:
            zone, cote = QRectF(self.rect()), px(CARRE)
            carre = QRectF(0.5, zone.center().y() - cote / 2, cote, cote)
            boite(peintre, carre, rayon=5, fond="surface", bord="bord_fort")
            ecrire(peintre, carre, str(self._numero), fonts.police(fonts.BASE, fonts.GRAS), "texte", CENTRE)
            argent = QRectF(zone.right() - px(ARGENT), zone.y(), px(ARGENT), zone.height())
            mots = zone.adjusted(cote + px(12), 0, -px(ARGENT + 8), 0)
            self._logement(peintre, mots, self._vu)
            self._argent(peintre, argent, self._vu)

    def _logement(self, peintre: QPainter, zone: QRectF, vu: LogementVu) -> None:
        haut = QRectF(zone.x(), zone.y() + px(9), zone.width(), px(22))
        ecrit = ecrire(peintre, haut, vu.titre, fonts.police(fonts.SECTION, fonts.GRAS))
        suite = haut.adjusted(ecrit + px(8), 0, 0, 0)
        if suite.width() > px(20):
            ecrire(peintre, suite, vu.bailleur, fonts.police(fonts.SECTION), "texte2")
        self._coches(peintre, QRectF(zone.x(), zone.y() + px(33), zone.width(), px(20)), vu.coches)

    def _coches(self, peintre: QPainter, zone: QRectF, coches: Sequence[Repere]) -> None:
        """De gauche à droite ; si la place manque, ce qui va bien laisse voir ce qui ne va pas."""
        fonte, x, cote = fonts.police(fonts.BASE), zone.x(), px(14)
        for coche in qui_tiennent(coches, zone.width()):
            icone, token = SIGNES[coche.condition]
            icons.draw(peintre, icone, QRectF(x, round(zone.center().y() - cote / 2), cote, cote), token)
            mot = QRectF(x + cote + px(4), zone.y(), zone.right() - x, zone.height())
            ecrire(peintre, mot, coche.mot, fonte, "texte2")
            x += _large(coche)

    def _argent(self, peintre: QPainter, zone: QRectF, vu: LogementVu) -> None:
        haut = QRectF(zone.x(), zone.y() + px(9), zone.width(), px(22))
        fonte = fonts.police(17, fonts.GRAS)
        ecrit = ecrire(peintre, haut, vu.rac.removeprefix("env. "), fonte, "texte", DROITE)
        if vu.rac.startswith("env. "):
            avant = haut.adjusted(0, 0, -ecrit - px(5), 0)
            ecrire(peintre, avant, "env.", fonts.police(fonts.SECTION), "texte2", DROITE)
        bas = QRectF(zone.x(), zone.y() + px(33), zone.width(), px(20))
        chip = chip_verdict(vu.verdict)
        place = QRectF(bas.right() - chip.largeur(), bas.y(), chip.largeur(), bas.height())
        chip.dessiner(peintre, place)
        change = bas.adjusted(0, 0, -chip.largeur() - px(6), 0)
        ecrire(peintre, change, vu.ecart, fonts.police(fonts.SECTION), "texte2", DROITE)


class LogementsProposes(QWidget):
    """`proposed` porte le logement choisi : il prépare une décision, il n'écrit rien."""

    proposed = Signal(object)

    def __init__(self, combien: int = 3) -> None:
        super().__init__()
        self.setObjectName("cas_logements")
        self._tete = TitreDuCas("cas_logements")
        self._rien = Texte("", "texte2", fonts.SECTION, lignes=True, nom="cas_logements_rien")
        self.lignes = [Ligne(rang + 1) for rang in range(combien)]
        self.boutons = [self._bouton(rang) for rang in range(combien)]
        self._cadres = [_Cadre(li, b) for li, b in zip(self.lignes, self.boutons, strict=True)]
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addLayout(self._tete)
        colonne.addSpacing(px(4))
        colonne.addWidget(self._rien)
        for cadre in self._cadres:
            colonne.addWidget(cadre)

    def _bouton(self, rang: int) -> Bouton:
        genre = Genre.PRINCIPAL if rang == 0 else Genre.SIMPLE
        bouton = Bouton("Proposer", genre=genre, nom=f"proposer_{rang + 1}")
        bouton.clicked.connect(partial(self.proposer, rang + 1))
        return bouton

    def show_logements(self, vus: Sequence[LogementVu], dits: str, *, ouverte: bool, sinon: str) -> None:
        """Les trois mieux adaptés sur tous les proposables ; ``sinon`` dit pourquoi il n'y en a pas."""
        titre = "Logements vacants, les mieux adaptés d’abord" if vus else "Logements vacants"
        self._tete.dire(titre, dits if vus else "")
        self._rien.setText(sinon)
        self._rien.setVisible(not vus)
        for rang, cadre in enumerate(self._cadres):
            cadre.setVisible(rang < len(vus))
            if rang < len(vus):
                cadre.ligne.show_logement(vus[rang])
                cadre.bouton.setEnabled(ouverte)
                cadre.bouton.setAccessibleName(f"Proposer {vus[rang].titre}")

    def proposer(self, numero: int) -> None:
        """Ce que font les touches 1, 2 et 3."""
        cadre = self._cadres[numero - 1]
        if not cadre.isHidden() and cadre.bouton.isEnabled() and cadre.ligne.vu is not None:
            self.proposed.emit(cadre.ligne.vu.vise)


class _Cadre(QWidget):
    """Une ligne et son bouton, sous un trait."""

    def __init__(self, ligne: Ligne, bouton: Bouton) -> None:
        super().__init__()
        self.ligne, self.bouton = ligne, bouton
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 1, 0, 0)
        rangee.setSpacing(px(12))
        rangee.addWidget(ligne, 1)
        rangee.addWidget(bouton)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(QRectF(0, 0, self.width(), 1), couleur("trait"))
        peintre.end()


def _dites(vu: LogementVu) -> str:
    return ", ".join(f"{c.mot} ({c.condition.libelle.lower()})" for c in vu.coches)


def _large(coche: Repere) -> float:
    return px(14 + 4 + 12) + fonts.largeur(coche.mot, fonts.police(fonts.BASE))


def qui_tiennent(coches: Sequence[Repere], place: float) -> list[Repere]:
    """Celles qui se montrent dans cette place : les OUI cèdent d'abord la leur."""
    gardees = list(coches)
    while len(gardees) > 1 and sum(map(_large, gardees)) - px(12) > place:
        oui = [coche for coche in gardees if coche.condition is Condition.OUI]
        gardees.remove((oui or gardees)[-1])
    return gardees
