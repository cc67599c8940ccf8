"""Les prises de l'import : un état locatif fictif suivi d'un second, étape par étape, et la liste des lots."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtTest import QTest

from ui.cadre.cadre import Cadre
from ui.echanges.assistant.assistant import PageImport

Prise = tuple[str, Callable[[], object]]
OPERATION, BAILLEUR = "LI", "Têt Habitat"
PATIENCE_MS, TOURS = 40, 400
TITRES = ("Code logement", "Nature", "Surface (m2)", "Nom", "Prénom", "Nb occ.", "Loyer HC", "Charges", "A.P.L.",
          "Date effet bail")  # fmt: skip
LIGNES = (
    ("0049001", "T4", "74,90", "MOREAU", "Claire", 5, "420,81", "154,71", "302,18", "01/03/2007"),
    ("49002", "F3", "59,40", "BENALI", "Rachid", 4, "377,35", "106,69", "0", "15/11/1999"),
    ("0049003", "T3", "59,90", "LOPEZ", "María", 1, "354,26", "112,40", "0", "01/11/1991"),
    ("49004", "F3", "62", "DA COSTA", "Inês", 3, "330,99", "120,62", "214,30", "01/08/2002"),
    ("0049005", "T2", "46,30", "TRAN", "Minh", 2, "258,99", "81,26", "88,10", "01/06/2014"),
    ("0049006", "T5", "92,10", "KOUASSI", "Adjoua", 4, "479,19", "175,98", "NC", "01/05/1997"),
    ("Total", "", "", "", "", "", "2221,59", "751,66", "604,58", ""),
)


def prises(cadre: Cadre) -> Iterator[Prise]:
    """Le premier mois s'importe ; le second montre ce qui change."""
    dossier = tempfile.TemporaryDirectory()
    juin, juillet = (_classeur(Path(dossier.name) / f"etat_{mois}.xlsx", mois) for mois in ("juin", "juillet"))
    page = cadre.echanges().importer
    _importer(page, juin)
    yield "import-fichier", lambda: _ouvrir(page, juillet)
    yield "import-colonnes", lambda: _avancer(page)
    yield "import-apercu", lambda: _avancer(page)
    yield "import-termine", lambda: _avancer(page)
    yield "imports-faits", lambda: cadre.echanges().pages.set_current("lots")
    dossier.cleanup()


def _classeur(chemin: Path, mois: str) -> Path:
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    feuille.title = "Extraction"
    feuille.append(["Résidence LES LILAS — liste des locataires"])
    feuille.append([])
    for ligne in (TITRES, *LIGNES):
        feuille.append([_en_juillet(v) if mois == "juillet" else v for v in ligne])
    classeur.create_sheet("Paramètres").sheet_state = "hidden"
    classeur.save(chemin)
    return chemin


def _en_juillet(valeur: object) -> object:
    return {
        "302,18": "315,43",
        "112,40": "115,98",
        "214,30": "209,80",
        "604,58": "613,33",
        "751,66": "755,24",
    }.get(str(valeur), valeur)


def _importer(page: PageImport, classeur: Path) -> None:
    _ouvrir(page, classeur)
    for _ in range(3):
        _avancer(page)


def _ouvrir(page: PageImport, classeur: Path) -> None:
    page.ouvrir(classeur)
    _attendre(page)
    page.fichier.destination.dire(operation=OPERATION, bailleur=BAILLEUR)
    _attendre(page)


def _avancer(page: PageImport) -> None:
    page.avancer()
    _attendre(page)


def _attendre(page: PageImport) -> None:
    for _ in range(TOURS):
        QTest.qWait(PATIENCE_MS)
        if not page.en_attente:
            return
