"""« Voir au… » : un dossier tel qu'il était à une date, et ce qui a changé entre deux dates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.changements import Periode, changements
from db.passe import connu_depuis, etat_au
from db.passe_dit import Rubrique, rubriques
from relogement.changements import Changements
from relogement.erreurs import ErreurMetier
from relogement.textes import jour
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.onglets import Onglets
from ui.composants.texte import Texte, legende, titre
from ui.editeurs import ECRITURES, ChampTexte
from ui.ouvert import ProjetOuvert
from ui.passe.liste import ListeChangements
from ui.passe.rubriques import PageRubriques
from ui.passe.sortie import PiedDeSortie
from ui.theme import px

LARGEUR, HAUTEUR = 1080, 760
ETAT, CHANGES = "etat", "changes"
UN_MOIS = timedelta(days=30)
RIEN = "Rien n’a changé dans ce dossier entre ces deux dates."
FUTUR = "Cette date est à venir. Choisissez-en une d’aujourd’hui ou d’avant."
INVERSE = "La deuxième date vient avant la première. Corrigez l’une des deux."


@dataclass(frozen=True)
class Vue:
    """Ce que la fenêtre montre, lu d'un coup."""

    rubriques: list[Rubrique]
    changes: Changements


def fin_du_jour(le: date) -> datetime:
    """La journée comprise."""
    return datetime.combine(le, time.max)


def lire(session: Session, menage_id: int, le: date, jusqu_au: date) -> Vue:
    """L'état au soir de la première date, et ce qui a changé ensuite jusqu'au soir de la seconde."""
    etat = etat_au(session, menage_id, fin_du_jour(le))
    periode = Periode(datetime.combine(le + timedelta(days=1), time()), fin_du_jour(jusqu_au))
    return Vue(rubriques(etat), changements(session, periode, menage_id=menage_id))


class FenetrePasse(QDialog):
    """Rien ne s'y modifie ; Échap la ferme."""

    def __init__(self, ouvert: ProjetOuvert, menage_id: int, reference: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._menage_id, self._reference = ouvert, menage_id, reference
        self._demandee = 0
        self.setObjectName("fenetre_passe")
        self.setWindowTitle(f"Dossier {reference} à une date passée")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.le, self.jusqu_au = (
            _date("passe_le", "Voir l’état au"),
            _date("passe_jusqu_au", "Changements jusqu’au"),
        )
        self.erreur = BandeauErreur(nom="passe_erreur")
        self.bandeau = Texte("", taille=fonts.SECTION, graisse=fonts.GRAS, nom="passe_bandeau")
        self.onglets = Onglets(
            [Choix(ETAT, "État"), Choix(CHANGES, "Ce qui a changé depuis")], nom="passe_onglets"
        )
        self.onglets.set_titre("Passé du dossier")
        self.page, self.liste = PageRubriques(), ListeChangements("passe_liste", avec_dossiers=False)
        self.pied = PiedDeSortie(ouvert, "passe")
        self._garnir()
        self._brancher()
        fenetre = parent.window()
        self.resize(min(px(LARGEUR), fenetre.width() - px(24)), min(px(HAUTEUR), fenetre.height() - px(24)))
        self.le.set_value(self._depart())
        self.jusqu_au.set_value(horloge.aujourdhui())
        self.refresh()

    def _garnir(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete())
        bande = Bande(fond="ambre_fond", nom="passe_bande")
        rangee = QHBoxLayout(bande)
        rangee.setContentsMargins(px(16), px(8), px(16), px(8))
        rangee.addWidget(self.bandeau, 1)
        rangee.addWidget(legende("Lecture seule : rien ne s’y modifie.", "texte2"))
        colonne.addWidget(bande)
        colonne.addWidget(self.erreur)
        colonne.addWidget(self.onglets)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.page)
        corps = QWidget()
        QVBoxLayout(corps).addWidget(self.liste)
        self._pile.addWidget(corps)
        colonne.addWidget(self._pile, 1)
        colonne.addWidget(self.pied)

    def _tete(self) -> Bande:
        tete = Bande()
        rangee = QHBoxLayout(tete)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        rangee.setSpacing(px(8))
        rangee.addWidget(titre(f"Dossier {self._reference}"))
        rangee.addStretch(1)
        self.voir = Bouton("Voir", "history", genre=Genre.PRINCIPAL, nom="passe_voir")
        self.voir.setDefault(True)
        for mot, champ in (("État au soir du", self.le), ("changements jusqu’au", self.jusqu_au)):
            etiquette = legende(mot)
            etiquette.setBuddy(champ)
            rangee.addWidget(etiquette)
            rangee.addWidget(champ)
        rangee.addWidget(self.voir)
        return tete

    def _brancher(self) -> None:
        self.voir.clicked.connect(self.refresh)
        for champ in (self.le, self.jusqu_au):
            champ.returnPressed.connect(self.refresh)
        self.onglets.current_changed.connect(lambda cle: self._pile.setCurrentIndex(int(cle == CHANGES)))
        self.pied.closed.connect(self.accept)

    def _depart(self) -> date:
        """Il y a un mois, ou le jour où le dossier est entré dans le fichier s'il est plus récent."""
        il_y_a_un_mois = horloge.aujourdhui() - UN_MOIS
        with self._ouvert.fichier.lire() as session:
            connu = connu_depuis(session, self._menage_id)
        return max(il_y_a_un_mois, min(connu or il_y_a_un_mois, horloge.aujourdhui()))

    def refresh(self) -> None:
        """Relit hors de l'écran ; une date impossible se dit et laisse ce qui était montré."""
        try:
            le, jusqu_au = self._dates()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.erreur.dire("")
        menage_id = self._menage_id
        self._demandee += 1
        numero = self._demandee
        tache = self._ouvert.read("Passé du dossier", lambda session: lire(session, menage_id, le, jusqu_au))
        tache.succeeded.connect(lambda vue: self._si_derniere(numero, lambda: self._montrer(vue, le, jusqu_au)))
        tache.failed.connect(lambda phrase: self._si_derniere(numero, lambda: self.erreur.dire(phrase)))

    def _si_derniere(self, numero: int, faire: Callable[[], None]) -> None:
        """On a pu demander une autre date pendant la lecture."""
        if numero == self._demandee:
            faire()

    def _dates(self) -> tuple[date, date]:
        aujourdhui = horloge.aujourdhui()
        le: date = self.le.value() or aujourdhui
        jusqu_au: date = self.jusqu_au.value() or aujourdhui
        if max(le, jusqu_au) > aujourdhui:
            raise ErreurMetier(FUTUR)
        if jusqu_au < le:
            raise ErreurMetier(INVERSE)
        return le, jusqu_au

    def _montrer(self, vue: Vue, le: date, jusqu_au: date) -> None:
        self.bandeau.setText(f"État au {jour(le)}")
        self.page.show_rubriques(vue.rubriques)
        self.liste.show_changements(vue.changes, RIEN)
        actes = sum(len(d.actes) for d in vue.changes.dossiers)
        self.onglets.set_choix(_choix(actes or None))
        nom = f"Dossier {self._reference}, du {jour(le)} au {jour(jusqu_au)}"
        self.pied.show_changements(nom, vue.changes)


def _choix(actes: int | None) -> list[Choix]:
    return [Choix(ETAT, "État"), Choix(CHANGES, "Ce qui a changé depuis", actes)]


def _date(nom: str, lu: str) -> ChampTexte:
    champ = ChampTexte(ECRITURES[date])
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    champ.setFixedWidth(px(110))
    return champ
