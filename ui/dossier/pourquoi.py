"""Le panneau « Pourquoi ce ménage ne compte pas ? » : chaque indicateur, sa raison, et le champ à compléter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.nomenclatures import Critere
from relogement.pourquoi import BASE, CONSTATS, Reponse, pourquoi
from ui import fonts
from ui.composants.bande import Bande, Separateur, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.chip import Chip, tag
from ui.composants.ligne import Ligne
from ui.composants.texte import Texte, legende
from ui.composants.verdicts import chip_verdict
from ui.composants.vue import Vignette
from ui.dossier.mots import nom_du_menage
from ui.theme import px


class FenetrePourquoi(QDialog):
    """`remede_asked` porte où aller (onglet ou acte) et quoi ; la fenêtre se ferme d'abord."""

    remede_asked = Signal(str, str)

    def __init__(self, lu: DossierLu, parent: QWidget) -> None:
        super().__init__(parent)
        self.reponses = pourquoi(lu.menage, lu.bilan)
        self.setObjectName("fenetre_pourquoi")
        self.setWindowTitle("Ce que l’on compte de ce ménage")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(720), px(640))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete(lu))
        colonne.addWidget(defilante(self._page(), nom="pourquoi_zone"), 1)
        colonne.addWidget(self._pied())

    def _tete(self, lu: DossierLu) -> QWidget:
        tete = Bande(nom="pourquoi_tete")
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(20), px(14), px(20), px(12))
        pile.setSpacing(px(4))
        base = self.reponses[0]
        titre = "Ce ménage compte" if lu.bilan.dans_la_base else "Ce ménage ne compte pas"
        pile.addWidget(Texte(titre, taille=fonts.SECTION, graisse=fonts.GRAS, nom="pourquoi_titre"))
        qui = f"{lu.menage.reference}, {nom_du_menage(lu.menage)} : {base.raison}"
        pile.addWidget(legende(qui, nom="pourquoi_qui", lignes=True))
        return tete

    def _page(self) -> QWidget:
        page = QWidget()
        grille = QGridLayout(page)
        grille.setContentsMargins(px(20), px(8), px(20), px(12))
        grille.setHorizontalSpacing(px(14))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(1, 1)
        for rang, reponse in enumerate(self.reponses):
            self._ligne(grille, rang * 2, reponse)
            grille.addWidget(Separateur(), rang * 2 + 1, 0, 1, 3)
        grille.setRowStretch(len(self.reponses) * 2, 1)
        return page

    def _ligne(self, grille: QGridLayout, rang: int, reponse: Reponse) -> None:
        haut = Qt.AlignmentFlag.AlignTop
        grille.addWidget(Vignette(_chip(reponse)), rang, 0, haut)
        mots = QVBoxLayout()
        mots.setSpacing(px(1))
        graisse = fonts.GRAS if reponse.code == BASE else fonts.MOYEN
        mots.addWidget(Texte(f"{reponse.libelle} : {reponse.dit}", graisse=graisse, lignes=True))
        mots.addWidget(legende(_phrase(reponse.raison), nom=f"pourquoi_{reponse.code}", lignes=True))
        if reponse.remede is not None:
            remede = legende(reponse.remede.phrase, "texte", nom=f"remede_{reponse.code}", lignes=True)
            mots.addWidget(remede)
        grille.addLayout(mots, rang, 1)
        if reponse.remede is not None and reponse.remede.vers:
            grille.addWidget(self._bouton(reponse), rang, 2, haut)

    def _bouton(self, reponse: Reponse) -> Bouton:
        remede = reponse.remede
        assert remede is not None
        bouton = Bouton("Compléter", "pencil", genre=Genre.SIMPLE, petit=True, nom=f"completer_{reponse.code}",
                        aide=remede.phrase)  # fmt: skip
        bouton.setAccessibleName(f"{reponse.libelle} : {remede.phrase}")
        bouton.setAutoDefault(False)
        bouton.clicked.connect(lambda: self._aller(remede.ou, remede.vers))
        return bouton

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.addStretch(1)
        fermer = Bouton("Fermer", touche="Échap", nom="pourquoi_fermer")
        fermer.clicked.connect(self.reject)
        rangee.addWidget(fermer)
        return pied

    def _aller(self, ou: str, vers: str) -> None:
        self.accept()
        self.remede_asked.emit(ou, vers)


def _chip(reponse: Reponse) -> Chip | Ligne:
    """Un critère se juge ; l'avancement, la libération et l'évaporation se constatent, sans couleur."""
    if reponse.code in CONSTATS and reponse.valeur in (Critere.OUI, Critere.NON):
        return tag(reponse.valeur.libelle)
    return chip_verdict(reponse.valeur, a_remplir=True)


def _phrase(raison: str) -> str:
    return f"{raison[:1].upper()}{raison[1:]}." if raison else ""
