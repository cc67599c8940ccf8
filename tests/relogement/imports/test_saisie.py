"""La table de saisie se relit sans perte, et nomme la ligne et la colonne de ce qui n'y entre pas."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.phrases import phrase
from relogement.imports.resultat import Lecture
from relogement.imports.saisie import LigneSaisie, lire_saisie
from relogement.nomenclatures import TypeDossier, Typologie
from relogement.saisie import COLONNES
from tests.relogement.imports.classeurs import erreurs, simple, un_classeur

TITRES = ["OPERATION", "DOSSIER", "TYPE_DOSSIER", "NAISSANCE", "LOYER_AV", "DATE_BAIL", "QPV_AP", "NEUF_AP", "UG"]
C1 = ["OP1", "C1", "TITULAIRE", "1968", "310,50", "15/02/2026", "HORS", "non", "0045001"]


def lue(*lignes: Sequence[str], titres: Sequence[str] = TITRES) -> Lecture[LigneSaisie]:
    return lire_saisie(un_classeur(titres, *lignes, nom="Saisie"))


def avec(code: str, texte: str, dossier: str = "C1") -> list[str]:
    ligne = C1.copy()
    ligne[TITRES.index("DOSSIER")], ligne[TITRES.index(code)] = dossier, texte
    return ligne


def test_chaque_colonne_donne_la_valeur_de_son_genre() -> None:
    (ligne,) = lue(C1).objets

    assert ligne.ligne == 2
    assert dict(ligne.valeurs) == {
        "OPERATION": "OP1",
        "DOSSIER": "C1",
        "TYPE_DOSSIER": TypeDossier.TITULAIRE,
        "NAISSANCE": 1968,
        "LOYER_AV": Decimal("310.50"),
        "DATE_BAIL": date(2026, 2, 15),
        "QPV_AP": "HORS",
        "NEUF_AP": False,
        "UG": "0045001",
    }


def test_une_colonne_absente_n_est_pas_une_cellule_vide() -> None:
    (ligne,) = lue(["C1", ""], titres=["DOSSIER", "LOYER_AV"]).objets

    assert ligne.valeurs["LOYER_AV"] is None
    assert "APL_AV" not in ligne.valeurs
    assert ligne.valeurs.get("APL_AV") is None


def test_les_libelles_francais_valent_les_codes() -> None:
    titres = [colonne.libelle for colonne in COLONNES]
    cellules = ["Titulaire" if c.code == "TYPE_DOSSIER" else "C1" if c.code == "DOSSIER" else "" for c in COLONNES]

    (ligne,) = lue(cellules, titres=titres).objets

    assert set(ligne.valeurs) == {colonne.code for colonne in COLONNES}
    assert ligne.valeurs["TYPE_DOSSIER"] is TypeDossier.TITULAIRE


@pytest.mark.parametrize(
    ("code", "texte"),
    [
        ("TYPE_DOSSIER", "LOCATAIRE"),
        ("LOYER_AV", "-310"),
        ("LOYER_AV", "beaucoup"),
        ("DATE_BAIL", "29/02/2025"),
        ("QPV_AP", "QP66"),
        ("NEUF_AP", "peut-être"),
    ],
)
def test_une_cellule_fautive_ecarte_sa_ligne_et_nomme_sa_colonne(code: str, texte: str) -> None:
    lecture = lue(avec(code, texte), avec("NEUF_AP", "oui", "C2"))

    (erreur,) = erreurs(lecture)
    assert (erreur.feuille, erreur.ligne, erreur.colonne) == ("Saisie", 2, code)
    assert f"« {texte} »" in simple(erreur.message)
    assert [ligne.valeurs["DOSSIER"] for ligne in lecture.objets] == ["C2"]
    assert (lecture.lues, len(lecture.ecartees)) == (2, 1)


def test_toutes_les_fautes_d_une_ligne_sont_dites_d_un_coup() -> None:
    fautive = avec("LOYER_AV", "-1")
    fautive[TITRES.index("DATE_BAIL")] = "31/04/2026"

    lecture = lue(fautive)

    assert [e.colonne for e in erreurs(lecture)] == ["LOYER_AV", "DATE_BAIL"]
    assert len(lecture.ecartees) == 1


def test_un_dossier_en_double_n_est_lu_qu_une_fois() -> None:
    lecture = lue(C1, C1)

    (erreur,) = erreurs(lecture)
    assert (erreur.ligne, erreur.colonne) == (3, "DOSSIER")
    assert "« C1 » est déjà à la ligne 2" in simple(erreur.message)


def test_un_dossier_sans_nom_est_ecarte() -> None:
    lecture = lue(["OP1", "", "TITULAIRE", "", "310"], C1)

    assert [(e.ligne, e.colonne) for e in erreurs(lecture)] == [(2, "DOSSIER")]


def test_une_table_sans_dossier_est_refusee() -> None:
    with pytest.raises(ErreurMetier, match=phrase("« Saisie » : aucun dossier")):
        lue()


def test_les_zeros_de_tete_des_logements_reviennent() -> None:
    lecture = lue(C1, avec("UG", "45002", "C2"))

    assert [ligne.valeurs["UG"] for ligne in lecture.objets] == ["0045001", "0045002"]


def test_une_faute_repetee_est_dite_a_chaque_ligne() -> None:
    lecture = lue(*(avec("LOYER_AV", "abc", f"C{rang}") for rang in range(3)))

    assert [e.ligne for e in erreurs(lecture)] == [2, 3, 4]


def test_toutes_les_colonnes_de_la_saisie_ont_une_lecture() -> None:
    titres = [colonne.code for colonne in COLONNES]
    cellules = {"DOSSIER": "C1", "TYPO_AV": "F4", "LON_AP": "2,895", "LAT_AP": "42.7", "SATISFACTION": "4"}

    (ligne,) = lue([cellules.get(titre, "") for titre in titres], titres=titres).objets

    assert ligne.valeurs["TYPO_AV"] is Typologie.T4
    assert (ligne.valeurs["LON_AP"], ligne.valeurs["LAT_AP"]) == (2.895, 42.7)
    assert ligne.valeurs["SATISFACTION"] == 4


def test_une_note_hors_bornes_est_refusee() -> None:
    lecture = lue(["C1", "7"], titres=["DOSSIER", "SATISFACTION"])

    assert "entre 1 et 4" in simple(erreurs(lecture)[0].message)


def test_aucune_donnee_personnelle_ne_parait_dans_un_repr() -> None:
    (ligne,) = lue(["C1", "MOREAU"], titres=["DOSSIER", "NOM"]).objets

    assert "MOREAU" not in repr(ligne) + repr(ligne.valeurs)
