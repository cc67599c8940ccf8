"""Combien des vingt prochains pour tenir l'objectif : chaque attendu se refait de tête."""

from decimal import Decimal

import pytest

from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.objectif import effort


@pytest.mark.parametrize(
    ("oui", "base", "objectif", "necessaires", "atteint"),
    [
        (27, 72, 40, 10, False),  # 40 % de 92 = 36,8 : il en faut 37, 37 − 27 = 10
        (42, 71, 60, 13, False),  # 60 % de 91 = 54,6 : 55 − 42
        (51, 71, 65, 9, True),  # 65 % de 91 = 59,15 : 60 − 51, et 51/71 = 71,83 %
        (46, 57, 80, 16, True),  # 80 % de 77 = 61,6 : 62 − 46, et 46/57 = 80,70 %
        (6, 10, 60, 12, True),  # 60 % de 30 = 18 tout juste : 18 − 6 ; dix fois six font l'objectif
        (0, 0, 40, 8, False),  # personne encore : 40 % de 20
        (90, 100, 50, 0, True),  # 50 % de 120 = 60, déjà dépassés
    ],
)
def test_le_plus_petit_nombre_de_oui_qui_tient_l_objectif(
    oui: int, base: int, objectif: int, necessaires: int, atteint: bool
) -> None:
    trouve = effort(Mesure(oui=oui, non=base - oui), Decimal(objectif))

    assert (trouve.necessaires, trouve.atteint, trouve.hors_d_atteinte) == (necessaires, atteint, False)


def test_un_objectif_que_vingt_oui_ne_suffisent_pas_a_tenir_est_hors_d_atteinte() -> None:
    trouve = effort(Mesure(oui=10, non=90), Decimal(60))  # 60 % de 120 = 72 : 72 − 10 = 62 > 20

    assert trouve.hors_d_atteinte
    assert trouve.necessaires == 62


def test_les_inconnus_ne_comptent_ni_dans_la_base_ni_dans_les_oui() -> None:
    trouve = effort(Mesure(oui=27, non=45, nr=2, so=11), Decimal(40))

    assert trouve.necessaires == 10
