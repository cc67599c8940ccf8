"""L'assistant d'import : quatre étapes, un pied ; revenir en arrière ne perd rien, rien ne bloque l'écran."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.imports.bailleurs import bailleurs
from db.imports.memoire import oublier
from db.imports.sources import Source
from db.operations import operations
from relogement.base import Code
from relogement.imports.anomalies import Anomalie
from relogement.imports.choix import AUTO, Choix
from relogement.imports.lecture import lire_commentaires
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.composants.erreur import BandeauErreur
from ui.echanges.assistant.anomalies import FenetreRapport
from ui.echanges.assistant.apercu.filtres import Vu
from ui.echanges.assistant.apercu.page import PageApercu
from ui.echanges.assistant.bandeau import BandeauFichier
from ui.echanges.assistant.colonnes.page import PageColonnes
from ui.echanges.assistant.en_cours import TravailEnCours
from ui.echanges.assistant.etat import Etape, Etat
from ui.echanges.assistant.fichier.commentaires import FenetreCommentaires
from ui.echanges.assistant.fichier.depart import Depart
from ui.echanges.assistant.fichier.page import PageFichier
from ui.echanges.assistant.lu import Lu, lire
from ui.echanges.assistant.natures import titre
from ui.echanges.assistant.pied import Pied
from ui.echanges.assistant.rejets import Rejets
from ui.echanges.assistant.semblables import Semblables
from ui.echanges.assistant.source import nom
from ui.echanges.assistant.termine.page import PageTermine
from ui.echanges.assistant.travail import Fait, faire, retoucher, sans_tableau, voir
from ui.echanges.lots.annuler import AnnulationDeLot
from ui.ouvert import ProjetOuvert
from ui.theme import px

RECALCUL = 300
RIEN_D_ECRIT = "Rien n’est écrit avant « Importer »."
ANNULABLE = "Tout l’import pourra être annulé depuis Échanges, même dans plusieurs jours."
RIEN_DE_NEUF = "Ce fichier ne change rien à ce que l’on sait."
TOUT_ECARTE = "Toutes ses lignes sont écartées : le rapport dit pourquoi."


class PageImport(QWidget):
    """``step_changed`` : l'étape ; ``title_changed`` : ce qu'on importe ; ``lots_asked`` : les imports faits."""

    step_changed = Signal(int)
    title_changed = Signal(str)
    lots_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_import")
        self._ouvert, self.etat, self.etape = ouvert, Etat(), Etape.FICHIER
        self._fait: Fait | None = None
        self.erreur = BandeauErreur(nom="assistant_erreur")
        self.depart, self.fichier, self.colonnes = Depart(), PageFichier(), PageColonnes()
        self.apercu, self.termine = PageApercu(), PageTermine()
        self.bandeau, self.pied = BandeauFichier(), Pied()
        self.annulation, self.rejets = AnnulationDeLot(ouvert, self), Rejets(ouvert, self)
        self.semblables = Semblables(ouvert.atelier, self.apercu, lambda: self.etat)
        self.travail = TravailEnCours(ouvert.atelier, self)
        self._pile = QStackedWidget()
        self._attente = QTimer(self, singleShot=True, interval=RECALCUL)
        self._disposer()
        self._brancher()
        self.refresh()
        self._montrer(self.depart)

    def _disposer(self) -> None:
        for page in (self.depart, self.fichier, self.colonnes, self.apercu, self.termine):
            self._pile.addWidget(page)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.bandeau)
        marge = QVBoxLayout()
        marge.setContentsMargins(px(16), 0, px(16), 0)
        marge.addWidget(self.erreur)
        colonne.addLayout(marge)
        colonne.addWidget(self._pile, 1)
        colonne.addWidget(self.pied)

    def _brancher(self) -> None:
        self.depart.source_asked.connect(self.ouvrir)
        self.fichier.changed.connect(self._relire)
        self.fichier.kept.connect(self._garder)
        self.fichier.comments_asked.connect(self._commentaires)
        self.colonnes.changed.connect(self._colonnes_dites)
        self.colonnes.forgotten.connect(self._oublier)
        self.apercu.changed.connect(self._a_recalculer)
        self.apercu.kept.connect(self._a_recalculer)
        self._attente.timeout.connect(self._retoucher)
        self.travail.busy_changed.connect(self._occuper)
        self.travail.failed.connect(self._echouer)
        self._brancher_la_suite()

    def _brancher_la_suite(self) -> None:
        self.pied.next_asked.connect(self.avancer)
        self.pied.back_asked.connect(self.reculer)
        self.pied.quit_asked.connect(self.recommencer)
        self.pied.report_asked.connect(self._rapport)
        self.termine.dossiers_asked.connect(self._ouvert.dossiers_asked)
        self.termine.report_asked.connect(self._rapport)
        self.termine.fix_asked.connect(self._corriger)
        self.rejets.written.connect(self.termine.say)
        self.rejets.failed.connect(self.termine.erreur.dire)
        self.termine.again_asked.connect(self.recommencer)
        self.termine.lots_asked.connect(self.lots_asked)
        self.termine.undo_asked.connect(self.annulation.demander_le_dernier)
        self.annulation.undone.connect(lambda fait: self.termine.show_annule(len(fait.laisses)))
        self.annulation.failed.connect(self.termine.erreur.dire)
        self._ouvert.operation_changed.connect(self.refresh)
        self._ouvert.saved.connect(self.refresh)
        for touche, geste in (("Alt+Right", self.avancer), ("Alt+Left", self.reculer), ("Esc", self._echapper)):
            QShortcut(QKeySequence(touche), self, geste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def en_attente(self) -> bool:
        """Un calcul court, ou va partir."""
        return self.travail.court or self._attente.isActive()

    # Ouvrir, renoncer

    def commencer(self, source: Source | None, nature: Code | None = None) -> None:
        """Ce qui est donné s'ouvre ; sans rien, l'import en cours reste comme on l'a laissé."""
        if source is not None:
            self.ouvrir(source, nature)
        elif self.etape is Etape.TERMINE or self.etat.source is None:
            self.recommencer()

    def recommencer(self) -> None:
        """Prêt pour un autre fichier ; ce qui courait s'arrête."""
        self._arreter()
        self.etat, self._fait = Etat(), None
        self.erreur.dire("")
        self._aller(Etape.FICHIER, self.depart)
        self.depart.reprendre()

    def refresh(self) -> None:
        def lu(session: Session) -> tuple[Any, list[str]]:
            return operations(session), bailleurs(session)

        with self._ouvert.fichier.lire() as session:
            self.fichier.set_connus(*lu(session))

    def ouvrir(self, source: Source, dite: Code | None = None) -> None:
        """Lit ce fichier, ou ce qui a été collé, et montre ce qu'il contient ; ``dite`` : sa sorte est connue."""
        self._arreter()
        sorte = AUTO if dite is None else str(dite.value)
        self.etat = Etat(source, Choix(operation=self._ouvert.operation, nature=sorte))
        self.depart.erreur.dire("")
        self.erreur.dire("")
        if (nature := sans_tableau(source)) is not None:
            self._garder(replace(self.etat.choix, nature=nature))
            self._calculer(self._en_bloc)
            return
        self._lire(self._lu_ouvert)

    # Étape 1

    def _lire(self, ensuite: Callable[[Lu], None]) -> None:
        fichier, source, choix = self._ouvert.fichier, self.etat.source, self.etat.choix
        assert source is not None

        def travail(avancement: Avancement) -> Lu:
            return lire(fichier, source, choix, avancement)

        self._lancer(f"Lecture de {nom(source)}", travail, ensuite, "Lecture")

    def _lu_ouvert(self, lu: Lu) -> None:
        self.etat = replace(self.etat, lu=lu, choix=lu.choix)
        self.fichier.show_lu(lu, self.etat.choix)
        self._aller(Etape.FICHIER, self.fichier)
        self.fichier.commencer()

    def _relire(self, choix: Choix) -> None:
        self._garder(choix)
        self._lire(self._relu)

    def _relu(self, lu: Lu) -> None:
        self.etat = replace(self.etat, lu=lu)
        self.erreur.dire("")
        self.fichier.show_lu(lu, self.etat.choix)
        self.title_changed.emit(titre(self.etat.nature))
        self._dire_le_pied()

    def _garder(self, choix: Choix) -> None:
        self.etat = replace(self.etat, choix=choix)
        self._dire_le_pied()

    def _commentaires(self) -> None:
        source = self.etat.source
        if isinstance(source, Path):
            tache = self._ouvert.atelier.run("Commentaires", lambda _: lire_commentaires(source))
            tache.succeeded.connect(lambda dits: FenetreCommentaires(dits, self).open())
            tache.failed.connect(self.erreur.dire)

    # Étape 2

    def _vers_les_colonnes(self) -> None:
        assert self.etat.lu is not None
        self.colonnes.show_lu(self.etat.lu, self.etat.choix)
        self._aller(Etape.COLONNES, self.colonnes)
        self.colonnes.commencer()

    def _colonnes_dites(self, choix: Choix, lu: Lu) -> None:
        self.etat = replace(self.etat, choix=choix, lu=lu)
        self._dire_le_pied()

    def _oublier(self, numero: int) -> None:
        tache = self._ouvert.write("Colonnes oubliées", partial(oublier, numero=numero))
        tache.succeeded.connect(lambda _: self._lire(self._recolonne))
        tache.failed.connect(self.erreur.dire)

    def _recolonne(self, lu: Lu) -> None:
        self.etat = replace(self.etat, lu=lu)
        self.colonnes.show_lu(lu, self.etat.choix)
        self._dire_le_pied()

    # Étape 3

    def _a_recalculer(self, choix: Choix) -> None:
        self._garder(choix)
        self._attente.start()

    def _calculer(self, ensuite: Callable[[Vu], None]) -> None:
        fichier, source, choix = self._ouvert.fichier, self.etat.source, self.etat.choix
        assert source is not None

        def travail(avancement: Avancement) -> Vu:
            return voir(fichier, source, choix, avancement)

        def calcule(vu: Vu) -> None:
            self.etat = replace(self.etat, vu=vu, vu_pour=choix)
            ensuite(vu)

        self._lancer(f"Aperçu de {nom(source)}", travail, calcule, "Comparaison")

    def _retoucher(self) -> None:
        """Une case, un conflit tranché : le fichier n'est relu que s'il le faut."""
        etat, fichier = self.etat, self._ouvert.fichier
        source, vu, avant, choix = etat.source, etat.vu, etat.vu_pour, etat.choix
        if source is None or vu is None or avant is None:
            return

        def travail(avancement: Avancement) -> Vu:
            return retoucher(fichier, source, vu, avant, choix, avancement)

        def retouche(neuf: Vu) -> None:
            self.etat = replace(self.etat, vu=neuf, vu_pour=choix)
            self._recalcule(neuf)

        self._lancer("Aperçu", travail, retouche, "Comparaison")

    def _vers_l_apercu(self, vu: Vu) -> None:
        self.apercu.show_vu(vu, self.etat.choix)
        self._aller(Etape.APERCU, self.apercu)
        self.apercu.commencer()

    def _en_bloc(self, vu: Vu) -> None:
        self._vers_l_apercu(vu)

    def _recalcule(self, vu: Vu) -> None:
        self.erreur.dire("")
        self.apercu.show_vu(vu, self.etat.choix)
        self._dire_le_pied()

    # Étape 4

    def _importer(self) -> None:
        fichier, source, choix, vu = self._ouvert.fichier, self.etat.source, self.etat.choix, self.etat.vu
        assert source is not None and vu is not None

        def travail(avancement: Avancement) -> Fait:
            return faire(fichier, source, choix, vu, avancement)

        self._lancer(f"Import de {nom(source)}", travail, self._importe, "Import en cours", ecriture=True)

    def _importe(self, fait: Fait) -> None:
        self._fait = fait
        self.termine.show_fait(self.etat.nom, fait.rapport, fait.dossiers)
        self._aller(Etape.TERMINE, self.termine)
        self._ouvert.saved.emit()

    @property
    def anomalies(self) -> list[Anomalie]:
        """Celles de l'import fait, sinon celles de l'aperçu."""
        if self._fait is not None:
            return self._fait.rapport.anomalies
        if self.etat.vu is None:
            return []
        apercu = self.etat.vu.apercu
        return [*apercu.anomalies, *(a for ligne in apercu.lignes for a in ligne.anomalies)]

    def _rapport(self) -> None:
        fenetre = FenetreRapport(self.anomalies, self)
        fenetre.fix_asked.connect(self._corriger)
        self.rejets.written.connect(fenetre.say)
        self.rejets.failed.connect(fenetre.say)
        fenetre.open()

    def _corriger(self) -> None:
        if self.etat.source is not None:
            self.rejets.choose(self.etat.source, self.etat.choix, self.anomalies)

    # D'une étape à l'autre

    def avancer(self) -> None:
        if not self.pied.suite.isEnabled() or not self.pied.isVisibleTo(self):
            return
        match self.etape:
            case Etape.FICHIER if self.etat.lu is not None:
                self._vers_les_colonnes()
            case Etape.COLONNES if self.etat.a_jour and self.etat.vu is not None:
                self._vers_l_apercu(self.etat.vu)
            case Etape.COLONNES:
                self._calculer(self._vers_l_apercu)
            case Etape.APERCU:
                self._importer()

    def reculer(self) -> None:
        """L'étape d'avant, telle qu'on l'a laissée."""
        match self.etape:
            case Etape.APERCU if self.etat.lu is not None:
                self._arreter()
                self._vers_les_colonnes()
            case Etape.COLONNES:
                self._arreter()
                assert self.etat.lu is not None
                self.fichier.show_lu(self.etat.lu, self.etat.choix)
                self._aller(Etape.FICHIER, self.fichier)
            case Etape.FICHIER | Etape.APERCU if self.etat.source is not None:
                self.recommencer()

    def _echapper(self) -> None:
        """Échap vide la recherche, puis revient à l'étape d'avant ; il ne referme jamais le fichier."""
        if self.etape is Etape.APERCU and self.apercu.recherche.text():
            self.apercu.recherche.clear()
        elif self.etape in (Etape.COLONNES, Etape.APERCU) and self.etat.lu is not None:
            self.reculer()

    def _aller(self, etape: Etape, page: QWidget) -> None:
        self.etape = etape
        self._montrer(page)
        self.step_changed.emit(int(etape) + (etape is Etape.TERMINE))
        self.title_changed.emit(titre(self.etat.nature) if page is not self.depart else "")

    def _montrer(self, page: QWidget) -> None:
        self._pile.setCurrentWidget(page)
        en_cours = page not in (self.depart, self.termine)
        self.bandeau.setVisible(en_cours and page is not self.fichier)
        self.pied.setVisible(en_cours)
        self._dire_le_pied()

    def _dire_le_pied(self) -> None:
        self.bandeau.show_etat(self.etat.nom, self.etat.lu, self.etat.choix)
        match self.etape:
            case Etape.FICHIER:
                self.pied.montrer(retour="Autre fichier", suite="Colonnes", phrase=RIEN_D_ECRIT)
                self.pied.permettre(not self.fichier.manque and self.etat.lu is not None, self.fichier.manque)
            case Etape.COLONNES:
                self.pied.montrer(retour="Fichier", suite="Aperçu", phrase=RIEN_D_ECRIT)
                self.pied.permettre(not self.colonnes.manque, self.colonnes.manque)
            case Etape.APERCU:
                self._dire_l_apercu()

    def _dire_l_apercu(self) -> None:
        comptes = self.apercu.comptes_cochees
        a_ecrire = comptes.creees + comptes.modifiees
        retour = "Colonnes" if self.etat.lu is not None else "Autre fichier"
        suite = f"Importer {pluriel(comptes.cochees, 'ligne')}" if a_ecrire else "Rien à importer"
        self.pied.montrer(retour=retour, suite=suite, phrase=ANNULABLE, rapport=True)
        rien = TOUT_ECARTE if not comptes.cochees and not self.etat.choix.decochees else RIEN_DE_NEUF
        self.pied.permettre(bool(a_ecrire) and self.etat.a_jour, "" if a_ecrire else rien)

    # Le travail en cours

    def _lancer(
        self, libelle: str, travail: Callable[[Avancement], Any], ensuite: Callable[[Any], None], mot: str,
        *, ecriture: bool = False,
    ) -> None:  # fmt: skip
        """La progression se montre au départ tant qu'aucun fichier n'est lu, au pied ensuite."""
        self._attente.stop()
        suivi = self.depart.progression if self._au_depart else self.pied.progression
        self.travail.lancer(libelle, travail, ensuite, suivi, mot, ecriture=ecriture)

    @property
    def _au_depart(self) -> bool:
        return self._pile.currentWidget() is self.depart

    def _echouer(self, phrase: str) -> None:
        (self.depart.erreur if self._au_depart else self.erreur).dire(phrase)

    def _arreter(self) -> None:
        self._attente.stop()
        self.travail.arreter()

    def _occuper(self, occupe: bool) -> None:
        self.pied.set_busy(busy=occupe)
        self.depart.set_busy(busy=occupe)
        if occupe:
            self.pied.suite.setEnabled(False)
        else:
            self._dire_le_pied()
