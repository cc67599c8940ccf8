"""Une version de la charte, en lecture : chaque règle et sa valeur."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from relogement.appariement.poids import poids
from relogement.base import Code
from relogement.champs import champs
from relogement.charte import Charte
from relogement.charte_sections import SECTIONS, Section, reglages
from relogement.indicateurs.criteres import INDICATEURS
from relogement.nomenclatures import Recevable
from relogement.regles.paliers import SEUILS, nom_du_palier
from relogement.textes import FINE, INCONNU, INSECABLE, jour, nombre, oui_non
from ui.composants.bande import vider
from ui.composants.carte import Carte
from ui.composants.texte import Texte
from ui.theme import px

LIBELLES = {indicateur.code: indicateur.libelle for indicateur in INDICATEURS}


class LectureCharte(Carte):
    def __init__(self) -> None:
        super().__init__("Charte", " ", nom="parametres_charte")
        self._lignes = QGridLayout()
        self._lignes.setHorizontalSpacing(px(24))
        self._lignes.setVerticalSpacing(px(6))
        self._lignes.setColumnStretch(0, 2)
        self._lignes.setColumnStretch(1, 3)
        self.contenu.addLayout(self._lignes)
        self.contenu.addStretch(1)

    def show_charte(self, charte: Charte) -> None:
        """Une règle par ligne ; un long libellé va à la ligne plutôt que d'être coupé."""
        self.set_titre(charte.libelle)
        vider(self._lignes)
        regles = [("En vigueur depuis le", jour(charte.en_vigueur_le)), *_valeurs(charte)]
        for rang, (libelle, valeur) in enumerate(regles):
            for colonne, texte in enumerate((Texte(libelle, "texte2", lignes=True), Texte(valeur, lignes=True))):
                self._lignes.addWidget(texte, rang, colonne, Qt.AlignmentFlag.AlignTop)


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
    a_part = ("paliers", "appariement", *(section.nom for section in SECTIONS))
    dites = [(f.libelle, _texte(getattr(charte, nom), f.unite)) for nom, f in faits.items() if nom not in a_part]
    return [
        *dites,
        (faits["paliers"].libelle, _paliers(charte.paliers)),
        (faits["appariement"].libelle, _poids(charte)),
        *((section.titre, _nombres(charte, section)) for section in SECTIONS),
    ]


def _nombres(charte: Charte, section: Section) -> str:
    """« Sans offre depuis 90 jours », une ligne par réglage."""
    dits = reglages(charte, section.nom)
    return "\n".join(f"{r.libelle}{INSECABLE}: {_texte(dits[r.cle], r.unite)}" for r in section.reglages)


def _poids(charte: Charte) -> str:
    """« Besoins 20 · Lieu souhaité 15 », puis les besoins qui écartent un logement."""
    pese = poids(charte)
    dits = " · ".join(f"{part.libelle} {combien}" for part, combien in pese.par_part.items())
    besoins = ", ".join(sorted(code.libelle.lower() for code in pese.eliminatoires)) or "aucun"
    plafond = f"Ressources au-dessus du plafond{INSECABLE}: {pese.plafonds.libelle}"
    return f"{dits}\nÉliminatoires{INSECABLE}: {besoins}\n{plafond}"


def _paliers(paliers: list[dict[str, str]]) -> str:
    """« Premier quartile : taux d'effort maximal 25 % », une ligne par palier."""
    faits = champs(Charte)
    lignes = []
    for palier in paliers:
        seuils = [
            f"{faits[nom].libelle.lower()} {_texte(Decimal(palier[nom]), faits[nom].unite)}"
            for nom in SEUILS
            if nom in palier
        ]
        lignes.append(f"{nom_du_palier(palier).capitalize()}{INSECABLE}: {', '.join(seuils)}")
    return "\n".join(lignes) or "les mêmes pour tous"


def _texte(valeur: Any, unite: str) -> str:
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
            return " · ".join(f"{LIBELLES[code]} {taux}{FINE}%" for code, taux in valeur.items()) or "aucun"
    return f"{valeur} {unite}".strip()
