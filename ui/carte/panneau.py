"""Le panneau de droite : les comptes en mots et les destinations, ou les ménages d'un lieu choisi."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db.carte import Carte, Destination, Lieu
from db.tableaux import Derriere
from relogement.textes import pluriel
from ui import fonts
from ui.carte.liste import ListeLieux
from ui.carte.non_places import ListeNonPlaces
from ui.carte.phrases import MOTS, comptes, resume
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende
from ui.indicateurs.liste import NEUTRE, ListeDerriere
from ui.theme import couleur, px

LARGEUR = 316
LIEUX, MENAGES = 0, 1


class Panneau(QWidget):
    """`opened` : un dossier ; `all_asked` : toute la liste ; `pointed` : un lieu à montrer ; `left` : retour."""

    opened = Signal(int)
    all_asked = Signal(object, str)
    pointed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._carte: Carte | None = None
        self._rangs: tuple[int, ...] = ()
        self._lieu, self.noms = "", False
        self.setObjectName("carte_panneau")
        self.setFixedWidth(px(LARGEUR))
        self.resume = legende("", "texte2", nom="carte_resume", lignes=True)
        self.absents = legende("", "texte2", nom="carte_non_places", lignes=True)
        self.non_places = ListeNonPlaces()
        self.voir_absents = Bouton("Tous les voir", genre=Genre.LIEN, petit=True, nom="carte_voir_non_places")
        self.lieux, self.menages = ListeLieux(), ListeDerriere()
        self.menages.setObjectName("carte_menages")
        self.menages.setAccessibleName("Ménages de ce lieu")
        self.retour = Bouton("", "arrow-left", genre=Genre.NU, petit=True, nom="carte_retour",
                             aide="Revenir aux destinations (Échap)")  # fmt: skip
        self.titre = Texte("", taille=fonts.SECTION, graisse=fonts.GRAS, lignes=True, nom="carte_lieu")
        self.detail = legende("", "texte2", nom="carte_lieu_detail", lignes=True)
        self.tous = Bouton("", "users", petit=True, nom="carte_ouvrir_tous")
        self.pile = QStackedWidget()
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(1, 0, 0, 0)
        colonne.addWidget(self.pile)
        self.pile.addWidget(self._page_des_lieux())
        self.pile.addWidget(self._page_des_menages())

    def _page_des_lieux(self) -> QWidget:
        page, colonne = _page()
        tete = _bloc(colonne)
        tete.addWidget(Texte("Destinations", taille=fonts.SECTION, graisse=fonts.GRAS))
        tete.addWidget(self.resume)
        colonne.addWidget(Filet())
        colonne.addWidget(self.lieux, 1)
        self._pied = QWidget()
        pied = QVBoxLayout(self._pied)
        pied.setContentsMargins(0, 0, 0, 0)
        pied.setSpacing(0)
        pied.addWidget(Filet())
        bloc = _bloc(pied)
        bloc.addWidget(self.absents)
        bloc.addWidget(self.non_places)
        bloc.addWidget(self.voir_absents, 0, Qt.AlignmentFlag.AlignLeft)
        colonne.addWidget(self._pied)
        return page

    def _page_des_menages(self) -> QWidget:
        page, colonne = _page()
        tete = _bloc(colonne)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(6))
        rangee.addWidget(self.retour, 0, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(self.titre, 1)
        tete.addLayout(rangee)
        tete.addWidget(self.detail)
        colonne.addWidget(Filet())
        colonne.addWidget(self.menages, 1)
        colonne.addWidget(Filet())
        _bloc(colonne).addWidget(self.tous, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _brancher(self) -> None:
        self.lieux.pointed.connect(self.pointed)
        self.lieux.opened.connect(self._ouvrir_lieu)
        self.menages.opened.connect(self.opened)
        self.retour.clicked.connect(self.revenir)
        self.tous.clicked.connect(self._ouvrir_tous)
        self.voir_absents.clicked.connect(self._montrer_absents)
        self.non_places.opened.connect(self._ouvrir_non_places)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.revenir,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # fmt: skip

    def show_carte(self, carte: Carte) -> None:
        """Montre les destinations d'une carte neuve."""
        self._carte = carte
        self.resume.setText(resume(carte))
        self.lieux.show_lieux(carte.lieux)
        non_places = carte.non_places
        self._pied.setVisible(bool(non_places))
        self.non_places.show_groupes(non_places)
        total = sum(len(rangs) for rangs in non_places.values())
        self.absents.setText(pluriel(total, "ménage non placé", "ménages non placés"))
        self.voir_absents.setVisible(len(non_places) > 1)
        self.revenir()

    def show_menages(self, rangs: Sequence[int], lieu: str) -> None:
        """Les ménages d'un amas, d'un quartier ou d'une ligne de la liste."""
        assert self._carte is not None
        self._rangs, self._lieu = tuple(rangs), lieu
        siennes = [self._carte.destinations[r] for r in rangs]
        self.titre.setText(lieu or "Ménages")
        effectifs = {s: sum(d.situation is s for d in siennes) for s in MOTS}
        self.detail.setText(comptes(effectifs, sum(d.a_verifier for d in siennes)) or "Personne n’y est relogé.")
        self.menages.show_lignes([self._ligne(d) for d in siennes], NEUTRE, len(siennes))
        self.tous.setText(
            f"Ouvrir les {pluriel(len(siennes), 'dossier')}" if len(siennes) > 1 else "Ouvrir le dossier"
        )
        self.tous.setEnabled(bool(siennes))
        self.tous.updateGeometry()
        self.pile.setCurrentIndex(MENAGES)

    def set_noms(self, noms: bool) -> None:
        """Montre ou masque les noms."""
        self.noms = noms
        if self.pile.currentIndex() == MENAGES and self._carte is not None:
            self.show_menages(self._rangs, self._lieu)

    def revenir(self) -> None:
        """Revient aux destinations."""
        avec_le_clavier = self.menages.hasFocus() or self.retour.hasFocus()
        self.pile.setCurrentIndex(LIEUX)
        if avec_le_clavier:
            self.lieux.setFocus()
        self.left.emit()

    def _ligne(self, destination: Destination) -> Derriere:
        nom = destination.nom if self.noms else f"Dossier {destination.reference}"
        reference = destination.reference if self.noms else ""
        motif = destination.raison or MOTS[destination.situation][0]
        if destination.a_verifier:
            motif = "à vérifier sur SIG Ville"
        return Derriere(destination.id, reference, nom, destination.commune, motif, destination.a_verifier)

    def _ouvrir_lieu(self, lieu: Lieu) -> None:
        self.show_menages(lieu.rangs, lieu.libelle)
        self.menages.setFocus()

    def _ouvrir_non_places(self, rangs: Sequence[int], ou: str) -> None:
        self.show_menages(rangs, ou)
        self.menages.setFocus()

    def _montrer_absents(self) -> None:
        assert self._carte is not None
        self.show_menages(
            [r for rangs in self._carte.non_places.values() for r in rangs], "Non placés sur la carte"
        )
        self.menages.setFocus()

    def _ouvrir_tous(self) -> None:
        assert self._carte is not None
        self.all_asked.emit([self._carte.destinations[r].id for r in self._rangs], f"Carte : {self._lieu}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(QRectF(self.rect()), couleur("surface"))
        peintre.fillRect(QRectF(0, 0, 1, self.height()), couleur("bord"))


class Filet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), couleur("bord"))


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    colonne = QVBoxLayout(page)
    colonne.setContentsMargins(0, 0, 0, 0)
    colonne.setSpacing(0)
    return page, colonne


def _bloc(colonne: QVBoxLayout) -> QVBoxLayout:
    bloc = QVBoxLayout()
    bloc.setContentsMargins(px(14), px(11), px(12), px(10))
    bloc.setSpacing(px(6))
    colonne.addLayout(bloc)
    return bloc
