"""L’onglet « Reste à charge » : la pile dessinée à une échelle, et sous elle les mêmes colonnes en chiffres."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget
from typing_extensions import override

from db.dossier import DossierLu
from relogement.explication_rac import explication
from relogement.explication_ressources import mois_de_l_estimation
from relogement.nomenclatures import Source
from ui import fonts
from ui.composants.bande import Bande, defilante
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.pile_rac import Mesures, PileRac
from ui.composants.segment import Segment
from ui.composants.table import TableView
from ui.composants.texte import Texte, legende
from ui.dossier.colonnes_rac import VueColonne, colonne, vues
from ui.dossier.comment import CommentDialog
from ui.dossier.onglet import Brouillon, Onglet
from ui.dossier.rangees_rac import rangees
from ui.dossier.sources_rac import SourcesRac
from ui.dossier.table_rac import DelegueRac, RacModel
from ui.theme import px

NOTIFIEE = "L’APL est notifiée par la CAF ou la MSA : elle ne s’estime pas"
ETROITE, LARGE = 160, 200
GAUCHE, DROITE, BARRE = 208, 190, 12
PLACE_DES_MOTS = 1250  # en dessous, « Comment ? » n'est que son icône : les onglets passent d'abord


class TableRac(TableView):
    """Entrée ouvre les montants de la colonne où l'on est."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class OngletRac(Onglet):
    def __init__(self) -> None:
        super().__init__("rac", "Reste à charge")
        self._lu: DossierLu | None = None
        self._vues: list[VueColonne] = []
        self.pile = PileRac(nom="pile_rac")
        self.modele = RacModel(self)
        self.table = TableRac(nom="table_rac", lu="Reste à charge, colonne par colonne")
        self.sources = SourcesRac()
        self._perimetre = Segment([Choix("egal", "À périmètre égal"), Choix("brut", "Brut")], nom="rac_perimetre")
        self._perimetre.set_titre("Reste à charge")
        self._perimetre.setToolTip("À périmètre égal : l’eau et le chauffage comptent des deux côtés ou d’aucun")
        self._montants = Bouton("Saisir les montants", "receipt-euro", petit=True, nom="rac_montants")
        self._estimer = Bouton("Estimer l’APL", "refresh-cw", petit=True, nom="rac_estimer")
        self._comment = Bouton("Comment ?", "circle-question-mark", petit=True, nom="rac_comment")
        self._comment.setToolTip("Refaire le calcul de cette colonne, terme par terme")
        self._regler()
        self._disposer()
        self._perimetre.current_changed.connect(lambda _: self._montrer())
        self._montants.clicked.connect(lambda: self._saisir(self.table.currentIndex()))
        self._estimer.clicked.connect(lambda: self._saisir(self.table.currentIndex(), "estimer"))
        self._comment.clicked.connect(self._expliquer)
        self.table.activated.connect(self._saisir)
        self.table.doubleClicked.connect(self._saisir)

    def _regler(self) -> None:
        table = self.table
        table.setModel(self.modele)
        table.setSortingEnabled(False)
        table.horizontalHeader().hide()
        table.setItemDelegate(DelegueRac(table))
        table.setSelectionMode(TableView.SelectionMode.NoSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().setStretchLastSection(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.selectionModel().currentChanged.connect(lambda *_: self._montrer_sources())

    def _disposer(self) -> None:
        self.outils = QWidget()
        haut = QHBoxLayout(self.outils)
        haut.setContentsMargins(0, 0, 0, 0)
        haut.setSpacing(px(8))
        haut.addWidget(self._perimetre)
        for bouton in (self._comment, self._estimer, self._montants):
            haut.addWidget(bouton)
        self._page = Bande(None)
        colonne_ = QVBoxLayout(self._page)
        colonne_.setContentsMargins(0, 0, 0, 0)
        colonne_.setSpacing(0)
        colonne_.addWidget(self.pile, 1)
        bas = QHBoxLayout()
        bas.setSpacing(0)
        bas.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        bas.addWidget(defilante(self.sources, nom="rac_sources_defilement"), 1)
        colonne_.addLayout(bas)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        self._zone = defilante(self._page, nom="rac_defilement")
        self._zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        pile.addWidget(self._zone, 1)
        titre = QVBoxLayout(self.pile)
        titre.setContentsMargins(px(16), px(9), 0, 0)
        titre.setSpacing(px(1))
        titre.addWidget(Texte("Comparaison", taille=14, graisse=fonts.GRAS))
        titre.addWidget(legende("en € par mois"))
        titre.addStretch(1)

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        self._lu, self._vues = lu, vues(lu)
        self._montrer()

    @property
    def _brut(self) -> bool:
        return self._perimetre.current == "brut"

    def _montrer(self) -> None:
        if self._lu is None:
            return
        ici = self.table.currentIndex()
        lignes = rangees(self._lu, self._vues, brut=self._brut)
        self.modele.show_rangees(lignes, [v.titre for v in self._vues])
        for rang, hauteur in enumerate(self.modele.hauteurs()):
            self.table.setRowHeight(rang, px(hauteur))
        self._mesurer()
        colonne_ = ici.column() if 0 < ici.column() <= len(self._vues) else self._choisie()
        self.table.setCurrentIndex(self.modele.index(max(0, ici.row()), colonne_))
        self._montrer_sources()

    def _choisie(self) -> int:
        """Après, sinon l'offre en discussion, sinon avant."""
        courante = self._lu.rac.courante if self._lu else None
        rangs = (i for i, v in enumerate(self._vues, 1) if v.rac is not None and v.rac is courante)
        return next(rangs, 1)

    def _mesurer(self) -> None:
        """Les colonnes de la table tombent sous celles de la pile, à toute largeur."""
        combien = max(1, len(self._vues))
        echelle = max(1, px(100)) / 100
        libre = (self.width() / echelle - GAUCHE - DROITE - BARRE) / combien
        largeur = int(min(LARGE, max(ETROITE, libre)))
        self.pile.mesures = Mesures(gauche=GAUCHE, colonne=largeur, droite=DROITE)
        self.pile.updateGeometry()
        self.table.setColumnWidth(0, px(GAUCHE))
        for rang in range(combien):
            self.table.setColumnWidth(rang + 1, px(largeur))
        self.table.setFixedWidth(px(GAUCHE) + px(largeur) * combien + 1)
        self.table.setFixedHeight(sum(px(h) for h in self.modele.hauteurs()))
        self.sources.setMinimumWidth(px(DROITE))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._comment.setText("Comment ?" if self.width() >= px(PLACE_DES_MOTS) else "")
        self._comment.updateGeometry()
        self._mesurer()

    def _vue(self, index: QModelIndex) -> VueColonne | None:
        rang = index.column() - 1
        return self._vues[rang] if 0 <= rang < len(self._vues) else None

    def _montrer_sources(self) -> None:
        vue = self._vue(self.table.currentIndex())
        possible = vue is not None and vue.rac is not None
        self.pile.set_colonnes([colonne(v, brut=self._brut, choisie=v is vue) for v in self._vues])
        self._montrer_outils(vue if possible else None)
        if self._lu is not None:
            self.sources.show_colonne(self._lu, vue)

    def _montrer_outils(self, vue: VueColonne | None) -> None:
        for bouton in (self._montants, self._comment):
            bouton.setEnabled(vue is not None)
        dite = f", {vue.titre.lower()}" if vue else ""
        self._montants.setToolTip(f"Saisir les montants{dite}")
        cout = vue.rac.cout if vue is not None and vue.rac is not None else None
        notifiee = cout is not None and cout.provenance("apl").source is Source.NOTIFICATION
        self._estimer.setEnabled(vue is not None and not notifiee)
        self._estimer.setText("Réestimer l’APL" if cout is not None and cout.apl_estimee else "Estimer l’APL")
        self._estimer.setToolTip(NOTIFIEE if notifiee else f"{self._estimer.text()}{dite}")
        self._estimer.updateGeometry()

    def _saisir(self, index: QModelIndex, acte: str = "montants") -> None:
        vue = self._vue(index)
        if vue is not None and vue.rac is not None:
            self.asked.emit(acte, vue.cible)

    def _expliquer(self) -> None:
        vue, lu = self._vue(self.table.currentIndex()), self._lu
        if vue is None or vue.rac is None or lu is None:
            return
        en_face = lu.rac.courante if vue.rac is lu.rac.avant else lu.rac.avant
        mois = mois_de_l_estimation(lu.menage, vue.rac.cout, au=lu.au, baremes=lu.baremes)
        CommentDialog(vue.titre, explication(vue.rac, en_face, mois=mois), self).open()
