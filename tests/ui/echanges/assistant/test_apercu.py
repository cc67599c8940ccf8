"""L'étape « Aperçu » : voir ce qui change, décocher, corriger une cellule, trancher, chercher, puis importer."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from sqlalchemy import select

from relogement.menage import Menage
from tests.exemples import EXEMPLES, avec_le_partage
from tests.ui.echanges.assistant.conftest import ETAT_LOCATIF, Agent
from ui.composants.segment import Segment
from ui.echanges.assistant.apercu.cellule import VueCellule
from ui.echanges.assistant.apercu.remarques import LigneRemarque
from ui.echanges.assistant.etat import Etape

CONTROLE = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def juillet(tmp_path: Path) -> Path:
    """Le mois suivant : un loyer et un nombre d'occupants ont changé."""
    chemin = tmp_path / "etat-juillet.csv"
    texte = ETAT_LOCATIF.replace("420,81", "425,00").replace("Rachid;4", "Rachid;3")
    chemin.write_text(texte, "utf-8")
    return chemin


def vue(agent: Agent, ligne: int, champ: str) -> VueCellule:
    """Ce que montre une cellule, par le numéro de sa ligne dans le fichier."""
    modele = agent.page.apercu.table.modele
    rang = next(r for r in range(modele.rowCount()) if modele.ligne(r).cle.ligne == ligne)
    trouvee = modele.vue(rang, agent.page.apercu.table.colonne_de(champ))
    assert isinstance(trouvee, VueCellule)
    return trouvee


def aller(agent: Agent, ligne: int, champ: str) -> None:
    table = agent.page.apercu.table
    rang = next(r for r in range(table.modele.rowCount()) if table.modele.ligne(r).cle.ligne == ligne)
    table.setCurrentIndex(table.modele.index(rang, table.colonne_de(champ)))
    table.setFocus()


def retaper(agent: Agent, ligne: int, champ: str, texte: str, *, partout: bool = False) -> None:
    """F2, le texte, Entrée : comme dans un tableur."""
    aller(agent, ligne, champ)
    agent.qtbot.keyClick(agent.page.apercu.table, Qt.Key.Key_F2)
    editeur = agent.page.apercu.table.findChild(QLineEdit, "apercu_cellule")
    editeur.selectAll()
    agent.qtbot.keyClicks(editeur, texte)
    agent.qtbot.keyClick(editeur, Qt.Key.Key_Return, CONTROLE if partout else Qt.KeyboardModifier.NoModifier)
    agent.attendre(lambda: not agent.page.apercu.table.is_editing)


def titulaire(agent: Agent, nom: str) -> Menage:
    with agent.ouvert.fichier.lire() as session:
        menages = session.scalars(select(Menage)).all()
        trouve = next(m for m in menages if m.titulaire and m.titulaire.nom == nom)
        assert trouve.cout_avant is not None
        session.expunge_all()
        return trouve


def lignes(agent: Agent) -> list[int]:
    modele = agent.page.apercu.table.modele
    return [modele.ligne(rang).cle.ligne for rang in range(modele.rowCount())]


def test_une_valeur_qui_change_se_lit_ancienne_puis_nouvelle(
    agent: Agent, etat_locatif: Path, juillet: Path
) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")

    agent.jusqu_a_l_apercu(juillet)

    assert agent.comptes() == ("3", "0", "2", "1", "0")
    changee = vue(agent, 2, "loyer")
    assert (changee.ancien, changee.texte) == ("420,81", "425,00")
    assert vue(agent, 4, "loyer").ancien == ""


def test_ce_que_la_lecture_a_corrige_porte_un_point(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)

    assert vue(agent, 3, "typologie").texte == "T3"  # le fichier écrit F3
    assert "F3" in vue(agent, 3, "typologie").corrigee
    assert vue(agent, 2, "typologie").corrigee == ""


def test_une_ligne_decochee_n_est_pas_importee(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)
    aller(agent, 3, "ug")

    agent.touche("apercu_table", Qt.Key.Key_Space)

    assert agent.texte("import_suite") == "Importer 2 lignes"
    agent.presser("import_suite")
    assert agent.dossiers() == 2


def test_une_ligne_decochee_se_recoche(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)
    aller(agent, 3, "ug")
    agent.touche("apercu_table", Qt.Key.Key_Space)

    agent.touche("apercu_table", Qt.Key.Key_Space)

    assert agent.texte("import_suite") == "Importer 3 lignes"


def test_une_cellule_retapee_s_importe_comme_retapee(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)

    retaper(agent, 2, "loyer", "431,20")

    assert vue(agent, 2, "loyer").texte == "431,20"
    assert vue(agent, 2, "loyer").retapee
    agent.presser("import_suite")
    assert titulaire(agent, "MOREAU").cout_avant.loyer == Decimal("431.20")  # type: ignore[union-attr]


def test_une_ligne_ecartee_se_repare_dans_sa_cellule(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "faute.csv"
    chemin.write_text(ETAT_LOCATIF.replace("377,35", "-377,35"), "utf-8")
    agent.jusqu_a_l_apercu(chemin)
    assert agent.comptes() == ("3", "2", "0", "0", "1")
    refusee = agent.page.apercu.table.modele.vue(1, 1)
    assert (refusee.mot, refusee.token) == ("Écartée", "rouge")

    retaper(agent, 3, "loyer", "377,35")

    assert agent.comptes() == ("3", "3", "0", "0", "0")


def test_une_correction_s_applique_a_tous_les_semblables(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "batiments.csv"
    chemin.write_text(ETAT_LOCATIF, "utf-8")
    agent.jusqu_a_l_apercu(chemin)

    retaper(agent, 2, "batiment", "TOUR1")
    assert agent.page.apercu.avis.isVisible()
    assert "2 autres cellules disent" in agent.page.apercu.avis.phrase
    agent.presser("apercu_semblables_appliquer")

    assert [vue(agent, n, "batiment").texte for n in (2, 3, 4)] == ["TOUR1"] * 3


def test_ctrl_entree_corrige_tous_les_semblables_d_un_coup(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)

    retaper(agent, 2, "batiment", "TOUR1", partout=True)

    assert [vue(agent, n, "batiment").texte for n in (2, 3, 4)] == ["TOUR1"] * 3
    assert not agent.page.apercu.avis.isVisible()
    assert agent.page.etape is Etape.APERCU  # Ctrl+Entrée n'a rien importé


def test_chercher_ne_garde_que_les_lignes_qui_repondent(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)

    agent.qtbot.keyClicks(agent.widget("apercu_recherche"), "maria")  # sans accent, sans majuscule
    agent.qtbot.waitUntil(lambda: lignes(agent) == [4])

    agent.widget("apercu_recherche").clear()
    agent.qtbot.waitUntil(lambda: lignes(agent) == [2, 3, 4])


def test_les_filtres_comptent_et_montrent(agent: Agent, etat_locatif: Path, juillet: Path) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")
    agent.jusqu_a_l_apercu(juillet)
    filtres = agent.ecran.findChild(Segment, "apercu_filtres")
    assert {c.texte: c.compte for c in filtres.choix}["Modifiées"] == "2"

    filtres.set_current("modifiees")

    assert lignes(agent) == [2, 3]


def _saisir_ici(agent: Agent, nom: str, personnes: int) -> None:
    """Une conseillère corrige le dossier, après l'import."""
    with agent.ouvert.fichier.ecrire("Dossier modifié") as session:
        menage = next(m for m in session.scalars(select(Menage)) if m.titulaire and m.titulaire.nom == nom)
        menage.cout_avant.loyer = Decimal(personnes)  # type: ignore[union-attr]


def test_une_saisie_recente_est_gardee_sauf_si_l_on_tranche(
    agent: Agent, etat_locatif: Path, juillet: Path
) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")
    _saisir_ici(agent, "MOREAU", 500)
    agent.jusqu_a_l_apercu(juillet)
    assert vue(agent, 2, "loyer").main
    assert vue(agent, 2, "loyer").texte == "500,00"
    aller(agent, 2, "loyer")

    rond = agent.page.apercu.verifier.findChild(QRadioButton, "conflit_loyer_prendre")
    agent.qtbot.mouseClick(rond, Qt.MouseButton.LeftButton)
    agent.attendre()

    assert (vue(agent, 2, "loyer").ancien, vue(agent, 2, "loyer").texte) == ("500,00", "425,00")
    agent.presser("import_suite")
    assert titulaire(agent, "MOREAU").cout_avant.loyer == Decimal(425)  # type: ignore[union-attr]


def test_sans_trancher_la_saisie_reste(agent: Agent, etat_locatif: Path, juillet: Path) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")
    _saisir_ici(agent, "MOREAU", 500)

    agent.importer(juillet)

    assert titulaire(agent, "MOREAU").cout_avant.loyer == Decimal(500)  # type: ignore[union-attr]


def test_valider_passe_a_la_ligne_a_verifier_suivante(agent: Agent, etat_locatif: Path, juillet: Path) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")
    for nom in ("MOREAU", "BENALI"):
        _saisir_ici(agent, nom, 500)
    chemin = juillet
    chemin.write_text(chemin.read_text("utf-8").replace("377,35", "380,00"), "utf-8")
    agent.jusqu_a_l_apercu(chemin)
    assert agent.texte("verifier_sujet") == "MOREAU Claire"
    assert agent.texte("verifier_rang") == "1 sur 2"

    agent.presser("verifier_valider")

    assert agent.texte("verifier_sujet") == "BENALI Rachid"


def test_une_base_changee_entre_temps_refuse_d_importer_ce_que_l_on_n_a_pas_vu(
    agent: Agent, etat_locatif: Path, juillet: Path
) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")
    agent.jusqu_a_l_apercu(juillet)
    _saisir_ici(agent, "MOREAU", 500)

    agent.presser("import_suite")

    assert agent.page.etape is Etape.APERCU
    assert "refaites l’aperçu" in agent.page.erreur.phrase


def test_le_lecteur_d_ecran_entend_ce_que_l_on_voit(agent: Agent, etat_locatif: Path, juillet: Path) -> None:
    agent.importer(etat_locatif)
    agent.presser("termine_encore")
    agent.jusqu_a_l_apercu(juillet)
    modele = agent.page.apercu.table.modele

    dit = modele.index(0, agent.page.apercu.table.colonne_de("loyer")).data(Qt.ItemDataRole.AccessibleTextRole)

    assert dit.endswith("420,81 devient 425,00")


@avec_le_partage
def test_une_remarque_de_lecture_montre_ses_lignes(agent: Agent) -> None:
    agent.jusqu_a_l_apercu(EXEMPLES / "etat_locatif_lilas.xlsx")
    tout = len(lignes(agent))
    remarques = agent.page.apercu.remarques.findChildren(LigneRemarque)
    zeros = next(r for r in remarques if "UG sans zéros" in r.text())

    agent.qtbot.mouseClick(zeros, Qt.MouseButton.LeftButton)
    agent.attendre()

    assert len(lignes(agent)) == 15  # « 15 UG sans zéros de tête »
    agent.qtbot.mouseClick(zeros, Qt.MouseButton.LeftButton)
    assert len(lignes(agent)) == tout


def test_les_dates_se_montrent_a_la_francaise(agent: Agent, etat_locatif: Path) -> None:
    agent.jusqu_a_l_apercu(etat_locatif)

    assert vue(agent, 2, "date_entree_bail").texte == date(2007, 3, 1).strftime("%d/%m/%Y")
    assert QApplication.activeModalWidget() is None
