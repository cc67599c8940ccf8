"""Chaque fichier tordu se lit comme il est, ou se refuse ; l’attendu est compté à la main ou lu autrement."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from docs.torture import PAGE, page
from relogement.erreurs import ErreurMetier
from relogement.imports.examen import examiner
from relogement.imports.lecture import lire_classeur
from tests.relogement.imports.classeurs import PARTAGE, SANS_EXEMPLES
from tests.relogement.imports.torture_attendus import ATTENDUS, DICOS

TORTURE = PARTAGE / "data/torture"
SNIFFER = TORTURE / "csvsniffer"
SPECTRUM = TORTURE / "csv-spectrum"
TELEPHONE_CHANGE = "Contact Phone Number"  # les auteurs l'ont changé dans le JSON, pas dans le CSV
SIGNES = {"comma": ",", "semicolon": ";", "tab": "\t", "vslash": "|"}
pytestmark = pytest.mark.skipif(not TORTURE.exists(), reason=SANS_EXEMPLES)


def fichiers(dossier: Path, *fins: str) -> list[Path]:
    tous = sorted(dossier.rglob("*")) if dossier.exists() else []
    return [c for c in tous if c.is_file() and (not fins or c.suffix in fins)]


def annotes() -> Iterator[tuple[str, str]]:
    """Les fichiers annotés par leurs auteurs, et leur séparateur ; sans ceux qui n'ont qu'une colonne."""
    annotations = SNIFFER / "Dialect_annotations.txt"
    lignes = annotations.read_text("utf-8").splitlines()[2:] if annotations.exists() else []
    for nom, _, separateur, *_ in (ligne.split("|") for ligne in lignes):
        if (SNIFFER / nom).exists() and nom != "Undefined field delimiter.csv":
            yield nom, SIGNES[separateur]


@pytest.mark.parametrize("chemin", fichiers(TORTURE), ids=lambda c: f"{c.parent.name}-{c.name}")
def test_chaque_fichier_donne_les_tableaux_comptes_a_la_main(chemin: Path) -> None:
    attendu = ATTENDUS.get(f"{chemin.parent.name}/{chemin.name}")

    if chemin.suffix == ".json":
        with pytest.raises(ErreurMetier, match="est un fichier JSON"):
            examiner(chemin)
        return
    vus = [
        (t.tableau.premiere, t.tableau.derniere, t.tableau.nb_lignes, len(t.colonnes))
        for t in examiner(chemin).tableaux
    ]
    assert vus == attendu


@pytest.mark.parametrize("chemin", fichiers(SPECTRUM, ".csv"), ids=lambda c: c.name)
def test_chaque_cellule_est_celle_que_dit_le_json_voisin(chemin: Path) -> None:
    voisin = json.loads(chemin.with_suffix(".json").read_text("utf-8"))
    attendues = voisin if isinstance(voisin, list) else [voisin]

    (examine,) = examiner(chemin).tableaux

    titres = [c.colonne.titre for c in examine.colonnes]
    lues = [dict(zip(titres, ligne.cellules, strict=True)) for ligne in examine.tableau.lignes()]
    assert [_propre(ligne) for ligne in lues] == [_propre(ligne) for ligne in attendues]


def _propre(ligne: dict[str, str]) -> dict[str, str]:
    """Sans les blancs autour, ni la sorte de fin de ligne dans une cellule."""
    return {c: v.replace("\r\n", "\n").strip() for c, v in ligne.items() if c != TELEPHONE_CHANGE}


@pytest.mark.parametrize(("nom", "separateur"), list(annotes()))
def test_le_separateur_est_celui_que_les_auteurs_ont_note(nom: str, separateur: str) -> None:
    trouve = lire_classeur(SNIFFER / nom).dialecte.separateur

    assert trouve is not None
    assert trouve.valeur == separateur


@pytest.mark.parametrize("chemin", fichiers(TORTURE / "bal", ".csv"), ids=lambda c: c.name)
def test_les_cellules_sont_celles_que_lit_un_autre_lecteur(chemin: Path) -> None:
    texte = chemin.read_text("utf-8-sig")
    signe = "," if chemin.name == "junk.ascii.csv" else ";"
    autrement = [
        [c.strip() for c in ligne] for ligne in csv.reader(StringIO(texte), delimiter=signe) if any(ligne)
    ]

    lues = [list(ligne.cellules) for ligne in lire_classeur(chemin).feuilles[0].lignes if not ligne.est_vide]

    assert lues == autrement


@pytest.mark.parametrize("chemin", fichiers(TORTURE, ".xlsx"), ids=lambda c: f"{c.parent.name}-{c.name}")
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_les_textes_d_un_classeur_sont_ceux_que_lit_openpyxl(chemin: Path) -> None:
    autrement = openpyxl.load_workbook(chemin, data_only=True)

    for feuille in lire_classeur(chemin).feuilles:
        lues = {(n, p): c for n, cellules in feuille.lignes for p, c in enumerate(cellules) if c}
        textes = {
            (c.row, c.column - 1): c.value.strip()
            for ligne in autrement[feuille.nom].iter_rows()
            for c in ligne
            if isinstance(c.value, str) and c.value.strip()
        }
        assert {place: lues.get(place, "").replace("\r\n", "\n") for place in textes} == {
            place: texte.replace("\r\n", "\n") for place, texte in textes.items()
        }
    autrement.close()


@pytest.mark.parametrize(("fichier", "champs"), list(DICOS.items()))
def test_une_ligne_choisie_a_la_main_a_les_valeurs_du_fichier(
    fichier: str, champs: tuple[int, dict[str, str]]
) -> None:
    rang, attendues = champs
    examine = examiner(TORTURE / fichier).tableaux[0]
    titres = {c.colonne.titre: c.colonne.position for c in examine.colonnes}

    ligne = list(examine.tableau.lignes())[rang]

    assert {titre: ligne.cellules[titres[titre]] for titre in attendues} == attendues


def test_la_page_des_fichiers_tordus_est_a_jour() -> None:
    assert PAGE.read_text("utf-8") == page(), "récrivez-la : python -m docs.torture"
