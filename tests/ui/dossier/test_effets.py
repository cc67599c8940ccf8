"""L'effet d'une offre sur les quatre critères se lit avant qu'elle ne soit faite, et suit ce que l'on tape."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.equilibre.ecriture import enregistrer_residence, mesurer
from db.fichier import Fichier
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure
from relogement.menage import Menage
from relogement.nomenclatures import Moment, Reponse
from tests.fabrique import (
    SITE,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_menage_reloge,
    une_offre,
    une_operation,
)
from tests.ui.dossier.gestes import Agente

HORS_QPV = "offre_effets_hors_qpv"


def les_menages() -> list[Menage]:
    """Le dossier ouvert, une offre hors QPV en discussion ; trois relogés, dont deux sur le site."""
    operation = une_operation()
    menage = un_menage("AC-100", operation=operation, avant=un_cout())
    cout = un_cout(moment=Moment.OFFRE)
    menage.couts.append(cout)
    menage.offres.append(
        une_offre(
            logement=un_logement(residence="Les Amandiers", conventionne_le=date(1975, 1, 1)), cout=cout,
            notifiee_le=date(2026, 11, 2), limite_le=date(2026, 12, 2), reponse=Reponse.EN_COURS,
            motif_recevable=None,
        )
    )  # fmt: skip
    reloges = [un_menage_reloge(f"R{rang}", operation=operation) for rang in range(3)]
    for reloge in reloges[:2]:
        reloge.relogements[0].logement.qpv = SITE
    return [menage, *reloges]


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *les_menages(), objectifs={"HORS_QPV": "60"})
    with ouvert.ecrire("Vivier") as session:
        session.add(un_logement(residence="Sur le site", qpv=SITE, loyer=Decimal(300), charges=Decimal(80)))
    yield ouvert
    ouvert.fermer()


def lu(agente: Agente, nom: str) -> str:
    return agente.trouve(QWidget, nom).accessibleName()


def se_montre(agente: Agente, nom: str) -> None:
    """Attend qu'il soit construit, et montré : Qt ne montre qu'au tour suivant ce qu'on pose dans une grille."""
    agente.qtbot.waitUntil(lambda: any(not w.isHidden() for w in agente.ecran.findChildren(QWidget, nom)))


def test_l_onglet_des_offres_dit_la_part_d_apres_le_sens_et_l_ecart(agente: Agente) -> None:
    agente.qtbot.keyClick(agente.ecran, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)

    se_montre(agente, f"{HORS_QPV}_1_chiffre")
    assert lu(agente, f"{HORS_QPV}_0_chiffre") == "33,33\u202f% → 50,00\u202f% (2/4)"
    assert lu(agente, f"{HORS_QPV}_1_dit") == "monte"
    assert lu(agente, f"{HORS_QPV}_1_chiffre") == "objectif 60\u202f%, −10,00\u202fpt"


def test_la_carte_de_l_onglet_menage_le_dit_en_une_ligne_et_en_entier_a_qui_ecoute(agente: Agente) -> None:
    agente.qtbot.waitUntil(lambda: "Hors QPV" in lu(agente, "offre_1_effet"))

    dit = lu(agente, "offre_1_effet")
    assert "Hors QPV\xa0: 33,33\u202f% → 50,00\u202f% (2/4), monte" in dit
    assert "pour le projet" in dit


def test_en_proposant_une_offre_l_effet_suit_le_logement_choisi(agente: Agente) -> None:
    agente.ecran.act("offre", None)
    fenetre = agente.dialogue("offre")
    cle = "offre_proposee_effets_hors_qpv"

    se_montre(agente, f"{cle}_1_chiffre")
    assert lu(agente, f"{cle}_1_dit") == "baisse"  # le vivier n'a qu'un logement, sur le site
    assert lu(agente, f"{cle}_0_chiffre") == "33,33\u202f% → 25,00\u202f% (1/4)"

    agente.remplir(fenetre, logement="Décrire un nouveau logement")
    agente.remplir(fenetre, residence="Les Genêts", qpv="HORS")

    dits = partial(agente.ecran.findChildren, QWidget, f"{cle}_1_dit")
    agente.qtbot.waitUntil(lambda: "monte" in [w.accessibleName() for w in dits() if not w.isHidden()])


def une_residence_connue(fichier: Fichier) -> None:
    """14 ménages du premier quartile sur 45, aux Amandiers."""
    au = date(2025, 1, 1)
    with fichier.ecrire("Résidence") as session:
        numero = enregistrer_residence(session, None, {"nom": "Les Amandiers", "nb_logements": 48})
        mesurer(session, numero, au, [Mesure(Indicateur.Q1, au, None, 14, 45)])


def test_la_carte_dit_l_effet_sur_la_residence_et_son_calcul(fichier: Fichier, agente: Agente) -> None:
    """15/46 = 32,6 %, 14/46 = 30,4 % ; sans seuil du quartile, on ne sait pas lequel."""
    une_residence_connue(fichier)
    agente.ecran.refresh()

    se_montre(agente, "offre_1_equilibre")
    agente.qtbot.waitUntil(lambda: "attribuer ici" in lu(agente, "offre_1_equilibre"))
    dit = lu(agente, "offre_1_equilibre").replace("\u202f", " ").replace("\u00a0", " ")
    assert "de 31 % à 33 % si ce ménage en est, à 30 % sinon (charte : 40 %)." in dit
    assert "14 sur 45 ménages au 01/01/2025 ; un ménage de plus" in dit


def test_sans_donnees_sur_la_residence_la_carte_n_en_dit_rien(agente: Agente) -> None:
    agente.qtbot.waitUntil(lambda: "\u2192" in lu(agente, "offre_1_effet"))

    assert agente.ecran.findChildren(QWidget, "offre_1_equilibre")[-1].isHidden()
