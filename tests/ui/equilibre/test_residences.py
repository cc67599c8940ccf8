"""La fenêtre des résidences : l'indice, ses parts, la saisie à la main, le secret ; à la souris et au clavier."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db import horloge
from db.equilibre.ecriture import enregistrer_residence, mesurer
from db.equilibre.lecture import lire_parc
from db.fichier import Fichier
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.equilibre.table import Perimetre
from relogement.textes import FINE, INSECABLE
from tests.fabrique import un_fichier, un_logement
from ui.background import Atelier
from ui.composants.bouton import Bouton
from ui.equilibre import FenetreResidences
from ui.equilibre.saisie import FenetreResidence
from ui.ouvert import ProjetOuvert

DONNEES = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    """Deux résidences de 40 logements, à 30 % et 10 % : indices 150 et 50 ; une de quatre ménages."""
    ouvert = un_fichier(tmp_path)
    with ouvert.ecrire("Résidences") as session:
        for nom, bailleur, logements, q1 in (
            ("Les Tours", "Têt Habitat", 40, 12), ("Les Pins", "Canigou Logement", 40, 4),
            ("Le Mas", "Têt Habitat", 4, 2),
        ):  # fmt: skip
            numero = enregistrer_residence(
                session, None, {"nom": nom, "bailleur": bailleur, "nb_logements": logements}
            )
            mesurer(session, numero, DONNEES, [Mesure(Indicateur.Q1, DONNEES, None, q1, logements)])
        session.add(un_logement(residence="Les Oubliés"))
    yield ouvert
    ouvert.fermer()


@pytest.fixture
def fenetre(qtbot: QtBot, fichier: Fichier) -> Iterator[FenetreResidences]:
    atelier, pannes, dessous = Atelier(), [], QWidget()
    atelier.crashed.connect(pannes.append)
    dessous.resize(1440, 900)
    dessous.show()
    qtbot.addWidget(dessous)
    ouvert = ProjetOuvert(fichier, atelier)
    ouverte = FenetreResidences(ouvert, dessous)
    ouverte.open()
    qtbot.waitUntil(lambda: len(ouverte.table.modele.lignes) == 3)
    yield ouverte
    atelier.close()
    assert pannes == []


def residences(fichier: Fichier) -> dict[str, ResidenceLue]:
    with fichier.lire() as session:
        return {r.nom: r for r in lire_parc(session).residences}


def la_saisie(qtbot: QtBot, fenetre: FenetreResidences, bouton: Bouton) -> FenetreResidence:
    QTest.mouseClick(bouton, Qt.MouseButton.LeftButton)
    saisie = fenetre.findChildren(FenetreResidence)[-1]
    qtbot.waitUntil(saisie.isActiveWindow)
    return saisie


def taper(saisie: FenetreResidence, nom: str, texte: str) -> None:
    champ = saisie.form.findChild(QLineEdit, nom)
    assert isinstance(champ, QLineEdit)
    champ.setFocus()
    champ.selectAll()
    QTest.keyClicks(champ, texte)


def dit(widget: QWidget, nom: str) -> str:
    trouve = widget.findChild(QWidget, nom)
    assert isinstance(trouve, QWidget)
    return trouve.text().replace(FINE, " ").replace(INSECABLE, " ")  # type: ignore[attr-defined,no-any-return]


def test_les_plus_fragiles_d_abord_et_la_choisie_s_ouvre_en_ses_parts(fenetre: FenetreResidences) -> None:
    dits = [(li.residence.nom, li.indice.dite if li.indice else None) for li in fenetre.table.modele.lignes]

    assert dits == [("Les Tours", "150"), ("Les Pins", "50"), ("Le Mas", None)]
    (part,) = [p for p in fenetre.volet.parts.modele.lignes if p.mesure is not None]
    assert (part.dite, part.poids) == ("150", 20)
    assert "indice 150 (100 : toutes les résidences)" in dit(fenetre, "residence_detail")
    assert "Les Oubliés" in dit(fenetre, "residences_sans_donnees")


def test_une_residence_de_quatre_menages_ne_montre_rien(fenetre: FenetreResidences) -> None:
    QTest.keyClick(fenetre.table, Qt.Key.Key_Down)
    QTest.keyClick(fenetre.table, Qt.Key.Key_Down)

    assert "Moins de 5 ménages : non montré" in dit(fenetre, "residence_detail")
    assert not fenetre.volet.parts.modele.lignes
    assert not fenetre.volet.histoire.modele.lignes


def test_contre_le_parc_de_son_bailleur_chacune_est_a_cent(qtbot: QtBot, fenetre: FenetreResidences) -> None:
    fenetre.perimetre.set_current(Perimetre.BAILLEUR.value)

    qtbot.waitUntil(lambda: [li.indice.dite for li in fenetre.table.modele.lignes if li.indice] == ["100", "100"])


def test_filtrer_ignore_les_accents(fenetre: FenetreResidences) -> None:
    QTest.keyClicks(fenetre.recherche, "tet tours")

    assert [li.residence.nom for li in fenetre.table.modele.lignes] == ["Les Tours"]


def test_une_residence_se_saisit_a_la_main(qtbot: QtBot, fichier: Fichier, fenetre: FenetreResidences) -> None:
    saisie = la_saisie(qtbot, fenetre, fenetre.nouvelle)
    for nom, texte in (
        ("nom", "Les Cedres"), ("nb_logements", "50"), ("au", "01/01/2026"), ("q1", "14 sur 45"), ("apl", "62 %"),
    ):  # fmt: skip
        taper(saisie, nom, texte)
    QTest.keyClick(saisie.form, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: len(fenetre.table.modele.lignes) == 4)
    lue = residences(fichier)["Les Cedres"]
    q1, apl = lue.mesures[Indicateur.Q1], lue.mesures[Indicateur.APL]
    assert (lue.nb_logements, q1.nombre, q1.sur, apl.taux) == (50, 14, 45, 62)


@pytest.mark.parametrize(
    ("champ", "texte", "phrase"),
    [
        ("q1", "46 sur 45", "compte plus de ménages"),
        ("q1", "0,31", "avec le signe %"),
        ("q1", "120 %", "il va de 0 à 100"),
    ],
)
def test_une_valeur_impossible_se_dit_sous_son_champ_sans_rien_perdre(
    qtbot: QtBot, fichier: Fichier, fenetre: FenetreResidences, champ: str, texte: str, phrase: str
) -> None:
    saisie = la_saisie(qtbot, fenetre, fenetre.nouvelle)
    for nom, dits in (("nom", "Les Cedres"), ("au", "01/01/2026"), (champ, texte)):
        taper(saisie, nom, dits)

    QTest.mouseClick(saisie.valider, Qt.MouseButton.LeftButton)

    assert phrase in dit(saisie, f"{champ}_remarque")
    assert saisie.isVisible()
    assert "Les Cedres" not in residences(fichier)


def test_une_date_a_venir_est_refusee(qtbot: QtBot, fichier: Fichier, fenetre: FenetreResidences) -> None:
    saisie = la_saisie(qtbot, fenetre, fenetre.nouvelle)
    for nom, texte in (("nom", "Les Cedres"), ("au", "21/11/2026"), ("q1", "30 %")):
        taper(saisie, nom, texte)
    QTest.mouseClick(saisie.valider, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "n’est pas encore passé" in saisie.erreur.accessibleName())
    qtbot.waitUntil(saisie.valider.isEnabled)
    assert "Les Cedres" not in residences(fichier)


def test_une_autre_date_part_de_vide_et_n_efface_pas_la_precedente(
    qtbot: QtBot, fichier: Fichier, fenetre: FenetreResidences
) -> None:
    saisie = la_saisie(qtbot, fenetre, fenetre.volet.modifier)
    assert saisie.form.values()["q1"] == "12 sur 40"

    taper(saisie, "au", "01/01/2026")
    QTest.keyClick(saisie.form.findChild(QLineEdit, "au"), Qt.Key.Key_Tab)
    assert saisie.form.values()["q1"] is None
    taper(saisie, "q1", "10 sur 40")
    QTest.mouseClick(saisie.valider, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(residences(fichier)["Les Tours"].histoire) == 2)
    qtbot.waitUntil(lambda: fenetre.table.modele.lignes[0].indice.dite == "143")  # 25 % contre 17,5 %
    assert [m.nombre for m in residences(fichier)["Les Tours"].histoire] == [10, 12]


def test_ce_qui_est_tape_avant_de_changer_la_date_reste_seul(
    qtbot: QtBot, fichier: Fichier, fenetre: FenetreResidences
) -> None:
    saisie = la_saisie(qtbot, fenetre, fenetre.volet.modifier)
    taper(saisie, "apl", "62 %")
    taper(saisie, "au", "01/01/2026")
    QTest.mouseClick(saisie.valider, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(residences(fichier)["Les Tours"].histoire) == 2)
    dits = [(m.au.year, m.indicateur) for m in residences(fichier)["Les Tours"].histoire]
    assert dits == [(2026, Indicateur.APL), (2025, Indicateur.Q1)]


def test_deux_residences_du_meme_nom_chez_un_bailleur_se_refusent(
    qtbot: QtBot, fenetre: FenetreResidences
) -> None:
    saisie = la_saisie(qtbot, fenetre, fenetre.nouvelle)
    taper(saisie, "nom", "LES TOURS")
    taper(saisie, "bailleur", "tet habitat")
    QTest.mouseClick(saisie.valider, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "est déjà une résidence de ce bailleur" in saisie.erreur.accessibleName())
    qtbot.waitUntil(saisie.valider.isEnabled)


def test_retirer_ote_la_residence_et_ses_mesures(
    qtbot: QtBot, fichier: Fichier, fenetre: FenetreResidences
) -> None:
    QTest.mouseClick(fenetre.volet.retirer, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: [li.residence.nom for li in fenetre.table.modele.lignes] == ["Les Pins", "Le Mas"])
    assert "Ctrl+Z" in fenetre.fait.accessibleName()
    assert "Les Tours" not in residences(fichier)


def test_le_tableau_des_partenaires_s_ecrit_sans_les_residences_secretes(
    qtbot: QtBot, tmp_path: Path, fenetre: FenetreResidences
) -> None:
    fenetre.write(str(tmp_path / "residences.csv"))

    qtbot.waitUntil(lambda: "2 résidences dans" in fenetre.fait.accessibleName())
    ecrit = (tmp_path / "residences.csv").read_text("utf-8-sig")
    assert "Les Tours" in ecrit
    assert "Le Mas" not in ecrit


def test_importer_ferme_la_fenetre_et_le_demande(qtbot: QtBot, fenetre: FenetreResidences) -> None:
    with qtbot.waitSignal(fenetre.import_asked):
        QTest.mouseClick(fenetre.importer, Qt.MouseButton.LeftButton)
