"""D'où l'on part, donné par la fenêtre : les communes limitrophes par leur nom, le point d'une opération."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from shapely import box

from db.dossier import lire_dossier
from db.fichier import Fichier
from relogement.modeles import CommuneDeDepart, Menage, Operation
from relogement.nomenclatures import Condition, Moment, Typologie
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_projet, une_offre
from tests.relogement.geographie.test_voisines import une_couche
from tests.ui.dossier.gestes import ecrire
from tests.ui.parametres.gestes import Reglante


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    """À Perpignan, une offre refusée à Cabestany, dont l'agent a dit l'état et les besoins."""
    menage = un_menage(nb_personnes=4, ressources="2000", avant=un_cout())
    logement = un_logement(
        typologie=Typologie.T4, surface="75", commune="Cabestany", code_postal="66330", lon=2.9433, lat=42.6811
    )
    offre = une_offre(logement=logement, conditions=Condition.A_VERIFIER, cond_etat=Condition.OUI)
    offre.cond_besoins, offre.cout = Condition.OUI, un_cout(moment=Moment.OFFRE)
    menage.couts.append(offre.cout)
    menage.offres.append(offre)
    ouvert = un_fichier(tmp_path, menage, projet=un_projet(commune_insee="66136"))
    yield ouvert
    ouvert.fermer()


def ajoute(elle: Reglante, texte: str) -> None:
    champ = elle.trouve(QLineEdit, "limitrophe_nom")
    champ.setFocus()
    ecrire(champ, texte)
    elle.qtbot.keyClick(champ, Qt.Key.Key_Return)


def comptees(fichier: Fichier) -> tuple[int, str]:
    with fichier.lire() as session:
        vu = lire_dossier(session, session.query(Menage.id).scalar())
        lieu = next(j for j in vu.jugee(vu.menage.offres[0]).jugees if j.nom == "cond_lieu")
        return vu.bilan.nb_comptees, lieu.motif


def test_les_limitrophes_et_le_point_de_l_operation_font_juger_le_lieu(elle: Reglante, fichier: Fichier) -> None:
    elle.onglet("lieux")
    assert "reste à vérifier" in elle.lit("limitrophes_vide")
    ajoute(elle, "cabestany")
    ajoute(elle, "66213")
    assert [elle.cellule("limitrophes", r, 0) for r in (0, 1)] == ["Cabestany", "Toulouges"]
    elle.attend_l_ecriture("limitrophes_enregistrer")
    assert comptees(fichier) == (0, "commune limitrophe, distance inconnue")

    elle.ecrit("lon", "2,8954")
    elle.ecrit("lat", "42,6886")
    elle.attend_l_ecriture("place_enregistrer")

    assert comptees(fichier)[0] == 1
    assert comptees(fichier)[1].startswith("commune limitrophe, à 4")
    assert "Les bilans sont refaits" in elle.lit("lieux_fait")
    with fichier.lire() as session:
        assert session.query(CommuneDeDepart).one().limitrophes == ["66028", "66213"]
        assert session.query(Operation).one().lon == 2.8954


def test_une_commune_inconnue_ou_de_depart_a_sa_phrase_et_rien_ne_se_perd(elle: Reglante) -> None:
    elle.onglet("lieux")
    ajoute(elle, "Cabestany")
    ajoute(elle, "Cabestani")
    assert "« Cabestani » n’est pas une commune du département 66" in elle.bandeau("limitrophes_erreur")
    assert elle.trouve(QLineEdit, "limitrophe_nom").text() == "Cabestani"

    elle.ecrit("limitrophe_nom", "Perpignan")
    elle.qtbot.keyClick(elle.trouve(QLineEdit, "limitrophe_nom"), Qt.Key.Key_Return)
    assert "limitrophe d’elle-même" in elle.bandeau("limitrophes_erreur")

    elle.ecran.refresh()  # une collègue a enregistré autre chose
    assert elle.cellule("limitrophes", 0, 0) == "Cabestany"


def test_suppr_ote_la_commune_choisie(elle: Reglante) -> None:
    elle.onglet("lieux")
    ajoute(elle, "Cabestany")
    elle.ligne("limitrophes", 0)

    elle.qtbot.keyClick(elle.trouve(QTableView, "limitrophes"), Qt.Key.Key_Delete)

    assert elle.trouve(QTableView, "limitrophes").model().rowCount() == 0


@pytest.mark.parametrize(
    ("lon", "lat", "mot"),
    [("2,8954", "", "ou aucune des deux"), ("42,6886", "2,8954", "inversées"), ("ici", "42", "Écrire des degrés")],
)
def test_un_point_impossible_est_refuse_d_une_phrase(elle: Reglante, lon: str, lat: str, mot: str) -> None:
    elle.onglet("lieux")
    elle.ecrit("lon", lon)
    elle.ecrit("lat", lat)

    elle.clic("place_enregistrer")

    elle.qtbot.waitUntil(lambda: mot in elle.bandeau("place_erreur"))
    assert elle.trouve(QLineEdit, "lon").text() == lon


def test_une_operation_peut_etre_d_une_autre_commune(elle: Reglante, fichier: Fichier) -> None:
    elle.onglet("lieux")
    elle.ecrit("commune_insee", "Cabestany")
    elle.attend_l_ecriture("place_enregistrer")

    assert comptees(fichier) == (1, "même commune")


def test_une_couche_de_communes_propose_les_limitrophes_a_relire(
    elle: Reglante, fichier: Fichier, tmp_path: Path
) -> None:
    """Cabestany touche Perpignan dans la couche, Canohès non ; rien n'est gardé avant d'enregistrer."""
    cases = {
        "66136": box(2.8, 42.6, 2.9, 42.7),
        "66028": box(2.9, 42.6, 3.0, 42.7),
        "66038": box(3.1, 42.6, 3.2, 42.7),
    }
    elle.onglet("lieux")

    elle.ecran.lieux.lire_la_couche("66136", une_couche(tmp_path, cases))

    elle.qtbot.waitUntil(lambda: elle.trouve(QTableView, "limitrophes").model().rowCount() == 1)
    assert elle.cellule("limitrophes", 0, 0) == "Cabestany"
    assert elle.trouve(QLineEdit, "limitrophes_source").text() == "Couche « communes.geojson »"
    with fichier.lire() as session:
        assert session.query(CommuneDeDepart).count() == 0


def test_une_couche_sans_la_commune_a_sa_phrase(elle: Reglante, tmp_path: Path) -> None:
    elle.onglet("lieux")

    elle.ecran.lieux.lire_la_couche("66136", une_couche(tmp_path, {"66028": box(2.9, 42.6, 3.0, 42.7)}))

    elle.qtbot.waitUntil(lambda: "ne contient pas la commune 66136" in elle.bandeau("limitrophes_erreur"))
