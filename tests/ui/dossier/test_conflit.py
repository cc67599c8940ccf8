"""Deux agents sur le même dossier : rien ne s'écrase, ce qui se contredit se départage au clavier."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.modeles import Ressource
from relogement.nomenclatures import CodeRessource
from tests.ui.dossier.gestes import Agente
from tests.ui.dossier.test_brouillon import brouillon, menage
from tests.ui.dossier.test_enquete import grille, taper
from ui.dossier.conflit import DialogueConflit


def ailleurs(fichier: Fichier, **valeurs: str) -> None:
    """Un autre agent écrit, sans que l'écran le sache."""
    moi, fichier.auteur = fichier.auteur, "Mme Autre"
    with fichier.ecrire("Dossier modifié") as session:
        un = session.get_one(Menage, 1)
        for nom, valeur in valeurs.items():
            setattr(un, nom, valeur)
    fichier.auteur = moi


def tapes(agente: Agente, **valeurs: str) -> None:
    agente.ecran.barre.set_current("enquete")
    agente.remplir(agente.ecran, **valeurs)


def conflit(agente: Agente) -> DialogueConflit:
    agente.ecran.save()
    agente.attendre(lambda: bool(agente.ecran.findChildren(DialogueConflit)))
    return agente.ecran.findChildren(DialogueConflit)[-1]


def test_des_champs_differents_se_fusionnent_et_cela_se_dit(agente: Agente, fichier: Fichier) -> None:
    tapes(agente, telephone="06 00 00 26 14")
    ailleurs(fichier, referent="M. Nouveau")

    agente.enregistrer()

    assert (menage(fichier).telephone, menage(fichier).referent) == ("06 00 00 26 14", "M. Nouveau")
    agente.attendre(lambda: bool(agente.ecran.avis.phrase))
    assert agente.ecran.avis.phrase == (
        "Enregistré. Mme Autre avait changé entre-temps «\u00a0Référent\u00a0»\u00a0: les deux sont gardés."
    )


def test_un_meme_champ_montre_les_deux_versions_et_garde_celle_choisie(
    agente: Agente, fichier: Fichier, qtbot: QtBot
) -> None:
    tapes(agente, telephone="06 11 11 11 11", souhait_quartiers="Centre", referent="Moi")
    ailleurs(fichier, telephone="06 22 22 22 22", souhait_quartiers="Gare")

    dialogue = conflit(agente)
    lus = [texte.text() for texte in dialogue.findChildren(QLabel)]
    telephone = next(s for c, s in dialogue.choix.items() if c[2] == "telephone")
    rien_d_ecrit = menage(fichier).referent
    qtbot.keyClick(telephone, Qt.Key.Key_Right)
    ecrits: list[bool] = []
    agente.ecran.ouvert.saved.connect(lambda: ecrits.append(True))
    qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    agente.attendre(lambda: bool(ecrits))

    assert {"06 11 11 11 11", "06 22 22 22 22", "Centre", "Gare"} <= set(lus)
    assert any(texte.startswith("Mme Autre, ") for texte in lus)
    assert rien_d_ecrit is None
    garde = menage(fichier)
    assert (garde.telephone, garde.souhait_quartiers, garde.referent) == ("06 22 22 22 22", "Centre", "Moi")
    agente.attendre(lambda: brouillon(agente) == "")


def test_revenir_a_la_saisie_n_ecrit_rien_et_ne_perd_rien(agente: Agente, fichier: Fichier, qtbot: QtBot) -> None:
    tapes(agente, telephone="06 11 11 11 11")
    ailleurs(fichier, telephone="06 22 22 22 22")

    dialogue = conflit(agente)
    bouton = dialogue.findChild(QPushButton, "conflit_renoncer")
    assert isinstance(bouton, QPushButton)
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)

    assert menage(fichier).telephone == "06 22 22 22 22"
    assert brouillon(agente) == "1 modification en brouillon"
    assert "rien n’est encore enregistré" in agente.ecran.erreur.phrase


def test_relire_pendant_la_saisie_ne_fait_pas_oublier_ce_qui_etait_montre(
    agente: Agente, fichier: Fichier
) -> None:
    tapes(agente, telephone="06 11 11 11 11")
    ailleurs(fichier, telephone="06 22 22 22 22")
    agente.ecran.refresh()

    dialogue = conflit(agente)

    assert [(c.avant, c.mien, c.leur) for c in dialogue.collisions] == [(None, "06 11 11 11 11", "06 22 22 22 22")]
    dialogue.reject()


def test_la_meme_valeur_des_deux_cotes_n_est_pas_un_conflit(agente: Agente, fichier: Fichier) -> None:
    tapes(agente, telephone="06 11 11 11 11")
    ailleurs(fichier, telephone="06 11 11 11 11")

    agente.enregistrer()

    assert menage(fichier).telephone == "06 11 11 11 11"
    assert agente.ecran.findChildren(DialogueConflit) == []


def test_une_cellule_de_la_table_des_personnes_se_departage_aussi(
    agente: Agente, fichier: Fichier, qtbot: QtBot
) -> None:
    modele = agente.ecran.menage.personnes.modele
    modele.set_text(modele.index(0, 4), "Salariée")
    with fichier.ecrire("Ailleurs") as session:
        session.get_one(Menage, 1).personnes[0].activite = "Retraitée"

    dialogue = conflit(agente)
    (segment,) = dialogue.choix.values()
    qtbot.keyClick(segment, Qt.Key.Key_Right)
    qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    agente.attendre(lambda: brouillon(agente) == "")
    with fichier.lire() as session:
        assert session.get_one(Menage, 1).personnes[0].activite == "Retraitée"


def test_un_mois_de_ressources_saisi_des_deux_cotes_se_departage(
    agente: Agente, fichier: Fichier, qtbot: QtBot
) -> None:
    grille(agente)
    taper(agente, "900")
    agente.touche(Qt.Key.Key_Return)
    moi, fichier.auteur = fichier.auteur, "Mme Autre"
    with fichier.ecrire("Dossier modifié") as session:
        un = session.get_one(Menage, 1)
        un.ressources_mensuelles.append(
            Ressource(
                personne=un.personnes[0], code=CodeRessource.SAL, mois=date(2025, 10, 1), montant=Decimal(800)
            )
        )
    fichier.auteur = moi

    dialogue = conflit(agente)
    lus = [texte.text() for texte in dialogue.findChildren(QLabel)]
    qtbot.keyClick(next(iter(dialogue.choix.values())), Qt.Key.Key_Right)
    qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    agente.attendre(lambda: brouillon(agente) == "")

    assert any("900,00" in texte for texte in lus)
    assert any("800,00" in texte for texte in lus)
    with fichier.lire() as session:
        assert [r.montant for r in session.scalars(select(Ressource))] == [800]
