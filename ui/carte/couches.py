"""Le volet des couches : quels fichiers de contours sont chargés, depuis quand, et de quoi en retirer un."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.couches import CoucheLue
from relogement.textes import jour, pluriel
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende
from ui.composants.volet import Volet
from ui.theme import px


class VoletCouches(Volet):
    """`removed` donne la couche à retirer ; `import_asked` demande un fichier."""

    removed = Signal(int)
    import_asked = Signal()

    def __init__(self, couches: Sequence[CoucheLue], parent: QWidget) -> None:
        super().__init__(parent, nom="carte_volet_couches", lu="Couches de quartiers", largeur=380)
        self.colonne.addWidget(Texte("Couches de quartiers", graisse=fonts.GRAS))
        if not couches:
            self.colonne.addWidget(legende("Aucun contour n’est chargé.", nom="carte_sans_couche"))
        for couche in couches:
            self.colonne.addLayout(self._couche(couche))
        importer = Bouton("Importer une couche", "upload", petit=True, nom="carte_importer_couche")
        importer.clicked.connect(self._importer)
        self.colonne.addWidget(importer, 0, Qt.AlignmentFlag.AlignLeft)

    def _couche(self, couche: CoucheLue) -> QVBoxLayout:
        bloc = QVBoxLayout()
        bloc.setSpacing(px(2))
        bloc.addWidget(Texte(couche.source, graisse=fonts.MOYEN, lignes=True))
        for ligne in decrire(couche):
            bloc.addWidget(legende(ligne, lignes=True))
        retirer = Bouton("Retirer", genre=Genre.LIEN, petit=True, nom=f"carte_retirer_{couche.id}")
        retirer.setAccessibleName(f"Retirer la couche {couche.source}, génération {couche.generation.libelle}")
        retirer.clicked.connect(lambda: self._retirer(couche.id))
        bloc.addWidget(retirer, 0, Qt.AlignmentFlag.AlignLeft)
        return bloc

    def _retirer(self, couche: int) -> None:
        self.close()
        self.removed.emit(couche)

    def _importer(self) -> None:
        self.close()
        self.import_asked.emit()


def decrire(couche: CoucheLue) -> list[str]:
    """La génération et ses dates d'effet, puis le nombre de contours, la date d'import et l'empreinte."""
    territoire = " outre-mer" if couche.outre_mer else ""
    jusqua = f" au {jour(couche.en_vigueur_au)}" if couche.en_vigueur_au else ""
    vigueur = f", en vigueur du {jour(couche.en_vigueur_du)}{jusqua}" if couche.en_vigueur_du else ""
    donne = pluriel(couche.quartiers, "contour") if couche.quartiers else "remplacée par une couche plus récente"
    return [
        f"Génération {couche.generation.libelle}{territoire}{vigueur}",
        f"{donne} · {couche.projection} · importée le {jour(couche.importee_le.date())}",
        f"Empreinte {couche.empreinte[:16]}…",
    ]
