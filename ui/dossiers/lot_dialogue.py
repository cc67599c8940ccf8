"""Le lot, montré avant d'être écrit : ce qui change, ligne par ligne, et un seul bouton pour tout écrire."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.lot import Changement, modifiables, refus
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, pluriel
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.table import TableView
from ui.composants.texte import Texte, legende
from ui.dossiers.lot_modele import ModeleLot
from ui.editeurs import ChampChoix, ChampLong, ChampTexte, Option, editeur
from ui.theme import px

PAUSE = 150
LARGEURS = (112, 180, 180)


class TableLot(TableView):
    """Espace coche ou décoche les lignes choisies."""

    def __init__(self, modele: ModeleLot) -> None:
        super().__init__(nom="lot_table", lu="Changements proposés")
        self._modele = modele
        self.setSortingEnabled(False)
        self.setModel(modele)
        for rang, largeur in enumerate(LARGEURS):
            self.setColumnWidth(rang, px(largeur))
        self.clicked.connect(lambda index: self._modele.toggle([index.row()]) if index.column() == 0 else None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            rangs = [index.row() for index in self.selectionModel().selectedRows()]
            self._modele.toggle(sorted(rangs))
        else:
            super().keyPressEvent(event)


class DialogueLot(QDialog):
    """`asked` demande ce qui changerait, `accepted_changes` l'écriture de ce qui est resté coché."""

    asked = Signal()
    accepted_changes = Signal(list)

    def __init__(self, titre: str, intro: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialogue_lot")
        self.setWindowTitle(titre)
        self.resize(px(860), px(560))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom="lot_erreur")
        self.modele = ModeleLot()
        self.table = TableLot(self.modele)
        self.compte = Texte("", graisse=600, nom="lot_compte")
        self.laisses = legende("", "ambre", nom="lot_laisses", lignes=True)
        self.laisses.hide()
        self.appliquer = Bouton("Appliquer", genre=Genre.PRINCIPAL, nom="lot_appliquer")
        annuler = Bouton("Annuler", nom="lot_annuler")
        for bouton in (self.appliquer, annuler):
            bouton.setAutoDefault(False)
        self.colonne = QVBoxLayout(self)
        self.colonne.setContentsMargins(px(20), px(16), px(20), px(16))
        self.colonne.setSpacing(px(10))
        for widget in (
            Texte(intro, "texte2", lignes=True, nom="lot_intro"),
            self.erreur,
            self.laisses,
            self.table,
        ):
            self.colonne.addWidget(widget)
        rangee = QHBoxLayout()
        rangee.addWidget(self.compte)
        rangee.addStretch(1)
        rangee.addWidget(annuler)
        rangee.addWidget(self.appliquer)
        self.colonne.addLayout(rangee)
        annuler.clicked.connect(self.reject)
        self.appliquer.clicked.connect(lambda: self.accepted_changes.emit(self.modele.gardes()))
        self.modele.counted.connect(self._compter)
        self._compter(0)

    def show_changements(self, changements: Sequence[Changement], laisses: Sequence[str] = ()) -> None:
        self.modele.set_changements(changements)
        self.laisses.setText("\n".join(laisses))
        self.laisses.setVisible(bool(laisses))

    def _compter(self, gardes: int) -> None:
        refus = self.modele.nb_refus
        dits = [pluriel(gardes, "changement")] if gardes else ["Rien ne change"]
        if refus:
            dits.append(pluriel(refus, "cellule refusée", "cellules refusées"))
        self.compte.setText(" · ".join(dits))
        self.appliquer.setEnabled(bool(gardes))


class DialogueEnLot(DialogueLot):
    """« Modifier en lot… » : un champ, une valeur ou « vider », et l'aperçu qui suit ce que l'on tape."""

    def __init__(self, combien: int, origine: str, parent: QWidget) -> None:
        choisis = f"{pluriel(combien, 'dossier')} {origine}{'s' if combien > 1 else ''}"
        intro = f"{choisis}. Rien n’est écrit avant « Appliquer »."
        super().__init__("Modifier en lot", intro, parent)
        self._champs = {champ.cle: champ for champ in modifiables()}
        tries = sorted(self._champs.values(), key=lambda champ: champ.titre.casefold())
        self.champ = ChampChoix([Option(champ.titre, champ.cle) for champ in tries], vide=None)
        self.champ.setObjectName("lot_champ")
        self.champ.setAccessibleName("Champ à changer")
        self.vider = QCheckBox("Vider le champ")
        self.vider.setObjectName("lot_vider")
        self._place = QHBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.valeur: ChampTexte | ChampChoix | ChampLong | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.asked)
        self.colonne.insertLayout(1, self._haut())
        self.champ.edited().connect(self._changer_de_champ)
        self.vider.toggled.connect(self._basculer)
        self.champ.set_value("menage.referent")
        self._changer_de_champ()
        self.champ.setFocus()

    def voulue(self) -> tuple[str, Any] | None:
        """Le champ et sa valeur ; rien tant qu'aucune n'est donnée, la phrase si elle est illisible."""
        assert self.valeur is not None
        cle = self.champ.value()
        if self.vider.isChecked():
            return cle, None
        try:
            valeur = self.valeur.value()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return None
        if phrase := refus(cle, valeur):
            self.erreur.dire(phrase)
        return None if valeur is None or phrase else (cle, valeur)

    def _haut(self) -> QGridLayout:
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(4))
        grille.setColumnStretch(0, 1)
        grille.setColumnStretch(1, 1)
        etiquette, self._etiquette = Texte("Champ", "texte2"), Texte("Nouvelle valeur", "texte2")
        etiquette.setBuddy(self.champ)
        grille.addWidget(etiquette, 0, 0)
        grille.addWidget(self._etiquette, 0, 1)
        grille.addWidget(self.champ, 1, 0)
        grille.addLayout(self._place, 1, 1)
        grille.addWidget(self.vider, 1, 2)
        return grille

    def _changer_de_champ(self) -> None:
        champ = self._champs[self.champ.value()]
        if self.valeur is not None:
            self._place.removeWidget(self.valeur)
            self.valeur.deleteLater()
        self.valeur = editeur("lot_valeur", champ.faits, champ.type)
        self.valeur.edited().connect(lambda *_: self._attendre())
        self._etiquette.setBuddy(self.valeur)
        self._place.addWidget(self.valeur)
        self.setTabOrder(self.champ, self.valeur)
        self.setTabOrder(self.valeur, self.vider)
        self.valeur.setEnabled(not self.vider.isChecked())
        self._attendre()

    def _basculer(self, vider: bool) -> None:
        if self.valeur is not None:
            self.valeur.setEnabled(not vider)
        self._attendre()

    def _attendre(self) -> None:
        """La frappe se repose, puis l'aperçu se refait."""
        self.erreur.dire("")
        self._pause.start()


class DialogueCollage(DialogueLot):
    """Ce qui vient d'un tableur ; une cellule vide ne vide le champ que si on le demande."""

    def __init__(self, intro: str, parent: QWidget) -> None:
        super().__init__("Coller depuis un tableur", intro, parent)
        self.vider = QCheckBox()
        self.vider.setObjectName("collage_vider")
        self.vider.hide()
        self.vider.toggled.connect(self.asked)
        self.colonne.insertWidget(self.colonne.count() - 1, self.vider)
        self.table.setFocus()

    def show_vides(self, vides: int) -> None:
        if vides:
            self.vider.setText(
                f"{pluriel(vides, 'cellule collée est vide', 'cellules collées sont vides')}{INSECABLE}: "
                "vider aussi ces champs"
            )
        self.vider.setVisible(bool(vides) or self.vider.isChecked())
