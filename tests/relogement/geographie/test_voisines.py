"""Les communes limitrophes d'après une couche : un damier, un tracé décalé, une couche qui ne va pas."""

import json
from pathlib import Path
from typing import Any

import pytest
from shapely import box
from shapely.geometry import mapping

from relogement.erreurs import ErreurMetier
from relogement.geographie.voisines import limitrophes_de

# Trois colonnes, deux rangées, de 0,1° de côté ; la case du milieu en bas touche toutes les autres.
#   66004 66005 66006
#   66001 66002 66003
DAMIER = {f"6600{1 + x + 3 * y}": box(2.8 + x / 10, 42.6 + y / 10, 2.9 + x / 10, 42.7 + y / 10)
          for y in (0, 1) for x in (0, 1, 2)}  # fmt: skip


def une_couche(dossier: Path, contours: dict[str, Any], champ: str = "INSEE_COM") -> Path:
    entites = [
        {"type": "Feature", "properties": {"NOM": f"Commune {code}", champ: code}, "geometry": mapping(contour)}
        for code, contour in contours.items()
    ]
    chemin = dossier / "communes.geojson"
    chemin.write_text(json.dumps({"type": "FeatureCollection", "features": entites}), "utf-8")
    return chemin


def test_les_limitrophes_sont_les_cases_qui_se_touchent_coin_compris(tmp_path: Path) -> None:
    couche = une_couche(tmp_path, DAMIER)

    assert limitrophes_de("66001", couche) == ["66002", "66004", "66005"]
    assert limitrophes_de("66002", couche) == ["66001", "66003", "66004", "66005", "66006"]


@pytest.mark.parametrize(("ecart", "touche"), [(0.0001, True), (0.001, False)])
def test_deux_traces_d_une_meme_limite_peuvent_s_ecarter_de_quelques_metres(
    tmp_path: Path, ecart: float, touche: bool
) -> None:
    """Onze mètres : la même limite, mal simplifiée. Cent onze : une autre commune passe entre les deux."""
    voisine = box(2.9 + ecart, 42.6, 3.0, 42.7)

    assert limitrophes_de("66001", une_couche(tmp_path, {"66001": DAMIER["66001"], "66099": voisine})) == (
        ["66099"] if touche else []
    )


@pytest.mark.parametrize("champ", ["INSEE_COM", "code", "codgeo"])
def test_le_champ_du_code_se_reconnait_a_ses_valeurs(tmp_path: Path, champ: str) -> None:
    assert limitrophes_de("66003", une_couche(tmp_path, DAMIER, champ)) == ["66002", "66005", "66006"]


def test_une_couche_qui_ne_va_pas_est_refusee_d_une_phrase(tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="ne contient pas la commune 66136"):
        limitrophes_de("66136", une_couche(tmp_path, DAMIER))
    with pytest.raises(ErreurMetier, match="code Insee"):
        limitrophes_de("66001", une_couche(tmp_path, {f"case {n}": c for n, c in DAMIER.items()}))
    (tmp_path / "abimee.geojson").write_text("{", "utf-8")
    with pytest.raises(ErreurMetier, match="abîmé"):
        limitrophes_de("66001", tmp_path / "abimee.geojson")
