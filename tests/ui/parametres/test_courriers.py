"""L'organisme écrit ses courriers : une faute se dit avec sa ligne, la page se voit à côté."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from db.organisme import est_reecrit, organisme, texte_du_document
from relogement.documents.modeles.modele import texte_livre
from tests.fabrique import un_fichier
from ui.background import Atelier
from ui.composants.texte import Texte
from ui.ouvert import ProjetOuvert
from ui.parametres.courriers import PageCourriers


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def page(qtbot: QtBot, fichier: Fichier) -> Iterator[PageCourriers]:
    atelier = Atelier()
    montree = PageCourriers(ProjetOuvert(fichier, atelier))
    qtbot.addWidget(montree)
    montree.resize(1200, 800)
    montree.show()
    montree.refresh()
    qtbot.waitUntil(lambda: montree.apercu.nombre == 2)
    yield montree
    atelier.close()


def dit(page: PageCourriers, nom: str) -> str:
    return page.findChild(Texte, nom).text()


def test_une_faute_se_dit_avec_sa_ligne_et_ne_s_enregistre_pas(qtbot: QtBot, page: PageCourriers) -> None:
    page.texte.setFocus()
    qtbot.keyClick(page.texte, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.texte, "{{ menage_nm }}")

    assert "Ligne 1\N{NO-BREAK SPACE}: le champ « menage_nm » n’existe pas. Vouliez-vous « menage_nom » ?" in dit(
        page, "courriers_defauts"
    )
    assert not page.garder.isEnabled()
    assert page.apercu.nombre == 0


def test_le_texte_de_l_organisme_se_garde_puis_se_rend(
    qtbot: QtBot, page: PageCourriers, fichier: Fichier
) -> None:
    page.texte.setFocus()
    qtbot.keyClick(page.texte, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.texte, "Merci.")
    qtbot.keyClick(page.garder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dit(page, "courriers_dit") == "Enregistré.")

    with fichier.lire() as session:
        assert texte_du_document(session, "offre").endswith("Merci.")

    qtbot.keyClick(page.livre, Qt.Key.Key_Return)
    assert page.texte.toPlainText() == texte_livre("offre")
    qtbot.keyClick(page.garder, Qt.Key.Key_Return)

    def rendu() -> bool:
        with fichier.lire() as session:
            return not est_reecrit(session, "offre")

    qtbot.waitUntil(rendu)


def test_l_en_tete_se_regle(qtbot: QtBot, page: PageCourriers, fichier: Fichier) -> None:
    champ = page.formulaire.editor("nom")
    champ.setFocus()
    qtbot.keyClicks(champ, "Metropole Exemple")
    qtbot.keyClick(page.en_tete, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.formulaire.is_dirty)

    with fichier.lire() as session:
        assert organisme(session).nom == "Metropole Exemple"


def choisir_le_logo(qtbot: QtBot, page: PageCourriers, chemin: Path) -> None:
    qtbot.keyClick(page.logo, Qt.Key.Key_Return)
    dialogue = page.findChild(QFileDialog, "courriers_logo_fichier")
    dialogue.fileSelected.emit(str(chemin))
    dialogue.reject()


def test_un_logo_se_pose_et_un_faux_se_refuse(
    qtbot: QtBot, page: PageCourriers, fichier: Fichier, tmp_path: Path
) -> None:
    image, tampon = QImage(40, 20, QImage.Format.Format_RGB32), QBuffer()
    image.fill(QColor("navy"))
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(tampon, "PNG")
    (tmp_path / "logo.png").write_bytes(bytes(tampon.data().data()))
    (tmp_path / "faux.png").write_bytes(b"ceci n'est pas une image")

    choisir_le_logo(qtbot, page, tmp_path / "faux.png")
    qtbot.waitUntil(lambda: "pas une image" in page.erreur.phrase)
    choisir_le_logo(qtbot, page, tmp_path / "logo.png")
    qtbot.waitUntil(lambda: page.logo.text() == "Changer le logo…")

    with fichier.lire() as session:
        assert organisme(session).logo == (tmp_path / "logo.png").read_bytes()


def test_une_fiche_se_reecrit_comme_une_lettre_avec_ses_tableaux(
    qtbot: QtBot, page: PageCourriers, fichier: Fichier
) -> None:
    page.lettres.setFocus()
    while page.code != "comparaison":
        qtbot.keyClick(page.lettres, Qt.Key.Key_Down)
    assert page.champs.itemText(1) == "Les logements côte à côte"
    qtbot.waitUntil(lambda: page.apercu.nombre == 1)

    page.texte.setFocus()
    qtbot.keyClick(page.texte, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.texte, "Bonjour")
    assert "La mention obligatoire « les logements côte à côte » manque" in dit(page, "courriers_defauts")
    assert not page.garder.isEnabled()
