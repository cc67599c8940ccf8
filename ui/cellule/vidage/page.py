"""La page « Vidage » de la cellule : l'immeuble, porte par porte, à toute date.

L'immeuble se lit une fois, hors de l'écran ; le curseur le redit ensuite à chaque date sans relire la base.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.horloge import aujourdhui
from db.operations import operations
from db.vidage import lire_immeuble, logements_libres, operation_a_montrer, previsions_des_criteres
from relogement.textes import jour, pluriel
from relogement.vidage.lignes import Immeuble
from relogement.vidage.vue import Film, Vue
from ui.cellule.page import PageCellule, garnir
from ui.cellule.vidage.bloque import TableDesBlocages
from ui.cellule.vidage.cages import Cages
from ui.cellule.vidage.chiffres import BandeDesChiffres
from ui.cellule.vidage.courbe import CourbeDesOccupes
from ui.cellule.vidage.curseur import BandeDesDates
from ui.cellule.vidage.entete import TeteVidage
from ui.cellule.vidage.legende import Legende
from ui.cellule.vidage.scenarios import VoletScenarios
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.pages import Pages, empiler
from ui.composants.vide import Vide
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

SANS_LOGEMENT = "Aucun logement n’est décrit dans cette opération : importez l’état locatif du bailleur."
BAS, BAS_REDUIT, BASSE = 193, 144, 770
Lu = tuple[Immeuble, Sequence[tuple[str, str]]]


class PageVidage(PageCellule):
    """Le curseur, les portes et la courbe disent la même date."""

    aide = "20-vider-un-immeuble.md"

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert, "page_vidage")
        self.film: Film | None = None
        self.vue: Vue | None = None
        self.entete, self.chiffres, self.dates = TeteVidage(), BandeDesChiffres(), BandeDesDates()
        self.cages, self.courbe, self.bloque = Cages(), CourbeDesOccupes(), TableDesBlocages()
        self.legende, self.erreur = Legende(), BandeauErreur(nom="vidage_erreur")
        self._lecture = DerniereLecture(ouvert, self._refuser, self)
        self._attente = QTimer(self, singleShot=True, interval=0)
        garnir(self.tete, *self.entete.gauche, None)
        garnir(self.outils, *self.entete.outils)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        importer = Bouton("Importer un état locatif", genre=Genre.PRINCIPAL, nom="vidage_importer")
        importer.clicked.connect(self.import_asked)
        vide = Vide("building-2", SANS_LOGEMENT, importer, nom="vidage_vide")
        self.pile = Pages(self._page(), vide)
        empiler(self, self.erreur, self.pile, etire=self.pile)

    def _page(self) -> QWidget:
        page = QWidget()
        empiler(page, self.chiffres, self.dates, self.cages, self._cartes(), self.legende, etire=self.cages)
        return page

    def _cartes(self) -> QHBoxLayout:
        self.trajectoire = Carte("Logements occupés", " ", nom="vidage_trajectoire")
        self.trajectoire.contenu.setContentsMargins(px(10), px(8), px(10), px(4))
        self.trajectoire.contenu.addWidget(self.courbe)
        self.carte_bloque = Carte("Qui bloque", " ", nom="vidage_carte_bloque")
        self.carte_bloque.contenu.setContentsMargins(1, 0, 1, 1)
        self.carte_bloque.contenu.addWidget(self.bloque)
        rangee = QHBoxLayout()
        rangee.setContentsMargins(px(12), px(8), px(12), px(8))
        rangee.setSpacing(px(10))
        rangee.addWidget(self.trajectoire, 31)
        rangee.addWidget(self.carte_bloque, 69)
        self._partager()
        return rangee

    def _partager(self) -> None:
        """Une fenêtre basse garde sa hauteur aux étages ; ce qu'un immeuble bas laisse va aux deux cartes."""
        haut = px(BAS if self.height() >= px(BASSE) else BAS_REDUIT)
        if self.cages.plan is not None:
            autres = sum(w.height() for w in (self.chiffres, self.dates, self.legende)) + 2 * px(8)
            haut = max(haut, self.pile.height() - autres - self.cages.plan.au_plus_haut)
        for carte in (self.trajectoire, self.carte_bloque):
            carte.setFixedHeight(haut)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._partager()

    def _brancher(self) -> None:
        self.entete.operation_chosen.connect(self._ouvert.set_operation)
        self.dates.curseur.date_changed.connect(lambda _: self._attente.start())
        self._attente.timeout.connect(self._redire)
        self.courbe.date_asked.connect(self.dates.curseur.set_date)
        self.cages.opened.connect(self._ouvert.dossier_asked)
        self.bloque.opened.connect(self._ouvert.dossier_asked)
        self.bloque.pointed.connect(self.cages.choisir_logement)
        self.entete.quand.clicked.connect(self.montrer_les_scenarios)
        self.entete.imprimer.clicked.connect(self.imprimer)

    @override
    def refresh(self) -> None:
        lire = partial(_lire, self._ouvert.operation, aujourdhui())
        self._lecture.demander("Lecture de l’immeuble", lire, self._show)

    def _refuser(self, phrase: str) -> None:
        self.erreur.dire(phrase)
        self.pile.attendre()

    def _show(self, lu: Lu) -> None:
        """La date regardée reste celle d'avant si l'on ne fait que relire la même opération."""
        immeuble, connues = lu
        ancien, au = self.film, aujourdhui()
        meme = ancien is not None and ancien.immeuble.operation.code == immeuble.operation.code
        le = self.dates.curseur.le if meme and ancien and self.dates.curseur.le < ancien.dernier else au
        self.film = Film(immeuble, au)
        self.erreur.dire("")
        self.entete.show_operations(connues, immeuble.operation.code, choisie=self._ouvert.operation is not None)
        self.dates.show_jours(self.film.debut, au, le)
        self._redire()
        self.pile.montrer(vide=not self.film.presente.tableau.cases)

    def _redire(self) -> None:
        """Tout l'écran à la date du curseur."""
        if self.film is None:
            return
        self.vue = vue = self.film.au(self.dates.curseur.le)
        self.entete.show_tableau(vue.tableau)
        self.chiffres.show_vue(vue)
        self.cages.show_tableau(vue.tableau)
        self.courbe.show_vue(self.film, vue)
        self.legende.show_comptes(vue.tableau.comptes)
        self._partager()
        self._montrer_qui_bloque(vue)
        fin = vue.trajectoire.fin
        note = f"vide le {jour(fin.attendue)} (env.)" if fin else ""
        self.trajectoire.set_titre("Logements occupés", note)

    def _montrer_qui_bloque(self, vue: Vue) -> None:
        self.bloque.modele.show_vue(vue, noms=self.cages.noms)
        passe = vue.au < vue.tableau.immeuble.ecrit_le
        suite = " ; les échéances d’alors ne sont plus gardées" if passe else ""
        note = f"{pluriel(len(vue.blocages), 'dossier')}, du plus en amont{suite}" if vue.blocages else ""
        self.carte_bloque.set_titre("Qui bloque", note)

    @override
    def set_noms(self, noms: bool) -> None:
        super().set_noms(noms)
        self.cages.set_noms(noms)
        if self.vue is not None:
            self._montrer_qui_bloque(self.vue)

    def montrer_les_scenarios(self) -> None:
        """Quand l'immeuble serait vide, selon ce que l'on suppose."""
        if self.film is None or self.vue is None:
            return
        volet = VoletScenarios(self.film, self.vue, self)
        volet.show_under(self.entete.quand)
        volet.offerts.setFocus()
        code, au = self.film.immeuble.operation.code, self.vue.au
        tache = self._ouvert.read("Prévision des critères", lambda s: previsions_des_criteres(s, code, au))
        tache.succeeded.connect(volet.show_previsions)
        self._ouvert.read("Logements libres", logements_libres).succeeded.connect(volet.show_libres)

    def imprimer(self) -> None:
        """Demande où, puis écrit l'immeuble tel qu'on le regarde, avec ou sans les noms."""
        if self.vue is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        code = self.vue.tableau.immeuble.operation.code
        propose = Path(documents) / f"vidage-{code}-{self.vue.au:%Y-%m-%d}.pdf"
        dialogue = QFileDialog(self, "Vidage de l’immeuble", str(propose), "PDF (*.pdf)")
        dialogue.setObjectName("vidage_dialogue_pdf")
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("pdf")
        dialogue.fileSelected.connect(self._ecrire)
        dialogue.open()

    def _ecrire(self, vers: str) -> None:
        vue, noms = self.vue, self.cages.noms
        assert vue is not None

        def ecrire(_: Session) -> None:
            from relogement.documents.vidage import imprimer

            imprimer(Path(vers), vue, noms=noms)

        tache = self._ouvert.read("Vidage en PDF", ecrire)
        tache.succeeded.connect(lambda _: self.erreur.dire(""))
        tache.failed.connect(self.erreur.dire)

    def regarder(self, le: date) -> None:
        """Met l'écran à ce jour."""
        self.dates.curseur.set_date(le)


def _lire(operation: str | None, au: date, session: Session) -> Lu:
    code = operation or operation_a_montrer(session, au)
    return lire_immeuble(session, code, au), [(o.code, o.libelle) for o in operations(session)]
