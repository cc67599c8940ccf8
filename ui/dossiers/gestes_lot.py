"""Écrire depuis la grille : une cellule (F2), un champ de plusieurs dossiers, un tableau collé."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy.orm import Session

from db import lot, lot_collage
from db.champs_liste import titre_de
from db.lot import Changement
from db.lot_collage import Collage
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, pluriel
from ui.dossiers.lot_dialogue import DialogueCollage, DialogueEnLot, DialogueLot
from ui.dossiers.modele import ModeleDossiers
from ui.dossiers.table import TableDossiers
from ui.ouvert import ProjetOuvert

DOSSIERS_MAX = 5_000
TROP = f"Un lot compte au plus {DOSSIERS_MAX} dossiers : choisissez-en moins, ou posez un filtre."


class GestesLot(QObject):
    """`written` dit ce qui vient d'être écrit ; `failed` pourquoi rien ne l'a été."""

    written = Signal(str)
    failed = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, table: TableDossiers, modele: ModeleDossiers, ecran: QWidget) -> None:
        super().__init__(ecran)
        self._ouvert, self._table, self._modele, self._ecran = ouvert, table, modele, ecran
        modele.edited.connect(self._ecrire_cellule)
        table.paste_asked.connect(self.paste)

    def bulk_edit(self) -> None:
        """Les lignes choisies, ou toute la liste affichée s'il n'y en a pas plusieurs."""
        plusieurs = self._table.selected_count() > 1
        ids = self._table.selected_ids() if plusieurs else list(self._modele.ids)
        if not self._tient(ids):
            return
        dialogue = DialogueEnLot(len(ids), "choisi" if plusieurs else "affiché", self._ecran)
        dialogue.asked.connect(lambda: self._proposer_en_lot(dialogue, ids))
        self._ouvrir(dialogue)

    def write_documents(self) -> None:
        """Une fiche ou une lettre pour les lignes choisies, ou toute la liste affichée."""
        from ui.documents.lot import FenetreLot

        plusieurs = self._table.selected_count() > 1
        ids = self._table.selected_ids() if plusieurs else list(self._modele.ids)
        if self._tient(ids):
            FenetreLot(self._ouvert, ids, self._ecran).open()

    def paste(self) -> None:
        """Ce que le presse-papiers contient, rapproché des dossiers par leur référence ou par leur place."""
        try:
            tableau = lot_collage.lire_tableau(QApplication.clipboard().text())
        except ErreurMetier as erreur:
            self.failed.emit(str(erreur))
            return
        if not tableau:
            self.failed.emit("Le presse-papiers est vide : copiez d’abord des cellules dans le tableur.")
            return
        intro, lire = self._rapprochement(tableau)
        dialogue = DialogueCollage(intro, self._ecran)
        dialogue.asked.connect(lambda: self._proposer_le_collage(dialogue, lire))
        self._ouvrir(dialogue)
        dialogue.asked.emit()

    def _rapprochement(self, tableau: lot_collage.Tableau) -> tuple[str, Callable[[Session, bool], Collage]]:
        if lot_collage.a_des_titres(tableau):
            lignes = pluriel(len(tableau) - 1, "ligne")
            intro = f"{lignes} avec titres{INSECABLE}: chacune va au dossier dont elle porte la référence."
            return intro, lambda session, vider: lot_collage.par_reference(session, tableau, vider=vider)
        ids, cles = self._cible(len(tableau)), self._champs_a_droite()
        intro = f"Sans titres{INSECABLE}: {pluriel(len(ids), 'ligne')} à partir de la cellule courante."
        return intro, lambda session, vider: lot_collage.sur_la_grille(session, tableau, ids, cles, vider=vider)

    def _cible(self, hauteur: int) -> list[int]:
        """Les lignes choisies s'il y en a plusieurs, sinon celles qui suivent la cellule courante."""
        if self._table.selected_count() > 1:
            return self._table.selected_ids()[:DOSSIERS_MAX]
        depart = max(self._table.currentIndex().row(), 0)
        return list(self._modele.ids[depart : depart + hauteur])

    def _champs_a_droite(self) -> list[str | None]:
        """Les champs des colonnes montrées, à partir de la colonne courante."""
        visibles = self._table.visibles
        courante = self._table.current_column
        depart = next((rang for rang, c in enumerate(visibles) if c is courante), 0)
        return [c.champ or None for c in visibles[depart:]]

    def _tient(self, ids: Sequence[int]) -> bool:
        if len(ids) > DOSSIERS_MAX:
            self.failed.emit(TROP)
        return bool(ids) and len(ids) <= DOSSIERS_MAX

    def _ouvrir(self, dialogue: DialogueLot) -> None:
        dialogue.accepted_changes.connect(lambda gardes: self._ecrire_lot(dialogue, gardes))
        dialogue.open()

    def _proposer_en_lot(self, dialogue: DialogueEnLot, ids: Sequence[int]) -> None:
        voulue = dialogue.voulue()
        if voulue is None:
            dialogue.show_changements([])
            return
        cle, valeur = voulue
        tache = self._ouvert.read(
            "Aperçu du lot", lambda session: lot.proposer(session, {i: {cle: valeur} for i in ids})
        )
        tache.succeeded.connect(dialogue.show_changements)
        tache.failed.connect(dialogue.erreur.dire)

    def _proposer_le_collage(self, dialogue: DialogueCollage, lire: Callable[[Session, bool], Collage]) -> None:
        vider = dialogue.vider.isChecked()
        tache = self._ouvert.read("Aperçu du collage", lambda session: lire(session, vider))

        def montrer(collage: Collage) -> None:
            dialogue.show_changements(collage.changements, collage.laisses)
            dialogue.show_vides(collage.vides)

        tache.succeeded.connect(montrer)
        tache.failed.connect(dialogue.erreur.dire)

    def _ecrire_lot(self, dialogue: DialogueLot, gardes: Sequence[Changement]) -> None:
        dialogue.appliquer.setEnabled(False)
        dossiers = pluriel(len({c.dossier for c in gardes}), "dossier")
        champs = ", ".join(dict.fromkeys(titre_de(c.champ) for c in gardes))
        tache = self._ecrire(f"{dossiers} en lot{INSECABLE}: {champs}", gardes)
        tache.succeeded.connect(lambda nombre: self._dire_ecrit(nombre, champs))
        tache.succeeded.connect(dialogue.accept)
        tache.failed.connect(dialogue.erreur.dire)
        tache.failed.connect(lambda _: dialogue.asked.emit())

    def _ecrire_cellule(self, dossier: int, cle: str, avant: Any, apres: Any) -> None:
        ligne = next((li for li in self._lues([dossier]) if li is not None), None)
        reference, nom = (ligne.reference, ligne.nom) if ligne else ("", "")
        un = Changement(dossier, reference, nom, cle, avant, apres)
        tache = self._ecrire(f"{titre_de(cle)} de {reference}", [un])
        tache.succeeded.connect(lambda _: self._modele.reread())
        tache.failed.connect(self.failed)
        tache.failed.connect(lambda _: self._modele.reread())

    def _lues(self, ids: Sequence[int]) -> list[Any]:
        return [self._modele.ligne(self._modele.row_of(i)) for i in ids if self._modele.row_of(i) >= 0]

    def _ecrire(self, acte: str, changements: Sequence[Changement]) -> Any:
        auteur = self._ouvert.fichier.auteur
        return self._ouvert.write(acte, lambda session: lot.appliquer(session, changements, auteur=auteur))

    def _dire_ecrit(self, nombre: int, champs: str) -> None:
        self.written.emit(f"{pluriel(nombre, 'dossier changé', 'dossiers changés')}{INSECABLE}: {champs}")
