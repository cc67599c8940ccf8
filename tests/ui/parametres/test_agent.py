"""Le nom qui signe les actes et le thème, sur ce poste."""

from db.fichier import Fichier
from tests.ui.parametres.gestes import Reglante


def test_l_agent_se_nomme_et_ses_actes_portent_son_nom(elle: Reglante, fichier: Fichier) -> None:
    elle.ecrit("parametres_nom", "Zoé Martin")

    elle.attend_l_ecriture("parametres_enregistrer")

    assert fichier.auteur == "Zoé Martin"


def test_un_nom_vide_est_refuse(elle: Reglante, fichier: Fichier) -> None:
    elle.ecrit("parametres_nom", "")

    elle.clic("parametres_enregistrer")

    assert "Écrivez votre nom" in elle.lit("parametres_dit")
    assert fichier.auteur == "Agente de test"
