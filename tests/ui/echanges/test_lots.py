"""Les imports faits : on les retrouve, on voit ce qu'une annulation déferait, on annule des jours plus tard."""

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QLineEdit
from sqlalchemy import select

from relogement.menage import Menage
from tests.ui.echanges.assistant.conftest import Agent, agent, ecran, etat_locatif, fichier, table
from ui.echanges.lots.annuler import DialogueLot

__all__ = ["agent", "ecran", "etat_locatif", "fichier", "table"]


def confirmer(agent: Agent) -> DialogueLot:
    """Attend la question, la rend ; l'appelant répond."""
    agent.qtbot.waitUntil(lambda: any(d.isVisible() for d in agent.ecran.findChildren(DialogueLot)))
    return next(d for d in agent.ecran.findChildren(DialogueLot) if d.isVisible())


def aux_imports(agent: Agent) -> list[tuple[str, ...]]:
    agent.ecran.pages.set_current("lots")
    agent.attendre()
    modele = agent.ecran.lots.modele
    return [
        tuple(str(modele.index(r, c).data()) for c in range(modele.columnCount()))
        for r in range(modele.rowCount())
    ]


def test_un_projet_neuf_dit_qu_il_n_a_pas_d_import(agent: Agent) -> None:
    assert aux_imports(agent) == []
    assert agent.widget("lots_vide").isVisible()
    agent.presser("lots_importer")
    assert agent.ecran.importer.isVisible()


def test_un_import_se_retrouve_avec_ses_comptes(agent: Agent, table: Path) -> None:
    agent.importer(table)

    [lot] = aux_imports(agent)

    assert lot[:2] == ("saisie.csv", "Table de saisie")
    assert lot[6:] == ("3", "0", "0", "1", "Importé")


def test_l_import_que_l_on_vient_de_faire_s_annule_aussitot(agent: Agent, etat_locatif: Path) -> None:
    agent.importer(etat_locatif)
    assert agent.dossiers() == 3

    agent.presser("termine_annuler")
    confirmer(agent).accept()
    agent.attendre(lambda: agent.texte("termine_etat") == "Import annulé")

    assert agent.dossiers() == 0
    assert aux_imports(agent)[0][-1] == "Annulé"


def test_ne_rien_confirmer_n_annule_rien(agent: Agent, etat_locatif: Path) -> None:
    agent.importer(etat_locatif)

    agent.presser("termine_annuler")
    confirmer(agent).reject()
    agent.attendre()

    assert agent.dossiers() == 3


def test_annuler_plus_tard_garde_ce_qui_a_change_depuis_et_le_dit(agent: Agent, etat_locatif: Path) -> None:
    agent.importer(etat_locatif)
    with agent.ouvert.fichier.ecrire("Dossier modifié") as session:
        menage = next(m for m in session.scalars(select(Menage)) if m.titulaire and m.titulaire.nom == "MOREAU")
        menage.cout_avant.loyer = Decimal(500)  # type: ignore[union-attr]
    aux_imports(agent)

    agent.presser("lots_annuler")
    question = confirmer(agent)
    assert question.findChild(QLineEdit) is None
    question.accept()
    agent.attendre(lambda: "Import annulé" in agent.texte("lots_dit"))

    assert agent.dossiers() == 1  # le dossier retouché reste
    assert "plus récent" in agent.texte("lots_dit")


def test_un_import_annule_ne_s_annule_pas_deux_fois(agent: Agent, etat_locatif: Path) -> None:
    agent.importer(etat_locatif)
    aux_imports(agent)
    agent.presser("lots_annuler")
    confirmer(agent).accept()
    agent.attendre(lambda: "Import annulé" in agent.texte("lots_dit"))

    assert not agent.widget("lots_annuler").isEnabled()


def test_les_lignes_ecartees_s_ecrivent_dans_un_classeur(agent: Agent, table: Path, tmp_path: Path) -> None:
    agent.importer(table)
    vers = tmp_path / "a-corriger.xlsx"

    agent.presser("termine_corriger")
    dialogue = agent.ecran.findChild(QFileDialog, "rejets_dialogue")
    dialogue.findChild(QLineEdit, "fileNameEdit").setText(str(vers))
    dialogue.accept()
    agent.attendre(lambda: "a-corriger.xlsx" in agent.texte("termine_dit"))

    feuille = load_workbook(vers).worksheets[0]
    assert any("GRAND" in [c.value for c in ligne] for ligne in feuille.iter_rows())
