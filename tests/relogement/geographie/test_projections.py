"""Chaque projection de France : annoncée elle se lit, tue elle se devine, à 3 m près."""

from pathlib import Path

import pytest
from pyproj import Transformer

from relogement.erreurs import ErreurMetier
from relogement.geographie import QuartierLu, lire_quartiers
from relogement.imports.resultat import Lecture
from tests.relogement.geographie.couches import des_parties, un_carre, un_geojson, une_archive, une_entite

# Un code, un point de sa commune, un système qui s'y emploie.
LIEUX = {
    "Perpignan, Lambert-93": ("QP066001", (2.895, 42.698), 2154),
    "Perpignan, CC43": ("QP066001", (2.895, 42.698), 3943),
    "Ajaccio, CC42": ("QP02A001", (8.737, 41.927), 3942),
    "Lille, CC50": ("QP059001", (3.063, 50.637), 3950),
    "Lyon, Lambert II étendu": ("QP069001", (4.835, 45.764), 27572),
    "Nice, Lambert-93": ("QP006001", (7.262, 43.710), 2154),
    "Pointe-à-Pitre, RGAF09": ("QP971001", (-61.534, 16.241), 5490),
    "Fort-de-France, RGAF09": ("QP972001", (-61.073, 14.609), 5490),
    "Cayenne, RGFG95": ("QP973001", (-52.326, 4.938), 2972),
    "Saint-Denis, RGR92": ("QP974001", (55.450, -20.882), 2975),
    "Mamoudzou, RGM04": ("QP976001", (45.228, -12.781), 4471),
    "Perpignan, WGS84": ("QP066001", (2.895, 42.698), 4326),
}  # fmt: skip
TROIS_METRES = 3 / 111_000


def _lue(tmp_path: Path, code: str, ou: tuple[float, float], epsg: int, *, prj: bool) -> Lecture[QuartierLu]:
    x, y = Transformer.from_crs(4326, epsg, always_xy=True).transform(*ou)
    cote = 0.002 if epsg == 4326 else 200
    parties = des_parties([(code, "Ici", un_carre(x - cote / 2, y - cote / 2, cote))], epsg=epsg)
    if not prj:
        del parties[".prj"]
    return lire_quartiers(une_archive(tmp_path / "q.zip", QP=parties))


def _centre(quartier: QuartierLu) -> tuple[float, float]:
    bornes = quartier.bornes
    return (bornes.ouest + bornes.est) / 2, (bornes.sud + bornes.nord) / 2


@pytest.mark.parametrize("lieu", LIEUX)
@pytest.mark.parametrize("prj", [True, False], ids=["annoncée", "devinée"])
def test_un_quartier_est_a_sa_place(tmp_path: Path, lieu: str, prj: bool) -> None:
    code, ou, epsg = LIEUX[lieu]

    lecture = _lue(tmp_path, code, ou, epsg, prj=prj)

    (quartier,) = lecture.objets
    assert _centre(quartier) == pytest.approx(ou, abs=TROIS_METRES)
    assert any("devinée" in a.message for a in lecture.anomalies) is not prj


def test_un_geojson_sans_mention_mais_en_metres_se_devine_et_se_dit(tmp_path: Path) -> None:
    x, y = Transformer.from_crs(4326, 2154, always_xy=True).transform(2.90, 42.70)
    carre = un_carre(x - 100, y - 100, 200)

    lecture = lire_quartiers(un_geojson(tmp_path / "q.geojson", une_entite("QP066001", carre)))

    (quartier,) = lecture.objets
    assert _centre(quartier) == pytest.approx((2.90, 42.70), abs=TROIS_METRES)
    assert any("Lambert-93" in a.message for a in lecture.anomalies)


def test_une_projection_annoncee_qui_n_est_pas_la_sienne_se_dit(tmp_path: Path) -> None:
    """Du CC43 annoncé Lambert-93 : le quartier tombe en mer, la couche est refusée d'une phrase."""
    x, y = Transformer.from_crs(4326, 3943, always_xy=True).transform(2.895, 42.698)
    parties = des_parties([("QP066001", "Ici", un_carre(x, y, 200))], epsg=2154)

    with pytest.raises(ErreurMetier, match="sa projection n’est sans doute pas celle"):
        lire_quartiers(une_archive(tmp_path / "q.zip", QP=parties))


def test_le_lambert_ii_etendu_s_annonce_aussi_en_vieil_esri(tmp_path: Path) -> None:
    """Un .prj sans code EPSG, en grades depuis Paris, tel que l'écrivaient les anciens logiciels."""
    x, y = Transformer.from_crs(4326, 27572, always_xy=True).transform(2.3499, 48.8530)
    parties = des_parties([("QP075001", "Cité", un_carre(x - 100, y - 100, 200))], epsg=27572)

    archive = une_archive(tmp_path / "q.zip", QP=parties | {".prj": VIEUX.encode()})

    (quartier,) = lire_quartiers(archive).objets
    assert _centre(quartier) == pytest.approx((2.3499, 48.8530), abs=TROIS_METRES)


VIEUX = (
    'PROJCS["NTF_Lambert_II_etendu",GEOGCS["GCS_NTF_Paris",DATUM["D_NTF",SPHEROID["Clarke_1880_IGN",6378249.2,'
    '293.46602]],PRIMEM["Paris",2.337229166666667],UNIT["Grad",0.01570796326794897]],'
    'PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",600000.0],PARAMETER["False_Northing",2200000.0],'
    'PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",52.0],PARAMETER["Scale_Factor",0.99987742],'
    'PARAMETER["Latitude_Of_Origin",52.0],UNIT["Meter",1.0]]'
)
