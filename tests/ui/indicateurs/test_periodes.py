"""Les périodes closes à l'écran : sceller, voir ce qui a changé, rendre à l'identique, rouvrir."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from db.scelles.tables import PeriodeScellee
from relogement.menage import Menage
from relogement.nomenclatures import Moment
from tests.db.scelles.cas import a_la_date
from tests.ui.indicateurs.gestes import attendre, texte
from ui.annulation import Annulation
from ui.editeurs import ChampChoix
from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.periodes import VuePeriodes
from ui.ouvert import ProjetOuvert

LE_JOUR = datetime(2026, 10, 12, 9, 0)  # noqa: DTZ001


@pytest.fixture(autouse=True)
def en_octobre(monkeypatch: pytest.MonkeyPatch) -> None:
    a_la_date(monkeypatch, LE_JOUR)
    monkeypatch.setattr("ui.indicateurs.periodes.sceller.aujourdhui", LE_JOUR.date)


def onglet(ecran: EcranIndicateurs) -> VuePeriodes:
    vue = ecran.vue("periodes")
    assert isinstance(vue, VuePeriodes)
    return vue


def bouton(ecran: EcranIndicateurs, nom: str) -> QPushButton:
    trouve: QPushButton = ecran.findChild(QPushButton, nom)
    return trouve


def sceller(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    qtbot.mouseClick(bouton(ecran, "indicateurs_sceller"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bouton(ecran, "sceller_valider").isEnabled())
    qtbot.mouseClick(bouton(ecran, "sceller_valider"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: onglet(ecran).modele.rowCount() == 1 and not ouvert.atelier.is_busy)


def corriger(qtbot: QtBot, ouvert: ProjetOuvert, ecran: EcranIndicateurs) -> int:
    with ouvert.fichier.ecrire("Coût corrigé") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "L1")).one()
        next(c for c in menage.couts if c.moment is Moment.APRES).loyer = 700
        numero = menage.id
    ecran.refresh()
    qtbot.waitUntil(lambda: bool(rectifiees(ecran)) and not ouvert.atelier.is_busy)
    return numero


def cellules(ecran: EcranIndicateurs, nom: str) -> list[list[str]]:
    modele = ecran.findChild(QTableView, nom).model()
    return [
        [str(modele.index(r, c).data()) for c in range(modele.columnCount())] for r in range(modele.rowCount())
    ]


def rectifiees(ecran: EcranIndicateurs) -> dict[str, tuple[str, ...]]:
    return {ligne[2]: (ligne[0], *ligne[3:5], ligne[8]) for ligne in cellules(ecran, "periode_table")}


def test_l_onglet_vide_dit_quoi_faire(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    ecran.montrer("periodes")
    attendre(qtbot, ouvert)

    assert bouton(ecran, "periodes_sceller").isVisible()
    assert "Aucune période close" in texte(ecran, "periodes_vide_phrase")


def test_sceller_propose_le_dernier_trimestre_fini_et_dit_ce_qui_manque(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    qtbot.mouseClick(bouton(ecran, "indicateurs_sceller"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bouton(ecran, "sceller_valider").isEnabled())

    periode = ecran.findChild(ChampChoix, "sceller_periode")
    assert periode.currentText() == "3ᵉ trimestre 2026"
    assert texte(ecran, "sceller_comptes").startswith("5 dossiers, dont 4 relogés")
    assert any("non renseigné" in phrase.text() for phrase in ecran.findChild(QDialog).findChildren(QLabel))


def test_une_periode_scellee_se_liste_et_dit_son_empreinte(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    sceller(qtbot, ecran, ouvert)

    ((libelle, portee, dossiers, par, le, empreinte, etat),) = cellules(ecran, "periodes_table")
    assert (libelle, portee, dossiers, par) == ("3ᵉ trimestre 2026", "Projet", "5", "Agente de test")
    assert (le, etat) == ("12/10/2026 09:00", "close")
    assert len(empreinte.replace(" ", "")) == 12
    qtbot.waitUntil(lambda: texte(ecran, "periode_rien_phrase") == "Rien n’a changé depuis le scellé.")
    assert [ligne[3] for ligne in cellules(ecran, "periode_chiffres")] == ["="] * 8


def test_une_periode_deja_close_ne_se_scelle_pas_deux_fois(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    sceller(qtbot, ecran, ouvert)
    qtbot.mouseClick(bouton(ecran, "indicateurs_sceller"), Qt.MouseButton.LeftButton)

    dialogue = ecran.findChild(QDialog, "dialogue_sceller")
    qtbot.waitUntil(lambda: "déjà scellé" in dialogue.findChild(QLabel, "sceller_erreur_phrase").text())

    assert not dialogue.findChild(QPushButton, "sceller_valider").isEnabled()


def test_des_dates_a_l_envers_se_disent_dans_la_fenetre(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    qtbot.mouseClick(bouton(ecran, "indicateurs_sceller"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bouton(ecran, "sceller_valider").isEnabled())
    ecran.findChild(ChampChoix, "sceller_periode").setCurrentText("Autres dates…")
    fin = ecran.findChild(QLineEdit, "sceller_fin")
    fin.selectAll()
    qtbot.keyClicks(fin, "01/01/2026")
    qtbot.keyClick(fin, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "finit avant de commencer" in texte(ecran, "sceller_erreur_phrase"))
    assert not bouton(ecran, "sceller_valider").isEnabled()


def test_une_correction_se_voit_avec_sa_cause_et_mene_au_dossier(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    sceller(qtbot, ecran, ouvert)
    numero = corriger(qtbot, ouvert, ecran)

    # 300 + 80 − 200 = 180 au scellé ; 700 + 80 − 200 = 580 maintenant
    assert rectifiees(ecran)["RAC_AP"] == ("L1", "180", "580", "Coût corrigé")
    rac = next(ligne for ligne in cellules(ecran, "periode_chiffres") if ligne[0].startswith("Maîtrise"))
    assert rac[4] == "1"
    table = ecran.findChild(QTableView, "periode_table")
    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        table.activated.emit(table.model().index(0, 0))
    assert demande.args == [numero]


def test_entree_sur_un_chiffre_ne_montre_que_ses_dossiers(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    sceller(qtbot, ecran, ouvert)
    corriger(qtbot, ouvert, ecran)
    with ouvert.fichier.ecrire("Effectif") as session:
        session.scalars(select(Menage).where(Menage.reference == "A1")).one().nb_personnes = 6
    ecran.refresh()
    qtbot.waitUntil(lambda: "NB_PERSONNES" in rectifiees(ecran))

    chiffres = ecran.findChild(QTableView, "periode_chiffres")
    rang = [ligne[0] for ligne in cellules(ecran, "periode_chiffres")].index("Maîtrise du reste à charge")
    chiffres.setCurrentIndex(chiffres.model().index(rang, 0))
    qtbot.keyClick(chiffres, Qt.Key.Key_Return)

    assert {ligne[0] for ligne in cellules(ecran, "periode_table")} == {"L1"}
    qtbot.mouseClick(bouton(ecran, "periode_tout"), Qt.MouseButton.LeftButton)
    assert {ligne[0] for ligne in cellules(ecran, "periode_table")} == {"L1", "A1"}


def enregistrer(qtbot: QtBot, ecran: EcranIndicateurs, nom: str, vers: Path) -> None:
    vue = onglet(ecran)
    qtbot.mouseClick(bouton(ecran, nom), Qt.MouseButton.LeftButton)
    dialogue = vue.findChild(QFileDialog, "periodes_dialogue")
    dialogue.setDirectory(str(vers.parent))
    dialogue.selectFile(vers.name)
    with qtbot.waitSignal(vue.exported):
        dialogue.accept()
    qtbot.waitUntil(lambda: vue.findChild(QFileDialog) is None)


def test_le_fichier_se_rend_a_l_identique(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    sceller(qtbot, ecran, ouvert)
    qtbot.waitUntil(lambda: bouton(ecran, "periode_exporter").isEnabled())
    enregistrer(qtbot, ecran, "periode_exporter", tmp_path / "avant.csv")
    corriger(qtbot, ouvert, ecran)
    qtbot.waitUntil(lambda: bouton(ecran, "periode_exporter").isEnabled())

    enregistrer(qtbot, ecran, "periode_exporter", tmp_path / "apres.csv")
    enregistrer(qtbot, ecran, "periode_rectifications", tmp_path / "rectifications.xlsx")

    assert (tmp_path / "avant.csv").read_bytes() == (tmp_path / "apres.csv").read_bytes()
    assert (tmp_path / "rectifications.xlsx").stat().st_size > 0


def test_lever_un_scelle_demande_pourquoi(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    sceller(qtbot, ecran, ouvert)
    qtbot.waitUntil(lambda: bouton(ecran, "periode_lever").isEnabled())
    qtbot.mouseClick(bouton(ecran, "periode_lever"), Qt.MouseButton.LeftButton)
    valider = bouton(ecran, "lever_valider")
    assert not valider.isEnabled()

    qtbot.keyClicks(ecran.findChild(QLineEdit, "motif_lever"), "bail oublie")
    qtbot.mouseClick(valider, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: cellules(ecran, "periodes_table")[0][6] == "rouverte le 12/10/2026")
    qtbot.waitUntil(lambda: "bail oublie" in texte(ecran, "periode_sous_titre") and not ouvert.atelier.is_busy)
    assert not bouton(ecran, "periode_exporter").isEnabled()


def test_ctrl_z_ne_rouvre_pas_une_periode_et_dit_par_ou_passer(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert, fichier: Fichier
) -> None:
    annulation = Annulation(ouvert, ecran)
    with fichier.ecrire("Référent") as session:
        session.scalars(select(Menage)).first().referent = "Samira"  # type: ignore[union-attr]
    ouvert.saved.emit()
    sceller(qtbot, ecran, ouvert)
    assert annulation.pile.a_annuler is not None
    assert annulation.pile.a_annuler.acte.startswith("Période scellée")

    with qtbot.waitSignal(annulation.failed) as refus:
        annulation.annuler()

    assert "Lever le scellé" in refus.args[0]
    assert annulation.pile.a_annuler.acte == "Référent"


def test_fermer_la_fenetre_pendant_la_preparation_ne_scelle_rien(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    ecran.montrer("periodes")
    qtbot.mouseClick(bouton(ecran, "indicateurs_sceller"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bouton(ecran, "sceller_valider").isEnabled())
    qtbot.mouseClick(bouton(ecran, "sceller_valider"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bouton(ecran, "sceller_renoncer"), Qt.MouseButton.LeftButton)

    attendre(qtbot, ouvert)

    with ouvert.fichier.lire() as session:
        assert session.scalars(select(PeriodeScellee)).all() == []


def test_la_preparation_arretee_rend_la_main_a_la_fenetre(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    ecran.montrer("periodes")
    qtbot.mouseClick(bouton(ecran, "indicateurs_sceller"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bouton(ecran, "sceller_valider").isEnabled())
    qtbot.mouseClick(bouton(ecran, "sceller_valider"), Qt.MouseButton.LeftButton)
    assert not bouton(ecran, "sceller_valider").isEnabled()
    qtbot.mouseClick(bouton(ecran, "sceller_progression_annuler"), Qt.MouseButton.LeftButton)

    attendre(qtbot, ouvert)

    qtbot.waitUntil(lambda: bouton(ecran, "sceller_valider").isEnabled())
    with ouvert.fichier.lire() as session:
        assert session.scalars(select(PeriodeScellee)).all() == []
