"""Ce que la séance montre d'un cas, hors de la fenêtre : ce qui se masque, ce qui se tait, le temps qui passe."""

from dataclasses import dataclass

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from relogement.appariement.reperes import Repere
from relogement.nomenclatures import Condition
from ui.cellule.seance.faits import retenus
from ui.cellule.seance.logements import qui_tiennent
from ui.cellule.seance.masque import initiales, nom_montre, nomme
from ui.cellule.seance.minuteur import Minuteur, TempsPasse
from ui.cellule.seance.vues import FaitVu

OUI, NON, DOUTE = Condition.OUI, Condition.NON, Condition.A_VERIFIER


@dataclass(frozen=True)
class Quelqu_un:  # noqa: N801
    nom: str
    reference: str = "AC-026"


def test_masque_un_nom_ne_laisse_que_la_reference_et_les_initiales() -> None:
    assert nom_montre(Quelqu_un("BELKACEM Nora"), noms=False) == "AC-026 · B. N."
    assert nom_montre(Quelqu_un("BELKACEM Nora"), noms=True) == "BELKACEM Nora"
    assert nom_montre(Quelqu_un("AC-026"), noms=False) == "AC-026"  # un dossier sans nom
    assert initiales("É") == "É."


def test_un_texte_nomme_le_menage_meme_sans_accents_ni_capitales() -> None:
    assert nomme("revoir m. traore jeudi", "TRAORÉ Mariam et Seydou")
    assert nomme("appeler Seydou", "TRAORÉ Mariam et Seydou")
    assert not nomme("Relancer le bailleur et la mairie", "TRAORÉ Mariam et Seydou")


def test_a_l_etroit_ce_qui_va_bien_laisse_voir_ce_qui_ne_va_pas(qapp: object) -> None:
    coches = [
        Repere(OUI, "4ᵉ, ascenseur"),
        Repere(OUI, "6 personnes"),
        Repere(DOUTE, "QPV à vérifier"),
        Repere(NON, "2011"),
    ]

    assert qui_tiennent(coches, 10_000) == coches
    assert [c.condition for c in qui_tiennent(coches, 200)] == [DOUTE, NON]
    assert len(qui_tiennent(coches, 1)) == 1


def test_depuis_la_derniere_cellule_un_logement_libre_cede_sa_place_a_ce_qui_ne_se_voit_pas_ailleurs() -> None:
    manque, libere = (
        FaitVu("circle-x", "rouge", "18/11/2026", "Non tenue"),
        FaitVu("key-round", "texte2", "", "T5", True),
    )
    contact = FaitVu("phone", "texte2", "20/11/2026", "Appel")

    assert retenus([manque, libere, libere, contact], 3) == [manque, libere, contact]
    assert retenus([manque, libere, libere, contact], 1) == [contact]


def test_le_minuteur_ne_compte_que_la_seance_ouverte_et_rend_ce_qui_reste_a_ecrire(qtbot: QtBot) -> None:
    parent, ouverte = QObject(), [False]
    minuteur = Minuteur(lambda: ouverte[0], parent)
    minuteur.show_durees({1: 60, 2: 30})
    minuteur.aller(1)
    minuteur.battre()
    assert minuteur.rendre() == {}

    ouverte[0] = True
    minuteur.battre()
    minuteur.aller(2)
    minuteur.battre()
    minuteur.battre()

    assert (minuteur.du_dossier(), minuteur.total()) == (32, 93)
    assert minuteur.rendre() == {1: 1, 2: 2}
    assert minuteur.rendre() == {}
    minuteur.reprendre({2: 2})  # l'écriture a été refusée
    assert minuteur.rendre() == {2: 2}


def test_le_temps_depasse_se_dit_en_ambre(qtbot: QtBot) -> None:
    temps = TempsPasse()
    qtbot.addWidget(temps)

    temps.show_temps(252, 37 * 60, 5)
    assert temps.text() == "4:12 sur 5 min · total 37 min"
    assert temps.property("token") == "texte3"

    temps.show_temps(301, 38 * 60, 5)
    assert temps.property("token") == "ambre"
