"""Ajouter des pièces : ce que chaque fichier donne, son classement, et les refus dits un par un."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget
from sqlalchemy.orm import Session

from db import pieces
from db.dossier import DossierLu
from db.pieces import Classement, Examinee
from relogement.champs import champs
from relogement.erreurs import ErreurMetier
from relogement.offre import Offre
from relogement.piece import Piece
from relogement.piece_lue import taille_dite
from relogement.textes import INSECABLE, pluriel
from ui import fonts
from ui.composants.bande import defilante
from ui.composants.texte import Texte, legende
from ui.dossier.actes.dialogue import ActeDialog, Ecriture
from ui.editeurs import ChampChoix, ChampTexte, Option, editeur, nommer
from ui.ouvert import ProjetOuvert
from ui.theme import px

CHAMPS = ("categorie", "datee_le", "offre_id")
TITRES = ("Pièce", "Catégorie", "Date de la pièce", "Preuve de l’offre")
HAUTEUR = 320


def editeurs_de(lu: DossierLu, suffixe: str = "") -> dict[str, ChampChoix | ChampTexte]:
    """De quoi classer une pièce : sa catégorie, sa date, l'offre qu'elle prouve."""
    faits = champs(Piece)
    categorie = editeur(f"categorie{suffixe}", faits["categorie"], Piece.categorie.type.enum_class)
    datee_le = editeur(f"datee_le{suffixe}", faits["datee_le"], Piece.datee_le.type.python_type)
    offre = nommer(ChampChoix([_option(o) for o in lu.menage.offres]), f"offre_id{suffixe}", faits["categorie"])
    offre.setAccessibleName("Offre que prouve la pièce")
    assert isinstance(categorie, ChampChoix) and isinstance(datee_le, ChampTexte)
    return {"categorie": categorie, "datee_le": datee_le, "offre_id": offre}


def _option(offre: Offre) -> Option:
    return Option(f"Offre {offre.rang}", offre.id)


def classement(editeurs: dict[str, ChampChoix | ChampTexte]) -> Classement:
    """Ce qui est choisi ; une date illisible ou une catégorie manquante se dit."""
    categorie, datee_le, offre = (editeurs[nom].value() for nom in CHAMPS)
    if categorie is None:
        raise ErreurMetier("Choisissez la catégorie de chaque pièce.")
    return Classement(categorie, datee_le, offre)


class AjoutDialog(ActeDialog):
    """Ce qui est refusé le dit et n'empêche pas le reste d'entrer."""

    largeur = 720

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, vues: Sequence[Examinee], parent: QWidget) -> None:
        self._retenues = [v for v in vues if v.lue is not None]
        nombre = len(self._retenues)
        verbe = f"Ajouter {pluriel(nombre, 'pièce')}" if nombre > 1 else "Ajouter au dossier"
        super().__init__(ouvert, lu, parent, nom="ajout_pieces", titre="Ajouter des pièces", verbe=verbe)
        self._lignes = [editeurs_de(lu, f"_{rang}") for rang in range(nombre)]
        if nombre:
            self.contenu.addWidget(self._grille())
        for rang, vue in enumerate(v for v in vues if v.lue is None):
            refus = Texte(
                f"«{INSECABLE}{vue.nom}{INSECABLE}» : {vue.refus}", "rouge", lignes=True, nom=f"refus_{rang}"
            )
            self.contenu.addWidget(refus)
        self.valider.setVisible(bool(nombre))
        self.annuler.setText("Annuler" if nombre else "Fermer")

    def _grille(self) -> QWidget:
        page = QWidget()
        grille = QGridLayout(page)
        grille.setContentsMargins(0, 0, px(8), 0)
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(0, 1)
        grille.setColumnMinimumWidth(2, px(110))
        for colonne, titre in enumerate(TITRES):
            grille.addWidget(legende(titre), 0, colonne)
        for rang, (vue, editeurs) in enumerate(zip(self._retenues, self._lignes, strict=True), 1):
            assert vue.lue is not None
            editeurs["categorie"].set_value(vue.lue.categorie)
            grille.addWidget(_presentee(vue, rang - 1), rang, 0)
            for colonne, nom in enumerate(CHAMPS, 1):
                grille.addWidget(editeurs[nom].widget(), rang, colonne)
        if len(self._retenues) <= 5:
            return page
        zone = defilante(page, nom="ajout_defilement")
        zone.setMinimumHeight(px(HAUTEUR))
        return zone

    def premier(self) -> QWidget:
        return self._lignes[0]["categorie"].widget() if self._lignes else self.annuler

    def ecriture(self) -> Ecriture:
        lues = [v.lue for v in self._retenues if v.lue is not None]
        classements = [classement(editeurs) for editeurs in self._lignes]
        menage_id, auteur = self.lu.menage.id, self.auteur

        def ajouter(session: Session) -> None:
            for lue, classe in zip(lues, classements, strict=True):
                pieces.ajouter(session, menage_id, lue, classe, auteur=auteur)

        return Ecriture("Pièce ajoutée" if len(lues) == 1 else f"{pluriel(len(lues), 'pièce')} ajoutées", ajouter)


def _presentee(vue: Examinee, rang: int) -> Texte:
    """Son nom, sa taille ; son nouveau nom si son extension mentait, et qui l'a déjà."""
    assert vue.lue is not None
    dit = f"{vue.lue.nom}\n{vue.lue.type.libelle}, {taille_dite(vue.lue.taille)}"
    if vue.lue.renommee:
        dit += " ; renommée d’après son contenu"
    if vue.aussi:
        dit += f" ; déjà dans {', '.join(vue.aussi)}"
    return Texte(dit, taille=fonts.LEGENDE, lignes=True, nom=f"presentee_{rang}")
