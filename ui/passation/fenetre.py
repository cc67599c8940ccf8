"""La fenêtre de passation : un agent absent, tout ce qu'il laisse, à qui le confier, une page à remettre."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.passation import (
    Charge,
    PassationLue,
    charges,
    confier,
    en_cours,
    etat_de_la_passation,
    etat_des_dossiers,
    rendre,
)
from relogement.erreurs import ErreurMetier
from relogement.passation import EtatDesDossiers
from relogement.passation_dite import parties, resume
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.onglets import Onglets
from ui.composants.texte import Texte, legende, titre
from ui.composants.vide import Vide
from ui.editeurs import ChampChoix, Option
from ui.ouvert import ProjetOuvert
from ui.passation.en_cours import BandeEnCours
from ui.passation.modele import DossiersModel, PartieModel, TableDossiers, TableRepartie
from ui.passation.partage import PanneauPartage
from ui.theme import px

LARGEUR, HAUTEUR = 1240, 760
DOSSIERS, A_FAIRE, PROMESSES, SANS_ACTION = "dossiers", "a_faire", "promesses", "sans_action"
TITRES = {DOSSIERS: "Dossiers", A_FAIRE: "À faire", PROMESSES: "Promesses", SANS_ACTION: "Sans action"}
CHOISIR = "Choisissez l’agent absent : ses dossiers, ses échéances et ses promesses se montrent ici."


@dataclass(frozen=True)
class Lecture:
    """Ce que la fenêtre montre, lu d'un coup."""

    charges: list[Charge]
    en_cours: list[PassationLue]
    etat: EtatDesDossiers | None


def lire(session: Session, referent: str | None, au: date) -> Lecture:
    return Lecture(
        charges(session), en_cours(session), etat_des_dossiers(session, referent, au) if referent else None
    )


class FenetrePassation(QDialog):
    def __init__(self, ouvert: ProjetOuvert, parent: QWidget, *, referent: str | None = None) -> None:
        super().__init__(parent)
        self._ouvert, self._referent = ouvert, referent
        self._etat: EtatDesDossiers | None = None
        self._page: Path | None = None
        self.setObjectName("fenetre_passation")
        self.setWindowTitle("Passation de dossiers")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.agents = ChampChoix([])
        self.operations = ChampChoix([])
        self.modele, self.parties = DossiersModel(self), PartieModel(self)
        self.table = TableDossiers(self.modele)
        self.liste = TableRepartie("passation_liste", "Ce qui attend")
        self.onglets = Onglets([Choix(cle, mot) for cle, mot in TITRES.items()], nom="passation_onglets")
        self.onglets.set_titre("Passation")
        self.partage, self.bande = PanneauPartage(), BandeEnCours()
        self._garnir()
        self._brancher()
        self.resize(
            min(px(LARGEUR), parent.window().width() - px(24)), min(px(HAUTEUR), parent.window().height() - px(24))
        )
        self.refresh()

    def _garnir(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete())
        colonne.addWidget(self.bande)
        colonne.addWidget(self._barre())
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        self._pile = QStackedWidget()
        self._vide = Vide("handshake", CHOISIR, nom="passation_vide")
        self.liste.setModel(self.parties)
        self._rien = Vide("check", "", nom="passation_rien")
        self.liste.set_vide(self._rien)
        for page in (self._vide, self.table, self.liste):
            self._pile.addWidget(page)
        milieu.addWidget(self._pile, 1)
        milieu.addWidget(self.partage)
        colonne.addLayout(milieu, 1)
        colonne.addWidget(self._pied())

    def _tete(self) -> Bande:
        tete = Bande()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(16), px(12), px(16), px(10))
        pile.setSpacing(px(8))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(10))
        rangee.addWidget(titre("Passation de dossiers"))
        rangee.addStretch(1)
        for champ, nom, mot, largeur in (
            (self.agents, "passation_agent", "Agent absent", 220),
            (self.operations, "passation_operation", "Opération", 180),
        ):
            champ.setObjectName(nom)
            champ.setAccessibleName(mot)
            champ.setMinimumWidth(px(largeur))
            etiquette = legende(mot)
            etiquette.setBuddy(champ)
            rangee.addWidget(etiquette)
            rangee.addWidget(champ)
        pile.addLayout(rangee)
        self._resume = Texte("", "texte2", lignes=True, nom="passation_resume")
        pile.addWidget(self._resume)
        return tete

    def _barre(self) -> Bande:
        barre = Bande()
        rangee = QHBoxLayout(barre)
        rangee.setContentsMargins(px(8), 0, px(16), 0)
        rangee.setSpacing(px(8))
        rangee.addWidget(self.onglets)
        rangee.addStretch(1)
        self.tout = Bouton("Tout cocher", petit=True, nom="passation_tout")
        self.rien = Bouton("Tout décocher", petit=True, nom="passation_aucun")
        rangee.addWidget(self.tout)
        rangee.addWidget(self.rien)
        return barre

    def _pied(self) -> Bande:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        rangee.setSpacing(px(8))
        self._fait = Texte("", "vert", fonts.LEGENDE, lignes=True, nom="passation_fait")
        self.imprimer = Bouton("Page à imprimer…", "printer", nom="passation_imprimer")
        self.voir = Bouton("Ouvrir la page", "external-link", nom="passation_ouvrir")
        self.voir.hide()
        fermer = Bouton("Fermer", nom="passation_fermer")
        fermer.clicked.connect(self.accept)
        rangee.addWidget(self._fait, 1)
        for bouton in (self.voir, self.imprimer, fermer):
            bouton.setAutoDefault(False)
            rangee.addWidget(bouton)
        return pied

    def _brancher(self) -> None:
        self.agents.currentIndexChanged.connect(self._changer_d_agent)
        self.operations.currentIndexChanged.connect(lambda _: self._montrer_les_dossiers())
        self.onglets.current_changed.connect(lambda _: self._montrer_la_page())
        self.modele.checked_changed.connect(self._repartir)
        self.partage.changed.connect(self._repartir)
        self.partage.asked.connect(self._confier)
        self.tout.clicked.connect(lambda: self.modele.check_all(coche=True))
        self.rien.clicked.connect(lambda: self.modele.check_all(coche=False))
        self.table.activated.connect(self._ouvrir_le_dossier)
        self.imprimer.clicked.connect(self._imprimer_la_vue)
        self.voir.clicked.connect(self._ouvrir_la_page)
        self.bande.return_asked.connect(self._rendre)
        self.bande.print_asked.connect(self._imprimer_une_passation)
        self._ouvert.saved.connect(self.refresh)

    def refresh(self) -> None:
        """Relit hors de l'écran."""
        referent, au = self._referent, horloge.aujourdhui()
        tache = self._ouvert.read("Passation", lambda session: lire(session, referent, au))
        tache.succeeded.connect(self._montrer)
        tache.failed.connect(self.partage.erreur.dire)

    def _montrer(self, lu: Lecture) -> None:
        if lu.etat is not None and lu.etat.referent != self._referent:
            return
        self._etat = lu.etat
        _remplir(self.agents, [(c.referent, c.referent) for c in lu.charges], self._referent)
        codes = sorted({d.operation for d in lu.etat.dossiers}) if lu.etat else []
        _remplir(self.operations, [(code, code) for code in codes], self.operations.value(), vide="Toutes")
        self.bande.show_passations(lu.en_cours, horloge.aujourdhui())
        self.partage.show_charges(lu.charges, self._referent or "")
        self._resume.setText(resume(lu.etat) if lu.etat else CHOISIR)
        self._montrer_les_dossiers()

    def _changer_d_agent(self) -> None:
        nom = self.agents.value()
        if nom != self._referent:
            self._referent = nom
            self._fait.setText("")
            self.partage.erreur.dire("")
            self.refresh()

    def _montrer_les_dossiers(self) -> None:
        operation = self.operations.value()
        tous = self._etat.dossiers if self._etat else ()
        vus = [d for d in tous if operation is None or d.operation == operation]
        self.modele.show_dossiers(vus, self._etat.au if self._etat else date.min)
        if vus:
            self.table.selectRow(0)
        comptes = _comptes(self._etat, len(vus))
        self.onglets.set_choix([Choix(cle, mot, comptes[cle]) for cle, mot in TITRES.items()])
        self._montrer_la_page()
        self._repartir()

    def _montrer_la_page(self) -> None:
        cle = self.onglets.current
        for bouton in (self.tout, self.rien):
            bouton.setVisible(cle == DOSSIERS and self._etat is not None)
        self.partage.setEnabled(self._etat is not None)
        self.imprimer.setEnabled(self._etat is not None)
        if self._etat is None:
            self._pile.setCurrentWidget(self._vide)
        elif cle == DOSSIERS:
            self._pile.setCurrentWidget(self.table)
        else:
            partie = list(parties(self._etat))[(A_FAIRE, PROMESSES, SANS_ACTION).index(cle)]
            self.parties.show_partie(partie)
            self.liste.setAccessibleName(partie.titre)
            self.liste.repartir(partie.parts)
            self._rien.phrase.setText(partie.vide)
            self._pile.setCurrentWidget(self.liste)

    def _repartir(self) -> None:
        coches = self.modele.coches
        plan = self.partage.plan(coches)
        self.modele.show_plan(plan)
        self.partage.show_plan(coches, plan)

    def _confier(self) -> None:
        referent, plan, auteur = self._referent, self.partage.plan(self.modele.coches), self._ouvert.fichier.auteur
        try:
            retour_le = self.partage.retour_le
        except ErreurMetier as erreur:
            self.partage.erreur.dire(str(erreur))
            return
        if referent is None:
            return
        self.partage.erreur.dire("")
        self.partage.confier.setEnabled(False)

        def ecrire(session: Session) -> None:
            confier(session, referent, plan, retour_le=retour_le, auteur=auteur)

        tache = self._ouvert.write("Dossiers confiés", ecrire)
        tache.succeeded.connect(lambda _: self._confies(len(plan)))
        tache.failed.connect(self._refuse)

    def _confies(self, combien: int) -> None:
        self.partage.clear()
        self._fait.setText(
            f"{pluriel(combien, 'dossier confié', 'dossiers confiés')}. Fermez, puis Ctrl+Z l’annule."
        )

    def _refuse(self, phrase: str) -> None:
        self.partage.erreur.dire(phrase)
        self.partage.confier.setEnabled(True)

    def _rendre(self, passation: int) -> None:
        tache = self._ouvert.write("Dossiers rendus", lambda session: rendre(session, passation))
        tache.succeeded.connect(lambda n: self._fait.setText(f"{pluriel(n, 'dossier rendu', 'dossiers rendus')}."))
        tache.failed.connect(self.partage.erreur.dire)

    def _ouvrir_le_dossier(self) -> None:
        dossier = self.modele.dossier(self.table.currentIndex().row())
        if dossier is not None:
            self.accept()
            self._ouvert.dossier_asked.emit(dossier.id)

    def _imprimer_la_vue(self) -> None:
        """La page des dossiers montrés, avec le partage prévu s'il y en a un."""
        if self._etat is not None:
            plan = self.partage.plan(self.modele.coches)
            self._demander_ou(partial(_telle_quelle, replace(self._etat, confies=plan)))

    def _imprimer_une_passation(self, passation: int) -> None:
        au = horloge.aujourdhui()
        self._demander_ou(lambda session: etat_de_la_passation(session, passation, au))

    def _demander_ou(self, lire_l_etat: Callable[[Session], EtatDesDossiers]) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        propose = Path(documents) / f"passation-{horloge.aujourdhui():%Y-%m-%d}.pdf"
        dialogue = QFileDialog(self, "Enregistrer la page", str(propose), "Document PDF (*.pdf)")
        dialogue.setObjectName("passation_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("pdf")
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda nom: self._ecrire(Path(nom), lire_l_etat))
        dialogue.open()

    def _ecrire(self, vers: Path, lire_l_etat: Callable[[Session], EtatDesDossiers]) -> None:
        def travail(_: Avancement) -> Path:
            from relogement.documents.passation import ecrire_passation

            with self._ouvert.fichier.lire() as session:
                etat = lire_l_etat(session)
            ecrire_passation(vers, etat)
            return vers

        tache = self._ouvert.atelier.run("Page de passation", travail)
        tache.succeeded.connect(self._ecrite)
        tache.failed.connect(self.partage.erreur.dire)

    def _ecrite(self, page: Path) -> None:
        self._page = page
        self._fait.setText(f"Page enregistrée : {page.name}.")
        self.voir.show()

    def _ouvrir_la_page(self) -> None:
        if self._page is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._page))):
            self.partage.erreur.dire(
                "Aucun programme de ce poste n’ouvre les PDF. Imprimez la page d’un autre poste."
            )


def _telle_quelle(etat: EtatDesDossiers, _: Session) -> EtatDesDossiers:
    return etat


def _comptes(etat: EtatDesDossiers | None, dossiers: int) -> dict[str, int | None]:
    if etat is None:
        return dict.fromkeys(TITRES)
    return {
        DOSSIERS: dossiers,
        A_FAIRE: len(etat.affaires),
        PROMESSES: len(etat.promesses),
        SANS_ACTION: len(etat.sans_action),
    }


def _remplir(
    champ: ChampChoix, options: list[tuple[str, str]], choisie: str | None, *, vide: str = "Choisir…"
) -> None:
    """Refait la liste sans annoncer de choix."""
    champ.blockSignals(True)
    champ.set_options([Option(texte, valeur) for texte, valeur in options], vide=Option(vide, None))
    champ.set_value(choisie)
    if champ.currentIndex() < 0:
        champ.setCurrentIndex(0)
    champ.blockSignals(False)
