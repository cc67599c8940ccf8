"""Un onglet du dossier : il montre ce qui a été lu, et rend ce qui a été saisi sans l'enregistrer."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from db.conflits import Champ
from db.dossier import Changement, DossierLu, Modification
from db.effets import AvantOffre
from relogement.base import Ligne
from relogement.menage import Menage
from ui.form import Formulaire
from ui.theme import px

Cible = Callable[[Menage], Ligne | None]
Brouillon = dict[str, Any]


class Saisie:
    """Un formulaire et la ligne qu'il modifie ; ce qui est tapé survit à une relecture."""

    def __init__(self, nom: str, form: Formulaire, cible: Cible) -> None:
        self.nom, self.form = nom, form
        self._cible = cible
        self._ligne: Ligne | None = None

    def show_dossier(self, menage: Menage, brouillon: Mapping[str, str]) -> None:
        self._ligne = self._cible(menage)
        self.form.setEnabled(self._ligne is not None)
        self.form.show_values(
            {nom: getattr(self._ligne, nom, None) for nom in self.form.names} if self._ligne is not None else {}
        )
        self.form.resume(brouillon)

    def draft(self) -> Mapping[str, str]:
        return self.form.draft()

    def touches(self) -> set[Champ]:
        """Les champs tapés, par ligne."""
        ligne = self._ligne
        return {(type(ligne), ligne.id, nom) for nom in self.form.changed_names} if ligne is not None else set()

    def poser(self, champ: Champ, valeur: Any) -> bool:
        """Met cette valeur dans le champ, s'il est ici."""
        modele, numero, nom = champ
        ligne = self._ligne
        if ligne is None or (type(ligne), ligne.id) != (modele, numero) or nom not in self.form.names:
            return False
        self.form.editor(nom).set_value(valeur)
        return True

    def changes(self) -> list[Modification]:
        if self._ligne is None or not self.form.is_dirty:
            return []
        ligne = self._ligne
        return [Modification(type(ligne), ligne.id, ligne.version, self.form.changes())]


class Onglet(QWidget):
    """`edited` annonce une saisie ; `asked` demande un acte, par sa clé et la ligne qu'il concerne.

    L'écran ne le remplit que s'il est vu, ou s'il garde un brouillon. `outils` se place à droite de la barre des
    onglets.
    """

    edited = Signal()
    asked = Signal(str, object)

    def __init__(self, nom: str, titre: str) -> None:
        super().__init__()
        self.setObjectName(f"onglet_{nom}")
        self.setAccessibleName(titre)
        self.saisies: list[Saisie] = []
        self.outils: QWidget | None = None

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        for saisie in self.saisies:
            saisie.show_dossier(lu.menage, brouillon.get(saisie.nom, {}))

    def show_effets(self, avant: AvantOffre) -> None:
        """L'effet des offres en discussion vient d'être lu ; un onglet qui ne le montre pas n'en fait rien."""

    def draft(self) -> Brouillon:
        return {s.nom: s.draft() for s in self.saisies if s.draft()}

    def touches(self) -> set[Champ]:
        """Les champs qui attendent d'être enregistrés : leur valeur d'avant est gardée jusque-là."""
        return {champ for s in self.saisies for champ in s.touches()}

    def poser(self, champ: Champ, valeur: Any) -> bool:
        """Met cette valeur dans un champ de l'onglet ; faux s'il n'y est pas."""
        return any(s.poser(champ, valeur) for s in self.saisies)

    def draft_count(self) -> int:
        """Combien de champs attendent d'être enregistrés."""
        return sum(len(s.form.changed_names) for s in self.saisies)

    def changes(self) -> list[Changement]:
        return [m for s in self.saisies for m in s.changes()]

    def aller(self, nom: str) -> bool:
        """Donne le focus à un champ de l'onglet et le montre ; faux s'il n'y est pas."""
        cible = self.findChild(QWidget, nom)
        if cible is None:
            return False
        cible.setFocus(Qt.FocusReason.OtherFocusReason)
        for zone in self.findChildren(QScrollArea):
            if zone.isAncestorOf(cible):
                zone.ensureWidgetVisible(cible)
        return True

    def relier(self, nom: str, form: Formulaire, cible: Cible) -> None:
        """Un formulaire de plus à enregistrer avec le dossier."""
        form.changed.connect(self.edited)
        self.saisies.append(Saisie(nom, form, cible))


def ranger(form: Formulaire, noms: tuple[str, ...], *, colonnes: int = 2, larges: tuple[str, ...] = ()) -> None:
    """Des champs sous leur étiquette, de gauche à droite puis de haut en bas ; un champ large prend la ligne."""
    grille = QGridLayout(form)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(16))
    grille.setVerticalSpacing(px(10))
    rang = colonne = 0
    for nom in noms:
        large = nom in larges
        if large and colonne:
            rang, colonne = rang + 1, 0
        grille.addWidget(_case(form, nom), rang, colonne, 1, colonnes if large else 1)
        colonne = colonnes if large else colonne + 1
        if colonne >= colonnes:
            rang, colonne = rang + 1, 0
    for colonne in range(colonnes):
        grille.setColumnStretch(colonne, 1)


def _case(form: Formulaire, nom: str) -> QWidget:
    case, editeur = QWidget(form), form.editor(nom)
    pile = QVBoxLayout(case)
    pile.setContentsMargins(0, 0, 0, 0)
    pile.setSpacing(px(4))
    label = form.label(nom)
    label.setMinimumWidth(1)  # une longue étiquette ne décale pas les colonnes : elle va à la ligne
    label.setWordWrap(True)
    pile.addStretch(1)
    pile.addWidget(label)
    pile.addWidget(editeur)
    pile.addWidget(form.remark(nom))
    pile.addStretch(1)
    return case
