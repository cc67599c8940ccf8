"""« Consulter les bailleurs… » : relire, écrire, puis lancer le délai ; rien ne part qui n'ait été relu."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from db.dossier import lire_dossier
from db.fichier import Fichier
from db.objection import consultations
from relogement.modeles import Menage, Partenaire
from tests.ui.cellule.objection.conftest import AU, lancee
from ui.cellule.objection.consulter import ConsulterDialog
from ui.dossier.actes.liste import actes_possibles, ouvrir_acte
from ui.ouvert import ProjetOuvert


@pytest.fixture
def dialogue(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier) -> Iterator[ConsulterDialog]:
    with fichier.lire() as session:
        menage = session.scalars(select(Menage.id).where(Menage.reference == "AC-015")).one()
        lu = lire_dossier(session, menage)
    assert "consulter" in [acte.cle for acte in actes_possibles(lu)]
    ouverte = ouvrir_acte("consulter", ouvert, lu, None, ecran)
    assert isinstance(ouverte, ConsulterDialog)
    yield ouverte
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)


def test_le_delai_ne_se_lance_que_de_messages_ecrits(
    qtbot: QtBot, dialogue: ConsulterDialog, fichier: Fichier, tmp_path: Path
) -> None:
    sortie = tmp_path / "messages"
    sortie.mkdir()
    qtbot.waitUntil(dialogue.ecrire.isEnabled)
    assert dialogue.logement.currentText().replace("\u00a0", " ").startswith("Offre 1 : T3 · Les Micocouliers")
    assert "dossier AC-015 (M. F.)" in dialogue.apercu.toPlainText()
    assert "Canigou Logement, sans courriel" in dialogue.alertes.text()
    assert dialogue.delai.text().replace("\u00a0", " ") == (
        "48 h, le week-end ne compte pas : fin le mar. 24/11/2026 à 15:02."
    )
    assert not dialogue.valider.isEnabled()

    dialogue.write_to(sortie)
    qtbot.waitUntil(dialogue.valider.isEnabled)
    assert sorted(f.suffix for f in sortie.iterdir()) == [".eml", ".eml", ".pdf"]
    with qtbot.waitSignal(dialogue.accepted):
        qtbot.keyClick(dialogue.valider, Qt.Key.Key_Space)

    with fichier.lire() as session:
        (lue,) = consultations(session)
    assert (lue.reference, lue.envoyee_le, lue.offre_id is not None) == ("AC-015", AU, True)
    assert [r.partenaire for r in lue.reponses] == ["Canigou Logement", "Têt Habitat", "Ville de Perpignan"]


def test_changer_le_message_apres_l_avoir_ecrit_demande_de_l_ecrire_de_nouveau(
    qtbot: QtBot, dialogue: ConsulterDialog, tmp_path: Path
) -> None:
    qtbot.waitUntil(dialogue.ecrire.isEnabled)
    dialogue.write_to(tmp_path)
    qtbot.waitUntil(dialogue.valider.isEnabled)

    dialogue.partenaires.champ.setFocus()
    qtbot.keyClick(dialogue.partenaires.champ, Qt.Key.Key_Space)  # Canigou Logement n'est plus consulté
    qtbot.waitUntil(lambda: "écrivez de nouveau" in dialogue.fait.text())

    assert not dialogue.valider.isEnabled()
    assert dialogue.alertes.text() == ""
    dialogue.reject()


def test_une_date_d_envoi_future_ou_absente_se_dit_dans_la_fenetre(
    qtbot: QtBot, dialogue: ConsulterDialog
) -> None:
    qtbot.waitUntil(dialogue.ecrire.isEnabled)
    for tape, attendu in (("21/11/2026 09:00", "dans le futur"), ("", "Dites quand"), ("hier", "")):
        dialogue.envoyee_le.setText(tape)
        qtbot.waitUntil(lambda attendu=attendu: attendu in dialogue.erreur.phrase != "")  # type: ignore[misc]
        assert dialogue.envoyee_le.text() == tape
        assert not dialogue.ecrire.isEnabled()
    dialogue.reject()


def test_un_logement_deja_soumis_ne_se_soumet_pas_deux_fois(
    qtbot: QtBot, dialogue: ConsulterDialog, fichier: Fichier
) -> None:
    qtbot.waitUntil(dialogue.ecrire.isEnabled)
    lancee(fichier)
    dialogue.logement.setFocus()
    qtbot.keyClick(dialogue.logement, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Le Clos" in dialogue.objet.text())
    qtbot.keyClick(dialogue.logement, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: "déjà soumis aux partenaires" in dialogue.erreur.phrase)
    dialogue.reject()


def test_sans_partenaire_la_fenetre_dit_d_en_ajouter(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    with fichier.ecrire("Plus personne") as session:
        session.execute(update(Partenaire).values(retire_le=AU.date()))
    with fichier.lire() as session:
        lu = lire_dossier(session, session.scalars(select(Menage.id)).first() or 0)
    seule = ConsulterDialog(ouvert, lu, None, ecran)
    seule.open()
    assert "ajoute ceux de la cellule" in seule.erreur.phrase
    seule.reject()
