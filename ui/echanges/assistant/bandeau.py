"""Le rappel de ce que l'on importe : le fichier, sa feuille, où il va, si ses colonnes sont connues."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relogement.imports.choix import Choix
from relogement.textes import jour, pluriel
from ui import fonts
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.echanges.assistant.barres import Bandeau, barre
from ui.echanges.assistant.fichier.tableaux import titres
from ui.echanges.assistant.lu import Lu


class BandeauFichier(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_bandeau")
        self._icone = Icone("file-spreadsheet", "vert", 16)
        self._nom = Texte("", graisse=fonts.MOYEN, nom="import_nom")
        self._feuille = Texte("", "texte2", nom="import_feuille")
        self._ou = Texte("", "texte2", nom="import_ou")
        self._coche = Icone("check", "vert", 15)
        self._memoire = Texte("", "texte2", nom="import_memoire")
        rangee = barre(self._icone, self._nom, self._feuille, self._ou, self._coche, self._memoire, None, marge=7)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(Bandeau("surface", rangee))

    def show_etat(self, nom: str, lu: Lu | None, choix: Choix) -> None:
        self._nom.setText(nom)
        self._icone.set_icone("clipboard-paste" if nom == "Tableau collé" else "file-spreadsheet", "vert")
        self._feuille.setText(_feuille(lu, choix))
        ou = [f"opération {choix.operation}"] if choix.operation else []
        ou += [f"bailleur {choix.bailleur}"] if choix.bailleur else []
        self._ou.setText("   ".join(ou))
        dite = _memoire(lu, choix)
        self._memoire.setText(dite)
        for mot in (self._feuille, self._ou):
            mot.setVisible(bool(mot.text()))
        for morceau in (self._coche, self._memoire):
            morceau.setVisible(bool(dite))


def _feuille(lu: Lu | None, choix: Choix) -> str:
    retenus = lu.retenus(choix) if lu is not None else []
    if len(retenus) != 1:
        return pluriel(len(retenus), "tableau", "tableaux") if retenus else ""
    vu = retenus[0].tableau
    return f"feuille {vu.nom}, titres {titres(vu)}" if vu.premiere else f"feuille {vu.nom}, sans titres"


def _memoire(lu: Lu | None, choix: Choix) -> str:
    retenus = lu.retenus(choix) if lu is not None else []
    dite = lu.retenues.get(retenus[0].tableau.nom) if lu is not None and retenus else None
    if dite is None:
        return ""
    de = f", réglage {dite.bailleur}" if dite.bailleur else ", réglage"
    return f"colonnes reconnues{de} du {jour(dite.retenu_le)}"
