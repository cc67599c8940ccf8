"""Des fichiers faits au hasard, coupés ou abîmés : lus ou refusés d'une phrase, jamais une trace.

``FLOU=50 pytest tests/relogement/imports/test_lecture_floue.py`` en essaie cinquante fois plus.
"""

import csv
import gzip
import os
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relogement.erreurs import ErreurMetier
from relogement.imports.examen import Examen, examiner
from relogement.imports.lecture import lire_classeur
from tests.relogement.imports.classeurs import MARQUE_OLE, un_ods

FOIS = int(os.environ.get("FLOU", "1"))
SANS_DELAI = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
XLS = Path(__file__).parent / "fichiers/excel97.xls"
MARQUES = (
    b"",
    b"PK\x03\x04",
    MARQUE_OLE,
    b"\x1f\x8b\x08",
    b"<html><table>",
    b"<?xml",
    b"sep=;",
    b"\xff\xfe",
    b"{\\rtf",
    b"[{",
)
PARTIES_XLSX = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels")  # fmt: skip


def essais(nombre: int) -> settings:
    return settings(max_examples=nombre * FOIS, deadline=None, suppress_health_check=SANS_DELAI)


def examine_ou_refuse(contenu: bytes, nom: str = "a.xlsx") -> Examen | None:
    """L'examen, ou rien quand une phrase l'a refusé ; toute autre erreur fait échouer le test."""
    with TemporaryDirectory() as dossier:
        chemin = Path(dossier) / nom
        chemin.write_bytes(contenu)
        try:
            return examiner(chemin)
        except ErreurMetier as refus:
            assert nom in str(refus)
            return None


def un_xlsx() -> bytes:
    flux = BytesIO()
    fichier = openpyxl.Workbook()
    for ligne in (
        ["UG", "Nom", "Loyer", "Bail"],
        ["0045001", "MOREAU", 420.81, date(2007, 3, 1)],
        ["0045002", "=A2", 1, None],
    ):
        fichier.active.append(ligne)
    fichier.active.column_dimensions["B"].hidden = True
    fichier.create_sheet("Cachée").sheet_state = "hidden"
    fichier.save(flux)
    return flux.getvalue()


def un_ods_en_octets() -> bytes:
    cellule = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rangee = f"<table:table-row>{cellule.format('UG')}{cellule.format('Nom')}</table:table-row>"
    with TemporaryDirectory() as dossier:
        return un_ods(Path(dossier) / "a.ods", rangee * 3).read_bytes()


TEXTE = "UG;Nom;Loyer\n" + "".join(f"00450{n:02d};GARCÍA;4{n},81\n" for n in range(20))
HTML = "<html><table><tr><th colspan=2>UG</th><td rowspan=2>Nom</td></tr><tr><td>1</td></tr></table></html>"
SOURCES = {
    "a.xlsx": un_xlsx(),
    "a.ods": un_ods_en_octets(),
    "a.xls": XLS.read_bytes(),
    "a.csv": TEXTE.encode("cp1252"),
    "a.html": HTML.encode(),
    "a.csv.gz": gzip.compress(TEXTE.encode()),
}


@essais(80)
@given(st.sampled_from(MARQUES), st.binary(max_size=2_000))
def test_des_octets_au_hasard_ne_font_rien_tomber(marque: bytes, suite: bytes) -> None:
    examine_ou_refuse(marque + suite, "a.csv")


@essais(60)
@given(st.sampled_from(sorted(SOURCES)), st.floats(0, 1))
def test_un_fichier_coupe_ne_fait_rien_tomber(nom: str, part: float) -> None:
    contenu = SOURCES[nom]

    examine_ou_refuse(contenu[: int(len(contenu) * part)], nom)


@essais(80)
@given(
    st.sampled_from(sorted(SOURCES)), st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), max_size=6)
)
def test_un_fichier_abime_ne_fait_rien_tomber(nom: str, coups: list[tuple[float, int]]) -> None:
    examine_ou_refuse(abime(SOURCES[nom], coups), nom)


@essais(120)
@given(
    st.sampled_from((("a.xlsx", PARTIES_XLSX), ("a.ods", ("content.xml", "META-INF/manifest.xml")))),
    st.data(),
)
def test_un_classeur_dont_une_partie_est_abimee_ne_fait_rien_tomber(
    cas: tuple[str, tuple[str, ...]], data: Any
) -> None:
    """Dans l'archive, la somme de contrôle est juste : le lecteur va jusqu'au XML."""
    nom, parties = cas
    partie = data.draw(st.sampled_from(parties))
    coups = data.draw(st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), min_size=1, max_size=5))

    examine_ou_refuse(rezippe(SOURCES[nom], partie, coups), nom)


def abime(contenu: bytes, coups: list[tuple[float, int]]) -> bytes:
    octets = bytearray(contenu)
    for place, valeur in coups:
        octets[int(len(octets) * place)] = valeur
    return bytes(octets)


def rezippe(contenu: bytes, partie: str, coups: list[tuple[float, int]]) -> bytes:
    flux = BytesIO()
    with zipfile.ZipFile(BytesIO(contenu)) as source, zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as copie:
        for nom in source.namelist():
            dedans = source.read(nom)
            copie.writestr(nom, abime(dedans, coups) if nom == partie and dedans else dedans)
    return flux.getvalue()


NOMS = st.sampled_from(
    ("MOREAU", "GARCÍA", "ÖZDEMIR", "N'DIAYE", "LE GOFF", "DA COSTA, Inês", 'dit "Jo"', "HÉLÈNE")
)
MONTANTS = st.integers(0, 99_999).map(lambda centimes: f"{centimes // 100},{centimes % 100:02d}")
JOURS = st.dates(date(1980, 1, 1), date(2026, 12, 31)).map(lambda jour: jour.strftime("%d/%m/%Y"))
RANGEES = st.lists(st.tuples(NOMS, MONTANTS, JOURS, MONTANTS), min_size=4, max_size=30)


@essais(120)
@given(
    RANGEES,
    st.sampled_from((";", "\t", "|", ",")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_un_csv_se_relit_tel_qu_il_a_ete_ecrit(
    rangees: list[tuple[str, ...]], signe: str, codage: str, fin: str, guillemets: Any
) -> None:
    flux = StringIO(newline="")
    ecrivain = csv.writer(flux, delimiter=signe, quoting=guillemets, lineterminator=fin)
    ecrites = [("UG", "Nom", "Loyer", "Bail", "Charges"), *((f"{n:07d}", *r) for n, r in enumerate(rangees))]
    ecrivain.writerows(ecrites)

    with TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "a.csv"
        chemin.write_bytes(flux.getvalue().encode(codage))
        lues = [ligne.cellules for ligne in lire_classeur(chemin).feuilles[0].lignes]

    assert lues == ecrites


@essais(60)
@given(
    RANGEES,
    st.lists(st.sampled_from(("Office public", "Édité le 12/06/2026", "")), max_size=3),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_un_classeur_a_bandeaux_groupes_et_totaux_rend_toutes_ses_lignes(
    rangees: list[tuple[str, ...]], bandeaux: list[str], groupes: bool, numeros: bool, total: bool
) -> None:
    loyers = [Decimal(loyer.replace(",", ".")) for _, loyer, _, _ in rangees]
    contenu = xlsx_habille(rangees, loyers, bandeaux, groupes=groupes, numeros=numeros, total=total)

    examen = examine_ou_refuse(contenu)

    assert examen is not None
    (examine,) = examen.tableaux
    assert examine.tableau.nb_lignes == len(rangees)
    assert {r.champ for r in examine.colonnes} >= {"ug", "nom", "loyer", "date_entree_bail", "charges"}
    if total:
        (controle,) = (c for c in examine.controles if c.titre == "Loyer")
        assert controle.somme == sum(loyers, Decimal(0))
        assert controle.convient


def xlsx_habille(
    rangees: list[tuple[str, ...]],
    loyers: list[Decimal],
    bandeaux: list[str],
    *,
    groupes: bool,
    numeros: bool,
    total: bool,
) -> bytes:
    lignes: list[list[Any]] = [[bandeau] for bandeau in bandeaux]
    if groupes:
        lignes.append(["Logement", "Locataire", "Quittance", "", ""])
    lignes.append(["UG", "Nom", "Loyer", "Date effet bail", "Charges"])
    if numeros:
        lignes.append(["(1)", "(2)", "(3)", "(4)", "(5)"])
    for rang, (nom, _, bail, charges) in enumerate(rangees):
        lignes.append([f"{rang:07d}", nom, float(loyers[rang]), bail, float(charges.replace(",", "."))])
    if total:
        lignes.append(["TOTAL", "", float(sum(loyers, Decimal(0))), "", ""])
    flux = BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as fichier:
        feuille = fichier.add_worksheet("Extraction")
        for rang, ligne in enumerate(lignes):
            feuille.write_row(rang, 0, ligne)
    return flux.getvalue()
