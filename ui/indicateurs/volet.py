"""Le volet de droite : les ménages derrière un chiffre, groupe par groupe, et ce que le chiffre veut dire."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.dossier import DossierLu, lire_dossier
from db.tableaux import Chiffre, Derriere, Liste
from relogement.textes import INSECABLE, nombre, pluriel
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.dossier.pourquoi import FenetrePourquoi
from ui.indicateurs.copie import dire_copie
from ui.indicateurs.liste import ICONES, NEUTRE, ListeDerriere
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import couleur, px

LARGEUR = 300


class Volet(QWidget):
    closed = Signal()

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self._ouvert = ouvert
        self._chiffre: Chiffre | None = None
        self._liste: Liste | None = None
        self._vers_la_liste = False
        self._d_ou: QWidget | None = None
        self.setObjectName("volet_menages")
        self.setAccessibleName("Ménages derrière le chiffre")
        self.setFixedWidth(px(LARGEUR))
        self._construire()
        self._disposer()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_volet,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # fmt: skip
        self.hide()

    def _construire(self) -> None:
        self._titre = Texte("", taille=fonts.SECTION, graisse=fonts.GRAS, lignes=True, nom="volet_titre")
        self._fraction = Texte("", "texte2", nom="volet_fraction")
        self._fermer = Bouton(
            "", "x", genre=Genre.NU, petit=True, aide="Fermer le volet (Échap)", nom="volet_fermer"
        )
        self.groupes = Segment([], nom="volet_groupes")
        self.groupes.set_titre("Groupe")
        self.erreur = BandeauErreur(nom="volet_erreur")
        self._lecture = DerniereLecture(self._ouvert, self.erreur.dire, self)
        self.liste = ListeDerriere()
        self._vide = Texte("", "texte3", nom="volet_vide")
        self._definition = legende("", "texte2", nom="volet_definition", lignes=True)
        self._source = legende("", "texte3", nom="volet_source", lignes=True)
        self._tous = Bouton("", "users", petit=True, nom="volet_ouvrir_tous")
        self._pourquoi = Bouton(
            "Pourquoi ?", "circle-question-mark", petit=True, raccourci="Alt+P", nom="volet_pourquoi",
            aide="Ce que l’on compte du ménage choisi, et ce qui manque (Alt+P)",
        )  # fmt: skip
        self._pourquoi.clicked.connect(self._demander_pourquoi)
        self._copier = Bouton(
            "Copier", "copy", petit=True, nom="volet_copier", aide="Copier cette liste pour un tableur"
        )
        self._fermer.clicked.connect(self.close_volet)
        self.groupes.current_changed.connect(self._lire)
        self.liste.modele.more_asked.connect(self._lire_la_suite)
        self.liste.opened.connect(self._ouvrir)
        self._tous.clicked.connect(self._ouvrir_tous)
        self._copier.clicked.connect(self._copier_la_liste)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(1, 0, 0, 0)
        colonne.setSpacing(0)
        tete = _bloc(colonne, haut=12, bas=10)
        ligne = QHBoxLayout()
        ligne.setSpacing(px(8))
        ligne.addWidget(self._titre, 1)
        ligne.addWidget(self._fraction)
        ligne.addWidget(self._fermer)
        tete.addLayout(ligne)
        tete.addWidget(self.groupes)
        tete.addWidget(self.erreur)
        colonne.addWidget(Trait())
        colonne.addWidget(self._vide, 1, Qt.AlignmentFlag.AlignHCenter)
        colonne.addWidget(self.liste, 1)
        colonne.addWidget(Trait())
        pied = _bloc(colonne, haut=10, bas=12)
        pied.addWidget(Texte("Définition", taille=fonts.LEGENDE, graisse=fonts.GRAS))
        pied.addWidget(self._definition)
        pied.addWidget(self._source)
        for rangee in ((self._tous,), (self._pourquoi, self._copier)):
            boutons = QHBoxLayout()
            for bouton in rangee:
                boutons.addWidget(bouton)
            boutons.addStretch(1)
            pied.addLayout(boutons)

    def open_chiffre(self, chiffre: Chiffre) -> None:
        """Ouvre le volet à la demande de quelqu'un : le clavier passe à la liste, et en reviendra."""
        if not self.isVisible():
            self._d_ou = QApplication.focusWidget()
        self._vers_la_liste = True
        self.show_chiffre(chiffre)

    def show_chiffre(self, chiffre: Chiffre) -> None:
        """Ouvre le volet sur un chiffre, au groupe déjà regardé s'il est encore rempli."""
        garde = self.groupes.current if self._chiffre and self._chiffre.titre == chiffre.titre else ""
        self._chiffre = chiffre
        self._titre.setText(chiffre.titre)
        self._fraction.setText(chiffre.fraction)
        self._definition.setText(chiffre.definition)
        self._source.setText(f"Source{INSECABLE}: {chiffre.source}")
        remplis = [g.cle for g in chiffre.groupes if g.effectif] or [chiffre.groupes[0].cle]
        self.groupes.blockSignals(True)
        self.groupes.set_choix([Choix(g.cle, g.libelle, nombre(g.effectif, 0)) for g in chiffre.groupes])
        self.groupes.set_current(garde if garde in remplis else remplis[0])
        self.groupes.blockSignals(False)
        self.groupes.setVisible(len(chiffre.groupes) > 1)
        self.setFixedWidth(max(px(LARGEUR), self.groupes.sizeHint().width() + px(28)))
        for texte in (self._definition, self._source):  # une ligne qui manquerait se couperait en deux
            texte.setMinimumHeight(texte.heightForWidth(self.width() - px(27)))
        self.show()
        self._lire(self.groupes.current)

    def close_volet(self) -> None:
        self._chiffre = None
        self.hide()
        if self._d_ou is not None:
            self._d_ou.setFocus()
        self.closed.emit()

    def _lire(self, groupe: str) -> None:
        if self._chiffre is None:
            return
        chiffre = self._chiffre
        self._lecture.demander(
            f"Ménages : {chiffre.titre}",
            lambda session: _premiere(chiffre, session, groupe),
            lambda lue: self._show_liste(*lue),
        )

    def _show_liste(self, liste: Liste, lignes: list[Derriere]) -> None:
        if self._chiffre is None:
            return
        self.erreur.dire("")
        self._liste = liste
        verdict = self._chiffre.verdict
        icone = ICONES.get(self.groupes.current, NEUTRE) if verdict else NEUTRE
        self.liste.show_lignes(lignes, icone, len(liste.lignes))
        self.liste.setVisible(bool(lignes))
        self._vide.setText("" if lignes else "Personne dans ce groupe.")
        self._vide.setVisible(not lignes)
        n = len(liste.dossiers)
        self._tous.setText(f"Ouvrir les {pluriel(n, 'dossier')}" if n > 1 else "Ouvrir le dossier")
        self._tous.setEnabled(bool(n))
        self._tous.updateGeometry()
        self._copier.setEnabled(bool(lignes))
        if self._vers_la_liste and lignes:
            self.liste.setFocus()
        self._vers_la_liste = False

    def _lire_la_suite(self, debut: int) -> None:
        liste = self._liste
        if liste is None:
            return
        tache = self._ouvert.read("Ménages, suite", lambda session: liste.page(session, debut))

        def ajouter(lignes: list[Derriere]) -> None:
            if liste is self._liste:  # une autre a pu s'ouvrir entre-temps
                self.liste.modele.ajouter(lignes)

        tache.succeeded.connect(ajouter)
        tache.failed.connect(self.erreur.dire)

    def _libelle(self) -> str:
        assert self._chiffre is not None
        groupe = next(g for g in self._chiffre.groupes if g.cle == self.groupes.current)
        return f"{self._chiffre.titre}{INSECABLE}: {groupe.libelle}"

    def _ouvrir(self, dossier: int) -> None:
        """Au champ à compléter quand la ligne en nomme un."""
        if champ := self.liste.current_champ:
            self._ouvert.field_asked.emit(dossier, champ)
        else:
            self._ouvert.dossier_asked.emit(dossier)

    def _ouvrir_tous(self) -> None:
        assert self._liste is not None
        self._ouvert.dossiers_asked.emit(list(self._liste.dossiers), self._libelle())

    def _demander_pourquoi(self) -> None:
        """Le ménage choisi, indicateur par indicateur."""
        numero = self.liste.current_id
        if numero is not None:
            tache = self._ouvert.read("Pourquoi", lambda session: lire_dossier(session, numero))
            tache.succeeded.connect(self._montrer_pourquoi)
            tache.failed.connect(self.erreur.dire)

    def _montrer_pourquoi(self, lu: DossierLu) -> None:
        numero = lu.menage.id
        fenetre = FenetrePourquoi(lu, self)
        fenetre.remede_asked.connect(lambda *_: self._ouvert.dossier_asked.emit(numero))
        fenetre.open()

    def _copier_la_liste(self) -> None:
        assert self._chiffre is not None
        chiffre, groupe = self._chiffre, self.groupes.current
        tache = self._ouvert.read("Copie de la liste", lambda session: chiffre.lire(session, groupe))
        tache.succeeded.connect(self._poser_la_copie)
        tache.failed.connect(self.erreur.dire)

    def _poser_la_copie(self, derriere: list[Derriere]) -> None:
        lignes = [("Dossier", "Ménage", "Lieu", "Raison")]
        lignes += [(d.reference, d.nom, d.lieu, d.motif) for d in derriere]
        QGuiApplication.clipboard().setText("\n".join("\t".join(ligne) for ligne in lignes))
        dire_copie(self._copier)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(QRectF(self.rect()), couleur("surface"))
        peintre.fillRect(QRectF(0, 0, 1, self.height()), couleur("bord"))


class Trait(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), couleur("bord"))


def _premiere(chiffre: Chiffre, session: Session, groupe: str) -> tuple[Liste, list[Derriere]]:
    liste = chiffre.ouvrir(session, groupe)
    return liste, liste.page(session)


def _bloc(colonne: QVBoxLayout, *, haut: int, bas: int) -> QVBoxLayout:
    bloc = QVBoxLayout()
    bloc.setContentsMargins(px(14), px(haut), px(12), px(bas))
    bloc.setSpacing(px(8))
    colonne.addLayout(bloc)
    return bloc
