"""Ce que l’export de type RIME calcule : la classe de ressources, le quartile, l’indemnité de minoration."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.baremes import ajouter
from db.fichier import Fichier
from db.imports import importer
from relogement.baremes import Periode
from relogement.menage import Menage
from relogement.modeles import Projet
from relogement.nomenclatures import Lien, Nature, Typologie, ZonePlafond
from tests.db.exportes import garder, lire_export
from tests.fabrique import un_cout, un_logement, un_menage, un_relogement, une_operation, une_personne

BAIL = date(2026, 3, 1)
PERPIGNAN = "66136"


def la_colonne(fichier: Fichier, dossier: Path, nom: str) -> str:
    (ligne,) = lire_export(fichier, "rime", dossier)
    return ligne[nom]


def un_couple(titulaire_ne_le: date | None, conjoint_ne_le: date | None) -> Menage:
    menage = un_menage(nb_personnes=2, rfr=Decimal(20000))
    menage.personnes[0].naissance_le = titulaire_ne_le
    menage.personnes.append(une_personne("Exemple", Lien.CONJOINT, naissance_le=conjoint_ne_le))
    return menage


# Autres régions, 2026, catégorie 1 : PLAI 12 870, 60 % du PLUS 14 041,80, PLUS 23 403, PLS 30 424 (× 1,30).
@pytest.mark.parametrize(
    ("rfr", "classe"),
    [
        (12870, "PLAI"),
        (12871, "PLUS_60"),
        (14041, "PLUS_60"),
        (14042, "PLUS"),
        (23403, "PLUS"),
        (23404, "PLS"),
        (30424, "PLS"),
        (30425, "AU_DELA"),
        (0, "PLAI"),
        (None, "NR"),
    ],
)
def test_la_classe_est_le_premier_plafond_que_le_revenu_ne_depasse_pas(
    fichier: Fichier, tmp_path: Path, rfr: int | None, classe: str
) -> None:
    menage = un_menage(rfr=None if rfr is None else Decimal(rfr), categorie_plafond=1)
    un_relogement(menage, bail_le=BAIL)
    garder(fichier, menage)

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == classe


@pytest.mark.parametrize(("rfr", "classe"), [(12000, "PLAI"), (15000, "NR")])
def test_sans_categorie_saisie_la_classe_ne_se_dit_que_si_le_handicap_n_y_change_rien(
    fichier: Fichier, tmp_path: Path, rfr: int, classe: str
) -> None:
    """Catégorie 1, ou 2 en situation de handicap : 15 000 est PLUS dans l’une, PLAI (18 753) dans l’autre."""
    garder(fichier, un_menage(rfr=Decimal(rfr)))

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == classe


@pytest.mark.parametrize(
    ("titulaire", "conjoint", "classe"),
    [
        # 20 000 : au plus le PLAI de la catégorie 3 (22 551), plus que celui de la catégorie 2 (18 753).
        (date(1998, 3, 1), date(1999, 3, 2), "PLAI"),  # 28 + 26 = 54 ans : jeune ménage
        (date(1998, 3, 1), date(1998, 3, 2), "PLAI"),  # 28 + 27 = 55 ans : encore
        (date(1998, 3, 1), date(1998, 3, 1), "NR"),  # 28 + 28 = 56 ans : 2, ou 3 en situation de handicap
        (date(1998, 3, 1), None, "NR"),
    ],
)
def test_un_jeune_menage_est_de_la_categorie_trois(
    fichier: Fichier, tmp_path: Path, titulaire: date, conjoint: date | None, classe: str
) -> None:
    menage = un_couple(titulaire, conjoint)
    un_relogement(menage, bail_le=BAIL)
    garder(fichier, menage)

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == classe


@pytest.mark.parametrize(
    ("enfant", "classe"),
    [
        # Seule avec un enfant à charge : catégorie 3, PLAI 22 551. Sinon 2 ou 3 : 20 000 ne tranche pas.
        ({"naissance_le": date(2010, 1, 1)}, "PLAI"),
        ({"a_charge": True}, "PLAI"),
        ({"naissance_le": date(2005, 3, 1)}, "NR"),  # 21 ans le jour du bail : rien ne le dit à charge
        ({"naissance_le": date(2005, 3, 2)}, "PLAI"),  # 20 ans
        ({}, "NR"),
        ({"a_charge": False, "naissance_le": date(2010, 1, 1)}, "NR"),
    ],
)
def test_un_enfant_est_a_charge_si_on_le_dit_ou_s_il_a_moins_de_vingt_et_un_ans(
    fichier: Fichier, tmp_path: Path, enfant: dict[str, Any], classe: str
) -> None:
    menage = un_menage(nb_personnes=2, rfr=Decimal(20000))
    menage.personnes.append(une_personne("Exemple", Lien.ENFANT, **enfant))
    un_relogement(menage, bail_le=BAIL)
    garder(fichier, menage)

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == classe


def test_des_personnes_qui_manquent_laissent_la_classe_inconnue(fichier: Fichier, tmp_path: Path) -> None:
    """Trois personnes dont une seule décrite : catégorie 3 ou 4 ; 24 000 dépasse 22 551, pas 25 092."""
    garder(fichier, un_menage(nb_personnes=3, rfr=Decimal(24000)))

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == "NR"


@pytest.mark.parametrize("nombre", [0, 3])
def test_un_effectif_que_les_personnes_dementent_ne_donne_pas_de_classe(
    fichier: Fichier, tmp_path: Path, nombre: int
) -> None:
    """Deux personnes décrites, zéro ou trois dites : à trois, 24 000 dépasse 22 551, pas 25 092."""
    menage = un_menage(nb_personnes=nombre, rfr=Decimal(24000))
    menage.personnes.append(une_personne("Exemple", Lien.CONJOINT))
    garder(fichier, menage)

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == "NR"


def test_la_zone_des_plafonds_est_celle_du_projet(fichier: Fichier, tmp_path: Path) -> None:
    """24 000 : PLS hors d'Île-de-France (23 403), PLUS à l'intérieur (26 920)."""
    with fichier.ecrire("Projet") as session:
        session.scalars(select(Projet)).one().zone_plafond = ZonePlafond.IDF
    garder(fichier, un_menage(rfr=Decimal(24000), categorie_plafond=1))

    assert la_colonne(fichier, tmp_path, "CLASSE_RESSOURCES") == "PLUS"


def test_le_quartile_est_celui_du_bilan(fichier: Fichier, tmp_path: Path) -> None:
    """1 000 € par mois, une part : 12 000 € par an."""
    menage = un_menage(nb_personnes=1, ressources="1000", avant=un_cout())
    un_relogement(menage, bail_le=BAIL)
    garder(fichier, menage)
    with fichier.ecrire("Projet") as session:
        session.scalars(select(Projet)).one().commune_insee = PERPIGNAN
    seuils = tmp_path / "seuils.csv"
    seuils.write_text("EPCI;Année;Seuil;Texte\n200027183;2026;12000;Arrêté fictif", "utf-8-sig")
    importer(fichier, seuils, nature="q1")

    assert la_colonne(fichier, tmp_path, "QUARTILE") == "Q1"


@pytest.fixture
def echelle(fichier: Fichier) -> Fichier:
    """Un projet qui a complété l'échelle de la minoration de loyer."""
    montants = {"t1_t2": Decimal(1234), "t3_t4": Decimal(4321)}
    periode = Periode(date(2025, 1, 1), "Échelle fictive", date(2026, 1, 1), {"montant": montants})
    with fichier.ecrire("Barème") as session:
        ajouter(session, "minoration_loyer", periode)
    return fichier


def un_reloge(*, loyer: str | None = "200", nature: Nature = Nature.DEFINITIF, **logement: Any) -> Menage:
    """Une personne seule, bail en 2026, dans un T2 neuf de Perpignan à 200 € : sous tout plafond de l'APL."""
    menage = un_menage(nb_personnes=1, operation=une_operation())
    du_logement: dict[str, Any] = {
        "commune_insee": PERPIGNAN, "typologie": Typologie.T2, "premiere_location": True
    } | logement  # fmt: skip
    un_relogement(menage, cout=un_cout(loyer), logement=un_logement(**du_logement), nature=nature, bail_le=BAIL)
    return menage


@pytest.mark.parametrize(
    ("faits", "indemnite"),
    [
        ({}, "1235"),  # 1 234 €, au multiple de 5
        ({"typologie": Typologie.T3}, "4320"),
        ({"loyer": "900"}, ""),  # au-dessus du plafond
        ({"loyer": None}, ""),
        ({"nature": Nature.PROVISOIRE}, ""),
        ({"commune_insee": None}, ""),  # zone inconnue, donc plafond inconnu
        ({"typologie": None}, ""),
        ({"premiere_location": False, "conventionne_le": date(1990, 1, 1)}, ""),  # qualité thermique inconnue
        ({"premiere_location": False, "conventionne_le": date(1990, 1, 1), "rt2005": True}, "1235"),
        ({"premiere_location": False, "conventionne_le": date(1990, 1, 1), "rt2005": False}, ""),
    ],
)
def test_l_indemnite_de_minoration_se_dit_quand_les_faits_le_permettent(
    echelle: Fichier, tmp_path: Path, faits: dict[str, Any], indemnite: str
) -> None:
    garder(echelle, un_reloge(**faits))

    assert la_colonne(echelle, tmp_path, "INDEMNITE_ML") == indemnite


def test_sans_echelle_completee_l_indemnite_reste_vide(fichier: Fichier, tmp_path: Path) -> None:
    garder(fichier, un_reloge())

    assert la_colonne(fichier, tmp_path, "INDEMNITE_ML") == ""
