"""Des fichiers de bailleur faits sur mesure : un classeur, ses lignes, et rien d'autre."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

ENTETES = ("UG", "Type", "Surface", "Nom", "Prénom", "Nb occ.", "Loyer HC", "Charges", "APL", "Date entrée")
MARTIN = ("0001", "T3", 60, "MARTIN", "Louis", 2, 300, 80, 150, "01/03/2010")
DURAND = ("0002", "T2", 45, "DURAND", "Anne", 1, 250, 60, 0, "01/09/2015")
VACANT = ("0003", "T2", 45, "VACANT", None, None, None, None, None, None)


def un_etat_locatif(dossier: Path, *lignes: Sequence[object], nom: str = "etat.xlsx") -> Path:
    """Un classeur d'une feuille, titres en première ligne."""
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for ligne in (ENTETES, *lignes):
        feuille.append(list(ligne))
    classeur.save(dossier / nom)
    return dossier / nom


def revu(ligne: Sequence[object], **valeurs: object) -> tuple[object, ...]:
    """La même ligne, à ces valeurs près : « loyer=310 »."""
    noms = ("ug", "type", "surface", "nom", "prenom", "occupants", "loyer", "charges", "apl", "entree")
    return tuple(valeurs.get(nom, valeur) for nom, valeur in zip(noms, ligne, strict=True))
