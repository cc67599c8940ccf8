"""L'étape « Fichier et feuille » : ce qui est trouvé se dit et se règle ; le masqué ne se lit que sur demande."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPushButton

from relogement.imports.extraits import Role
from tests.ui.echanges.assistant.conftest import ETAT_LOCATIF, Agent
from ui.echanges.assistant.etat import Etape

TITRES = ("UG", "Nom", "Loyer", "Charges", "Date entrée")
LIGNES = (("0045001", "MOREAU", 420.81, 154.71, "01/03/2007"), ("0045002", "BENALI", 377.35, 106.69, "15/11/1999"))


def un_classeur(chemin: Path, *, masquee: bool = False, commentaire: str = "") -> Path:
    classeur = Workbook()
    feuille = classeur.active
    feuille.title = "Extraction"
    feuille.append(["Office fictif de l’habitat"])
    feuille.append([])
    feuille.append(TITRES)
    for ligne in LIGNES:
        feuille.append(ligne)
    if commentaire:
        feuille["B4"].comment = Comment(commentaire, "gestion")
    autre = classeur.create_sheet("Bâtiment B")
    autre.append(TITRES)
    autre.append(("0046001", "DIARRA", 300, 80, "01/02/2010"))
    if masquee:
        autre.sheet_state = "hidden"
    classeur.save(chemin)
    return chemin


def choisir(agent: Agent, nom: str, texte: str) -> None:
    """Prend dans une liste l'entrée qui commence ainsi, comme le ferait une souris."""
    liste = agent.ecran.findChild(QComboBox, nom)
    rang = next(n for n in range(liste.count()) if liste.itemText(n).startswith(texte))
    liste.setCurrentIndex(rang)
    liste.activated.emit(rang)
    agent.attendre()


def noms(agent: Agent) -> list[tuple[str, str, str]]:
    return [rang.textes[:3] for rang in agent.page.fichier.tableaux.modele.rangs]


def test_chaque_feuille_dit_son_etendue_et_ses_titres(agent: Agent, tmp_path: Path) -> None:
    agent.ouvrir(un_classeur(tmp_path / "etat.xlsx"))

    assert noms(agent) == [("Extraction", "A3:E5", "ligne 3"), ("Bâtiment B", "A1:E2", "ligne 1")]
    vues = agent.page.fichier.premieres.modele.extrait.lignes
    assert [(v.numero, v.role) for v in vues] == [
        (1, Role.AVANT), (3, Role.TITRES), (4, Role.DONNEE), (5, Role.DONNEE)
    ]  # fmt: skip


def test_une_feuille_decochee_n_entre_pas(agent: Agent, tmp_path: Path) -> None:
    agent.ouvrir(un_classeur(tmp_path / "etat.xlsx"))
    table = agent.page.fichier.tableaux
    table.setCurrentIndex(table.modele.index(1, 0))

    agent.touche("import_tableaux", Qt.Key.Key_Space)
    agent.presser("import_suite")
    agent.presser("import_suite")

    assert agent.comptes()[0] == "2"


def test_une_feuille_masquee_est_annoncee_et_lue_si_on_la_coche(agent: Agent, tmp_path: Path) -> None:
    agent.ouvrir(un_classeur(tmp_path / "etat.xlsx", masquee=True))
    assert noms(agent)[1] == ("Bâtiment B", "—", "—")
    table = agent.page.fichier.tableaux
    table.setCurrentIndex(table.modele.index(1, 0))

    agent.touche("import_tableaux", Qt.Key.Key_Space)

    assert noms(agent)[1] == ("Bâtiment B", "A1:E2", "ligne 1")


def test_les_commentaires_ne_se_lisent_que_si_on_le_demande(agent: Agent, tmp_path: Path) -> None:
    agent.ouvrir(un_classeur(tmp_path / "etat.xlsx", commentaire="A prévenu de son départ"))

    agent.presser("annonces_commentaires")

    fenetre = agent.ecran.findChild(QDialog, "fenetre_commentaires")
    assert fenetre.modele.index(0, 2).data().endswith("A prévenu de son départ")
    fenetre.close()


def test_l_ordre_des_dates_se_change_et_se_voit_aussitot(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "us.csv"
    chemin.write_text("UG;Nom;Loyer;Date entrée\n0045001;MOREAU;420,81;03/04/2007\n", "utf-8")
    agent.ouvrir(chemin)
    lignes = agent.page.fichier.premieres.modele
    assert lignes.extrait.lignes[1].cellules[3] == "03/04/2007"

    choisir(agent, "lecture_ordre_des_dates", "Mois puis jour")

    assert lignes.extrait.lignes[1].cellules[3] == "04/03/2007"


def test_l_encodage_se_change(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "ancien.csv"
    chemin.write_bytes("UG;Nom;Loyer\n0045001;LÉGER;420,81\n0045002;NOËL;300,10\n".encode("cp850"))
    agent.ouvrir(chemin)

    choisir(agent, "lecture_encodage", "MS-DOS")

    assert [v.cellules[1] for v in agent.page.fichier.premieres.modele.extrait.lignes] == ["Nom", "LÉGER", "NOËL"]


def test_les_accents_codes_deux_fois_se_reparent_sur_demande(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "double.csv"
    double = "UG;Nom;Prénom;Loyer\n0045001;LÉGER;Élodie;420,81\n".encode().decode("cp1252")
    chemin.write_text(double, "utf-8")
    agent.ouvrir(chemin)
    premieres = agent.page.fichier.premieres.modele
    assert "Ã" in premieres.extrait.lignes[1].cellules[1]  # rien n'est réparé en silence

    agent.qtbot.mouseClick(agent.ecran.findChild(QCheckBox, "lecture_accents"), Qt.MouseButton.LeftButton)
    agent.attendre()

    assert premieres.extrait.lignes[1].cellules[1] == "LÉGER"


def test_les_titres_se_montrent_du_doigt(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "bandeaux.csv"
    chemin.write_text("Réf;Qui;Combien\nUG;Nom;Loyer\n0045001;MOREAU;420,81\n0045002;BENALI;377,35\n", "utf-8")
    agent.ouvrir(chemin)
    table = agent.page.fichier.premieres
    table.selectRow(1)

    agent.touche("import_premieres", Qt.Key.Key_T)

    assert agent.page.fichier.tableaux.modele.rangs[0].textes[2] == "ligne 2"


def test_un_contenu_impose_revient_a_deviner(agent: Agent, etat_locatif: Path) -> None:
    agent.ouvrir(etat_locatif)
    choisir(agent, "import_nature", "Enquêtes")
    assert agent.texte("echanges_titre") == "Importer des enquêtes"
    assert agent.page.etat.choix.nature == "enquete"

    choisir(agent, "import_nature", "Deviner")

    assert agent.page.etat.choix.nature == "auto"


def test_un_fichier_que_rien_ne_nomme_attend_qu_on_dise_ce_que_c_est(agent: Agent, tmp_path: Path) -> None:
    chemin = tmp_path / "inconnu.csv"
    chemin.write_text("zig;zag;zoug\n1;rouge;x\n2;vert;y\n3;bleu;z\n", "utf-8")

    agent.ouvrir(chemin)

    assert "Dites ce que contient ce fichier" in agent.texte("import_phrase")
    assert not agent.ecran.findChild(QPushButton, "import_suite").isEnabled()
    choisir(agent, "import_nature", "Autre tableau")
    assert agent.ecran.findChild(QPushButton, "import_suite").isEnabled()


def test_un_autre_fichier_repart_de_zero(agent: Agent, etat_locatif: Path, table: Path) -> None:
    agent.ouvrir(etat_locatif)
    agent.presser("import_retour")
    assert agent.page.depart.isVisible()

    agent.ouvrir(table)

    assert agent.page.etape is Etape.FICHIER
    assert agent.page.etat.choix.nature == "auto"


def test_l_etat_locatif_ecrit_a_la_main_se_lit_comme_le_meme_classeur(agent: Agent, etat_locatif: Path) -> None:
    agent.ouvrir(etat_locatif)

    exemples = agent.page.etat.lu.extraits["etat"].exemples
    assert exemples[0] == ("0045001", "0045002", "0045003")
    assert exemples[7] == tuple(ligne.split(";")[7] for ligne in ETAT_LOCATIF.splitlines()[1:])
