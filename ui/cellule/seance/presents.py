"""Le volet des présents : qui est là, organisme par organisme ; Espace coche, et l'on ajoute qui vient en plus."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.cellule.lecture import PresenceLue
from db.cellule.partenaires import PartenaireLu
from relogement.champs import CELLULE, Faits
from relogement.textes import pluriel
from ui import fonts
from ui.composants.bande import defilante, vider
from ui.composants.bouton import Bouton
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.composants.volet import Volet
from ui.editeurs import ChampChoix, Option, nommer
from ui.theme import px

EQUIPE, AU_PLUS = "L’équipe", 380


class VoletPresents(Volet):
    """`ticked` : une présence cochée ou non ; `added` : un nom, et son organisme s'il en a un."""

    ticked = Signal(int, bool)
    added = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, nom="volet_presents", lu="Présents", largeur=380)
        self._compte = legende("", nom="presents_compte")
        self._coches: list[QCheckBox] = []
        self._cases = QVBoxLayout()
        self._cases.setSpacing(px(6))
        self.erreur = BandeauErreur(nom="presents_erreur")
        self.nom = QLineEdit()
        self.nom.setObjectName("presents_nom")
        self.nom.setPlaceholderText("Nom de la personne")
        self.nom.setAccessibleName("Nom de la personne à ajouter")
        self.organisme = nommer(
            ChampChoix((), vide=Option(EQUIPE, None)), "presents_organisme", Faits("Organisme", CELLULE)
        )
        self.organisme.setMinimumContentsLength(8)
        self.organisme.setSizeAdjustPolicy(ChampChoix.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.ajouter = Bouton("Ajouter", "plus", petit=True, nom="presents_ajouter")
        self._disposer()
        self.ajouter.clicked.connect(self._ajouter)
        self.nom.returnPressed.connect(self._ajouter)

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.addWidget(Texte("Présents", graisse=fonts.GRAS))
        tete.addStretch(1)
        tete.addWidget(self._compte)
        self.colonne.addLayout(tete)
        corps = QWidget()
        corps.setLayout(self._cases)
        self._cases.setContentsMargins(0, 0, 0, 0)
        self._zone = defilante(corps, nom="presents_defilement")
        self.colonne.addWidget(self._zone)
        self.colonne.addWidget(self.erreur)
        self._plus = QWidget()
        plus = QVBoxLayout(self._plus)
        plus.setContentsMargins(0, 0, 0, 0)
        plus.setSpacing(px(6))
        plus.addWidget(self.nom)
        bas = QHBoxLayout()
        bas.addWidget(self.organisme, 1)
        bas.addWidget(self.ajouter)
        plus.addLayout(bas)
        self.colonne.addWidget(self._plus)

    def show_presents(
        self, presents: Sequence[PresenceLue], partenaires: Iterable[PartenaireLu], *, modifiable: bool
    ) -> None:
        """Une case par personne, sous son organisme ; la case où l'on est garde le clavier."""
        tenue = self.focusWidget().objectName() if self.focusWidget() is not None else ""
        vider(self._cases)
        self._coches = []
        organisme: str | None = ""
        for present in presents:
            if present.partenaire != organisme:
                organisme = present.partenaire
                self._poser(legende(organisme or EQUIPE))
            self._poser(self._case(present, modifiable=modifiable))
        self._compte.setText(pluriel(sum(p.present for p in presents), "présent"))
        choisi = self.organisme.value()
        self.organisme.set_options([Option(p.nom, p.id) for p in partenaires], vide=Option(EQUIPE, None))
        self.organisme.set_value(choisi)
        self._plus.setVisible(modifiable)
        self._zone.setFixedHeight(min(px(AU_PLUS), self._cases.sizeHint().height() + px(4)))
        self._ordonner()
        if self.isVisible():
            self.fit()
        for case in self._coches:
            if case.objectName() == tenue:
                case.setFocus()

    def _poser(self, widget: QWidget) -> None:
        """Montré tout de suite : la hauteur de la liste se mesure avant que le volet ne s'ouvre."""
        self._cases.addWidget(widget)
        widget.show()

    def _ordonner(self) -> None:
        """Tab va de case en case, puis à la personne à ajouter."""
        suite = [*self._coches, self.nom, self.organisme, self.ajouter]
        for avant, apres in pairwise(suite):
            QWidget.setTabOrder(avant, apres)

    def premier(self) -> QWidget:
        """Où le clavier commence : la première case, sinon le nom à ajouter."""
        return next(iter(self._coches), self.nom)

    def _case(self, present: PresenceLue, *, modifiable: bool) -> QCheckBox:
        case = QCheckBox(present.nom or "Représentant non nommé")
        case.setObjectName(f"present_{present.id}")
        case.setAccessibleName(present.libelle)
        case.setChecked(present.present)
        case.setEnabled(modifiable)
        self._coches.append(case)
        case.toggled.connect(lambda coche: self.ticked.emit(present.id, coche))
        return case

    def _ajouter(self) -> None:
        self.added.emit(self.nom.text(), self.organisme.value())
        self.nom.clear()
        self.nom.setFocus()
