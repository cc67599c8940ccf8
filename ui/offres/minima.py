"""Les parts minimales d'une répartition : combien des paires doivent tenir chaque critère."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from relogement.appariement.poids import Part
from relogement.appariement.tableau import CRITERES
from relogement.champs import OFFRES, Faits
from relogement.erreurs import ErreurMetier
from relogement.textes import FINE, INSECABLE, nombre
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import legende, section
from ui.composants.volet import Volet
from ui.editeurs import ChampTexte
from ui.form import Formulaire
from ui.theme import px

CENT = Decimal(100)
EXPLIQUE = "En pour cent des paires ; vide, le critère n’est pas exigé. L’inconnu ne compte ni pour ni contre."


class VoletMinima(Volet):
    """`posed` porte les parts exigées."""

    posed = Signal(object)

    def __init__(self, parent: QWidget, exigees: Mapping[Part, Decimal]) -> None:
        super().__init__(parent, nom="affectation_volet_minima", lu="Parts minimales", largeur=430)
        self.form = Formulaire(neuf=True)
        self.erreur = BandeauErreur(nom="minima_erreur", fermable=False)
        appliquer = Bouton("Appliquer", genre=Genre.PRINCIPAL, touche="Entrée", nom="minima_appliquer")
        for part in CRITERES:
            self.form.add(f"minimum_{part}", Faits(part.libelle, OFFRES, unite="%"), Decimal)
        grille = QGridLayout(self.form)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setVerticalSpacing(px(6))
        grille.setColumnStretch(0, 1)
        for rang, nom in enumerate(self.form.names):
            champ = self.form.editor(nom)
            assert isinstance(champ, ChampTexte)
            champ.setFixedWidth(px(70))
            champ.returnPressed.connect(self._poser)
            for colonne, widget in enumerate((self.form.label(nom), champ, legende("%"))):
                grille.addWidget(widget, rang, colonne)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(appliquer)
        for morceau in (section("Parts minimales"), legende(EXPLIQUE, lignes=True), self.form, self.erreur):
            self.colonne.addWidget(morceau)
        self.colonne.addLayout(bas)
        self.form.show_values({f"minimum_{part}": taux for part, taux in exigees.items()})
        appliquer.clicked.connect(self._poser)
        QTimer.singleShot(0, self, self.form.editor(self.form.names[0]).setFocus)

    def _poser(self) -> None:
        try:
            exigees = self._exigees()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            self.fit()
            return
        self.posed.emit(exigees)
        self.close()

    def _exigees(self) -> dict[Part, Decimal]:
        valeurs = self.form.values()
        dites = {part: valeurs[f"minimum_{part}"] for part in CRITERES}
        for part, taux in dites.items():
            if taux is not None and not 0 <= taux <= CENT:
                raise ErreurMetier(f"{part.libelle}{INSECABLE}: écrivez un pourcentage de 0 à 100.")
        return {part: taux for part, taux in dites.items() if taux}


def minima_dits(exigees: Mapping[Part, Decimal]) -> str:
    """« Hors QPV 50 % au moins »."""
    return ", ".join(f"{part.libelle} {nombre(taux, 0)}{FINE}% au moins" for part, taux in exigees.items())
