"""Les filtres de la liste se combinent, se gardent et disent ce qu'ils gardent, sur les deux moteurs."""

from datetime import date, datetime

import pytest

from db.dossiers import ordre, page
from db.fichier import Fichier
from db.filtres import (
    MOI,
    Condition,
    Operateur,
    Repere,
    condition,
    dans_l_etat,
    dans_l_operation,
    du_bailleur,
    du_referent,
    parmi,
    retenir,
)
from db.phrases_filtres import dite, titre
from db.registre import lire_registre
from db.valeurs_presentes import valeurs_presentes
from db.vues import VUES, compter
from relogement.nomenclatures import Canal, Etat, TypeDossier
from relogement.suivi import Contact
from tests.fabrique import un_cout, un_menage, une_operation

AU = date(2026, 11, 20)


@pytest.fixture
def rempli(fichier: Fichier) -> Fichier:
    """Quatre dossiers, par nom : AC-010, AC-010-1, AC-002, BL-001."""
    acacias, bleuets = une_operation("AC"), une_operation("BL")
    with fichier.ecrire("Saisie") as session:
        for menage in (
            un_menage(
                "AC-002", nom="Traoré", prenom="Mariam", operation=acacias, nb_personnes=4,
                telephone="06 12 34 56 78", avant=un_cout("400", "100", "250"), referent="S. Kaddour",
            ),
            un_menage("AC-010", nom="ABADIE", operation=acacias, nb_personnes=None, etat=Etat.ENQUETE,
                      referent="J. Petit", commentaire="Escalier pénible", enquete_le=date(2026, 10, 1)),
            un_menage("BL-001", nom="Zaoui", operation=bleuets, nb_personnes=2, avant=un_cout("300", "80", "200"),
                      bailleur="Canigou", etat=Etat.CLOS, enquete_le=date(2026, 11, 19)),
            un_menage("AC-010-1", nom="ABADIE", prenom="Léo", operation=acacias, logement_quitte=None,
                      type=TypeDossier.DECOHABITANT, nb_personnes=1),
        ):  # fmt: skip
            session.add(menage)
            session.flush()
        contact = Contact(le=datetime.fromisoformat("2026-11-10T09:30"), canal=Canal.TELEPHONE, objet="Rappeler")
        session.add(contact)
        contact.menage_id = 1
    return fichier


def gardes(fichier: Fichier, *conditions: Condition, moi: str = "") -> list[str]:
    with fichier.lire() as session:
        registre = lire_registre(session, [c.colonne for c in conditions if c.colonne])
        ids = retenir(registre, ordre(session), conditions, Repere(AU, moi))
        return [ligne.reference for ligne in page(session, ids)]


def test_les_filtres_se_combinent_et_prennent_plusieurs_valeurs(rempli: Fichier) -> None:
    assert gardes(rempli, dans_l_operation("AC")) == ["AC-010", "AC-010-1", "AC-002"]
    assert gardes(rempli, dans_l_etat(Etat.ENQUETE, Etat.CLOS)) == ["AC-010", "BL-001"]
    assert gardes(rempli, dans_l_operation("AC"), dans_l_etat(Etat.ENQUETE, Etat.CLOS)) == ["AC-010"]
    assert gardes(rempli, du_bailleur("Canigou")) == ["BL-001"]
    assert gardes(rempli, parmi([3], "Un indicateur"), dans_l_operation("AC")) == []


def test_moi_est_celui_qui_regarde(rempli: Fichier) -> None:
    assert gardes(rempli, du_referent(MOI), moi="S. Kaddour") == ["AC-002"]
    assert gardes(rempli, du_referent(MOI), moi="J. Petit") == ["AC-010"]


def test_un_champ_vide_ou_non_vide(rempli: Fichier) -> None:
    vide = Condition("menage.telephone", Operateur.VIDE)
    connu = Condition("menage.nb_personnes", Operateur.CONNU)

    assert gardes(rempli, vide) == ["AC-010", "AC-010-1", "BL-001"]
    assert gardes(rempli, connu) == ["AC-010-1", "AC-002", "BL-001"]


def test_un_nombre_inconnu_n_est_entre_aucune_borne(rempli: Fichier) -> None:
    assert gardes(rempli, Condition("menage.nb_personnes", Operateur.ENTRE, (2, None))) == ["AC-002", "BL-001"]
    assert gardes(rempli, Condition("menage.nb_personnes", Operateur.ENTRE, (None, 2))) == ["AC-010-1", "BL-001"]
    # RAC avant : 400 + 100 − 250 = 250 ; 300 + 80 − 200 = 180. Les bornes sont en cents.
    assert gardes(rempli, Condition("bilan.rac_av", Operateur.ENTRE, (18001, None))) == ["AC-002"]


def test_les_dates_se_bornent_au_jour_pres(rempli: Fichier) -> None:
    entre = Condition("menage.enquete_le", Operateur.ENTRE, ("2026-10-01", "2026-10-01"))

    assert gardes(rempli, entre) == ["AC-010"]
    assert gardes(rempli, Condition("menage.enquete_le", Operateur.RETARD)) == ["AC-010", "BL-001"]
    assert gardes(rempli, Condition("menage.enquete_le", Operateur.LE_JOUR)) == []


def test_sans_contact_depuis_n_jours_compte_aussi_ceux_que_l_on_n_a_jamais_joints(rempli: Fichier) -> None:
    # Joint le 10/11 : dix jours avant le 20.
    depuis_dix = Condition("contact.dernier", Operateur.DEPUIS, (10,))
    depuis_onze = Condition("contact.dernier", Operateur.DEPUIS, (11,))

    assert gardes(rempli, depuis_dix) == ["AC-010", "AC-010-1", "AC-002", "BL-001"]
    assert gardes(rempli, depuis_onze) == ["AC-010", "AC-010-1", "BL-001"]


def test_un_texte_se_cherche_sans_accents(rempli: Fichier) -> None:
    assert gardes(rempli, Condition("menage.commentaire", Operateur.CONTIENT, ("penible",))) == ["AC-010"]


def test_chaque_vue_compte_ses_dossiers(rempli: Fichier) -> None:
    with rempli.lire() as session:
        comptes = compter(lire_registre(session), ordre(session), VUES, Repere(AU))

    # Un dossier est clos ; aucun n'a d'offre ; le décohabitant n'attend pas de RAC avant.
    assert comptes == {"tous": 4, "a_reloger": 3, "bientot": 0, "sans_offre": 3, "rac_inconnu": 1}


def test_les_valeurs_proposees_sont_celles_que_les_dossiers_portent(rempli: Fichier) -> None:
    with rempli.lire() as session:
        registre = lire_registre(session, ["menage.referent", "menage.etat"])
        ids = ordre(session)

    assert valeurs_presentes(registre, ids, "menage.referent") == [("J. Petit", 1), ("S. Kaddour", 1), (None, 2)]
    assert valeurs_presentes(registre, ids, "menage.etat") == [("RECENSE", 2), ("ENQUETE", 1), ("CLOS", 1)]


@pytest.mark.parametrize(
    ("posee", "attendu"),
    [
        (dans_l_etat(Etat.OFFRE, Etat.VISITE), "État : Offre, Visite"),
        (dans_l_etat(Etat.OFFRE, Etat.VISITE, Etat.ACCORD, Etat.REFUS), "État : Offre, Visite + 2"),
        (du_referent(MOI), "Référent : moi"),
        (Condition("bilan.echeance_le", Operateur.BIENTOT, (7,)), "Échéance : à moins de 7 jours"),
        (Condition("menage.telephone", Operateur.VIDE), "Téléphone : vide"),
        (Condition("menage.nb_personnes", Operateur.ENTRE, (3, 5)), "Personnes : 3 à 5"),
        (Condition("bilan.rac_av", Operateur.ENTRE, (None, 25000)), "RAC avant (€) : ≤\u00a0250,00"),
        (Condition("acte.dernier", Operateur.DEPUIS, (30,)), "Dernière action : rien depuis 30 jours"),
    ],
)
def test_un_filtre_se_lit(posee: Condition, attendu: str) -> None:
    assert f"{titre(posee)} : {dite(posee)}" == attendu


def test_un_filtre_garde_se_relit_le_meme() -> None:
    posee = Condition("menage.enquete_le", Operateur.ENTRE, ("2026-10-01", None))

    assert condition(posee.en_dict()) == posee


@pytest.mark.parametrize(
    "donnees",
    [
        {},
        {"champ": "menage.inconnu", "operateur": "vide", "valeurs": []},
        {"champ": "menage.etat", "operateur": "demain", "valeurs": []},
        {"champ": "menage.etat", "operateur": "parmi", "valeurs": "OFFRE"},
    ],
)
def test_un_filtre_d_une_version_plus_recente_ne_se_devine_pas(donnees: dict[str, object]) -> None:
    assert condition(donnees) is None
