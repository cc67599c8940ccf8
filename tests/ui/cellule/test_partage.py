"""« Part de chaque bailleur » et la fenêtre « Inter-bailleurs », conduites au clavier sur un vrai fichier."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.fichier import Fichier
from db.horloge import aujourdhui, maintenant
from db.partage.accueils import accueils, enregistrer_accueil
from relogement.cellule.codes import EtatSeance
from relogement.menage import Menage
from relogement.modeles import Decision, Seance
from relogement.rapprochement import cle
from tests.fabrique import un_fichier, un_logement, un_menage, un_relogement, une_operation
from ui.background import Atelier
from ui.cellule.partage import PanneauPartage
from ui.cellule.partage.accueil import FenetreAccueil
from ui.cellule.partage.barres import echelle, phrase
from ui.cellule.partage.fenetre import FenetrePartage
from ui.composants.bouton import Bouton
from ui.composants.segment import Segment
from ui.indicateurs.liste import ListeDerriere
from ui.ouvert import ProjetOuvert
from ui.peinture import textes_peints

TET, CANIGOU = "Têt Habitat", "Canigou Logement"
T, C = cle(TET), cle(CANIGOU)


def clair(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def le_projet() -> list[Menage]:
    """Quatre relogés de Têt, dont un chez Canigou ; deux restent à reloger."""
    op = une_operation()
    menages = [un_menage(f"D{rang}", nom=f"N{rang}", operation=op, bailleur=TET) for rang in range(6)]
    for menage, vers in zip(menages, (TET, TET, TET, CANIGOU), strict=False):
        un_relogement(menage, logement=un_logement(bailleur=vers))
    return menages


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, *le_projet())
    yield ouvert
    ouvert.fermer()


def promettre(ouvert: ProjetOuvert, **valeurs: object) -> None:
    with ouvert.fichier.ecrire("Engagement d’accueil") as session:
        enregistrer_accueil(session, valeurs)


def decider(ouvert: ProjetOuvert, reference: str, vers: str) -> None:
    """La séance de ce jour donne un logement à ce ménage."""
    with ouvert.fichier.ecrire("Séance") as session:
        seance = Seance(le=aujourdhui(), heure=time(9), etat=EtatSeance.OUVERTE)
        logement = un_logement(bailleur=vers)
        session.add_all([seance, logement])
        session.flush()
        menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
        session.add(Decision(
            seance_id=seance.id, menage_id=menage.id, texte="Proposer", logement_id=logement.id,
            notee_le=maintenant(),
        ))  # fmt: skip


def le_panneau(qtbot: QtBot, ouvert: ProjetOuvert) -> PanneauPartage:
    panneau = PanneauPartage(ouvert)
    qtbot.addWidget(panneau)
    panneau.resize(276, 240)
    with qtbot.waitExposed(panneau):
        panneau.show()
    panneau.refresh()
    qtbot.waitUntil(lambda: panneau.partage is not None)
    return panneau


def la_fenetre(qtbot: QtBot, ouvert: ProjetOuvert, qui: str = "") -> FenetrePartage:
    panneau = le_panneau(qtbot, ouvert)
    fenetre = panneau.ouvrir(qui)
    qtbot.waitUntil(lambda: fenetre.partage is not None)
    return fenetre


def la_saisie(fenetre: FenetrePartage) -> FenetreAccueil:
    saisie = fenetre.findChild(FenetreAccueil)
    assert isinstance(saisie, FenetreAccueil)
    return saisie


def taper(qtbot: QtBot, saisie: FenetreAccueil, nom: str, dit: str) -> None:
    champ = saisie.form.editor(nom)
    assert isinstance(champ, QLineEdit)
    champ.selectAll()
    qtbot.keyClicks(champ, dit)


def cliquer(qtbot: QtBot, ou: QWidget, nom: str) -> None:
    bouton = ou.findChild(Bouton, nom)
    assert isinstance(bouton, Bouton)
    qtbot.mouseClick(bouton, Qt.MouseButton.LeftButton)


def cases(fenetre: FenetrePartage, colonne: int) -> list[str]:
    modele = fenetre.parts.modele
    return [clair(str(modele.index(r, colonne).data())) for r in range(modele.rowCount())]


def la_note(panneau: PanneauPartage) -> str:
    note = panneau.findChild(QLabel, "partage_note")
    assert isinstance(note, QLabel)
    return clair(note.text())


def test_le_panneau_dit_la_part_de_chacun_et_son_engagement(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    promettre(ouvert, vers=CANIGOU, part_pct=40)
    panneau = le_panneau(qtbot, ouvert)

    with textes_peints() as peints:
        panneau.barres.grab()

    assert [clair(p) for p in peints] == [TET, "75,00 %", CANIGOU, "25,00 %"]
    assert [clair(phrase(ligne)) for ligne in panneau.barres.lignes] == [
        "Têt Habitat : 75,00 % (3/4), sans engagement", "Canigou Logement : 25,00 % (1/4), engagement 40 %",
    ]  # fmt: skip
    assert 75 < echelle(panneau.barres.lignes) <= 100


def test_sans_relogement_le_panneau_le_dit(qtbot: QtBot, tmp_path: Path) -> None:
    vide, atelier = un_fichier(tmp_path, un_menage("D1")), Atelier()
    panneau = le_panneau(qtbot, ProjetOuvert(vide, atelier))

    assert la_note(panneau) == "Aucun relogement encore."

    atelier.close()
    vide.fermer()


def test_une_touche_ouvre_la_fenetre_au_bailleur_choisi(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    panneau = le_panneau(qtbot, ouvert)
    panneau.barres.setFocus()
    qtbot.keyClick(panneau.barres, Qt.Key.Key_Down)

    qtbot.keyClick(panneau.barres, Qt.Key.Key_Return)

    fenetre = panneau.findChild(FenetrePartage)
    assert isinstance(fenetre, FenetrePartage)
    qtbot.waitUntil(lambda: fenetre.parts.current is not None)
    assert fenetre.parts.current.ligne.qui == C


def test_un_clic_sur_une_barre_ouvre_la_fenetre(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    panneau = le_panneau(qtbot, ouvert)

    qtbot.mouseClick(panneau.barres, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))

    fenetre = panneau.findChild(FenetrePartage)
    assert isinstance(fenetre, FenetrePartage)
    qtbot.waitUntil(lambda: fenetre.parts.current is not None)
    assert fenetre.parts.current.ligne.qui == T


def test_les_decisions_de_la_seance_se_lisent_au_panneau_et_dans_la_fenetre(
    qtbot: QtBot, ouvert: ProjetOuvert
) -> None:
    """1/4 devient 2/5."""
    decider(ouvert, "D4", CANIGOU)
    fenetre = la_fenetre(qtbot, ouvert)
    panneau = fenetre.parent()
    assert isinstance(panneau, PanneauPartage)

    assert la_note(panneau) == "Si la décision de la séance se fait : Canigou Logement 25,00 % → 40,00 %."
    assert cases(fenetre, 5) == ["60,00 %", "40,00 %"]


def test_chaque_case_s_ouvre_sur_ses_menages(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    fenetre = la_fenetre(qtbot, ouvert)
    fenetre.matrice.setFocus()
    fenetre.matrice.setCurrentIndex(fenetre.modele.index(0, 2))

    qtbot.keyClick(fenetre.matrice, Qt.Key.Key_Return)

    liste, groupes = fenetre.findChild(ListeDerriere), fenetre.findChild(Segment, "volet_groupes")
    qtbot.waitUntil(lambda: [d.reference for d in liste.modele.lignes] == ["D3"])
    assert clair(liste.modele.lignes[0].motif) == "bail du 01/03/2026, de Têt Habitat à Canigou Logement"
    groupes.set_current("NON")
    qtbot.waitUntil(lambda: [d.reference for d in liste.modele.lignes] == ["D0", "D1", "D2"])
    with qtbot.waitSignal(ouvert.dossier_asked):
        qtbot.keyClick(liste, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not fenetre.isVisible())


def test_f2_dit_ce_que_le_bailleur_a_promis_et_le_manque_se_dit(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    """40 % de 4 + 2 font 2,4 : il en faut 3, il y en a 1."""
    fenetre = la_fenetre(qtbot, ouvert, C)
    cliquer(qtbot, fenetre, "partage_engagement")
    saisie = la_saisie(fenetre)
    vers = saisie.form.editor("vers")
    assert isinstance(vers, QLineEdit)
    assert vers.text() == CANIGOU
    taper(qtbot, saisie, "part_pct", "40")
    ferme: list[int] = []
    saisie.finished.connect(ferme.append)

    cliquer(qtbot, saisie, "accueil_valider")

    qtbot.waitUntil(lambda: ferme == [QDialog.DialogCode.Accepted.value])
    qtbot.waitUntil(lambda: cases(fenetre, 7)[1] == "il en faut 2 des 2 prochains")
    assert cases(fenetre, 6)[1] == "En retard"
    assert "40 %" in clair(fenetre.modele.phrase(..., C))


def test_une_promesse_vide_est_refusee_sans_rien_perdre(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    fenetre = la_fenetre(qtbot, ouvert)
    cliquer(qtbot, fenetre, "partage_nouveau")
    saisie = la_saisie(fenetre)
    taper(qtbot, saisie, "vers", "Ouest Habitat")

    cliquer(qtbot, saisie, "accueil_valider")

    qtbot.waitUntil(lambda: "rien n’est promis" in saisie.erreur.phrase)
    taper(qtbot, saisie, "de", "ouest habitat")
    taper(qtbot, saisie, "nombre", "3")
    cliquer(qtbot, saisie, "accueil_valider")
    qtbot.waitUntil(lambda: "envers lui-même" in saisie.erreur.phrase)
    champ = saisie.form.editor("vers")
    assert isinstance(champ, QLineEdit)
    assert champ.text() == "Ouest Habitat"
    saisie.reject()
    with ouvert.fichier.lire() as session:
        assert accueils(session) == []


def test_un_engagement_saisi_par_erreur_se_retire(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    promettre(ouvert, vers=CANIGOU, part_pct=40)
    fenetre = la_fenetre(qtbot, ouvert, C)
    cliquer(qtbot, fenetre, "partage_engagement")

    cliquer(qtbot, la_saisie(fenetre), "accueil_retirer")

    qtbot.waitUntil(lambda: cases(fenetre, 3) == ["—", "—"])


def test_un_fichier_d_engagements_se_lit_et_ce_qui_cloche_se_dit(
    qtbot: QtBot, ouvert: ProjetOuvert, tmp_path: Path
) -> None:
    fenetre = la_fenetre(qtbot, ouvert)
    toml = tmp_path / "charte.toml"
    toml.write_text(
        f'[[accueil]]\nvers = "{TET}"\npart_pct = 80\n[[accueil]]\nvers = "Ouest Habitat"\npart_pct = 30\n',
        "utf-8",
    )
    cliquer(qtbot, fenetre, "partage_importer")
    dialogue = fenetre.findChild(QFileDialog, "partage_importer_dialogue")
    assert dialogue is not None

    dialogue.fileSelected.emit(str(toml))
    dialogue.reject()

    qtbot.waitUntil(lambda: cases(fenetre, 0) == [TET, CANIGOU, "Ouest Habitat"])
    assert fenetre.fait.phrase == "2 engagements lus de « charte.toml »."
    alerte = clair(fenetre.alerte.phrase)
    assert "font 110 %, plus de 100 %" in alerte
    assert "« Ouest Habitat » n’est le bailleur d’aucun logement" in alerte


@pytest.mark.parametrize(("texte", "dit"), [("", "aucun bloc"), ("[[accueil]", "pas un TOML"), ("\xe9", "UTF-8")])
def test_un_fichier_qui_ne_va_pas_ne_change_rien(
    qtbot: QtBot, ouvert: ProjetOuvert, tmp_path: Path, texte: str, dit: str
) -> None:
    fenetre = la_fenetre(qtbot, ouvert)
    toml = tmp_path / "charte.toml"
    toml.write_text(texte, "latin-1")

    fenetre.outils.lire_le_fichier(str(toml))

    assert dit in fenetre.erreur.phrase


def test_une_autre_periode_se_choisit(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    fenetre = la_fenetre(qtbot, ouvert)
    fenetre.periode.choix.setCurrentIndex(fenetre.periode.choix.count() - 1)
    qtbot.keyClicks(fenetre.periode.depuis, "01/04/2026")

    qtbot.keyClick(fenetre.periode.depuis, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: fenetre.partage is not None and not fenetre.partage.matrice.nombre())
    assert fenetre.isVisible()
    fenetre.periode.choix.set_value("projet")
    qtbot.waitUntil(lambda: cases(fenetre, 1) == ["3/4", "1/4"])


def test_chaque_widget_a_un_nom_et_se_lit(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    fenetre = la_fenetre(qtbot, ouvert)

    for widget in (fenetre, *fenetre.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.objectName(), type(widget)
            assert widget.accessibleName(), widget.objectName()


def test_un_nombre_promis_ne_se_juge_pas_sur_une_operation(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    promettre(ouvert, vers=CANIGOU, nombre=3)
    fenetre = la_fenetre(qtbot, ouvert)
    assert (cases(fenetre, 6)[1], cases(fenetre, 7)[1]) == ("En cours", "encore 2 logements")
    fenetre.reject()

    ouvert.set_operation("OP1")
    fenetre = la_fenetre(qtbot, ouvert)

    assert cases(fenetre, 6) == ["Sans engagement", "Sans objet"]
    assert cases(fenetre, 7)[1] == "un nombre se juge sur tout le projet"


def test_un_engagement_de_paire_se_lit_sous_la_matrice(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    """La moitié de 4 + 2 : il en faut 3, il y en a 1."""
    promettre(ouvert, vers=CANIGOU, de=TET, part_pct=50)
    fenetre = la_fenetre(qtbot, ouvert)

    assert clair(fenetre.paires.text()) == (
        "De Têt Habitat à Canigou Logement : 50 % ; il en faut 2 des 2 prochains"
    )
    assert "50 %" in clair(fenetre.modele.phrase(T, C))


def test_f2_sur_une_case_dit_l_engagement_de_la_paire(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    fenetre = la_fenetre(qtbot, ouvert)
    fenetre.matrice.setFocus()
    fenetre.matrice.setCurrentIndex(fenetre.modele.index(0, 2))

    cliquer(qtbot, fenetre, "partage_engagement")

    saisie = la_saisie(fenetre)
    lus = [saisie.form.editor(nom) for nom in ("vers", "de")]
    assert [champ.text() for champ in lus if isinstance(champ, QLineEdit)] == [CANIGOU, TET]


def test_dix_bailleurs_laissent_la_place_aux_autres_panneaux(qtbot: QtBot, tmp_path: Path) -> None:
    """Celui qui s'est engagé et n'a accueilli personne est celui qu'il faut voir."""
    op = une_operation()
    menages = [un_menage(f"D{rang}", operation=op, bailleur=TET) for rang in range(9)]
    for rang, menage in enumerate(menages):
        un_relogement(menage, logement=un_logement(bailleur=f"Bailleur {rang}"))
    fichier, atelier = un_fichier(tmp_path, *menages), Atelier()
    ouvert = ProjetOuvert(fichier, atelier)
    promettre(ouvert, vers=CANIGOU, part_pct=10)

    panneau = le_panneau(qtbot, ouvert)

    assert [ligne.nom for ligne in panneau.barres.lignes] == [*(f"Bailleur {r}" for r in range(7)), CANIGOU]
    assert la_note(panneau) == "Et 2 autres bailleurs."
    atelier.close()
    fichier.fermer()


def test_le_classeur_ecrit_ce_que_la_fenetre_montre(qtbot: QtBot, ouvert: ProjetOuvert, tmp_path: Path) -> None:
    promettre(ouvert, vers=CANIGOU, part_pct=40)
    fenetre = la_fenetre(qtbot, ouvert)
    _, recette = fenetre._recette()
    chemin = tmp_path / "parts.xlsx"

    fenetre.classeur.write(str(chemin), recette)

    qtbot.waitUntil(lambda: "parts.xlsx" in fenetre.fait.phrase)
    classeur = openpyxl.load_workbook(chemin)
    canigou = [cellule.value for cellule in classeur["Parts"][3]]
    assert canigou[:5] == [CANIGOU, 1, 4, 25, 40]
    assert [cellule.value for cellule in classeur["Paires"][2]][:5] == [TET, TET, 3, 4, 75]


def test_les_noms_masques_le_restent_dans_la_fenetre(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    panneau = le_panneau(qtbot, ouvert)
    panneau.set_noms(False)
    fenetre = panneau.ouvrir(C)
    qtbot.waitUntil(lambda: fenetre.parts.current is not None)

    qtbot.keyClick(fenetre.parts, Qt.Key.Key_Return)

    liste = fenetre.findChild(ListeDerriere)
    qtbot.waitUntil(lambda: [d.reference for d in liste.modele.lignes] == ["D3"])
    assert [(d.nom, d.lieu) for d in liste.modele.lignes] == [("N.", "")]
    assert not fenetre.findChild(Bouton, "volet_pourquoi").isVisible()
