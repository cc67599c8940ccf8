"""Les champs où deux dossiers diffèrent : un bouton par valeur, celui qui est proposé et pourquoi."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from relogement.champs import champs
from relogement.cout import Cout
from relogement.fusion import Choix, Cote
from relogement.menage import Menage, Personne
from relogement.textes import INSECABLE
from relogement.valeurs_dites import dite
from ui import fonts
from ui.composants.bande import Separateur, vider
from ui.composants.texte import Texte, legende, section
from ui.theme import px

OPPOSES, SEULS = "Les deux dossiers le disent autrement", "Un seul dossier le sait"
_MODELES = {"menage": Menage, "cout": Cout, "personne": Personne}


class TableFusion(QWidget):
    """`cotes` rend le côté choisi de chaque champ."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("table_fusion")
        self.setAccessibleName("Champs à choisir")
        self._groupes: dict[str, QButtonGroup] = {}
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setHorizontalSpacing(px(16))
        self._grille.setVerticalSpacing(px(4))
        self._grille.setColumnMinimumWidth(0, px(190))
        for cote in (1, 2):
            self._grille.setColumnStretch(cote, 1)

    def show_choix(self, choix: Sequence[Choix], garde: str, repris: str) -> None:
        vider(self._grille)
        self._groupes.clear()
        if not choix:
            self._grille.addWidget(Texte("Rien ne les oppose : les deux dossiers disent la même chose.", "texte2"))
            return
        for colonne, reference in ((1, f"{garde}, qui reste"), (2, f"{repris}, repris")):
            self._grille.addWidget(Texte(reference, "texte2", fonts.LEGENDE, fonts.GRAS), 0, colonne)
        rang, titre = 1, ""
        for un in sorted(choix, key=lambda c: not c.oppose):
            if titre != (suivant := OPPOSES if un.oppose else SEULS):
                titre = suivant
                rang = self._titre(rang, titre)
            self._ligne(rang, un)
            rang += 1

    def cotes(self) -> dict[str, Cote]:
        return {cle: list(Cote)[groupe.checkedId()] for cle, groupe in self._groupes.items()}

    def premier(self) -> QWidget | None:
        """Le premier choix proposé, où le clavier commence."""
        groupe = next(iter(self._groupes.values()), None)
        return groupe.checkedButton() if groupe else None

    def _titre(self, rang: int, titre: str) -> int:
        tete = section(titre)
        tete.setContentsMargins(0, px(8), 0, 0)
        self._grille.addWidget(tete, rang, 0, 1, 4)
        self._grille.addWidget(Separateur(), rang + 1, 0, 1, 4)
        return rang + 2

    def _ligne(self, rang: int, choix: Choix) -> None:
        milieu = Qt.AlignmentFlag.AlignVCenter
        self._grille.addWidget(Texte(choix.libelle, "texte2", lignes=True), rang, 0, milieu)
        groupe = QButtonGroup(self)
        for numero, cote in enumerate(Cote):
            bouton = QRadioButton(_dite(choix, cote))
            bouton.setObjectName(f"choix_{choix.cle}_{cote.value}")
            bouton.setAccessibleName(f"{choix.libelle}{INSECABLE}: {bouton.text()}")
            bouton.setChecked(cote is choix.defaut)
            groupe.addButton(bouton, numero)
            self._grille.addWidget(bouton, rang, numero + 1, milieu)
        self._groupes[choix.cle] = groupe
        self._grille.addWidget(legende(choix.raison, "texte3"), rang, 3, milieu)


def _dite(choix: Choix, cote: Cote) -> str:
    objet, _, nom = choix.cle.partition(".")
    faits = champs(_MODELES[objet]).get(nom.rpartition(".")[2]) if objet in _MODELES else None
    return dite(choix.valeur(cote), faits.unite if faits else "")
