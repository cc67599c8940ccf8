"""Deux versions d'un même champ : le mien et le leur, côte à côte, et le choix de chacun au clavier."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.annulation_phrases import nom_de
from db.conflits import Champ, Collision
from relogement.base import Code, Ligne
from relogement.champs import Faits
from relogement.textes import FINE, INSECABLE, TIRET, heure, jour, nombre, oui_non, pluriel
from ui import fonts
from ui.annulation.confirmation import Question
from ui.composants.bande import Separateur, defilante
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.theme import px

MIEN, LEUR = "mien", "leur"
HAUTEUR = 420


class DialogueConflit(Question):
    """Flèches gauche et droite choisissent, Tab passe au champ suivant, Entrée enregistre ces choix."""

    def __init__(
        self, collisions: Sequence[Collision], lignes: Mapping[tuple[type[Ligne], int], Ligne], parent: QWidget
    ) -> None:
        combien = pluriel(len(collisions), "champ changé des deux côtés", "champs changés des deux côtés")
        super().__init__(
            parent, nom="conflit", titre=combien, verbe="Enregistrer ces choix", renoncer="Revenir à la saisie"
        )
        self.setMinimumWidth(px(760))
        self.collisions = tuple(collisions)
        self.choix: dict[Champ, Segment] = {}
        self.phrase("Rien n’est encore enregistré. Gardez, champ par champ, votre valeur ou l’autre.", "texte2")
        self.contenu.addWidget(defilante(self._tableau(lignes), nom="conflit_champs"), 1)
        self.resize(px(760), min(px(HAUTEUR), px(170) + px(52) * len(collisions)))
        next(iter(self.choix.values())).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def gardes(self) -> dict[Champ, Any]:
        """La valeur retenue de chaque champ."""
        return {c.cle: c.leur if self.choix[c.cle].current == LEUR else c.mien for c in self.collisions}

    def _tableau(self, lignes: Mapping[tuple[type[Ligne], int], Ligne]) -> QWidget:
        page = QWidget()
        grille = QGridLayout(page)
        grille.setContentsMargins(0, 0, px(8), 0)
        grille.setHorizontalSpacing(px(16))
        grille.setVerticalSpacing(px(6))
        for colonne, titre in enumerate(("Champ", "Avant", "Le vôtre", "L’autre", "À garder")):
            grille.addWidget(legende(titre), 0, colonne)
            grille.setColumnStretch(colonne, 0 if colonne == 4 else 1)
        for rang, collision in enumerate(self.collisions):
            grille.addWidget(Separateur(), 2 * rang + 1, 0, 1, 5)
            self._rangee(grille, 2 * rang + 2, collision, lignes.get((collision.modele, collision.id)))
        grille.setRowStretch(2 * len(self.collisions) + 2, 1)
        return page

    def _rangee(self, grille: QGridLayout, rang: int, c: Collision, ligne: Ligne | None) -> None:
        sujet = sujet_de(c, ligne)
        qui = f"{c.auteur}, {heure(c.le)}" if c.le is not None and c.auteur else c.auteur
        textes = (
            (c.faits.libelle, sujet, "texte"),
            (dire(c.avant, c.faits), "", "texte3"),
            (dire(c.mien, c.faits), "", "texte"),
            (dire(c.leur, c.faits), qui, "texte"),
        )
        for colonne, (texte, note, token) in enumerate(textes):
            grille.addWidget(_case(texte, note, token), rang, colonne, Qt.AlignmentFlag.AlignTop)
        segment = Segment((Choix(MIEN, "Le mien"), Choix(LEUR, "L’autre")), nom=f"conflit_{c.champ}_{c.id}")
        segment.set_titre(f"{c.faits.libelle} {sujet}".strip())
        self.choix[c.cle] = segment
        grille.addWidget(segment, rang, 4, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)


def _case(texte: str, note: str, token: str) -> QWidget:
    page = QWidget()
    pile = QGridLayout(page)
    pile.setContentsMargins(0, 0, 0, 0)
    pile.setVerticalSpacing(px(2))
    pile.addWidget(Texte(texte, token, fonts.BASE, lignes=True), 0, 0)
    if note:
        pile.addWidget(legende(note, lignes=True), 1, 0)
    return page


def sujet_de(collision: Collision, ligne: Ligne | None) -> str:
    """« de Seydou », « offre 2 » ; rien quand c'est le ménage."""
    if collision.modele.__tablename__ == "menage" or ligne is None:
        return ""
    nom = getattr(ligne, "prenom", None) or getattr(ligne, "nom", None)
    if nom:
        return f"de {nom}"
    rang = getattr(ligne, "rang", None)
    genre = nom_de(collision.modele.__tablename__).partition(" ")[2]
    return f"{genre}{INSECABLE}{rang}" if rang else genre


def dire(valeur: Any, faits: Faits) -> str:
    """Une valeur comme elle s'écrit dans la fenêtre ; vide se lit « — »."""
    match valeur:
        case None | "":
            return TIRET
        case Code():
            return valeur.libelle
        case bool():
            return oui_non(valeur)
        case Decimal():
            return f"{nombre(valeur)}{FINE}{faits.unite}" if faits.unite else nombre(valeur)
        case datetime():
            return f"{jour(valeur)} {heure(valeur)}"
        case date():
            return jour(valeur)
    return str(valeur)
