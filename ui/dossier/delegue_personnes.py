"""Le dessin et l'éditeur d'une cellule de la table des personnes."""

from PySide6.QtCore import QAbstractItemModel, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.champs import champs, types
from relogement.erreurs import ErreurMetier
from relogement.menage import Personne
from relogement.textes import INSECABLE
from ui.composants.delegue import Delegue
from ui.dossier.personnes import COLONNES, ROLE_MODIFIE, Index, PersonnesModel
from ui.editeurs import ChampChoix, ChampLong, ChampTexte, editeur
from ui.peinture import anneau, boite, soigne
from ui.theme import px


class PersonnesDelegue(Delegue):
    """Une cellule modifiée et pas encore enregistrée se voit : fond et bord ambre."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(ROLE_MODIFIE):
            zone = QRectF(option.rect).adjusted(1, 2, -1, -3)
            with soigne(painter):
                boite(painter, zone, rayon=4, fond="ambre_fond", bord="ambre")
                self._contenu(painter, QRectF(option.rect).adjusted(px(8), 0, -px(8), -1), index)
                if option.state & QStyle.StateFlag.State_HasFocus:
                    anneau(painter, zone, 4)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        champ = COLONNES[index.column()].champ
        fait = editeur(f"personne_{champ}", champs(Personne)[champ], types(Personne)[champ])
        fait.setParent(parent)
        return fait

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        modele = index.model()
        if isinstance(editor, ChampTexte | ChampChoix | ChampLong) and isinstance(modele, PersonnesModel):
            editor.set_value(modele.value(index))
            if isinstance(editor, ChampTexte):
                editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChampTexte | ChampChoix | ChampLong) and isinstance(model, PersonnesModel):
            try:
                model.set_value(index, editor.value())
            except ErreurMetier as erreur:
                model.refused.emit(f"{COLONNES[index.column()].titre}{INSECABLE}: {erreur}")

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)
