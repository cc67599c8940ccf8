"""Les deux dossiers section par section, sur les mêmes lignes ; une marque dit où ils diffèrent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.cote_a_cote import LigneComparee, Section, cote_a_cote
from relogement.textes import pluriel
from ui import fonts
from ui.composants.bande import Bande, Separateur, defilante, vider
from ui.composants.chip import tag
from ui.composants.etats import chip_etat
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende, section
from ui.composants.vue import Vignette
from ui.dossier.mots import nom_du_menage
from ui.theme import px

MARGE, LIBELLES = 20, 190


class VueComparaison(QWidget):
    """`show_dossiers` montre les deux ; rien ne s'y modifie."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("comparaison")
        self.setAccessibleName("Deux dossiers côte à côte")
        self._sections: list[Section] = []
        self.seulement = QCheckBox("Différences seulement")
        self.seulement.setObjectName("comparaison_seulement")
        self.seulement.setAccessibleName("Ne montrer que les différences")
        self.seulement.toggled.connect(lambda _: self._montrer())
        self._tete = Bande(nom="comparaison_tete")
        self._titres = QGridLayout(self._tete)
        self._titres.setContentsMargins(px(MARGE), px(10), px(MARGE), px(10))
        self._page = QWidget()
        self._grille = QGridLayout(self._page)
        self._grille.setContentsMargins(px(MARGE), px(8), px(MARGE), px(16))
        self._grille.setHorizontalSpacing(px(16))
        self._grille.setVerticalSpacing(px(6))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete)
        colonne.addWidget(defilante(self._page, nom="comparaison_zone"), 1)

    @property
    def differences(self) -> int:
        return sum(s.differences for s in self._sections)

    def show_dossiers(self, gauche: DossierLu, droite: DossierLu) -> None:
        self._sections = cote_a_cote(gauche.menage, droite.menage)
        self._montrer_les_titres((gauche, droite))
        self._montrer()

    def _montrer_les_titres(self, lus: tuple[DossierLu, DossierLu]) -> None:
        self.seulement.setParent(self)  # elle se repose, le reste se refait
        vider(self._titres)
        compte = QWidget()
        pile = QVBoxLayout(compte)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(legende(pluriel(self.differences, "différence"), nom="comparaison_compte"))
        pile.addWidget(self.seulement)
        self.seulement.show()
        self._titres.addWidget(compte, 0, 0)
        for rang, lu in enumerate(lus, start=1):
            self._titres.addWidget(_titre(lu, f"comparaison_dossier_{rang}"), 0, rang)
        _colonnes(self._titres)
        self._titres.setHorizontalSpacing(px(16))

    def _montrer(self) -> None:
        vider(self._grille)
        rang = 0
        for une in self._sections:
            lignes = [li for li in une.lignes if li.differe or not self.seulement.isChecked()]
            if lignes:
                rang = self._section(rang, une.titre, lignes)
        if not rang:
            self._grille.addWidget(Texte("Les deux dossiers disent la même chose.", "texte2"), 0, 0, 1, 3)
        self._grille.setRowStretch(rang + 1, 1)
        _colonnes(self._grille)

    def _section(self, rang: int, titre: str, lignes: list[LigneComparee]) -> int:
        tete = section(titre)
        tete.setContentsMargins(0, px(10) if rang else 0, 0, px(2))
        self._grille.addWidget(tete, rang, 0, 1, 3)
        for ligne in lignes:
            rang += 1
            self._ligne(rang, ligne)
        self._grille.addWidget(Separateur(), rang + 1, 0, 1, 3)
        return rang + 2

    def _ligne(self, rang: int, ligne: LigneComparee) -> None:
        haut = Qt.AlignmentFlag.AlignTop
        self._grille.addWidget(_libelle(ligne), rang, 0, haut)
        for cote, valeur in enumerate((ligne.gauche, ligne.droite), start=1):
            graisse = fonts.MOYEN if ligne.differe else fonts.NORMAL
            mot = Texte(valeur, "texte" if ligne.differe else "texte2", graisse=graisse, lignes=True)
            mot.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grille.addWidget(mot, rang, cote, haut)


def _libelle(ligne: LigneComparee) -> QWidget:
    """La marque d'une différence, puis le nom du champ."""
    case = QWidget()
    case.setAccessibleName(f"{ligne.libelle}, différent" if ligne.differe else ligne.libelle)
    rangee = QHBoxLayout(case)
    rangee.setContentsMargins(0, 0, 0, 0)
    rangee.setSpacing(px(6))
    marque = Icone("equal-not" if ligne.differe else "equal", "ambre" if ligne.differe else "texte3", 14)
    rangee.addWidget(marque, 0, Qt.AlignmentFlag.AlignTop)
    rangee.addWidget(Texte(ligne.libelle, "texte2", lignes=True), 1)
    return case


def _titre(lu: DossierLu, nom: str) -> QWidget:
    page = QWidget()
    page.setObjectName(nom)
    page.setAccessibleName(f"{lu.menage.reference}, {nom_du_menage(lu.menage)}")
    pile = QVBoxLayout(page)
    pile.setContentsMargins(0, 0, 0, 0)
    pile.setSpacing(px(3))
    pile.addWidget(Texte(nom_du_menage(lu.menage), taille=fonts.SECTION, graisse=fonts.GRAS, lignes=True))
    rangee = QHBoxLayout()
    rangee.setSpacing(px(6))
    for morceau in (legende(lu.menage.reference), Vignette(chip_etat(lu.bilan.etat)),
                    Vignette(tag(lu.menage.type.libelle))):  # fmt: skip
        rangee.addWidget(morceau)
    rangee.addStretch(1)
    pile.addLayout(rangee)
    return page


def _colonnes(grille: QGridLayout) -> None:
    grille.setColumnMinimumWidth(0, px(LIBELLES))
    for cote in (1, 2):
        grille.setColumnStretch(cote, 1)
        grille.setColumnMinimumWidth(cote, px(160))
