"""Le vidage d'un immeuble, conduit au clavier et à la souris, sur un vrai fichier."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from db.horloge import aujourdhui
from relogement.menage import Menage
from relogement.nomenclatures import Etat, StatutLogement, Typologie
from relogement.parcours import Etape
from relogement.vidage.cases import Occupation
from tests.fabrique import un_fichier, un_logement_quitte, un_menage, un_relogement, une_operation
from ui.background import Atelier
from ui.cellule import EcranCellule
from ui.cellule.vidage.page import PageVidage
from ui.cellule.vidage.scenarios import VoletScenarios
from ui.composants.pressable import Pressable
from ui.ouvert import ProjetOuvert

AU = aujourdhui()
MONTRES: list[EcranCellule] = []  # une page seule ne retient pas l'écran qui la porte


def il_y_a(jours: int) -> date:
    return AU - timedelta(days=jours)


def l_immeuble() -> list[object]:
    """Deux entrées de deux étages : C1 a un relogé, une loge, deux occupés ; C2 un vacant et trois refus."""
    a = une_operation(
        "A", concertation_le=il_y_a(300), vide_le=AU + timedelta(days=100), maitre_ouvrage="Têt Habitat"
    )
    b = une_operation("B", vide_le=AU + timedelta(days=400))

    def en(entree: str, etage: str, porte: str, statut: StatutLogement = StatutLogement.LOUE) -> object:
        return un_logement_quitte(
            a, ug=f"{entree}{etage}{porte}", batiment="C", entree=entree, etage=etage, porte=porte, statut=statut,
            typologie=Typologie.T4,
        )  # fmt: skip

    def de(reference: str, nom: str, lieu: object, *etapes: tuple[Etat, date]) -> Menage:
        menage = un_menage(reference, nom=nom, operation=a, logement_quitte=lieu, nb_personnes=4)
        menage.etapes.extend(Etape(etat=etat, le=le) for etat, le in etapes)
        menage.etat = etapes[-1][0]
        return menage

    parti = de("R1", "AMARI", en("C1", "RDC", "1"), (Etat.RECENSE, il_y_a(250)), (Etat.EMMENAGE, il_y_a(30)))
    un_relogement(parti, bail_le=il_y_a(40), entree_le=il_y_a(30))
    recense = de("O1", "BERTRAND", en("C1", "R+1", "1"), (Etat.RECENSE, il_y_a(200)))
    cherche = de("O2", "DUPONT", en("C1", "1er", "2"), (Etat.RECENSE, il_y_a(200)), (Etat.RECHERCHE, il_y_a(20)))
    refus = de("O3", "BAYLE", en("C2", "RDC", "1"), (Etat.RECENSE, il_y_a(200)), (Etat.TROIS_REFUS, il_y_a(9)))
    loge, vacant = en("C1", "RDC", "2", StatutLogement.FONCTION), en("C2", "1", "1", StatutLogement.VACANT)
    ailleurs = un_logement_quitte(b, ug="B1", entree="1", etage="1", porte="1")
    return [parti, recense, cherche, refus, loge, vacant, ailleurs]


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path)
    with ouvert.ecrire("Immeuble") as session:
        session.add_all(l_immeuble())
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def ouvert(fichier: Fichier) -> Iterator[ProjetOuvert]:
    atelier = Atelier()
    yield ProjetOuvert(fichier, atelier)
    atelier.close()
    MONTRES.clear()


@pytest.fixture
def ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> PageVidage:
    return un_ecran(qtbot, ouvert)


def un_ecran(qtbot: QtBot, ouvert: ProjetOuvert) -> PageVidage:
    ecran = EcranCellule(ouvert)
    MONTRES.append(ecran)
    qtbot.addWidget(ecran)
    ecran.resize(1280, 820)
    with qtbot.waitExposed(ecran):
        ecran.show()
    ecran.activateWindow()
    page = ecran.vidage()
    ecran.refresh()
    qtbot.waitUntil(lambda: page.vue is not None and page.pile.lues)
    return page


def texte(ecran: QWidget, nom: str) -> str:
    trouve = ecran.window().findChild(QLabel, nom)
    assert isinstance(trouve, QLabel), nom
    return trouve.text()


def bouton(ecran: QWidget, nom: str) -> Pressable:
    trouve = ecran.window().findChild(Pressable, nom)
    assert isinstance(trouve, Pressable), nom
    return trouve


def taper(qtbot: QtBot, widget: QWidget, *touches: Qt.Key) -> None:
    widget.setFocus()
    for touche in touches:
        qtbot.keyClick(widget, touche)


def choisi(ecran: PageVidage) -> str:
    place = ecran.cages.choisie
    assert place is not None
    dossier = place.case.dossier
    return dossier.reference if dossier else place.case.occupation.value


def numero(fichier: Fichier, reference: str) -> int:
    with fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def test_l_operation_la_plus_proche_de_sa_cible_se_montre_avec_ses_chiffres(ecran: PageVidage) -> None:
    assert texte(ecran, "vidage_titre") == "Vidage du bâtiment C"
    assert texte(ecran, "vidage_detail") == "Opération A, Têt Habitat, 6 logements"
    dits = {c.titre: (c.valeur, c.note) for c in ecran.chiffres.montres}
    assert dits["Jours restants"] == ("100", "démolition non datée")
    assert dits["Logements vides"] == ("2", "sur 6, 33,33\u202f%")
    assert dits["À vider"] == ("4", "3 ménages, 1 logement de fonction")


def test_les_fleches_vont_de_porte_en_porte_et_d_une_entree_a_l_autre(qtbot: QtBot, ecran: PageVidage) -> None:
    taper(qtbot, ecran.cages, Qt.Key.Key_Right)
    assert choisi(ecran) == "O1"  # en haut à gauche : C1, premier étage, porte 1
    taper(qtbot, ecran.cages, Qt.Key.Key_Right)
    assert choisi(ecran) == "O2"
    taper(qtbot, ecran.cages, Qt.Key.Key_Right)
    assert choisi(ecran) == "VACANT"  # C2, premier étage
    taper(qtbot, ecran.cages, Qt.Key.Key_Down)
    assert choisi(ecran) == "O3"
    taper(qtbot, ecran.cages, Qt.Key.Key_Left)
    assert choisi(ecran) == "FONCTION"
    taper(qtbot, ecran.cages, Qt.Key.Key_PageDown)
    assert choisi(ecran) == "O3"
    taper(qtbot, ecran.cages, Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert choisi(ecran) == "O1"


def test_entree_ouvre_le_dossier_de_la_porte(qtbot: QtBot, ecran: PageVidage, ouvert: ProjetOuvert) -> None:
    taper(qtbot, ecran.cages, Qt.Key.Key_Home)

    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.keyClick(ecran.cages, Qt.Key.Key_Return)

    assert demande.args == [numero(ouvert.fichier, "O1")]


def test_un_clic_choisit_et_un_double_clic_ouvre(qtbot: QtBot, ecran: PageVidage, ouvert: ProjetOuvert) -> None:
    plan = ecran.cages.plan
    assert plan is not None
    place = next(p for p in plan.places if p.case.dossier and p.case.dossier.reference == "O3")
    milieu: QPoint = ecran.cages.zone(place).center().toPoint()

    qtbot.mouseClick(ecran.cages.viewport(), Qt.MouseButton.LeftButton, pos=milieu)
    assert choisi(ecran) == "O3"
    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.mouseDClick(ecran.cages.viewport(), Qt.MouseButton.LeftButton, pos=milieu)

    assert demande.args == [numero(ouvert.fichier, "O3")]


def test_le_curseur_remonte_le_temps_et_la_porte_choisie_le_reste(qtbot: QtBot, ecran: PageVidage) -> None:
    taper(qtbot, ecran.cages, Qt.Key.Key_End, Qt.Key.Key_PageUp)
    taper(qtbot, ecran.cages, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert choisi(ecran) == "R1"

    taper(qtbot, ecran.dates.curseur, *[Qt.Key.Key_Left] * 5)  # cinq semaines : avant son départ, il y a 30 jours
    qtbot.waitUntil(lambda: ecran.vue is not None and ecran.vue.au == il_y_a(35))

    assert choisi(ecran) == "R1"
    assert ecran.cages.choisie is not None and ecran.cages.choisie.case.occupation is Occupation.MENAGE
    assert texte(ecran, "vidage_au") == f"Au {il_y_a(35):%d/%m/%Y}"
    assert {c.titre: c.valeur for c in ecran.chiffres.montres}["Logements vides"] == "1"

    bouton(ecran, "vidage_aujourdhui").click()
    qtbot.waitUntil(lambda: ecran.vue is not None and ecran.vue.au == AU)
    assert {c.titre: c.valeur for c in ecran.chiffres.montres}["Logements vides"] == "2"


def test_le_curseur_ne_sort_pas_de_l_operation(qtbot: QtBot, ecran: PageVidage) -> None:
    taper(qtbot, ecran.dates.curseur, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert ecran.dates.curseur.le == il_y_a(300)
    taper(qtbot, ecran.dates.curseur, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
    assert ecran.dates.curseur.le == AU


def test_n_masque_les_noms_partout(qtbot: QtBot, ecran: PageVidage) -> None:
    modele = ecran.bloque.modele
    noms = [modele.index(rang, 0).data() for rang in range(modele.rowCount())]
    assert noms == ["BERTRAND", "BAYLE", "DUPONT"]  # du plus en amont au plus près du départ
    taper(qtbot, ecran.cages, Qt.Key.Key_Home)

    qtbot.keyClick(ecran.cages, Qt.Key.Key_N)

    assert [modele.index(rang, 0).data() for rang in range(modele.rowCount())] == ["O1", "O3", "O2"]
    lus = ecran.cages.accessibleName() + ecran.cages.accessibleDescription()
    assert not any(nom in lus for nom in noms)
    qtbot.keyClick(ecran.cages, Qt.Key.Key_N)
    assert "BAYLE" in ecran.cages.accessibleDescription()


def test_qui_bloque_montre_sa_porte_et_s_ouvre(qtbot: QtBot, ecran: PageVidage, ouvert: ProjetOuvert) -> None:
    taper(qtbot, ecran.bloque, Qt.Key.Key_Down)  # la première ligne l'est dès que la table a le clavier
    assert choisi(ecran) == "O3"

    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.keyClick(ecran.bloque, Qt.Key.Key_Return)

    assert demande.args == [numero(ouvert.fichier, "O3")]


def test_un_acte_ecrit_ailleurs_se_voit_sans_quitter_la_date(
    qtbot: QtBot, ecran: PageVidage, ouvert: ProjetOuvert
) -> None:
    taper(qtbot, ecran.dates.curseur, Qt.Key.Key_Left)

    def sortir(session: object) -> None:
        from sqlalchemy.orm import Session

        assert isinstance(session, Session)
        menage = session.scalars(select(Menage).where(Menage.reference == "O2")).one()
        menage.sorti_le, menage.etat = il_y_a(8), Etat.SORTI
        menage.etapes.append(Etape(etat=Etat.SORTI, le=il_y_a(8)))

    ouvert.write("Sortie", sortir)

    qtbot.waitUntil(lambda: ecran.vue is not None and ecran.vue.tableau.comptes.vides == 3)
    assert ecran.vue is not None and ecran.vue.au == il_y_a(7)


def test_une_autre_operation_et_une_operation_sans_logement(
    qtbot: QtBot, ecran: PageVidage, ouvert: ProjetOuvert
) -> None:
    ecran.entete.operation_chosen.emit("B")
    qtbot.waitUntil(lambda: texte(ecran, "vidage_titre") == "Vidage de Opération B")
    assert not ecran.entete.operations.isVisible()  # la barre du haut la dit déjà

    with ouvert.fichier.ecrire("Opération vide") as session:
        session.add(une_operation("C"))
    ouvert.set_operation("C")

    qtbot.waitUntil(lambda: ecran.pile.vides)
    with qtbot.waitSignal(ecran.import_asked):
        bouton(ecran, "vidage_importer").click()


def test_vide_quand_se_calcule_a_chaque_touche_et_refuse_d_une_phrase(qtbot: QtBot, ecran: PageVidage) -> None:
    bouton(ecran, "vidage_quand").click()
    volet = ecran.window().findChild(VoletScenarios)
    assert isinstance(volet, VoletScenarios)
    assert "1 logement vidé en 12 mois, il en faut 10" in volet.phrase("rythme")
    champ = volet.findChild(QLineEdit, "scenario_par_mois")
    assert isinstance(champ, QLineEdit)

    qtbot.keyClicks(champ, "2")  # quatre logements à deux par mois : deux mois, soit 61 jours

    attendue = AU + timedelta(days=61)
    assert volet.phrase("choisi").startswith(f"Vide le {attendue:%d/%m/%Y}, entre le ")
    assert "39 jours d’avance" in volet.phrase("choisi")
    champ.clear()
    qtbot.keyClicks(champ, "0")
    assert volet.phrase("choisi") == "Le rythme doit être un nombre de logements par mois, plus grand que zéro."
    qtbot.waitUntil(lambda: texte(ecran, "scenario_criteres") != "Lecture…")
    qtbot.keyClick(champ, Qt.Key.Key_Escape)
    assert not volet.isVisible()


def test_de_trois_cents_logements_ne_se_peignent_que_ceux_que_l_on_voit(
    qtbot: QtBot, ouvert: ProjetOuvert
) -> None:
    grande = une_operation("G", vide_le=AU + timedelta(days=10))
    with ouvert.fichier.ecrire("Grand immeuble") as session:
        session.add_all(
            un_logement_quitte(
                grande, ug=f"{n}", batiment=f"T{n % 2}", entree=f"{n % 20}", etage=f"R+{n // 20 % 5}",
                porte=f"{n // 100}",
            )
            for n in range(300)
        )  # fmt: skip
    ouvert.set_operation("G")
    ecran = un_ecran(qtbot, ouvert)
    assert ecran.cages.horizontalScrollBar().maximum() > 0

    taper(qtbot, ecran.cages, Qt.Key.Key_End)

    place = ecran.cages.choisie
    assert place is not None
    assert ecran.cages.viewport().rect().contains(ecran.cages.zone(place).toRect())
    assert texte(ecran, "vidage_titre") == "Vidage de Opération G"
    image = QImage(ecran.size(), QImage.Format.Format_RGB32)
    ecran.render(image)  # rien ne déborde, rien n'échoue


def test_projeter_se_demande_au_clic_et_echap_ne_fait_rien_en_fenetre(qtbot: QtBot, ecran: PageVidage) -> None:
    tout = ecran.window()
    assert isinstance(tout, EcranCellule)
    with qtbot.waitSignal(tout.project_asked):
        bouton(ecran, "cellule_projeter").click()
    with qtbot.assertNotEmitted(tout.project_asked):
        qtbot.keyClick(ecran, Qt.Key.Key_Escape)


def test_l_immeuble_s_imprime_sans_les_noms_s_ils_sont_masques(
    qtbot: QtBot, ecran: PageVidage, tmp_path: Path
) -> None:
    qtbot.keyClick(ecran.cages, Qt.Key.Key_N)
    bouton(ecran, "vidage_imprimer").click()
    dialogue = ecran.findChild(QFileDialog, "vidage_dialogue_pdf")
    assert isinstance(dialogue, QFileDialog)
    vers = tmp_path / "vidage.pdf"

    dialogue.fileSelected.emit(str(vers))
    qtbot.waitUntil(vers.exists)
    dialogue.close()

    textes = " ".join(page.extract_text() for page in PdfReader(vers).pages)
    assert "O3" in textes
    assert "BAYLE" not in textes
