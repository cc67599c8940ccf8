"""Corriger ce que l'on sait d'une pièce, ou la retirer du dossier."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget
from sqlalchemy.orm import Session

from db import pieces
from db.dossier import DossierLu
from relogement.piece import Piece
from relogement.textes import INSECABLE
from ui.composants.texte import Texte
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, note
from ui.dossier.pieces.ajout import CHAMPS, classement, editeurs_de
from ui.ouvert import ProjetOuvert
from ui.theme import px

LIBELLES = {"categorie": "Catégorie", "datee_le": "Date de la pièce", "offre_id": "Preuve de l’offre"}


class PieceDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, piece: Piece, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="piece", titre="Modifier une pièce", verbe="Enregistrer"
        )  # fmt: skip
        self._piece = piece
        self._nom = QLineEdit(piece.nom)
        self._nom.setObjectName("nom")
        self._nom.setAccessibleName("Nom de la pièce")
        self._editeurs = editeurs_de(lu)
        for nom in CHAMPS:
            self._editeurs[nom].set_value(getattr(piece, nom))
        self._garnir()

    def _garnir(self) -> None:
        page = QWidget()
        grille = QGridLayout(page)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(1, 1)
        lignes = [("Nom", self._nom), *((LIBELLES[nom], self._editeurs[nom].widget()) for nom in CHAMPS)]
        for rang, (libelle, champ) in enumerate(lignes):
            etiquette = Texte(libelle, "texte2")
            etiquette.setBuddy(champ)
            grille.addWidget(etiquette, rang, 0)
            grille.addWidget(champ, rang, 1)
        self.contenu.addWidget(page)

    def premier(self) -> QWidget:
        return self._nom

    def ecriture(self) -> Ecriture:
        piece, nom, classe, auteur = self._piece, self._nom.text(), classement(self._editeurs), self.auteur

        def reclasser(session: Session) -> None:
            pieces.reclasser(session, piece, nom=nom, classement=classe, auteur=auteur)

        return Ecriture("Pièce modifiée", reclasser)


class SupprimerPieceDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, piece: Piece, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="supprimer_piece", titre="Supprimer une pièce", verbe="Supprimer la pièce"
        )
        self._piece = piece
        nom = f"«{INSECABLE}{piece.nom}{INSECABLE}»"
        self.contenu.addWidget(note(f"{nom} quittera ce dossier. Cet acte peut s’annuler."))

    def premier(self) -> QWidget:
        return self.annuler

    def ecriture(self) -> Ecriture:
        piece = self._piece

        def retirer(session: Session) -> None:
            pieces.supprimer(session, piece)

        return Ecriture("Pièce supprimée", retirer)
