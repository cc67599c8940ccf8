"""La carte d'un critère : sa part, ses effectifs, son objectif, et ce qu'il reste à faire."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from db.chiffres import Mesures
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.objectif import effort
from relogement.indicateurs.prevision import Prevision
from relogement.indicateurs.prevision_dite import annonce, atteindra, part_dite
from relogement.textes import INSECABLE, ecart, pourcent
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.chip import Chip
from ui.composants.icone import Icone
from ui.composants.jauge import Jauge
from ui.composants.sparkline import Sparkline
from ui.composants.texte import Texte, legende, section
from ui.composants.verdicts import NON_SIGNIFICATIF
from ui.composants.vue import Vignette
from ui.indicateurs import phrases
from ui.theme import couleur, px

SANS_ECART = Chip("pas d’objectif", "target", contour=True)


class CarteIndicateur(Carte):
    """Un clic n'importe où, ou sur la fraction, ouvre les ménages ; le second lien, l'autre population."""

    asked = Signal(str, bool)  # le code, et s'il s'agit des titulaires seuls

    def __init__(self, code: str) -> None:
        super().__init__(cliquable=True, nom=f"carte_{code}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # au clavier, ce sont ses liens que l'on atteint
        self.setAccessibleName(phrases.TITRES[code])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.code, self._titulaires = code, False
        self._construire()
        self._disposer_le_contenu()
        self.clicked.connect(lambda: self.asked.emit(code, self._titulaires))
        self._fraction.clicked.connect(lambda: self.asked.emit(code, self._titulaires))
        self._autre_fraction.clicked.connect(lambda: self.asked.emit(code, not self._titulaires))

    def _construire(self) -> None:
        code = self.code
        self._part = Texte("—", taille=fonts.CHIFFRE, graisse=fonts.GRAS, nom=f"part_{code}")
        self._courbe = Sparkline(nom=f"histoire_{code}")
        self._fraction = Bouton("0/0", genre=Genre.LIEN, petit=True, nom=f"fraction_{code}")
        self._couverture = legende("", nom=f"couverture_{code}")
        self._reserve = Vignette(NON_SIGNIFICATIF, nom=f"reserve_{code}")
        self._jauge = Jauge(objectif=0, nom=f"jauge_{code}")
        self._objectif = legende("", nom=f"objectif_{code}")
        self._ecart = Vignette(SANS_ECART, nom=f"ecart_{code}")
        self._drapeau = Icone("flag", "texte2", 14)
        self._effort = legende("", "texte", nom=f"effort_{code}", lignes=True)
        self._effort.setTextFormat(Qt.TextFormat.RichText)
        self._effort.setMinimumHeight(px(34))
        self._effort.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._annonce = legende("", "texte3", nom=f"annonce_{code}")
        self._annonce.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._autres = legende("Titulaires seuls")
        self._autre_part = Texte("", taille=fonts.LEGENDE, graisse=fonts.GRAS, nom=f"part_titulaires_{code}")
        self._autre_fraction = Bouton("", genre=Genre.LIEN, petit=True, nom=f"fraction_titulaires_{code}")
        self._note = legende("", "texte3", nom=f"note_{code}")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _disposer_le_contenu(self) -> None:
        self.contenu.setSpacing(px(4))
        self.contenu.setContentsMargins(px(12), px(9), px(12), px(9))
        self.contenu.addWidget(section(phrases.TITRES[self.code]))
        self.contenu.addLayout(_rangee(self._part, None, self._courbe))
        self.contenu.addLayout(_rangee(self._fraction, self._couverture, None))
        self.contenu.addWidget(self._jauge)
        self.contenu.addLayout(_rangee(self._objectif, None, self._ecart, self._reserve))
        drapeau = QHBoxLayout()
        drapeau.setSpacing(px(7))
        drapeau.addWidget(self._drapeau, 0, Qt.AlignmentFlag.AlignTop)
        drapeau.addWidget(self._effort, 1)
        self.contenu.addLayout(drapeau)
        self.contenu.addWidget(self._annonce)
        self.contenu.addStretch(1)
        self.contenu.addWidget(Filet())
        self.contenu.addLayout(_rangee(self._autres, None, self._autre_part, self._autre_fraction))
        self.contenu.addWidget(self._note)

    def show_mesures(
        self, mesures: Mesures, objectif: Decimal | None, serie: Sequence[Decimal | None], *, titulaires: bool
    ) -> None:
        """Montre la population demandée en grand, et l'autre en dessous."""
        self._titulaires = titulaires
        tous, des_titulaires = mesures.tous[self.code], mesures.titulaires[self.code]
        mesure, autre = (des_titulaires, tous) if titulaires else (tous, des_titulaires)
        significatif = mesure.significatif(mesures.au)
        self._part.setText(phrases.part(mesure))
        self._part.set_token("texte" if significatif else "texte3")
        self._fraction.setText(phrases.fraction(mesure))
        self._fraction.setAccessibleName(f"{phrases.TITRES[self.code]}, {phrases.fraction(mesure)} : les ménages")
        self._fraction.updateGeometry()
        couverture = mesure.couverture
        self._couverture.setText("" if couverture is None else f"couverture {pourcent(couverture)}")
        self._reserve.setVisible(couverture is not None and not significatif)
        self._courbe.set_valeurs([None if v is None else float(v) for v in serie], lu=_histoire(serie))
        self._courbe.setToolTip(_histoire(serie))
        connus = sum(v is not None for v in serie)
        self._courbe.setVisible(connus > 1 and significatif)  # un seul point n'est pas une histoire
        self._montrer_l_objectif(mesure, objectif)
        self._autres.setText("Tous, décohabitants compris" if titulaires else "Titulaires seuls")
        self._autre_part.setText(phrases.part(autre))
        self._autre_fraction.setText(phrases.fraction(autre))
        self._autre_fraction.setAccessibleName(f"{self._autres.text()}, {phrases.fraction(autre)} : les ménages")
        self._autre_fraction.updateGeometry()
        self._note.setText(phrases.note_des_absents(self.code, mesure))
        self._note.setToolTip(self._note.text())

    def show_prevision(self, prevue: Prevision | None, refus: str, objectif: Decimal | None) -> None:
        """Où mènerait le rythme des derniers mois, et ce que cela fait de l'objectif : une estimation."""
        self._annonce.setVisible(prevue is not None)
        if prevue is None:
            self._effort.setToolTip(refus)
            return
        self._annonce.setText(f"À ce rythme{INSECABLE}: {part_dite(prevue)} (estimé)")
        verdict = atteindra(prevue, objectif)
        phrase = annonce(prevue).capitalize() + (f"{INSECABLE}: {verdict}" if verdict else "")
        self._annonce.setToolTip(phrase)
        self._annonce.setAccessibleName(phrase)
        self._effort.setToolTip("")

    def _montrer_l_objectif(self, mesure: Mesure, objectif: Decimal | None) -> None:
        part = None if mesure.pct is None else float(mesure.pct) / 100
        vise = None if objectif is None else float(objectif) / 100
        self._jauge.set_part(part, objectif=vise, lu=f"{phrases.part(mesure)} de {phrases.fraction(mesure)}")
        if objectif is None:
            self._objectif.setText("Sans objectif")
            self._ecart.hide()
            self._effort.setText("")
            return
        points = phrases.points(mesure, objectif)
        self._objectif.setText(f"Objectif {phrases.taux_rond(objectif)}")
        self._ecart.setVisible(points is not None and self._reserve.isHidden())
        if points is not None:
            chip = ("circle-check", "vert") if points >= 0 else ("target", "ambre")
            self._ecart.show_vue(Chip(ecart(points, "pt"), *chip))
        phrase = phrases.phrase_effort(self.code, effort(mesure, objectif))
        gras = f'<span style="font-weight:600">{escape(phrase.gras)}</span>'
        self._effort.setText(f"{escape(phrase.avant)}{gras}{escape(phrase.apres)}")
        self._effort.setAccessibleName(str(phrase))


class Filet(QWidget):
    """Un trait d'un pixel entre deux parties d'une carte."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(10, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), couleur("trait"))


def _rangee(*morceaux: QWidget | None) -> QHBoxLayout:
    """Des morceaux côte à côte ; ``None`` pousse ce qui suit à droite."""
    rangee = QHBoxLayout()
    rangee.setSpacing(px(7))
    for morceau in morceaux:
        if morceau is None:
            rangee.addStretch(1)
        else:
            rangee.addWidget(morceau, 0, Qt.AlignmentFlag.AlignVCenter)
    return rangee


def _histoire(serie: Sequence[Decimal | None]) -> str:
    connus = [pourcent(v) for v in serie if v is not None]
    return f"Fin de trimestre, puis à la date choisie : {', '.join(connus)}" if connus else ""
