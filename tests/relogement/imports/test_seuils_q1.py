"""Un tableau de seuils du premier quartile : chaque ligne complète ou écartée, avec ce qu’il faut écrire."""

from decimal import Decimal

import pytest

from relogement.imports.nature import NatureImport, reconnaitre
from relogement.imports.resultat import Lecture
from relogement.imports.seuils_q1 import SeuilLu, lire_seuils_q1
from relogement.seuils_q1 import SeuilQ1
from tests.relogement.imports.classeurs import erreurs, messages, un_classeur

TITRES = "EPCI;Année;Seuil;Texte"
LIGNE = "200027183;2026;9 876,50;Arrêté fictif du 01/04/2026"


def lues(*lignes: str, titres: str = TITRES) -> Lecture[SeuilLu]:
    return lire_seuils_q1(un_classeur(*(ligne.split(";") for ligne in (titres, *lignes))))


@pytest.mark.parametrize("titres", [TITRES, "Code EPCI;Année;Seuil Q1;Arrêté", "SIREN;An;Montant;Référence"])
def test_une_ligne_devient_un_seuil(titres: str) -> None:
    (seuil,) = lues(LIGNE, titres=titres).objets

    assert seuil.seuil == SeuilQ1("200027183", 2026, Decimal("9876.50"), "Arrêté fictif du 01/04/2026")


def test_le_fichier_se_reconnait_a_ses_titres() -> None:
    assert reconnaitre(un_classeur(TITRES.split(";"), LIGNE.split(";"))) is NatureImport.Q1


@pytest.mark.parametrize(
    ("avant", "apres", "colonne"),
    [
        ("200027183", "200027184", "EPCI"),  # la clé ne tombe plus juste
        ("200027183", "Perpignan", "EPCI"),
        ("2026", "1926", "Année"),
        ("2026", "", "Année"),
        ("9 876,50", "823", "Seuil"),  # un montant par mois
        ("9 876,50", "98 765 000", "Seuil"),
        ("9 876,50", "-9876", "Seuil"),
        ("9 876,50", "", "Seuil"),
        ("Arrêté fictif du 01/04/2026", "", "Texte"),
    ],
)
def test_une_ligne_fausse_ou_sans_arrete_est_ecartee(avant: str, apres: str, colonne: str) -> None:
    lecture = lues(LIGNE.replace(avant, apres, 1), LIGNE)

    assert [(e.ligne, e.colonne) for e in erreurs(lecture)] == [(2, colonne)]
    assert len(lecture.objets) == 1


def test_deux_seuils_pour_la_meme_annee_ne_se_departagent_pas() -> None:
    lecture = lues(LIGNE, LIGNE.replace("9 876,50", "9 900"), LIGNE)

    assert [e.ligne for e in erreurs(lecture)] == [3]
    assert "déjà donné" in messages(lecture)
    assert [s.seuil.montant for s in lecture.objets] == [Decimal("9876.50")]
