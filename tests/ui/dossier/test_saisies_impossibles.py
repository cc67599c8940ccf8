"""Une saisie impossible se dit à côté de son champ, reste écrite, et n'enregistre rien."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.menage import Menage
from tests.ui.dossier.gestes import Agente, ecrire
from ui.composants.texte import Texte


def remarque(agente: Agente, nom: str) -> str:
    trouvees = [t for t in agente.ecran.findChildren(Texte, f"{nom}_remarque") if not t.isHidden()]
    return trouvees[-1].text() if trouvees else ""


def enquete(agente: Agente) -> None:
    agente.ecran.barre.set_current("enquete")


def enregistre(fichier: Fichier) -> Menage:
    with fichier.lire() as session:
        return session.get_one(Menage, 1)


def test_un_telephone_en_lettres_se_dit_sous_le_champ_et_reste_ecrit(agente: Agente, fichier: Fichier) -> None:
    enquete(agente)
    agente.remplir(agente.ecran, telephone="zéro six", nb_personnes="0")

    assert "en chiffres" in remarque(agente, "telephone")
    assert "au moins une personne" in remarque(agente, "nb_personnes")
    agente.ecran.save()
    assert "Téléphone" in agente.ecran.erreur.phrase
    assert agente.trouve(QLineEdit, "telephone").text() == "zéro six"
    assert enregistre(fichier).telephone is None

    agente.remplir(agente.ecran, telephone="06 12 34 56 78", nb_personnes="2")
    agente.enregistrer()
    assert (remarque(agente, "telephone"), enregistre(fichier).telephone) == ("", "06 12 34 56 78")


def test_une_date_impossible_se_dit_sous_le_champ(agente: Agente) -> None:
    enquete(agente)

    agente.remplir(agente.ecran, informe_le="31/02/2026", enquete_le="21/11/2026")

    assert "n’existe pas" in remarque(agente, "informe_le")
    assert "futur" in remarque(agente, "enquete_le")  # nous sommes le 20


def test_un_mot_de_sante_previent_en_ambre_et_s_enregistre(agente: Agente, fichier: Fichier) -> None:
    enquete(agente)
    agente.remplir(agente.ecran, commentaire="Diabétique")
    assert "jamais l’état de santé" in remarque(agente, "commentaire")

    agente.enregistrer()

    assert enregistre(fichier).commentaire == "Diabétique"


def test_un_numero_de_securite_sociale_est_refuse(agente: Agente, fichier: Fichier) -> None:
    enquete(agente)
    agente.remplir(agente.ecran, commentaire="1 84 04 66 136 042 25")

    agente.ecran.save()

    assert "sécurité sociale" in agente.ecran.erreur.phrase
    assert enregistre(fichier).commentaire is None


def test_une_naissance_future_et_un_deuxieme_titulaire_se_disent_dans_la_fiche(
    agente: Agente, fichier: Fichier
) -> None:
    agente.clic("personne_ajouter")
    dialogue = agente.dialogue("personne")
    agente.remplir(dialogue, prenom="Noé", lien="Titulaire", naissance_le="21/11/2026")
    assert "futur" in remarque(agente, "naissance_le")

    agente.remplir(dialogue, naissance_le="03/02/2014")
    agente.qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    assert "déjà un titulaire" in remarque(agente, "lien")
    assert dialogue.isVisible()

    agente.remplir(dialogue, lien="Enfant")
    agente.valider(dialogue)
    with fichier.lire() as session:
        assert len(session.get_one(Menage, 1).personnes) == 2


def test_une_cellule_illisible_garde_ce_qui_est_tape(agente: Agente, fichier: Fichier, qtbot: QtBot) -> None:
    carte = agente.ecran.menage.personnes
    carte.table.setFocus()
    carte.table.setCurrentIndex(carte.modele.index(0, 2))
    qtbot.keyClick(carte.table, Qt.Key.Key_F2)
    editeur = QApplication.focusWidget()
    assert isinstance(editeur, QLineEdit)
    ecrire(editeur, "31/02/1980")
    qtbot.keyClick(editeur, Qt.Key.Key_Return)

    agente.attendre(lambda: carte.modele.index(0, 2).data() == "31/02/1980")
    agente.ecran.save()

    assert "Naissance de Zoé" in carte.erreur.text() and "n’existe pas" in carte.erreur.text()
    assert carte.modele.draft() == {"1|naissance_le": "31/02/1980"}
    assert enregistre(fichier)


def test_un_manque_mene_a_son_champ(agente: Agente) -> None:
    menu = agente.ecran.entete.bandeau.ouvrir.menu()
    actions = {a.objectName(): a for a in menu.actions()}
    assert "il manque" in actions["manques_SNE"].text()

    actions["manque_SNE_menage.telephone"].trigger()

    assert agente.ecran.barre.current == "enquete"
    agente.attendre(lambda: getattr(QApplication.focusWidget(), "objectName", str)() == "telephone")

    actions["manque_COMMENCER_quitte.typologie"].trigger()
    assert agente.ecran.barre.current == "logement"
    agente.attendre(lambda: getattr(QApplication.focusWidget(), "objectName", str)() == "typologie")
