"""Les engagements d'accueil d'un fichier : ce qui se lit, et ce qui se refuse d'une phrase."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.charte_fichier import lire_charte
from relogement.erreurs import ErreurMetier
from relogement.partage.fichier import accueil_juste, lire_accueils

DEUX = """
[[accueil]]
vers = "Canigou Logement"
part_pct = 12.5
annee = 2026
[[accueil]]
de = "Têt Habitat"
vers = " Albères Logement "
nombre = 8
echeance_le = 2027-06-30
texte = "Convention, art. 4"
"""


def test_le_fichier_de_la_charte_porte_les_engagements_d_accueil() -> None:
    canigou, alberes = lire_accueils(DEUX)

    assert (canigou["vers"], canigou["part_pct"], canigou["annee"]) == ("Canigou Logement", Decimal("12.5"), 2026)
    assert (alberes["de"], alberes["vers"], alberes["nombre"]) == ("Têt Habitat", "Albères Logement", 8)
    assert alberes["echeance_le"] == date(2027, 6, 30)
    assert lire_charte(DEUX).objectifs == lire_charte("").objectifs
    assert lire_accueils("") == []


@pytest.mark.parametrize(
    ("valeurs", "dit"),
    [
        ({"part_pct": 12}, "Bailleur qui accueille.*donnez le nom"),
        ({"vers": "—", "part_pct": 12}, "donnez le nom du bailleur"),
        ({"vers": "Canigou"}, "rien n’est promis"),
        ({"vers": "Canigou", "part_pct": 101}, "d’au plus 100"),
        ({"vers": "Canigou", "part_pct": 0}, "de plus de 0"),
        ({"vers": "Canigou", "nombre": 0}, "au moins 1"),
        ({"vers": "Canigou", "nombre": Decimal("1.5")}, "au moins 1"),
        ({"vers": "Canigou", "de": "CANIGOU", "part_pct": 12}, "envers lui-même"),
        ({"vers": "Canigou", "de": "?", "part_pct": 12}, "laissez vide pour les relogés de tous"),
        ({"vers": "Canigou", "part_pct": 12, "annee": 26}, "écrivez une année"),
        ({"vers": "Canigou", "part_pct": 12, "echeance_le": "demain"}, "écrivez une date"),
        ({"vers": "Canigou", "part_pct": 12, "texte": 3}, "écrivez un texte"),
        ({"vers": "Canigou", "pct": 12}, "« pct » n’est pas connu"),
    ],
)
def test_ce_qui_ne_va_pas_se_dit_avec_son_champ(valeurs: dict[str, object], dit: str) -> None:
    with pytest.raises(ErreurMetier, match=dit):
        accueil_juste(valeurs)


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("[[accueil]", "pas un TOML lisible"),
        ("accueil = 3", r"un bloc \[\[accueil\]\]"),
        ('[[accueil]]\nvers="A"\nnombre=1\n[[accueil]]\nvers="a"\nnombre=2', "deux blocs"),
    ],
)
def test_un_fichier_illisible_ou_qui_se_contredit_est_refuse(texte: str, dit: str) -> None:
    with pytest.raises(ErreurMetier, match=dit):
        lire_accueils(texte)
