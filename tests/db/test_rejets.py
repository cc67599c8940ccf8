"""Les lignes qu'un import écarte reviennent dans un classeur, se corrigent, et entrent."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from db.fichier import Fichier
from db.imports import Cible, Rapport, importer
from db.imports.rejets import ecrire_les_rejets
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.grille import MARQUE
from relogement.exports.rejets import separer
from relogement.imports.choix import Choix
from relogement.imports.lecture import lire_classeur
from relogement.modeles import Menage
from tests.fabrique import une_operation

CSV = """Résidence Les Lilas;;;;
Code logement;Locataire;Loyer;Charges;Remarque interne
0045001;Kowalczyk;311,37;95;ras
45002;Abadie;trois cents;95;"=HYPERLINK(""http://x"")"
0045003;Zaoui;280;-12;
"""


@pytest.fixture
def projet(fichier: Fichier) -> Fichier:
    with fichier.ecrire("Opération") as session:
        session.add_all((une_operation("OP1"), une_operation("OP2")))
    return fichier


def importer_(fichier: Fichier, source: Path) -> Rapport:
    return importer(fichier, source, nature="etat-locatif", cible=Cible("OP1", "Têt Habitat"))


def rejets(fichier: Fichier, source: Path, rapport: Rapport, vers: Path) -> Worksheet:
    choix = Choix(nature="etat-locatif", operation="OP1", bailleur="Têt Habitat")
    ecrire_les_rejets(fichier, source, rapport.anomalies, vers, choix)
    page = openpyxl.load_workbook(vers).active
    assert isinstance(page, Worksheet)
    return page


def un_csv(ou: Path, texte: str = CSV) -> Path:
    source = ou / "bailleur.csv"
    source.write_text(texte, "utf-8")
    return source


def noms(fichier: Fichier) -> set[str]:
    with fichier.lire() as session:
        return {menage.personnes[0].nom for menage in session.scalars(select(Menage))}


def test_les_lignes_ecartees_gardent_la_mise_en_page_du_fichier(projet: Fichier, tmp_path: Path) -> None:
    source = un_csv(tmp_path)

    page = rejets(projet, source, importer_(projet, source), tmp_path / "rejets.xlsx")

    titres = [cellule.value for cellule in page[1]]
    assert titres == [
        "Code logement", "Locataire", "Loyer", "Charges", "Remarque interne", "Ligne", "Colonne", "Motif",
        "Que faire",
    ]  # fmt: skip
    assert [[c.value for c in ligne[:7]] for ligne in page.iter_rows(min_row=2)] == [
        ["0045002", "Abadie", "trois cents", 95, '=HYPERLINK("http://x")', 4, "Loyer"],
        ["0045003", "Zaoui", 280, -12, None, 5, "Charges"],
    ]
    motif, conseil = page["H2"].value, page["I2"].value
    assert motif == "Écartée\u00a0: «\u00a0trois cents\u00a0» n’est pas un nombre."
    assert conseil == "Écrivez par exemple 420,81."


def test_la_case_fautive_est_coloree_et_commentee(projet: Fichier, tmp_path: Path) -> None:
    source = un_csv(tmp_path)

    page = rejets(projet, source, importer_(projet, source), tmp_path / "rejets.xlsx")

    colorees = {c.coordinate for ligne in page for c in ligne if c.fill.fgColor.rgb == f"FF{MARQUE[1:]}"}
    commentees = {c.coordinate: c.comment for ligne in page for c in ligne if c.comment}
    assert colorees == set(commentees) == {"C2", "D3"}
    assert "n’est pas un nombre" in commentees["C2"].text
    assert commentees["C2"].author in ("", "None"), "openpyxl dit « None » d’un auteur vide"


def test_rien_n_y_est_une_formule_ni_un_lien_ni_un_auteur(projet: Fichier, tmp_path: Path) -> None:
    source = un_csv(tmp_path)

    page = rejets(projet, source, importer_(projet, source), tmp_path / "rejets.xlsx")

    with zipfile.ZipFile(tmp_path / "rejets.xlsx") as archive:
        tout = "".join(archive.read(nom).decode("utf-8", "replace") for nom in archive.namelist())
    assert "<f>" not in tout
    assert "<hyperlink" not in tout
    assert projet.auteur not in tout
    assert page["E2"].data_type == "s"
    assert page["E2"].style and page["E2"].quotePrefix, "retapée telle quelle, elle reste un texte"


def test_corrigee_la_ligne_entre_a_la_reimportation(projet: Fichier, tmp_path: Path) -> None:
    source, vers = un_csv(tmp_path), tmp_path / "rejets.xlsx"
    rejets(projet, source, importer_(projet, source), vers)
    assert noms(projet) == {"Kowalczyk"}

    classeur = openpyxl.load_workbook(vers)
    classeur.active["C2"] = 300  # type: ignore[index]
    classeur.active["D3"] = 12.5  # type: ignore[index]
    classeur.save(vers)
    rapport = importer(projet, vers)

    assert [a.message for a in rapport.anomalies if "Remarque interne" not in a.message] == []
    assert noms(projet) == {"Kowalczyk", "Abadie", "Zaoui"}
    with projet.lire() as session:
        codes = {m.logement_quitte.ug for m in session.scalars(select(Menage)) if m.logement_quitte}
        bailleurs = {m.logement_quitte.bailleur for m in session.scalars(select(Menage)) if m.logement_quitte}
    assert codes == {"0045001", "0045002", "0045003"}, "ses zéros de tête, que ses voisines montraient"
    assert bailleurs == {"Têt Habitat"}, "le fichier se souvient de l’import dont il vient"


def test_les_colonnes_ajoutees_ne_se_lisent_pas(projet: Fichier, tmp_path: Path) -> None:
    source, vers = un_csv(tmp_path), tmp_path / "rejets.xlsx"
    rejets(projet, source, importer_(projet, source), vers)

    classeur = lire_classeur(vers)

    assert {len(list(filter(None, ligne.cellules))) for ligne in classeur.feuilles[0].lignes} == {4, 5}
    assert not classeur.tout_ce_qui_se_dit()


def test_des_titres_sur_deux_lignes_le_restent(projet: Fichier, tmp_path: Path) -> None:
    classeur = openpyxl.Workbook()
    page = classeur.active
    assert isinstance(page, Worksheet)
    lignes: list[list[Any]] = [
        ["Logement", None, "Locataire", None, "Quittance", None],
        ["Code", "Bâtiment", "Nom", "Prénom", "Loyer", "Charges"],
        ["0045001", "A", "Kowalczyk", "Inès", 300, 95],
        ["0045002", None, "Abadie", "Jean", 310, 95],
        ["0045003", None, "Zaoui", "Lila", "?!", 95],
        ["0045004", "B", "Serra", "Paul", 290, 95],
        ["0045005", None, "Ruiz", "Ana", 290, 95],
        ["0045006", None, "Mas", "Léa", 290, 95],
    ]
    for ligne in lignes:
        page.append(ligne)
    source = tmp_path / "deux.xlsx"
    classeur.save(source)

    lue = rejets(projet, source, importer_(projet, source), tmp_path / "rejets.xlsx")

    assert [c.value for c in lue[1]][:6] == lignes[0]
    assert [c.value for c in lue[2]][:6] == lignes[1]
    assert [c.value for c in lue[3]][:6] == ["0045003", "A", "Zaoui", "Lila", "?!", 95], "le bâtiment du dessus"


def test_une_ligne_a_verifier_y_est_aussi_et_se_dit_telle(projet: Fichier, tmp_path: Path) -> None:
    source = un_csv(
        tmp_path, "Code logement;Locataire;Loyer;Charges\n0045001;Kowalczyk;;95\n0045002;Abadie;300;95\n"
    )

    page = rejets(projet, source, importer_(projet, source), tmp_path / "rejets.xlsx")

    assert [c.value for c in page["A"]] == ["Code logement", "0045001"]
    assert str(page["G2"].value).startswith("À vérifier")


def test_un_fichier_sans_faute_n_ecrit_rien_et_le_dit(projet: Fichier, tmp_path: Path) -> None:
    source = un_csv(tmp_path, "Code logement;Locataire;Loyer\n0045001;Kowalczyk;300\n")
    rapport = importer_(projet, source)

    with pytest.raises(ErreurMetier, match="rien à corriger"):
        ecrire_les_rejets(projet, source, rapport.anomalies, tmp_path / "rejets.xlsx")

    assert not (tmp_path / "rejets.xlsx").exists()


def test_les_rejets_n_ecrasent_pas_le_fichier_du_bailleur(projet: Fichier, tmp_path: Path) -> None:
    source = tmp_path / "bailleur.xlsx"
    source.write_bytes(b"")

    with pytest.raises(ErreurMetier, match="le fichier importé lui-même"):
        ecrire_les_rejets(projet, source, (), source)


@pytest.mark.parametrize(
    ("message", "motif", "conseil"),
    [
        ("« x » n’est pas un nombre\u00a0: écrivez 12", "« x » n’est pas un nombre.", "Écrivez 12"),
        ("Le code est déjà pris. Gardez une ligne.", "Le code est déjà pris.", "Gardez une ligne."),
        ("Sans conseil", "Sans conseil", "Corrigez la ligne, puis importez ce fichier."),
    ],
)
def test_un_message_se_partage_entre_le_motif_et_ce_qu_il_faut_faire(
    message: str, motif: str, conseil: str
) -> None:
    assert separer(message) == (motif, conseil)
