"""La carte des personnes du ménage : la table, ses boutons, et le total des ressources."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QSizePolicy, QWidget
from typing_extensions import override

from db.dossier import DossierLu
from relogement.completude import AVIS_PARUS
from relogement.mois_de_ressources import du_mois
from relogement.regles.plafonds import ClasseRessources
from relogement.textes import FINE, INSECABLE, euros, nombre, pluriel
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.ligne import Ligne, Morceau
from ui.composants.table import TableView
from ui.composants.texte import Texte
from ui.dossier.delegue_personnes import PersonnesDelegue
from ui.dossier.personnes import LARGEURS, DuFoyer, PersonnesModel
from ui.dossier.souple import Souple
from ui.theme import px

RANGEE, ENTETE = 26, 27
PLAFONDS = {
    ClasseRessources.PLAI: "≤ PLAI",
    ClasseRessources.PLUS_60: f"≤ 60{FINE}% du PLUS",
    ClasseRessources.PLUS: "≤ PLUS",
    ClasseRessources.PLS: "≤ PLS",
    ClasseRessources.AU_DELA: "> PLS",
}


class TablePersonnes(TableView):
    """Suppr retire la personne, Entrée ouvre sa fiche, F2 corrige la cellule."""

    removed = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Le nom et l'activité se partagent ce que les autres colonnes laissent."""
        super().resizeEvent(event)
        nom, activite = 0, 4
        libre = self.viewport().width() - sum(px(w) for c, w in enumerate(LARGEURS) if c not in (nom, activite))
        self.setColumnWidth(nom, max(px(LARGEURS[nom]), round(libre * 0.42)))
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
        self.erreur = Texte("", "rouge", lignes=True, nom="personnes_erreur")
        self.erreur.setContentsMargins(px(9), px(6), px(9), px(6))
        self.erreur.hide()
        self._pied = Souple(Ligne(()), nom="personnes_pied")
        self._boutons()
        self._regler()
        self.contenu.setContentsMargins(1, 0, 1, 1)
        self.contenu.setSpacing(0)
        self.contenu.addWidget(self.table)
        self.contenu.addWidget(self.erreur)
        self.contenu.addStretch(1)
        self.contenu.addWidget(self._bas())
        self.modele.edited.connect(self._tapee)

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

    def show_dossier(self, lu: DossierLu, brouillon: Mapping[str, str]) -> None:
        menage = lu.menage
        choisie = self.table.currentIndex().row()
        self.modele.show_personnes(menage.personnes, lu.au, brouillon, _du_foyer(lu))
        if self.modele.rowCount():
            self.table.setCurrentIndex(self.modele.index(max(0, min(choisie, self.modele.rowCount() - 1)), 0))
        self.table.setFixedHeight(px(ENTETE) + px(RANGEE) * max(1, self.modele.rowCount()))
        self._effectif.setText(_effectif(lu))
        self._pied.show_vue(_total(lu))
        self._dire_l_erreur()

    def _tapee(self) -> None:
        self._dire_l_erreur()
        self.edited.emit()

    def _dire_l_erreur(self) -> None:
        phrase = self.modele.erreur()
        self.erreur.setText(phrase)
        self.erreur.setVisible(bool(phrase))

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


def _du_foyer(lu: DossierLu) -> DuFoyer | None:
    """Les prestations du foyer le dernier mois où chacun est connu."""
    dernier = lu.enquete.dernier
    siennes = du_mois(lu.menage, None, dernier.mois) if dernier is not None else ()
    if not siennes:
        return None
    natures = " et ".join(sorted(r.code.value for r in siennes))
    return DuFoyer(natures, sum((r.montant for r in siennes), Decimal(0)))


def _total(lu: DossierLu) -> Ligne:
    """Le revenu fiscal, la catégorie, le plafond, et le total du foyer ; ce qui manque se dit en ambre."""
    menage, vue = lu.menage, lu.enquete
    rang, classe = vue.categorie.rang, vue.classe.classe
    dits = (
        (f"RFR {lu.au.year - 2}", _sans_centimes(vue.revenus.n_2), "inconnu"),
        ("Catégorie", str(rang) if rang else None, "inconnue"),
        ("Plafond", PLAFONDS[classe] if classe else None, "inconnu"),
        ("Total", euros(menage.ressources) if menage.ressources is not None else None, "inconnu"),
    )
    morceaux = [m for mot, valeur, inconnu in dits for m in _dit(mot, valeur, inconnu)]
    if vue.revenus.n_1 is None and lu.au.month >= AVIS_PARUS:
        morceaux += _dit(f"RFR {lu.au.year - 1}", None, "inconnu")
    return Ligne(tuple(morceaux[:-1]))


def _dit(mot: str, valeur: str | None, inconnu: str) -> list[Morceau]:
    if valeur is None:
        return [Morceau(f"{mot} {inconnu}", "ambre", fonts.MOYEN), Morceau("  ")]
    return [Morceau(mot, "texte2"), Morceau(valeur, graisse=fonts.GRAS), Morceau("  ")]


def _sans_centimes(montant: Decimal | None) -> str | None:
    return None if montant is None else f"{nombre(montant, 0)}{FINE}€"
