"""La page « Ordre du jour » de la cellule : la réunion, dossier par dossier, au clavier seul."""

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from db.cellule.cas import Cas
from db.cellule.lecture import PointLu, SeanceOuverte
from db.horloge import aujourdhui
from relogement.cellule.codes import EtatSeance
from ui.cellule.page import PageCellule, garnir
from ui.cellule.seance.autour import AutourDeLaSeance
from ui.cellule.seance.brouillon import BrouillonsDeSeance
from ui.cellule.seance.corps import CorpsDeSeance
from ui.cellule.seance.donnees import Lue, lire
from ui.cellule.seance.entete import TeteSeance
from ui.cellule.seance.fil import FilDeSeance
from ui.cellule.seance.gestes import GestesDeSeance
from ui.cellule.seance.lecture import LectureDesCas
from ui.cellule.seance.masque import nomme
from ui.cellule.seance.minuteur import Minuteur
from ui.cellule.seance.saisie import LogementVise
from ui.cellule.seance.touches import TouchesDeSeance, gestes_au_clavier
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.pages import Pages, empiler
from ui.composants.vide import Vide
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert

SANS_SEANCE = "Aucune cellule n’est préparée. Préparez-en une : son ordre du jour se propose d’après la charte."
AVANT, APRES = (-1,), (1, 2)  # les voisins lus d'avance


class PageSeance(PageCellule):
    """`shown` porte la séance montrée, ou rien."""

    shown = Signal(object)
    aide = "22-une-cellule-en-une-heure.md"

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert, "page_seance")
        self.seance: SeanceOuverte | None = None
        self.lue: Lue | None = None
        self.choisie: int | None = None
        self._point: int | None = None
        self._arrive = False
        self.entete, self.corps = TeteSeance(), CorpsDeSeance()
        self.ordre, self.cas, self.droite = self.corps.ordre, self.corps.cas, self.corps.droite
        self.erreur, self.fait = BandeauErreur(nom="seance_erreur"), BandeauErreur("vert", nom="seance_fait")
        self.a_savoir = BandeauErreur("ambre", nom="seance_a_savoir")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.lecture = LectureDesCas(ouvert, self)
        self.minuteur = Minuteur(self._court, self)
        self.gestes = GestesDeSeance(ouvert, self.minuteur, self.erreur.dire, self)
        self.brouillons = BrouillonsDeSeance(ouvert, self.droite.form, self)
        self.autour, self.fil = AutourDeLaSeance(ouvert, self), FilDeSeance(self)
        self.droite.ajouter(self.autour.objections, self.autour.partage)
        garnir(self.tete, *self.entete.gauche, None)
        garnir(self.fin, self.entete.principal)
        self._disposer()
        self._brancher()
        self._touches = TouchesDeSeance(self, gestes_au_clavier(self))

    def _disposer(self) -> None:
        self.preparer = Bouton("Préparer une séance…", genre=Genre.PRINCIPAL, nom="seance_preparer")
        self.preparer.clicked.connect(self.autour.preparer)
        self.pile = Pages(self.corps, Vide("presentation", SANS_SEANCE, self.preparer, nom="seance_vide"))
        messages = (self.erreur, self.fait, self.autour.releve.avis, self.a_savoir)
        empiler(self, *messages, self.pile, etire=self.pile)

    def _brancher(self) -> None:
        self.entete.chosen.connect(self.choisir)
        self.entete.asked.connect(self.autour.faire)
        self.ordre.chosen.connect(self.aller)
        self.corps.add_asked.connect(self.autour.ajouter)
        self.corps.complete_asked.connect(self.completer)
        self.ordre.liste.moved.connect(self.gestes.deplacer)
        self.ordre.liste.removed.connect(self.gestes.retirer)
        self.ordre.liste.entered.connect(self.droite.form.saisir)
        self.cas.proposed.connect(self.droite.form.proposer)
        self.cas.opened.connect(self._ouvert.dossier_asked)
        self.lecture.read.connect(self._show_cas)
        self.lecture.failed.connect(lambda _, phrase: self.cas.show_echec(phrase))
        self.minuteur.ticked.connect(self._dire_le_temps)
        form = self.droite.form
        form.noted.connect(self.fil.noter)
        form.reported.connect(self.fil.reporter)
        form.left.connect(self.rendre_le_clavier)
        self.droite.du_jour.edit_asked.connect(form.corriger)
        self.droite.du_jour.remove_asked.connect(self.gestes.retirer_decision)
        self.droite.precedentes.outcome.connect(self.gestes.donner_suite)
        self.droite.avis.asked.connect(self.autour.donner_un_avis)
        self._ouvert.closing.connect(self.autour.retenir_le_temps)

    # Lire et montrer

    @override
    def refresh(self) -> None:
        choisie, auteur = self.choisie, self._ouvert.fichier.auteur
        self._lecture.demander("Séance", lambda s: lire(s, choisie, aujourdhui(), auteur), self._show)

    @override
    def entrer(self) -> None:
        self._arrive = True

    def choisir(self, seance: int) -> None:
        """Une autre séance, passée ou à venir."""
        self.choisie = seance
        self.refresh()

    def _show(self, lue: Lue) -> None:
        ancienne, self.seance, self.lue = self.seance, lue.seance, lue
        autre = ancienne is None or lue.seance is None or ancienne.id != lue.seance.id
        self.entete.show_seance(lue.seance, lue.connues)
        self.droite.set_responsables(lue.responsables)
        if autre:
            self._changer_de_seance(lue)
        self.lecture.perimer()
        self.pile.montrer(vide=lue.seance is None)
        if lue.seance is not None:
            self._show_seance(lue.seance)
        self._prendre_le_clavier()
        self.autour.tenir_a_jour(lue)
        self.shown.emit(lue.seance)

    def _changer_de_seance(self, lue: Lue) -> None:
        self.brouillons.quitter()
        self.brouillons.reprendre(lue.brouillons)
        self.lecture.oublier()
        self.fait.dire("")
        self._point = lue.ou_reprendre

    def _show_seance(self, seance: SeanceOuverte) -> None:
        ouverte = seance.etat is not EtatSeance.CLOSE
        points = [p.id for p in seance.points]
        if self._point not in points:
            self._point = points[0] if points else None
        self.minuteur.show_durees({p.id: p.duree_s for p in seance.points})
        self.ordre.show_points(seance.points, modifiable=ouverte, courant=self._point)
        self.corps.pied.show_decisions(seance.decisions)
        prepare = seance.etat is EtatSeance.PREPAREE
        self._dire_a_savoir(" ".join(seance.avertissements) if prepare else "")
        self.droite.form.set_ouverte(ouverte and bool(points))
        self.droite.avis.ouvrir.setEnabled(ouverte and bool(points))
        self.cas.set_ouverte(ouverte)
        self.corps.show_vide(vide=not points)
        self._montrer_le_point()

    @property
    def points(self) -> tuple[PointLu, ...]:
        return self.seance.points if self.seance else ()

    @property
    def inscrits(self) -> frozenset[int]:
        """Les ménages à qui la séance peut encore proposer un logement."""
        close = self.seance is None or self.seance.etat is EtatSeance.CLOSE
        return frozenset() if close else frozenset(p.menage_id for p in self.points)

    @property
    def point(self) -> PointLu | None:
        """Le dossier où l'on est."""
        return next((p for p in self.points if p.id == self._point), None)

    def aller(self, point: int) -> None:
        """Montre ce dossier ; ce qui était tapé sur l'autre y reste en brouillon."""
        if point != self._point:
            self.brouillons.quitter()
            self._point = point
            self.fait.dire("")
            self.ordre.liste.choisir(point)
            self._montrer_le_point()

    def _montrer_le_point(self) -> None:
        point, seance, lue = self.point, self.seance, self.lue
        if point is None or seance is None or lue is None:
            self.droite.show_cas(None, noms=self.noms)
            return
        place = seance.points.index(point)
        if self.brouillons.point != point.id:
            self.droite.show_cas(None, noms=self.noms)
            self.droite.form.preparer(lue.echeance, self.brouillons.du_point(point.id))
            self.brouillons.aller(point.id)
        self._voiler()
        self.cas.show_point(point, place + 1, len(seance.points))
        self.minuteur.aller(point.id)
        self._dire_le_temps()
        voisins = [seance.points[place + n].id for n in (*APRES, *AVANT) if 0 <= place + n < len(seance.points)]
        self.lecture.demander(point.id, voisins)

    def _show_cas(self, point: int, cas: Cas, equilibre: str | None) -> None:
        if point == self._point:
            self.cas.show_cas(cas, equilibre)
            self.droite.show_cas(cas, noms=self.noms)
            self.autour.show_cas(cas)

    def _dire_a_savoir(self, phrase: str) -> None:
        """Ce que la préparation doit savoir ; fermé, le même avis ne revient pas à chaque geste."""
        if phrase != self.a_savoir.phrase:
            self.a_savoir.dire(phrase)

    # Le clavier

    def rendre_le_clavier(self) -> None:
        """Le clavier revient au dossier : les lettres et les flèches agissent de nouveau."""
        self.ordre.liste.setFocus(Qt.FocusReason.OtherFocusReason)
        self._voiler()

    def _prendre_le_clavier(self) -> None:
        """En arrivant : au dossier, ou au bouton qui prépare une séance ; relire ne le prend à personne."""
        tenu = self.window().focusWidget()
        arrive, self._arrive = self._arrive, False
        if self.isVisible() and (arrive or tenu is None or not tenu.isVisible()):
            if self.pile.vides:
                self.preparer.setFocus()
            else:
                self.rendre_le_clavier()

    def completer(self) -> None:
        if self.seance is not None:
            tache = self.gestes.completer(self.seance.id)
            tache.succeeded.connect(self.autour.dire_le_complement)

    def proposer(self, menage: int, logement: LogementVise) -> None:
        """Depuis les logements vacants : le dossier de ce ménage, la décision préparée."""
        point = next((p for p in self.points if p.menage_id == menage), None)
        if point is not None:
            self.aller(point.id)
            self.droite.form.proposer(logement)

    # Les noms et le temps

    @override
    def set_noms(self, noms: bool) -> None:
        super().set_noms(noms)
        self.ordre.liste.modele.set_noms(noms)
        self.cas.set_noms(noms)
        self.droite.show_cas(self.cas.cas, noms=noms)
        self.autour.set_noms(noms)
        self._voiler()

    def _voiler(self) -> None:
        """Masqués, un texte qui nomme le ménage se cache tant qu'on ne l'écrit pas."""
        point = self.point
        tape = self.droite.form.texte.toPlainText()
        self.droite.form.voiler(oui=not self.noms and point is not None and nomme(tape, point.nom))

    def _court(self) -> bool:
        seance = self.seance
        return seance is not None and seance.etat is EtatSeance.OUVERTE and self.isVisible()

    def _dire_le_temps(self) -> None:
        if self.seance is not None:
            minutes = self.seance.minutes_par_dossier
            self.cas.temps.show_temps(self.minuteur.du_dossier(), self.minuteur.total(), minutes)
