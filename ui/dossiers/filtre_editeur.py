"""Écrire une condition : l'opérateur, puis les valeurs à cocher, deux bornes, un nombre de jours ou un mot."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.champs_liste import ChampListe, champ_de
from db.filtres import SITUATION, Condition, Operateur
from relogement.champs import Faits
from relogement.erreurs import ErreurMetier
from ui.composants.erreur import BandeauErreur
from ui.composants.liste_cochable import Choisissable, ListeCochable
from ui.composants.texte import Texte
from ui.editeurs import ChampChoix, ChampTexte, Option, editeur
from ui.theme import px

DITS = {
    Operateur.PARMI: "est",
    Operateur.CONTIENT: "contient",
    Operateur.ENTRE: "est entre",
    Operateur.BIENTOT: "à moins de … jours",
    Operateur.RETARD: "est passée",
    Operateur.LE_JOUR: "est aujourd’hui",
    Operateur.DEPUIS: "rien depuis … jours",
    Operateur.VIDE: "est vide",
    Operateur.CONNU: "n’est pas vide",
}
_TOUJOURS = (Operateur.VIDE, Operateur.CONNU)
_DATES = (Operateur.BIENTOT, Operateur.RETARD, Operateur.LE_JOUR, Operateur.DEPUIS, Operateur.ENTRE)
A_COCHER = 300
JOURS = {Operateur.BIENTOT: 7, Operateur.DEPUIS: 30}


def operateurs(cle: str, nb_valeurs: int) -> tuple[Operateur, ...]:
    """Ce que l'on peut demander à ce champ ; une date échue n'a de sens que pour une date."""
    champ = champ_de(cle)
    if champ is None or cle == SITUATION:
        return (Operateur.PARMI,)
    if champ.est_date:
        passe = (Operateur.DEPUIS, Operateur.ENTRE) if champ.origine.cle in ("contact", "acte") else _DATES
        return (*passe, *_TOUJOURS)
    if champ.type in (int, Decimal):
        return (Operateur.ENTRE, *_TOUJOURS)
    if champ.type is str:
        a_cocher = (Operateur.PARMI,) if nb_valeurs <= A_COCHER else ()
        return (*a_cocher, Operateur.CONTIENT, *_TOUJOURS)
    return (Operateur.PARMI, *_TOUJOURS)


class EditeurCondition(QWidget):
    """`accepted` quand on valide au clavier ; `condition` lève ``ErreurMetier`` si la saisie est illisible."""

    accepted = Signal()
    resized = Signal()

    def __init__(self, cle: str, valeurs: Sequence[Choisissable], posee: Condition | None) -> None:
        super().__init__()
        self._cle, self._champ = cle, champ_de(cle)
        offerts = operateurs(cle, len(valeurs))
        self.operateur = ChampChoix([Option(DITS[o], o) for o in offerts], vide=None)
        self.operateur.setObjectName("filtre_operateur")
        self.operateur.setAccessibleName("Ce que l’on demande au champ")
        self.valeurs = ListeCochable("Chercher une valeur", nom="filtre_valeurs", cases=True)
        self.valeurs.set_choix(valeurs, posee.valeurs if posee else ())
        self.valeurs.accepted.connect(self.accepted)
        self.bas, self.haut = (self._borne(nom) for nom in ("de", "à"))
        self.jours, self.mot = _ligne("jours", "Nombre de jours", int), _ligne("mot", "Mot cherché", str)
        self.erreur = BandeauErreur(nom="filtre_erreur", fermable=False)
        self._pages: dict[Operateur, QWidget] = {}
        self._disposer(offerts)
        self._montrer(posee, offerts)

    def condition(self) -> Condition:
        operateur: Operateur = self.operateur.value()
        return Condition(self._cle, operateur, tuple(self._valeurs(operateur)))

    def _valeurs(self, operateur: Operateur) -> list[Any]:
        match operateur:
            case Operateur.PARMI:
                if not (cochees := self.valeurs.cochees()):
                    raise ErreurMetier("Cochez au moins une valeur.")
                return cochees
            case Operateur.CONTIENT:
                return [_exige(self.mot, "Écrivez le mot à chercher.")]
            case Operateur.ENTRE:
                return self._bornes()
            case Operateur.BIENTOT | Operateur.DEPUIS:
                return [_exige(self.jours, "Écrivez un nombre de jours.")]
        return []

    def premier(self) -> QWidget:
        """Là où le clavier commence."""
        match self.operateur.value():
            case Operateur.PARMI:
                return self.valeurs.champ
            case Operateur.ENTRE:
                return self.bas
            case Operateur.CONTIENT:
                return self.mot
            case Operateur.BIENTOT | Operateur.DEPUIS:
                return self.jours
        return self.operateur

    def _disposer(self, offerts: Sequence[Operateur]) -> None:
        bornes, jours, mot = _rangee(self.bas, Texte("et"), self.haut), _rangee(self.jours), _rangee(self.mot)
        vide = QWidget()
        pages: dict[Operateur, QWidget] = {
            Operateur.PARMI: self.valeurs, Operateur.ENTRE: bornes, Operateur.BIENTOT: jours,
            Operateur.DEPUIS: jours, Operateur.CONTIENT: mot,
        }  # fmt: skip
        self._pages = {o: pages.get(o, vide) for o in offerts}
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(8))
        colonne.addWidget(self.operateur)
        for page in (self.valeurs, bornes, jours, mot, vide):
            colonne.addWidget(page)
        colonne.addWidget(self.erreur)
        self.operateur.setVisible(len(offerts) > 1)
        self.operateur.edited().connect(self._changer)

    def _montrer(self, posee: Condition | None, offerts: Sequence[Operateur]) -> None:
        self.operateur.set_value(posee.operateur if posee and posee.operateur in offerts else offerts[0])
        if posee is not None and posee.operateur is Operateur.ENTRE:
            for champ, valeur in zip((self.bas, self.haut), posee.valeurs, strict=True):
                champ.set_value(_lue(self._champ, valeur))
        if posee is not None and posee.operateur is Operateur.CONTIENT:
            self.mot.set_value(posee.valeurs[0])
        self._changer()
        if posee is not None and posee.operateur in JOURS:
            self.jours.set_value(posee.valeurs[0])

    def _changer(self) -> None:
        operateur = self.operateur.value()
        if operateur in JOURS:
            self.jours.set_value(JOURS[operateur])
        montree = self._pages[operateur]
        for page in set(self._pages.values()) | {self.valeurs}:
            page.setVisible(page is montree)
        for champ in (self.bas.parentWidget(), self.jours.parentWidget(), self.mot.parentWidget()):
            if champ is not None:
                champ.setVisible(champ is montree)
        self.erreur.dire("")
        self.resized.emit()

    def _borne(self, nom: str) -> ChampTexte:
        genre = date if self._champ and self._champ.est_date else self._champ.type if self._champ else int
        return _ligne(f"borne_{nom}", f"Borne {nom}", genre if genre in (date, Decimal) else int)

    def _bornes(self) -> list[Any]:
        bas, haut = (_gardee(champ.value()) for champ in (self.bas, self.haut))
        if bas is None and haut is None:
            raise ErreurMetier("Écrivez au moins une des deux bornes.")
        if bas is not None and haut is not None and bas > haut:
            raise ErreurMetier("La première borne doit être la plus petite.")
        return [bas, haut]


def _ligne(nom: str, libelle: str, genre: type) -> ChampTexte:
    fait = editeur(f"filtre_{nom}", Faits(libelle, ""), genre)
    assert isinstance(fait, ChampTexte)
    return fait


def _rangee(*widgets: QWidget) -> QWidget:
    page = QWidget()
    rangee = QHBoxLayout(page)
    rangee.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        rangee.addWidget(widget)
    return page


def _exige(champ: ChampTexte, phrase: str) -> Any:
    valeur = champ.value()
    if valeur is None or (isinstance(valeur, int) and valeur < 0):
        raise ErreurMetier(phrase)
    return valeur


def _gardee(valeur: Any) -> Any:
    """Une borne comme la condition la garde : des cents, un jour ISO."""
    if isinstance(valeur, Decimal):
        return int(valeur.scaleb(2))
    return valeur.isoformat() if isinstance(valeur, date) else valeur


def _lue(champ: ChampListe | None, valeur: Any) -> Any:
    if valeur in (None, "") or champ is None:
        return None
    if champ.est_date:
        return date.fromisoformat(valeur)
    return Decimal(int(valeur)).scaleb(-2) if champ.type is Decimal else valeur
