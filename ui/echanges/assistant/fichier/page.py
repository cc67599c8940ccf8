"""Étape 1 : ce que contient le fichier, comment il se lit, et ses premières lignes à mesure que l'on règle."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relogement.imports.choix import AUTO, Choix
from relogement.imports.extraits import Extrait
from relogement.imports.lecture import Reglages
from relogement.operation import Operation
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.echanges.assistant.fichier.annonces import CarteAnnonces
from ui.echanges.assistant.fichier.destination import CarteDestination
from ui.echanges.assistant.fichier.lecture import CarteLecture
from ui.echanges.assistant.fichier.premieres import PremieresLignes
from ui.echanges.assistant.fichier.tableaux import ListeTableaux, Rang, a_part
from ui.echanges.assistant.lu import Lu
from ui.theme import px

LARGEUR_GAUCHE = 348
SANS_TABLEAU = "Aucun tableau coché : cochez celui qu’il faut importer."
SANS_NATURE = "Dites ce que contient ce fichier : ses titres ne suffisent pas à le reconnaître."


class PageFichier(QWidget):
    """``changed`` : un ``Choix`` à relire du fichier ; ``kept`` : un ``Choix`` qui ne demande pas de relecture."""

    changed = Signal(object)
    kept = Signal(object)
    comments_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_fichier")
        self._choix, self._lu = Choix(), None
        self._rangs: list[Rang] = []
        self._courant = ""
        self.destination, self.lecture, self.annonces = CarteDestination(), CarteLecture(), CarteAnnonces()
        self.tableaux, self.premieres = ListeTableaux(), PremieresLignes()
        self._titres = Bouton("Les titres sont ici", petit=True, touche="T", nom="import_titres_ici")
        self._deviner = Bouton("Deviner les titres", petit=True, genre=Genre.NU, nom="import_titres_devines")
        self._disposer()
        self._brancher()

    _lu: Lu | None

    def _disposer(self) -> None:
        gauche = QWidget()
        pile = QVBoxLayout(gauche)
        pile.setContentsMargins(0, 0, px(4), 0)
        pile.setSpacing(px(10))
        for carte in (self.destination, self.lecture, self.annonces):
            pile.addWidget(carte)
        pile.addStretch(1)
        defile = QScrollArea()
        defile.setObjectName("import_reglages")
        defile.setFrameShape(QFrame.Shape.NoFrame)
        defile.setWidgetResizable(True)
        defile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defile.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        defile.setWidget(gauche)
        defile.setFixedWidth(px(LARGEUR_GAUCHE))
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(16), px(12), px(16), px(12))
        rangee.setSpacing(px(10))
        rangee.addWidget(defile)
        rangee.addLayout(self._a_droite(), 1)

    def _a_droite(self) -> QVBoxLayout:
        self._carte_tableaux = _carte("Tableaux trouvés", self.tableaux, "carte_tableaux")
        self._carte_lignes = _carte("Premières lignes", self.premieres, "carte_premieres")
        tete = self._carte_lignes.tete
        tete.addWidget(self._deviner)
        tete.addWidget(self._titres)
        colonne = QVBoxLayout()
        colonne.setSpacing(px(10))
        colonne.addWidget(self._carte_tableaux)
        colonne.addWidget(self._carte_lignes, 1)
        return colonne

    def _brancher(self) -> None:
        for avant, apres in pairwise((self.tableaux, self._deviner, self._titres, self.premieres)):
            QWidget.setTabOrder(avant, apres)
        self.destination.changed.connect(self._destination)
        for carte in (self.lecture, self.annonces):
            carte.changed.connect(self._regler)
        self.annonces.comments_asked.connect(self.comments_asked)
        self.tableaux.current_changed.connect(self._show_extrait)
        self.tableaux.modele.toggled.connect(self._cocher)
        self.premieres.titles_asked.connect(self._titrer)
        self._titres.clicked.connect(self.premieres.ask_titles)
        self._deviner.clicked.connect(lambda: self._regler(replace(self._choix.reglages, lignes_de_titres=None)))

    def set_connus(self, operations: Sequence[Operation], bailleurs: Sequence[str]) -> None:
        self.destination.set_connus(operations, bailleurs)

    def show_lu(self, lu: Lu, choix: Choix) -> None:
        """Tout ce que l'on sait du fichier, sans perdre la ligne regardée."""
        self._lu, self._choix = lu, choix
        nature = lu.nature(choix)
        devinees = [t for t in lu.examen.tableaux if t.nature is nature and t.natures]
        raison = devinees[0].natures[0].raison if devinees and nature is not None else ""
        if nature is None and lu.examen.tableaux:
            raison = SANS_NATURE
        self.destination.show_choix(choix, nature, raison)
        self.lecture.show_examen(lu.examen, choix.reglages)
        self.annonces.show_annonces(lu.examen.annonces, choix.reglages)
        self._show_tableaux()
        self._deviner.setVisible(choix.reglages.lignes_de_titres is not None)

    def commencer(self) -> None:
        """Le clavier là où il manque quelque chose, sinon sur les tableaux."""
        (self.destination.a_dire or self.tableaux).setFocus()

    @property
    def manque(self) -> str:
        """Ce qui empêche de passer aux colonnes, ou rien."""
        if self._lu is None or not self._lu.examen.tableaux:
            return ""
        if self._lu.nature(self._choix) is None:
            return SANS_NATURE
        if not self._lu.retenus(self._choix):
            return SANS_TABLEAU
        return self.destination.manque

    def _show_tableaux(self) -> None:
        assert self._lu is not None
        lu, retenus = self._lu, {t.tableau.nom for t in self._lu.retenus(self._choix)}
        vus = [Rang(t.tableau.nom, t.tableau.feuille.nom, t, t.tableau.nom in retenus) for t in lu.examen.tableaux]
        self._rangs = [*vus, *(Rang(nom, nom) for nom in lu.examen.analyse.classeur.masquees)]
        noms = [rang.nom for rang in self._rangs]
        premier = next((r for r, rang in enumerate(self._rangs) if rang.retenu), 0)
        courant = noms.index(self._courant) if self._courant in noms else premier
        n = len(vus)
        self._carte_tableaux.set_titre("Tableaux trouvés", f"{len(retenus)} sur {n} à importer" if n > 1 else "")
        self.tableaux.show_rangs(self._rangs, courant)
        self._show_extrait(courant)

    def _show_extrait(self, rang: int) -> None:
        if self._lu is None or not 0 <= rang < len(self._rangs):
            self.premieres.show_extrait(Extrait())
            return
        montre = self._rangs[rang]
        self._courant = montre.nom
        self.premieres.show_extrait(self._lu.extraits.get(montre.nom, Extrait()))
        reste = a_part(montre.tableau.tableau) if montre.tableau is not None else ""
        titre = "Premières lignes" if len(self._rangs) < 2 else f"Premières lignes de « {montre.nom} »"
        self._carte_lignes.set_titre(titre, f"à part : {reste}" if reste else "")
        self._titres.setEnabled(montre.tableau is not None)

    def _cocher(self, rang: int) -> None:
        assert self._lu is not None
        vu = self._rangs[rang]
        if vu.tableau is None:
            visibles = {r.feuille for r in self._rangs if r.tableau is not None}
            self._courant = vu.nom
            self._regler(replace(self._choix.reglages, feuilles=(*sorted(visibles), vu.feuille)))
            return
        gardes = {r.nom for r in self._rangs if r.retenu} ^ {vu.nom}
        self._choix = replace(self._choix, tableaux=frozenset(gardes))
        if vu.nom in gardes and (nature := self._nature_voulue()) != AUTO and vu.tableau.nature is None:
            self._choix = replace(self._choix, natures={**self._choix.natures, vu.nom: nature})
            self.changed.emit(self._choix)
            return
        self._show_tableaux()
        self.kept.emit(self._choix)

    def _nature_voulue(self) -> str:
        """Celle que l'on donne à un tableau coché dont on ne sait rien."""
        assert self._lu is not None
        nature = self._lu.nature(self._choix)
        return AUTO if nature is None else str(nature.value)

    def _destination(self, choix: Choix) -> None:
        voulu = replace(choix, tableaux=self._choix.tableaux)
        relire = (voulu.nature, voulu.bailleur) != (self._choix.nature, self._choix.bailleur)
        if voulu.nature != self._choix.nature:
            voulu = replace(voulu, natures={}, colonnes={}, locales={}, tableaux=None)
        self._choix = voulu
        (self.changed if relire else self.kept).emit(voulu)

    def _titrer(self, premiere: int, derniere: int) -> None:
        self._regler(replace(self._choix.reglages, lignes_de_titres=(premiere, derniere)))

    def _regler(self, reglages: Reglages) -> None:
        self._choix = replace(self._choix, reglages=reglages)
        self.changed.emit(self._choix)


def _carte(titre: str, table: QWidget, nom: str) -> Carte:
    """Une carte dont la table touche les bords."""
    carte = Carte(titre, " ", nom=nom)
    carte.contenu.setContentsMargins(1, 0, 1, px(6))
    carte.contenu.addWidget(table, 1)
    return carte
