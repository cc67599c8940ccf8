"""Les faits d'un champ, déclarés une fois sur le modèle, et des lignes qui ne montrent personne."""

from decimal import Decimal

import pytest
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from relogement.base import Base, Centiemes
from relogement.champs import champs
from relogement.menage import Menage, Personne
from relogement.modeles import Cout
from tests.fabrique import un_cout, un_menage, une_personne

MODELES = sorted((m.class_ for m in Base.registry.mappers), key=lambda m: m.__name__)


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.__name__)
def test_chaque_champ_a_un_libelle_et_une_section(modele: type) -> None:
    assert all(faits.libelle and faits.section for faits in champs(modele).values())


@pytest.mark.parametrize(
    ("modele", "sensibles"),
    [
        (Personne, {"nom", "prenom", "naissance_le", "naissance_annee", "ressources", "activite"}),
        (Menage, {"telephone", "numero_unique", "ressources", "rfr", "commentaire"}),
        (Cout, {"loyer", "apl", "charges"}),
    ],
)
def test_ce_qui_designe_une_personne_est_sensible(modele: type, sensibles: set[str]) -> None:
    declares = {nom for nom, faits in champs(modele).items() if faits.sensible}

    assert sensibles <= declares


def test_aucune_colonne_n_accueille_de_donnee_interdite() -> None:
    noms = {c.name for m in MODELES for c in m.__table__.columns}

    assert not noms & {"nir", "securite_sociale", "nationalite", "origine", "religion", "diagnostic"}


def test_un_repr_ne_montre_que_le_type_et_le_numero() -> None:
    objets = [
        un_menage(nom="Sentinelle", prenom="Alix"),
        une_personne("Sentinelle"),
        un_cout("987.65"),
    ]

    assert [repr(o) for o in objets] == [
        "<Menage None>",
        "<Personne None>",
        "<Cout None>",
    ]


@pytest.mark.parametrize(
    ("saisi", "garde"), [("290.345", 29035), ("290.335", 29034), ("-0.005", -1), ("0.1", 10), (None, None)]
)
def test_un_montant_se_garde_en_cents_la_moitie_vers_le_haut(saisi: str | None, garde: int | None) -> None:
    valeur = None if saisi is None else Decimal(saisi)

    assert Centiemes().process_bind_param(valeur, SQLiteDialect()) == garde


def test_un_montant_relu_est_exact() -> None:
    assert Centiemes().process_result_value(29034, SQLiteDialect()) == Decimal("290.34")
