"""La page des chiffres : les quatre critères, les graphiques, la table, les délais, rangés selon la place."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.tableaux import Releve
from relogement.indicateurs.criteres import QUATRE_CRITERES
from relogement.textes import nombre, pourcent
from ui.indicateurs.carte_indicateur import CarteIndicateur
from ui.indicateurs.cartes import CarteAvancement, CarteRac, CarteRefus
from ui.indicateurs.coupes import CarteCoupes
from ui.indicateurs.phrases import en_jours
from ui.indicateurs.tuiles import Tuile
from ui.theme import px

ECART, MARGE = 10, 10
QUATRE_DE_FRONT, TROIS_DE_FRONT = 940, 860


class Grille(QGridLayout):
    """Des cartes de même largeur, tant de front qu'il y a de place."""

    def __init__(self, cartes: Sequence[QWidget]) -> None:
        super().__init__()
        self._cartes, self._de_front = cartes, 0
        self.setSpacing(px(ECART))

    def ranger(self, de_front: int) -> None:
        if de_front == self._de_front:
            return
        self._de_front = de_front
        for colonne in range(len(self._cartes)):
            self.setColumnStretch(colonne, 1 if colonne < de_front else 0)
        for rang, carte in enumerate(self._cartes):
            ligne, colonne = divmod(rang, de_front)
            seule = rang == len(self._cartes) - 1 and not colonne and de_front > 1
            self.addWidget(carte, ligne, colonne, 1, de_front if seule else 1)


class PageIndicateurs(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_indicateurs")
        self.criteres = {code: CarteIndicateur(code) for code in QUATRE_CRITERES}
        self.avancement, self.rac, self.refus = CarteAvancement(), CarteRac(), CarteRefus()
        self.coupes = CarteCoupes()
        self.delais = {
            "DELAI_ENQUETE_OFFRE": Tuile("Enquête → 1ʳᵉ offre", "enquete_offre"),
            "DELAI_OFFRE_BAIL": Tuile("1ʳᵉ offre → bail", "offre_bail"),
        }
        self.par_relogement = Tuile("Offres par relogement", "offres_par_relogement")
        self.taux_de_refus = Tuile("Taux de refus", "taux_de_refus")
        self._quatre = Grille(list(self.criteres.values()))
        self._trois = Grille((self.avancement, self.rac, self.refus))
        self._tuiles = Grille((*self.delais.values(), self.par_relogement, self.taux_de_refus))
        self._disposer()
        self.ranger(deux=False)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(*(px(MARGE),) * 4)
        colonne.setSpacing(px(ECART))
        colonne.addLayout(self._quatre)
        colonne.addLayout(self._trois)
        colonne.addWidget(self.coupes)
        colonne.addLayout(self._tuiles)
        colonne.addStretch(1)

    def ranger(self, *, deux: bool) -> None:
        """Deux cartes de front quand la fenêtre est étroite."""
        self._quatre.ranger(2 if deux else 4)
        self._tuiles.ranger(2 if deux else 4)
        self._trois.ranger(2 if self.width() < px(TROIS_DE_FRONT) and deux else 3)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ranger(deux=self._etroite())

    def _etroite(self) -> bool:
        return self.width() < px(QUATRE_DE_FRONT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(560), super().minimumSizeHint().height())

    def show_releve(self, releve: Releve) -> None:
        titulaires = releve.portee.titulaires
        for code, carte in self.criteres.items():
            objectif, serie = releve.regles.objectifs.get(code), releve.historique[code]
            carte.show_mesures(releve.mesures, objectif, serie, titulaires=titulaires)
            carte.show_prevision(releve.previsions.a_la_fin.get(code), releve.previsions.refus, objectif)
        for graphique in (self.avancement, self.rac, self.refus):
            graphique.show_releve(releve)
        self.coupes.show_releve(releve)
        self._montrer_les_tuiles(releve)

    def _montrer_les_tuiles(self, releve: Releve) -> None:
        for code, tuile in self.delais.items():
            delai = releve.delais[code]
            tuile.show_valeur(en_jours(delai.valeur), nombre(delai.connus, 0))
        trouve, refus = releve.par_relogement, releve.refus
        self.par_relogement.show_valeur(
            "—" if trouve.valeur is None else nombre(trouve.valeur),
            f"{nombre(trouve.somme or 0, 0)}/{nombre(trouve.connus, 0)}",
        )
        self.taux_de_refus.show_valeur(
            "—" if refus.taux is None else pourcent(refus.taux),
            f"{nombre(refus.refusees, 0)}/{nombre(refus.offres, 0)}",
        )

    def choisir(self, code: str) -> None:
        """Cerne la carte dont le volet montre les ménages."""
        for sien, carte in self.criteres.items():
            carte.set_choisie(sien == code)
