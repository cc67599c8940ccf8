"""Une donnée se reconnaît dans toutes ses écritures usuelles."""

import pytest

from relogement.fuites.aiguilles import Genre
from relogement.fuites.recherche import Force, chercher
from tests.relogement.fuites.outils import des_aiguilles

ECRITURES = {
    Genre.TELEPHONE: (
        "0639981234", "06.39.98.12.34", "06-39-98-12-34", "+33 6 39 98 12 34", "+33639981234",
        "0033 6 39 98 12 34",
        "+33 (0)6 39 98 12 34", "639981234", "06\u202f39\u00a098 12\u200b34", "Tél:0639981234.",
    ),
    Genre.NUMERO: ("066032612345678901", "066 032 612 345 678 901", "066-0326-12345678901", "6.6032612345678E+16"),
    Genre.NAISSANCE: (
        "17/06/1961", "17-06-61", "17.6.1961", "1961-06-17", "19610617", "17061961", "17 juin 1961", "17 JUIN 61",
        "né le 17/06/1961 à Perpignan", "1961-06-17T00:00:00", "17 06 1961", "June 17th", "17 June 1961",
    ),
    Genre.ADRESSE: ("14 rue des Acacias", "14, RUE DES ACACIAS 66000 PERPIGNAN", "14 r. des acacias"),
    Genre.COURRIEL: ("wanda.k@exemple.fr", "<WANDA.K@EXEMPLE.FR>"),
    Genre.REFERENCE: ("AC-038", "ac 038", "AC038", "dossier AC_038."),
    Genre.AGENT: ("Samira Kaddour", "KADDOUR Samira", "samira.kaddour"),
    Genre.IDENTITE: (
        "KOWALCZYK Wanda", "wanda kowalczyk", "Kowalczyk, Wanda", "KOWALCZYKWanda", "Wanda\nKOWALCZYK",
        "K\u0142 Wanda K",
    ),
    Genre.NOM: (
        "Kowalczyk", "KOWAL\u00adCZYK", "K O W A L C Z Y K", "Kówalczyk", "\uff2bowalczyk", "etat_Kowalczyk_2026",
    ),
}  # fmt: skip
SANS = {"June 17th", "K\u0142 Wanda K"}  # ni jour entier, ni nom entier


@pytest.mark.parametrize(("genre", "texte"), [(g, t) for g, textes in ECRITURES.items() for t in textes])
def test_une_donnee_se_reconnait_dans_ses_ecritures(genre: Genre, texte: str) -> None:
    trouvees = {t.genre for t in chercher(texte, des_aiguilles()) if t.force is not Force.FAIBLE}

    assert (genre in trouvees) is (texte not in SANS)


@pytest.mark.parametrize(
    "texte", ["Kowalczykowa", "12 rue des Acacias", "1961", "18/06/1961", "06 39 98 12 35", "AC-0381"]
)
def test_ce_qui_ressemble_seulement_ne_se_confond_pas(texte: str) -> None:
    assert not [t for t in chercher(texte, des_aiguilles()) if t.force is not Force.FAIBLE]
