"""L'onglet « Logement quitté » : sa place et sa taille, et ce qu'il coûte."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.logement import LogementQuitte
from relogement.menage import Menage
from ui.composants.bande import defilante
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.texte import Texte
from ui.dossier.fiche_couts import FicheCouts
from ui.dossier.onglet import Brouillon, Onglet, ranger
from ui.form import Formulaire
from ui.theme import px

CHAMPS = (
    "adresse", "ug", "bailleur", "statut", "batiment", "entree", "etage", "porte", "typologie", "surface",
    "pieces_habitables", "chauffage",
)  # fmt: skip


class OngletLogement(Onglet):
    def __init__(self) -> None:
        super().__init__("logement", "Logement quitté")
        self.form = Formulaire(LogementQuitte, CHAMPS)
        self.entree = Formulaire(Menage, ("entree_bail_le",))
        self._sans = Texte("Ce dossier n’a pas de logement quitté.", "texte2", nom="sans_logement")
        ranger(self.form, CHAMPS, colonnes=3, larges=("adresse",))
        ranger(self.entree, ("entree_bail_le",), colonnes=3)
        self._couts = FicheCouts("Ce qu’il coûte, par mois", nom="couts_avant")
        montants = Bouton("Saisir les montants", "receipt-euro", nom="montants_avant")
        montants.clicked.connect(lambda: self.asked.emit("montants", None))
        self._couts.pied.insertWidget(0, montants)
        self._disposer()
        self.relier("logement", self.form, lambda menage: menage.logement_quitte)
        self.relier("entree", self.entree, lambda menage: menage)

    def _disposer(self) -> None:
        carte = Carte("Logement quitté", nom="carte_form_logement")
        for morceau in (self._sans, self.form, self.entree):
            carte.contenu.addWidget(morceau)
        carte.contenu.addStretch(1)
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(12), px(12), px(12), px(12))
        rangee.setSpacing(px(10))
        for colonne, part in ((carte, 3), (self._couts, 2)):
            pile = QVBoxLayout()
            pile.addWidget(colonne)
            pile.addStretch(1)
            rangee.addLayout(pile, part)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page))

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        self._sans.setVisible(lu.menage.logement_quitte is None)
        self.form.setVisible(lu.menage.logement_quitte is not None)
        self._couts.show_colonne(lu.rac.avant, lu.origines)
