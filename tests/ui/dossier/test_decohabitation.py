"""Une décohabitation tapée à l’écran, vue des deux dossiers, puis annulée ; les actes qui demandent un motif."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Lien
from tests.fabrique import une_personne
from tests.ui.dossier.gestes import Agente
from tests.ui.dossier.test_parcours import proposer
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte
from ui.dossier import EcranDossier
from ui.dossier.chemin import pas_du_chemin


@pytest.fixture(autouse=True)
def couple_et_enfants(fichier: Fichier, ecran: EcranDossier) -> None:
    """Zoé MARTIN, son conjoint Ali, Inès (20 ans) et Noé (8 ans) ; la fenêtre suit les dossiers demandés."""
    with fichier.ecrire("Saisie") as session:
        menage = session.get_one(Menage, 1)
        menage.nb_personnes, menage.nb_moins_14 = 4, 1
        menage.personnes += [
            une_personne("MARTIN", Lien.CONJOINT, prenom="Ali"),
            une_personne("MARTIN", Lien.ENFANT, prenom="Inès", naissance_le=date(2006, 3, 1)),
            une_personne("MARTIN", Lien.ENFANT, prenom="Noé", naissance_le=date(2018, 5, 1)),
        ]
    ecran.refresh()
    ecran.ouvert.dossier_asked.connect(ecran.open_dossier)


def menage(agente: Agente) -> Menage:
    assert agente.ecran.lu is not None
    return agente.ecran.lu.menage


def prenoms(agente: Agente) -> set[str | None]:
    return {p.prenom for p in menage(agente).personnes}


def decohabiter_ines(agente: Agente) -> None:
    dialogue = agente.acte("decohabitation")
    case = agente.trouve(QCheckBox, "partant_3", dialogue)
    case.setFocus()
    agente.qtbot.keyClick(case, Qt.Key.Key_Space)
    agente.remplir(dialogue, le="02/11/2026", motif="prend son logement")
    agente.valider(dialogue)


def test_ines_prend_son_dossier_puis_revient(agente: Agente) -> None:
    decohabiter_ines(agente)

    assert prenoms(agente) == {"Zoé", "Ali", "Noé"}
    assert (menage(agente).nb_personnes, menage(agente).nb_moins_14) == (3, 1)
    lien = agente.trouve(Bouton, "lignee_2")
    assert (lien.text(), lien.accessibleName()) == ("AC-100-1", "Décohabitant AC-100-1, ouvrir le dossier")

    agente.qtbot.keyClick(lien, Qt.Key.Key_Return)
    assert (menage(agente).reference, prenoms(agente)) == ("AC-100-1", {"Inès"})
    assert agente.trouve(Bouton, "lignee_1").text() == "AC-100"

    dialogue = agente.acte("annuler_decohabitation")
    agente.remplir(dialogue, motif="elle reste")
    agente.valider(dialogue)

    agente.attendre(lambda: menage(agente).reference == "AC-100")  # la fenêtre y revient d'elle-même
    assert menage(agente).nb_personnes == 4
    assert prenoms(agente) == {"Zoé", "Ali", "Inès", "Noé"}
    assert {p.prenom: p.lien for p in menage(agente).personnes}["Inès"] is Lien.ENFANT
    assert agente.ecran.entete.lignee.isHidden()
    assert agente.ecran.erreur.phrase == ""


def test_le_titulaire_ne_part_pas_sans_que_l_on_dise_qui_le_remplace(agente: Agente) -> None:
    dialogue = agente.acte("decohabitation")
    case = agente.trouve(QCheckBox, "partant_1", dialogue)
    agente.qtbot.mouseClick(case, Qt.MouseButton.LeftButton, pos=QPoint(12, case.height() // 2))
    agente.remplir(dialogue, motif="séparation")
    agente.qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    agente.attendre(lambda: "qui, parmi ceux qui restent" in dialogue.erreur.phrase)

    agente.remplir(dialogue, remplacant="Ali MARTIN")
    agente.valider(dialogue)

    assert {p.prenom: p.lien for p in menage(agente).personnes}["Ali"] is Lien.TITULAIRE
    assert prenoms(agente) == {"Ali", "Inès", "Noé"}


def test_sans_personne_cochee_la_fenetre_le_dit(agente: Agente) -> None:
    dialogue = agente.acte("decohabitation")
    agente.remplir(dialogue, motif="départ")

    agente.qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    assert dialogue.erreur.phrase == "Cochez au moins une personne qui part."
    presence = agente.trouve(Texte, "decohabitation_presence", dialogue).text()
    assert "12\u00a0mois de présence" in presence  # charte par défaut
    dialogue.reject()


def test_une_offre_retire_l_annulation_du_menu(agente: Agente) -> None:
    decohabiter_ines(agente)
    agente.qtbot.keyClick(agente.trouve(Bouton, "lignee_2"), Qt.Key.Key_Return)
    proposer(agente, "Résidence 1", "03/11/2026", "150")

    au_menu = {a.objectName() for a in agente.ecran.entete.actes.menu().actions()}

    assert "acte_annuler_decohabitation" not in au_menu


def test_un_bail_sans_attribution_demande_un_motif_qui_reste_sur_l_etape(agente: Agente) -> None:
    proposer(agente, "Résidence 1", "01/06/2026", "150")
    dialogue = agente.acte("bail")
    agente.remplir(dialogue, bail_le="01/07/2026", apl="150", source_apl="Estimation")
    agente.qtbot.keyClick(dialogue, Qt.Key.Key_Return)
    agente.attendre(lambda: "notez d’abord" in dialogue.erreur.phrase)
    assert menage(agente).etat is Etat.OFFRE

    agente.remplir(dialogue, motif_exception="bailleur privé, sans commission")
    agente.valider(dialogue)

    assert menage(agente).etat is Etat.BAIL
    assert menage(agente).etapes[-1].motif == "bailleur privé, sans commission"


def test_une_sortie_faite_par_erreur_s_annule(agente: Agente) -> None:
    proposer(agente, "Résidence 1", "01/06/2026", "150")
    dialogue = agente.acte("sortie")
    agente.remplir(dialogue, motif_sortie="Départ", sorti_le="02/11/2026")
    agente.valider(dialogue)
    assert menage(agente).etat is Etat.SORTI

    dialogue = agente.acte("annuler_sortie")
    agente.remplir(dialogue, motif="mauvais dossier")
    agente.valider(dialogue)

    assert (menage(agente).etat, menage(agente).sorti_le) == (Etat.OFFRE, None)
    assert menage(agente).etapes[-1].le == date(2026, 6, 1)
    assert agente.ecran.lu is not None
    offre = next(p for p in pas_du_chemin(agente.ecran.lu) if p.libelle.startswith("Offre"))
    assert offre.detail.splitlines() == [
        "Offre\u00a0: 01/06/2026 (Agente de test)",
        "Offre\u00a0: 01/06/2026, sortie du 02/11/2026 annulée le 20/11/2026 : mauvais dossier (Agente de test)",
    ]
