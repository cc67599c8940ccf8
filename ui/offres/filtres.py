"""Les filtres du registre : des pastilles, et le volet qui les pose ; on tape, on coche, Entrée."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relogement.champs import LOGEMENT, Faits
from relogement.erreurs import ErreurMetier
from relogement.registre_filtre import CRITERES, DISPONIBLE, Filtre, borne, presentes
from relogement.vacances import Vacance
from ui.composants.bande import vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.filtre import ChipFiltre
from ui.composants.flot import Flot
from ui.composants.liste_cochable import Choisissable, ListeCochable
from ui.composants.texte import section
from ui.composants.volet import Volet
from ui.editeurs import ECRITURES, ChampTexte, nommer
from ui.theme import px

AVANT_LE = Faits("Disponible au plus tard le", LOGEMENT)


class FiltresDuRegistre(QWidget):
    """`changed` dès qu'un filtre se pose, change ou s'enlève."""

    changed = Signal()

    def __init__(self, lus: Callable[[], Sequence[Vacance]]) -> None:
        super().__init__()
        self._lus = lus
        self.poses: list[Filtre] = []
        self.ajouter = Bouton("Ajouter un filtre", "plus", genre=Genre.NU, petit=True, nom="offres_filtrer")
        self.effacer = Bouton("Effacer", "x", genre=Genre.NU, petit=True, nom="offres_tout_effacer")
        self._flot = Flot(self)
        self.ajouter.clicked.connect(self.add)
        self.effacer.clicked.connect(lambda: self._garder([]))
        self._montrer()

    def add(self) -> None:
        self._ouvrir(None, self.ajouter)

    def poser(self, filtre: Filtre) -> None:
        """Il remplace celui du même critère, à sa place."""
        cles = [f.cle for f in self.poses]
        if filtre.cle in cles:
            self._garder([filtre if f.cle == filtre.cle else f for f in self.poses])
        else:
            self._garder([*self.poses, filtre])

    def _garder(self, poses: list[Filtre]) -> None:
        self.poses = poses
        self._montrer()
        self.changed.emit()

    def _ouvrir(self, pose: Filtre | None, sous: QWidget) -> None:
        volet = VoletFiltre(self, self._lus(), pose)
        volet.posed.connect(self.poser)
        volet.show_under(sous)

    def _montrer(self) -> None:
        for bouton in (self.ajouter, self.effacer):
            self._flot.removeWidget(bouton)
        vider(self._flot)
        chips = [self._pastille(filtre) for filtre in self.poses]
        for widget in (*chips, self.ajouter, self.effacer):
            self._flot.addWidget(widget)
        self.effacer.setVisible(len(chips) > 1)
        self._flot.invalidate()
        for avant, apres in pairwise((*chips, self.ajouter, self.effacer)):
            QWidget.setTabOrder(avant, apres)

    def _pastille(self, filtre: Filtre) -> ChipFiltre:
        chip = ChipFiltre(filtre.libelle, filtre.dit, nom=f"offres_filtre_{filtre.cle}")
        chip.removed.connect(lambda: self._garder([f for f in self.poses if f != filtre]))
        chip.clicked.connect(lambda: self._ouvrir(filtre, chip))
        return chip


class VoletFiltre(Volet):
    """`posed` porte le filtre ; le choix du critère d'abord, ses valeurs ensuite."""

    posed = Signal(object)

    def __init__(self, parent: QWidget, lus: Sequence[Vacance], pose: Filtre | None) -> None:
        super().__init__(parent, nom="offres_volet_filtre", lu="Filtre du registre", largeur=300)
        self._lus, self._pose, self._cle = lus, pose, ""
        self.choix = ListeCochable("Critère", nom="offres_critere")
        self.choix.set_choix([Choisissable(c.cle, c.libelle) for c in CRITERES.values()])
        self.valeurs = ListeCochable("Chercher une valeur", nom="offres_valeurs", cases=True)
        self.jour = nommer(ChampTexte(ECRITURES[date]), "offres_avant_le", AVANT_LE)
        self.erreur = BandeauErreur(nom="offres_filtre_erreur", fermable=False)
        self.appliquer = Bouton("Appliquer", genre=Genre.PRINCIPAL, touche="Entrée", nom="offres_appliquer")
        self._titre = section("")
        self._disposer()
        if pose is not None:
            self._demander(pose.cle)
        else:
            QTimer.singleShot(0, self, self.choix.champ.setFocus)

    def _disposer(self) -> None:
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.appliquer)
        for morceau in (self._titre, self.choix, self.valeurs, self.jour, self.erreur):
            self.colonne.addWidget(morceau)
        self.colonne.addLayout(bas)
        for cache in (self._titre, self.valeurs, self.jour, self.appliquer):
            cache.hide()
        self.colonne.setSpacing(px(8))
        self.choix.chosen.connect(self._demander)
        self.valeurs.accepted.connect(self._poser)
        self.appliquer.clicked.connect(self._poser)
        self.jour.returnPressed.connect(self._poser)

    def _demander(self, cle: str) -> None:
        """La suite : les valeurs que le registre contient, ou un jour."""
        self._cle = cle
        self._titre.setText(CRITERES[cle].libelle)
        cochees = self._pose.valeurs if self._pose is not None and self._pose.cle == cle else ()
        premier = self.jour if cle == DISPONIBLE else self.valeurs
        if cle == DISPONIBLE:
            self.jour.set_value(cochees[0] if cochees else None)
        else:
            dites = [Choisissable(valeur, mot, combien) for valeur, mot, combien in presentes(cle, self._lus)]
            self.valeurs.set_choix(dites, cochees)
        self.choix.hide()
        for montre in (self._titre, premier, self.appliquer):
            montre.show()
        QTimer.singleShot(0, self, self.fit)
        QTimer.singleShot(0, self, premier.setFocus)

    def _poser(self) -> None:
        try:
            filtre = self._filtre()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            self.fit()
            return
        self.posed.emit(filtre)
        self.close()

    def _filtre(self) -> Filtre:
        if self._cle == DISPONIBLE:
            if (le := self.jour.value()) is None:
                raise ErreurMetier("Écrivez une date, par exemple 01/12/2026.")
            return borne(le)
        if not (cochees := self.valeurs.cochees()):
            raise ErreurMetier("Cochez au moins une valeur.")
        return Filtre(self._cle, tuple(cochees))
