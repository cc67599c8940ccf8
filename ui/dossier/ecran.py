"""L'écran « Dossier » : il lit un ménage, montre ses onglets, et n'enregistre que ce qu'on lui demande."""

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import horloge
from db.decohabitation import parente
from db.dossier import DossierLu, lire_dossier, relire
from db.effets import AvantOffre
from db.pieces import nombre_de_pieces
from db.rappels import faire
from relogement.completude import Attendu
from relogement.contacts import Precisions, noter_un_contact
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import Affaire
from relogement.offre import Offre
from relogement.pourquoi import ONGLET
from ui.commandes import touches
from ui.composants.avis import Avis
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.onglets import Onglets
from ui.dossier.actes import ouvrir_acte
from ui.dossier.effets import LectureDesEffets
from ui.dossier.enquete.aller import acte_du_chemin, lieu_de
from ui.dossier.entete import EnTete
from ui.dossier.journal import LARGEUR, PanneauJournal
from ui.dossier.onglet import Brouillon, Onglet
from ui.dossier.onglets.menage import OngletMenage
from ui.dossier.onglets.offres import OngletOffres
from ui.dossier.onglets.pieces import OngletPieces
from ui.dossier.onglets_du_dossier import TITRES, OngletsDuDossier
from ui.dossier.pourquoi import FenetrePourquoi
from ui.dossier.saisie import SaisieDuDossier
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px
from ui.touches import poser

PLACE_DU_JOURNAL = 1240
JOURNAL = "journal"
UN_ONGLET_MS = 100
PLEINE_LARGEUR = ("rac", "enquete")


class EcranDossier(Screen):
    """`open_dossier` montre un ménage ; `back_asked` demande de revenir à la liste."""

    titre = "Dossier"
    icone = "folder"
    back_asked = Signal()
    acts_asked = Signal(int)

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ouvert = ouvert
        self.lu: DossierLu | None = None
        self._id: int | None = None
        self.saisie = SaisieDuDossier(ouvert, self)
        self.effets = LectureDesEffets(ouvert, self)
        self._perimes: set[Onglet] = set()
        self._a_tabuler = True
        self._se_remplit = False
        self.entete, self.journal = EnTete(), PanneauJournal()
        self.erreur = BandeauErreur(nom="dossier_erreur")
        self.relire = Bouton("Relire", "refresh-cw", petit=True, nom="dossier_relire")
        self.avis = Avis("pencil", nom="dossier_avis")
        self.onglets = OngletsDuDossier(ouvert, self._accueillir)
        self._suite = QTimer(self, singleShot=True, interval=UN_ONGLET_MS)
        self._suite.timeout.connect(self._construire_la_suite)
        self._nb_pieces = 0
        self._avant: AvantOffre | None = None
        self.passe = Bouton(
            "", "history", petit=True, aide="Voir le dossier à une date passée…", nom="dossier_passe"
        )
        self.barre = Onglets([], nom="dossier_onglets")
        self.barre.set_titre("Onglet")
        self.pages = QStackedWidget()
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.entete)
        ligne = Bande(nom="dossier_barre")
        self._a_cote_des_onglets = QHBoxLayout(ligne)
        self._a_cote_des_onglets.setContentsMargins(px(8), 0, px(16), 0)
        self._a_cote_des_onglets.addWidget(self.barre)
        self._a_cote_des_onglets.addStretch(1)
        self._ligne_des_outils = Bande(nom="dossier_outils")
        self._sous_les_onglets = QHBoxLayout(self._ligne_des_outils)
        self._sous_les_onglets.setContentsMargins(px(16), px(6), px(16), px(7))
        self._sous_les_onglets.addStretch(1)
        self._a_cote_des_onglets.addWidget(self.passe)
        colonne.addWidget(ligne)
        colonne.addWidget(self._ligne_des_outils)
        alerte = QHBoxLayout()
        alerte.setContentsMargins(px(12), px(8), px(12), 0)
        self._alerte = QWidget()
        self._alerte.setLayout(alerte)
        alerte.addWidget(self.erreur, 1)
        alerte.addWidget(self.relire)
        self._alerte.hide()
        colonne.addWidget(self._alerte)
        avis = QHBoxLayout()
        avis.setContentsMargins(px(12), 0, px(12), 0)
        avis.addWidget(self.avis)
        colonne.addLayout(avis)
        corps = QHBoxLayout()
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(0)
        corps.addWidget(self.pages, 1)
        corps.addWidget(self.journal)
        colonne.addLayout(corps, 1)
        self.barre.set_choix(self._choix())

    def _brancher(self) -> None:
        self.entete.back_asked.connect(self.back_asked)
        self.entete.save_asked.connect(self.save)
        self.entete.act_asked.connect(self.act)
        self.entete.dossier_asked.connect(self.ouvert.dossier_asked)
        self.entete.bandeau.missing_chosen.connect(self.aller_au_champ)
        self.journal.contact_written.connect(self._noter_contact)
        self.journal.step_done.connect(self._faire_la_suite)
        self.journal.undo_asked.connect(self._montrer_actes)
        self.passe.clicked.connect(self.voir_au)
        self.relire.clicked.connect(self._relire)
        self.barre.current_changed.connect(lambda _: self._montrer_onglet())
        self.journal.champ.textEdited.connect(lambda _: self.saisie.noter())
        self.ouvert.saved.connect(self._si_visible)
        self.effets.read.connect(self._montrer_les_effets)
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(touches("revenir")), self, self.back_asked.emit, context=ici)
        for rang, cle in enumerate(self.onglets, 1):
            poser(self, f"Alt+{rang}", partial(self.barre.set_current, cle), ici)
        QShortcut(QKeySequence(touches("contact")), self, self.ecrire_un_contact, context=ici)

    def _accueillir(self, onglet: Onglet) -> None:
        """Un onglet vient d'être construit : il a sa page, ses outils, et ne montre encore rien."""
        self._perimes.add(onglet)
        self.pages.addWidget(onglet)
        if onglet.outils is not None:
            onglet.outils.hide()
            self._a_cote_des_onglets.insertWidget(self._a_cote_des_onglets.indexOf(self.passe), onglet.outils)
        onglet.edited.connect(self._tape)
        onglet.asked.connect(self.act)

    def _construire_la_suite(self) -> None:
        """Le dossier peint, les onglets pas encore vus se construisent un par un : y aller n'attend pas."""
        if (suivant := self.onglets.suivant) is not None:
            self.onglets[suivant]
            self._suite.start()

    @property
    def menage(self) -> OngletMenage:
        return cast("OngletMenage", self.onglets["menage"])

    @property
    def offres(self) -> OngletOffres:
        return cast("OngletOffres", self.onglets["offres"])

    @property
    def pieces(self) -> OngletPieces:
        return cast("OngletPieces", self.onglets["pieces"])

    def open_dossier(self, menage_id: int) -> None:
        """Montre ce ménage ; ce qui était en brouillon sur un autre l'attend."""
        if self._id is not None and menage_id != self._id:
            self.saisie.quitter()
            self.lu = None
            self.dire("")
            self.avis.dire("")
            self.journal.contact_saved()
            self.barre.set_current("menage")
        self._id = menage_id
        self.refresh()
        self.barre.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def menage_id(self) -> int | None:
        """Le ménage montré ou demandé."""
        return self._id

    def a_jour(self) -> list[Onglet]:
        """Les onglets qui montrent ce dossier ; les autres, pas encore vus, n'ont rien de lui à enregistrer."""
        return [onglet for onglet in self.onglets.construits.values() if onglet not in self._perimes]

    @override
    def refresh(self) -> None:
        """Relit le dossier ; ce qui est tapé et pas enregistré reste."""
        if self._id is None:
            return
        try:
            with self.ouvert.fichier.lire() as session:
                lu, lignee = lire_dossier(session, self._id), parente(session, self._id)
                self._nb_pieces = nombre_de_pieces(session, self._id)
                brouillon = self.saisie.a_reprendre(session, lu)
        except ErreurMetier as erreur:
            self.dire(str(erreur))
            return
        self._remplir(lu, brouillon)
        self.entete.show_dossier(lu)
        self.entete.show_lignee(lignee)
        self.journal.show_dossier(lu)
        self._montrer_onglet()
        self._compter()
        self.saisie.dire_la_reprise()
        self.effets.demander(lu)
        self._suite.start()

    def _remplir(self, lu: DossierLu, brouillon: Brouillon) -> None:
        """Un onglet ne se remplit que s'il est vu, s'il garde un brouillon, ou s'il montre encore une saisie."""
        tenus = {onglet for onglet in self.a_jour() if onglet.draft()}
        if self.lu is None and brouillon:
            tenus = set(self.onglets.values())
        self.lu, self._avant = lu, None
        self._perimes = set(self.onglets.construits.values()) - tenus
        self._se_remplit = True
        for onglet in tenus:
            onglet.show_dossier(lu, brouillon)
        self._se_remplit = False

    def _montrer_les_effets(self, avant: AvantOffre) -> None:
        self._avant = avant
        for onglet in self.a_jour():
            onglet.show_effets(avant)

    def _si_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def _choix(self) -> list[Choix]:
        comptes = {"offres": len(self.lu.menage.offres) if self.lu else 0, "pieces": self._nb_pieces}
        choix = [Choix(cle, titre, comptes.get(cle) or None) for cle, titre in TITRES.items()]
        return choix if self._journal_a_cote() else [*choix, Choix(JOURNAL, "Journal")]

    def _journal_a_cote(self) -> bool:
        return self.width() >= px(PLACE_DU_JOURNAL) and self.barre.current not in PLEINE_LARGEUR

    def _montrer_onglet(self) -> None:
        cle = self.barre.current
        a_cote = self._journal_a_cote()
        if cle == JOURNAL and a_cote:
            self.barre.set_current("menage")
            return
        self.barre.set_choix(self._choix())
        self._placer_le_journal(a_cote)
        self.entete.set_compact(cle in PLEINE_LARGEUR, bandeau=cle != "rac")
        onglet_vu = self.onglets.get(cle)
        if onglet_vu in self._perimes and self.lu is not None:
            self._perimes.discard(onglet_vu)
            onglet_vu.show_dossier(self.lu, {})
            if self._avant is not None:
                onglet_vu.show_effets(self._avant)
        for nom, onglet in self.onglets.construits.items():
            if onglet.outils is not None:
                onglet.outils.setVisible(nom == cle)
        self._placer_les_outils(onglet_vu.outils if onglet_vu is not None else None)
        if onglet_vu is not None:
            self.pages.setCurrentWidget(onglet_vu)
        self._a_tabuler = True

    def _placer_les_outils(self, outils: QWidget | None) -> None:
        """À droite des onglets s'ils y tiennent, sinon dessous : aucun onglet n'est caché."""
        dessous = False
        if outils is not None:
            dessous = self.barre.sizeHint().width() + outils.sizeHint().width() + px(84) > self.width()
            place = self._sous_les_onglets if dessous else self._a_cote_des_onglets
            if place.indexOf(outils) < 0:
                place.addWidget(outils)
        self._ligne_des_outils.setVisible(dessous)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """L'ordre se refait à la première touche Tab : l'ouverture n'attend pas."""
        if self._a_tabuler:
            self._a_tabuler = False
            self._tabuler()
        return super().focusNextPrevChild(next)

    def _tabuler(self) -> None:
        """Le journal vient après la page, même quand elle vient de se redessiner."""
        page = self.pages.currentWidget()
        dernier: QWidget = self.barre
        suivant = self.barre.nextInFocusChain()
        while suivant is not None and suivant is not self.barre:
            if page is not None and page.isAncestorOf(suivant) and not self.journal.isAncestorOf(suivant):
                dernier = suivant
            suivant = suivant.nextInFocusChain()
        for champ in (self.journal.choix, self.journal.champ, self.journal.saisie.detail):
            QWidget.setTabOrder(dernier, champ)
            dernier = champ

    def _placer_le_journal(self, a_cote: bool) -> None:
        """À côté de la page quand il y a la place, à la place de la page dans son onglet, sinon nulle part.

        Il ne change jamais de parent : Qt remesurerait chacune de ses lignes.
        """
        seul = self.barre.current == JOURNAL
        self.journal.setMaximumWidth(px(LARGEUR) if a_cote else 16777215)
        self.journal.setMinimumWidth(px(LARGEUR) if a_cote else 0)
        self.pages.setVisible(not seul)
        self.journal.setVisible(a_cote or seul)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._montrer_onglet()

    @property
    def combien(self) -> int:
        """Combien de champs attendent d'être enregistrés."""
        return sum(onglet.draft_count() for onglet in self.a_jour())

    def _compter(self) -> None:
        self.entete.show_draft(self.combien)

    def _tape(self) -> None:
        if not self._se_remplit:  # on compte une fois tout montré
            self._compter()
        self.saisie.noter()

    def save(self) -> None:
        """Écrit tous les brouillons du dossier d'un coup, ou dit ce qui l'empêche."""
        self.dire("")
        self.saisie.enregistrer()

    def act(self, cle: str, cible: object) -> None:
        """Ouvre la petite fenêtre d'un acte, ou va à l'onglet demandé."""
        if self.lu is None:
            return
        if cle == "onglet":
            self.barre.set_current(str(cible))
        elif cle == "manque" and isinstance(cible, Attendu):
            self.aller_au_champ(cible)
        elif cle == "voir_offre" and isinstance(cible, Offre):
            self.barre.set_current("offres")
            self.offres.choisir(cible)
        elif cle == "pourquoi":
            self._pourquoi(self.lu)
        else:
            dialogue = ouvrir_acte(cle, self.ouvert, self.lu, cible, self)
            if cle == "corbeille" and dialogue is not None:
                dialogue.accepted.connect(self.back_asked)

    def _pourquoi(self, lu: DossierLu) -> None:
        """Ce que l'on compte de ce ménage ; de là, on va au champ à compléter."""
        fenetre = FenetrePourquoi(lu, self)
        fenetre.remede_asked.connect(self._completer)
        fenetre.open()

    def _completer(self, ou: str, vers: str) -> None:
        if ou == ONGLET:
            self.act("onglet", vers)
        else:
            acte, _, champ = vers.partition(".")
            self.act(acte, champ or None)

    def _montrer_actes(self) -> None:
        if self._id is not None:
            self.acts_asked.emit(self._id)

    def ecrire_un_contact(self) -> None:
        if not self._journal_a_cote():
            self.barre.set_current(JOURNAL)
        self.journal.champ.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def aller_au_champ(self, manque: Attendu) -> None:
        """Montre le champ qui manque et lui donne le focus ; ouvre la fiche de la personne s'il y est."""
        lieu = lieu_de(manque)
        if lieu.acte:
            self.act(lieu.acte, self.lu.menage.titulaire if self.lu else None)
            return
        self.barre.set_current(lieu.onglet)
        self.onglets[lieu.onglet].aller(lieu.champ)

    def aller_au_chemin(self, chemin: str) -> None:
        """Va où ce champ se tape : dans un onglet, ou dans la petite fenêtre d'un acte."""
        if self.lu is not None:
            acte, cible = acte_du_chemin(chemin, self.lu)
            if acte:
                self.act(acte, cible)

    def voir_au(self) -> None:
        """Ouvre le dossier tel qu'il était à une date."""
        from ui.passe import FenetrePasse

        if self.lu is not None:
            FenetrePasse(self.ouvert, self.lu.menage.id, self.lu.menage.reference, self).open()

    def _noter_contact(self, ligne: str, precisions: Precisions) -> None:
        menage_id, auteur = self._id, self.ouvert.fichier.auteur
        if menage_id is None:
            return

        def noter(session: Session) -> None:
            noter_un_contact(
                relire(session, Menage, menage_id),
                ligne,
                horloge.maintenant(),
                auteur=auteur,
                precisions=precisions,
            )

        tache = self.ouvert.write("Contact noté", noter)
        tache.failed.connect(self.echouer)
        tache.succeeded.connect(lambda _: self._contact_note())

    def _contact_note(self) -> None:
        self.journal.contact_saved()
        self.saisie.noter()

    def _faire_la_suite(self, contact: int) -> None:
        cle, au = f"{Affaire.SUITE.value}:{contact}", horloge.maintenant().date()
        tache = self.ouvert.write("Suite faite", lambda session: faire(session, cle, au=au))
        tache.failed.connect(self.echouer)

    def _relire(self) -> None:
        self.dire("")
        self.refresh()

    def dire(self, phrase: str) -> None:
        """Une phrase sous les onglets ; rien ne se perd de ce qui est tapé."""
        self.erreur.dire(phrase)
        self.relire.hide()
        self._alerte.setVisible(bool(phrase))

    def echouer(self, phrase: str) -> None:
        """L'écriture n'a pas eu lieu : relire montre ce qui a changé, la saisie reste."""
        self.dire(phrase)
        self.relire.show()
