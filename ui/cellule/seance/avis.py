"""L'avis de chaque partenaire sur un dossier : résumé dans la colonne, noté d'une touche dans son volet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.cellule.codes import SensAvis
from relogement.cellule.decisions import AvisLu
from ui import fonts
from ui.cellule.seance.masque import texte_montre
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende, section
from ui.composants.volet import Volet
from ui.theme import px

TOUCHES = {
    Qt.Key.Key_F: SensAvis.FAVORABLE,
    Qt.Key.Key_R: SensAvis.RESERVE,
    Qt.Key.Key_D: SensAvis.DEFAVORABLE,
    Qt.Key.Key_A: SensAvis.ABSTENTION,
}
MOTS = {
    SensAvis.FAVORABLE: "favorable",
    SensAvis.RESERVE: "avec réserve",
    SensAvis.DEFAVORABLE: "défavorable",
    SensAvis.ABSTENTION: "ne se prononce pas",
}
COURTS = {
    SensAvis.FAVORABLE: "Favorable",
    SensAvis.RESERVE: "Réserve",
    SensAvis.DEFAVORABLE: "Défavorable",
    SensAvis.ABSTENTION: "Abstention",
}
SANS_PRESENT = "Aucun partenaire n’est noté présent : cochez-les dans « Présents »."
ROLE = Qt.ItemDataRole.UserRole


class ResumeAvis(QWidget):
    """« Têt Habitat : favorable » ; V ouvre de quoi en noter."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seance_avis")
        self.ouvrir = Bouton("Noter un avis", petit=True, touche="V", genre=Genre.DISCRET, nom="avis_ouvrir")
        self._mots = Texte("", "texte2", lignes=True, nom="avis_resume")
        tete = QHBoxLayout()
        tete.addWidget(section("Avis des partenaires"))
        tete.addStretch(1)
        tete.addWidget(self.ouvrir)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(4))
        colonne.addLayout(tete)
        colonne.addWidget(self._mots)
        self.ouvrir.clicked.connect(self.asked)

    def show_avis(self, avis: Sequence[AvisLu], *, noms: bool) -> None:
        lignes = []
        for un in avis:
            dit = f", « {texte_montre(un.texte, noms=noms)} »" if un.texte else ""
            lignes.append(f"{un.partenaire} : {MOTS[un.sens]}{dit}")
        self._mots.setText("\n".join(lignes))
        self._mots.setVisible(bool(lignes))


class VoletAvis(Volet):
    """Haut et Bas choisissent le partenaire ; F, R, D, A notent et passent au suivant ; Suppr retire."""

    noted = Signal(int, object, str)

    def __init__(self, parent: QWidget, partenaires: Sequence[tuple[int, str]], *, noms: bool) -> None:
        super().__init__(parent, nom="volet_avis", lu="Avis des partenaires", largeur=480)
        self._noms = noms
        self._avis: Mapping[int, AvisLu] = {}
        self.erreur = BandeauErreur(nom="avis_erreur")
        self.liste = _Partenaires()
        self.texte = QLineEdit()
        self.texte.setObjectName("avis_texte")
        self.texte.setAccessibleName("Avis en mots (facultatif)")
        self.texte.setPlaceholderText("En mots (facultatif), Entrée")
        self.colonne.addWidget(Texte("Avis des partenaires", graisse=fonts.GRAS))
        self.colonne.addWidget(self.liste)
        self.colonne.addLayout(self._boutons())
        for widget in (self.texte, self.erreur):
            self.colonne.addWidget(widget)
        if not partenaires:
            self.colonne.addWidget(legende(SANS_PRESENT, lignes=True))
        for numero, nom in partenaires:
            ligne = QListWidgetItem(nom)
            ligne.setData(ROLE, numero)
            self.liste.addItem(ligne)
        self._noms_des = dict(partenaires)
        self.liste.setFixedHeight(px(28) * max(2, min(10, len(partenaires))) + px(4))
        self.liste.setCurrentRow(0)
        self.liste.pressed_key.connect(self._noter)
        self.liste.removed.connect(lambda: self._envoyer(None))
        self.liste.currentRowChanged.connect(lambda _: self._montrer_le_texte())
        self.texte.returnPressed.connect(self._redire)

    def _boutons(self) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(4))
        for touche, sens in TOUCHES.items():
            bouton = Bouton(COURTS[sens], petit=True, touche=chr(touche), nom=f"avis_{sens.value.lower()}")
            bouton.setAccessibleName(sens.libelle)
            bouton.clicked.connect(lambda _=False, sens=sens: self._noter(sens))
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        return rangee

    def show_avis(self, avis: Sequence[AvisLu]) -> None:
        """Ce que chacun a dit, à droite de son nom."""
        self._avis = {un.partenaire_id: un for un in avis}
        for rang in range(self.liste.count()):
            ligne = self.liste.item(rang)
            dit = self._avis.get(ligne.data(ROLE))
            nom = self._noms_des[ligne.data(ROLE)]
            ligne.setText(f"{nom} — {MOTS[dit.sens]}" if dit else nom)
        self._montrer_le_texte()

    def _montrer_le_texte(self) -> None:
        dit = self._avis.get(self._partenaire) if self._partenaire is not None else None
        if not self.texte.hasFocus():
            self.texte.setText((dit.texte or "") if dit is not None and self._noms else "")

    @property
    def _partenaire(self) -> int | None:
        ligne = self.liste.currentItem()
        return None if ligne is None else int(ligne.data(ROLE))

    def _noter(self, sens: SensAvis) -> None:
        self._envoyer(sens)
        self.liste.setCurrentRow(min(self.liste.currentRow() + 1, self.liste.count() - 1))

    def _redire(self) -> None:
        """Les mots d'un avis déjà donné."""
        dit = self._avis.get(self._partenaire) if self._partenaire is not None else None
        if dit is None:
            self.erreur.dire("Notez d’abord l’avis : F, R, D ou A sur la ligne du partenaire.")
            return
        self._envoyer(dit.sens)
        self.liste.setFocus()

    def _envoyer(self, sens: SensAvis | None) -> None:
        if self._partenaire is not None:
            self.erreur.dire("")
            self.noted.emit(self._partenaire, sens, self.texte.text())


class _Partenaires(QListWidget):
    """La liste où une lettre note un avis."""

    pressed_key = Signal(object)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("avis_liste")
        self.setAccessibleName("Partenaires présents : F favorable, R réserve, D défavorable, A abstention")
        self.setProperty("anneau", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (sens := TOUCHES.get(Qt.Key(event.key()))) is not None and not event.modifiers():
            self.pressed_key.emit(sens)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
