"""Ce qui est masqué, perdu ou jamais calculé est dit, et ne se lit que si on le demande."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

from relogement.imports.lecture import Classeur, Genre, Reglages, lire_classeur
from tests.relogement.imports.classeurs import lignes_de, simple, un_ods, un_xlsx, un_xlsx_brut, une_cellule


def dites(classeur: Classeur, genre: Genre) -> str:
    for feuille in classeur.feuilles:
        list(feuille.lignes)
    return simple(" ".join(a.message for a in classeur.tout_ce_qui_se_dit() if a.genre is genre))


def une_feuille_a_trous(chemin: Path) -> Path:
    fichier = openpyxl.Workbook()
    feuille = fichier.active
    for ligne in (["UG", "Nom", "Loyer"], ["1", "MOREAU", 420], ["2", "BENALI", 377], ["3", "LOPEZ", 354]):
        feuille.append(ligne)
    feuille.column_dimensions["B"].hidden = True
    feuille.row_dimensions[3].hidden = True
    fichier.save(chemin)
    return chemin


def test_les_lignes_et_les_colonnes_masquees_sont_annoncees_et_non_lues(tmp_path: Path) -> None:
    classeur = lire_classeur(une_feuille_a_trous(tmp_path / "a.xlsx"))

    assert lignes_de(classeur) == [("UG", "", "Loyer"), ("1", "", "420"), ("3", "", "354")]
    assert "Lignes masquées (filtre ou plan) 3 : non lues" in dites(classeur, Genre.LIGNES_MASQUEES)
    assert "Colonnes masquées B : non lues" in dites(classeur, Genre.COLONNES_MASQUEES)


def test_elles_se_lisent_quand_on_le_demande(tmp_path: Path) -> None:
    reglages = Reglages(lignes_masquees=True, colonnes_masquees=True)

    classeur = lire_classeur(une_feuille_a_trous(tmp_path / "a.xlsx"), reglages=reglages)

    assert lignes_de(classeur)[2] == ("2", "BENALI", "377")


def test_des_colonnes_masquees_ou_rien_n_est_ecrit_ne_se_disent_pas(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    fichier.active.append(["UG", "Nom"])
    fichier.active.column_dimensions.group("D", "XFD", hidden=True)
    fichier.save(tmp_path / "a.xlsx")

    assert dites(lire_classeur(tmp_path / "a.xlsx"), Genre.COLONNES_MASQUEES) == ""


def test_une_ligne_masquee_d_un_ods_est_annoncee(tmp_path: Path) -> None:
    cellule = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lignes = (
        f"<table:table-row>{cellule.format('UG')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cellule.format("1")}</table:table-row>'
        f"<table:table-row>{cellule.format('2')}</table:table-row>"
    )
    classeur = lire_classeur(un_ods(tmp_path / "a.ods", lignes))

    assert lignes_de(classeur) == [("UG",), ("2",)]
    assert "2 : non lues" in dites(classeur, Genre.LIGNES_MASQUEES)


def test_une_feuille_masquee_se_lit_quand_on_la_nomme(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    fichier.active.title = "Vue"
    cachee = fichier.create_sheet("Cachée")
    cachee.sheet_state = "hidden"
    cachee.append(["secret"])
    fichier.save(tmp_path / "a.xlsx")

    classeur = lire_classeur(tmp_path / "a.xlsx", reglages=Reglages(feuilles=("Cachée",)))

    assert lignes_de(classeur) == [("secret",)]
    assert classeur.masquees == ("Vue",)


def test_chaque_formule_sans_valeur_et_chaque_erreur_est_nommee(tmp_path: Path) -> None:
    donnees = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1*2</f></c><c r="C1"><f>A1</f><v></v></c>'
        '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    classeur = lire_classeur(un_xlsx_brut(tmp_path / "a.xlsx", donnees))

    assert "2 formules n’ont pas de valeur enregistrée et se lisent vides (B1, C1)" in dites(
        classeur, Genre.SANS_VALEUR
    )
    assert "1 cellules sont en erreur de formule (D1)" in dites(classeur, Genre.ERREUR_DE_FORMULE)
    assert lignes_de(classeur) == [("2", "", "", "#DIV/0!")]


def test_le_calendrier_de_1904_est_suivi_et_dit(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    fichier.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    fichier.active.append([date(2026, 3, 12)])
    fichier.save(tmp_path / "a.xlsx")

    classeur = lire_classeur(tmp_path / "a.xlsx")

    assert lignes_de(classeur) == [("2026-03-12",)]
    assert "depuis 1904" in dites(classeur, Genre.DATES_1904)


def test_les_commentaires_les_macros_et_les_liens_sont_annonces(tmp_path: Path) -> None:
    fichier = openpyxl.Workbook()
    fichier.active["B2"] = "MOREAU"
    fichier.active["B2"].comment = Comment("a prévenu par téléphone", "Claire")
    fichier.save(tmp_path / "a.xlsx")
    chemin = tmp_path / "a.xlsm"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as source, zipfile.ZipFile(chemin, "w") as copie:
        for nom in source.namelist():
            copie.writestr(nom, source.read(nom))
        copie.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
        copie.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")

    classeur = lire_classeur(chemin)

    assert classeur.format == "xlsm"
    assert "(B2)" in dites(classeur, Genre.COMMENTAIRES)
    assert "téléphone" not in dites(classeur, Genre.COMMENTAIRES)
    assert "seules les valeurs sont lues" in dites(classeur, Genre.MACROS)
    assert "ils ne sont pas ouverts" in dites(classeur, Genre.LIENS)


def test_une_ligne_a_ignorer_ne_se_lit_pas(tmp_path: Path) -> None:
    chemin = un_xlsx(tmp_path / "a.xlsx", [["a"], ["b"], ["c"]])

    classeur = lire_classeur(chemin, reglages=Reglages(lignes_a_ignorer=frozenset({2})))

    assert [ligne.numero for ligne in classeur.feuilles[0].lignes] == [1, 3]


def test_une_cellule_qui_ment_sur_sa_ligne_ne_fait_pas_deborder(tmp_path: Path) -> None:
    menteuse = une_cellule("A1048576", "x")
    donnees = f'<row r="1">{une_cellule("A1", "UG")}{une_cellule("XFD1", "loin")}{menteuse}</row>'
    chemin = un_xlsx_brut(tmp_path / "a.xlsx", donnees)

    from tests.relogement.imports.test_lecture_refus import refus

    assert "abîmé" in refus(chemin)
