"""Le relogement inter-bailleurs : deux bailleurs différents, quelle que soit leur écriture."""

import pytest

from relogement.nomenclatures import TypeDossier
from relogement.regles.inter_bailleurs import inter_bailleurs

T, D, H = TypeDossier.TITULAIRE, TypeDossier.DECOHABITANT, TypeDossier.HEBERGE


@pytest.mark.parametrize(
    ("ancien", "nouveau", "dossier", "attendu"),
    [
        ("Habitat Sud", "Logis du Midi", T, "OUI"),
        ("Habitat Sud", "Habitat Sud", T, "NON"),
        ("Habitat-Sud", "HABITAT SUD", T, "NON"),
        ("L’Office", "l'office", T, "NON"),
        (None, "Logis du Midi", T, "NR"),
        ("Habitat Sud", None, T, "NR"),
        (None, "Logis du Midi", D, "SO"),
        (None, None, H, "SO"),
        ("Habitat Sud", "Logis du Midi", D, "OUI"),
    ],
)
def test_le_bailleur_change_ou_non(
    ancien: str | None, nouveau: str | None, dossier: TypeDossier, attendu: str
) -> None:
    verdict = inter_bailleurs(ancien, nouveau, dossier=dossier)

    assert verdict.valeur == attendu
    assert verdict.motif
