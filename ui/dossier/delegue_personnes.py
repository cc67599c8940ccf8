"""Le dessin et l'éditeur d'une cellule de la table des personnes."""

from PySide6.QtCore import QAbstractItemModel, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from relogement.base import Code
from relogement.champs import champs, types
from relogement.menage import Personne
from ui.composants.delegue import Delegue
from ui.dossier.personnes import COLONNES, ROLE_ERREUR, ROLE_MODIFIE, Index, PersonnesModel
from ui.editeurs import ChampChoix, ChampLong, ChampTexte, editeur
from ui.peinture import anneau, boite, soigne
from ui.theme import px


class PersonnesDelegue(Delegue):
    """Une cellule modifiée et pas encore enregistrée se voit : fond et bord ambre, rouge si elle ne va pas."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(ROLE_MODIFIE):
            famille = "rouge" if index.data(ROLE_ERREUR) else "ambre"
            zone = QRectF(option.rect).adjusted(1, 2, -1, -3)
            with soigne(painter):
                boite(painter, zone, rayon=4, fond=f"{famille}_fond", bord=famille)
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
                if (tape := modele.typed(index)) is not None:
                    editor.setText(tape)
                editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ce qui est tapé reste dans la cellule, même illisible : la phrase se dit sous la table."""
        if not isinstance(model, PersonnesModel):
            return
        if isinstance(editor, ChampTexte):
            model.set_text(index, editor.text())
        elif isinstance(editor, ChampChoix):
            valeur = editor.value()
            model.set_text(index, valeur.value if isinstance(valeur, Code) else "")

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)
