"""Le contrôle d'une période à l'essai : ce qui manque, ce qui est à relire, l'APL de ménages types."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from relogement.baremes import Examen
from relogement.regles.apl import Temoin
from relogement.textes import INCONNU, INSECABLE, ecart, euros
from ui import fonts
from ui.composants.bande import vider
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende, section
from ui.peinture import DROITE
from ui.theme import px

INCHANGE = "Aucune valeur n’a encore changé."
SANS_TAUX = "Ces lignes n’ont pas de taux commun à contrôler."
MONTREES = 6


class ControlePeriode(Carte):
    def __init__(self) -> None:
        super().__init__("Contrôle", "refait à chaque valeur", nom="periode_controle")
        self._manque = BandeauErreur("ambre", nom="periode_manque", fermable=False)
        self._taux = Texte("", graisse=fonts.MOYEN, lignes=True, nom="periode_taux")
        self.relu = QCheckBox("J’ai relu ces lignes sur le texte")
        self.relu.setObjectName("periode_relu")
        self._a_relire = Texte("", "ambre", lignes=True, nom="periode_a_relire")
        self._titre = section("L’APL de ménages types, avant et après")
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(px(14))
        self._grille.setVerticalSpacing(px(7))
        self._grille.setColumnStretch(0, 1)
        for morceau in (self._manque, self._taux, self._a_relire, self.relu, self._titre):
            self.contenu.addWidget(morceau)
        self.contenu.addLayout(self._grille)
        self.contenu.addStretch(1)

    def show_controle(self, manque: str, examen: Examen, cas: Sequence[Temoin]) -> None:
        self._manque.dire(manque)
        a_relire = examen.a_relire
        self._taux.setText(_taux(examen))
        self._taux.set_token("vert" if examen.taux_pct and not a_relire else "texte")
        reste = len(a_relire) - MONTREES
        phrases = [*a_relire[:MONTREES], *([f"… et {reste} autres lignes."] if reste > 0 else [])]
        self._a_relire.setText("\n".join(phrases))
        self._a_relire.setVisible(bool(a_relire))
        self.relu.setVisible(bool(a_relire))
        self._titre.setVisible(bool(cas))
        vider(self._grille)
        for rang, temoin in enumerate(cas):
            for colonne, mot in enumerate(_rangee(temoin)):
                self._grille.addWidget(mot, rang, colonne)


def _taux(examen: Examen) -> str:
    if examen.a_relire:
        return "À relire sur le texte avant d’ajouter"
    if all(ligne.avant == ligne.apres for ligne in examen.lignes):
        return INCHANGE
    if examen.taux_pct is None:
        return SANS_TAUX
    return f"Toutes les lignes suivent le même taux{INSECABLE}: {ecart(examen.taux_pct, '%')}."


def _rangee(temoin: Temoin) -> tuple[QWidget, ...]:
    avant, apres = (Texte(euros(v) if v is not None else INCONNU, "texte") for v in (temoin.avant, temoin.apres))
    difference = None if temoin.avant is None or temoin.apres is None else temoin.apres - temoin.avant
    bouge = Texte(ecart(difference), "texte2" if not difference else "accent", graisse=fonts.MOYEN)
    for mot in (avant, apres, bouge):
        mot.setAlignment(DROITE)
    return legende(temoin.libelle, lignes=True), avant, apres, bouge
