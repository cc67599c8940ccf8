"""Les réglages du poste valent à l'instant, se retiennent, et se changent au clavier."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from relogement.regles.echeances import prochains_feries
from tests.ui.parametres.gestes import Reglante
from ui import fonts, theme
from ui.composants.segment import Segment
from ui.composants.table import TableView
from ui.palettes import CLAIR, SOMBRE
from ui.reglages import Reglages, initiales_de
from ui.veille import Veille, Voile


@pytest.fixture(autouse=True)
def apparence_ordinaire(qapp: QApplication) -> object:
    yield
    theme.apply(qapp)


def choisir(elle: Reglante, nom: str, cle: str) -> None:
    """Avec la flèche, jusqu'au bon choix."""
    segment = elle.trouve(Segment, nom)
    for _ in segment.choix:
        if segment.current == cle:
            return
        elle.qtbot.keyClick(segment, Qt.Key.Key_Right)
    raise AssertionError(f"pas de choix « {cle} »")


def test_les_initiales_suivent_le_nom_ou_se_choisissent(elle: Reglante, tmp_path: Path) -> None:
    elle.ecrit("parametres_nom", "Jean-Pierre Le Goff")
    elle.ecrit("parametres_initiales", "")
    elle.attend_l_ecriture("parametres_enregistrer")
    reglages = Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat))
    assert reglages.initiales == "JPLG"

    elle.ecrit("parametres_initiales", "JP")
    elle.attend_l_ecriture("parametres_enregistrer")

    assert reglages.initiales == "JP"
    assert initiales_de("Samira Kaddour") == "SK"


def test_la_taille_du_texte_se_voit_aussitot(elle: Reglante) -> None:
    elle.onglet("apparence")

    choisir(elle, "parametres_taille", "150")

    assert fonts.police().pixelSize() == 20  # 13 × 1,5 = 19,5
    choisir(elle, "parametres_taille", "100")
    assert fonts.police().pixelSize() == 13


def test_les_lignes_serrees_tiennent_vingt_cinq_pixels(elle: Reglante, qtbot: QtBot) -> None:
    table = TableView(nom="essai")
    qtbot.addWidget(table)
    elle.onglet("apparence")

    hauteurs = []
    for densite in ("compacte", "normale", "aeree"):
        choisir(elle, "parametres_densite", densite)
        hauteurs.append(table.verticalHeader().defaultSectionSize())

    assert hauteurs == [25, 30, 35]


def test_le_theme_du_poste_est_le_choix_de_depart(elle: Reglante) -> None:
    elle.onglet("apparence")

    assert elle.trouve(Segment, "parametres_theme").current == "systeme"
    choisir(elle, "parametres_theme", "sombre")
    assert theme.palette() is SOMBRE
    choisir(elle, "parametres_theme", "clair")
    assert theme.palette() is CLAIR


def test_un_dossier_de_sauvegarde_se_choisit_et_s_oublie(elle: Reglante, tmp_path: Path) -> None:
    elle.onglet("rangements")
    elle.clic("lieu_sauvegardes_choisir")
    dialogue = elle.ecran.findChild(QFileDialog, "lieu_sauvegardes_dialogue")
    assert isinstance(dialogue, QFileDialog)

    dialogue.fileSelected.emit(str(tmp_path))
    dialogue.reject()

    assert elle.lit("lieu_sauvegardes") == str(tmp_path)
    elle.clic("lieu_sauvegardes_oublier")
    assert elle.lit("lieu_sauvegardes") == "À côté du projet"


def test_un_dossier_disparu_n_est_plus_propose(tmp_path: Path) -> None:
    reglages = Reglages(QSettings(str(tmp_path / "r.ini"), QSettings.Format.IniFormat))
    lieu = tmp_path / "exports"
    lieu.mkdir()
    reglages.retenir_lieu("exports", str(lieu))
    avant = reglages.lieu("exports")

    lieu.rmdir()

    assert (avant, reglages.lieu("exports")) == (str(lieu), "")


def test_une_valeur_abimee_revient_a_son_defaut(tmp_path: Path) -> None:
    magasin = QSettings(str(tmp_path / "r.ini"), QSettings.Format.IniFormat)
    for cle in ("theme", "taille_du_texte", "densite", "veille"):
        magasin.setValue(cle, "n’importe quoi")
    reglages = Reglages(magasin)

    assert (reglages.theme, reglages.taille_du_texte, reglages.densite, reglages.veille) == (
        "systeme", 100, "normale", 0,
    )  # fmt: skip


def test_les_feries_a_venir_sont_ceux_de_la_loi() -> None:
    """Article L. 3133-1 du code du travail ; L. 3134-13 pour l'Alsace-Moselle. Pâques 2027 est le 28 mars."""
    communs = [
        (2026, 12, 25), (2027, 1, 1), (2027, 3, 29), (2027, 5, 1), (2027, 5, 6), (2027, 5, 8), (2027, 5, 17),
        (2027, 7, 14), (2027, 8, 15), (2027, 11, 1), (2027, 11, 11),
    ]  # fmt: skip
    locaux = [(2026, 12, 26), (2027, 3, 26)]

    ici = [le for le, _ in prochains_feries(date(2026, 11, 20))]
    la_bas = [le for le, _ in prochains_feries(date(2026, 11, 20), alsace_moselle=True)]

    assert ici == [date(*d) for d in communs]
    assert la_bas == sorted(date(*d) for d in communs + locaux)


def test_la_page_montre_feries_et_delais_et_mene_a_la_charte(elle: Reglante) -> None:
    elle.onglet("calendrier")

    delais = [t.text() for t in elle.trouve_textes("parametres_delais")]
    feries = [t.text() for t in elle.trouve_textes("parametres_feries")]

    assert delais[delais.index("Délai de réponse à une offre") + 1] == "30 jours"
    assert "01/11/2027" in feries  # le 4 octobre 2027, le prochain est la Toussaint
    elle.clic("calendrier_charte")
    assert elle.ecran.section == "charte"


def test_la_veille_couvre_la_fenetre_et_une_touche_la_rend(elle: Reglante, tmp_path: Path) -> None:
    reglages = Reglages(QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat))
    veille = Veille(reglages, elle.ecran)
    choisir(elle, "parametres_veille", "5")
    elle.ecrit("parametres_nom", "Zoé")

    veille.masquer()
    voile = elle.trouve(Voile, "voile")
    couverte = voile.geometry() == elle.ecran.rect()
    elle.qtbot.keyClick(voile, Qt.Key.Key_A)

    assert couverte
    assert not [v for v in elle.ecran.findChildren(Voile) if v.isVisible()]
    assert elle.ecran.findChild(type(elle.ecran.sections)).isVisible()
    choisir(elle, "parametres_veille", "0")
