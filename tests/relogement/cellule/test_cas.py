"""Ce qu'un cas dit en peu de mots : le logement quitté, les refus, l'attente, les logements libres."""

from datetime import date

import pytest

from relogement.cellule.cas import (
    Vacants,
    acces_dit,
    etage_dit,
    identite,
    il_lui_faut,
    refus_dit,
    sans_offre,
)
from relogement.demande import Besoin, Souhait
from relogement.logement import LogementQuitte
from relogement.nomenclatures import CodeBesoin, Recevable, Reponse, Typologie
from tests.fabrique import decimal, un_logement, un_menage, une_offre, une_operation

AU = date(2026, 11, 20)


def test_le_menage_se_presente_en_une_ligne() -> None:
    quitte = LogementQuitte(
        operation=une_operation(), typologie=Typologie.T5, surface=decimal("92.10"), batiment="C", entree="C2",
        etage="4", bailleur="Têt Habitat",
    )  # fmt: skip
    menage = un_menage(nb_personnes=6, logement_quitte=quitte, referent="S. Kaddour")

    assert identite(menage) == (
        "6 personnes · T5 92,10\u202fm², C2, 4ᵉ étage · Têt Habitat · suivi par S. Kaddour"
    )
    assert identite(un_menage(nb_personnes=None, logement_quitte=None)) == "personnes : NR · sans référent"


@pytest.mark.parametrize(
    ("etage", "dit"),
    [("4", "4ᵉ"), ("1", "1ᵉʳ"), ("0", "rez-de-chaussée"), ("RDC", "rez-de-chaussée"), ("R+2", "R+2")],
)
def test_un_etage_s_ecrit_comme_on_le_dit(etage: str, dit: str) -> None:
    assert etage_dit(etage) == dit


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"etage": 4, "ascenseur": True}, "4ᵉ, ascenseur"),
        ({"etage": 2, "ascenseur": False}, "2ᵉ, sans ascenseur"),
        ({"etage": 0, "ascenseur": False}, "rez-de-chaussée"),
        ({}, "étage à vérifier"),
    ],
)
def test_l_acces_d_un_logement_se_dit_en_deux_mots(champs: dict[str, object], dit: str) -> None:
    assert acces_dit(un_logement(**champs)) == dit


def test_ce_qu_il_lui_faut_suit_les_souhaits_et_les_besoins() -> None:
    menage = un_menage(souhait_typologie=Typologie.T4)
    menage.souhaits.append(Souhait(rang=1, typologie=Typologie.T5))
    menage.besoins.append(Besoin(code=CodeBesoin.ASCENSEUR))

    assert il_lui_faut(menage) == "T5 ou T4, ascenseur"
    assert il_lui_faut(un_menage()) == "à préciser à l’enquête"


def test_les_refus_se_comptent_avec_leur_motif() -> None:
    recevable = une_offre(motif_recevable=Recevable.OUI)
    autres = [une_offre(motif_recevable=Recevable.NON), une_offre(reponse=Reponse.ACCORD)]

    assert refus_dit([], "") == "aucun refus"
    assert refus_dit([recevable], "Étage, ascenseur") == "1 refus recevable\u00a0: étage, ascenseur"
    assert refus_dit([recevable, *autres], "Étage") == "2 refus, dont 1 recevable"


def test_l_attente_ne_se_compte_que_d_une_date_connue_et_s_arrete_a_une_offre() -> None:
    assert sans_offre(date(2026, 9, 20), AU, ouverte=False).jours == 61
    assert sans_offre(None, AU, ouverte=False).motif == "la recherche n’a pas de date"
    assert sans_offre(date(2026, 9, 20), AU, ouverte=True).jours is None


def test_un_grand_registre_dit_qu_il_n_a_pas_tout_ete_lu() -> None:
    assert Vacants((), 12).dits == "aucun sur 12"
    assert Vacants((), 60, tous=False).dits == "aucun sur plus de 60"
