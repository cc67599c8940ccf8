"""L'écran des indicateurs, conduit comme le ferait un agent, sur un vrai fichier."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.fabrique import SITE, un_fichier, un_menage_reloge
from tests.ui.indicateurs.gestes import attendre, cliquer, ensemble, menages, taper, texte, un_ecran
from ui.background import Atelier
from ui.composants.barres import Barres
from ui.composants.segment import Segment
from ui.dossier.pourquoi import FenetrePourquoi
from ui.indicateurs import EcranIndicateurs
from ui.indicateurs.liste import ListeDerriere
from ui.ouvert import ProjetOuvert

FINE = "\u202f"


def test_chaque_carte_donne_la_part_ses_effectifs_et_ce_qu_il_reste_a_faire(ecran: EcranIndicateurs) -> None:
    assert texte(ecran, "part_HORS_QPV") == f"75,00{FINE}%"  # trois des quatre relogés
    assert texte(ecran, "fraction_HORS_QPV") == "3/4"
    assert texte(ecran, "objectif_HORS_QPV") == f"Objectif 60{FINE}%"
    # 60 % de 24 = 14,4 : quinze, moins trois
    assert ecran.findChild(QLabel, "effort_HORS_QPV").accessibleName() == (
        "12 des 20 prochains hors QPV suffisent pour l’objectif"
    )
    assert texte(ecran, "part_titulaires_HORS_QPV") == f"66,67{FINE}%"
    assert texte(ecran, "fraction_titulaires_HORS_QPV") == "2/3"
    assert texte(ecran, "note_RAC_MAITRISE") == "1 sans objet"


def test_un_objectif_hors_d_atteinte_se_dit(ecran: EcranIndicateurs) -> None:
    # 99 % de 24 = 23,76 : 24 − 3 = 21 parmi les vingt prochains
    effort = ecran.findChild(QLabel, "effort_HORS_SITE")

    assert effort.accessibleName() == "Objectif hors d’atteinte : il en faudrait 21 sur les 20 prochains"


def test_sans_objectif_la_carte_ne_reclame_rien(ecran: EcranIndicateurs) -> None:
    assert texte(ecran, "objectif_NEUF") == "Sans objectif"
    assert texte(ecran, "effort_NEUF") == ""


def test_un_chiffre_mal_connu_est_dit_non_significatif(ecran: EcranIndicateurs) -> None:
    reserve = ecran.findChild(QWidget, "reserve_NEUF")  # quatre conventions inconnues

    assert reserve.isVisibleTo(ecran)
    assert not ecran.findChild(QWidget, "reserve_HORS_QPV").isVisibleTo(ecran)


def test_une_fraction_s_ouvre_sur_ses_menages_et_leurs_raisons(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)

    assert set(menages(ecran)) == {"L1", "L2", "L1-1"}
    assert menages(ecran)["L2"] == "dans aucun QPV"
    assert "QPV de la génération en vigueur" in texte(ecran, "volet_definition")

    segment = ecran.findChild(Segment, "volet_groupes")
    qtbot.keyClick(segment, Qt.Key.Key_Right)
    attendre(qtbot, ouvert)

    assert menages(ecran) == {"S1": f"dans le QPV {SITE}"}


def test_entree_ouvre_le_dossier_choisi(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    cliquer(qtbot, ecran, "fraction_titulaires_HORS_QPV", ouvert)
    liste = ecran.findChild(ListeDerriere)
    assert [ligne.nom for ligne in liste.modele.lignes] == ["BIEN", "LOGÉ"]  # par ordre de nom

    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.keyClick(liste, Qt.Key.Key_Down)
        qtbot.keyClick(liste, Qt.Key.Key_Return)

    assert demande.args == [liste.modele.lignes[1].id]


def test_un_clic_ouvre_le_dossier(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)
    liste = ecran.findChild(ListeDerriere)

    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.mouseClick(liste.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))

    assert demande.args == [liste.modele.lignes[0].id]


def test_tous_les_menages_d_un_groupe_s_ouvrent_ensemble(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)
    assert texte(ecran, "volet_ouvrir_tous") == "Ouvrir les 3 dossiers"

    with qtbot.waitSignal(ouvert.dossiers_asked) as demande:
        cliquer(qtbot, ecran, "volet_ouvrir_tous", ouvert)

    ids, libelle = demande.args
    assert len(ids) == 3
    assert libelle == "Hors QPV\u00a0: Oui"


def test_la_liste_se_copie_dans_un_tableur(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_SITE", ouvert)
    cliquer(qtbot, ecran, "volet_copier", ouvert)

    lignes = QGuiApplication.clipboard().text().split("\n")
    assert lignes[0].split("\t") == ["Dossier", "Ménage", "Lieu", "Raison"]
    assert len(lignes) == 4


def test_le_volet_dit_pourquoi_un_menage_compte(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)
    cliquer(qtbot, ecran, "volet_pourquoi", ouvert)
    qtbot.waitUntil(lambda: ecran.findChild(FenetrePourquoi) is not None)
    fenetre = ecran.findChild(FenetrePourquoi)

    assert texte(fenetre, "pourquoi_titre") == "Ce ménage compte"
    with qtbot.waitSignal(ouvert.dossier_asked):
        qtbot.mouseClick(fenetre.findChild(QPushButton, "completer_neuf"), Qt.MouseButton.LeftButton)


def test_echap_ferme_le_volet(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)
    ensemble(ecran).volet.liste.setFocus()

    qtbot.keyClick(ensemble(ecran).volet.liste, Qt.Key.Key_Escape)

    assert not ensemble(ecran).volet.isVisible()


def test_une_date_passee_recompte_tout(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    taper(qtbot, ecran, "28/02/2026")  # la veille des baux
    attendre(qtbot, ouvert)

    assert texte(ecran, "part_HORS_QPV") == "—"
    assert texte(ecran, "fraction_HORS_QPV") == "0/0"

    cliquer(qtbot, ecran, "indicateurs_aujourdhui", ouvert)

    assert texte(ecran, "fraction_HORS_QPV") == "3/4"


def test_une_date_illisible_se_dit_sans_rien_changer(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    taper(qtbot, ecran, "31/02/2026")

    assert ecran.erreur.isVisibleTo(ecran)
    assert "Cette date n’existe pas" in ecran.erreur.phrase
    assert texte(ecran, "fraction_HORS_QPV") == "3/4"


def test_les_titulaires_passent_devant(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    qtbot.keyClick(ecran.findChild(Segment, "indicateurs_population"), Qt.Key.Key_Right)
    attendre(qtbot, ouvert)

    assert texte(ecran, "fraction_HORS_QPV") == "2/3"
    assert texte(ecran, "fraction_titulaires_HORS_QPV") == "3/4"  # l'autre population, tous


def test_les_quartiers_de_2015_pour_tous_recomptent_le_lieu(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    qtbot.keyClick(ecran.findChild(Segment, "indicateurs_qpv"), Qt.Key.Key_Right)
    attendre(qtbot, ouvert)

    # « HORS » est dit au bail, en 2026, pour les quartiers de 2024 : rien ne le dit pour ceux de 2015
    qtbot.waitUntil(lambda: texte(ecran, "fraction_HORS_QPV") == "0/1")
    assert texte(ecran, "note_HORS_QPV") == "lieu inconnu\u00a0: 3"


def test_la_table_se_repartit_aussi_par_annee(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    choix = ecran.findChild(Segment, "indicateurs_coupe")
    for _ in range(2):
        qtbot.keyClick(choix, Qt.Key.Key_Right)  # opération, bailleur, année

    table = ecran.findChild(QTableView, "table_operations")
    assert [table.model().index(rang, 0).data() for rang in range(table.model().rowCount())] == ["2026", "Projet"]
    table.setCurrentIndex(table.model().index(0, 3))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)
    assert texte(ecran, "volet_titre") == "Hors QPV · 2026"
    assert texte(ecran, "volet_fraction") == "3/4"


def test_l_operation_regardee_limite_les_chiffres(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    ouvert.set_operation("B")
    attendre(qtbot, ouvert)

    assert texte(ecran, "fraction_HORS_QPV") == "1/1"


def test_le_chiffre_bouge_des_qu_un_dossier_change(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)

    ouvert.write("Un relogement de plus", lambda session: session.add(un_menage_reloge("L3", operation=None)))
    attendre(qtbot, ouvert)
    attendre(qtbot, ouvert)

    qtbot.waitUntil(lambda: texte(ecran, "fraction_HORS_QPV") == "4/5")
    qtbot.waitUntil(lambda: "L3" in menages(ecran))  # le volet ouvert se relit aussi


def test_la_table_s_ouvre_au_clavier(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    table = ecran.findChild(QTableView, "table_operations")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 2))

    qtbot.keyClick(table, Qt.Key.Key_Right)  # de « Neuf » à « Hors QPV » de l'opération A
    qtbot.keyClick(table, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)

    assert texte(ecran, "volet_fraction") == "2/3"
    assert set(menages(ecran)) == {"L1", "L1-1"}


def test_l_entonnoir_et_les_refus_s_ouvrent_aussi(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    barres = ecran.findChild(Barres, "barres_avancement")
    barres.setFocus()
    qtbot.keyClick(barres, Qt.Key.Key_Down)  # « Enquête faite »
    qtbot.keyClick(barres, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)
    assert texte(ecran, "volet_fraction") == "4/4"  # les trois relogés et celui qui attend

    refus = ecran.findChild(Barres, "barres_refus")
    refus.setFocus()
    qtbot.keyClick(refus, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)
    assert menages(ecran) == {"A1": "offre 1, 20/01/2026"}


def test_l_histogramme_s_ouvre_au_clavier(qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert) -> None:
    histogramme = ecran.findChild(QWidget, "histogramme_rac")
    histogramme.setFocus()
    for _ in range(2):
        qtbot.keyClick(histogramme, Qt.Key.Key_Right)  # de « moins de 100 » à « 150 »
    qtbot.keyClick(histogramme, Qt.Key.Key_Return)
    attendre(qtbot, ouvert)

    # 300 + 80 − 200 = 180 avant comme après
    assert menages(ecran)["L1"] == f"180,00{FINE}€ → 180,00{FINE}€"


def test_une_fenetre_etroite_range_les_cartes_deux_par_deux(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    cartes = list(ensemble(ecran).page.criteres.values())
    assert len({carte.y() for carte in cartes}) == 1

    ecran.resize(1224, 726)
    cliquer(qtbot, ecran, "fraction_HORS_QPV", ouvert)
    qtbot.waitUntil(lambda: len({carte.y() for carte in cartes}) == 2)


def test_un_projet_vide_dit_par_ou_commencer(qtbot: QtBot, tmp_path: Path) -> None:
    fichier, atelier = un_fichier(tmp_path / "vide.relogement"), Atelier()
    ouvert = ProjetOuvert(fichier, atelier)
    ecran = un_ecran(qtbot, ouvert)

    with qtbot.waitSignal(ecran.import_asked):
        cliquer(qtbot, ecran, "indicateurs_importer", ouvert)

    atelier.close()
    fichier.fermer()


def test_le_clavier_passe_a_la_liste_et_revient_d_ou_il_vient(
    qtbot: QtBot, ecran: EcranIndicateurs, ouvert: ProjetOuvert
) -> None:
    lien = ecran.findChild(QPushButton, "fraction_HORS_QPV")
    lien.setFocus()
    qtbot.keyClick(lien, Qt.Key.Key_Space)
    attendre(qtbot, ouvert)
    assert ensemble(ecran).volet.liste.hasFocus()

    qtbot.keyClick(ensemble(ecran).volet.liste, Qt.Key.Key_Escape)

    assert lien.hasFocus()
