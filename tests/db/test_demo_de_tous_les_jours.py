"""Le projet fictif s'exporte quel que soit le jour : une fin de trimestre n'est pas la naissance de quelqu'un."""

from datetime import date
from pathlib import Path

import pytest

from db.exports import exporter
from relogement.exports import EXPORTS
from relogement.nomenclatures import Lien
from tests.fabrique import un_fichier, un_menage_reloge, une_operation, une_personne

AU = date(2026, 11, 20)


FINS = (date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30))
SORTIES = [(export.code, extension) for export in EXPORTS if not export.nominatif for extension in export.formats]


@pytest.mark.parametrize(("code", "extension"), SORTIES)
def test_une_personne_nee_une_fin_de_trimestre_n_empeche_pas_l_export(
    code: str, extension: str, tmp_path: Path
) -> None:
    """Ces jours sont aussi ceux que l'évolution écrit."""
    operation = une_operation()
    menages = [un_menage_reloge(f"D{n}", operation=operation) for n in range(1, 31)]
    for menage, naissance in zip(menages, FINS * 6, strict=True):
        menage.personnes.append(une_personne("Petit", Lien.ENFANT, naissance_le=naissance))
    fichier = un_fichier(tmp_path, *menages)

    exporter(fichier, code, tmp_path / f"{code}{extension}", au=AU)

    assert (tmp_path / f"{code}{extension}").stat().st_size > 0
    fichier.fermer()
