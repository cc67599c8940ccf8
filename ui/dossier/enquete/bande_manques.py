"""Ce qui manque, en haut de l'enquête : une ligne par usage, un lien par champ."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.completude import Attendu, Completude, Usage
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.theme import px

MONTRES = 5


class BandeManques(Carte):
    """`asked` porte le champ à remplir ; un champ ne se montre que sous le premier usage qu'il empêche."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(nom="enquete_manques")
        self.setAccessibleName("Ce qui manque au dossier")
        self._page: QWidget | None = None
        self._montree: Completude | None = None
        self.contenu.setContentsMargins(px(12), px(8), px(12), px(8))

    def show_dossier(self, lu: DossierLu) -> None:
        if lu.completude == self._montree:
            return
        self._montree = lu.completude
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._page = QWidget()
        grille = QGridLayout(self._page)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(2))
        grille.setColumnStretch(2, 1)
        complets = [usage for usage in Usage if not lu.completude.pour(usage)]
        for rang, usage in enumerate(u for u in Usage if u not in complets):
            self._ligne(grille, rang, usage, lu.completude.pour(usage))
        if complets:
            self._complet(grille, complets)
        self.contenu.addWidget(self._page)

    def _ligne(self, grille: QGridLayout, rang: int, usage: Usage, manques: tuple[Attendu, ...]) -> None:
        grille.addWidget(Icone("circle-dashed", "ambre", 14), rang, 0)
        grille.addWidget(Texte(f"Il manque {usage.libelle}", "texte2", fonts.LEGENDE), rang, 1)
        liens = QHBoxLayout()
        liens.setSpacing(px(10))
        for manque in manques[:MONTRES]:
            nom = f"manque_{usage.value}_{manque.chemin}"
            lien = Bouton(manque.libelle, genre=Genre.LIEN, petit=True, nom=nom)
            lien.clicked.connect(lambda _=False, m=manque: self.asked.emit(m))
            liens.addWidget(lien)
        if len(manques) > MONTRES:
            autres = legende(f"et {len(manques) - MONTRES} de plus", "texte3")
            autres.setToolTip("\n".join(m.libelle for m in manques[MONTRES:]))
            liens.addWidget(autres)
        liens.addStretch(1)
        grille.addLayout(liens, rang, 2)

    def _complet(self, grille: QGridLayout, complets: list[Usage]) -> None:
        rang = grille.rowCount()
        dits = ", ".join(usage.libelle for usage in complets)
        grille.addWidget(Icone("circle-check", "vert", 14), rang, 0)
        grille.addWidget(Texte(f"Complet {dits}.", "texte2", fonts.LEGENDE, nom="enquete_complet"), rang, 1, 1, 2)
