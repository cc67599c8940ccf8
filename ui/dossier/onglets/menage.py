"""L'onglet « Ménage » : qui habite là, le logement quitté, ce qui est demandé, et les offres côte à côte."""

from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.conflits import Champ
from db.dossier import Changement, DossierLu
from db.effets import AvantOffre
from relogement.menage import Personne
from ui.composants.bande import defilante, vider
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.texte import Texte
from ui.dossier.carte_colonnes import CarteColonnes
from ui.dossier.carte_demande import CarteDemande
from ui.dossier.carte_logement import CarteLogementQuitte
from ui.dossier.carte_offre import CarteOffre
from ui.dossier.carte_personnes import CartePersonnes
from ui.dossier.onglet import Brouillon, Onglet
from ui.theme import px

LARGEUR_OFFRE = 280
MARGE, ECART = 10, 8
PERSONNES = "personnes"


class OngletMenage(Onglet):
    def __init__(self) -> None:
        super().__init__("menage", "Ménage")
        self.personnes = CartePersonnes()
        self.logement = CarteLogementQuitte()
        self.demande = CarteDemande()
        self.colonnes = CarteColonnes()
        self._cartes: list[CarteOffre] = []
        self._offres = QWidget()
        self._rangee = QHBoxLayout(self._offres)
        self._rangee.setContentsMargins(0, 0, 0, 0)
        self._rangee.setSpacing(px(ECART))
        self._zone_offres = defilante(self._offres, nom="offres_cote_a_cote", horizontale=True)
        self._disposer()
        self.personnes.edited.connect(self.edited)
        self.personnes.asked.connect(self.asked)
        self.logement.clicked.connect(lambda: self.asked.emit("onglet", "logement"))
        self.demande.clicked.connect(lambda: self.asked.emit("onglet", "enquete"))

    def _disposer(self) -> None:
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(MARGE), px(MARGE), px(MARGE), px(MARGE))
        colonne.setSpacing(px(ECART))
        haut = QHBoxLayout()
        haut.setSpacing(px(ECART))
        haut.addWidget(self.personnes, 1)
        haut.addWidget(self.logement, 0)
        colonne.addLayout(haut)
        colonne.addWidget(self.demande)
        colonne.addWidget(self._zone_offres)
        colonne.addWidget(self.colonnes)
        colonne.addStretch(1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page, nom="menage_defilement"))

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        self.personnes.show_dossier(lu, brouillon.get(PERSONNES, {}))
        self.logement.show_dossier(lu)
        self.demande.show_dossier(lu)
        self.colonnes.show_dossier(lu)
        self._montrer_offres(lu)

    def draft(self) -> Brouillon:
        gardees = self.personnes.modele.draft()
        return super().draft() | ({PERSONNES: gardees} if gardees else {})

    def touches(self) -> set[Champ]:
        return super().touches() | {(Personne, *cle) for cle in self.personnes.modele.touches()}

    def poser(self, champ: Champ, valeur: Any) -> bool:
        modele, numero, nom = champ
        ici = modele is Personne and self.personnes.modele.poser(numero, nom, valeur)
        return super().poser(champ, valeur) or ici

    def draft_count(self) -> int:
        return super().draft_count() + len(self.personnes.modele.draft())

    def changes(self) -> list[Changement]:
        return [*super().changes(), *self.personnes.modele.changes()]

    def _montrer_offres(self, lu: DossierLu) -> None:
        vider(self._rangee)
        self._cartes = cartes = [CarteOffre(lu, colonne) for colonne in lu.rac.offres]
        for carte in cartes:
            carte.setMinimumWidth(px(LARGEUR_OFFRE))
            carte.setMaximumWidth(px(420))
            carte.clicked.connect(lambda offre=carte.offre: self.asked.emit("voir_offre", offre))
            self._rangee.addWidget(carte, 1)
        for avant, apres in pairwise((self.demande, *cartes)):
            QWidget.setTabOrder(avant, apres)
        if not cartes:
            self._rangee.addWidget(self._sans_offre())
        self._rangee.addStretch(0)
        hauteur = max((c.sizeHint().height() for c in cartes), default=px(56))
        barre = self._zone_offres.horizontalScrollBar().sizeHint().height() if len(cartes) > 3 else 0
        self._zone_offres.setFixedHeight(hauteur + barre)

    def show_effets(self, avant: AvantOffre) -> None:
        for carte in self._cartes:
            carte.show_effets(avant)

    def _sans_offre(self) -> Carte:
        carte = Carte(nom="aucune_offre")
        rangee = QHBoxLayout()
        rangee.setSpacing(px(12))
        rangee.addWidget(Texte("Aucune offre n’a encore été proposée à ce ménage.", "texte2"))
        bouton = Bouton("Proposer une offre", "key-round", petit=True, nom="menage_proposer")
        bouton.clicked.connect(lambda: self.asked.emit("offre", None))
        rangee.addWidget(bouton)
        rangee.addStretch(1)
        carte.contenu.addLayout(rangee)
        return carte
