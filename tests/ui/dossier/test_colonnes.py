"""Les colonnes du bailleur se lisent au bas de l'onglet « Ménage » ; sans elles, rien ne s'y montre."""

from db.fichier import Fichier
from relogement.modeles import ColonneLocale, ValeurLocale
from tests.ui.dossier.gestes import Agente
from ui.composants.carte import Carte
from ui.composants.texte import Texte
from ui.dossier import EcranDossier


def test_une_colonne_gardee_se_lit_dans_le_dossier(fichier: Fichier, ecran: EcranDossier, agente: Agente) -> None:
    agente.qtbot.waitUntil(lambda: ecran.findChild(Carte, "colonnes_du_bailleur") is not None)
    carte = ecran.findChild(Carte, "colonnes_du_bailleur")
    assert carte.isHidden()

    with fichier.ecrire("Import") as session:
        colonne = ColonneLocale(titre="Contrat énergie", cle="contrat energie")
        session.add(colonne)
        session.flush()
        session.add(ValeurLocale(menage_id=1, colonne_id=colonne.id, texte="12345-B"))
    ecran.open_dossier(1)

    agente.qtbot.waitUntil(lambda: not carte.isHidden())
    lus = [texte.text() for texte in carte.findChildren(Texte)]
    assert {"Contrat énergie", "12345-B"} <= set(lus)
