"""Un classeur se lit en lignes de texte, numérotées comme à l'écran."""

import time
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import lire_classeur
from relogement.imports.lecture.cellules import textes
from relogement.imports.lecture.tranches import _est_etroite
from relogement.imports.phrases import phrase
from tests.relogement.imports.classeurs import lignes_de, un_ods, un_xlsx, un_xlsx_brut, une_cellule

DERNIERE = 1_048_576


def test_nombres_dates_et_booleens_deviennent_du_texte_sans_residu(tmp_path: Path) -> None:
    lignes = [[45001.0, 420.81, 0.1 + 0.2, True, date(2026, 3, 1), datetime(2026, 3, 1, 12, 30), 10**20]]  # noqa: DTZ001
    chemin = un_xlsx(tmp_path / "a.xlsx", lignes)

    (lue,) = lignes_de(lire_classeur(chemin))

    vingt_zeros = "1" + "0" * 20
    assert lue == ("45001", "420.81", "0.3", "VRAI", "2026-03-01", "2026-03-01 12:30:00", vingt_zeros)


def test_une_formule_donne_sa_derniere_valeur_et_rien_si_elle_n_en_a_pas(tmp_path: Path) -> None:
    donnees = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c><c r="C1" t="e"><v>#N/A</v></c></row>'
    )
    chemin = un_xlsx_brut(tmp_path / "a.xlsx", donnees)

    (lue,) = lignes_de(lire_classeur(chemin))

    assert lue == ("2", "", "#N/A")


def test_les_numeros_sont_ceux_du_tableur_meme_apres_des_lignes_et_des_colonnes_vides(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    fichier.active["C5"], fichier.active["D7"] = "titre", 1
    fichier.save(tmp_path / "a.xlsx")

    lignes = list(lire_classeur(tmp_path / "a.xlsx").feuilles[0].lignes)

    assert [(ligne.numero, ligne.cellules) for ligne in lignes if not ligne.est_vide] == [
        (5, ("", "", "titre", "")),
        (7, ("", "", "", "1")),
    ]


def test_les_feuilles_masquees_sont_nommees_et_ne_sont_pas_lues(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    fichier.active.title = "Vue"
    fichier.create_sheet("Cachée").sheet_state = "hidden"
    fichier.create_sheet("Très cachée").sheet_state = "veryHidden"
    fichier.save(tmp_path / "a.xlsx")

    classeur = lire_classeur(tmp_path / "a.xlsx")

    assert [feuille.nom for feuille in classeur.feuilles] == ["Vue"]
    assert classeur.masquees == ("Cachée", "Très cachée")


@pytest.mark.parametrize(
    "queue",
    [
        "",
        f'<row r="{DERNIERE}"><c r="XFD{DERNIERE}" s="0"/></row>',
        f'<row r="{DERNIERE}">{une_cellule(f"A{DERNIERE}", " ")}</row>',
        f'<row r="{DERNIERE}">{une_cellule(f"XFD{DERNIERE}", "x")}</row>',
        "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 300_000)),
        "".join(f'<row r="{n}" ht="15"/>' for n in range(3, 300_000)),
    ],
    ids=[
        "étendue seule",
        "cellule mise en forme",
        "espace tout en bas",
        "valeur au coin",
        "lignes grises",
        "hauteurs",
    ],
)
def test_une_etendue_qui_ment_n_est_pas_parcourue(tmp_path: Path, queue: str) -> None:
    donnees = f'<row r="1">{une_cellule("A1", "UG")}</row><row r="2">{une_cellule("A2", "0045001")}</row>{queue}'
    chemin = un_xlsx_brut(tmp_path / "a.xlsx", donnees, etendue=f"A1:XFD{DERNIERE}")
    depart = time.perf_counter()

    lignes = list(lire_classeur(chemin).feuilles[0].lignes)

    assert time.perf_counter() - depart < 2
    assert [ligne.cellules[0] for ligne in lignes if not ligne.est_vide] == ["UG", "0045001"]


def test_un_xml_a_prefixe_ou_sans_numeros_de_ligne_se_lit_aussi(tmp_path: Path) -> None:
    cellule = '<x:c t="inlineStr"><x:is><x:t>{}</x:t></x:is></x:c>'
    donnees = f"<x:row>{cellule.format('a')}</x:row><x:row/><x:row>{cellule.format('b')}</x:row>"
    chemin = un_xlsx_brut(tmp_path / "a.xlsx", donnees, prefixe="x")

    lignes = [ligne for ligne in lire_classeur(chemin).feuilles[0].lignes if not ligne.est_vide]

    assert lignes == [(1, ("a",)), (3, ("b",))]


def test_plus_d_une_tranche_de_lignes_se_lit_sans_trou_ni_repetition(tmp_path: Path) -> None:
    donnees = "".join(f'<row r="{n}">{une_cellule(f"A{n}", str(n))}</row>' for n in range(1, 25_001))
    chemin = un_xlsx_brut(tmp_path / "a.xlsx", donnees)

    lignes = list(lire_classeur(chemin).feuilles[0].lignes)

    assert [ligne.numero for ligne in lignes] == list(range(1, 25_001))
    assert all(ligne.cellules == (str(ligne.numero),) for ligne in lignes)


def test_l_avancement_va_jusqu_au_bout(tmp_path: Path) -> None:
    chemin = un_xlsx(tmp_path / "a.xlsx", [["a"]] * 500)
    vus: list[tuple[int, int]] = []

    list(lire_classeur(chemin, lambda fait, total: vus.append((fait, total))).feuilles[0].lignes)

    assert vus[-1][0] == vus[-1][1] > 0


def test_un_ods_se_lit_meme_sous_le_nom_xls(tmp_path: Path) -> None:
    cellule = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    fin = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    chemin = un_ods(tmp_path / "a.xls", f"<table:table-row>{cellule.format('UG')}</table:table-row>{fin}")

    assert lignes_de(lire_classeur(chemin)) == [("UG",)]


def test_un_ods_qui_repete_sans_fin_est_refuse(tmp_path: Path) -> None:
    cellule = (
        '<table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell>"
    )
    repetee = f'<table:table-row table:number-rows-repeated="1000000">{cellule}</table:table-row>'
    chemin = un_ods(tmp_path / "a.ods", repetee)

    with pytest.raises(ErreurMetier, match=phrase("très éloignées du tableau")):
        lire_classeur(chemin)


def test_un_tableau_html_nomme_xls_se_lit(tmp_path: Path) -> None:
    chemin = tmp_path / "export.xls"
    chemin.write_text(
        "<html><style>td{}</style><table><tr><th>UG</th><th colspan=2>Locataire</th></tr>"
        "<tr><td>0045001</td><td>GARC&Iacute;A</td><td>Jos&eacute;<br>Luis</td></tr></table></html>",
        encoding="utf-8",
    )

    classeur = lire_classeur(chemin)

    assert lignes_de(classeur) == [("UG", "Locataire", ""), ("0045001", "GARCÍA", "José Luis")]


def test_un_xml_d_excel_2003_nomme_xls_se_lit(tmp_path: Path) -> None:
    chemin = tmp_path / "export.xls"
    chemin.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="État"><Table>'
        '<Row><Cell><Data ss:Type="String">UG</Data></Cell><Cell ss:Index="3"><Data>Nom</Data></Cell></Row>'
        '<Row ss:Index="4"><Cell><Data>0045001</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )

    feuille = lire_classeur(chemin).feuilles[0]

    assert feuille.nom == "État"
    assert list(feuille.lignes) == [(1, ("UG", "", "Nom")), (4, ("0045001",))]


def test_un_ancien_classeur_excel_se_lit(tmp_path: Path) -> None:
    classeur = lire_classeur(Path(__file__).parent / "fichiers/excel97.xls")

    assert classeur.masquees == ("Cachée",)
    assert lignes_de(classeur) == [
        ("UG", "Nom", "Loyer", "Bail"),
        ("0045001", "GARCÍA", "420.81", "2007-03-01"),
        ("0045002", "X", "", ""),
    ]


def test_un_classeur_dont_les_listes_vont_au_bas_de_la_feuille_se_lit(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    feuille = fichier.active
    feuille.append(["UG", "Type"])
    feuille.append(["0045001", "T3"])
    choix = DataValidation(type="list", formula1='"T1,T2,T3"')
    choix.add(f"B2:B{DERNIERE}")
    feuille.add_data_validation(choix)
    fichier.save(tmp_path / "a.xlsx")

    assert [ligne.numero for ligne in lire_classeur(tmp_path / "a.xlsx").feuilles[0].lignes] == [1, 2]


@given(
    cellules=st.lists(
        st.tuples(st.from_regex(r"[A-Z]{1,3}", fullmatch=True), st.integers(1, 2_000_000)), min_size=1, max_size=8
    )
)
@example(cellules=[("Z", 199_999)])
@example(cellules=[("AA", 5)])
@example(cellules=[("A", 200_000)])
def test_une_feuille_etroite_se_reconnait_sans_motif_comme_avec_lui(cellules: list[tuple[str, int]]) -> None:
    xml = "".join(f'<row r="{n}"><c r="{colonne}{n}"/></row>' for colonne, n in cellules).encode()
    large = any(len(colonne) > 1 or n >= 200_000 for colonne, n in cellules)

    assert _est_etroite(xml) is not large


def test_un_nombre_deja_ecrit_se_reecrit_pareil() -> None:
    ecrits = [textes([0.1 + 0.2, 12.0, 1e22, 300.81]) for _ in range(2)]

    assert ecrits == [["0.3", "12", "10000000000000000000000", "300.81"]] * 2
