"""Noter ce que disent les partenaires, et constater l'accord : au clavier, et jamais tout seul."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db import horloge
from db.fichier import Fichier
from db.objection import lire_consultation
from relogement.modeles import DemandeDePassage
from relogement.objection.codes import EtatReponse, Issue
from relogement.objection.etat import ConsultationLue
from tests.ui.cellule.objection.conftest import FIN, lancee
from tests.ui.dossier.gestes import ecrire
from ui.cellule.objection.fenetre import FenetreConsultations
from ui.cellule.objection.partenaire import RangeePartenaire
from ui.cellule.objection.relire import FenetreEnvoi
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte
from ui.ouvert import ProjetOuvert


def ouvrir(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, numero: int | None) -> FenetreConsultations:
    fenetre = FenetreConsultations(ouvert, ecran, numero)
    fenetre.open()
    qtbot.waitUntil(lambda: fenetre.lue is not None)
    return fenetre


def lue(fichier: Fichier, numero: int) -> ConsultationLue:
    with fichier.lire() as session:
        return lire_consultation(session, numero)


def rangee(fenetre: FenetreConsultations, partenaire: str) -> RangeePartenaire:
    return next(r for r in fenetre._rangees if r.lue.partenaire == partenaire)


def presser(qtbot: QtBot, rangee_: RangeePartenaire, etat: EtatReponse) -> None:
    bouton = rangee_.findChild(Bouton, f"partenaire_{rangee_.lue.id}_{etat.value.lower()}")
    assert bouton is not None
    bouton.setFocus()
    qtbot.keyClick(bouton, Qt.Key.Key_Space)


def test_vu_puis_d_accord_se_notent_d_une_touche(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    numero = lancee(fichier)
    fenetre = ouvrir(qtbot, ouvert, ecran, numero)

    presser(qtbot, rangee(fenetre, "Têt Habitat"), EtatReponse.VU)
    qtbot.waitUntil(lambda: rangee(fenetre, "Têt Habitat").lue.etat is EtatReponse.VU)
    presser(qtbot, rangee(fenetre, "Têt Habitat"), EtatReponse.ACCORD)
    qtbot.waitUntil(lambda: rangee(fenetre, "Têt Habitat").lue.etat is EtatReponse.ACCORD)

    assert lue(fichier, numero).compte == "1 d’accord, 2 envoyés"
    assert not fenetre.constater.isEnabled()  # le délai court encore
    fenetre.reject()


def test_une_objection_demande_son_motif_et_va_a_la_prochaine_cellule(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    numero = lancee(fichier)
    fenetre = ouvrir(qtbot, ouvert, ecran, numero)
    ville = rangee(fenetre, "Ville de Perpignan")

    presser(qtbot, ville, EtatReponse.OBJECTE)
    qtbot.waitUntil(ville.motif.hasFocus)
    qtbot.keyClick(ville.motif, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Écrivez le motif" in fenetre.erreur.phrase)
    ecrire(ville.motif, "École trop loin")
    qtbot.keyClick(ville.motif, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rangee(fenetre, "Ville de Perpignan").lue.etat is EtatReponse.OBJECTE)

    with fichier.lire() as session:
        passage = session.scalars(select(DemandeDePassage)).one()
        assert (passage.objection, passage.motif) == (True, "École trop loin")
    assert lue(fichier, numero).issue is Issue.OBJECTION
    fenetre.reject()


def test_une_heure_illisible_ou_future_se_dit_sans_rien_perdre(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier
) -> None:
    numero = lancee(fichier)
    fenetre = ouvrir(qtbot, ouvert, ecran, numero)
    for tape, attendu in (("20/11/2026 99:00", "n’est pas une heure"), ("21/11/2026 10:00", "dans le futur")):
        fenetre.le.setText(tape)
        presser(qtbot, rangee(fenetre, "Têt Habitat"), EtatReponse.ACCORD)
        qtbot.waitUntil(lambda attendu=attendu: attendu in fenetre.erreur.phrase)  # type: ignore[misc]
        assert fenetre.le.text() == tape
    assert lue(fichier, numero).compte == "3 envoyés"
    fenetre.reject()


def test_l_accord_tacite_se_constate_d_un_clic_avec_sa_preuve(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    numero = lancee(fichier)
    apres = FIN + timedelta(minutes=10)
    monkeypatch.setattr(horloge, "maintenant", lambda: apres)
    fenetre = ouvrir(qtbot, ouvert, ecran, numero)
    assert lue(fichier, numero).issue is None  # ouvrir ne constate rien

    fenetre.constater.setFocus()
    qtbot.keyClick(fenetre.constater, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: fenetre.lue is not None and fenetre.lue.issue is Issue.TACITE)

    preuve = fenetre.findChild(Texte, "consultations_constat")
    assert preuve is not None
    dit = preuve.text().replace("\u00a0", " ")
    assert dit.startswith("Accord tacite le 20/11/2026 à 16:40 : envoyé le 18/11/2026 à 16:30 à Canigou Logement")
    assert "aucune objection reçue" in dit
    fenetre.reject()


def test_retirer_demande_pourquoi(qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier) -> None:
    numero = lancee(fichier)
    fenetre = ouvrir(qtbot, ouvert, ecran, numero)

    qtbot.mouseClick(fenetre.retirer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(fenetre.motif.hasFocus)
    ecrire(fenetre.motif, "Envoyé par erreur")
    qtbot.keyClick(fenetre.motif, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lue(fichier, numero).issue is Issue.RETIREE)
    qtbot.waitUntil(lambda: fenetre.lue is not None and fenetre.lue.issue is Issue.RETIREE)

    assert (lue(fichier, numero).constat or "").endswith("Envoyé par erreur")
    fenetre.reject()


def test_ce_qui_est_parti_se_relit_et_s_enregistre_ailleurs(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget, fichier: Fichier, tmp_path: Path
) -> None:
    numero = lancee(fichier)
    fenetre = ouvrir(qtbot, ouvert, ecran, numero)
    tet = rangee(fenetre, "Têt Habitat")
    relire = tet.findChild(Bouton, f"partenaire_{tet.lue.id}_relire")
    assert relire is not None
    qtbot.mouseClick(relire, Qt.MouseButton.LeftButton)
    envoi = fenetre.findChild(FenetreEnvoi)
    assert envoi is not None
    intact = envoi.findChild(Texte, "envoi_intact")
    assert intact is not None
    qtbot.waitUntil(lambda: tet.lue.empreinte in intact.text())
    assert "FAURE" not in envoi.message.toPlainText()

    envoi._enregistrer(tmp_path / "relu.eml")
    qtbot.waitUntil(lambda: intact.text() == "Enregistré : relu.eml")
    assert b"To: attributions@tet.example" in (tmp_path / "relu.eml").read_bytes()
    envoi.reject()
    fenetre.reject()


def test_sans_consultation_la_fenetre_dit_comment_en_lancer_une(
    qtbot: QtBot, ouvert: ProjetOuvert, ecran: QWidget
) -> None:
    fenetre = FenetreConsultations(ouvert, ecran)
    fenetre.open()
    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy)
    qtbot.waitUntil(fenetre._vide.isVisible)
    fenetre.reject()
