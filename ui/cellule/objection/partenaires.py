"""Les partenaires de la cellule : qui siège, qui l'on consulte, où lui écrire."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.cellule.partenaires import (
    PartenaireLu,
    enregistrer_partenaire,
    partenaires,
    remettre_partenaire,
    retirer_partenaire,
)
from relogement.cellule.seance import Partenaire
from relogement.erreurs import ErreurMetier
from relogement.textes import jour, oui_non
from ui.avant_envoi.disposition import rangee
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import section, titre
from ui.composants.vide import Vide
from ui.dossier.actes.dialogue import grille_de
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR, HAUTEUR = 960, 520
CHAMPS = ("nom", "bailleur", "contact", "courriel", "consulte")
AUCUN = "Aucun partenaire : écrivez le premier à droite."


def _ou_ecrire(lu: PartenaireLu) -> str:
    if not lu.actif:
        return f"ne siège plus depuis le {jour(lu.retire_le)}"
    return lu.courriel or "sans courriel : PDF"


COLONNES = (
    Colonne("Partenaire", lambda lu: lu.nom, gras=True, largeur=190),
    Colonne("Où lui écrire", _ou_ecrire, token="texte2"),
    Colonne("Consulté", lambda lu: oui_non(lu.consulte and lu.actif), largeur=80),
)


class FenetrePartenaires(QDialog):
    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._a_garder = ouvert, None  # type: tuple[ProjetOuvert, int | None]
        self.setObjectName("fenetre_partenaires")
        self.setWindowTitle("Partenaires de la cellule")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom="partenaires_erreur")
        self.table = TableLignes(LignesModel(COLONNES), COLONNES, nom="partenaires_table", lu="Partenaires")
        self.formulaire = Formulaire(Partenaire, CHAMPS)
        self._titre = section("", nom="partenaires_titre")
        self.nouveau = Bouton("Nouveau", "plus", nom="partenaires_nouveau")
        self.siege = Bouton("Ne siège plus", "log-out", nom="partenaires_siege")
        self.enregistrer = Bouton("Enregistrer", "save", genre=Genre.PRINCIPAL, nom="partenaires_enregistrer")
        self._disposer()
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._montrer())
        self.nouveau.clicked.connect(self._commencer)
        self.siege.clicked.connect(self._changer_de_siege)
        self.enregistrer.clicked.connect(self._enregistrer)
        self.resize(px(LARGEUR), px(HAUTEUR))
        self.refresh()

    @property
    def choisi(self) -> PartenaireLu | None:
        lu: PartenaireLu | None = self.table.current
        return lu

    def refresh(self) -> None:
        """Relit hors de l'écran ; la ligne que l'on vient d'écrire reste choisie."""
        tache = self._ouvert.read("Partenaires", partial(partenaires, tous=True))
        tache.succeeded.connect(self._recevoir)
        tache.failed.connect(self.erreur.dire)

    def _recevoir(self, lus: list[PartenaireLu]) -> None:
        self.table.show_lignes(lus, lambda: Vide("users", AUCUN, nom="partenaires_vide"))
        rang = next((n for n, lu in enumerate(lus) if lu.id == self._a_garder), 0 if lus else -1)
        if rang < 0:
            self._commencer()
        else:
            self.table.selectRow(rang)
            self._montrer()

    def _montrer(self) -> None:
        lu = self.choisi
        if lu is None:
            return
        self._titre.setText(lu.nom)
        self.formulaire.show_values({nom: getattr(lu, nom) for nom in CHAMPS})
        self.siege.set_texte("Ne siège plus" if lu.actif else "Siège de nouveau")
        self.siege.setEnabled(True)

    def _commencer(self) -> None:
        """Une fiche vide ; consulté, sauf si l'on dit le contraire."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self._titre.setText("Nouveau partenaire")
        self.formulaire.show_values({"consulte": True})
        self.siege.setEnabled(False)
        self.formulaire.editor("nom").setFocus()

    def _enregistrer(self) -> None:
        try:
            valeurs = self.formulaire.values()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        valeurs["consulte"] = bool(valeurs["consulte"])
        numero = self.choisi.id if self.choisi else None
        self._ecrire("Partenaire enregistré", lambda s: enregistrer_partenaire(s, valeurs, numero))

    def _changer_de_siege(self) -> None:
        if (lu := self.choisi) is None:
            return
        self._a_garder = lu.id
        if lu.actif:
            geste = partial(retirer_partenaire, partenaire_id=lu.id, le=horloge.aujourdhui())
            self._ecrire("Partenaire retiré", geste)
        else:
            self._ecrire("Partenaire remis", partial(remettre_partenaire, partenaire_id=lu.id))

    def _ecrire(self, acte: str, geste: Callable[[Session], int | None]) -> None:
        tache = self._ouvert.write(acte, geste)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(self._ecrit)

    def _ecrit(self, numero: int | None) -> None:
        self.erreur.dire("")
        self._a_garder = numero or self._a_garder
        self.refresh()

    def _disposer(self) -> None:
        grille_de(self.formulaire, CHAMPS, etiquette=150)
        fiche = QVBoxLayout()
        fiche.setSpacing(px(10))
        fiche.addWidget(self._titre)
        fiche.addWidget(self.formulaire)
        fiche.addLayout(rangee(self.siege, None, self.enregistrer))
        fiche.addStretch(1)
        corps = QHBoxLayout()
        corps.setContentsMargins(px(16), px(12), px(16), px(12))
        corps.setSpacing(px(20))
        corps.addWidget(self.table, 6)
        corps.addLayout(fiche, 4)
        tete = Bande()
        haut = QHBoxLayout(tete)
        haut.setContentsMargins(px(16), px(10), px(16), px(10))
        haut.addWidget(titre("Partenaires de la cellule"))
        haut.addStretch(1)
        haut.addWidget(self.nouveau)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        bas = QHBoxLayout(pied)
        bas.setContentsMargins(px(16), px(10), px(16), px(10))
        fermer = Bouton("Fermer", nom="partenaires_fermer")
        fermer.clicked.connect(self.accept)
        bas.addStretch(1)
        bas.addWidget(fermer)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(tete)
        colonne.addWidget(self.erreur)
        colonne.addLayout(corps, 1)
        colonne.addWidget(pied)
        for bouton in (self.nouveau, self.siege, fermer):
            bouton.setAutoDefault(False)
        self.enregistrer.setDefault(True)
