"""L'écran « Dossiers » : il relie la liste, la table, les filtres, le pied et l'aperçu."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import dossiers, filtres, horloge
from db.filtres import VUES, Filtre
from relogement.erreurs import ErreurMetier
from ui.composants.erreur import BandeauErreur
from ui.dossiers.apercu import PanneauApercu
from ui.dossiers.barre import BarreFiltres, BarreVues, FiltrePose
from ui.dossiers.colonnes import Reperes
from ui.dossiers.copie import Copieur
from ui.dossiers.creation import Creation
from ui.dossiers.lecture_apercu import LectureApercu
from ui.dossiers.liste import TOUS, Instantane, Liste, lire
from ui.dossiers.modele import ModeleDossiers
from ui.dossiers.pied import Pied
from ui.dossiers.table import TableDossiers
from ui.dossiers.vides import Vides
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px

ETROIT = 1240  # en deçà, l'aperçu se ferme


class EcranDossiers(Screen):
    """`import_asked` : la liste est vide et l'on veut l'importer."""

    titre = "Dossiers"
    icone = "users"
    import_asked = Signal()

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget | None = None, *, magasin: QSettings | None = None
    ) -> None:
        super().__init__(parent)
        self._ouvert, self._liste = ouvert, Liste()
        self._demandee, self._posee, self._perimee = 0, 0, True
        self.modele = ModeleDossiers(self._lire_page, Reperes(horloge.aujourdhui()), self)
        self.table = TableDossiers(self.modele, magasin or QSettings("Relogement", "Relogement"))
        self.vues, self.filtres, self.pied = BarreVues(), BarreFiltres(), Pied()
        self.panneau, self.erreur = PanneauApercu(), BandeauErreur(nom="dossiers_erreur")
        self.vides = Vides(self.table)
        self.apercu = LectureApercu(ouvert, self.panneau)
        self.creation, self.copieur = Creation(ouvert, self), Copieur(ouvert, self.table, self.modele)
        self._liste.tri, self._liste.descendant = self.table.tri
        self._disposer()
        self._brancher()

    @property
    def est_a_jour(self) -> bool:
        """Ce qui est montré est ce que la base contient."""
        return not self._perimee and self._posee == self._demandee

    @override
    def refresh(self) -> None:
        """Relit hors de l'écran ; la ligne choisie et le défilement restent."""
        self._perimee = False
        self._demandee += 1
        numero, au, operation = self._demandee, horloge.aujourdhui(), self._ouvert.operation
        tache = self._ouvert.read("Liste des dossiers", lambda session: lire(session, operation, au))
        tache.succeeded.connect(lambda lu: self._poser(numero, lu))
        tache.failed.connect(self.erreur.dire)

    @override
    def on_enter(self) -> None:
        if self._liste.instantane is None and self._ouvert.operation is None:
            self._peindre_vite()
        if self._perimee:
            self.refresh()
        self.table.setFocus()

    def show_selection(self, ids: Collection[int], libelle: str) -> None:
        """Ne montre que ces dossiers, désignés par un autre écran."""
        self._oublier()
        self._ajouter(filtres.parmi(ids, libelle))

    def clear_filters(self) -> None:
        """Vue, filtres et recherche oubliés ; l'opération regardée reste."""
        self._oublier()
        self._refiltrer()

    def _disposer(self) -> None:
        colonne = QVBoxLayout()
        colonne.setSpacing(0)
        colonne.addWidget(self.table, 1)
        colonne.addWidget(self.pied)
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        milieu.addLayout(colonne, 1)
        milieu.addWidget(self.panneau)
        tout = QVBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(0)
        for widget in (self.vues, self.filtres, self.erreur):
            tout.addWidget(widget)
        tout.addLayout(milieu, 1)

    def _brancher(self) -> None:
        self._ouvert.saved.connect(self._perimer)
        self._ouvert.operation_changed.connect(self._perimer)
        self.modele.sort_asked.connect(self._trier)
        self.table.selected.connect(self._choisir)
        self.table.typed.connect(self.filtres.champ.take)
        self.table.copy_asked.connect(self.copieur.copy)
        self.filtres.champ.textChanged.connect(self._chercher)
        self.filtres.champ.returnPressed.connect(self.table.open_current)
        self.filtres.champ.left.connect(self.table.setFocus)
        self.filtres.proposals_asked.connect(self._proposer)
        self.vues.onglets.current_changed.connect(self._changer_vue)
        self.vues.colonnes.clicked.connect(self._choisir_colonnes)
        self.vues.copier.clicked.connect(self.copieur.copy_all)
        self.copieur.copied.connect(self.pied.show_copie)
        for demande in (self.vues.nouveau.clicked, self.vides.nouveau.clicked):
            demande.connect(lambda: self.creation.new())
        self.vides.importer.clicked.connect(self.import_asked)
        self.vides.effacer.clicked.connect(self.clear_filters)
        self.panneau.contact_asked.connect(self.creation.contact)
        for demande in (self.table.opened, self.panneau.open_asked, self.creation.created):
            demande.connect(self._ouvert.dossier_asked)
        for echec in (self.modele.failed, self.apercu.failed, self.creation.failed, self.copieur.failed):
            echec.connect(self.erreur.dire)

    def _lire_page(self, ids: Sequence[int]) -> list[dossiers.LigneDossier]:
        with self._ouvert.fichier.lire() as session:
            return dossiers.page(session, ids)

    def _sur_la_base(self, faire: Callable[[Session], object]) -> bool:
        """Une courte lecture ; une base qui ne répond plus se dit dans l'écran."""
        try:
            with self._ouvert.fichier.lire() as session:
                faire(session)
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return False
        return True

    def _peindre_vite(self) -> None:
        """Les premières lignes d'abord ; les comptes arrivent ensuite."""
        if self._sur_la_base(self._liste.commencer):
            self._montrer()

    def _poser(self, numero: int, instantane: Instantane) -> None:
        if numero != self._demandee:
            return
        self._posee = numero
        self.erreur.dire("")
        self.modele.set_reperes(Reperes(instantane.au, instantane.nb_offres, instantane.rac_max))
        if not self._sur_la_base(lambda session: self._liste.poser(session, instantane)):
            return
        self.vues.show_comptes(instantane.comptes)
        self.filtres.show_urgences(instantane.le_jour, instantane.en_retard)
        self._montrer_filtres()
        self._montrer()

    def _perimer(self) -> None:
        self._perimee = True
        if self.isVisible():
            self.refresh()

    def _trier(self, tri: str, descendant: bool) -> None:
        if (tri, descendant) == (self._liste.tri, self._liste.descendant):
            return
        if self._sur_la_base(lambda session: self._liste.trier(session, tri, descendant=descendant)):
            self._montrer()

    def _chercher(self, demande: str) -> None:
        if self._sur_la_base(lambda session: self._liste.preciser(session, demande)):
            self._montrer()

    def _changer_vue(self, cle: str) -> None:
        self._liste.vue = next(vue for vue in VUES if vue.cle == cle)
        self._refiltrer()

    def _ajouter(self, filtre: Filtre) -> None:
        self._liste.ajoutes = [f for f in self._liste.ajoutes if f.champ != filtre.champ] + [filtre]
        self._refiltrer()

    def _enlever(self, filtre: Filtre) -> None:
        self._liste.ajoutes = [f for f in self._liste.ajoutes if f is not filtre]
        self._refiltrer()

    def _oublier(self) -> None:
        self._liste.effacer()
        self.filtres.champ.clear()
        self.vues.onglets.set_current(TOUS.cle)

    def _refiltrer(self) -> None:
        if self._sur_la_base(self._liste.filtrer):
            self._montrer_filtres()
            self._montrer()

    def _montrer_filtres(self) -> None:
        poses = [FiltrePose(filtre, partial(self._enlever, filtre)) for filtre in self._liste.ajoutes]
        if self._liste.vue.filtre is not None:
            onglets = self.vues.onglets
            poses.insert(0, FiltrePose(self._liste.vue.filtre, lambda: onglets.set_current(TOUS.cle)))
        if (operation := self._ouvert.operation) is not None:
            filtre = filtres.dans_l_operation(operation)
            poses.insert(0, FiltrePose(filtre, lambda: self._ouvert.set_operation(None)))
        self.filtres.show_filtres(poses)

    def _montrer(self) -> None:
        """Montre ce que la liste retient ; le dossier choisi le reste s'il y est encore."""
        self.table.show_ids(self._liste.ids)
        self.vides.show_pour(self._liste, self._ouvert.operation)
        self.pied.show_liste(self._liste)

    def _choisir(self) -> None:
        self.pied.show_selection(self.table.selected_count())
        self.apercu.show(self.table.current_id if self.panneau.isVisibleTo(self) else None)

    def _proposer(self) -> None:
        self._sur_la_base(lambda session: self.filtres.propose(filtres.propositions(session), self._ajouter))

    def _choisir_colonnes(self) -> None:
        self.table.popup_colonnes(self.vues.colonnes.mapToGlobal(self.vues.colonnes.rect().bottomLeft()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panneau.setVisible(self.width() >= px(ETROIT))
        self._choisir()
