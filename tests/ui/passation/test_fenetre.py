"""Une agente s'absente : la fenêtre montre ce qu'elle laisse, partage ses dossiers, imprime, et les lui rend."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import horloge
from db.fichier import Fichier
from relogement.modeles import Contact, Menage
from relogement.nomenclatures import Canal
from tests.fabrique import un_fichier, un_menage, une_operation
from ui.background import Atelier
from ui.composants.texte import Texte
from ui.ouvert import ProjetOuvert
from ui.passation import FenetrePassation

W = TypeVar("W", bound=QWidget)
SAMIRA, PAUL, ROSA = "Samira", "Paul", "Rosa"


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    """Quatre dossiers de Samira dans deux opérations, un de Paul, un de Rosa."""
    ac, be = une_operation("AC"), une_operation("BE")
    promis = Contact(
        le=datetime(2026, 11, 12, 9, 0), canal=Canal.TELEPHONE, objet="APL", suite="Rappeler la CAF",  # noqa: DTZ001
        suite_le=date(2026, 11, 18),
    )  # fmt: skip
    menages = [
        un_menage("AC-1", nom="Un", operation=ac, referent=SAMIRA, contacts=[promis]),
        un_menage("AC-2", nom="Deux", operation=ac, referent=SAMIRA),
        un_menage("AC-3", nom="Trois", operation=ac, referent=SAMIRA),
        un_menage("BE-1", nom="Quatre", operation=be, referent=SAMIRA),
        un_menage("AC-4", nom="Cinq", operation=ac, referent=PAUL),
        un_menage("BE-2", nom="Six", operation=be, referent=ROSA),
    ]
    ouvert = un_fichier(tmp_path, *menages)
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def fenetre(qtbot: QtBot, fichier: Fichier) -> Iterator[FenetrePassation]:
    atelier, pannes, dessous = Atelier(), [], QWidget()
    atelier.crashed.connect(pannes.append)
    qtbot.addWidget(dessous)
    dessous.resize(1300, 800)
    dessous.show()
    ouverte = FenetrePassation(ProjetOuvert(fichier, atelier), dessous)
    ouverte.open()
    qtbot.waitUntil(lambda: ouverte.agents.count() == 4)
    yield ouverte
    atelier.close()
    if pannes:
        raise pannes[0]


def trouve(fenetre: FenetrePassation, genre: type[W], nom: str) -> W:
    trouves = [w for w in fenetre.findChildren(genre, nom) if not w.isHidden()]
    assert trouves, f"{nom} introuvable"
    return trouves[-1]


def choisir(qtbot: QtBot, fenetre: FenetrePassation, nom: str = SAMIRA) -> None:
    fenetre.agents.setCurrentText(nom)
    qtbot.waitUntil(lambda: fenetre.modele.rowCount() > 0)


def cocher(qtbot: QtBot, fenetre: FenetrePassation, *noms: str) -> None:
    for case in fenetre.findChildren(QCheckBox):
        if any(case.text().startswith(nom) for nom in noms) and not case.isChecked():
            case.setFocus()
            qtbot.keyClick(case, Qt.Key.Key_Space)


def referents(fichier: Fichier) -> dict[str, str | None]:
    with fichier.lire() as session:
        return dict(session.execute(select(Menage.reference, Menage.referent)).all())


def confier(qtbot: QtBot, fenetre: FenetrePassation) -> None:
    bouton = trouve(fenetre, QPushButton, "passation_confier")
    qtbot.keyClick(bouton, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "confié" in trouve(fenetre, Texte, "passation_fait").text())


def test_l_agente_choisie_ses_dossiers_et_ses_promesses_se_montrent(
    qtbot: QtBot, fenetre: FenetrePassation
) -> None:
    choisir(qtbot, fenetre)

    assert fenetre.modele.coches[0].reference == "AC-1"
    assert {c.texte: c.compte for c in fenetre.onglets.choix}["Promesses"] == 1
    fenetre.onglets.set_current("promesses")
    assert "Rappeler la CAF" in str(fenetre.parties.partie.lignes)
    assert trouve(fenetre, Texte, "passation_resume").text().startswith("4 dossiers en cours")


def test_tout_a_un_seul_collegue(qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier) -> None:
    choisir(qtbot, fenetre)
    cocher(qtbot, fenetre, PAUL)

    assert trouve(fenetre, QPushButton, "passation_confier").text() == "Confier 4 dossiers"
    assert "Paul, 1 → 5 dossiers" in [c.text() for c in fenetre.findChildren(QCheckBox)]
    confier(qtbot, fenetre)

    assert {r for r, nom in referents(fichier).items() if nom == PAUL} == {"AC-1", "AC-2", "AC-3", "BE-1", "AC-4"}


def test_une_selection_au_clavier_va_a_un_nom_ecrit(
    qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier
) -> None:
    choisir(qtbot, fenetre)
    qtbot.keyClick(trouve(fenetre, QPushButton, "passation_aucun"), Qt.Key.Key_Return)
    fenetre.table.setFocus()
    fenetre.table.selectRow(0)
    qtbot.keyClick(fenetre.table, Qt.Key.Key_Space)
    qtbot.keyClicks(fenetre.partage.autre, "Nadia")
    confier(qtbot, fenetre)

    assert [r for r, nom in referents(fichier).items() if nom == "Nadia"] == ["AC-1"]


def test_equilibre_entre_plusieurs_collegues(qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier) -> None:
    choisir(qtbot, fenetre)
    cocher(qtbot, fenetre, PAUL, ROSA)
    confier(qtbot, fenetre)

    noms = list(referents(fichier).values())
    assert (noms.count(PAUL), noms.count(ROSA), noms.count(SAMIRA)) == (3, 3, 0)


def test_par_operation_une_operation_ne_se_coupe_pas(
    qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier
) -> None:
    choisir(qtbot, fenetre)
    cocher(qtbot, fenetre, PAUL, ROSA)
    fenetre.partage.partage.setFocus()
    qtbot.keyClick(fenetre.partage.partage, Qt.Key.Key_Right)
    confier(qtbot, fenetre)

    apres = referents(fichier)
    assert len({apres[r] for r in ("AC-1", "AC-2", "AC-3")}) == 1


def test_une_seule_operation_se_filtre(qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier) -> None:
    choisir(qtbot, fenetre)
    fenetre.operations.setCurrentText("BE")
    cocher(qtbot, fenetre, ROSA)
    confier(qtbot, fenetre)

    assert {r for r, nom in referents(fichier).items() if nom == ROSA} == {"BE-1", "BE-2"}


def test_le_retour_prevu_propose_de_rendre(qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier) -> None:
    choisir(qtbot, fenetre)
    cocher(qtbot, fenetre, PAUL)
    qtbot.keyClicks(fenetre.partage.retour, "04/12/2026")
    confier(qtbot, fenetre)
    qtbot.waitUntil(lambda: bool(fenetre.findChildren(QPushButton, "passation_1_rendre")))

    rendre = trouve(fenetre, QPushButton, "passation_1_rendre")
    assert rendre.text() == "Rendre 4 dossiers"
    qtbot.keyClick(rendre, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "rendu" in trouve(fenetre, Texte, "passation_fait").text())
    assert list(referents(fichier).values()).count(SAMIRA) == 4


def test_une_date_illisible_ou_passee_se_dit_sans_rien_confier(
    qtbot: QtBot, fenetre: FenetrePassation, fichier: Fichier
) -> None:
    choisir(qtbot, fenetre)
    cocher(qtbot, fenetre, PAUL)
    bouton = trouve(fenetre, QPushButton, "passation_confier")
    qtbot.keyClicks(fenetre.partage.retour, "31/02/2026")
    qtbot.keyClick(bouton, Qt.Key.Key_Return)
    assert "n’existe pas" in fenetre.partage.erreur.phrase

    fenetre.partage.retour.setText("01/11/2026")
    qtbot.keyClick(bouton, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "déjà passé" in fenetre.partage.erreur.phrase)

    assert list(referents(fichier).values()).count(SAMIRA) == 4


def test_la_page_s_imprime_avec_le_partage_prevu(
    qtbot: QtBot, fenetre: FenetrePassation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouvertes: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(ouvertes.append(url.toLocalFile()) or True))
    choisir(qtbot, fenetre)
    cocher(qtbot, fenetre, PAUL)
    qtbot.keyClick(trouve(fenetre, QPushButton, "passation_imprimer"), Qt.Key.Key_Return)
    dialogue = trouve(fenetre, QFileDialog, "passation_fichier")
    dialogue.fileSelected.emit(str(tmp_path / "page.pdf"))
    dialogue.reject()
    qtbot.waitUntil(lambda: "Page enregistrée" in trouve(fenetre, Texte, "passation_fait").text())

    texte = PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert "Rappeler la CAF" in texte
    assert "Confié à" in texte
    qtbot.keyClick(trouve(fenetre, QPushButton, "passation_ouvrir"), Qt.Key.Key_Return)
    assert ouvertes == [str(tmp_path / "page.pdf")]


def test_entree_ouvre_le_dossier(qtbot: QtBot, fenetre: FenetrePassation) -> None:
    choisir(qtbot, fenetre)
    fenetre.table.setFocus()
    fenetre.table.selectRow(0)

    with qtbot.waitSignal(fenetre._ouvert.dossier_asked) as demande:
        qtbot.keyClick(fenetre.table, Qt.Key.Key_Return)

    assert demande.args == [1]


def test_chaque_commande_a_un_nom_et_se_lit(qtbot: QtBot, fenetre: FenetrePassation) -> None:
    choisir(qtbot, fenetre)

    atteints = [w for w in fenetre.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    muets = [w for w in atteints if w.isVisible() and not (w.objectName() and w.accessibleName())]
    assert muets == []
