"""Le journal d'une agence étrangère entre par l'assistant, et ce que personne ne lit se garde à part."""

from pathlib import Path

from sqlalchemy import select

from db.colonnes_locales import colonnes_du_dossier
from relogement.modeles import Menage
from tests.ui.echanges.assistant.conftest import Agent
from ui.echanges.assistant.etat import Etape

JOURNAL = (
    "Head of household,First name,Unit,Bedrooms,Contract rent,Move date,Case worker\n"
    'SMITH,John,A-101,2,"612.50",12/28/2025,Ann\n'
    "DOE,Jane,A-102,1,540.00,,Bob\n"
)


def test_un_journal_americain_s_importe_par_la_fenetre_colonnes_inconnues_a_part(
    agent: Agent, tmp_path: Path
) -> None:
    journal = tmp_path / "log.csv"
    journal.write_text(JOURNAL, "utf-8")
    agent.ouvrir(journal)
    nature = agent.widget("import_nature")
    nature.set_value("autre")  # type: ignore[attr-defined]
    nature.activated.emit(nature.currentIndex())  # type: ignore[attr-defined]
    agent.attendre()
    agent.presser("import_suite")

    agent.presser("import_garder_inconnues")
    agent.presser("import_suite")
    agent.attendre(lambda: agent.page.etape is Etape.APERCU)
    apercu = agent.comptes()
    agent.presser("import_suite")
    agent.attendre(lambda: agent.page.etape is Etape.TERMINE)

    assert apercu[:2] == ("2", "2")
    with agent.ouvert.fichier.lire() as session:
        smith = session.scalars(select(Menage).order_by(Menage.reference)).first()
        assert smith is not None and smith.cout_avant is not None
        assert str(smith.cout_avant.loyer) == "612.50"
        assert dict(colonnes_du_dossier(session, smith.id)) == {"Case worker": "Ann"}
