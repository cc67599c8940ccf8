"""Un état locatif devient des logements, des ménages et des annexes, sans en perdre ni en inventer un."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.etat_locatif import LogementLu, OccupantLu, lire_etat_locatif
from relogement.imports.lecture import lire_classeur
from relogement.imports.phrases import phrase
from relogement.imports.resultat import Lecture
from relogement.nomenclatures import StatutLogement, Typologie
from tests.relogement.imports.classeurs import erreurs, messages, simple, un_classeur, un_xlsx

TITRES = ["UG", "Type", "Nom", "Prénom", "Nb occ.", "Loyer HC", "Charges", "APL", "RLS", "Entrée le", "Obs."]
MOREAU = ["0045001", "F4", "MOREAU", "Claire", "5", "420,81", "154,71 €", "315,43", "0,00", "01/03/2007", ""]


def lu(*lignes: Sequence[str], titres: Sequence[str] = TITRES) -> Lecture[LogementLu]:
    return lire_etat_locatif(un_classeur(titres, *lignes))


def occupant(lecture: Lecture[LogementLu], rang: int = 0) -> OccupantLu:
    trouve = lecture.objets[rang].occupant
    assert trouve is not None
    return trouve


def test_une_ligne_devient_un_logement_et_son_menage() -> None:
    lecture = lu(MOREAU)

    logement = lecture.objets[0]
    menage = occupant(lecture)
    assert (logement.ug, logement.typologie, logement.statut) == ("0045001", Typologie.T4, StatutLogement.LOUE)
    assert (menage.nom, menage.prenom, menage.nb_occupants) == ("MOREAU", "Claire", 5)
    assert (menage.loyer, menage.charges, menage.apl) == (Decimal("420.81"), Decimal("154.71"), Decimal("315.43"))
    assert menage.date_entree_bail == date(2007, 3, 1)
    assert lecture.anomalies == ()


def test_une_apl_vide_est_inconnue_une_apl_nulle_est_un_zero() -> None:
    vide, nulle = MOREAU.copy(), ["0045002", *MOREAU[1:]]
    vide[7], nulle[7] = "", "0,00 €"

    lecture = lu(vide, nulle)

    assert (occupant(lecture, 0).apl, occupant(lecture, 1).apl) == (None, Decimal(0))
    assert lecture.totaux.apl_inconnue == 1


@pytest.mark.parametrize(
    ("nom", "statut"),
    [
        ("VACANT", StatutLogement.VACANT),
        ("Logement vacant depuis 2024", StatutLogement.VACANT),
        ("", StatutLogement.VACANT),
        ("Logement gardien", StatutLogement.FONCTION),
        ("LOGEMENT DE FONCTION", StatutLogement.FONCTION),
        ("ASSO. UN TOIT", StatutLogement.ASSOCIATION),
        ("Association Le Relais", StatutLogement.ASSOCIATION),
        ("VACANTI", StatutLogement.LOUE),
        ("ASSOULINE", StatutLogement.LOUE),
    ],
)
def test_le_nom_dit_parfois_qu_il_n_y_a_pas_de_menage(nom: str, statut: StatutLogement) -> None:
    lecture = lu(["0045001", "F4", nom])

    assert lecture.objets[0].statut is statut
    assert (lecture.objets[0].occupant is not None) == (statut is StatutLogement.LOUE)


def test_une_personne_qui_s_appelle_libre_ou_total_reste_une_personne() -> None:
    libre, total = MOREAU.copy(), ["0045002", *MOREAU[1:]]
    libre[2], total[2] = "LIBRE", "TOTAL"

    lecture = lu(libre, total)

    assert [logement.statut for logement in lecture.objets] == [StatutLogement.LOUE] * 2
    assert lecture.ecartees == ()


def test_une_deuxieme_ligne_du_meme_logement_est_un_cotitulaire() -> None:
    lecture = lu(
        MOREAU, ["45001", "", "HADDAD", "Walid", "", "", "", "", "", "", "co-titulaire"], ["0045009", "F2"]
    )

    assert len(lecture.objets) == 2
    assert [(p.nom, p.prenom) for p in occupant(lecture).cotitulaires] == [("HADDAD", "Walid")]
    assert lecture.totaux.loyer == Decimal("420.81")


def test_le_meme_code_avec_un_autre_loyer_est_un_doublon_signale() -> None:
    autre = MOREAU.copy()
    autre[2], autre[5] = "HADDAD", "300"

    lecture = lu(MOREAU, autre)

    (erreur,) = erreurs(lecture)
    assert (erreur.feuille, erreur.ligne, erreur.colonne) == ("Feuille", 3, "UG")
    assert "déjà à la ligne 2" in simple(erreur.message)
    assert len(lecture.objets) == 1


def test_le_loyer_d_un_garage_va_a_son_locataire_et_pas_au_total() -> None:
    lecture = lu(MOREAU, ["0099001", "PARKING", "MOREAU", "", "", "32,00"])

    menage = occupant(lecture)
    assert menage.annexes == Decimal(32)
    assert lecture.totaux.loyer == Decimal("420.81")
    assert lecture.objets[1].statut is StatutLogement.ANNEXE
    assert lecture.objets[0].annexes[0].ug == "0099001"


def test_un_garage_entre_deux_homonymes_n_est_attribue_a_personne() -> None:
    homonyme = ["0045002", *MOREAU[1:3], "Paul", *MOREAU[4:]]

    lecture = lu(MOREAU, homonyme, ["0099001", "GARAGE", "MOREAU", "", "", "32,00"])

    assert [occupant(lecture, rang).annexes for rang in (0, 1)] == [None, None]
    assert "plusieurs locataires portent ce nom" in messages(lecture)


def test_un_garage_nature_et_type_dans_deux_colonnes_se_reconnait() -> None:
    lecture = lu(
        ["0045001", "Appartement", "T3", "MOREAU", "400"],
        ["0099001", "Garage", "", "MOREAU", "30"],
        ["0088001", "Local commercial", "", "BOULANGERIE", "900"],
        titres=["UG", "Nature", "Type", "Nom", "Loyer"],
    )

    assert lecture.objets[0].typologie is Typologie.T3
    assert occupant(lecture).annexes == Decimal(30)
    assert [ecartee.ligne for ecartee in lecture.ecartees] == [4]


def test_totaux_titres_repetes_et_pieds_de_page_ne_sont_pas_des_logements() -> None:
    lecture = lu(
        MOREAU,
        ["Total entrée A bât. T1", "", "", "", "5", "420,81"],
        TITRES,
        ["Bâtiment T2"],
        ["0045002", "F2", "VACANT"],
        ["", "", "Sous-total", "", "", "420,81"],
        ["TOTAL RÉSIDENCE", "", "MOREAU", "", "5", "420,81", "154,71"],
        ["Édité le", "30/09/2026"],
    )

    assert [logement.ug for logement in lecture.objets] == ["0045001", "0045002"]
    assert [ecartee.ligne for ecartee in lecture.ecartees] == [3, 5, 7, 8, 9]
    assert erreurs(lecture) == []


def test_un_loyer_negatif_ecarte_la_ligne_et_dit_ou() -> None:
    fautive = MOREAU.copy()
    fautive[5], fautive[9] = "-420,81", "29/02/2025"

    lecture = lu(fautive, ["0045002", "F2", "VACANT"])

    assert [(e.ligne, e.colonne) for e in erreurs(lecture)] == [(2, "Loyer HC"), (2, "Entrée le")]
    assert [logement.ug for logement in lecture.objets] == ["0045002"]
    assert len(lecture.ecartees) == 1


def test_le_cotitulaire_d_un_logement_ecarte_ne_cree_pas_de_logement() -> None:
    fautive = MOREAU.copy()
    fautive[5] = "abc"

    lecture = lu(fautive, ["0045001", "", "HADDAD", "Walid"], ["0045002", "F2", "VACANT"])

    assert [logement.ug for logement in lecture.objets] == ["0045002"]
    assert [ecartee.ligne for ecartee in lecture.ecartees] == [2, 3]


def test_une_surface_illisible_reste_inconnue_sans_perdre_le_menage() -> None:
    lecture = lu(["0045001", "F4", "MOREAU", "environ 70"], titres=["UG", "Type", "Nom", "Surface"])

    assert lecture.objets[0].surface is None
    assert "« environ 70 »" in messages(lecture)
    assert erreurs(lecture) == []


def test_une_colonne_d_aides_toute_en_negatif_se_lit_sans_son_signe() -> None:
    premiere, seconde = MOREAU.copy(), ["0045002", *MOREAU[1:]]
    premiere[7], seconde[7] = "-315,43", "0,00"

    lecture = lu(premiere, seconde)

    assert occupant(lecture).apl == Decimal("315.43")
    assert "Toute la colonne « APL » est en négatif" in messages(lecture)


def test_une_ligne_sans_code_logement_est_ecartee_et_dite() -> None:
    lecture = lu(["", *MOREAU[1:]], MOREAU)

    (erreur,) = erreurs(lecture)
    assert (erreur.ligne, erreur.colonne) == (2, "UG")
    assert lecture.lues == 2


def test_un_nom_et_un_prenom_dans_une_seule_cellule_se_separent() -> None:
    lecture = lu(
        ["0045001", "T3", "Mme DA COSTA Inês"],
        ["0045002", "T3", "M. et Mme LE GOFF Yann / TRAN Minh"],
        titres=["UG", "Type", "Nom et prénom"],
    )

    assert (occupant(lecture).nom, occupant(lecture).prenom) == ("DA COSTA", "Inês")
    second = occupant(lecture, 1)
    assert (second.nom, [p.nom for p in second.cotitulaires]) == ("LE GOFF", ["TRAN"])


def test_un_etat_locatif_sans_logement_est_refuse() -> None:
    with pytest.raises(ErreurMetier, match=phrase("aucun logement sous la ligne de titres")):
        lu()


def test_aucune_donnee_personnelle_ne_parait_dans_un_repr() -> None:
    lecture = lu(MOREAU, [*MOREAU[:1], "", "HADDAD"])

    assert "MOREAU" not in repr(lecture) + repr(lecture.objets) + repr(occupant(lecture))
    assert "HADDAD" not in repr(lecture) + repr(occupant(lecture).cotitulaires)


def test_un_classeur_fusionne_a_deux_lignes_de_titres_se_lit_de_bout_en_bout(tmp_path: Path) -> None:
    chemin = un_xlsx(
        tmp_path / "etat.xlsx",
        [
            ["Office fictif", None, None, None, None, None],
            [],
            ["Code logement", "Nature", "Locataire", None, "Quittancement mensuel", None],
            [None, None, "Nom", "Prénom", "Loyer principal HC", "A.P.L."],
            [45001, "F3", "MOREAU", "Claire", "1\u00a0020,81 €", None],
            ["0045002", "T2", "VACANT", None, None, None],
            ["TOTAL", None, None, None, 1020.81, None],
        ],
        fusions=["A1:F1", "C3:D3", "E3:F3", "A3:A4", "B3:B4"],
    )

    lecture = lire_etat_locatif(lire_classeur(chemin))

    assert [logement.ug for logement in lecture.objets] == ["0045001", "0045002"]
    assert lecture.totaux.loyer == Decimal("1020.81")
    assert lecture.totaux.apl_inconnue == 1


def test_un_cotitulaire_sous_un_code_fusionne_va_au_logement_du_dessus() -> None:
    lecture = lu(MOREAU, ["", "", "HADDAD", "Walid"], ["0045002", "F2", "VACANT"], ["", "", "Édité le 30/09/2026"])

    assert [p.nom for p in occupant(lecture).cotitulaires] == ["HADDAD"]
    assert [ecartee.ligne for ecartee in lecture.ecartees] == [5]


def test_un_batiment_fusionne_vers_le_bas_vaut_pour_tous_ses_logements() -> None:
    lecture = lu(
        ["T1", "0045001", "VACANT"],
        ["", "0045002", "VACANT"],
        ["", "0045003", "VACANT"],
        ["T2", "0045004", "VACANT"],
        ["", "0045005", "VACANT"],
        titres=["Bâtiment", "UG", "Nom"],
    )

    assert [logement.batiment for logement in lecture.objets] == ["T1", "T1", "T1", "T2", "T2"]


def test_un_garage_qui_porte_le_code_du_logement_n_est_pas_un_lot_de_plus() -> None:
    lecture = lu(MOREAU, ["0045001", "Garage", "MOREAU", "Claire", "", "30"])

    assert len(lecture.objets) == 1
    assert occupant(lecture).annexes == Decimal(30)


def test_un_loyer_plus_charges_n_est_pas_pris_pour_le_loyer() -> None:
    lecture = lu(
        ["0045001", "MOREAU", "575,52", "420,81", "154,71"],
        titres=["UG", "Nom", "Loyer + charges", "Loyer actuel hors charges", "Charges"],
    )

    assert (occupant(lecture).loyer, occupant(lecture).charges) == (Decimal("420.81"), Decimal("154.71"))
