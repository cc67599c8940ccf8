"""L'écran « Offres » : le registre des logements, leur répartition, et les bailleurs à prévenir."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from db import horloge
from db.retours import retours
from relogement.retours import Retour
from ui.commandes import touches
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import titre
from ui.echanges.assistant.source import collage
from ui.lecture import DerniereLecture
from ui.offres.affectation import PageAffectation
from ui.offres.prevenir import JOURS, PagePrevenir
from ui.offres.registre import PageRegistre
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import couleur, px

REGISTRE, AFFECTATION, PREVENIR = "registre", "affectation", "prevenir"
PAGES = (Choix(REGISTRE, "Registre"), Choix(AFFECTATION, "Répartir"), Choix(PREVENIR, "À prévenir"))
RIEN_A_COLLER = (
    "Le presse-papiers ne contient pas de tableau : copiez les cellules d’une liste de logements, titres compris, "
    "puis collez-les ici."
)


class EcranOffres(Screen):
    """`import_asked` : le cadre ouvre l'import ; `paste_asked` porte des logements collés à y lire."""

    titre = "Offres"
    icone = "key-round"
    import_asked = Signal()
    paste_asked = Signal(object)

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self.pages = Segment(list(PAGES), nom="offres_pages")
        self.pages.set_titre("Offres")
        self.ajouter = Bouton(
            "Ajouter un logement…", "plus", nom="offres_ajouter", aide="Ajouter un logement (Ctrl+Maj+N)"
        )
        self.coller = Bouton(
            "Coller", "clipboard-paste", nom="offres_coller", aide="Coller une liste de logements copiée (Ctrl+V)"
        )
        self.importer = Bouton("Importer…", "file-down", nom="offres_importer")
        self.residences = Bouton("Résidences", "scale", nom="offres_residences", aide="Équilibre des résidences")
        self.registre, self.affectation, self.prevenir = (
            PageRegistre(ouvert), PageAffectation(ouvert), PagePrevenir(ouvert),
        )  # fmt: skip
        self._contenus: dict[str, QWidget] = {
            REGISTRE: self.registre, AFFECTATION: self.affectation, PREVENIR: self.prevenir,
        }  # fmt: skip
        self._comptes = DerniereLecture(ouvert, self.registre.erreur.dire, self)
        self._pile = QStackedWidget()
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        self._tete = QWidget()
        tete = QHBoxLayout(self._tete)
        tete.setContentsMargins(px(16), px(9), px(14), px(9))
        tete.setSpacing(px(8))
        tete.addWidget(titre("Offres", nom="offres_titre"))
        tete.addSpacing(px(8))
        tete.addWidget(self.pages)
        tete.addStretch(1)
        for bouton in (self.residences, self.ajouter, self.coller, self.importer):
            tete.addWidget(bouton)
        for page in self._contenus.values():
            self._pile.addWidget(page)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete)
        colonne.addWidget(self._pile, 1)

    def _brancher(self) -> None:
        self.pages.current_changed.connect(self._montrer)
        self.ajouter.clicked.connect(self.add)
        self.coller.clicked.connect(self.paste)
        self.importer.clicked.connect(self.import_asked)
        self.residences.clicked.connect(self.show_residences)
        self.registre.import_asked.connect(self.import_asked)
        self.affectation.opened.connect(self._ouvert.dossier_asked)
        self._ouvert.saved.connect(self._relire)
        self._ouvert.saved.connect(self.affectation.perimer)
        self._ouvert.operation_changed.connect(self.affectation.oublier)
        self._ouvert.operation_changed.connect(self._relire)
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for cle, geste in (("ajouter_logement", self.add), ("coller_logements", self.paste)):
            QShortcut(QKeySequence(touches(cle)), self, geste, context=ici)

    def montrer(self, page: str) -> None:
        self.pages.set_current(page)

    def add(self) -> None:
        """La fiche d'un nouveau logement."""
        self.montrer(REGISTRE)
        self.registre.ajouter()

    def show_residences(self) -> None:
        """L'occupation des résidences et leur indice, dans leur fenêtre."""
        from ui.equilibre import FenetreResidences

        fenetre = FenetreResidences(self._ouvert, self)
        fenetre.import_asked.connect(self.import_asked)
        fenetre.open()

    def paste(self) -> None:
        """Ce qui a été copié d'un tableur ou d'un courriel passe par l'import, colonnes vues et aperçu compris."""
        colle = collage(QGuiApplication.clipboard().mimeData())
        if colle is None:
            self.montrer(REGISTRE)
            self.registre.erreur.dire(RIEN_A_COLLER)
        else:
            self.registre.erreur.dire("")
            self.paste_asked.emit(colle)

    def _montrer(self, page: str) -> None:
        self._pile.setCurrentWidget(self._contenus[page])
        self.refresh()

    def _relire(self) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def refresh(self) -> None:
        """Une répartition ne se recalcule que si on la demande."""
        depuis = horloge.aujourdhui() - JOURS
        self._comptes.demander("Bailleurs à prévenir", partial(retours, depuis=depuis), self._compter)
        match self.pages.current:
            case "registre":
                self.registre.refresh()
            case "prevenir":
                self.prevenir.refresh()

    def _compter(self, revenus: Sequence[Retour]) -> None:
        """Combien de retours restent à dire, à côté du titre de leur page."""
        restent = sum(r.prevenu_le is None for r in revenus)
        self.pages.set_choix([replace(c, compte=restent or None) if c.cle == PREVENIR else c for c in PAGES])

    @override
    def on_enter(self) -> None:
        super().on_enter()
        self.registre.table.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        haut = QRectF(self._tete.geometry())
        peintre.fillRect(haut, couleur("surface"))
        peintre.fillRect(QRectF(0, haut.bottom() - 1, self.width(), 1), couleur("bord"))
