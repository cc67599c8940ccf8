"""Un quartier calculé près d'une limite : il se voit dans le dossier, se vérifie d'un acte, ou se corrige."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select

from db.fichier import Fichier
from relogement.bilan import Bilan
from relogement.menage import Menage
from relogement.modeles import Localisation, LogementOffert
from relogement.nomenclatures import GenerationQpv
from tests.fabrique import AUTRE_QPV, un_fichier, un_menage, un_relogement
from tests.fabrique import un_logement as logement_offert
from tests.ui.dossier.gestes import Agente
from ui.composants.texte import Texte


def le_menage() -> Menage:
    menage = un_menage("AC-100", nom="MARTIN")
    un_relogement(menage, logement=logement_offert(qpv=AUTRE_QPV, residence="Les Platanes"))
    return menage


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, le_menage())
    with ouvert.ecrire("Localisation") as session:
        logement = session.scalars(select(LogementOffert)).one()
        session.add(Localisation(logement=logement, generation=GenerationQpv.QP2015, qpv=AUTRE_QPV, distance=11.0,
                                 a_verifier=True, doute="calculé à 11 m d’une limite"))  # fmt: skip
    yield ouvert
    ouvert.fermer()


def bilan(fichier: Fichier) -> Bilan:
    with fichier.lire() as session:
        lu = session.scalars(select(Bilan)).one()
        session.expunge(lu)
        return lu


def test_le_doute_se_lit_dans_le_dossier_et_se_leve_en_verifiant(agente: Agente, fichier: Fichier) -> None:
    agente.ecran.barre.set_current("relogement")
    agente.attendre(lambda: agente.ecran.lu is not None)
    motif = agente.trouve(Texte, "critere_hors_qpv").text()
    assert motif == f"dans le QPV {AUTRE_QPV} ; calculé à 11 m d’une limite : à vérifier sur SIG Ville"

    agente.clic("relogement_quartier")
    dialogue = agente.dialogue("quartier")
    assert agente.trouve(QLabel, "quartier_place", dialogue).text() == (
        f"{AUTRE_QPV}, calculé à 11 m d’une limite, génération 2015."
    )
    agente.valider(dialogue)

    agente.attendre(lambda: not bilan(fichier).qpv_a_verifier)
    assert bilan(fichier).hors_qpv_motif == f"dans le QPV {AUTRE_QPV}"


def test_un_quartier_corrige_remplace_le_calcul(agente: Agente, fichier: Fichier) -> None:
    agente.ecran.barre.set_current("relogement")
    agente.clic("relogement_quartier")
    dialogue = agente.dialogue("quartier")
    agente.remplir(dialogue, qpv="HORS")
    agente.valider(dialogue)

    agente.attendre(lambda: bilan(fichier).hors_qpv_motif == "dans aucun QPV")
    assert not bilan(fichier).qpv_a_verifier


def test_des_coordonnees_inversees_se_disent_sous_leur_champ(agente: Agente) -> None:
    agente.ecran.act("nouveau_logement", None)
    dialogue = agente.dialogue("nouveau_logement")

    agente.remplir(dialogue, commune_insee="66136", lon="42,6986", lat="2,8954")

    assert "Longitude et latitude sont inversées" in agente.trouve(QLabel, "lon_remarque", dialogue).text()
    agente.remplir(dialogue, lon="2,8954", lat="42,6986")
    assert not dialogue.findChild(QWidget, "lon_remarque").isVisible()
    agente.remplir(dialogue, commune_insee="66000")
    assert "n’est pas un code Insee" in agente.trouve(QLabel, "commune_insee_remarque", dialogue).text()
