"""La carte des personnes du ménage : la table, ses boutons, et le total des ressources."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QSizePolicy, QWidget
from typing_extensions import override

from db.dossier import DossierLu
from relogement.menage import Menage
from relogement.textes import FINE, INSECABLE, euros, nombre, pluriel
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.ligne import Ligne, Morceau
from ui.composants.table import TableView
from ui.dossier.bande import Bande
from ui.dossier.delegue_personnes import PersonnesDelegue
from ui.dossier.personnes import LARGEURS, PersonnesModel
from ui.dossier.souple import Souple
from ui.theme import px

RANGEE, ENTETE = 28, 28


class TablePersonnes(TableView):
    """Suppr retire la personne, Entrée ouvre sa fiche, F2 corrige la cellule."""

    removed = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Le nom et l'activité se partagent ce que les autres colonnes laissent."""
        super().resizeEvent(event)
        nom, activite = 0, 4
        libre = self.viewport().width() - sum(px(w) for c, w in enumerate(LARGEURS) if c not in (nom, activite))
        self.setColumnWidth(nom, max(px(LARGEURS[nom]), round(libre * 0.45)))
        self.setColumnWidth(activite, max(px(80), libre - self.columnWidth(nom)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class CartePersonnes(Carte):
    edited = Signal()
    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("Ménage", " ", nom="carte_personnes")
        self.setAccessibleName("Personnes du ménage")
        self.modele = PersonnesModel(self)
        self.table = TablePersonnes(nom="personnes", lu="Personnes du ménage")
        self._effectif = self.note
        self._pied = Souple(Ligne(()), nom="personnes_pied")
        self._boutons()
        self._regler()
        self.contenu.setContentsMargins(1, 0, 1, 1)
        self.contenu.setSpacing(0)
        self.contenu.addWidget(self.table)
        self.contenu.addStretch(1)
        self.contenu.addWidget(self._bas())
        self.modele.edited.connect(self.edited)

    def _boutons(self) -> None:
        self.tete.removeWidget(self.note)
        self.tete.insertWidget(1, self.note)
        boutons = (
            ("Ajouter", "user-plus", "personne_ajouter", lambda: self.asked.emit("personne", None)),
            ("Modifier", "pencil", "personne_modifier", lambda: self._demander("personne")),
            ("Retirer", "user-minus", "personne_retirer", lambda: self._demander("retirer_personne")),
        )
        for texte, icone, nom, geste in boutons:
            bouton = Bouton(texte, icone, genre=Genre.LIEN, petit=True, nom=nom)
            bouton.clicked.connect(geste)
            self.tete.addWidget(bouton)

    def _regler(self) -> None:
        table = self.table
        table.setModel(self.modele)
        table.setItemDelegate(PersonnesDelegue(table))
        table.setSortingEnabled(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        table.verticalHeader().setDefaultSectionSize(px(RANGEE))
        table.horizontalHeader().setFixedHeight(px(ENTETE))
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        entete = table.horizontalHeader()
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        for colonne, largeur in enumerate(LARGEURS):
            table.setColumnWidth(colonne, px(largeur))
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.activated.connect(self._ouvrir)
        table.removed.connect(lambda: self._demander("retirer_personne"))

    def _bas(self) -> QWidget:
        bas = Bande(Qt.Edge.TopEdge, fond="creux", nom="personnes_total")
        rangee = QHBoxLayout(bas)
        rangee.setContentsMargins(px(9), px(6), px(8), px(6))
        rangee.addWidget(self._pied, 1)
        return bas

    def show_dossier(self, lu: DossierLu, brouillon: Mapping[tuple[int, str], Any]) -> None:
        menage = lu.menage
        choisie = self.table.currentIndex().row()
        self.modele.show_personnes(menage.personnes, lu.au, brouillon)
        if self.modele.rowCount():
            self.table.setCurrentIndex(self.modele.index(max(0, min(choisie, self.modele.rowCount() - 1)), 0))
        self.table.setFixedHeight(px(ENTETE) + px(RANGEE) * max(1, len(menage.personnes)))
        self._effectif.setText(_effectif(lu))
        self._pied.show_vue(_total(menage))

    def _ouvrir(self, index: QModelIndex) -> None:
        if index.isValid():
            self._demander("personne")

    def _demander(self, acte: str) -> None:
        personne = self.modele.personne(self.table.currentIndex().row())
        if personne is not None:
            self.asked.emit(acte, personne)


def _effectif(lu: DossierLu) -> str:
    nb, uc = lu.menage.nb_personnes, lu.rac.uc.valeur
    effectif = pluriel(nb, "personne") if nb is not None else f"effectif{INSECABLE}: NR"
    return effectif + (f", {nombre(uc, 1)}{FINE}UC" if uc is not None else "")


def _total(menage: Menage) -> Ligne:
    """Le revenu fiscal, la catégorie, et les ressources du foyer ; ce qui manque se dit en ambre."""
    morceaux: list[Morceau] = []
    for mot, valeur in (
        ("RFR", euros(menage.rfr) if menage.rfr is not None else None),
        ("Catégorie", str(menage.categorie_plafond) if menage.categorie_plafond else None),
        ("Ressources du ménage", euros(menage.ressources) if menage.ressources is not None else None),
    ):
        if valeur is None:
            inconnu = "inconnu" if mot == "RFR" else "inconnues" if mot.endswith("ménage") else "inconnue"
            morceaux.append(Morceau(f"{mot} {inconnu}", "ambre", fonts.MOYEN))
        else:
            morceaux += [Morceau(mot, "texte2"), Morceau(valeur, graisse=fonts.GRAS)]
        morceaux.append(Morceau("  "))
    return Ligne(tuple(morceaux[:-1]))
