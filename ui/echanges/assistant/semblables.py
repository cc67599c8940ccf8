"""Ce qui se ressemble dans l'aperçu : les cellules de même texte, et les lignes d'une remarque."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from relogement.imports.apercu import CleCellule, Remarque
from relogement.imports.lignes_des_remarques import lignes_de
from ui.background import Atelier
from ui.echanges.assistant.apercu.page import PageApercu
from ui.echanges.assistant.etat import Etat
from ui.echanges.assistant.travail import autres_pareilles


class Semblables(QObject):
    """Cherche hors de l'écran, puis le dit à la page d'aperçu, qui en est le parent."""

    def __init__(self, atelier: Atelier, apercu: PageApercu, etat: Callable[[], Etat]) -> None:
        super().__init__(apercu)
        self._atelier, self._apercu, self._etat = atelier, apercu, etat
        apercu.alike_asked.connect(self._chercher)
        apercu.lines_asked.connect(self._chercher_les_lignes)
        apercu.everywhere_asked.connect(self._corriger_partout)

    def _chercher(self, cellule: CleCellule, texte: str) -> None:
        """Le texte d'origine se lit avant que l'aperçu ne soit refait."""
        brut = self._apercu.brut(cellule)
        self._avec_les_pareilles(
            cellule,
            lambda cellules: self._apercu.say_alike(
                brut, texte, len(cellules), lambda: self._ecrire_dans(cellules, texte)
            ),
        )

    def _corriger_partout(self, cellule: CleCellule, texte: str) -> None:
        self._avec_les_pareilles(cellule, lambda cellules: self._ecrire_dans((cellule, *cellules), texte))

    def _avec_les_pareilles(self, cellule: CleCellule, faire: Callable[[tuple[CleCellule, ...]], None]) -> None:
        vu, choix = self._etat().vu, self._etat().choix
        if vu is not None:
            tache = self._atelier.run("Cellules semblables", lambda _: autres_pareilles(vu, cellule, choix))
            tache.succeeded.connect(faire)

    def _chercher_les_lignes(self, remarque: Remarque) -> None:
        if (vu := self._etat().vu) is not None:
            tache = self._atelier.run("Lignes d’une remarque", lambda _: lignes_de(vu.apercu, remarque))
            tache.succeeded.connect(self._apercu.filter_lines)

    def _ecrire_dans(self, cellules: tuple[CleCellule, ...], texte: str) -> None:
        self._apercu.adopter(self._etat().choix.avec_cellules(dict.fromkeys(cellules, texte)))
