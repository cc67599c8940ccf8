"""À droite du registre : les ménages à loger pour le logement choisi, et les parts de la note de l'un d'eux."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relogement.appariement.note import Appariement
from relogement.textes import INSECABLE, pluriel
from relogement.vacances import Vacance
from ui.avant_envoi.disposition import rangee
from ui.avant_envoi.table import LignesModel, TableLignes
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende, section
from ui.composants.vide import Vide
from ui.offres.colonnes import MENAGES, PARTS, pour_qui
from ui.theme import px

INDICATIF = "APL estimée : indicatif, seule la CAF ou la MSA fixe le droit."


class VoletMenages(QWidget):
    """`propose_asked` et `opened` portent le ménage choisi."""

    propose_asked = Signal(object)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offres_volet")
        self._titre = section("Choisissez un logement", nom="offres_volet_titre")
        self._detail = Texte("", "texte2", lignes=True, nom="offres_volet_detail")
        self.menages = TableLignes(LignesModel(MENAGES), MENAGES, nom="offres_menages", lu="Ménages à loger")
        self.parts = TableLignes(LignesModel(PARTS), PARTS, nom="offres_parts", lu="Parts de la note")
        self.proposer = Bouton("Proposer…", "key-round", genre=Genre.PRINCIPAL, nom="offres_proposer")
        self.ouvrir = Bouton("Ouvrir le dossier", "arrow-right", nom="offres_ouvrir")
        self.raison = Texte("", "texte2", lignes=True, nom="offres_raison")
        self.raison.setMinimumHeight(px(54))
        self.raison.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._libre = False
        self._disposer()
        self.menages.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.parts.selectionModel().currentRowChanged.connect(lambda *_: self._dire())
        self.menages.opened.connect(lambda _: self._choisir())
        self.proposer.clicked.connect(lambda: self.propose_asked.emit(self.menages.current))
        self.ouvrir.clicked.connect(lambda: self.opened.emit(self.menages.current.candidat.menage.id))
        self._choisir()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(12), px(10), px(12), px(12))
        colonne.setSpacing(px(8))
        colonne.addWidget(self._titre)
        colonne.addWidget(self._detail)
        colonne.addWidget(self.menages, 3)
        colonne.addWidget(self.parts, 4)
        colonne.addWidget(self.raison)
        colonne.addWidget(legende(INDICATIF, "texte3", lignes=True))
        colonne.addLayout(rangee(None, self.ouvrir, self.proposer))

    def show_vacance(self, lu: Vacance | None) -> None:
        """Le logement, avant que ses ménages ne soient lus."""
        self._libre = lu is not None and lu.proposable
        self._titre.setText(lu.logement.libelle if lu else "Choisissez un logement")
        self._detail.setText(", ".join(filter(None, (lu.phrase, pour_qui(lu)))) if lu else "")
        self.menages.modele.show_lignes([])
        self._choisir()

    def show_menages(self, trouves: Sequence[Appariement]) -> None:
        vide = "Aucun ménage à loger dans cette opération."
        self.menages.show_lignes(trouves, lambda: Vide("users", vide, nom="offres_menages_vide"))
        adaptes = sum(not a.bloque for a in trouves)
        self._detail.setText(f"{self._detail.text()} — {pluriel(adaptes, 'ménage possible', 'ménages possibles')}")
        if trouves:
            self.menages.selectRow(0)
        self._choisir()

    def _choisir(self) -> None:
        trouve = self.menages.current
        self.parts.modele.show_lignes(trouve.parts if trouve else [])
        self._dire()
        self.proposer.setEnabled(trouve is not None and self._libre)
        self.ouvrir.setEnabled(trouve is not None)

    def _dire(self) -> None:
        """En entier : la raison de la part choisie, sinon ce qui écarte ce ménage."""
        part, trouve = self.parts.current, self.menages.current
        ecarte = " ; ".join(trouve.blocages) if trouve is not None else ""
        self.raison.setText(f"{part.part.libelle}{INSECABLE}: {part.note.motif}" if part is not None else ecarte)
