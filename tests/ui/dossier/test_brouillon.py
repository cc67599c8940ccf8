"""Ce qui est tapé reste un brouillon jusqu'à Ctrl+S, et survit à tout ce qui n'est pas un enregistrement."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.corbeille import mettre_a_la_corbeille
from db.fichier import Fichier
from relogement.menage import Menage
from tests.fabrique import un_menage
from tests.ui.dossier.gestes import Agente, ecrire


def brouillon(agente: Agente) -> str:
    return agente.ecran.entete._brouillon.vue.lu()


def menage(fichier: Fichier) -> Menage:
    with fichier.lire() as session:
        return session.get_one(Menage, 1)


def test_ctrl_s_enregistre_tous_les_champs_modifies(agente: Agente, fichier: Fichier) -> None:
    agente.ecran.barre.set_current("enquete")
    agente.remplir(agente.ecran, telephone="06 00 00 26 14", souhait_quartiers="Près du collège")
    avant = menage(fichier).telephone, brouillon(agente)

    agente.enregistrer()

    assert avant == (None, "2 modifications en brouillon")
    assert menage(fichier).telephone == "06 00 00 26 14"
    assert menage(fichier).souhait_quartiers == "Près du collège"
    assert brouillon(agente) == ""


def test_une_saisie_illisible_se_dit_sur_place(agente: Agente, fichier: Fichier) -> None:
    agente.ecran.barre.set_current("enquete")
    agente.remplir(agente.ecran, enquete_le="31/02/2026")

    agente.ecran.save()

    assert "Enquêté le" in agente.ecran.erreur.phrase
    assert agente.ecran.erreur.isVisible()
    assert menage(fichier).enquete_le is None


def test_un_dossier_disparu_garde_la_saisie_et_propose_de_relire(agente: Agente, fichier: Fichier) -> None:
    agente.ecran.barre.set_current("enquete")
    agente.remplir(agente.ecran, telephone="06 00 00 26 14")
    with fichier.ecrire("Ailleurs") as session:
        mettre_a_la_corbeille(session, 1)

    agente.ecran.save()
    agente.attendre(lambda: bool(agente.ecran.erreur.phrase))
    refus = agente.ecran.erreur.phrase
    agente.clic("dossier_relire")

    assert "modifié entre-temps" in refus
    assert brouillon(agente) == "1 modification en brouillon"


def test_le_brouillon_attend_qu_on_revienne_au_dossier(agente: Agente, fichier: Fichier) -> None:
    with fichier.ecrire("Un autre dossier") as session:
        operation = session.get_one(Menage, 1).operation
        session.add(un_menage("AC-200", nom="ZÉNON", operation=operation))
    agente.ecran.barre.set_current("enquete")
    agente.remplir(agente.ecran, telephone="06 00 00 26 14")

    agente.ecran.open_dossier(2)
    ailleurs = brouillon(agente)
    agente.ecran.open_dossier(1)

    assert ailleurs == ""
    assert brouillon(agente) == "1 modification en brouillon"


def test_le_brouillon_d_un_dossier_ne_s_enregistre_jamais_dans_un_autre(agente: Agente, fichier: Fichier) -> None:
    """L'onglet tapé n'a pas été revu depuis : il porte encore la saisie de l'autre ménage."""
    with fichier.ecrire("Un autre dossier") as session:
        operation = session.get_one(Menage, 1).operation
        session.add(un_menage("AC-200", nom="ZÉNON", operation=operation))
    agente.ecran.barre.set_current("enquete")
    agente.remplir(agente.ecran, telephone="06 00 00 26 14")

    agente.ecran.open_dossier(2)
    agente.ecran.save()
    agente.attendre(lambda: not agente.ecran.ouvert.atelier.is_busy)

    with fichier.lire() as session:
        assert [session.get_one(Menage, i).telephone for i in (1, 2)] == [None, None]
    agente.ecran.open_dossier(1)
    agente.enregistrer()
    with fichier.lire() as session:
        assert [session.get_one(Menage, i).telephone for i in (1, 2)] == ["06 00 00 26 14", None]


def test_un_champ_enregistre_deux_fois_n_est_pas_un_conflit_avec_soi(agente: Agente, fichier: Fichier) -> None:
    agente.ecran.barre.set_current("enquete")
    for telephone in ("06 00 00 26 14", "06 00 00 26 15"):
        agente.remplir(agente.ecran, telephone=telephone)
        agente.enregistrer()

    assert menage(fichier).telephone == "06 00 00 26 15"


def test_f2_corrige_une_cellule_sans_l_enregistrer(agente: Agente, fichier: Fichier, qtbot: QtBot) -> None:
    table, modele = agente.ecran.menage.personnes.table, agente.ecran.menage.personnes.modele
    table.setFocus()
    table.setCurrentIndex(modele.index(0, 4))

    qtbot.keyClick(table, Qt.Key.Key_F2)
    editeur = table.viewport().focusWidget() or table.indexWidget(modele.index(0, 4))
    assert editeur is not None
    ecrire(editeur, "Salariée")
    qtbot.keyClick(editeur, Qt.Key.Key_Return)

    agente.attendre(lambda: brouillon(agente) == "1 modification en brouillon")
    assert modele.index(0, 4).data() == "Salariée"
    agente.enregistrer()
    with fichier.lire() as session:
        assert session.get_one(Menage, 1).personnes[0].activite == "Salariée"


def test_un_contact_se_note_en_une_ligne(agente: Agente, fichier: Fichier, qtbot: QtBot) -> None:
    champ = agente.ecran.journal.champ
    ecrire(champ, "SMS : rappel de la visite")

    qtbot.keyClick(champ, Qt.Key.Key_Return)

    agente.attendre(lambda: champ.text() == "")
    with fichier.lire() as session:
        (contact,) = session.get_one(Menage, 1).contacts
        assert (contact.canal.value, contact.auteur) == ("SMS", "Agente de test")
    assert any("SMS : rappel" in f.titre for f in agente.ecran.lu.faits)  # type: ignore[union-attr]


def test_une_personne_s_ajoute(agente: Agente, fichier: Fichier) -> None:
    agente.clic("personne_ajouter")
    dialogue = agente.dialogue("personne")
    agente.remplir(dialogue, prenom="Noé", lien="Enfant", naissance_le="03/02/2014")

    agente.valider(dialogue)

    with fichier.lire() as session:
        noms = [(p.nom, p.prenom) for p in session.get_one(Menage, 1).personnes]
    assert noms == [("MARTIN", "Zoé"), ("MARTIN", "Noé")]
    assert agente.ecran.menage.personnes.modele.rowCount() == 2


def test_un_acte_incomplet_dit_ce_qui_manque(agente: Agente, qtbot: QtBot) -> None:
    dialogue = agente.acte("sortie")

    qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    assert dialogue.isVisible()
    assert dialogue.erreur.phrase == "Choisissez le motif de la sortie."
    dialogue.reject()


def test_echap_revient_a_la_liste(agente: Agente, qtbot: QtBot) -> None:
    agente.ecran.activateWindow()
    agente.attendre(agente.ecran.isActiveWindow)

    with qtbot.waitSignal(agente.ecran.back_asked):
        qtbot.keyClick(agente.ecran.barre, Qt.Key.Key_Escape)
