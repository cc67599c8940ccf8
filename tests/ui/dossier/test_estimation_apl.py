"""L'APL estimée à l'écran : un bouton, ce qui manque dit sur place, jamais par-dessus une notification."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.corrections_apl import corrections_de
from relogement.cout import Cout
from relogement.nomenclatures import Source
from tests.ui.dossier.gestes import Agente
from tests.ui.dossier.test_parcours import proposer
from tests.ui.dossier.test_reste_a_charge import cellule
from ui.composants.texte import Texte
from ui.dossier.actes.dialogue import ActeDialog
from ui.dossier.onglets.rac import OngletRac
from ui.editeurs import ChampChoix

FINE = "\u202f"


def offre_ouverte(agente: Agente, logement: str = "Résidence 1") -> ActeDialog:
    agente.clic("dossier_proposer")
    dialogue = agente.dialogue("offre")
    liste = agente.trouve(ChampChoix, "logement", dialogue)
    textes = [liste.itemText(i) for i in range(liste.count())]
    agente.remplir(dialogue, logement=next(t for t in textes if logement in t))
    return dialogue


def montant(agente: Agente, dialogue: ActeDialog, nom: str) -> str:
    return agente.trouve(QLineEdit, nom, dialogue).text()


def dit(agente: Agente, dialogue: ActeDialog) -> str:
    return agente.trouve(Texte, "apl_dit", dialogue).text()


def estimer(agente: Agente, dialogue: ActeDialog) -> None:
    """Le bouton, atteint et pressé au clavier."""
    bouton = agente.trouve(QPushButton, "apl_estimer", dialogue)
    bouton.setFocus()
    agente.qtbot.keyClick(bouton, Qt.Key.Key_Space)


def offre_estimee(agente: Agente) -> None:
    """Zone 2, R = 10 800 : APL 103,21 et RLS 31,58 (le calcul est refait dans les tests du domaine)."""
    dialogue = offre_ouverte(agente)
    agente.remplir(dialogue, chauffage_inclus="Oui")
    estimer(agente, dialogue)
    agente.remplir(dialogue, zone_apl="Zone 2", ressources_apl="10800")
    estimer(agente, dialogue)
    agente.valider(dialogue)


def onglet(agente: Agente) -> OngletRac:
    agente.ecran.barre.set_current("rac")
    montre = agente.ecran.onglets["rac"]
    assert isinstance(montre, OngletRac)
    return montre


def test_une_zone_inconnue_se_dit_sur_place_et_rien_n_est_rempli(agente: Agente) -> None:
    dialogue = offre_ouverte(agente)

    estimer(agente, dialogue)

    assert "la zone APL de la commune est inconnue" in dit(agente, dialogue)
    assert (montant(agente, dialogue, "apl"), montant(agente, dialogue, "rls")) == ("", "")
    assert agente.trouve(QWidget, "zone_apl", dialogue).isVisible()
    dialogue.reject()


def test_preciser_la_zone_et_les_ressources_remplit_l_apl_et_la_rls(agente: Agente) -> None:
    dialogue = offre_ouverte(agente)
    agente.clic("apl_preciser", dialogue)
    agente.remplir(dialogue, zone_apl="Zone 2", ressources_apl="10800")

    estimer(agente, dialogue)

    assert (montant(agente, dialogue, "apl"), montant(agente, dialogue, "rls")) == ("103,21", "31,58")
    assert agente.trouve(ChampChoix, "source_apl", dialogue).value() is Source.ESTIMATION
    assert montant(agente, dialogue, "le_apl") == "20/11/2026"
    assert agente.trouve(ChampChoix, "source_rls", dialogue).value() is Source.BAREME
    assert "(barème du 01/10/2026) — indicatif, seule la CAF ou la MSA fixe le droit." in dit(agente, dialogue)
    assert "De 100,00 à 135,21" in dit(agente, dialogue)
    dialogue.reject()


def test_un_bailleur_qui_n_est_pas_hlm_n_a_pas_de_rls(agente: Agente) -> None:
    dialogue = offre_ouverte(agente)
    agente.clic("apl_preciser", dialogue)
    agente.remplir(dialogue, zone_apl="Zone 2", ressources_apl="10800", hlm_apl="Non")

    estimer(agente, dialogue)

    # Af 140,50 − 5 = 135,50 ; − CRDS 0,67 = 134,83 ; à l'euro inférieur.
    assert (montant(agente, dialogue, "apl"), montant(agente, dialogue, "rls")) == ("134,00", "")
    dialogue.reject()


def test_un_loyer_change_apres_coup_demande_de_reestimer(agente: Agente) -> None:
    dialogue = offre_ouverte(agente)
    agente.clic("apl_preciser", dialogue)
    agente.remplir(dialogue, zone_apl="Zone 2", ressources_apl="10800")
    estimer(agente, dialogue)

    agente.remplir(dialogue, loyer="250")

    assert dit(agente, dialogue).startswith("Le loyer a changé")
    dialogue.reject()


def test_l_estimation_s_enregistre_et_se_relit_avec_son_intervalle(agente: Agente, fichier: Fichier) -> None:
    offre_estimee(agente)

    rac = onglet(agente)

    # 310 + 80 − 31,58 − 103,21 = 255,21 ; aide + 32,00 à R − 10 %, − 34,79 à R + 10 %.
    assert cellule(rac, "= Reste à charge", 2) == f"env. 255,21{FINE}€, de 223,21 à 290,00{FINE}€"
    assert f"de 223,21 à 290,00{FINE}€" in rac.pile.accessibleName()
    with fichier.lire() as session:
        cout = session.query(Cout).filter(Cout.offre_id.is_not(None)).one()
        assert cout.apl_estimee
        assert (corrections_de(cout).zone, corrections_de(cout).ressources) == (2, 10800)


def test_reestimer_depuis_l_onglet_reprend_ce_qui_avait_ete_precise(agente: Agente, fichier: Fichier) -> None:
    offre_estimee(agente)
    onglet(agente)

    agente.clic("rac_estimer")
    dialogue = agente.dialogue("montants")
    phrase = dit(agente, dialogue)
    agente.valider(dialogue)

    assert agente.trouve(QPushButton, "rac_estimer").text() == "Réestimer l’APL"
    assert "APL estimée" in phrase
    with fichier.lire() as session:
        cout = session.query(Cout).filter(Cout.offre_id.is_not(None)).one()
        assert str(cout.apl) == "103.21"
        assert corrections_de(cout).zone == 2


def test_une_notification_ne_se_remplace_jamais(agente: Agente) -> None:
    offre_estimee(agente)
    onglet(agente)
    agente.clic("rac_montants")
    dialogue = agente.dialogue("montants")
    agente.remplir(dialogue, apl="120", source_apl="Notification CAF ou MSA")

    estimer(agente, dialogue)
    apres, phrase = montant(agente, dialogue, "apl"), dit(agente, dialogue)
    agente.valider(dialogue)

    assert apres == "120"
    assert "l’emporte" in phrase
    assert not agente.trouve(QPushButton, "rac_estimer").isEnabled()


def test_comment_montre_la_somme_ecrite_et_le_calcul(agente: Agente, qtbot: QtBot) -> None:
    offre_estimee(agente)
    onglet(agente)

    bouton = agente.trouve(QPushButton, "rac_comment")
    bouton.setFocus()
    qtbot.keyClick(bouton, Qt.Key.Key_Space)

    (fenetre,) = (d for d in agente.ecran.findChildren(QDialog, "dialogue_comment") if d.isVisible())
    assert "310,00 + 80,00 − 31,58 − 103,21 = 255,21" in fenetre.findChild(QWidget, "comment_0").accessibleName()
    assert f"Pp 214,47{FINE}€ par mois" in fenetre.findChild(QWidget, "comment_2").accessibleName()
    qtbot.keyClick(fenetre, Qt.Key.Key_Escape)
    agente.attendre(lambda: not agente.ecran.findChildren(QDialog, "dialogue_comment"))


def test_la_moustache_ne_se_trace_que_s_il_y_a_un_intervalle(agente: Agente) -> None:
    proposer(agente, "Résidence 1", "02/11/2026", "150")  # 150 € saisis : le dossier ne les redonne pas

    rac = onglet(agente)

    assert cellule(rac, "= Reste à charge", 2) == f"env. 240,00{FINE}€"
    assert f"Offre 1\u00a0: reste à charge env. 240,00{FINE}€ ;" in rac.pile.accessibleName()
    assert "zone APL de la commune est inconnue" in agente.trouve(Texte, "rac_estimation_1").text()
