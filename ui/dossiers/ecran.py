"""L'écran « Dossiers » : il relie la liste, la table, les filtres, les vues, le pied et l'aperçu."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSettings, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import dossiers, filtres, horloge
from db.champs_liste import est_un_montant
from db.filtres import Condition, Operateur
from db.registre import ECHEANCE
from db.vues import Vue
from relogement.erreurs import ErreurMetier
from ui.commandes import touches
from ui.composants.erreur import BandeauErreur
from ui.dossiers.apercu import PanneauApercu
from ui.dossiers.barre import BarreFiltres, FiltrePose
from ui.dossiers.barre_vues import BarreVues
from ui.dossiers.colonnes import COLONNES, Reperes
from ui.dossiers.colonnes_volet import VoletColonnes
from ui.dossiers.copie import Copieur
from ui.dossiers.creation import Creation
from ui.dossiers.disposition import de_la_vue
from ui.dossiers.donner import Donneur
from ui.dossiers.gestes_filtres import GestesFiltres
from ui.dossiers.gestes_lot import GestesLot
from ui.dossiers.gestes_vues import GestesVues
from ui.dossiers.lecture_apercu import LectureApercu
from ui.dossiers.liste import TOUS, Instantane, Liste, lire
from ui.dossiers.modele import ModeleDossiers
from ui.dossiers.pied import Pied
from ui.dossiers.table import TableDossiers
from ui.dossiers.vides import Vides
from ui.doublons import ouvrir
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px
from ui.touches import poser

PLUS_RECENTE = (
    "Cette vue porte un filtre d’une version plus récente du logiciel : il est laissé de côté, et la liste montre "
    "donc plus de dossiers que prévu."
)
PREVOYANCE_MS = 150
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
        self._demandee, self._posee, self._perimee, self._lectures = 0, 0, True, 0
        self.modele = ModeleDossiers(self._lire_page, Reperes(horloge.aujourdhui()), self)
        self.table = TableDossiers(self.modele, magasin or QSettings("Relogement", "Relogement"))
        self.vues, self.filtres, self.pied = BarreVues(), BarreFiltres(), Pied()
        self.panneau, self.erreur = PanneauApercu(), BandeauErreur(nom="dossiers_erreur")
        self.vides = Vides(self.table)
        self.apercu = LectureApercu(ouvert, self.panneau)
        self.creation, self.copieur = Creation(ouvert, self), Copieur(ouvert, self.table, self.modele)
        self.gestes_filtres = GestesFiltres(self._liste, self._preparer, self)
        self.gestes_vues = GestesVues(ouvert, self._vue_du_moment, self)
        self.gestes_lot = GestesLot(ouvert, self.table, self.modele, self)
        self.donneur = Donneur(ouvert, self.table, self.modele, self)
        self._liste.tri, self._liste.descendant = self.table.tri
        self._prevoyance = QTimer(self, singleShot=True, interval=PREVOYANCE_MS)
        self._disposer()
        self._brancher()
        self._brancher_les_gestes()

    @property
    def est_a_jour(self) -> bool:
        """Ce qui est montré est ce que la base contient."""
        return not self._perimee and self._posee == self._demandee and not self._lectures

    @override
    def refresh(self) -> None:
        """Relit hors de l'écran ; la ligne choisie et le défilement restent."""
        self._perimee = False
        self._demandee += 1
        numero, au, operation = self._demandee, horloge.aujourdhui(), self._ouvert.operation
        moi, utiles = self._ouvert.fichier.auteur, [*self._liste.utiles, *self._montants()]
        relire = partial(lire, operation=operation, au=au, moi=moi, utiles=utiles, tris=self._liste.tris)
        tache = self._ouvert.read("Liste des dossiers", relire)
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
        self.pose(filtres.parmi(ids, libelle))

    def pose(self, condition: Condition, ancienne: Condition | None = None) -> None:
        """Pose un filtre à la place de l'ancien, ou de celui du même champ."""
        a_sa_place = ancienne or next((c for c in self._liste.conditions if c.champ == condition.champ), None)
        if a_sa_place in self._liste.conditions:
            self._liste.conditions[self._liste.conditions.index(a_sa_place)] = condition
        else:
            self._liste.conditions.append(condition)
        self._refiltrer()

    def clear_filters(self) -> None:
        """Vue, filtres et recherche oubliés ; l'opération regardée reste."""
        self._oublier()
        self._refiltrer()

    def add_filter(self) -> None:
        self.gestes_filtres.add(self.filtres.ajouter)

    def keep_vue(self) -> None:
        self.gestes_vues.create(self.vues.creer)

    def choose_columns(self) -> None:
        self._choisir_colonnes(self.vues.colonnes.mapToGlobal(self.vues.colonnes.rect().bottomLeft()))

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
        self._prevoyance.timeout.connect(self._prevoir)
        self._ouvert.closing.connect(self._prevoyance.stop)
        self.modele.sort_asked.connect(self._trier)
        self.table.selected.connect(self._choisir)
        self.table.typed.connect(self.filtres.champ.take)
        self.table.copy_asked.connect(self.copieur.copy)
        self.table.compare_asked.connect(self._comparer)
        self.table.columns_asked.connect(self._choisir_colonnes)
        self.table.columns_changed.connect(self._colonnes_changees)
        self.table.edit_ended.connect(self._apres_l_ecriture)
        self.filtres.champ.textChanged.connect(self._chercher)
        self.filtres.champ.returnPressed.connect(self.table.open_current)
        self.filtres.champ.left.connect(self.table.setFocus)
        self.vues.onglets.current_changed.connect(self._changer_vue)
        self.vues.copier.clicked.connect(self.copieur.copy_all)
        self.vues.passation.clicked.connect(self._passer)
        self.copieur.copied.connect(self.pied.show_copie)
        for demande in (self.vues.nouveau.clicked, self.vides.nouveau.clicked):
            demande.connect(lambda: self.creation.new())
        self.vides.importer.clicked.connect(self.import_asked)
        self.vides.effacer.clicked.connect(self.clear_filters)
        self.panneau.contact_asked.connect(self.creation.contact)
        for demande in (self.table.opened, self.panneau.open_asked, self.creation.created):
            demande.connect(self._ouvert.dossier_asked)
        echouent = (self.modele, self.apercu, self.creation, self.copieur, self.gestes_vues, self.gestes_lot)
        for qui in (*echouent, self.donneur):
            qui.failed.connect(self.erreur.dire)

    def _brancher_les_gestes(self) -> None:
        barre, gestes = self.filtres, self.gestes_filtres
        barre.ajouter.clicked.connect(self.add_filter)
        barre.effacer.clicked.connect(self.clear_filters)
        barre.jour.clicked.connect(lambda: self.pose(Condition(ECHEANCE, Operateur.LE_JOUR)))
        barre.retard.clicked.connect(lambda: self.pose(Condition(ECHEANCE, Operateur.RETARD)))
        gestes.posed.connect(self.pose)
        self.vues.creer.clicked.connect(self.keep_vue)
        self.vues.onglets.menu_asked.connect(lambda cle, ou: self.gestes_vues.popup_menu(self._vue(cle), ou))
        self.vues.colonnes.clicked.connect(self.choose_columns)
        self.vues.lot.clicked.connect(lambda: self.gestes_lot.bulk_edit())
        self.gestes_vues.made.connect(self._montrer_la_neuve)
        self.gestes_lot.written.connect(self.pied.show_ecrit)
        self.donneur.given.connect(self.pied.show_ecrit)
        poser(self, touches("ajouter_filtre"), self.add_filter)
        poser(self, touches("effacer_filtres"), self.clear_filters)

    def _comparer(self, ids: Sequence[int]) -> None:
        """Les deux dossiers choisis côte à côte ; un seul demande l'autre."""
        if len(ids) == 2:
            ouvrir.comparer(self._ouvert, ids[0], ids[1], self)
        elif ids:
            ouvrir.comparer_avec(self._ouvert, ids[0], self)

    def _lire_page(self, ids: Sequence[int], champs: Sequence[str]) -> list[dossiers.LigneDossier]:
        with self._ouvert.fichier.lire() as session:
            return dossiers.page(session, ids, champs)

    def _sur_la_base(self, faire: Callable[[Session], object]) -> bool:
        """Une courte lecture ; une base qui ne répond plus se dit dans l'écran."""
        try:
            with self._ouvert.fichier.lire() as session:
                faire(session)
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return False
        return True

    def _preparer(self, cles: Sequence[str], suite: Callable[[], None], tris: Sequence[str] = ()) -> None:
        """Lit hors de l'écran les colonnes et l'ordre qui manquent au registre, puis continue."""
        if self._liste.instantane is None:
            return
        registre = self._liste.instantane.registre
        if not (registre.manquantes(cles) or registre.sans_ordre(tris)):
            suite()
            return

        def completer(session: Session) -> None:
            registre.charger(session, cles)
            registre.ordonner(session, tris)

        self._lectures += 1
        tache = self._ouvert.read("Lecture d’une colonne", completer)
        tache.ended.connect(self._lecture_finie)
        tache.succeeded.connect(lambda _: suite())
        tache.failed.connect(self.erreur.dire)

    def _lecture_finie(self) -> None:
        self._lectures -= 1

    def _peindre_vite(self) -> None:
        """Les premières lignes d'abord ; les comptes arrivent ensuite."""
        if self._sur_la_base(self._liste.commencer):
            self._montrer()

    def _poser(self, numero: int, instantane: Instantane) -> None:
        if numero != self._demandee:
            return
        if self.table.is_editing:  # ce qui est tapé dans une cellule ne se perd pas
            self._perimee = True
            return
        self._posee = numero
        self.erreur.dire("")
        self.modele.set_reperes(Reperes(instantane.repere.au, instantane.nb_offres, instantane.rac_max))
        self._liste.poser(instantane)
        if self._liste.vue.cle != self.table.vue.cle:  # gardée à l'instant, ou supprimée par quelqu'un
            self.table.show_vue(self._liste.vue)
            self._liste.tri, self._liste.descendant = self.table.tri
        self.vues.show_vues(instantane.vues, instantane.comptes)
        self.filtres.show_urgences(instantane.le_jour, instantane.en_retard)
        self._ranger()
        self._prevoyance.start()

    def _prevoir(self, _: object = None) -> None:
        """Lit d'avance, un par un, l'ordre des colonnes : le premier clic sur un en-tête n'attend pas."""
        if self._liste.instantane is None:
            return
        registre = self._liste.instantane.registre
        tris = [c.tri for c in (*self.table.visibles, *COLONNES) if c.tri and c.tri != dossiers.PAR_NOM]
        if suivante := registre.sans_ordre(tris)[:1]:
            tache = self._ouvert.read("Ordre d’une colonne", lambda session: registre.ordonner(session, suivante))
            tache.succeeded.connect(self._prevoir)  # un lien qui tombe avec l'écran, refait à chaque zoom

    def _perimer(self) -> None:
        self._perimee = True
        if self.isVisible():
            self.refresh()

    def _apres_l_ecriture(self) -> None:
        if self._perimee and self.isVisible():
            self.refresh()

    def _ranger(self) -> None:
        """Refait l'ordre et les filtres, dès que leurs colonnes sont lues."""
        if self._liste.manquantes():
            self._preparer(self._liste.utiles, self._ranger, self._liste.tris)
        elif self._sur_la_base(self._liste.ranger):
            self._montrer_filtres()
            self._montrer()

    def _trier(self, tri: str, descendant: bool) -> None:
        if (tri, descendant) == (self._liste.tri, self._liste.descendant):
            return
        self._liste.tri, self._liste.descendant = tri, descendant
        self._ranger()

    def _chercher(self, demande: str) -> None:
        if self._sur_la_base(lambda session: self._liste.preciser(session, demande)):
            self._montrer()

    def _changer_vue(self, cle: str) -> None:
        vue = self._vue(cle)
        if vue.laissees:
            self.erreur.dire(PLUS_RECENTE)
        self._liste.montrer_vue(vue)
        self.table.show_vue(vue)
        self._liste.tri, self._liste.descendant = self.table.tri
        self._ranger()

    def _montrer_la_neuve(self, cle: str) -> None:
        """La vue que l'on vient de garder devient celle que l'on regarde, quand la liste la connaît."""
        self._liste.vue = Vue(cle, "")
        self.vues.onglets.expect(cle)

    def _vue(self, cle: str) -> Vue:
        toutes = self._liste.instantane.vues if self._liste.instantane else (TOUS,)
        return next((vue for vue in toutes if vue.cle == cle), TOUS)

    def _vue_du_moment(self) -> Vue:
        montre = self.table.disposition
        conditions = tuple(c for c in self._liste.conditions if c.se_garde)
        colonnes = tuple(montre.en_colonnes())
        return Vue("", "", conditions, tri=montre.tri, descendant=montre.descendant, colonnes=colonnes)

    def _enlever(self, condition: Condition) -> None:
        self._liste.conditions = [c for c in self._liste.conditions if c is not condition]
        if condition in self._liste.vue.conditions and not self._liste.vue.est_gardee:
            self._liste.vue = TOUS
            self.vues.onglets.set_current_quietly(TOUS.cle)
        self._refiltrer()

    def _oublier(self) -> None:
        self._liste.effacer()
        self.filtres.champ.clear()
        self.vues.onglets.set_current_quietly(TOUS.cle)

    def _refiltrer(self) -> None:
        if self._liste.manquantes():
            self._preparer(self._liste.utiles, self._refiltrer, self._liste.tris)
        elif self._sur_la_base(self._liste.filtrer):
            self._montrer_filtres()
            self._montrer()

    def _montrer_filtres(self) -> None:
        poses = [
            FiltrePose(
                condition,
                partial(self._enlever, condition),
                partial(self.gestes_filtres.change, condition) if condition.se_garde else None,
            )
            for condition in self._liste.conditions
        ]
        if (operation := self._ouvert.operation) is not None:
            regardee = filtres.dans_l_operation(operation)
            poses.insert(0, FiltrePose(regardee, lambda: self._ouvert.set_operation(None)))
        self.filtres.show_filtres(poses)
        self._dire_si_la_vue_a_change()

    def _dire_si_la_vue_a_change(self) -> None:
        vue = self._liste.vue
        if not vue.est_gardee:
            self.vues.show_modifiee("")
            return
        gardee, moment = de_la_vue(vue), self.table.disposition
        change = (
            list(vue.conditions) != self._liste.conditions
            or gardee.montrees != moment.montrees
            or (gardee.tri, gardee.descendant) != (moment.tri, moment.descendant)
        )
        self.vues.show_modifiee(vue.cle if change else "")

    def _montrer(self) -> None:
        """Montre ce que la liste retient ; le dossier choisi le reste s'il y est encore."""
        self.table.show_ids(self._liste.ids)
        self.vides.show_pour(self._liste, self._ouvert.operation)
        self.pied.show_liste(self._liste)

    def _choisir(self) -> None:
        choisis = self.table.selected_count()
        self.pied.show_selection(choisis, self.table.selected_ids() if choisis > 1 else (), self._montants())
        self.apercu.show(self.table.current_id if self.panneau.isVisibleTo(self) else None)

    def _montants(self) -> list[str]:
        """Les colonnes d'argent montrées : le pied en fait la somme."""
        return [champ for champ in self.table.champs if est_un_montant(champ)]

    def _colonnes_changees(self) -> None:
        self.modele.reread()
        self._preparer(self._montants(), self._choisir)
        self._dire_si_la_vue_a_change()

    def _choisir_colonnes(self, ou: QPoint) -> None:
        volet = VoletColonnes([c.cle for c in self.table.visibles], self)
        volet.chosen.connect(self.table.show_columns)
        volet.reset_asked.connect(self.table.reset_columns)
        volet.show_at(ou)

    def _passer(self) -> None:
        from ui.passation import FenetrePassation

        FenetrePassation(self._ouvert, self).open()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panneau.setVisible(self.width() >= px(ETROIT))
        self._choisir()
