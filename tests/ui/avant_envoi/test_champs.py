"""Chaque manque mène quelque part : un onglet du dossier, ou la petite fenêtre d'un acte."""

from pathlib import Path

import pytest
from sqlalchemy import select

from db.completude_rime import COLONNES
from db.dossier import DossierLu, lire_dossier
from relogement.completude import Attendu
from relogement.manques_du_bilan import champs_manquants
from relogement.menage import Menage
from tests.fabrique import un_fichier, un_menage_reloge
from ui.dossier.actes.nouveau_logement import DU_BAIL, DU_LOGEMENT
from ui.dossier.enquete.aller import acte_du_chemin

DES_CRITERES = [
    champ.chemin
    for critere, motif in (
        ("NEUF", "date de conventionnement inconnue"),
        ("HORS_QPV", "adresse du nouveau logement non située"),
        ("INTERBAILLEUR", "ancien bailleur inconnu"),
        ("INTERBAILLEUR", "nouveau bailleur inconnu"),
        ("RAC_MAITRISE", "reste à charge inconnu : avant : APL inconnue ; après : loyer inconnu"),
    )
    for champ in champs_manquants(critere, motif)
]


@pytest.fixture
def lu(tmp_path: Path) -> DossierLu:
    fichier = un_fichier(tmp_path, un_menage_reloge())
    with fichier.lire() as session:
        dossier = lire_dossier(session, session.scalars(select(Menage.id)).one())
    fichier.fermer()
    return dossier


@pytest.mark.parametrize("chemin", sorted({*DES_CRITERES, *(c.chemin for c in COLONNES)}))
def test_un_manque_mene_a_un_onglet_ou_a_un_acte(lu: DossierLu, chemin: str) -> None:
    acte, cible = acte_du_chemin(chemin, lu)

    match acte:
        case "manque":
            assert isinstance(cible, Attendu)
        case "nouveau_logement":
            assert cible in (*DU_BAIL, *DU_LOGEMENT)
        case "montants":
            assert cible is lu.menage.relogements[0]
        case _:
            assert (acte, cible) == ("onglet", "suivi")


def test_un_manque_hors_d_un_dossier_ne_mene_nulle_part(lu: DossierLu) -> None:
    assert acte_du_chemin("", lu) == ("", None)
