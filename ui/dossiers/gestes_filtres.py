"""Poser, changer, enlever un filtre : le volet demande, la liste prépare les valeurs qu'elle contient."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from db.champs_liste import champ_de
from db.filtres import MOI, SITUATION, SITUATIONS, Condition
from db.phrases_filtres import valeur_dite
from db.valeurs_presentes import valeurs_presentes
from ui.composants.liste_cochable import Choisissable
from ui.dossiers.filtre_volet import A_LIRE, REFERENT, VoletFiltre
from ui.dossiers.liste import Liste

Preparer = Callable[[Sequence[str], Callable[[], None]], None]


class GestesFiltres(QObject):
    """`posed` porte la condition à poser et celle qu'elle remplace."""

    posed = Signal(object, object)

    def __init__(self, liste: Liste, preparer: Preparer, ecran: QWidget) -> None:
        super().__init__(ecran)
        self._liste, self._preparer, self._ecran = liste, preparer, ecran

    def add(self, sous: QWidget) -> None:
        """Le choix du champ ; ses valeurs les plus demandées arrivent pendant que l'on tape."""
        volet = self._volet()
        volet.show_under(sous)
        self._preparer(A_LIRE, lambda: self._completer(volet))

    def change(self, condition: Condition, sous: QWidget) -> None:
        volet = self._volet()
        volet.show_under(sous)
        self._preparer(self._colonne(condition.champ), lambda: self._editer(volet, condition.champ, condition))

    def _volet(self) -> VoletFiltre:
        volet = VoletFiltre(self._ecran)
        volet.posed.connect(self.posed)
        volet.field_asked.connect(
            lambda cle: self._preparer(self._colonne(cle), lambda: self._editer(volet, cle, None))
        )
        return volet

    def _colonne(self, cle: str) -> Sequence[str]:
        return (cle,) if champ_de(cle) is not None else ()

    def _completer(self, volet: VoletFiltre) -> None:
        if _vit(volet) and volet.editeur is None:
            volet.add_valeurs(REFERENT, [MOI])
            for cle in A_LIRE:
                volet.add_valeurs(cle, [str(v) for v, _ in self._presentes(cle) if v])

    def _editer(self, volet: VoletFiltre, cle: str, posee: Condition | None) -> None:
        if not _vit(volet):
            return
        posee = posee or next((c for c in self._liste.conditions if c.champ == cle), None)
        volet.show_editeur(cle, self._choix(cle), posee)

    def _choix(self, cle: str) -> list[Choisissable]:
        """Les valeurs à cocher : « moi » d'abord pour un référent, puis celles que les dossiers portent."""
        moi = [Choisissable(MOI, valeur_dite(cle, MOI))] if cle == REFERENT else []
        if cle == SITUATION:
            return [Choisissable(code, dit) for code, dit in SITUATIONS.items()]
        return moi + [Choisissable(v, valeur_dite(cle, v), compte) for v, compte in self._presentes(cle)]

    def _presentes(self, cle: str) -> list[tuple[object, int]]:
        instantane = self._liste.instantane
        return valeurs_presentes(instantane.registre, instantane.perimetre, cle) if instantane else []


def _vit(volet: VoletFiltre) -> bool:
    """Le volet n'a pas été fermé pendant la lecture."""
    return isValid(volet) and volet.isVisible()
