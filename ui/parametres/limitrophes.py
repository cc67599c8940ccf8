"""Les communes qui touchent une commune de départ : on les ajoute par leur nom, on les ôte, puis on enregistre."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QCompleter, QHBoxLayout, QHeaderView, QLineEdit
from typing_extensions import override

from db.lieux import CommuneLue, Lieux, trouver_commune
from relogement.communes import Commune, communes_du_departement
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, pluriel
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.table import Densite, TableView
from ui.composants.texte import legende
from ui.editeurs import ChampChoix, Option
from ui.theme import px

Index = QModelIndex | QPersistentModelIndex
TITRES = ("Commune limitrophe", "Code Insee")
VIDE = "Aucune commune limitrophe n’est donnée : le lieu d’une offre dans une autre commune reste à vérifier."
ARTICLE = (
    "Loi du 1er septembre 1948, art. 13 bis : même commune ou limitrophe, à la distance de la charte au plus. "
    "Si la commune est divisée en arrondissements ou en cantons, ce sont eux qui comptent, sans distance."
)


class LimitrophesModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._communes: list[Commune] = []

    def show_communes(self, communes: Sequence[Commune]) -> None:
        self.beginResetModel()
        self._communes = sorted(communes, key=lambda c: c.nom)
        self.endResetModel()

    def communes(self) -> list[Commune]:
        return list(self._communes)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._communes)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return len(TITRES)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        visible = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITRES[section] if visible else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        commune = self._communes[index.row()]
        return (commune.nom or "commune", commune.insee)[index.column()] if role == 0 else None


class CarteLimitrophes(Carte):
    """`saved` porte le code de la commune, ses limitrophes, si elle est divisée, et la source."""

    saved = Signal(str, list, bool, str)
    layer_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Communes limitrophes", "de la commune d’où l’on reloge", nom="carte_limitrophes")
        self._lieux: Lieux | None = None
        self.modele = LimitrophesModel(self)
        self.table = TableView(nom="limitrophes", lu="Communes limitrophes", densite=Densite.COMPACTE)
        self.depart = ChampChoix(())
        self.champ, self.source = QLineEdit(), QLineEdit()
        self.divisee = QCheckBox("Commune divisée en cantons")
        self.erreur = BandeauErreur(nom="limitrophes_erreur")
        self._vide = legende(VIDE, lignes=True, nom="limitrophes_vide")
        self.ajouter = Bouton("Ajouter", "plus", petit=True, nom="limitrophe_ajouter")
        self.lire = Bouton("Lire une couche…", "file-up", petit=True, nom="limitrophes_lire")
        self.lire.setToolTip("Trouver les limitrophes dans une couche de communes : GeoJSON, .shp ou .zip")
        self.retirer = Bouton("Retirer", "trash-2", genre=Genre.NU, petit=True, nom="limitrophe_retirer")
        self.enregistrer = Bouton("Enregistrer", "check", genre=Genre.PRINCIPAL, nom="limitrophes_enregistrer")
        self._nommer()
        self._composer()
        self._brancher()

    def _nommer(self) -> None:
        for champ, nom, lu in (
            (self.depart, "limitrophes_depart", "Commune de départ"),
            (self.champ, "limitrophe_nom", "Commune à ajouter"),
            (self.source, "limitrophes_source", "D’où vient cette liste"),
            (self.divisee, "limitrophes_divisee", "Commune divisée en cantons"),
        ):
            champ.setObjectName(nom)
            champ.setAccessibleName(lu)
        self.champ.setPlaceholderText("Nom d’une commune, ou code Insee")
        self.source.setPlaceholderText("Source de la liste (facultatif) : carte, géoportail…")

    def _composer(self) -> None:
        self.table.setModel(self.modele)
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        entete = self.table.horizontalHeader()
        entete.setStretchLastSection(False)
        entete.setSectionsMovable(False)
        entete.setSectionsClickable(False)
        entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, px(92))
        haut, ajout, pied = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        haut.addWidget(self.depart)
        haut.addStretch(1)
        haut.addWidget(self.divisee)
        ajout.addWidget(self.champ, 1)
        ajout.addWidget(self.ajouter)
        ajout.addWidget(self.retirer)
        ajout.addWidget(self.lire)
        pied.addWidget(self.source, 1)
        pied.addWidget(self.enregistrer)
        for rangee in (haut, ajout, pied):
            rangee.setSpacing(px(8))
        self.contenu.addLayout(haut)
        self.contenu.addWidget(self.erreur)
        self.contenu.addLayout(ajout)
        self.contenu.addWidget(self._vide)
        self.contenu.addWidget(self.table, 1)
        self.contenu.addLayout(pied)
        self.contenu.addWidget(legende(ARTICLE, "texte3", lignes=True))

    def _brancher(self) -> None:
        self.depart.currentIndexChanged.connect(lambda _: self._show_depart())
        self.champ.returnPressed.connect(self._add)
        self.ajouter.clicked.connect(self._add)
        self.retirer.clicked.connect(self._remove)
        self.enregistrer.clicked.connect(self._save)
        self.lire.clicked.connect(lambda: self.layer_asked.emit(str(self.depart.value() or "")))
        QShortcut(QKeySequence("Del"), self.table, self._remove, context=Qt.ShortcutContext.WidgetShortcut)

    def show_lieux(self, lieux: Lieux) -> None:
        choisie, saisie = self.depart.value(), self._draft()
        if self._lieux is None or lieux.departement != self._lieux.departement:
            self._complete(lieux.departement)
        self._lieux = lieux
        self.depart.blockSignals(True)
        self.depart.set_options([Option(_dite(lue), lue.commune.insee) for lue in lieux.communes], vide=None)
        self.depart.set_value(choisie)
        if self.depart.currentIndex() < 0:
            self.depart.setCurrentIndex(0)
        self.depart.blockSignals(False)
        self._show_depart()
        if saisie is not None and self.depart.value() == choisie:
            self._resume(*saisie)

    def _draft(self) -> tuple[list[Commune], bool, str] | None:
        """Ce qui est changé et pas enregistré ; rien si c'est ce qui est gardé."""
        lue = self._lue
        if lue is None:
            return None
        ici = (self.modele.communes(), self.divisee.isChecked(), self.source.text().strip())
        gardees = sorted(lue.limitrophes, key=lambda c: c.nom)
        return None if ici == (gardees, lue.divisee, lue.texte) else ici

    def _resume(self, communes: list[Commune], divisee: bool, source: str) -> None:
        """Une relecture ne perd rien de ce qui est tapé."""
        self.modele.show_communes(communes)
        self.divisee.setChecked(divisee)
        self.source.setText(source)
        self._count()

    def _complete(self, departement: str) -> None:
        noms = [c.libelle for c in communes_du_departement(departement)] if departement else []
        completion = QCompleter(noms, self.champ)
        completion.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completion.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.champ.setCompleter(completion)

    @property
    def _lue(self) -> CommuneLue | None:
        communes = self._lieux.communes if self._lieux else ()
        return next((lue for lue in communes if lue.commune.insee == self.depart.value()), None)

    def _show_depart(self) -> None:
        lue = self._lue
        self.modele.show_communes(lue.limitrophes if lue else ())
        self.divisee.setChecked(bool(lue and lue.divisee))
        self.source.setText(lue.texte if lue else "")
        for partie in (self.champ, self.ajouter, self.enregistrer, self.divisee, self.lire):
            partie.setEnabled(lue is not None)
        self.erreur.dire("" if lue else "Le projet n’a pas de commune : donnez celle d’une opération, à droite.")
        self._count()

    def _count(self) -> None:
        self._vide.setVisible(self.modele.rowCount() == 0)
        self.retirer.setEnabled(self.modele.rowCount() > 0)

    def _add(self) -> None:
        texte, lieux, lue = self.champ.text(), self._lieux, self._lue
        if lieux is None or lue is None or not texte.strip():
            return
        try:
            trouvee = trouver_commune(texte, lieux.departement)
            if trouvee.insee == lue.commune.insee:
                raise ErreurMetier("C’est la commune de départ : une commune n’est pas limitrophe d’elle-même.")
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.erreur.dire("")
        self.champ.clear()
        self.modele.show_communes([*(c for c in self.modele.communes() if c != trouvee), trouvee])
        self._count()

    def show_limitrophes(self, communes: Sequence[Commune], source: str) -> None:
        """Ce qu'une couche a donné : à relire, puis à enregistrer."""
        self.erreur.dire("")
        self.modele.show_communes(communes)
        self.source.setText(source)
        self._count()

    def _remove(self) -> None:
        rang, communes = self.table.currentIndex().row(), self.modele.communes()
        if 0 <= rang < len(communes):
            self.modele.show_communes([*communes[:rang], *communes[rang + 1 :]])
            self._count()

    def _save(self) -> None:
        if self.champ.text().strip():
            self._add()
        lue = self._lue
        if lue is not None and not self.erreur.phrase:
            codes = [commune.insee for commune in self.modele.communes()]
            self.saved.emit(lue.commune.insee, codes, self.divisee.isChecked(), self.source.text().strip())


def _dite(lue: CommuneLue) -> str:
    operations = f"{INSECABLE}: {', '.join(lue.operations)}" if lue.operations else ""
    return (
        f"{lue.commune.libelle}{operations}"
        if len(lue.operations) < 4
        else (f"{lue.commune.libelle}{INSECABLE}: {pluriel(len(lue.operations), 'opération')}")
    )
