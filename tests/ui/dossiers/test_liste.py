"""La liste des dossiers se trie, se filtre en tapant, se compte et s'ouvre au clavier."""

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dossiers.conftest import montrer, references
from ui.composants.filtre import ChipFiltre
from ui.composants.onglets import Onglets
from ui.composants.vue import Vignette
from ui.dossiers import EcranDossiers
from ui.ouvert import ProjetOuvert

PAR_NOM = ["AC-002-1", "AC-002", "AC-001", "BL-001"]
TEXTE_VIDE = Qt.KeyboardModifier.NoModifier


def taper(dans: QWidget, texte: str) -> None:
    """Une touche par lettre, accents compris."""
    for lettre in texte:
        for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(dans, QKeyEvent(genre, 0, TEXTE_VIDE, lettre))


def filtre(ecran: EcranDossiers) -> QLineEdit:
    return ecran.findChild(QLineEdit, "filtre")


def lu(ecran: EcranDossiers, nom: str) -> str:
    return ecran.findChild(Vignette, nom).vue.lu()


def pastille(ecran: EcranDossiers) -> ChipFiltre | None:
    return ecran.findChild(ChipFiltre, "filtre_pose_0")


def oter(qtbot: QtBot, chip: ChipFiltre) -> None:
    """Clique sur la croix d'une pastille."""
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.cross().center())


def cliquer_en_tete(qtbot: QtBot, ecran: EcranDossiers, colonne: int) -> None:
    entete = ecran.table.horizontalHeader()
    ou = entete.viewport().rect().center()
    ou.setX(entete.sectionViewportPosition(colonne) + 20)
    qtbot.mouseClick(entete.viewport(), Qt.MouseButton.LeftButton, pos=ou)


def test_les_dossiers_sont_ranges_par_nom(ecran: EcranDossiers) -> None:
    assert references(ecran) == PAR_NOM


def test_le_filtre_ignore_accents_apostrophes_et_ordre_des_mots(ecran: EcranDossiers) -> None:
    taper(filtre(ecran), "aissatou ndiay")

    assert references(ecran) == ["AC-001"]


def test_le_filtre_comprend_ce_qui_est_tape_avec_ses_accents(ecran: EcranDossiers) -> None:
    taper(filtre(ecran), "Chloé")

    assert references(ecran) == ["AC-002-1"]


def test_le_filtre_trouve_un_telephone_et_une_ug_sans_ses_zeros(ecran: EcranDossiers) -> None:
    taper(filtre(ecran), "06 12 34")
    par_telephone = references(ecran)
    filtre(ecran).clear()
    taper(filtre(ecran), "46002")

    assert par_telephone == ["AC-001"]
    assert references(ecran) == ["AC-002"]


def test_taper_dans_la_table_filtre(qtbot: QtBot, ecran: EcranDossiers) -> None:
    qtbot.keyClicks(ecran.table, "zao")

    assert filtre(ecran).text() == "zao"
    assert references(ecran) == ["BL-001"]


def test_un_seul_tiret_ne_filtre_rien(ecran: EcranDossiers) -> None:
    taper(filtre(ecran), "-")

    assert references(ecran) == PAR_NOM


def test_ctrl_f_donne_le_clavier_au_filtre(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.activateWindow()
    qtbot.keyClick(ecran.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(filtre(ecran).hasFocus)


def test_la_vue_a_reloger_se_compte_et_sa_croix_ramene_a_tous(qtbot: QtBot, ecran: EcranDossiers) -> None:
    onglets = ecran.findChild(Onglets, "vues")
    onglets.set_current("a_reloger")
    montres, nom = references(ecran), onglets.accessibleName()

    assert montres == PAR_NOM[:3]
    assert nom == "Vue À reloger 3"

    croix = pastille(ecran)
    assert croix is not None
    oter(qtbot, croix)

    assert references(ecran) == PAR_NOM
    assert onglets.current == "tous"


def test_l_echeance_a_moins_de_sept_jours(ecran: EcranDossiers) -> None:
    # Offre notifiée le 23/10/2026, réponse attendue le lundi 23/11 : trois jours après le 20.
    ecran.findChild(Onglets, "vues").set_current("bientot")

    assert references(ecran) == ["AC-001"]


def test_le_rac_avant_inconnu_ne_vise_que_les_titulaires(ecran: EcranDossiers) -> None:
    ecran.findChild(Onglets, "vues").set_current("rac_inconnu")

    assert references(ecran) == ["AC-002"]


def test_une_recherche_sans_reponse_offre_d_effacer(qtbot: QtBot, ecran: EcranDossiers) -> None:
    taper(filtre(ecran), "personne")
    effacer = ecran.findChild(QPushButton, "effacer_filtres")
    phrase = ecran.findChild(QLabel, "vide_filtre_phrase").text()
    visible = effacer.isVisible()
    qtbot.mouseClick(effacer, Qt.MouseButton.LeftButton)

    assert visible
    assert phrase == "0 dossier sur 4"
    assert references(ecran) == PAR_NOM
    assert filtre(ecran).text() == ""


def test_cliquer_l_en_tete_trie_et_cliquer_encore_renverse(qtbot: QtBot, ecran: EcranDossiers) -> None:
    # RAC avant : 400 + 100 − 250 = 250 ; 300 + 80 − 200 = 180 ; les deux autres sont inconnus.
    cliquer_en_tete(qtbot, ecran, 6)
    montant = references(ecran)
    cliquer_en_tete(qtbot, ecran, 6)

    assert montant == ["BL-001", "AC-001", "AC-002-1", "AC-002"]
    assert references(ecran) == ["AC-001", "BL-001", "AC-002-1", "AC-002"]


def test_le_tri_reste_pendant_le_filtre_et_a_la_reouverture(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert, magasin: QSettings
) -> None:
    cliquer_en_tete(qtbot, ecran, 2)  # 1, 2, 4 et 5 personnes
    taper(filtre(ecran), "a")
    par_personnes = references(ecran)
    qtbot.waitUntil(lambda: '"tri": "personnes"' in str(magasin.value("dossiers/vues/tous")))
    rouvert = montrer(qtbot, ouvert, magasin)

    assert par_personnes == ["AC-002-1", "AC-002", "AC-001"]
    assert references(rouvert) == ["AC-002-1", "AC-002", "BL-001", "AC-001"]


def test_le_pied_compte_dossiers_personnes_et_rac_median(ecran: EcranDossiers) -> None:
    # Personnes : 5 + 2 + 1 + 4 ; RAC avant connus : 250 et 180, médiane (250 + 180) / 2.
    entier = [lu(ecran, nom) for nom in ("pied_dossiers", "pied_personnes", "pied_rac")]
    taper(filtre(ecran), "faure")

    assert entier == ["4 dossiers", "12 personnes", "RAC avant médian 215,00\u202f€ (2 connus)"]
    assert lu(ecran, "pied_dossiers") == "2 dossiers affichés sur 4"
    assert lu(ecran, "pied_rac") == "RAC avant médian NR (0 connu)"


def test_entree_ouvre_le_dossier_choisi(qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert) -> None:
    with qtbot.waitSignal(ouvert.dossier_asked) as depuis_la_table:
        qtbot.keyClick(ecran.table, Qt.Key.Key_Down)
        qtbot.keyClick(ecran.table, Qt.Key.Key_Return)
    taper(filtre(ecran), "zaoui")
    with qtbot.waitSignal(ouvert.dossier_asked) as depuis_le_filtre:
        qtbot.keyClick(filtre(ecran), Qt.Key.Key_Return)

    assert depuis_la_table.args == [ecran_id(ouvert, "AC-002")]
    assert depuis_le_filtre.args == [ecran_id(ouvert, "BL-001")]


def test_double_cliquer_ouvre_le_dossier(qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert) -> None:
    ou = ecran.table.visualRect(ecran.modele.index(2, 1)).center()
    qtbot.mouseClick(ecran.table.viewport(), Qt.MouseButton.LeftButton, pos=ou)
    with qtbot.waitSignal(ouvert.dossier_asked) as demande:
        qtbot.mouseDClick(ecran.table.viewport(), Qt.MouseButton.LeftButton, pos=ou)

    assert demande.args == [ecran_id(ouvert, "AC-001")]


def test_ctrl_c_copie_la_selection_avec_les_en_tetes(qtbot: QtBot, ecran: EcranDossiers) -> None:
    QApplication.clipboard().clear()
    qtbot.keyClick(ecran.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(ecran.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copies = "4 dossiers copiés, à coller dans un tableur"
    qtbot.waitUntil(lambda: lu(ecran, "pied_selection") == copies)
    titres, *lignes = [ligne.split("\t") for ligne in QApplication.clipboard().text().splitlines()]
    offre = dict(zip(titres, lignes[2], strict=True))

    # APL estimée 230 : 420 + 90 − 230 = 280.
    assert len(lignes) == 4
    assert titres[:3] == ["Dossier", "Ménage", "Pers."]
    assert offre["Ménage"] == "N’DIAYE Aïssatou"
    assert (offre["RAC avant (€)"], offre["RAC après ou offre (€)"], offre["RAC estimé"]) == (
        "250,00",
        "280,00",
        "oui",
    )
    assert offre["Prochaine échéance"] == "23/11/2026"


def test_une_ecriture_garde_la_ligne_choisie(qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert) -> None:
    from relogement.modeles import Menage

    ecran.table.setCurrentIndex(ecran.modele.index(2, 0))
    with qtbot.waitSignal(ouvert.saved):
        ouvert.write("Essai", lambda session: setattr(session.get_one(Menage, 1), "nb_personnes", 6))
    qtbot.waitUntil(lambda: ecran.est_a_jour and lu(ecran, "pied_personnes") == "13 personnes")

    assert ecran.modele.index(2, 2).data() == "6"
    assert ecran.table.currentIndex().row() == 2


def test_regarder_une_operation_restreint_la_liste(
    qtbot: QtBot, ecran: EcranDossiers, ouvert: ProjetOuvert
) -> None:
    ouvert.set_operation("BL")
    qtbot.waitUntil(lambda: ecran.est_a_jour)
    dans_l_operation = references(ecran), lu(ecran, "pied_dossiers")
    croix = pastille(ecran)
    assert croix is not None
    oter(qtbot, croix)
    qtbot.waitUntil(lambda: ecran.est_a_jour)

    assert dans_l_operation == (["BL-001"], "1 dossier")
    assert references(ecran) == PAR_NOM
    assert ouvert.operation is None


def test_une_selection_venue_d_ailleurs_se_montre_et_s_enleve(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.show_selection([1, 2], "Hors QPV : non renseigné")
    montres = references(ecran)
    croix = pastille(ecran)
    assert croix is not None
    dit = croix.accessibleName()
    oter(qtbot, croix)

    assert montres == ["AC-002", "AC-001"]
    assert "Hors QPV" in dit
    assert references(ecran) == PAR_NOM


def ecran_id(ouvert: ProjetOuvert, reference: str) -> int:
    from sqlalchemy import select

    from relogement.modeles import Menage

    with ouvert.fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()
