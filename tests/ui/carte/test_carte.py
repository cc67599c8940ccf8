"""L'écran « Carte », conduit à la souris et au clavier, sur un vrai fichier et des contours tracés à la main."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.carte import Situation
from db.fichier import Fichier
from db.imports import importer
from relogement.menage import Menage
from relogement.modeles import CoucheQpv, Localisation, LogementOffert, Quartier
from relogement.nomenclatures import GenerationQpv
from tests.fabrique import SITE, un_fichier, un_logement, un_menage, un_relogement, une_operation
from tests.relogement.geographie.couches import un_carre, un_geojson, une_entite
from ui.background import Atelier
from ui.carte import EcranCarte
from ui.carte.camera import Camera
from ui.carte.dessin import Dessin, Options
from ui.carte.image import en_image
from ui.composants.segment import Segment
from ui.ouvert import ProjetOuvert

AUTRE = "QP066003"
DANS_LE_SITE, DANS_L_AUTRE, AILLEURS = (2.895, 42.705), (2.875, 42.695), (2.95, 42.68)


def les_menages() -> list[Menage]:
    """Deux hors QPV au même endroit, un dans un autre QPV, un dans le site, un sans coordonnées, un inconnu."""
    a, b = une_operation("A"), une_operation("B")
    lieux = {
        "H1": ("HORS", AILLEURS, a), "H2": ("HORS", AILLEURS, a), "Q1": (AUTRE, DANS_L_AUTRE, b),
        "S1": (SITE, DANS_LE_SITE, a), "Q2": (AUTRE, (None, None), a), "N1": (None, (None, None), a),
        "H3": ("HORS", (None, None), b),
    }  # fmt: skip
    menages = []
    for reference, (qpv, (lon, lat), operation) in lieux.items():
        menage = un_menage(reference, nom=f"FAMILLE{reference}", operation=operation)
        autre = {"commune_insee": "66024", "adresse": "3 rue du Canal"} if reference == "H3" else {}
        logement = un_logement(**({"qpv": qpv, "lon": lon, "lat": lat, "commune_insee": "66136"} | autre))
        un_relogement(menage, logement=logement)
        menages.append(menage)
    return menages


def des_contours(dossier: Path) -> Path:
    site = une_entite(SITE, un_carre(2.89, 42.70, 0.01), nom_qp="Les Lilas")
    return un_geojson(dossier / "q.geojson", site, une_entite(AUTRE, un_carre(2.87, 42.69, 0.01), nom_qp="Gare"))


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *les_menages())
    importer(ouvert, des_contours(tmp_path))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier = Atelier()
    yield ProjetOuvert(fichier, atelier)
    atelier.close()


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranCarte:
    return un_ecran(qtbot, ouvert)


def un_ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> EcranCarte:
    ecran = EcranCarte(ouvert)
    qtbot.addWidget(ecran)
    ecran.resize(1280, 760)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.activateWindow()
    ecran.on_enter()
    qtbot.waitUntil(lambda: ecran.vue.dessin is not None)
    return ecran


def texte(ecran: QWidget, nom: str) -> str:
    trouve = ecran.findChild(QLabel, nom)
    assert isinstance(trouve, QLabel), nom
    return trouve.text()


def ou(ecran: EcranCarte, situation: Situation) -> QPoint:
    """La place, dans l'image, de l'amas où il y a quelqu'un dans cette situation."""
    assert ecran.vue.dessin is not None
    vus = ecran.vue.dessin.amas_vus(ecran.vue.taille, ecran.vue.camera)
    return next(v.centre for v in vus if v.groupe.effectifs[situation]).toPoint()


def cliquer(qtbot: QtBot, ecran: EcranCarte, point: QPoint) -> None:
    qtbot.mouseClick(ecran.vue, Qt.MouseButton.LeftButton, pos=point)


def montres(ecran: EcranCarte) -> list[str]:
    return [ligne.nom for ligne in ecran.panneau.menages.modele.lignes]


def test_les_comptes_se_disent_en_mots_et_sont_ceux_des_indicateurs(ecran: EcranCarte) -> None:
    assert texte(ecran, "carte_resume") == (
        "7 ménages relogés : 3 hors QPV, 2 dans d’autres QPV, 1 dans le site, 1 à un endroit inconnu."
    )


def test_ce_qui_ne_peut_etre_place_est_compte_avec_sa_raison(ecran: EcranCarte) -> None:
    """« Q2 » n'a pas de coordonnées mais son quartier est chargé : il est placé en son milieu."""
    assert texte(ecran, "carte_non_places") == "2 ménages non placés"
    liste = ecran.panneau.non_places
    assert [liste.item(r).text() for r in range(liste.count())] == [
        "Au Boulou, adresse non située\u00a0: 1 ménage", "À Perpignan, sans adresse\u00a0: 1 ménage",
    ]  # fmt: skip
    assert ecran.vue.dessin is not None
    q2 = next(d for d in ecran.vue.dessin.carte.destinations if d.reference == "Q2")
    assert q2.approchee and q2.place is not None


def test_les_menages_d_une_commune_que_l_on_ne_sait_placer_s_ouvrent_au_clavier(
    qtbot: QtBot, ecran: EcranCarte
) -> None:
    liste = ecran.panneau.non_places
    liste.setFocus()
    liste.setCurrentRow(1)

    qtbot.keyClick(liste, Qt.Key.Key_Return)

    assert texte(ecran, "carte_lieu") == "À Perpignan, sans adresse"
    assert montres(ecran) == ["Dossier N1"]


def test_la_liste_dit_la_meme_chose_que_la_carte(ecran: EcranCarte) -> None:
    modele = ecran.panneau.lieux.modele
    dites = {modele.index(r).data(Qt.ItemDataRole.DisplayRole) for r in range(modele.rowCount())}

    assert dites == {
        "Perpignan, hors QPV, 2 ménages", "Le Boulou, hors QPV, 1 ménage, non placé sur la carte",
        "QP066003 Gare, dans un autre QPV, 2 ménages",
        "QP066007 Les Lilas, dans le site, 1 ménage",
        "Perpignan, à un endroit inconnu, 1 ménage, non placé sur la carte",
    }  # fmt: skip


def test_un_clic_sur_un_amas_ouvre_ses_menages_sans_leurs_noms(qtbot: QtBot, ecran: EcranCarte) -> None:
    cliquer(qtbot, ecran, ou(ecran, Situation.HORS))

    assert montres(ecran) == ["Dossier H1", "Dossier H2"]
    assert texte(ecran, "carte_lieu_detail") == "2 hors QPV"

    qtbot.keyClick(ecran.vue, Qt.Key.Key_N)

    assert montres(ecran) == ["FAMILLEH1", "FAMILLEH2"]
    qtbot.keyClick(ecran.vue, Qt.Key.Key_N)
    assert montres(ecran) == ["Dossier H1", "Dossier H2"]


def test_un_menage_s_ouvre_sur_son_dossier(qtbot: QtBot, ecran: EcranCarte, ouvert: ProjetOuvert) -> None:
    cliquer(qtbot, ecran, ou(ecran, Situation.SITE))
    ecran.panneau.menages.setFocus()

    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.keyClick(ecran.panneau.menages, Qt.Key.Key_Return)

    with ouvert.fichier.lire() as session:
        assert session.get_one(Menage, demande.args[0]).reference == "S1"


def test_un_clic_dans_un_quartier_ouvre_ceux_qui_y_sont(qtbot: QtBot, ecran: EcranCarte) -> None:
    assert ecran.vue.dessin is not None
    site = next(q for q in ecran.vue.dessin.carte.quartiers if q.site)
    coin = ecran.vue.camera.a_l_image(site.trace.bornes.ouest + 60, site.trace.bornes.sud + 60, ecran.vue.taille)

    cliquer(qtbot, ecran, coin.toPoint())

    assert texte(ecran, "carte_lieu") == "QP066007 Les Lilas"
    assert montres(ecran) == ["Dossier S1"]


def test_au_clavier_seul_on_va_de_la_liste_aux_menages_et_l_on_revient(qtbot: QtBot, ecran: EcranCarte) -> None:
    lieux = ecran.panneau.lieux
    lieux.setFocus()
    qtbot.keyClick(lieux, Qt.Key.Key_Down)
    qtbot.keyClick(lieux, Qt.Key.Key_Return)

    assert texte(ecran, "carte_lieu") == "QP066003 Gare"
    assert montres(ecran) == ["Dossier Q1", "Dossier Q2"]
    qtbot.waitUntil(ecran.panneau.menages.hasFocus)

    qtbot.keyClick(ecran.panneau.menages, Qt.Key.Key_Escape)

    qtbot.waitUntil(lieux.hasFocus)


def test_le_survol_dit_combien_et_ne_nomme_que_si_l_on_montre_les_noms(ecran: EcranCarte) -> None:
    point = QPointF(ou(ecran, Situation.HORS))

    assert ecran.vue.bulle_a(point) == "Perpignan\n2 ménages : 2 hors QPV"
    ecran.entete.noms.click()
    assert "FAMILLEH1 (H1)" in ecran.vue.bulle_a(point)


def test_les_fleches_deplacent_plus_et_moins_zooment_zero_revoit_tout(qtbot: QtBot, ecran: EcranCarte) -> None:
    depart = ecran.vue.camera
    qtbot.keyClick(ecran.vue, Qt.Key.Key_Plus)
    assert ecran.vue.camera.echelle == pytest.approx(depart.echelle * 2**0.5)
    qtbot.keyClick(ecran.vue, Qt.Key.Key_Minus)
    assert ecran.vue.camera.echelle == pytest.approx(depart.echelle)
    qtbot.keyClick(ecran.vue, Qt.Key.Key_Right)
    assert ecran.vue.camera.x > depart.x

    qtbot.keyClick(ecran.vue, Qt.Key.Key_0)

    assert ecran.vue.camera == depart


def test_tirer_la_carte_la_deplace_d_autant(qtbot: QtBot, ecran: EcranCarte) -> None:
    avant, milieu = ecran.vue.camera, ecran.vue.rect().center()
    QTest.mousePress(ecran.vue, Qt.MouseButton.LeftButton, pos=milieu)
    QTest.mouseMove(ecran.vue, milieu + QPoint(60, 0))
    QTest.mouseMove(ecran.vue, milieu + QPoint(60, 40))
    QTest.mouseRelease(ecran.vue, Qt.MouseButton.LeftButton, pos=milieu + QPoint(60, 40))

    assert ecran.vue.camera.x == pytest.approx(avant.x - 60 / avant.echelle)
    assert ecran.vue.camera.y == pytest.approx(avant.y + 40 / avant.echelle)


def test_le_point_sous_la_souris_ne_bouge_pas_quand_on_zoome(ecran: EcranCarte) -> None:
    point = QPointF(200, 150)
    avant = ecran.vue.camera.au_plan(point, ecran.vue.taille)

    ecran.vue.zoomer(3, point)

    apres = ecran.vue.camera.au_plan(point, ecran.vue.taille)
    assert (apres.x(), apres.y()) == pytest.approx((avant.x(), avant.y()))


def test_une_operation_ne_montre_que_les_siens(qtbot: QtBot, ecran: EcranCarte, ouvert: ProjetOuvert) -> None:
    ouvert.set_operation("B")

    qtbot.waitUntil(lambda: texte(ecran, "carte_resume").startswith("2 ménages relogés"))


def test_une_date_passee_ne_voit_pas_les_relogements_d_apres(qtbot: QtBot, ecran: EcranCarte) -> None:
    ecran.entete.champ.set_value(date(2020, 1, 1))
    ecran.entete.champ.editingFinished.emit()

    qtbot.waitUntil(lambda: texte(ecran, "carte_resume") == "Aucun ménage relogé à cette date.")


def test_les_generations_se_montrent_chacune_ou_ensemble(ecran: EcranCarte) -> None:
    segment = ecran.findChild(Segment, "carte_generation")
    assert isinstance(segment, Segment)
    assert [c.compte for c in segment.choix] == [2, 0, None]

    segment.set_current("2024")

    assert ecran.vue.options.generations == {GenerationQpv.QN2024}


def test_ce_qui_est_a_verifier_se_compte_et_se_dit(qtbot: QtBot, ecran: EcranCarte, ouvert: ProjetOuvert) -> None:
    with ouvert.fichier.ecrire("Localisation") as session:
        logement = session.scalars(select(LogementOffert).where(LogementOffert.qpv == SITE)).one()
        session.add(Localisation(logement=logement, generation=GenerationQpv.QP2015, qpv=SITE, distance=9.0,
                                 a_verifier=True, doute="calculé à 9 m d’une limite"))  # fmt: skip

    ecran.refresh()

    qtbot.waitUntil(lambda: texte(ecran, "carte_resume").endswith("; 1 à vérifier sur SIG Ville."))
    cliquer(qtbot, ecran, ou(ecran, Situation.SITE))
    assert ecran.panneau.menages.modele.lignes[0].motif == "à vérifier sur SIG Ville"


def test_la_carte_se_copie_et_s_enregistre_sans_aucun_nom(qtbot: QtBot, ecran: EcranCarte, tmp_path: Path) -> None:
    ecran.entete.noms.click()
    ecran.entete.copier.click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().width() > 1000)

    ecran.entete.enregistrer.click()
    dialogue = ecran.findChild(QFileDialog, "carte_enregistrer")
    assert isinstance(dialogue, QFileDialog)
    dialogue.fileSelected.emit(str(tmp_path / "c.png"))
    dialogue.close()

    qtbot.waitUntil((tmp_path / "c.png").exists)
    image = QImage(str(tmp_path / "c.png"))
    assert image.width() > 1000
    assert morceaux_png((tmp_path / "c.png").read_bytes()) == {"IHDR", "pHYs", "IDAT", "IEND"}


def morceaux_png(octets: bytes) -> set[str]:
    """Les morceaux d'un PNG : l'image, sa finesse, et rien qui porte un texte (tEXt, iTXt, zTXt, eXIf, tIME)."""
    noms, ou = set(), 8
    while ou < len(octets):
        noms.add(octets[ou + 4 : ou + 8].decode())
        ou += 12 + int.from_bytes(octets[ou : ou + 4])
    return noms


def test_une_image_dont_le_fichier_ou_la_source_nomme_un_menage_ne_s_ecrit_pas(
    qtbot: QtBot, ecran: EcranCarte, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    ecran.enregistrer(str(tmp_path / "Famille FAMILLEH1.png"))
    qtbot.waitUntil(ecran.erreur.isVisible)
    assert "H1" in ecran.erreur.phrase

    with ouvert.fichier.ecrire("Couche renommée") as session:
        session.scalars(select(CoucheQpv)).one().source = "contours-FAMILLEQ1.geojson"
    ecran.refresh()
    qtbot.waitUntil(lambda: "FAMILLEQ1" in " ".join(en_image(*ce_qui_se_peint(ecran)).textes))
    ecran.enregistrer(str(tmp_path / "c.png"))

    qtbot.waitUntil(lambda: "Q1" in ecran.erreur.phrase)
    assert not list(tmp_path.glob("*.png"))


def ce_qui_se_peint(ecran: EcranCarte) -> tuple[Dessin, QSizeF, Camera, Options]:
    assert ecran.vue.dessin is not None
    return ecran.vue.dessin, ecran.vue.taille, ecran.vue.camera, ecran.vue.options


def test_tout_ce_qui_s_ecrit_sur_l_image_est_releve(ecran: EcranCarte) -> None:
    textes = en_image(*ce_qui_se_peint(ecran)).textes

    assert any(t.startswith("Les Lilas — toutes les opérations") for t in textes)
    assert {"Hors QPV", "Gare", "N"} <= set(textes)
    assert any(t.startswith("Contours : q.geojson") for t in textes)


def test_l_ecran_n_ecrit_de_texte_que_par_les_gestes_qui_se_relevent() -> None:
    gestes = re.compile(r"\b(?:drawText|addText|drawStaticText|drawContents|drawGlyphRun)\(")
    racine = Path(__file__).parents[3] / "ui"

    siens = [*racine.glob("*.py"), *(racine / "carte").rglob("*.py"), *(racine / "composants").rglob("*.py")]

    ecrivent = {f.relative_to(racine).as_posix() for f in siens if gestes.search(f.read_text("utf-8"))}

    assert ecrivent == {"peinture.py", "carte/etiquettes.py"}


def test_une_image_qui_ne_peut_s_ecrire_se_dit(qtbot: QtBot, ecran: EcranCarte, tmp_path: Path) -> None:
    ecran.enregistrer(str(tmp_path / "absent" / "c.png"))

    qtbot.waitUntil(ecran.erreur.isVisible)


def test_sans_contour_ni_point_l_ecran_dit_comment_en_charger(qtbot: QtBot, tmp_path: Path) -> None:
    fichier, atelier = un_fichier(tmp_path, un_menage()), Atelier()
    ecran = un_ecran(qtbot, ProjetOuvert(fichier, atelier))
    bouton = ecran.findChild(QPushButton, "carte_importer")
    assert isinstance(bouton, QPushButton) and bouton.isVisible()

    with qtbot.waitSignal(ecran.import_asked):
        bouton.click()

    atelier.close()
    fichier.fermer()


def test_une_couche_se_retire_et_l_ecran_se_relit(qtbot: QtBot, ecran: EcranCarte, ouvert: ProjetOuvert) -> None:
    ecran.entete.couches.click()
    retirer = ecran.findChild(QPushButton, "carte_retirer_1")
    assert isinstance(retirer, QPushButton)

    retirer.click()

    qtbot.waitUntil(lambda: ecran.entete.couches.text() == "Couches")
    with ouvert.fichier.lire() as session:
        assert session.scalars(select(Quartier.id)).all() == []


def test_la_camera_ajustee_montre_tout_le_rectangle() -> None:
    from PySide6.QtCore import QSizeF

    from relogement.geographie.territoires import Bornes

    taille = QSizeF(800, 600)
    camera = Camera.ajustee(Bornes(-3000, -1000, 5000, 2000), taille)

    coins = [camera.a_l_image(x, y, taille) for x, y in ((-3000, -1000), (5000, 2000))]
    assert all(0 <= c.x() <= 800 and 0 <= c.y() <= 600 for c in coins)
    assert coins[0].y() > coins[1].y()  # le nord est en haut
