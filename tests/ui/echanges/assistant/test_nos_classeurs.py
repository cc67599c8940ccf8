"""Ce que l'on a soi-même préparé revient par l'assistant sans rien avoir à redire."""

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QComboBox, QLineEdit
from sqlalchemy import select

from db.exports.a_remplir import Envoi, remettre_le_modele
from db.exports.liste import donner_la_liste
from relogement.modeles import Menage, Operation
from tests.ui.echanges.assistant.conftest import Agent
from ui.echanges.assistant.etat import Etape


def test_un_modele_rendu_dit_sa_nature_son_operation_et_son_bailleur(agent: Agent, tmp_path: Path) -> None:
    fichier, chemin = agent.ouvert.fichier, tmp_path / "modele.xlsx"
    with fichier.ecrire("Opérations") as session:
        session.add_all((Operation(code="LILAS", libelle="Les Lilas"), Operation(code="BL", libelle="Bleuets")))
    agent.ecran.refresh()
    remettre_le_modele(fichier, Envoi("etat-locatif", "Rives Habitat", "LILAS"), chemin)
    classeur = openpyxl.load_workbook(chemin)
    page = classeur["État locatif"]
    page["A5"], page["K5"], page["P5"] = "0045001", "Kowalczyk", 420.81
    classeur.save(chemin)

    agent.ouvrir(chemin)
    operation, bailleur = agent.widget("import_operation"), agent.widget("import_bailleur")
    assert isinstance(operation, QComboBox)
    assert isinstance(bailleur, QLineEdit)
    assert operation.currentText().startswith("LILAS")
    assert bailleur.text() == "Rives Habitat"

    for _ in range(3):
        agent.presser("import_suite")
    agent.attendre(lambda: agent.page.etape is Etape.TERMINE)
    with fichier.lire() as session:
        menage = session.scalars(select(Menage).where(Menage.operation.has(code="LILAS"))).one()
        assert menage.logement_quitte is not None
        assert (menage.logement_quitte.ug, menage.logement_quitte.bailleur) == ("0045001", "Rives Habitat")


def test_une_liste_modifiee_montre_ses_changements_et_s_ecrit(agent: Agent, table: Path, tmp_path: Path) -> None:
    agent.importer(table)
    fichier, chemin = agent.ouvert.fichier, tmp_path / "liste.xlsx"
    with fichier.lire() as session:
        ids = list(session.scalars(select(Menage.id).order_by(Menage.id)))
    donner_la_liste(fichier, ids, ("menage.etat", "menage.referent"), chemin)
    classeur = openpyxl.load_workbook(chemin)
    classeur["Dossiers"]["E4"] = "I. Delpech"
    classeur.save(chemin)

    agent.jusqu_a_l_apercu(chemin)
    lues, creees, modifiees, *_ = agent.comptes()
    assert (lues, creees, modifiees) == (str(len(ids)), "0", "1")

    agent.presser("import_suite")
    agent.attendre(lambda: agent.page.etape is Etape.TERMINE)
    with fichier.lire() as session:
        assert session.get_one(Menage, ids[0]).referent == "I. Delpech"
