"""L'évolution : la courbe de chaque critère, trimestre après trimestre, son objectif, et où mène le rythme."""

from decimal import Decimal

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.tableaux import Portee
from db.tableaux.evolution import SUIVIS, Evolution, evolution
from db.tableaux.historique import Point
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.prevision import Prevision
from relogement.indicateurs.prevision_dite import annonce, atteindra, rythme_dit
from relogement.textes import INSECABLE, jour
from ui.composants.bande import defilante
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.indicateurs.courbe import Annonce, Courbe, CourbeDuCritere, Marque
from ui.indicateurs.legende import Cle, Cles
from ui.indicateurs.page import Grille
from ui.indicateurs.phrases import TITRES, fraction, part, taux_rond
from ui.indicateurs.sous_vue import SousVue
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

DEUX_DE_FRONT = 760


class VueEvolution(SousVue):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self.erreur = BandeauErreur(nom="evolution_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.rythme = Texte("", "texte2", nom="evolution_rythme", lignes=True)
        self.courbes = {code: CourbeDuCritere(nom=f"courbe_{code}", titre=_titre(code)) for code in SUIVIS}
        self._dits = {code: legende("", "texte2", nom=f"annonce_courbe_{code}", lignes=True) for code in SUIVIS}
        self.cartes = {code: self._carte(code) for code in SUIVIS}
        self._grille = Grille(list(self.cartes.values()))
        self._disposer()

    def _carte(self, code: str) -> Carte:
        carte = Carte(_titre(code), nom=f"carte_courbe_{code}")
        carte.contenu.setContentsMargins(px(6), px(8), px(8), px(8))
        carte.contenu.addWidget(self.courbes[code], 1)
        carte.contenu.addWidget(self._dits[code])
        self.courbes[code].date_asked.connect(self.date_asked)
        return carte

    def _disposer(self) -> None:
        self.page = QWidget()
        self.page.setObjectName("page_evolution")
        colonne = QVBoxLayout(self.page)
        colonne.setContentsMargins(*(px(10),) * 4)
        colonne.setSpacing(px(10))
        colonne.addWidget(self.rythme)
        self._grille.ranger(2)
        colonne.addLayout(self._grille, 1)
        cles = [Cle("valeur à la fin de chaque trimestre", "accent"), Cle("objectif de la charte", "texte")]
        colonne.addWidget(
            Cles([*cles, Cle("à ce rythme, intervalle estimé", "accent_bord")], nom="cles_evolution")
        )
        tout = QVBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(0)
        tout.addWidget(self.erreur)
        tout.addWidget(defilante(self.page, nom="evolution_zone"), 1)

    @override
    def refresh(self, portee: Portee) -> None:
        self._lecture.demander("Lecture de l’évolution", lambda session: evolution(session, portee), self._show)

    @override
    def image(self) -> QPixmap:
        return self.page.grab()

    def _show(self, lue: Evolution) -> None:
        self.erreur.dire("")
        self.counted.emit(lue.mesures.base_tous, lue.mesures.base_titulaires)
        prevues = lue.previsions
        self.rythme.setText(prevues.refus if prevues.fin is None else rythme_dit(prevues.rythme, prevues.fin))
        for code, courbe in self.courbes.items():
            self._montrer(code, courbe, lue)

    def _montrer(self, code: str, courbe: CourbeDuCritere, lue: Evolution) -> None:
        objectif = lue.objectifs.get(code)
        fin = lue.previsions.a_la_fin.get(code)
        cible = lue.previsions.a_la_cible.get(code)
        prevues = [p for p in (cible, fin) if p is not None and (fin is None or p.le <= fin.le)]
        annonces = [_annonce(p) for p in prevues]
        marques = [_marque(point) for point in lue.points[code]]
        courbe.show_courbe(Courbe(marques, None if objectif is None else float(objectif), annonces))
        vise = f"objectif {taux_rond(objectif)}" if objectif is not None else "sans objectif"
        self.cartes[code].set_titre(_titre(code), vise)
        self._dits[code].setText(" · ".join(_dite(p, objectif) for p in prevues))
        self._dits[code].setVisible(bool(prevues))


def _dite(prevue: Prevision, objectif: Decimal | None) -> str:
    verdict = atteindra(prevue, objectif)
    phrase = annonce(prevue)
    return f"{phrase[:1].upper()}{phrase[1:]}" + (f"{INSECABLE}: {verdict}" if verdict else "")


def _titre(code: str) -> str:
    return TITRES.get(code) or PAR_CODE[code].libelle


def _marque(point: Point) -> Marque:
    mesure = point.mesure
    dit = f"{jour(point.fin)} : {part(mesure)}, {fraction(mesure)}"
    if mesure.couverture is not None and not mesure.significatif(point.fin):
        dit += ", non significatif"
    valeur = None if mesure.pct is None else float(mesure.pct)
    return Marque(point.fin, valeur, dit, sure=mesure.significatif(point.fin))


def _annonce(prevue: Prevision) -> Annonce:
    return Annonce(prevue.le, float(prevue.pct), float(prevue.bas), float(prevue.haut), annonce(prevue))
