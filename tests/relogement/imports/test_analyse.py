"""Un fichier jamais vu montre ses tableaux : titres, données, totaux, conventions, et ce qui y cloche."""

from decimal import Decimal
from pathlib import Path

import pytest

from relogement.imports.analyse import Analyse, Sorte, Tableau, analyser, controler
from relogement.imports.lecture import Classeur, Genre, OrdreDesDates, Reglages, lire_classeur
from relogement.imports.lecture.reglages import SANS_REGLAGE
from relogement.imports.reconnaissance import lexiques
from tests.relogement.imports.classeurs import simple, un_classeur

LEXIQUES = list(lexiques().values())


def vus(classeur: Classeur, reglages: Reglages = SANS_REGLAGE) -> tuple[Tableau, ...]:
    return analyser(classeur, LEXIQUES, reglages).tableaux


def un_texte(dossier: Path, *lignes: str) -> Analyse:
    chemin = dossier / "a.csv"
    chemin.write_text("\n".join(lignes) + "\n", "utf-8")
    return analyser(lire_classeur(chemin), LEXIQUES)


def genres(analyse: Analyse) -> list[Genre]:
    return [dite.genre for dite in analyse.annonces]


def test_les_titres_d_un_fichier_inconnu_se_voient_au_contraste() -> None:
    (vu,) = vus(
        un_classeur(
            ["Relevé de la chaufferie", "", ""],
            ["", "", ""],
            ["Jour", "Kelvin", "Pression"],
            ["lundi", "293", "1,2"],
            ["mardi", "294", "1,3"],
        )
    )

    assert (vu.premiere, vu.derniere, vu.nb_lignes) == (3, 3, 2)
    assert vu.titres == ("Jour", "Kelvin", "Pression")


def test_une_ligne_qui_numerote_les_colonnes_n_est_pas_une_donnee() -> None:
    (vu,) = vus(
        un_classeur(
            ["UG", "Nom", "Loyer", "Charges"],
            ["(1)", "(2)", "(3)", "(4)"],
            ["0045001", "MOREAU", "420", "150"],
            ["0045002", "BENALI", "377", "106"],
        )
    )

    assert (vu.derniere, vu.nb_lignes) == (2, 2)


def test_totaux_intertitres_et_titres_repetes_ne_sont_pas_des_donnees() -> None:
    titres = ["UG", "Nom", "Loyer"]
    (vu,) = vus(
        un_classeur(
            titres,
            ["Bâtiment A", "", ""],
            ["0045001", "MOREAU", "420"],
            ["Sous-total bât. A", "", "420"],
            titres,
            ["0045002", "BENALI", "377"],
            ["TOTAL GÉNÉRAL", "", "797"],
        )
    )

    assert vu.nb_lignes == 2
    assert vu.sortes == {2: Sorte.INTERTITRE, 4: Sorte.TOTAL, 5: Sorte.TITRES, 7: Sorte.TOTAL}
    assert [ligne.numero for ligne in vu.lignes()] == [3, 6]


def test_un_nombre_seul_sur_sa_ligne_reste_une_donnee() -> None:
    (vu,) = vus(un_classeur(["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]))

    assert vu.nb_lignes == 2


def test_deux_tableaux_qui_se_suivent_se_separent() -> None:
    premier, second = vus(
        un_classeur(
            ["UG", "Nom", "Loyer"],
            ["0045001", "MOREAU", "420"],
            ["", "", ""],
            ["Parking", "Locataire", "Prix"],
            ["P12", "MOREAU", "32"],
        )
    )

    assert (premier.fin, premier.nb_lignes, premier.titres) == (3, 1, ("UG", "Nom", "Loyer"))
    assert (second.premiere, second.nb_lignes, second.titres) == (4, 1, ("Parking", "Locataire", "Prix"))


def test_un_intertitre_de_deux_cellules_apres_un_blanc_ne_coupe_pas_le_tableau() -> None:
    (vu,) = vus(
        un_classeur(
            ["UG", "Nom", "Type", "Loyer"],
            ["0045001", "MOREAU", "T3", "420"],
            ["", "", "", ""],
            ["Bâtiment B", "rue des Lilas", "", ""],
            ["0045101", "BENALI", "T4", "377"],
        )
    )

    assert vu.titres == ("UG", "Nom", "Type", "Loyer")
    assert vu.nb_lignes == 3


def test_deux_tableaux_cote_a_cote_se_separent_quand_leurs_titres_recommencent() -> None:
    gauche, droite = vus(
        un_classeur(
            ["UG", "Nom", "Loyer", "", "UG", "Nom", "Loyer"],
            ["0045001", "MOREAU", "420", "", "0045101", "LOPEZ", "354"],
            ["0045002", "BENALI", "377", "", "", "", ""],
        )
    )

    assert (gauche.nb_lignes, len(gauche.colonnes)) == (2, 3)
    assert [ligne.cellules for ligne in droite.lignes()] == [("", "", "", "", "0045101", "LOPEZ", "354")]


def test_une_colonne_vide_au_milieu_ne_coupe_pas_un_tableau() -> None:
    (vu,) = vus(un_classeur(["UG", "Nom", "", "Loyer", "Charges"], ["0045001", "MOREAU", "", "420", "150"]))

    assert vu.titres == ("UG", "Nom", "Loyer", "Charges")


def test_des_notes_en_marge_sont_annoncees_et_laissees() -> None:
    lignes = [[f"00450{n:02d}", "MOREAU", "420", "revoir" if n == 3 else ""] for n in range(1, 20)]
    analyse = analyser(un_classeur(["UG", "Nom", "Loyer", ""], *lignes), LEXIQUES)

    assert analyse.tableaux[0].titres == ("UG", "Nom", "Loyer")
    assert Genre.NOTES in genres(analyse)


def test_les_titres_se_choisissent() -> None:
    classeur = un_classeur(["UG", "Nom"], ["Code", "Occupant"], ["0045001", "MOREAU"])

    (vu,) = vus(classeur, Reglages(lignes_de_titres=(2, 2)))

    assert (vu.titres, vu.nb_lignes) == (("Code", "Occupant"), 1)


def test_les_totaux_du_fichier_sont_compares_a_ce_qui_est_lu() -> None:
    (vu,) = vus(
        un_classeur(
            ["UG", "Nom", "Loyer"],
            ["0045001", "MOREAU", "420,81"],
            ["0045002", "BENALI", "377,35"],
            ["Total bât. A", "", "798,16"],
            ["0045003", "LOPEZ", "354,26"],
            ["Total bât. B", "", "354,26"],
            ["TOTAL GÉNÉRAL", "", "1 200,00"],
        )
    )

    controles = controler(vu)

    assert [(c.ligne, c.convient) for c in controles] == [(4, True), (6, True), (7, False)]
    assert (controles[-1].somme, controles[-1].ecart) == (Decimal("1152.42"), Decimal("47.58"))


@pytest.mark.parametrize(
    ("cellules", "decimale", "sure"),
    [
        (("420,81", "1.377,35"), ",", True),
        (("420.81", "1,377.35"), ".", True),
        (("420", "377"), ",", False),
        (("1,234", "5,678"), ",", False),
    ],
)
def test_le_signe_decimal_se_trouve_ou_se_dit_douteux(
    tmp_path: Path, cellules: tuple[str, str], decimale: str, sure: bool
) -> None:
    analyse = un_texte(tmp_path, "UG;Loyer", *(f"004500{n};{c}" for n, c in enumerate(cellules)))

    assert analyse.valeurs.decimale.valeur == decimale
    assert (analyse.valeurs.decimale.confiance == 100) is sure


def test_l_ordre_des_dates_se_trouve_et_se_change(tmp_path: Path) -> None:
    analyse = un_texte(tmp_path, "Unit;Move in", "1;12/31/2019", "2;03/04/2020")
    ambigu = un_texte(tmp_path, "Unit;Move in", "1;01/02/2019", "2;03/04/2020")
    impose = analyser(ambigu.classeur, LEXIQUES, Reglages(ordre_des_dates=OrdreDesDates.MOIS_JOUR))

    assert (analyse.valeurs.ordre.valeur, analyse.valeurs.ordre.confiance) == ("mois-jour", 100)
    assert analyse.valeurs.traduire("03/04/2020", date=True) == "04/03/2020"
    assert (ambigu.valeurs.ordre.valeur, ambigu.valeurs.ordre.confiance) == ("jour-mois", 40)
    assert impose.valeurs.ordre.imposee


def test_deux_ordres_de_dates_meles_sont_dits(tmp_path: Path) -> None:
    analyse = un_texte(tmp_path, "UG;Bail", "1;12/31/2019", "2;31/12/2019", "3;25/12/2019")

    assert Genre.ORDRE_DES_DATES in genres(analyse)


def test_les_numeros_arrondis_et_les_zeros_manges_sont_dits(tmp_path: Path) -> None:
    analyse = un_texte(
        tmp_path, "UG;Numéro unique", "0045001;1,23E+17", "45002;1,24E+17", "0045003;1,25E+17", "0045004;1,26E+17"
    )
    dits = simple(" ".join(dite.message for dite in analyse.annonces))

    assert "arrondi 4 numéros trop longs (« 1,23E+17 »)" in dits
    assert "leurs voisins ont 7 chiffres" in dits


def test_des_numeros_longs_et_entiers_ne_sont_pas_dits_arrondis(tmp_path: Path) -> None:
    analyse = un_texte(tmp_path, "UG;Numéro unique", "1;066012345678901234", "2;066012345678901250")

    assert Genre.CHIFFRES_PERDUS not in genres(analyse)


def test_des_accents_codes_deux_fois_sont_proposes_a_la_reparation(tmp_path: Path) -> None:
    analyse = un_texte(tmp_path, "UG;PrÃ©nom", "0045001;HÃ©lÃ¨ne")
    sain = un_texte(tmp_path, "UG;Prénom", "0045001;Hélène Ãlvares")

    assert "« PrÃ©nom » se lirait « Prénom »" in simple(" ".join(d.message for d in analyse.annonces))
    assert Genre.ACCENTS not in genres(sain)
