"""Chaque colonne dit ce qu'elle porte, avec quelle assurance et pourquoi ; l'agent a le dernier mot."""

from decimal import Decimal
from pathlib import Path

import pytest

from relogement.imports.analyse import analyser
from relogement.imports.etat_locatif import lire_etat_locatif
from relogement.imports.examen import examiner, examiner_classeur
from relogement.imports.lecture import Classeur
from relogement.imports.nature import NatureImport
from relogement.imports.reconnaissance import AutreNature, Reconnaissance, deviner, lexiques, reconnaitre
from relogement.nomenclatures import Typologie
from tests.relogement.imports.classeurs import EXEMPLES, SANS_EXEMPLES, simple, un_classeur

ETAT = NatureImport.ETAT_LOCATIF


def reconnues(*lignes: list[str], corrections: dict[int, str | None] | None = None) -> list[Reconnaissance]:
    (tableau,) = analyser(un_classeur(*lignes), list(lexiques().values())).tableaux
    return reconnaitre(tableau, ETAT, corrections)


def champs(reconnaissances: list[Reconnaissance]) -> list[str | None]:
    return [r.champ for r in reconnaissances]


def test_le_titre_et_le_contenu_se_confirment() -> None:
    ug, nom, bail = reconnues(
        ["UG", "Nom", "Date effet bail"],
        ["0045001", "MOREAU", "01/03/2007"],
        ["0045002", "BENALI", "15/11/1999"],
        ["0045003", "LOPEZ", "01/11/1991"],
    )

    assert (ug.champ, nom.champ, bail.champ) == ("ug", "nom", "date_entree_bail")
    assert bail.confiance == 100
    assert simple(bail.raison) == "titre connu ; 100 % des valeurs sont des dates"


def test_un_titre_que_le_contenu_dement_n_est_pas_cru() -> None:
    _, _, loyer = reconnues(
        ["UG", "Nom", "Loyer"],
        ["0045001", "MOREAU", "à jour"],
        ["0045002", "BENALI", "impayé"],
        ["0045003", "LOPEZ", "à jour"],
    )

    assert loyer.champ is None
    assert [(c.champ, c.confiance < 40) for c in loyer.autres] == [("loyer", True)]
    assert "0 % des valeurs sont des montants seulement" in simple(loyer.autres[0].raison)


def test_une_colonne_sans_titre_se_reconnait_a_son_contenu_seul_quand_il_est_particulier() -> None:
    lignes = reconnues(
        ["UG", "Nom", "Colonne3", "Loyer"],
        ["0045001", "MOREAU", "01/03/2007", "420,81"],
        ["0045002", "BENALI", "15/11/1999", "377,35"],
        ["0045003", "LOPEZ", "01/11/1991", "354,26"],
    )

    assert lignes[2].champ == "date_entree_bail"
    assert lignes[2].confiance == 45
    assert simple(lignes[2].raison) == "titre inconnu ; 100 % des valeurs sont des dates"


def test_un_titre_qui_dit_autre_chose_n_est_pas_pris_pour_la_date_d_entree() -> None:
    lignes = reconnues(
        ["UG", "Nom", "Date de naissance"],
        ["0045001", "MOREAU", "01/03/1967"],
        ["0045002", "BENALI", "15/11/1959"],
        ["0045003", "LOPEZ", "01/11/1951"],
    )

    assert champs(lignes) == ["ug", "nom", None]


def test_un_champ_ne_va_qu_a_une_colonne_et_la_correction_l_emporte() -> None:
    lignes = (
        ["UG", "Nom", "Loyer", "Loyer net"],
        ["0045001", "MOREAU", "420,81", "410,00"],
    )

    devinees = reconnues(*lignes)
    corrigees = reconnues(*lignes, corrections={3: "loyer", 1: None})

    assert champs(devinees) == ["ug", "nom", "loyer", None]
    assert champs(corrigees) == ["ug", None, None, "loyer"]
    assert corrigees[3].raison == "choisi par vous"


def test_les_titres_anglais_sont_connus_et_les_dates_americaines_retournees(tmp_path: Path) -> None:
    chemin = tmp_path / "rent roll.csv"
    chemin.write_text(
        "Unit,Tenant,First name,Bedrooms,Monthly rent,Move in date\n"
        '0101,MOREAU,Claire,2,"$1,420.81",12/31/2007\n0102,BENALI,Rachid,1,$377.35,03/04/1999\n'
        "0103,LOPEZ,Maria,3,$354.26,11/20/1991\n",
        "utf-8",
    )

    examen = examiner(chemin)
    lecture = lire_etat_locatif(examen.classeur_de(ETAT))

    assert examen.tableaux[0].nature is ETAT
    assert [logement.typologie for logement in lecture.objets] == [Typologie.T3, Typologie.T2, Typologie.T4]
    assert lecture.totaux.loyer == Decimal("2152.42")
    occupants = [logement.occupant for logement in lecture.objets if logement.occupant]
    assert [str(o.date_entree_bail) for o in occupants] == ["2007-12-31", "1999-03-04", "1991-11-20"]


def test_un_loyer_a_la_semaine_ou_une_surface_en_pieds_n_est_pas_pris() -> None:
    lignes = reconnues(
        ["Unit", "Tenant", "Weekly rent", "Area sq ft"],
        ["0045001", "MOREAU", "120.50", "540"],
    )

    assert champs(lignes) == ["ug", "nom", None, None]


@pytest.mark.parametrize(
    ("titres", "nature"),
    [
        (["DEPCOM", "LIBCOM", "NUMVOIE", "NBPIECE", "SURFHAB", "CONSTRUCT", "PLG_QP24"], NatureImport.RPLS),
        (["ID_PSEUDO", "OPERATION", "STATUT", "LOYER_AV", "RAC_AV", "RAC_AP", "EVOL_RAC"], AutreNature.RIME),
        (["code_qp", "lib_qp", "insee_com", "lib_com", "siren_epci"], AutreNature.QPV),
        (["Numéro unique", "Nom", "Prénom", "Date de dépôt"], NatureImport.NUMEROS),
    ],
)
def test_la_nature_se_devine_aux_titres(titres: list[str], nature: AutreNature | NatureImport) -> None:
    (tableau,) = analyser(un_classeur(titres, ["1"] * len(titres)), list(lexiques().values())).tableaux

    assert deviner(tableau)[0].nature is nature


def test_des_titres_qui_ne_disent_rien_ne_donnent_aucune_nature() -> None:
    examen = examiner_classeur(un_classeur(["Jour", "Pression"], ["lundi", "1,2"], ["mardi", "1,3"]))

    assert examen.tableaux[0].nature is None
    assert [r.champ for r in examen.tableaux[0].inconnues] == [None, None]


def test_un_total_qui_ne_convient_pas_est_dit() -> None:
    examen = examiner_classeur(
        un_classeur(["UG", "Nom", "Loyer"], ["0045001", "MOREAU", "420,81"], ["TOTAL", "", "500,00"])
    )

    assert "le total général du fichier est 500.00, la somme des lignes lues 420.81 (écart 79.19)" in simple(
        " ".join(a.message for a in examen.annonces)
    )


@pytest.mark.skipif(not EXEMPLES.exists(), reason=SANS_EXEMPLES)
def test_l_etat_locatif_des_lilas_prepare_donne_les_memes_totaux() -> None:
    examen = examiner(EXEMPLES / "etat_locatif_lilas.xlsx")
    classeur: Classeur = examen.classeur_de(ETAT)

    lecture = lire_etat_locatif(classeur)

    assert (str(lecture.totaux.loyer), str(lecture.totaux.charges)) == ("15848.85", "5512.62")
    assert (str(lecture.totaux.apl), lecture.totaux.apl_inconnue) == ("4001.36", 7)
    assert examen.tableaux[0].inconnues == ()
