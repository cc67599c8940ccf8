"""Copier des dossiers vers un tableur : des colonnes séparées par des tabulations, avec leurs en-têtes."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from db.dossiers import LigneDossier, page
from ui.dossiers.colonnes import Colonne
from ui.dossiers.modele import ModeleDossiers
from ui.dossiers.table import TableDossiers
from ui.ouvert import ProjetOuvert

PAQUET = 500
_BLANCS = re.compile(r"[\t\r\n]+")
_FORMULES = ("=", "+", "-", "@")


def en_tableau(colonnes: Sequence[Colonne], lignes: Iterable[LigneDossier]) -> str:
    """Une ligne de titres, puis une par dossier."""
    copies = [copie for colonne in colonnes for copie in colonne.a_copier()]
    tete = "\t".join(copie.titre for copie in copies)
    corps = ("\t".join(_cellule(copie.texte(ligne)) for copie in copies) for ligne in lignes)
    return "\n".join((tete, *corps)) + "\n"


def _cellule(texte: str) -> str:
    """Ni tabulation ni saut de ligne ; un texte qui commence comme une formule est précédé d'une apostrophe."""
    propre = _BLANCS.sub(" ", texte)
    est_nombre = propre.replace(",", "").lstrip("-").isdigit()
    return f"'{propre}" if propre.startswith(_FORMULES) and not est_nombre else propre


class Copieur(QObject):
    """Lit hors de l'écran, pose dans le presse-papiers, puis le dit par `copied`."""

    failed = Signal(str)
    copied = Signal(int)

    def __init__(self, ouvert: ProjetOuvert, table: TableDossiers, modele: ModeleDossiers) -> None:
        super().__init__(table)
        self._ouvert, self._table, self._modele = ouvert, table, modele

    def copy(self) -> None:
        """La sélection dans le presse-papiers, colonnes montrées seulement."""
        ids = [self._modele.ids[rang] for rang in self._table.selected_rows()]
        if ids:
            self._copier(ids)

    def copy_all(self) -> None:
        """Plusieurs lignes choisies, sinon toute la liste telle qu'elle est filtrée."""
        if self._table.selected_count() > 1:
            self.copy()
        elif self._modele.ids:
            self._copier(self._modele.ids)

    def _copier(self, ids: Sequence[int]) -> None:
        colonnes, champs = self._table.visibles, self._table.champs

        def lire(session: Session) -> str:
            paquets = (page(session, ids[debut : debut + PAQUET], champs) for debut in range(0, len(ids), PAQUET))
            return en_tableau(colonnes, chain.from_iterable(paquets))

        tache = self._ouvert.read("Copie", lire)
        tache.succeeded.connect(lambda texte: self._poser(texte, len(ids)))
        tache.failed.connect(self.failed)

    def _poser(self, texte: str, combien: int) -> None:
        QApplication.clipboard().setText(texte)
        self.copied.emit(combien)
