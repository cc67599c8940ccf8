"""Les filtres se posent au clavier, se changent d'un clic, se combinent et s'effacent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.filtres import Condition, Operateur, dans_l_etat, du_referent
from relogement.nomenclatures import Etat
from tests.ui.dossiers.conftest import references
from tests.ui.dossiers.test_liste import PAR_NOM, lu, oter, taper
from ui.composants.filtre import ChipFiltre
from ui.composants.onglets import Onglets
from ui.dossiers import EcranDossiers
from ui.dossiers.filtre_volet import VoletFiltre
from ui.dossiers.mention import Mention
from ui.editeurs import ChampChoix

ENTREE = Qt.Key.Key_Return


def volet(qtbot: QtBot, ecran: EcranDossiers) -> VoletFiltre:
    trouve = ecran.window().findChild(VoletFiltre)
    assert isinstance(trouve, VoletFiltre)
    return trouve


def ajouter(qtbot: QtBot, ecran: EcranDossiers) -> VoletFiltre:
    """Ctrl+Maj+F, et les valeurs du projet sont prêtes."""
    ecran.activateWindow()
    touches = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(ecran.table, Qt.Key.Key_F, touches)
    qtbot.waitUntil(lambda: ecran.est_a_jour and volet(qtbot, ecran).choix.champ.hasFocus())
    return volet(qtbot, ecran)


def champ(qtbot: QtBot, ecran: EcranDossiers, demande: str) -> VoletFiltre:
    """Choisit un champ en tapant ; son éditeur s'ouvre."""
    ouvert = ajouter(qtbot, ecran)
    taper(ouvert.choix.champ, demande)
    qtbot.keyClick(ouvert.choix.champ, ENTREE)
    qtbot.waitUntil(lambda: ouvert.editeur is not None and ouvert.editeur.premier().hasFocus())
    return ouvert


def chips(ecran: EcranDossiers) -> list[str]:
    return [chip.accessibleName().removeprefix("Filtre ") for chip in ecran.filtres.chips]


def test_une_valeur_se_trouve_en_tapant_sans_passer_par_son_champ(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ouvert = ajouter(qtbot, ecran)
    qtbot.keyClicks(ouvert.choix.champ, "kaddour")
    qtbot.keyClick(ouvert.choix.champ, ENTREE)

    assert references(ecran) == ["AC-001"]
    assert chips(ecran) == ["Référent\u00a0: S. Kaddour"]


def test_plusieurs_valeurs_se_cochent_au_clavier(qtbot: QtBot, ecran: EcranDossiers) -> None:
    # Entrée coche la ligne trouvée ; Entrée encore, le champ vide, pose le filtre.
    ouvert = champ(qtbot, ecran, "état")
    assert ouvert.editeur is not None
    recherche = ouvert.editeur.valeurs.champ
    for mot in ("offre", "emmén"):
        taper(recherche, mot)
        qtbot.keyClick(recherche, ENTREE)
    qtbot.keyClick(recherche, ENTREE)

    assert chips(ecran) == ["État\u00a0: Offre, Emménagé"]
    assert references(ecran) == ["AC-001", "BL-001"]


def test_un_nombre_se_borne(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ouvert = champ(qtbot, ecran, "personnes")
    assert ouvert.editeur is not None
    ouvert.editeur.bas.setText("4")
    qtbot.keyClick(ouvert.editeur.bas, ENTREE)

    assert chips(ecran) == ["Personnes\u00a0: ≥\u00a04"]
    assert references(ecran) == ["AC-001", "BL-001"]


def test_une_borne_illisible_se_dit_et_reste(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ouvert = champ(qtbot, ecran, "personnes")
    assert ouvert.editeur is not None
    ouvert.editeur.bas.setText("quatre")
    qtbot.keyClick(ouvert.editeur.bas, ENTREE)

    assert ouvert.editeur.erreur.phrase == "Écrire un nombre entier, par exemple 4."
    assert ouvert.editeur.bas.text() == "quatre"
    assert references(ecran) == PAR_NOM


def test_un_champ_vide_se_filtre(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ouvert = champ(qtbot, ecran, "téléphone")
    assert ouvert.editeur is not None
    operateur = ouvert.editeur.operateur
    assert isinstance(operateur, ChampChoix)
    operateur.set_value(Operateur.VIDE)
    qtbot.mouseClick(ouvert.findChild(QPushButton, "filtre_appliquer"), Qt.MouseButton.LeftButton)

    assert chips(ecran) == ["Téléphone\u00a0: vide"]
    assert references(ecran) == ["AC-002-1", "AC-002", "BL-001"]


def test_cliquer_une_pastille_la_change_a_sa_place(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.pose(dans_l_etat(Etat.OFFRE))
    ecran.pose(Condition("menage.nb_personnes", Operateur.CONNU))
    chip = ecran.findChild(ChipFiltre, "filtre_pose_0")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    qtbot.waitUntil(lambda: volet(qtbot, ecran).editeur is not None)
    editeur = volet(qtbot, ecran).editeur
    assert editeur is not None
    deja = editeur.valeurs.cochees()
    taper(editeur.valeurs.champ, "emmén")
    for _ in range(2):
        qtbot.keyClick(editeur.valeurs.champ, ENTREE)

    assert deja == ["OFFRE"]
    assert chips(ecran) == ["État\u00a0: Offre, Emménagé", "Personnes\u00a0: non vide"]


def test_la_croix_enleve_une_pastille_et_laisse_les_autres(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.pose(dans_l_etat(Etat.OFFRE, Etat.EMMENAGE))
    ecran.pose(Condition("menage.nb_personnes", Operateur.ENTRE, (5, None)))
    avant = references(ecran)
    oter(qtbot, ecran.findChild(ChipFiltre, "filtre_pose_1"))

    assert avant == ["AC-001"]
    assert references(ecran) == ["AC-001", "BL-001"]


def test_ctrl_maj_x_efface_tout(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.findChild(Onglets, "vues").set_current("a_reloger")
    ecran.pose(dans_l_etat(Etat.OFFRE))
    ecran.filtres.champ.setText("ndiaye")
    ecran.activateWindow()
    touches = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(ecran.table, Qt.Key.Key_X, touches)
    qtbot.waitUntil(lambda: references(ecran) == PAR_NOM)

    assert chips(ecran) == []
    assert ecran.findChild(QLineEdit, "filtre").text() == ""
    assert ecran.findChild(Onglets, "vues").current == "tous"


def test_echap_ferme_le_volet_et_rend_le_clavier(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran.table.setFocus()
    ouvert = ajouter(qtbot, ecran)
    qtbot.keyClick(ouvert.choix.champ, Qt.Key.Key_Escape)
    qtbot.waitUntil(ecran.table.hasFocus)

    assert ecran.window().findChild(VoletFiltre) is None or not ouvert.isVisible()


def test_moi_est_la_personne_qui_a_ouvert_le_fichier(qtbot: QtBot, ecran: EcranDossiers) -> None:
    ecran._ouvert.fichier.auteur = "S. Kaddour"
    ecran.refresh()
    qtbot.waitUntil(lambda: ecran.est_a_jour)
    ecran.pose(du_referent("@moi"))
    qtbot.waitUntil(lambda: ecran.est_a_jour and references(ecran) == ["AC-001"])

    assert chips(ecran) == ["Référent\u00a0: moi"]


def test_cliquer_en_retard_ne_montre_qu_eux(qtbot: QtBot, ecran: EcranDossiers, monkeypatch: object) -> None:
    # L'échéance du 23/11 est la seule : aucun retard le 20, donc rien à cliquer.
    assert not ecran.findChild(Mention, "compte_en_retard").isVisible()
    ecran.pose(Condition("bilan.echeance_le", Operateur.RETARD))

    assert references(ecran) == []
    assert lu(ecran, "pied_dossiers") == "0 dossier affiché sur 4"


def test_un_nom_mal_tape_montre_les_voisins_et_le_dit(ecran: EcranDossiers) -> None:
    ecran.filtres.champ.setText("faurr")

    assert references(ecran) == ["AC-002-1", "AC-002"]
    assert lu(ecran, "pied_dossiers") == "2 dossiers affichés sur 4, noms voisins\u00a0: faure"


def test_un_telephone_se_trouve_avec_son_indicatif(ecran: EcranDossiers) -> None:
    ecran.filtres.champ.setText("+33 6 12 34 56 78")

    assert references(ecran) == ["AC-001"]
