"""L'onglet du reste à charge : mêmes colonnes dans la pile et la table, montants saisis au clavier."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.fichier import Fichier
from relogement.cout import Cout
from relogement.nomenclatures import Source
from tests.ui.dossier.gestes import Agente
from tests.ui.dossier.test_parcours import proposer
from ui.composants.texte import Texte
from ui.dossier.onglets.rac import OngletRac

FINE = "\u202f"


@pytest.fixture
def onglet(agente: Agente) -> OngletRac:
    proposer(agente, "Résidence 1", "02/11/2026", "150")
    agente.ecran.barre.set_current("rac")
    montre = agente.ecran.onglets["rac"]
    assert isinstance(montre, OngletRac)
    return montre


def cellule(onglet: OngletRac, ligne: str, colonne: int) -> str:
    modele = onglet.modele
    rangs = {str(modele.index(r, 0).data(Qt.ItemDataRole.AccessibleTextRole)): r for r in range(modele.rowCount())}
    return str(modele.index(rangs[ligne], colonne).data()).strip()


def test_avant_l_offre_et_apres_se_lisent_cote_a_cote(onglet: OngletRac) -> None:
    # Avant 300 + 80 − 180 = 200 € ; offre 310 + 80 − 150 = 240 €, APL estimée ; après n'existe pas encore.
    assert cellule(onglet, "= Reste à charge", 1) == f"200,00{FINE}€"
    assert cellule(onglet, "= Reste à charge", 2) == f"env. 240,00{FINE}€"
    assert cellule(onglet, "= Reste à charge", 3) == "—"
    assert cellule(onglet, "Écart avec avant", 2).split() == ["+20,00", "%", "+40,00", "€"]
    assert cellule(onglet, "Taux d’effort", 2) == f"20,00{FINE}%"
    assert f"Offre 1\u00a0: reste à charge env. 240,00{FINE}€" in onglet.pile.accessibleName()


def test_entree_sur_une_colonne_saisit_ses_montants(
    agente: Agente, onglet: OngletRac, fichier: Fichier, qtbot: QtBot
) -> None:
    onglet.table.setCurrentIndex(onglet.modele.index(1, 2))
    qtbot.keyClick(onglet.table, Qt.Key.Key_Return)
    dialogue = agente.dialogue("montants")
    agente.remplir(dialogue, apl="195", source_apl="Notification CAF ou MSA", le_apl="20/11/2026")
    phrase = agente.trouve(Texte, "montants_rac", dialogue).text()

    agente.valider(dialogue)

    # 310 + 80 − 195 = 195 €, 5 € de moins qu'avant.
    assert phrase == f"Reste à charge\u00a0: 195,00{FINE}€ par mois, −5,00{FINE}€ par rapport à avant."
    assert cellule(onglet, "= Reste à charge", 2) == f"195,00{FINE}€"
    with fichier.lire() as session:
        apl = session.query(Cout).filter(Cout.offre_id.is_not(None)).one()
        assert apl.provenance("apl").source is Source.NOTIFICATION
        assert not apl.apl_estimee


def test_une_apl_sans_source_se_refuse(agente: Agente, onglet: OngletRac, qtbot: QtBot) -> None:
    agente.clic("rac_montants")
    dialogue = agente.dialogue("montants")
    agente.remplir(dialogue, source_apl="—")

    qtbot.keyClick(dialogue, Qt.Key.Key_Return)

    assert "sans source" in dialogue.erreur.phrase
    dialogue.reject()
