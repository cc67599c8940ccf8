"""Le journal du dossier : une ligne pour noter un contact, puis les faits, du plus récent au plus ancien."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from db.faits import Fait, GenreDeFait
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Canal
from relogement.textes import heure, jour, jour_de_semaine
from ui import fonts
from ui.composants.bande import Bande, Separateur, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.etats import icone_etat
from ui.composants.journal import LigneJournal
from ui.composants.segment import Segment
from ui.composants.suite import Suite, Voulue
from ui.composants.texte import Texte, legende, section
from ui.dossier.saisie_contact import SaisieContact
from ui.dossier.suites import SuitesADonner
from ui.theme import px

LARGEUR = 308
MONTRES = 200
ICONES = {
    Canal.TELEPHONE: "phone",
    Canal.VISITE: "house",
    Canal.RENDEZ_VOUS: "calendar",
    Canal.SMS: "message-square",
    Canal.COURRIEL: "at-sign",
    Canal.COURRIER: "mail",
    Canal.AUTRE: "message-circle",
}
FAMILLES = {
    GenreDeFait.CONTACT: "vert",
    GenreDeFait.ACTE: "accent",
    GenreDeFait.CELLULE: "accent",
    GenreDeFait.CHANGEMENT: "neutre",
}
CHOIX = (
    Choix("tout", "Tout"),
    Choix(GenreDeFait.CONTACT.value, "Contacts"),
    Choix(GenreDeFait.ACTE.value, "Actes"),
)
DES_ACTES = (GenreDeFait.ACTE, GenreDeFait.CELLULE)


class PanneauJournal(Bande):
    """`contact_written` annonce la ligne tapée, à Entrée ; `undo_asked` demande la liste des actes."""

    contact_written = Signal(str, object)
    step_done = Signal(int)
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Edge.LeftEdge, nom="journal")
        self.setAccessibleName("Journal du dossier")
        self._faits: Sequence[Fait] = ()
        self._au = date.min
        self.choix = Segment(CHOIX, nom="journal_choix")
        self.choix.set_titre("Journal")
        self.saisie = SaisieContact("Noter un contact en une ligne", nom="journal_contact", touche="Entrée")
        self.champ = self.saisie.ligne
        self.suites = SuitesADonner()
        self.suites.done.connect(self.step_done)
        self._lignes = Suite()
        self._lignes.setContentsMargins(px(16), px(8), px(16), px(16))
        self._lignes.setSpacing(0)
        self._disposer()
        self.saisie.entered.connect(self._noter)
        self.choix.current_changed.connect(lambda _: self._remplir())

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(1, 0, 0, 0)
        colonne.setSpacing(0)
        tete = QHBoxLayout()
        tete.setContentsMargins(px(16), px(8), px(16), px(8))
        tete.addWidget(section("Journal"))
        annuler = Bouton(
            "", "undo-2", genre=Genre.NU, petit=True, aide="Annuler un acte de ce dossier…", nom="journal_annuler"
        )
        annuler.clicked.connect(self.undo_asked)
        tete.addWidget(annuler)
        tete.addStretch(1)
        tete.addWidget(self.choix)
        colonne.addLayout(tete)
        colonne.addWidget(Separateur())
        saisie = QVBoxLayout()
        saisie.setContentsMargins(px(14), px(10), px(14), px(10))
        saisie.addWidget(self.saisie)
        colonne.addLayout(saisie)
        colonne.addWidget(self.suites)
        colonne.addWidget(Separateur())
        page = QWidget()
        pile = QVBoxLayout(page)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addLayout(self._lignes)
        pile.addStretch(1)
        colonne.addWidget(defilante(page, nom="journal_defilement"), 1)

    def show_dossier(self, lu: DossierLu) -> None:
        self._faits, self._au = lu.faits, lu.au
        self.suites.show_contacts(lu.menage.contacts, lu.au)
        self._remplir()

    def contact_saved(self) -> None:
        """Le contact est écrit : le champ est prêt pour le suivant."""
        self.saisie.clear()

    def _noter(self) -> None:
        try:
            self.contact_written.emit(self.champ.text(), self.saisie.precisions())
        except ErreurMetier:
            self.saisie.le.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # la date illisible est déjà dite sous la ligne

    def _remplir(self) -> None:
        """Un fait de plus ne refait pas les autres."""
        choisi = self.choix.current
        vus = [f for f in self._faits if _est(f, choisi)][:MONTRES]
        lignes = self._lignes.show_lignes(list(self._voulues(vus)))
        for rang, ligne in enumerate(ligne for ligne in lignes if isinstance(ligne, LigneJournal)):
            ligne.setObjectName(f"fait_{rang}")

    def _voulues(self, vus: Sequence[Fait]) -> Iterator[Voulue]:
        if not vus:
            yield "vide", lambda: legende("Rien n’est encore noté.", "texte3", nom="journal_vide")
        groupes = [titre_de_groupe(fait, self._au) for fait in vus]
        for rang, (fait, groupe) in enumerate(zip(vus, groupes, strict=True)):
            if rang == 0 or groupe != groupes[rang - 1]:
                yield (groupe, rang == 0), partial(_titre, groupe, premier=rang == 0)
            suivie = rang + 1 < len(vus) and groupes[rang + 1] == groupe
            dit = quand(fait, self._au)
            yield (fait, dit, suivie), partial(_ligne, fait, dit, suivie=suivie)


def _est(fait: Fait, choisi: str) -> bool:
    """Ce que la cellule a décidé est un acte."""
    genre = GenreDeFait.ACTE if fait.genre in DES_ACTES else fait.genre
    return choisi in ("tout", genre.value)


def titre_de_groupe(fait: Fait, au: date) -> str:
    """« Aujourd'hui », « Cette semaine », « Auparavant » ; une date à venir se dit."""
    if fait.le is None:
        return "Sans date"
    le = fait.le.date()
    if le > au:
        return "À venir"
    if le == au:
        return f"Aujourd’hui — {jour_de_semaine(au)}"
    return "Cette semaine" if le >= au - timedelta(days=au.weekday()) else "Auparavant"


def quand(fait: Fait, au: date) -> str:
    """L'heure aujourd'hui, « 17/11 » dans la semaine, la date entière avant."""
    if fait.le is None:
        return ""
    le = fait.le.date()
    if le == au:
        return heure(fait.le) if fait.horaire else ""
    cette_semaine = au - timedelta(days=au.weekday()) <= le < au
    return f"{le:%d/%m}" if cette_semaine else jour(le)


def _titre(titre: str, *, premier: bool) -> QWidget:
    page = QWidget()
    pile = QVBoxLayout(page)
    pile.setContentsMargins(0, px(4 if premier else 6), 0, px(8))
    pile.addWidget(Texte(titre, "texte2", fonts.LEGENDE, fonts.GRAS))
    return page


def _ligne(fait: Fait, dit: str, *, suivie: bool) -> LigneJournal:
    if fait.canal is not None:
        icone = ICONES[fait.canal]
    else:
        sans_etat = "presentation" if fait.genre is GenreDeFait.CELLULE else "pencil"
        icone = icone_etat(fait.etat) if fait.etat is not None else sans_etat
    ligne = LigneJournal(icone, FAMILLES[fait.genre], fait.titre, fait.detail, dit, suivie=suivie)
    ligne.setToolTip(f"Noté par {fait.auteur}" if fait.auteur else "")
    return ligne
