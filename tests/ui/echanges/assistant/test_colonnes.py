"""L'étape « Colonnes » : ce qui est reconnu se voit, se corrige au clavier, se retient par bailleur, s'oublie."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from sqlalchemy import select

from relogement.colonne_locale import ValeurLocale
from tests.ui.echanges.assistant.conftest import Agent
from ui.composants.segment import Segment
from ui.echanges.assistant.colonnes.choix import VoletColonne
from ui.echanges.assistant.colonnes.rangs import Etat

# Une mise en page que personne n'a encore vue : titres maison, colonne sans intérêt, dates et montants.
INVENTE = (
    "Clef patrimoine;Occupant principal;Total quittancé HC;Prov. mens.;Arrivée;Couleur de la porte\n"
    "0045001;MOREAU;420,81;154,71;01/03/2007;verte\n"
    "0045002;BENALI;377,35;106,69;15/11/1999;bleue\n"
    "0045003;LOPEZ;354,26;115,98;01/11/1991;rouge\n"
)

# Ce qu'un agent tape pour chacune.
DITES = {
    "Clef patrimoine": "code log",
    "Occupant principal": "locataire",
    "Total quittancé HC": "loyer hors",
    "Prov. mens.": "charges",
    "Arrivée": "date d",
}


@pytest.fixture
def invente(tmp_path: Path) -> Path:
    chemin = tmp_path / "gestion.csv"
    chemin.write_text(INVENTE, "utf-8")
    return chemin


def lus(agent: Agent) -> dict[str, str]:
    return {rang.titre: rang.lu for rang in agent.page.colonnes.table.modele.rangs}


def taper(agent: Agent, mot: str) -> None:
    """Une lettre ouvre la liste, les autres la filtrent, Entrée prend."""
    agent.qtbot.keyClick(agent.page.colonnes.table, mot[0])
    volet = next(volet for volet in agent.ecran.findChildren(VoletColonne) if volet.isVisible())
    champ = volet.findChild(QLineEdit, "import_colonne_liste_champ")
    agent.qtbot.keyClicks(champ, mot[1:])
    agent.qtbot.keyClick(champ, Qt.Key.Key_Return)
    agent.attendre()


def aller(agent: Agent, titre: str) -> None:
    table = agent.page.colonnes.table
    table.aller(next(n for n, rang in enumerate(table.modele.rangs) if rang.titre == titre))


def ouvrir(agent: Agent, chemin: Path, bailleur: str = "") -> None:
    agent.ouvrir(chemin)
    if bailleur:
        champ = agent.widget("import_bailleur")
        agent.qtbot.keyClicks(champ, bailleur)
        agent.touche("import_bailleur", Qt.Key.Key_Return)
    if agent.page.etat.nature is None:
        nature = agent.widget("import_nature")
        nature.set_value("etat-locatif")
        nature.activated.emit(nature.currentIndex())
        agent.attendre()
    agent.presser("import_suite")


def test_une_colonne_montre_ses_valeurs_son_assurance_et_pourquoi(agent: Agent, etat_locatif: Path) -> None:
    ouvrir(agent, etat_locatif)

    rangs = {rang.titre: rang for rang in agent.page.colonnes.table.modele.rangs}
    assert rangs["Date entrée"].exemples == ("01/03/2007", "15/11/1999", "01/11/1991")
    assert rangs["Date entrée"].etat is Etat.SURE
    assert "100 % des valeurs sont des dates" in rangs["Date entrée"].pourquoi.replace("\u202f", " ")


def test_une_mise_en_page_inconnue_se_dit_au_clavier(agent: Agent, invente: Path) -> None:
    ouvrir(agent, invente)
    assert not agent.ecran.findChild(QPushButton, "import_suite").isEnabled()  # sans UG, rien ne s'importe

    for titre, mot in DITES.items():
        aller(agent, titre)
        taper(agent, mot)
    aller(agent, "Couleur de la porte")
    agent.touche("import_colonnes_table", Qt.Key.Key_Delete)

    assert lus(agent) == {
        "Clef patrimoine": "Code logement", "Occupant principal": "Locataire",
        "Total quittancé HC": "Loyer hors charges", "Prov. mens.": "Charges", "Arrivée": "Date d’entrée",
        "Couleur de la porte": "Ne pas lire",
    }  # fmt: skip
    agent.presser("import_suite")
    assert agent.comptes() == ("3", "3", "0", "0", "0")


def test_une_obligatoire_absente_se_dit_avec_un_bouton_qui_y_mene(agent: Agent, invente: Path) -> None:
    ouvrir(agent, invente)

    assert "« Code logement »" in agent.texte("import_phrase").replace("\u00a0", " ")
    agent.presser("manque_ug")
    assert agent.page.colonnes.table.courant >= 0
    assert agent.page.colonnes.table.hasFocus()


def test_une_colonne_ne_va_qu_a_un_champ(agent: Agent, etat_locatif: Path) -> None:
    ouvrir(agent, etat_locatif)
    aller(agent, "Charges")

    taper(agent, "loyer hors")

    assert lus(agent)["Charges"] == "Loyer hors charges"
    assert lus(agent)["Loyer"] != "Loyer hors charges"


def test_ce_qui_est_choisi_se_devine_de_nouveau(agent: Agent, etat_locatif: Path) -> None:
    ouvrir(agent, etat_locatif)
    aller(agent, "Charges")
    agent.touche("import_colonnes_table", Qt.Key.Key_Delete)
    assert lus(agent)["Charges"] == "Ne pas lire"
    aller(agent, "Charges")

    taper(agent, "comme devine")

    assert lus(agent)["Charges"] == "Charges"


def test_les_inconnues_se_gardent_a_part(agent: Agent, invente: Path) -> None:
    ouvrir(agent, invente)
    aller(agent, "Couleur de la porte")

    taper(agent, "garder")

    assert lus(agent)["Couleur de la porte"] == "Gardée à part"
    assert agent.page.etat.choix.locales == {"gestion": {5: "Couleur de la porte"}}


def test_les_filtres_montrent_ce_qui_reste_a_faire(agent: Agent, invente: Path) -> None:
    ouvrir(agent, invente)
    tous = lus(agent)

    agent.ecran.findChild(Segment, "import_colonnes_filtre").set_current("non-lues")

    assert lus(agent) == {titre: lu for titre, lu in tous.items() if lu == "Ne pas lire"}
    assert 0 < len(lus(agent)) < len(tous)


def test_les_choix_servent_au_fichier_suivant_du_meme_bailleur_et_s_oublient(
    agent: Agent, invente: Path, tmp_path: Path
) -> None:
    ouvrir(agent, invente, "Tet Habitat")
    for titre, mot in (("Clef patrimoine", "code log"), ("Occupant principal", "locataire")):
        aller(agent, titre)
        taper(agent, mot)
    agent.presser("import_suite")
    agent.presser("import_suite")
    agent.presser("termine_encore")
    suivant = tmp_path / "gestion-juillet.csv"
    suivant.write_text(INVENTE.replace("420,81", "425,00"), "utf-8")

    ouvrir(agent, suivant, "Tet Habitat")

    assert lus(agent)["Clef patrimoine"] == "Code logement"
    assert "Tet Habitat" in agent.texte("colonnes_memoire")
    agent.presser("colonnes_oublier")
    assert lus(agent)["Clef patrimoine"] != "Code logement"
    assert "Première fois" in agent.texte("colonnes_memoire")


def test_une_colonne_gardee_a_part_suit_chaque_dossier(agent: Agent, etat_locatif: Path, tmp_path: Path) -> None:
    chemin = tmp_path / "gardien.csv"
    lignes = etat_locatif.read_text("utf-8").splitlines()
    ajoutees = ("Zone de ronde", "nord", "sud", "nord")
    chemin.write_text("\n".join(f"{ligne};{mot}" for ligne, mot in zip(lignes, ajoutees, strict=True)), "utf-8")
    ouvrir(agent, chemin)
    agent.presser("import_garder_inconnues")
    assert lus(agent)["Zone de ronde"] == "Gardée à part"

    agent.presser("import_suite")
    agent.presser("import_suite")

    with agent.ouvert.fichier.lire() as session:
        gardees = sorted(valeur.texte for valeur in session.scalars(select(ValeurLocale)))
    assert gardees == ["nord", "nord", "sud"]
