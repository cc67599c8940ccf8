"""Comment le fichier est écrit : ce qui a été trouvé, pourquoi, et de quoi choisir autrement."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout

from relogement.imports.examen import Examen
from relogement.imports.lecture import Genre, OrdreDesDates, Reglages, Trouvaille
from relogement.imports.lecture.dialecte import NOMS, SEPARATEURS
from relogement.imports.lecture.encodage import ANCIENS
from relogement.imports.lecture.reglages import CERTAINE
from relogement.imports.phrases import phrase
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.editeurs import ChampChoix, Option
from ui.theme import px

ENCODAGES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (avec marque)",
    "utf-16": "UTF-16",
    "cp1252": "Windows (cp1252)",
    "cp850": "MS-DOS (cp850)",
    "mac_roman": "Macintosh",
    "iso8859-15": "ISO 8859-15",
    "cp1250": "Windows, Europe centrale",
}
DECIMALES = {",": "la virgule (12,50)", ".": "le point (12.50)"}
DATES = {ordre.value: ordre.libelle for ordre in OrdreDesDates}
TITRES = {
    "encodage": "Encodage",
    "separateur": "Séparateur",
    "decimale": "Décimales",
    "ordre_des_dates": "Dates",
}
LIBELLES: Mapping[str, Mapping[str, str]] = {
    "encodage": ENCODAGES,
    "separateur": NOMS,
    "decimale": DECIMALES,
    "ordre_des_dates": DATES,
}
PROPOSES: Mapping[str, Sequence[str]] = {
    "encodage": ("utf-8", "utf-16", *ANCIENS),
    "separateur": SEPARATEURS,
    "decimale": tuple(DECIMALES),
    "ordre_des_dates": tuple(DATES),
}


class CarteLecture(Carte):
    """``changed`` porte les réglages voulus ; rien d'imposé : tout se devine."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("Lecture", "trouvée, à changer au besoin", nom="carte_lecture")
        self._reglages = Reglages()
        self._choix = {nom: self._champ(nom) for nom in TITRES}
        self._mots = {nom: Texte(titre, "texte2") for nom, titre in TITRES.items()}
        self._raisons = {nom: legende("", "ambre", lignes=True, nom=f"lecture_{nom}_raison") for nom in TITRES}
        self.accents = QCheckBox("Réparer les accents codés deux fois")
        self.accents.setObjectName("lecture_accents")
        self.accents.setAccessibleName("Réparer les accents codés deux fois")
        self.accents.clicked.connect(lambda coche: self._impose("accents_repares", coche))
        self._accents_dits = legende("", "texte3", lignes=True)
        self._ranger()

    def _champ(self, nom: str) -> ChampChoix:
        champ = ChampChoix([])
        champ.setObjectName(f"lecture_{nom}")
        champ.setAccessibleName(TITRES[nom])
        champ.activated.connect(lambda _: self._choisi(nom))
        return champ

    def _ranger(self) -> None:
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(3))
        grille.setColumnStretch(1, 1)
        grille.setColumnMinimumWidth(0, px(66))
        for rang, (nom, champ) in enumerate(self._choix.items()):
            self._mots[nom].setBuddy(champ)
            grille.addWidget(self._mots[nom], 2 * rang, 0)
            grille.addWidget(champ, 2 * rang, 1)
            grille.addWidget(self._raisons[nom], 2 * rang + 1, 1)
        self.contenu.addLayout(grille)
        self.contenu.addWidget(self.accents)
        self.contenu.addWidget(self._accents_dits)

    def show_examen(self, examen: Examen | None, reglages: Reglages) -> None:
        """Ce qui a été trouvé ; ce qui n'a pas de sens pour ce format se cache."""
        self._reglages = reglages
        for nom, trouvaille in _trouvailles(examen).items():
            self._montrer(nom, trouvaille, getattr(reglages, nom))
        doubles = [a for a in examen.annonces if a.genre is Genre.ACCENTS] if examen else []
        montre = bool(doubles) or reglages.accents_repares
        self.accents.setVisible(montre)
        self.accents.setChecked(reglages.accents_repares)
        self._accents_dits.setVisible(montre)
        self._accents_dits.setText(doubles[0].message if doubles else "Les accents ont été relus.")
        self.setVisible(examen is not None)

    def _montrer(self, nom: str, trouvaille: Trouvaille | None, impose: Any) -> None:
        champ = self._choix[nom]
        for morceau in (champ, self._mots[nom], self._raisons[nom]):
            morceau.setVisible(trouvaille is not None)
        if trouvaille is None:
            return
        libelles = LIBELLES[nom]
        deja = libelles.get(trouvaille.valeur, trouvaille.valeur).partition(" (")[0]
        vide = Option("Deviner" if impose else f"Trouvé : {deja}", None)
        champ.set_options([Option(_majuscule(libelles[v]), v) for v in PROPOSES[nom]], vide=vide)
        champ.set_value(str(getattr(impose, "value", impose)) if impose else None)
        sur = "" if trouvaille.imposee or trouvaille.confiance == CERTAINE else f"Sûr à {trouvaille.confiance} %. "
        raison = "" if trouvaille.imposee else phrase(sur + _majuscule(trouvaille.raison) + ".")
        champ.setToolTip(raison)
        champ.setAccessibleDescription(raison)
        self._raisons[nom].setText(raison)
        self._raisons[nom].setVisible(bool(sur))

    def _choisi(self, nom: str) -> None:
        valeur = self._choix[nom].value()
        if nom == "ordre_des_dates" and valeur is not None:
            valeur = OrdreDesDates(valeur)
        self._impose(nom, valeur)

    def _impose(self, nom: str, valeur: Any) -> None:
        voulus = replace(self._reglages, **{nom: valeur})
        if voulus != self._reglages:
            self.changed.emit(voulus)


def _trouvailles(examen: Examen | None) -> dict[str, Trouvaille | None]:
    """Un classeur n'a ni encodage ni séparateur ; ses nombres n'ont pas de signe décimal à deviner."""
    if examen is None:
        return dict.fromkeys(TITRES)
    dialecte, valeurs = examen.analyse.classeur.dialecte, examen.analyse.valeurs
    texte = dialecte.separateur is not None
    return {
        "encodage": dialecte.encodage,
        "separateur": dialecte.separateur,
        "decimale": valeurs.decimale if texte else None,
        "ordre_des_dates": valeurs.ordre,
    }


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]
