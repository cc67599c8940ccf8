"""Le seuil du premier quartile : celui de l’intercommunalité du projet, de l’année du bail, ou rien."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.erreurs import ErreurMetier
from relogement.seuils_q1 import SeuilQ1, lire, livres, seuils_du_projet, siren

PERPIGNAN = "200027183"  # Perpignan Méditerranée Métropole
VOISINE = "200043602"
ECRIT = """
[[seuil]]
epci = "200027183"
annee = 2026
montant = 9876
texte = "Arrêté fictif du 01/04/2026"
lu_le = 2026-11-20
"""


def un_seuil(annee: int, montant: int, epci: str = PERPIGNAN) -> SeuilQ1:
    return SeuilQ1(epci, annee, Decimal(montant), "Arrêté fictif")


def test_aucun_seuil_n_est_livre_tant_qu_aucun_texte_n_a_ete_lu() -> None:
    assert livres() == ()


def test_un_seuil_ecrit_se_lit_avec_son_texte() -> None:
    (seuil,) = lire(ECRIT)

    assert (seuil.epci, seuil.annee, seuil.montant) == (PERPIGNAN, 2026, Decimal(9876))
    assert seuil.texte == "Arrêté fictif du 01/04/2026"


@pytest.mark.parametrize("absente", ["epci", "annee", "montant", "texte", "lu_le"])
def test_un_seuil_incomplet_est_refuse(absente: str) -> None:
    lignes = [ligne for ligne in ECRIT.splitlines() if not ligne.startswith(absente)]

    with pytest.raises(ErreurMetier, match=absente):
        lire("\n".join(lignes))


@pytest.mark.parametrize("faux", ["montant = -1", "montant = 0"])
def test_un_montant_impossible_est_refuse(faux: str) -> None:
    with pytest.raises(ErreurMetier, match="montant"):
        lire(ECRIT.replace("montant = 9876", faux))


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("200027183", PERPIGNAN),
        ("200 027 183", PERPIGNAN),
        ("200027184", None),  # la clé de Luhn ne tombe plus juste
        ("20002718", None),
        ("Perpignan Méditerranée", None),
        (None, None),
    ],
)
def test_un_siren_mal_tape_ne_se_lit_pas(ecrit: str | None, lu: str | None) -> None:
    assert siren(ecrit) == lu


def test_l_intercommunalite_est_celle_du_projet_sinon_celle_de_sa_commune() -> None:
    assert seuils_du_projet(VOISINE, "66136").epci == VOISINE
    assert seuils_du_projet(None, "66136").epci == PERPIGNAN
    assert seuils_du_projet("Perpignan Méditerranée Métropole", "66136").epci == PERPIGNAN
    assert seuils_du_projet(None, None).epci is None


@pytest.mark.parametrize(
    ("bail_le", "attendu"),
    [
        (date(2025, 12, 31), 9000),
        (date(2026, 1, 1), 9500),
        (date(2024, 6, 1), None),  # l'arrêté de 2024 n'est pas importé
        (None, 9500),  # sans bail : le plus récent
    ],
)
def test_le_seuil_est_celui_de_l_annee_du_bail(bail_le: date | None, attendu: int | None) -> None:
    seuils = seuils_du_projet(
        PERPIGNAN, None, [un_seuil(2025, 9000), un_seuil(2026, 9500), un_seuil(2027, 1, VOISINE)]
    )

    assert seuils.au_bail(bail_le).valeur == attendu


def test_un_seuil_inconnu_dit_ce_qui_manque() -> None:
    assert "intercommunalité" in seuils_du_projet(None, None).au_bail(None).motif
    assert "2024" in seuils_du_projet(PERPIGNAN, None).au_bail(date(2024, 6, 1)).motif
