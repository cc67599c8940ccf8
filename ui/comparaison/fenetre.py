"""La fenêtre de deux dossiers côte à côte ; on en ouvre un, ou l'on passe à leur fusion."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu, lire_dossier
from ui.comparaison.vue import VueComparaison
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.erreur import BandeauErreur
from ui.ouvert import ProjetOuvert
from ui.theme import px


class FenetreComparaison(QDialog):
    """Échap la ferme ; Alt+1 et Alt+2 ouvrent l'un ou l'autre dossier."""

    def __init__(self, ouvert: ProjetOuvert, gauche: int, droite: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.ouvert, self.numeros = ouvert, (gauche, droite)
        self.setObjectName("fenetre_comparaison")
        self.setWindowTitle("Deux dossiers côte à côte")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(1040), px(760))
        self.vue, self.erreur = VueComparaison(), BandeauErreur(nom="comparaison_erreur")
        self._pied = Bande(Qt.Edge.TopEdge, fond="creux", nom="comparaison_pied")
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        for morceau in (self.erreur, self.vue, self._pied):
            colonne.addWidget(morceau, 1 if morceau is self.vue else 0)
        self._boutons: list[Bouton] = []
        self._disposer_le_pied()
        self.lire()

    def lire(self) -> None:
        """Relit les deux dossiers hors de l'écran."""
        tache = self.ouvert.read(
            "Deux dossiers", lambda session: tuple(lire_dossier(session, numero) for numero in self.numeros)
        )
        tache.succeeded.connect(self._montrer)
        tache.failed.connect(self.erreur.dire)

    def _montrer(self, lus: tuple[DossierLu, DossierLu]) -> None:
        self.vue.show_dossiers(*lus)
        for bouton, lu in zip(self._boutons, lus, strict=True):
            bouton.setText(f"Ouvrir {lu.menage.reference}")
            bouton.setAccessibleName(bouton.text())
            bouton.updateGeometry()
        self.vue.seulement.setFocus()

    def _disposer_le_pied(self) -> None:
        rangee = QHBoxLayout(self._pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        for rang, numero in enumerate(self.numeros, start=1):
            bouton = Bouton("Ouvrir", "folder-open", raccourci=f"Alt+{rang}", nom=f"comparaison_ouvrir_{rang}",
                            aide=f"Ouvrir ce dossier (Alt+{rang})")  # fmt: skip
            bouton.clicked.connect(lambda _=False, n=numero: self._ouvrir(n))
            self._boutons.append(bouton)
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        self.fusionner = Bouton("Fusionner…", "merge", nom="comparaison_fusionner", aide="Fusionner ces dossiers")
        self.fusionner.clicked.connect(self._fusionner)
        fermer = Bouton("Fermer", touche="Échap", nom="comparaison_fermer")
        fermer.clicked.connect(self.reject)
        for bouton in (self.fusionner, fermer):
            rangee.addWidget(bouton)
        for bouton in (*self._boutons, self.fusionner, fermer):
            bouton.setAutoDefault(False)

    def _ouvrir(self, numero: int) -> None:
        self.accept()
        self.ouvert.dossier_asked.emit(numero)

    def _fusionner(self) -> None:
        from ui.doublons.fusion import FenetreFusion

        fenetre = FenetreFusion(self.ouvert, *self.numeros, self)
        fenetre.accepted.connect(self.accept)
        fenetre.open()
