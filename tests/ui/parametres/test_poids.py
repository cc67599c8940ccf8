"""Les poids de l'appariement se lisent et se saisissent avec le reste de la charte."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from relogement.appariement.poids import Depassement, Part, poids
from relogement.charte_fichier import en_toml, lire_charte
from relogement.erreurs import ErreurMetier
from ui.editeurs import ChampChoix
from ui.parametres.saisie_charte import SaisieCharte

TOML = 'rac_seuil_eur = 30\n[appariement]\nBESOINS = 33\neliminatoires = ["PMR"]\n'


@pytest.fixture
def saisie(qtbot: QtBot) -> SaisieCharte:
    """La saisie d'une charte qui a ses propres poids."""
    ecran = SaisieCharte()
    qtbot.addWidget(ecran)
    ecran.show_charte(lire_charte(TOML), neuve=False)
    return ecran


def test_une_nouvelle_version_garde_les_poids_et_les_besoins_eliminatoires(saisie: SaisieCharte) -> None:
    assert poids(saisie.charte()) == poids(lire_charte(TOML))


def test_un_poids_se_change_au_clavier_et_ne_reste_pas_vide(saisie: SaisieCharte) -> None:
    champ = saisie.findChild(QLineEdit, "poids_DISTANCE")
    assert isinstance(champ, QLineEdit)
    champ.setFocus()
    champ.selectAll()
    QTest.keyClicks(champ, "12")
    assert poids(saisie.charte()).par_part[Part.DISTANCE] == 12

    champ.clear()
    with pytest.raises(ErreurMetier, match="un poids de l’appariement est vide"):
        saisie.charte()


def test_le_depassement_du_plafond_se_choisit_et_se_garde(saisie: SaisieCharte) -> None:
    assert poids(saisie.charte()).plafonds is Depassement.ECARTER
    choix = saisie.findChild(ChampChoix, "plafonds")
    assert isinstance(choix, ChampChoix)

    choix.setCurrentText(Depassement.SIGNALER.libelle)

    assert poids(saisie.charte()).plafonds is Depassement.SIGNALER
    assert poids(lire_charte(en_toml(saisie.charte()))).plafonds is Depassement.SIGNALER
