"""L'écran « Ma journée » : trois colonnes, la frise des réponses attendues, et ce que l'on oublierait."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import horloge
from db.journee import Journee, Portee, dossiers_de, echeances_datees, journee, portee_ordinaire
from relogement.calendrier import ecrire_agenda
from relogement.documents.journee import imprimer
from relogement.journee import Colonne
from relogement.nomenclatures import Terme
from relogement.regles.a_faire import MOTS_DU_TERME
from relogement.textes import jour_de_semaine, nombre, pluriel
from relogement.travail import Avancement
from ui.commandes import touches
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.journee.cartes import CarteCourte, Entree
from ui.journee.colonne import ColonneJournee, ListeDuJour
from ui.journee.entete import EQUIPE, MOI, EnTeteJournee
from ui.journee.frise import Frise, Legende
from ui.journee.gestes import GestesDuJour
from ui.journee.menu import menu_de_la_ligne
from ui.journee.mis_de_cote import MisDeCote
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px
from ui.touches import poser

LIBELLES = {
    "retard": "En retard", "jour": "Aujourd’hui", "attente": "En attente", "sans_action": "Sans action",
    "anniversaires": "Suivi à venir", "reponses": "Réponse attendue",
}  # fmt: skip


class EcranJournee(Screen):
    """Se relit à chaque écriture ; `est_a_jour` dit que ce qui est montré est ce que la base contient."""

    titre = "Ma journée"
    icone = "calendar-check-2"
    tab_asked = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ouvert = ouvert
        self.vue: Journee | None = None
        self._demandee, self._posee, self._perimee = 0, 0, True
        self._choisi = False
        self.entete, self.erreur = EnTeteJournee(), BandeauErreur(nom="journee_erreur")
        self.colonnes = {colonne: ColonneJournee(colonne) for colonne in Colonne}
        self.frise = Frise()
        self.toutes = Bouton("Toutes", genre=Genre.LIEN, nom="journee_reponses_toutes")
        self.muets = CarteCourte("clock", "Sans action", "Aucun dossier n’est oublié.", nom="journee_muets")
        self.suivis = CarteCourte(
            "repeat", "Anniversaires de suivi", "Aucun suivi ce mois-ci.", nom="journee_suivis"
        )
        self.gestes = GestesDuJour(ouvert, self)
        self._cote: MisDeCote | None = None
        self._disposer()
        self._brancher()

    @property
    def est_a_jour(self) -> bool:
        return not self._perimee and self._posee == self._demandee

    @property
    def agent(self) -> str | None:
        """De qui l'on regarde la journée ; personne en particulier pour l'équipe."""
        return None if self.entete.pour_l_equipe else self.ouvert.fichier.auteur

    @property
    def portee(self) -> Portee:
        return Portee(horloge.aujourdhui(), self.agent, self.ouvert.operation)

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(px(12))
        for colonne in self.colonnes.values():
            haut.addWidget(colonne, 1)
        carte = Carte("Réponses attendues", nom="journee_reponses")
        carte.tete.insertWidget(0, Icone("hourglass", "texte2", 16))
        carte.tete.addWidget(Legende())
        carte.tete.addWidget(self.toutes)
        carte.contenu.addWidget(self.frise, 1)
        cote = QVBoxLayout()
        cote.setSpacing(px(12))
        cote.addWidget(self.muets)
        cote.addWidget(self.suivis)
        bas = QHBoxLayout()
        bas.setSpacing(px(12))
        bas.addWidget(carte, 22)
        bas.addLayout(cote, 10)
        page = QVBoxLayout()
        page.setContentsMargins(px(12), px(12), px(12), px(12))
        page.setSpacing(px(12))
        page.addLayout(haut, 7)
        page.addLayout(bas, 4)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        pile.addWidget(self.entete)
        pile.addWidget(self.erreur)
        pile.addLayout(page, 1)

    def _brancher(self) -> None:
        self.ouvert.saved.connect(self._perimer)
        self.ouvert.operation_changed.connect(self._perimer)
        self.entete.asked.connect(self._changer_de_portee)
        self.entete.print_asked.connect(self.imprimer)
        self.entete.agenda_asked.connect(self.exporter_l_agenda)
        self.entete.reminder_asked.connect(self.rappeler)
        self.entete.aside_asked.connect(self.montrer_mis_de_cote)
        self.gestes.failed.connect(self._dire)
        self.gestes.opened.connect(self._ouvrir)
        for colonne in self.colonnes.values():
            colonne.liste.acted.connect(self.gestes.act)
            colonne.liste.opened.connect(self.gestes.open)
            colonne.liste.snoozed.connect(self.gestes.snooze)
            colonne.liste.agreed.connect(self.gestes.agree)
            colonne.liste.left.connect(self._changer_de_colonne)
            colonne.liste.customContextMenuRequested.connect(partial(self._menu, colonne.liste))
            colonne.more_asked.connect(self._montrer_les_dossiers)
        for carte, quoi in ((self.muets, "sans_action"), (self.suivis, "anniversaires")):
            carte.opened.connect(lambda menage: self._ouvrir(menage, ""))
            carte.all_asked.connect(partial(self._montrer_les_dossiers, quoi))
        self.toutes.clicked.connect(partial(self._montrer_les_dossiers, "reponses"))
        poser(self, touches("imprimer_journee"), self.imprimer, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @override
    def refresh(self) -> None:
        """Relit hors de l'écran ; la première fois, un agent sans dossier voit l'équipe."""
        self._perimee = False
        self._demandee += 1
        numero, choisi, portee = self._demandee, self._choisi, self.portee

        def lire(session: Session) -> tuple[Journee, bool]:
            vraie = portee if choisi else portee_ordinaire(session, portee)
            return journee(session, vraie), vraie.agent is not None

        tache = self.ouvert.read("Ma journée", lire)
        tache.succeeded.connect(lambda lu: self._poser(numero, *lu))
        tache.failed.connect(self._dire)

    @override
    def on_enter(self) -> None:
        if self._perimee or (self.vue is not None and self.vue.portee.au != horloge.aujourdhui()):
            self.refresh()
        self._prendre_le_clavier()

    def _perimer(self) -> None:
        self._perimee = True
        if self.isVisible():
            self.refresh()

    def _changer_de_portee(self) -> None:
        self._choisi = True
        self.refresh()

    def _poser(self, numero: int, vue: Journee, a_lui: bool) -> None:
        if numero != self._demandee:
            return
        if not self._choisi:
            self.entete.qui.blockSignals(True)
            self.entete.qui.set_current(MOI if a_lui else EQUIPE)
            self.entete.qui.blockSignals(False)
            self._choisi = True
        self.vue = vue
        self.erreur.dire("")
        self.entete.show_journee(vue)
        for nom, colonne in self.colonnes.items():
            colonne.show_liste(vue.colonnes[nom], vue.portee.au)
        self.frise.show_reponses(vue.reponses, vue.portee.au, alsace_moselle=vue.alsace_moselle)
        self.toutes.setText(f"Toutes ({nombre(vue.reponses.total, 0)})")
        self.toutes.setAccessibleName(f"Voir les dossiers des {vue.reponses.total} réponses attendues")
        self.toutes.setVisible(bool(vue.reponses.total))
        self.toutes.updateGeometry()
        self._montrer_les_cartes(vue)
        if self._cote is not None:
            self._cote.show_listes(vue.reports, vue.faits)
        self._posee = numero
        if self.isVisible() and not isinstance(self.focusWidget(), ListeDuJour):
            self._prendre_le_clavier()

    def _montrer_les_cartes(self, vue: Journee) -> None:
        au = vue.portee.au
        self.muets.set_titre(f"Sans action depuis plus de {pluriel(vue.sans_action_jours, 'jour')}")
        muets = [
            Entree(
                li.menage_id or 0, li.nom or li.reference,
                vue.etats[li.menage_id].libelle if li.menage_id else "",
                pluriel((au - li.depuis_le).days, "jour") if li.depuis_le else "rien de noté",
            )
            for li in vue.sans_action.lignes
        ]  # fmt: skip
        self.muets.show_entrees(muets, vue.sans_action.total)
        suivis = [
            Entree(
                li.menage_id or 0, li.nom or li.reference, MOTS_DU_TERME[Terme(li.cle.rsplit(":", 1)[-1])],
                jour_de_semaine(li.echeance_le) if li.echeance_le else "",
            )
            for li in vue.anniversaires.lignes
        ]  # fmt: skip
        self.suivis.show_entrees(suivis, vue.anniversaires.total)

    def _prendre_le_clavier(self) -> None:
        """La première colonne qui a une ligne."""
        premiere = next((c.liste for c in self.colonnes.values() if c.liste.modele.lignes), None)
        if premiere is not None:
            premiere.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changer_de_colonne(self, pas: int) -> None:
        listes = [c.liste for c in self.colonnes.values() if c.liste.modele.lignes]
        courante = next((rang for rang, liste in enumerate(listes) if liste.hasFocus()), 0)
        if listes:
            listes[(courante + pas) % len(listes)].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.rappeler()
        else:
            super().keyPressEvent(event)

    def rappeler(self) -> None:
        """Un rappel, sur le dossier de la ligne où est le clavier si on le veut."""
        liste = self.focusWidget()
        self.gestes.remind(liste.current if isinstance(liste, ListeDuJour) else None)

    def montrer_mis_de_cote(self) -> None:
        if self.vue is None:
            return
        fenetre = MisDeCote(self)
        fenetre.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fenetre.resumed.connect(self.gestes.resume)
        fenetre.reopened.connect(self.gestes.reopen)
        fenetre.finished.connect(self._oublier_mis_de_cote)
        fenetre.show_listes(self.vue.reports, self.vue.faits)
        self._cote = fenetre
        fenetre.open()

    def _oublier_mis_de_cote(self) -> None:
        self._cote = None

    def _menu(self, liste: ListeDuJour, place: QPoint) -> None:
        if (ligne := liste.current) is not None:
            menu_de_la_ligne(liste, ligne, self.gestes).popup(liste.viewport().mapToGlobal(place))

    def _ouvrir(self, menage: int, onglet: str) -> None:
        self.ouvert.dossier_asked.emit(menage)
        if onglet:
            self.tab_asked.emit(onglet)

    def _montrer_les_dossiers(self, quoi: str) -> None:
        portee = self.vue.portee if self.vue else self.portee
        tache = self.ouvert.read("Dossiers de la liste", lambda session: dossiers_de(session, portee, quoi))
        tache.succeeded.connect(lambda ids: self.ouvert.dossiers_asked.emit(ids, LIBELLES[quoi]))
        tache.failed.connect(self._dire)

    def imprimer(self) -> None:
        """Demande où, puis écrit la journée en PDF."""
        self._demander("journee_pdf", "Imprimer ma journée", f"journee-{horloge.aujourdhui():%Y-%m-%d}.pdf",
                       "PDF (*.pdf)", self._imprimer)  # fmt: skip

    def exporter_l_agenda(self) -> None:
        """Demande où, puis écrit les échéances pour un agenda."""
        self._demander("journee_ics", "Agenda des échéances", "echeances.ics", "Agenda (*.ics)", self._exporter)

    def _demander(self, nom: str, titre: str, fichier: str, filtre: str, suite: object) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialogue = QFileDialog(self, titre, str(Path(documents) / fichier), filtre)
        dialogue.setObjectName(nom)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.fileSelected.connect(suite)
        dialogue.open()

    def _imprimer(self, vers: str) -> None:
        if (vue := self.vue) is None:
            return
        nom = vue.portee.agent or "Toute l’équipe"
        listes = {colonne: liste.lignes for colonne, liste in vue.colonnes.items()}
        autres = {colonne: liste.total - len(liste.lignes) for colonne, liste in vue.colonnes.items()}

        def travail(_: Avancement) -> None:
            imprimer(Path(vers), vue.portee.au, nom, listes, autres)

        self._lancer("Impression de la journée", travail)

    def _exporter(self, vers: str) -> None:
        portee = self.vue.portee if self.vue else self.portee
        fichier = self.ouvert.fichier

        def travail(_: Avancement) -> None:
            with fichier.lire() as session:
                lignes = echeances_datees(session, portee)
            ecrire_agenda(Path(vers), lignes, le=horloge.maintenant())

        self._lancer("Agenda des échéances", travail)

    def _lancer(self, libelle: str, travail: object) -> None:
        tache = self.ouvert.atelier.run(libelle, travail)  # type: ignore[arg-type]
        tache.failed.connect(self._dire)

    def _dire(self, phrase: str) -> None:
        self.erreur.dire(phrase)
