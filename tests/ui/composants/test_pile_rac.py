"""La pile du reste à charge : deux barres de même hauteur, et rien pour l'inconnu."""

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from ui.composants.pile_rac import Colonne, Mesures, PileRac
from ui.composants.pile_rac.colonnes import plafond, seuil_commun
from ui.composants.pile_rac.geometrie import blocs, echelle

AVANT = Colonne(
    "Avant",
    loyer=Decimal("471.59"),
    charges=Decimal("171.47"),
    rls=Decimal("49.32"),
    apl=Decimal("271.90"),
    rac=Decimal("321.84"),
)
INCONNUE = Colonne("Offre 1", loyer=Decimal(400), charges=Decimal(100), message="NR : APL inconnue")


def test_ce_qui_est_demande_et_ce_qui_le_paie_ont_la_meme_hauteur() -> None:
    vers = echelle([AVANT], 0, 300)

    places = blocs(AVANT, 0, Mesures(), vers)

    gauche = min(b.y for b in places if b.x < 70)
    droite = min(b.y for b in places if b.x > 70)
    assert gauche == pytest.approx(droite)


def test_le_reste_a_charge_repose_sur_zero() -> None:
    vers = echelle([AVANT], 0, 300)

    rac = next(b for b in blocs(AVANT, 0, Mesures(), vers) if b.principal)

    assert rac.y + rac.hauteur == pytest.approx(300)
    assert vers.graduations() == [Decimal(100 * i) for i in range(7)]


def test_une_apl_inconnue_ne_dessine_aucune_barre() -> None:
    assert blocs(INCONNUE, 0, Mesures(), echelle([INCONNUE], 0, 300)) == []
    assert "NR" in INCONNUE.lu()


def test_l_estimation_est_hachuree_jamais_pleine() -> None:
    estimee = Colonne("Offre", loyer=Decimal(400), apl=Decimal(150), rac=Decimal(250), estime=True)

    apl = next(b for b in blocs(estimee, 0, Mesures(), echelle([estimee], 0, 300)) if b.token == "rac_apl")

    assert apl.hachure
    assert apl.libelle == "APL est."
    assert "env." in estimee.lu()


def test_le_seuil_ne_se_trace_d_un_trait_que_s_il_est_commun() -> None:
    une = Colonne("A", rac=Decimal(1), seuil=Decimal("354.02"))
    autre = Colonne("B", rac=Decimal(1), seuil=Decimal("360.00"))

    assert seuil_commun([AVANT, une, une]) == Decimal("354.02")
    assert seuil_commun([une, autre]) is None


def test_sans_aucun_montant_l_echelle_tient_encore() -> None:
    assert plafond([Colonne("Après", fantome=True)]) == Decimal(100)


def test_la_pile_se_dit_a_voix_haute(qtbot: QtBot) -> None:
    pile = PileRac([AVANT, INCONNUE])
    qtbot.addWidget(pile)

    pile.grab()

    assert "Avant\u00a0: reste à charge 321,84\u202f€" in pile.accessibleName()
    assert "NR : APL inconnue" in pile.accessibleName()
