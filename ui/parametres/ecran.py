"""Les paramètres : le nom de l'agent, et la charte qui vaut pour le projet."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.horloge import aujourdhui
from relogement.base import Code
from relogement.champs import champs
from relogement.charte import Charte
from relogement.indicateurs.criteres import INDICATEURS
from relogement.nomenclatures import Recevable
from relogement.textes import FINE, INCONNU, INSECABLE, jour, nombre, oui_non
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende, titre
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages
from ui.screen import Screen
from ui.theme import px

_LIBELLES = {indicateur.code: indicateur.libelle for indicateur in INDICATEURS}


class EcranParametres(Screen):
    """Ce que l'on règle sur ce poste, et ce que la charte fixe (lecture seule)."""

    titre = "Paramètres"
    icone = "sliders-horizontal"

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget | None = None, reglages: Reglages | None = None
    ) -> None:
        super().__init__(parent)
        self._ouvert, self._reglages = ouvert, reglages or Reglages()
        self._charte = Carte("Charte", nom="parametres_charte")
        self._lignes = QGridLayout()
        self._disposer()
        ouvert.saved.connect(self.refresh)

    def refresh(self) -> None:
        with self._ouvert.fichier.lire() as session:
            self._montrer_charte(session)

    def _disposer(self) -> None:
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(12))
        colonne.addWidget(titre("Paramètres"))
        colonne.addWidget(self._carte_agent())
        self._lignes.setHorizontalSpacing(px(24))
        self._lignes.setVerticalSpacing(px(6))
        self._lignes.setColumnStretch(1, 1)
        self._charte.contenu.addLayout(self._lignes)
        colonne.addWidget(self._charte)
        colonne.addStretch(1)
        defilement = QScrollArea()
        defilement.setWidgetResizable(True)
        defilement.setWidget(page)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(defilement)

    def _carte_agent(self) -> Carte:
        carte = Carte("Agent", "le nom sous lequel vos actes sont inscrits au journal", nom="parametres_agent")
        champ = QLineEdit(self._ouvert.fichier.auteur)
        champ.setObjectName("parametres_nom")
        champ.setAccessibleName("Nom de l’agent")
        champ.setFixedWidth(px(320))
        garder = Bouton("Enregistrer", nom="parametres_enregistrer")
        garder.clicked.connect(lambda: self._nommer(champ.text()))
        champ.returnPressed.connect(lambda: self._nommer(champ.text()))
        rangee = QHBoxLayout()
        rangee.addWidget(champ)
        rangee.addWidget(garder)
        self._dit = legende("", "vert", nom="parametres_dit")
        rangee.addWidget(self._dit, 1)
        carte.contenu.addLayout(rangee)
        return carte

    def _nommer(self, nom: str) -> None:
        if not nom.strip():
            self._dit.set_token("rouge")
            self._dit.setText("Écrivez votre nom : il signe vos actes.")
            return
        self._reglages.agent = nom
        self._ouvert.fichier.auteur = nom.strip()
        self._dit.set_token("vert")
        self._dit.setText("Enregistré.")
        self._ouvert.saved.emit()

    def _montrer_charte(self, session: Session) -> None:
        charte = charte_en_vigueur(session, aujourdhui())
        self._charte.set_titre(charte.libelle, f"en vigueur depuis le {jour(charte.en_vigueur_le)}")
        while (reste := self._lignes.takeAt(0)) is not None:
            if (mot := reste.widget()) is not None:
                mot.deleteLater()
        for rang, (libelle, valeur) in enumerate(_valeurs(charte)):
            self._lignes.addWidget(Texte(libelle, "texte2"), rang, 0, Qt.AlignmentFlag.AlignTop)
            self._lignes.addWidget(Texte(valeur, lignes=True), rang, 1)


def _motifs(motifs: list[dict[str, str]]) -> str:
    """« Recevable : Étage… », une ligne par sorte."""
    lignes = []
    for sorte in Recevable:
        libelles = [m["libelle"] for m in motifs if m["recevable"] == sorte]
        if libelles:
            lignes.append(f"{sorte.libelle}{INSECABLE}: {' · '.join(libelles)}")
    return "\n".join(lignes)


def _valeurs(charte: Charte) -> list[tuple[str, str]]:
    faits = {nom: f for nom, f in champs(Charte).items() if nom not in ("libelle", "en_vigueur_le")}
    return [(f.libelle, _texte(nom, getattr(charte, nom), f.unite)) for nom, f in faits.items()]


def _texte(nom: str, valeur: Any, unite: str) -> str:
    match valeur:
        case None:
            return INCONNU
        case bool():
            return oui_non(valeur)
        case Code():
            return valeur.libelle
        case Decimal():
            return f"{nombre(valeur, 0 if valeur == valeur.to_integral_value() else 2)}{FINE}{unite}".strip()
        case date():
            return jour(valeur)
        case list():
            return _motifs(valeur)
        case dict():
            return " · ".join(f"{_LIBELLES[code]} {taux}{FINE}%" for code, taux in valeur.items()) or INCONNU
    return f"{valeur} {unite}".strip()
