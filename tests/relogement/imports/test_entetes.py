"""Les titres se trouvent où qu'ils soient, sur une à trois lignes, sous les noms que leur donne le bailleur."""

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.entetes import Entete, trouver_entete
from relogement.imports.etat_locatif import LEXIQUE, lire_etat_locatif
from relogement.imports.phrases import phrase
from tests.relogement.imports.classeurs import messages, un_classeur


def entete(*lignes: list[str]) -> Entete:
    trouve = trouver_entete(un_classeur(*lignes).feuilles[0], LEXIQUE)
    assert trouve is not None
    return trouve


def places(trouve: Entete) -> dict[str, int]:
    return dict(trouve.index)


@pytest.mark.parametrize(
    ("titre", "code"),
    [
        ("N° UG", "ug"),
        ("CODE LOGEMENT", "ug"),
        ("Référence patrimoine", "ug"),
        ("E.S.I.", "ug"),
        ("réf. logement", "ug"),
        ("Loyer principal H.C.", "loyer"),
        ("Loyer net", "loyer"),
        ("Loyer de base (€)", "loyer"),
        ("Prov. ch.", "charges"),
        ("Charges", "charges"),
        ("A.P.L.", "apl"),
        ("Aide au logement", "apl"),
        ("AL", "apl"),
        ("R.L.S", "rls"),
        ("SLS", "sls"),
        ("Typo", "typologie"),
        ("Type", "typologie"),
        ("Surface (m2)", "surface"),
        ("SH", "surface"),
        ("Surf. hab", "surface"),
        ("Titulaire", "nom"),
        ("Nb pers.", "nb_occupants"),
        ("Date d’entrée", "date_entree_bail"),
        ("Entrée le", "date_entree_bail"),
        ("Niv.", "etage"),
        ("Bât", "batiment"),
        ("Hall", "entree"),
        ("Cage", "entree"),
        ("Obs.", "observations"),
    ],
)
def test_un_titre_se_reconnait_sous_ses_alias(titre: str, code: str) -> None:
    scores = LEXIQUE.scores(titre)

    assert max(scores, key=lambda candidat: scores[candidat]) == code


@pytest.mark.parametrize(
    "titre",
    ["Loyer plafond", "Date de fin de bail", "Surface corrigée", "Prénom conjoint garant", "Charges comprises"],
)
def test_un_titre_trompeur_n_est_pas_pris_pour_un_autre(titre: str) -> None:
    scores = LEXIQUE.scores(titre)

    assert not {"loyer", "date_entree_bail", "surface", "prenom", "charges"} & set(scores)


def test_des_titres_fusionnes_sur_deux_lignes_se_combinent() -> None:
    trouve = entete(
        ["Office", "", "", "", ""],
        ["", "", "", "", ""],
        ["UG", "Locataire", "", "Quittancement mensuel", ""],
        ["", "Nom", "Prénom", "Loyer principal HC", "Provision charges"],
        ["0045001", "MOREAU", "Claire", "420,81", "154,71"],
    )

    assert (trouve.premiere, trouve.derniere) == (3, 4)
    assert places(trouve) == {"ug": 0, "nom": 1, "prenom": 2, "loyer": 3, "charges": 4}


def test_trois_lignes_de_titres_se_combinent() -> None:
    trouve = entete(
        ["Patrimoine", "", "Bail en cours", "", ""],
        ["Logement", "", "Locataire", "Quittance", ""],
        ["Code UG", "Type", "Nom", "Loyer HC", "Charges"],
        ["0045001", "T3", "MOREAU", "420,81", "154,71"],
    )

    assert trouve.derniere == 3
    assert places(trouve) == {"ug": 0, "typologie": 1, "nom": 2, "loyer": 3, "charges": 4}


def test_le_nom_du_locataire_n_est_pas_celui_de_la_residence() -> None:
    trouve = entete(
        ["Résidence", "", "Locataire", ""],
        ["Nom", "UG", "Nom", "Prénom"],
        ["LES LILAS", "0045001", "MOREAU", "Claire"],
    )

    assert places(trouve)["nom"] == 2


def test_une_ligne_de_donnees_n_est_jamais_un_titre() -> None:
    trouve = entete(["UG", "Nom", "Loyer"], ["0045001", "LOYER", "420,81"])

    assert trouve.derniere == 1


def test_une_colonne_obligatoire_absente_est_nommee_avec_sa_feuille() -> None:
    classeur = un_classeur(["UG", "Type", "Loyer"], ["0045001", "T3", "420,81"], nom="Extraction")

    with pytest.raises(
        ErreurMetier, match=phrase(r"« Extraction », ligne 1 : il manque la colonne « Locataire » \(ou « Nom »")
    ):
        lire_etat_locatif(classeur)


def test_un_fichier_sans_aucun_titre_connu_dit_ce_qui_est_attendu() -> None:
    classeur = un_classeur(["date", "valeur"], ["2026-01-01", "3"])

    with pytest.raises(ErreurMetier, match=phrase("au moins « Code logement », « Locataire »")):
        lire_etat_locatif(classeur)


def test_une_colonne_inconnue_est_annoncee() -> None:
    lecture = lire_etat_locatif(un_classeur(["UG", "Nom", "Couleur"], ["0045001", "MOREAU", "bleu"]))

    assert "Colonne « Couleur » non reconnue" in messages(lecture)
