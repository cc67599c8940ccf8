"""Poser ou changer un filtre : on tape le champ ou la valeur, on coche, Entrée."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.champs_liste import catalogue
from db.filtres import SITUATION, SITUATIONS, Condition
from db.phrases_filtres import titre_du_champ, valeur_dite
from db.registre import COMPTEES, ECHEANCE, ETAT, PERSONNES, TYPE
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE
from ui.composants.bouton import Bouton, Genre
from ui.composants.liste_cochable import Choisissable, ListeCochable
from ui.composants.texte import section
from ui.composants.volet import Volet
from ui.dossiers.filtre_editeur import EditeurCondition

REFERENT, BAILLEUR, OPERATION = "menage.referent", "logement.bailleur", "operation.code"
USUELS = (
    ETAT, SITUATION, REFERENT, ECHEANCE, OPERATION, BAILLEUR, "logement.typologie", PERSONNES, COMPTEES,
    "bilan.maitrise", TYPE, "acte.dernier",
)  # fmt: skip
ENUMERES = (ETAT, SITUATION, TYPE, "bilan.maitrise", "logement.typologie")
A_LIRE = (REFERENT, BAILLEUR, OPERATION)


class VoletFiltre(Volet):
    """`field_asked` porte un champ à préparer ; `posed` la condition à poser, et celle qu'elle remplace."""

    field_asked = Signal(str)
    posed = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, nom="volet_filtre", lu="Filtre", largeur=320)
        self._ancienne: Condition | None = None
        self._en_plus: list[Choisissable] = []
        self.editeur: EditeurCondition | None = None
        self.choix = ListeCochable("Champ ou valeur", nom="filtre_choix")
        self.choix.chosen.connect(self._prendre)
        self.colonne.addWidget(self.choix)
        self._remplir()
        QTimer.singleShot(0, self, self.choix.champ.setFocus)

    def add_valeurs(self, champ: str, valeurs: Iterable[str]) -> None:
        """Des valeurs que le projet contient : elles se trouvent en tapant, sans passer par leur champ."""
        self._en_plus += [_valeur(champ, valeur) for valeur in valeurs if valeur]
        self._remplir()

    def show_editeur(self, cle: str, valeurs: Sequence[Choisissable], posee: Condition | None) -> None:
        """La suite : ce que l'on demande à ce champ."""
        self._ancienne = posee
        self.choix.hide()
        self.editeur = EditeurCondition(cle, valeurs, posee)
        self.editeur.accepted.connect(self._poser)
        self.editeur.resized.connect(lambda: QTimer.singleShot(0, self, self.fit))
        poser = Bouton("Appliquer", genre=Genre.PRINCIPAL, touche="Entrée", nom="filtre_appliquer")
        poser.clicked.connect(self._poser)
        for champ in (self.editeur.bas, self.editeur.haut, self.editeur.jours, self.editeur.mot):
            champ.returnPressed.connect(self._poser)
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(poser)
        self.colonne.addWidget(section(titre_du_champ(cle)))
        self.colonne.addWidget(self.editeur)
        self.colonne.addLayout(rangee)
        QTimer.singleShot(0, self, self._commencer)

    def _commencer(self) -> None:
        self.fit()
        if self.editeur is not None:
            self.editeur.premier().setFocus()

    def _prendre(self, pris: object) -> None:
        if isinstance(pris, Condition):
            self.posed.emit(pris, None)
            self.close()
        else:
            self.field_asked.emit(str(pris))

    def _poser(self) -> None:
        assert self.editeur is not None
        try:
            condition = self.editeur.condition()
        except ErreurMetier as erreur:
            self.editeur.erreur.dire(str(erreur))
            self.fit()
            return
        self.posed.emit(condition, self._ancienne)
        self.close()

    def _remplir(self) -> None:
        self.choix.set_choix([*_champs(), *_enumerees(), *self._en_plus])


def _champs() -> Iterable[Choisissable]:
    """Les champs usuels d'abord, puis tous les autres par partie du dossier."""
    yield from (Choisissable(cle, titre_du_champ(cle)) for cle in USUELS)
    parties = dict.fromkeys(champ.faits.section for champ in catalogue().values())
    for partie in parties:
        yield Choisissable(None, partie, intertitre=True)
        for cle, champ in catalogue().items():
            if champ.faits.section == partie and cle not in USUELS:
                yield Choisissable(cle, champ.titre)


def _enumerees() -> Iterable[Choisissable]:
    """Les valeurs des listes connues d'avance : elles ne paraissent qu'en tapant."""
    for cle in ENUMERES:
        valeurs = tuple(SITUATIONS) if cle == SITUATION else tuple(c.value for c in catalogue()[cle].codes)
        yield from (_valeur(cle, valeur) for valeur in valeurs)


def _valeur(cle: str, valeur: str) -> Choisissable:
    texte = f"{titre_du_champ(cle)}{INSECABLE}: {valeur_dite(cle, valeur)}"
    return Choisissable(Condition(cle, valeurs=(valeur,)), texte, en_tapant=True)
