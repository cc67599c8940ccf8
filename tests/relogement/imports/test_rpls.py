"""Le répertoire du parc social se date à ses titres, et ses valeurs convenues y sont inconnues."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relogement.imports.lecture import lire_classeur
from relogement.imports.rpls import Version, lire_rpls, millesime
from relogement.nomenclatures import Typologie
from tests.relogement.imports.classeurs import PARTAGE, SANS_EXEMPLES, un_classeur

TITRES_PARTAGES = PARTAGE / "data/rpls/rpls_headers_by_vintage.json"
LOI = ["IDENT_REP", "DEPCOM_red", "nbpiece_red", "surfhab_red", "construct_red", "DPEDATE_red", "DPEENERGIE_red",
       "qpv_red", "loyerprinc_red", "BAIL_red"]  # fmt: skip


@pytest.mark.skipif(not TITRES_PARTAGES.exists(), reason=SANS_EXEMPLES)
@pytest.mark.parametrize(("cle", "annees"), [("2011-2016_detail_region", (2011, 2016)), ("2025", (2025, 2025))])
def test_le_millesime_se_lit_aux_titres(cle: str, annees: tuple[int, int]) -> None:
    titres = json.loads(TITRES_PARTAGES.read_text("utf-8"))[cle]["columns"].split(",")

    trouve = millesime(titres)

    assert (trouve.annees[0], trouve.annees[-1]) == annees
    assert trouve.version is Version.OUVERTE


def test_le_suffixe_red_date_de_2017_et_le_loyer_dit_la_version_reservee() -> None:
    trouve = millesime(LOI)

    assert trouve.annees == (2017, 2018)
    assert trouve.version is Version.LOI


def test_les_iris_de_2022_datent_de_2023() -> None:
    assert millesime(["DEPCOM", "PLG_QP", "PLG_IRIS2022_CODE"]).annees == (2023,)


def test_les_valeurs_convenues_sont_inconnues() -> None:
    classeur = un_classeur(
        LOI,
        ["0123456789", "66136", "3", "62", "1974", "05/2019", "D", "1", "310.5", "03/2007"],
        ["0123456790", "1004", "9+", "999", "NA", "01/1900", "NC", "2", "9999", "NA/NA"],
        ["0123456791", "2A004", "5", "1.1144e+006", "9999", "NA/NA", "", "", "NA", ""],
    )

    connu, convenu, absurde = lire_rpls(classeur).logements.objets

    assert (connu.ident_rep, connu.typologie, connu.surface) == ("0123456789", Typologie.T3, Decimal("62.00"))
    assert (connu.annee_construction, connu.dpe, connu.dpe_le) == (1974, "D", date(2019, 5, 1))
    assert (connu.qpv_declare, connu.loyer, connu.bail_le) == (True, Decimal("310.50"), date(2007, 3, 1))
    assert (convenu.commune_insee, convenu.typologie) == ("01004", Typologie.T6)
    assert (convenu.surface, convenu.annee_construction, convenu.dpe, convenu.dpe_le) == (None,) * 4
    assert (convenu.qpv_declare, convenu.loyer, convenu.bail_le) == (False, None, None)
    assert (absurde.commune_insee, absurde.surface, absurde.qpv_declare, absurde.loyer) == (
        "2A004",
        None,
        None,
        None,
    )


def test_un_fichier_ouvert_en_latin_1_se_lit(tmp_path: Path) -> None:
    chemin = tmp_path / "rpls.csv"
    chemin.write_bytes(
        "DEPCOM;LIBCOM;NUMVOIE;TYPVOIE;NOMVOIE;ETAGE;NBPIECE;SURFHAB;PLG_QP24\n"
        "66136;PERPIGNAN;12;RUE;DU 14 JUILLET;RDC;3;62;QN06618M\n"
        "97411;SAINT-DENIS;3;ALL;DES FLAMBOYANTS CÉLÈBRES;2;4;80;\n".encode("latin-1")
    )

    premier, second = lire_rpls(lire_classeur(chemin)).logements.objets

    assert (premier.adresse, premier.qpv_2024, premier.etage) == ("12 RUE DU 14 JUILLET", "QN06618M", "RDC")
    assert (second.adresse, second.qpv_2024) == ("3 ALL DES FLAMBOYANTS CÉLÈBRES", None)
