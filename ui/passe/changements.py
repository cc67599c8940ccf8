"""Ce qui a changé dans les dossiers depuis une date : toute l'équipe, un agent, une opération."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.changements import Periode, changements
from db.operations import operations
from db.passation import charges
from relogement.changements import Changements, resume
from relogement.erreurs import ErreurMetier
from relogement.textes import jour
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende, titre
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.ouvert import ProjetOuvert
from ui.passe.fenetre import FUTUR, INVERSE, fin_du_jour
from ui.passe.liste import ListeChangements
from ui.passe.sortie import PiedDeSortie
from ui.theme import px

LARGEUR, HAUTEUR = 980, 760
EQUIPE, TOUTES = Option("Toute l’équipe", None), Option("Toutes les opérations", None)
RIEN = "Rien n’a changé dans ces dossiers pendant cette période."


def dernier_lundi(au: date) -> date:
    """Le lundi de cette semaine ; un lundi, celui d'avant : de quoi préparer la cellule de la semaine."""
    return au - timedelta(days=au.weekday() or 7)


class FenetreChangements(QDialog):
    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._demandee = ouvert, 0
        self.setObjectName("fenetre_changements")
        self.setWindowTitle("Ce qui a changé")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.depuis, self.jusqu_au = ChampTexte(ECRITURES[date]), ChampTexte(ECRITURES[date])
        self.agents, self.operations = ChampChoix([], vide=EQUIPE), ChampChoix([], vide=TOUTES)
        self.erreur = BandeauErreur(nom="changements_erreur")
        self._resume = Texte("", "texte2", nom="changements_resume")
        self.liste, self.pied = ListeChangements("changements_liste"), PiedDeSortie(ouvert, "changements")
        self._garnir()
        self._brancher()
        fenetre = parent.window()
        self.resize(min(px(LARGEUR), fenetre.width() - px(24)), min(px(HAUTEUR), fenetre.height() - px(24)))
        self.depuis.set_value(dernier_lundi(horloge.aujourdhui()))
        self._remplir_les_choix()
        self.refresh()

    def _garnir(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete())
        colonne.addWidget(self.erreur)
        corps = QVBoxLayout()
        corps.setContentsMargins(px(12), px(12), px(12), px(12))
        corps.addWidget(self.liste)
        colonne.addLayout(corps, 1)
        colonne.addWidget(self.pied)

    def _tete(self) -> Bande:
        tete = Bande()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(16), px(12), px(16), px(10))
        pile.setSpacing(px(8))
        pile.addWidget(titre("Ce qui a changé"))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for nom, mot, champ, largeur in (
            ("changements_depuis", "Depuis le", self.depuis, 110),
            ("changements_jusqu_au", "jusqu’au", self.jusqu_au, 110),
            ("changements_agent", "Agent", self.agents, 170),
            ("changements_operation", "Opération", self.operations, 190),
        ):
            champ.setObjectName(nom)
            champ.setAccessibleName(mot)
            champ.setFixedWidth(px(largeur))
            etiquette = legende(mot)
            etiquette.setBuddy(champ)
            rangee.addWidget(etiquette)
            rangee.addWidget(champ)
        self.voir = Bouton("Voir", "history", genre=Genre.PRINCIPAL, nom="changements_voir")
        rangee.addStretch(1)
        rangee.addWidget(self.voir)
        pile.addLayout(rangee)
        pile.addWidget(self._resume)
        return tete

    def _brancher(self) -> None:
        self.voir.clicked.connect(self.refresh)
        for champ in (self.depuis, self.jusqu_au):
            champ.returnPressed.connect(self.refresh)
        for liste in (self.agents, self.operations):
            liste.activated.connect(lambda _: self.refresh())
        self.liste.dossier_asked.connect(self._ouvrir)
        self.pied.closed.connect(self.accept)

    def _remplir_les_choix(self) -> None:
        with self._ouvert.fichier.lire() as session:
            agents = [Option(c.referent, c.referent) for c in charges(session)]
            codes = [Option(o.code, o.code) for o in operations(session)]
        self.agents.set_options(agents, vide=EQUIPE)
        self.operations.set_options(codes, vide=TOUTES)
        self.operations.set_value(self._ouvert.operation)

    def refresh(self) -> None:
        """Relit hors de l'écran."""
        try:
            periode = self._periode()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.erreur.dire("")

        def lire(session: Session) -> Changements:
            return changements(session, periode)

        self._demandee += 1
        numero = self._demandee
        tache = self._ouvert.read("Changements", lire)
        tache.succeeded.connect(lambda vus: self._montrer(vus, periode) if numero == self._demandee else None)
        tache.failed.connect(self.erreur.dire)

    def _periode(self) -> Periode:
        aujourdhui = horloge.aujourdhui()
        depuis: date = self.depuis.value() or dernier_lundi(aujourdhui)
        jusqu_au: date | None = self.jusqu_au.value()
        if max(depuis, jusqu_au or depuis) > aujourdhui:
            raise ErreurMetier(FUTUR)
        if jusqu_au is not None and jusqu_au < depuis:
            raise ErreurMetier(INVERSE)
        fin = fin_du_jour(jusqu_au) if jusqu_au else None
        return Periode(datetime.combine(depuis, time()), fin, self.agents.value(), self.operations.value())

    def _montrer(self, vus: Changements, periode: Periode) -> None:
        au = f" au {jour(periode.jusqu_a)}" if periode.jusqu_a else ""
        dit = f"{'Du' if au else 'Depuis le'} {jour(periode.depuis)}{au}"
        qui = ", ".join(filter(None, (periode.referent, periode.operation)))
        self._resume.setText(f"{dit} : {resume(vus)}.")
        self.liste.show_changements(vus, RIEN)
        self.pied.show_changements(f"Ce qui a changé, {dit[0].lower()}{dit[1:]}{f' ({qui})' if qui else ''}", vus)

    def _ouvrir(self, menage_id: int) -> None:
        self.accept()
        self._ouvert.dossier_asked.emit(menage_id)
