"""« Inter-bailleurs » : les parts et les engagements, les paires, qui est en retard, et l'effet de la séance."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.exports.partage import document
from db.horloge import aujourdhui
from db.partage import lire_partage, periode_a_montrer
from db.partage.accueils import a_verifier, bailleurs_connus
from db.partage.chiffres import chiffre_de
from db.tableaux import Chiffre, Portee
from relogement.erreurs import ErreurMetier
from relogement.exports.tableau import Document
from relogement.partage.dits import paires_dites, reserves, seance_dite
from relogement.partage.matrice import TousOuUn
from relogement.partage.partage import Partage
from relogement.partage.periode import Periode
from relogement.textes import pluriel
from ui import fonts
from ui.avant_envoi.classeur import BoutonClasseur
from ui.avant_envoi.disposition import messages, rangee
from ui.avant_envoi.table import LignesModel, TableLignes
from ui.cellule.partage.engagements import OutilsDEngagement
from ui.cellule.partage.masque import sans_noms
from ui.cellule.partage.matrice import MatriceModel
from ui.cellule.partage.parts import COLONNES, LigneMontree, lignes_montrees
from ui.cellule.partage.periode import ChoixPeriode
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.composants.vide import Vide
from ui.indicateurs.grille import GrilleTable
from ui.indicateurs.volet import Volet
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR, HAUTEUR, LE_PLUS_DE_LIGNES, PAIRES_DITES = 1180, 600, 9, 4
Lu = tuple[Partage, list[str], list[str]]


class FenetrePartage(QDialog):
    """Un clic ou Entrée ouvre les ménages d'une case ; F2 dit ce que le bailleur choisi a promis."""

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget, *, seance_id: int | None = None, qui: str = "",
        noms: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.ouvert, self._seance_id, self._qui, self._noms = ouvert, seance_id, qui, noms
        self.partage: Partage | None = None
        self._ouverte: tuple[TousOuUn, TousOuUn] | None = None
        self._par_paire = False
        self.setObjectName("fenetre_partage")
        self.setWindowTitle("Inter-bailleurs")
        self.setAccessibleName("Inter-bailleurs")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._construire()
        self._disposer()
        self._brancher()
        self.resize(px(LARGEUR), px(HAUTEUR))
        self.refresh()

    def _construire(self) -> None:
        self.periode = ChoixPeriode()
        self.portee = legende("", nom="partage_portee")
        self.outils = OutilsDEngagement(self.ouvert, self._choisie)
        self.classeur = BoutonClasseur(self.ouvert, self._recette, nom="partage_classeur")
        self.classeur.setToolTip(
            "Écrire les parts et les paires dans un classeur interne, sans secret statistique"
        )
        self.fermer = Bouton("Fermer", touche="Échap", nom="partage_fermer")
        self.erreur, self.fait = messages("partage_fenetre")
        self.alerte = BandeauErreur("ambre", nom="partage_alerte", fermable=False)
        self._lecture = DerniereLecture(self.ouvert, self.erreur.dire, self)
        self.parts = TableLignes(
            LignesModel(COLONNES), COLONNES, nom="partage_parts", lu="Part de chaque bailleur"
        )
        self.modele = MatriceModel()
        self.modele.setParent(self)
        self.matrice = GrilleTable(self.modele, nom="partage_matrice", lu="De quel bailleur à quel bailleur")
        self.matrice.set_vide(
            Vide("arrow-left-right", "Personne à compter dans cette période.", nom="matrice_vide")
        )
        self.effet = Texte("", graisse=fonts.MOYEN, lignes=True, nom="partage_effet")
        self.paires = legende("", "texte", nom="partage_paires", lignes=True)
        self.reserve = legende("", "texte2", nom="partage_reserve", lignes=True)
        self.volet = Volet(self.ouvert)
        pourquoi = self.volet.findChild(Bouton, "volet_pourquoi")
        assert isinstance(pourquoi, Bouton)
        pourquoi.setVisible(self._noms)  # cette fenêtre-là nomme le ménage

    def _disposer(self) -> None:
        page, pied = Bande(None, fond="fond"), Bande(Qt.Edge.TopEdge, fond="creux")
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(14), px(12), px(14), px(12))
        colonne.setSpacing(px(10))
        titre = Texte("Inter-bailleurs", taille=fonts.SECTION, graisse=fonts.GRAS)
        colonne.addLayout(rangee(titre, self.portee, None, self.periode, self.outils))
        for widget in (self.erreur, self.fait, self.alerte, self.effet):
            colonne.addWidget(widget)
        colonne.addWidget(_carte("Part de chaque bailleur", "qui accueille", self.parts))
        note = "relogés, part de ceux qui quittent ce bailleur ; +n : à venir"
        colonne.addWidget(_carte("Par paire", note, self.matrice), 1)
        for widget in (self.paires, self.reserve):
            colonne.addWidget(widget)
        bas = QVBoxLayout(pied)
        bas.setContentsMargins(px(14), px(10), px(14), px(10))
        bas.addLayout(rangee(self.classeur, None, self.fermer))
        corps = QHBoxLayout()
        corps.setSpacing(0)
        corps.addWidget(page, 1)
        corps.addWidget(self.volet)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.setSpacing(0)
        dehors.addLayout(corps, 1)
        dehors.addWidget(pied)
        for bouton in (self.fermer, self.classeur):
            bouton.setAutoDefault(False)

    def _brancher(self) -> None:
        self.periode.changed.connect(self.refresh)
        self.periode.refused.connect(self.erreur.dire)
        self.parts.opened.connect(lambda montree: self._ouvrir(..., montree.ligne.qui))
        self.matrice.cell_asked.connect(lambda rang, colonne: self._ouvrir(*self.modele.place(rang, colonne)))
        self.volet.closed.connect(self._oublier)
        for table in (self.parts, self.matrice):
            table.installEventFilter(self)
        self.classeur.written.connect(self.fait.dire)
        self.classeur.failed.connect(self.erreur.dire)
        self.outils.failed.connect(self.erreur.dire)
        self.outils.done.connect(self.fait.dire)
        self.fermer.clicked.connect(self.reject)
        self.ouvert.saved.connect(self.refresh)
        for demande in (self.ouvert.dossier_asked, self.ouvert.field_asked, self.ouvert.dossiers_asked):
            demande.connect(self.reject)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._par_paire = watched is self.matrice
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        """Relit la période choisie ; la première fois, celle que montre le panneau."""
        choisie = self._periode_choisie()
        portee, seance = Portee(aujourdhui(), self.ouvert.operation), self._seance_id

        def lire(session: Session) -> Lu:
            periode = choisie or periode_a_montrer(session, portee.au)
            partage = lire_partage(session, portee, periode, seance)
            return partage, a_verifier(session, portee.au), bailleurs_connus(session)

        self._lecture.demander("Lecture des parts", lire, lambda lu: self._show(portee, *lu))

    def _periode_choisie(self) -> Periode | None:
        """Une date à moitié tapée laisse la période que l'on montre."""
        if self.partage is None:
            return None
        try:
            return self.periode.periode() or self.partage.periode
        except ErreurMetier:
            return self.partage.periode

    def _show(self, portee: Portee, partage: Partage, alertes: list[str], noms: list[str]) -> None:
        premiere = self.partage is None
        self.partage, self._portee = partage, portee
        self.outils.show_partage(partage, noms)
        self.erreur.dire("")
        if premiere:
            self.periode.show_periode(partage.periode)
        self.portee.setText(f"opération {portee.operation}" if portee.operation else "tout le projet")
        self.alerte.dire(" ".join(alertes))
        choisi = self.parts.current.ligne.qui if self.parts.current is not None else self._qui
        self.parts.show_lignes(lignes_montrees(partage), _vide)
        self.modele.show_partage(partage)
        self._choisir_la_ligne(choisi)
        self._ajuster()
        self._dire(self.effet, seance_dite(partage))
        self._dire(self.paires, "\n".join(paires_dites(partage)[:PAIRES_DITES]))
        self._dire(self.reserve, _reserves(partage))
        if premiere:
            self.parts.setFocus()
        if self._ouverte is not None and self.volet.isVisible():
            self.volet.show_chiffre(self._chiffre(partage, *self._ouverte))

    def _dire(self, texte: Texte, dit: str) -> None:
        texte.setText(dit)
        texte.setVisible(bool(dit))

    def _ajuster(self) -> None:
        """La table des parts a la hauteur de ses lignes : ce qui reste va aux paires."""
        lignes = min(max(self.parts.modele.rowCount(), 3), LE_PLUS_DE_LIGNES)
        rangee_, entete = self.parts.verticalHeader(), self.parts.horizontalHeader()
        self.parts.setFixedHeight(entete.height() + lignes * rangee_.defaultSectionSize() + px(4))

    def _elargir(self, de_plus: int) -> None:
        """Le volet s'ouvre à côté des tables, tant que l'écran le permet."""
        place = self.screen().availableGeometry().width()
        self.resize(min(self.width() + de_plus, max(place, self.width())), self.height())

    def _choisir_la_ligne(self, qui: str) -> None:
        lignes: list[LigneMontree] = list(self.parts.modele.lignes)
        rang = next((r for r, montree in enumerate(lignes) if montree.ligne.qui == qui), 0)
        if lignes:
            self.parts.setCurrentIndex(self.parts.modele.index(rang, 0))

    def _ouvrir(self, de: TousOuUn, vers: TousOuUn) -> None:
        if self.partage is None:
            return
        ferme, self._ouverte = not self.volet.isVisible(), (de, vers)
        self.volet.open_chiffre(self._chiffre(self.partage, de, vers))
        if ferme:
            self._elargir(self.volet.width())

    def _chiffre(self, partage: Partage, de: TousOuUn, vers: TousOuUn) -> Chiffre:
        """Devant une salle, les noms masqués le restent."""
        chiffre = chiffre_de(partage, self._portee, de, vers)
        return chiffre if self._noms else sans_noms(chiffre)

    def _recette(self) -> tuple[str, Callable[[Session], Document]]:
        """Ce que la fenêtre montre, tel qu'elle l'a lu."""
        assert self.partage is not None
        partage, operation = self.partage, self._portee.operation
        return "inter-bailleurs.xlsx", lambda _: document(partage, operation)

    def _oublier(self) -> None:
        self._ouverte = None
        self._elargir(-self.volet.width())

    def _choisie(self) -> tuple[TousOuUn, TousOuUn]:
        """La case de la matrice si c'est elle que l'on regarde, sinon le bailleur choisi."""
        case = self.matrice.currentIndex()
        if self._par_paire and case.isValid():
            return self.modele.place(case.row(), case.column())
        montree: LigneMontree | None = self.parts.current
        return ..., montree.ligne.qui if montree is not None else ...


def _carte(titre: str, note: str, table: QWidget) -> Carte:
    carte = Carte(titre, note)
    carte.contenu.setContentsMargins(1, 0, 1, 1)
    carte.contenu.addWidget(table, 1)
    return carte


def _vide() -> Vide:
    return Vide("handshake", "Aucun relogement encore, et rien n’est promis.", nom="parts_vide")


def _reserves(partage: Partage) -> str:
    fin = f"{pluriel(partage.hors, 'dossier')} hors du compte : pas encore relogés, sortis ou hors de la période"
    return " · ".join([*reserves(partage), fin] if partage.hors else reserves(partage))
