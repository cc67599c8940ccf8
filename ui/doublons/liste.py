"""« Doublons possibles » : les paires de tout le projet à gauche, les deux dossiers côte à côte à droite."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from db.dossier import DossierLu, lire_dossier
from db.doublons import ecarter
from db.doublons_de_la_base import Paire, doublons_possibles
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui import fonts
from ui.background import Tache
from ui.comparaison import VueComparaison
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.doublons.fusion import FenetreFusion
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR, PERMILLE, MONTREES = 340, 1000, 1000
CHERCHE, AUCUN = "Recherche des doublons…", "Aucun doublon possible dans ce projet."


class FenetreDoublons(QDialog):
    """La recherche se fait hors de l'écran et s'arrête ; chaque paire s'ouvre, se fusionne ou s'écarte."""

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(parent)
        self.ouvert = ouvert
        self._paires: list[Paire] = []
        self._ecartee: Paire | None = None
        self._recherche: Tache | None = None
        self._lecture: Tache | None = None
        self.setObjectName("fenetre_doublons")
        self.setWindowTitle("Doublons possibles")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(1240), px(760))
        self.liste, self.vue = QListWidget(), VueComparaison()
        self.liste.setObjectName("doublons_liste")
        self.liste.setAccessibleName("Paires de dossiers qui se ressemblent")
        self.liste.setWordWrap(True)
        self.erreur = BandeauErreur(nom="doublons_erreur")
        self._compte = Texte(CHERCHE, graisse=fonts.GRAS, lignes=True, nom="doublons_compte")
        self._jauge = QProgressBar()
        self._jauge.setObjectName("doublons_avancement")
        self._jauge.setAccessibleName("Avancement de la recherche")
        self._jauge.setRange(0, PERMILLE)
        self._jauge.setTextVisible(False)
        self._raison = Texte("", lignes=True, nom="doublons_raison")
        self._construire_les_boutons()
        self._disposer()
        self._brancher()
        self.chercher()

    @property
    def paire(self) -> Paire | None:
        rang = self.liste.currentRow()
        return self._paires[rang] if 0 <= rang < len(self._paires) else None

    def chercher(self) -> None:
        """Repasse tout le projet en revue."""
        self._compte.setText(CHERCHE)
        self._occuper(True)
        self._recherche = self.ouvert.atelier.run("Doublons possibles", self._travail)
        self._recherche.progressed.connect(self._avancer)
        self._recherche.succeeded.connect(self._montrer)
        self._recherche.failed.connect(self.erreur.dire)
        self._recherche.cancelled.connect(self._arreter)

    def _travail(self, avancement: Avancement) -> list[Paire]:
        with self.ouvert.fichier.lire() as session:
            return doublons_possibles(session, avancement)

    def _avancer(self, fait: int, total: int) -> None:
        self._jauge.setValue(fait * PERMILLE // max(total, 1))

    def _arreter(self) -> None:
        self._compte.setText("Recherche arrêtée.")
        self._occuper(False)

    def _occuper(self, occupe: bool) -> None:
        for widget in (self._jauge, self.arreter):
            widget.setVisible(occupe)
        self._activer()

    def _montrer(self, paires: Sequence[Paire]) -> None:
        rang = max(self.liste.currentRow(), 0)
        self._paires = list(paires[:MONTREES])
        self._compte.setText(_dire_le_compte(len(paires)))
        self._occuper(False)
        self.liste.blockSignals(True)
        self.liste.clear()
        for paire in self._paires:
            self.liste.addItem(_element(paire))
        self.liste.blockSignals(False)
        self.liste.setCurrentRow(min(rang, len(self._paires) - 1))
        self.liste.setFocus()
        self._choisir()

    def _choisir(self) -> None:
        self._activer()
        paire = self.paire
        self.vue.setVisible(paire is not None)
        self._raison.setText(f"{paire.vu.verdict.libelle} : {paire.vu.raison}." if paire else "")
        if paire is None:
            return
        if self._lecture is not None:
            self._lecture.succeeded.disconnect(self._comparer)
        self._lecture = self.ouvert.read("Deux dossiers", lambda session: _lire(session, paire))
        self._lecture.succeeded.connect(self._comparer)
        self._lecture.failed.connect(self.erreur.dire)

    def _comparer(self, lus: tuple[DossierLu, DossierLu]) -> None:
        self.vue.show_dossiers(*lus)

    def _activer(self) -> None:
        for bouton in (self.ouvrir, self.ecarter, self.fusionner):
            bouton.setEnabled(self.paire is not None)

    def _construire_les_boutons(self) -> None:
        self.arreter = Bouton("Arrêter", "x", petit=True, nom="doublons_arreter", aide="Arrêter la recherche")
        self.ouvrir = Bouton("Ouvrir le premier", "folder-open", raccourci="Alt+O", nom="doublons_ouvrir",
                             aide="Ouvrir le premier des deux dossiers (Alt+O)")  # fmt: skip
        self.ecarter = Bouton("Ce ne sont pas les mêmes", "user-x", raccourci="Alt+P", nom="doublons_ecarter",
                              aide="Ne plus les proposer (Alt+P)")  # fmt: skip
        self.fusionner = Bouton("Fusionner…", "merge", genre=Genre.PRINCIPAL, raccourci="Alt+F",
                                nom="doublons_fusionner", aide="Choisir champ par champ (Alt+F)")  # fmt: skip
        self.fermer = Bouton("Fermer", touche="Échap", nom="doublons_fermer")
        for bouton in (self.arreter, self.ouvrir, self.ecarter, self.fusionner, self.fermer):
            bouton.setAutoDefault(False)

    def _disposer(self) -> None:
        gauche = Bande(None, fond="creux", nom="doublons_gauche")
        gauche.setFixedWidth(px(LARGEUR))
        pile = QVBoxLayout(gauche)
        pile.setContentsMargins(px(14), px(14), px(14), px(14))
        pile.setSpacing(px(8))
        for morceau in (self._compte, self._jauge, self.arreter, self.erreur, self.liste):
            pile.addWidget(morceau, 1 if morceau is self.liste else 0)
        pile.addWidget(legende("Fusionner ou écarter une paire se journalise et s’annule.", lignes=True))
        tete = Bande(nom="doublons_tete")
        ligne = QHBoxLayout(tete)
        ligne.setContentsMargins(px(20), px(12), px(20), px(12))
        ligne.addWidget(self._raison)
        droite = QVBoxLayout()
        droite.setSpacing(0)
        for un in (tete, self.vue, self._pied()):
            droite.addWidget(un, 1 if un is self.vue else 0)
        tout = QHBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(0)
        tout.addWidget(gauche)
        tout.addLayout(droite, 1)

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux", nom="doublons_pied")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        for bouton in (self.ouvrir, self.ecarter):
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        for bouton in (self.fermer, self.fusionner):
            rangee.addWidget(bouton)
        return pied

    def _brancher(self) -> None:
        self.liste.currentRowChanged.connect(lambda _: self._choisir())
        self.liste.itemActivated.connect(lambda _: self._fusionner())
        self.arreter.clicked.connect(self._annuler)
        self.ouvrir.clicked.connect(self._ouvrir)
        self.ecarter.clicked.connect(self._ecarter)
        self.fusionner.clicked.connect(self._fusionner)
        self.fermer.clicked.connect(self.reject)
        self.finished.connect(self._annuler)

    def _annuler(self) -> None:
        if self._recherche is not None:
            self._recherche.cancel()

    def _ouvrir(self) -> None:
        if (paire := self.paire) is not None:
            self.accept()
            self.ouvert.dossier_asked.emit(paire.gauche.menage_id)

    def _ecarter(self) -> None:
        if (paire := self.paire) is None:
            return
        deux = paire.gauche.menage_id, paire.droite.menage_id
        tache = self.ouvert.write("Dossiers dits différents", lambda session: ecarter(session, *deux))
        tache.failed.connect(self.erreur.dire)
        self._ecartee = paire
        tache.succeeded.connect(self._retirer)

    def _retirer(self, _: object) -> None:
        self._montrer([p for p in self._paires if p is not self._ecartee])

    def _fusionner(self) -> None:
        if (paire := self.paire) is None:
            return
        fenetre = FenetreFusion(self.ouvert, paire.gauche.menage_id, paire.droite.menage_id, self)
        fenetre.accepted.connect(self.accept)
        fenetre.open()


def _lire(session: Session, paire: Paire) -> tuple[DossierLu, DossierLu]:
    return lire_dossier(session, paire.gauche.menage_id), lire_dossier(session, paire.droite.menage_id)


def _dire_le_compte(nombre: int) -> str:
    if not nombre:
        return AUCUN
    suite = f" ; les {pluriel(MONTREES, 'plus sûr', 'plus sûrs')} sont ici" if nombre > MONTREES else ""
    return pluriel(nombre, "doublon possible", "doublons possibles") + suite


def _element(paire: Paire) -> QListWidgetItem:
    noms = f"{paire.gauche.reference} {paire.gauche.nom}\n{paire.droite.reference} {paire.droite.nom}"
    element = QListWidgetItem(f"{noms}\n{paire.vu.verdict.libelle}")
    element.setToolTip(paire.vu.raison)
    return element
