"""« Part de chaque bailleur » : dans la colonne de droite de la séance, ce que chacun accueille et a promis."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.horloge import aujourdhui
from db.partage import lire_parts, periode_a_montrer
from db.tableaux import Portee
from relogement.partage.dits import RIEN, reserves, seance_dite
from relogement.partage.partage import LigneDePart, Partage
from relogement.textes import pluriel
from ui import fonts
from ui.cellule.partage.barres import BarresDePart
from ui.cellule.partage.fenetre import FenetrePartage
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

AU_PLUS = 8
LEGENDE, ANNUELLE = "trait = engagement", "baux de {annee}, trait = engagement"


class PanneauPartage(QWidget):
    """Haut de ce qu'il contient ; un bailleur s'ouvre dans la fenêtre « Inter-bailleurs »."""

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._seance: int | None = None
        self._noms = True
        self.partage: Partage | None = None
        self.setObjectName("panneau_partage")
        self.setAccessibleName("Part de chaque bailleur")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.barres = BarresDePart()
        self.legende = legende(LEGENDE, nom="partage_legende")
        self.note = legende("", "texte2", nom="partage_note", lignes=True)
        self.details = Bouton(
            "Inter-bailleurs…", "arrow-left-right", genre=Genre.LIEN, petit=True, nom="partage_ouvrir",
            aide="Paires, engagements et retards",
        )  # fmt: skip
        self.erreur = BandeauErreur(nom="partage_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self._disposer()
        self.barres.opened.connect(self.ouvrir)
        self.details.clicked.connect(lambda: self.ouvrir())
        ouvert.saved.connect(self._refresh_if_visible)
        ouvert.operation_changed.connect(self._refresh_if_visible)

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.addWidget(Texte("Part de chaque bailleur", taille=fonts.LEGENDE, graisse=fonts.GRAS))
        tete.addStretch(1)
        tete.addWidget(self.legende)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(6))
        colonne.addLayout(tete)
        for widget in (self.erreur, self.barres, self.note):
            colonne.addWidget(widget)
        colonne.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        self.note.hide()

    def set_seance(self, seance_id: int | None) -> None:
        """La séance dont les décisions changeraient les parts ; celle du jour si rien n'est dit."""
        if seance_id != self._seance:
            self._seance = seance_id
            self.refresh()

    def set_noms(self, noms: bool) -> None:
        """Masqués, ils le restent dans la fenêtre qui s'ouvre d'ici."""
        self._noms = noms

    def refresh(self) -> None:
        portee, seance = Portee(aujourdhui(), self._ouvert.operation), self._seance

        def lire(session: Session) -> Partage:
            return lire_parts(session, portee, periode_a_montrer(session, portee.au), seance)

        self._lecture.demander("Lecture des parts", lire, self._show)

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, partage: Partage) -> None:
        self.partage = partage
        self.erreur.dire("")
        annee = partage.periode.annee
        self.legende.setText(LEGENDE if annee is None else ANNUELLE.format(annee=annee))
        self.legende.setVisible(any(li.promesse and li.promesse.part_pct for li in partage.lignes))
        montrees = les_plus_utiles(partage.lignes)
        self.barres.show_lignes(montrees)
        dites = [f"{RIEN}."] if not partage.matrice.nombre() else []
        if autres := len(partage.lignes) - len(montrees):
            dites.append(f"Et {pluriel(autres, 'autre bailleur', 'autres bailleurs')}.")
        dites += [*filter(None, (seance_dite(partage),)), *(f"{dite}." for dite in reserves(partage))]
        self.note.setText("\n".join(dites))
        self.note.setVisible(bool(dites))
        self.updateGeometry()

    def ouvrir(self, qui: str = "") -> FenetrePartage:
        """La fenêtre des paires et des engagements, au bailleur demandé."""
        fenetre = FenetrePartage(self._ouvert, self, seance_id=self._seance, qui=qui, noms=self._noms)
        fenetre.open()
        return fenetre


def les_plus_utiles(lignes: Sequence[LigneDePart]) -> tuple[LigneDePart, ...]:
    """Ceux qui se sont engagés d'abord, puis ceux qui accueillent le plus ; dans l'ordre des parts."""
    gardees = sorted(lignes, key=lambda ligne: ligne.promesse is None)[:AU_PLUS]
    return tuple(ligne for ligne in lignes if ligne in gardees)
