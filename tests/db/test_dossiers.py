"""La liste des dossiers côté base : son ordre, ce qui s'y trouve, ses comptes, sur les deux moteurs."""

from datetime import date
from decimal import Decimal

import pytest

from db.dossiers import ordre, page, premiers, trouver
from db.fichier import Fichier
from db.filtres import VUES, compter, dans_l_etat, dans_l_operation, du_bailleur, du_referent, parmi, propositions
from db.filtres import retenir as garder
from db.nouveau_dossier import Saisie, homonymes, ouvrir_dossier, reference_proposee
from db.registre import lire_registre
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementQuitte
from relogement.nomenclatures import Etat, TypeDossier
from tests.fabrique import un_cout, un_menage, une_operation

AU = date(2026, 11, 20)


@pytest.fixture
def rempli(fichier: Fichier) -> Fichier:
    """Quatre dossiers dans deux opérations ; RAC avant : 250, inconnu, 180, inconnu."""
    acacias, bleuets = une_operation("AC"), une_operation("BL")
    with fichier.ecrire("Saisie") as session:
        for menage in (
            un_menage(
                "AC-002", nom="Traoré", prenom="Mariam", operation=acacias, nb_personnes=4, ug="0046026",
                telephone="06 12 34 56 78", avant=un_cout("400", "100", "250"), referent="S. Kaddour",
            ),
            un_menage("AC-010", nom="ABADIE", operation=acacias, nb_personnes=None, etat=Etat.ENQUETE,
                      ug="0046003"),
            un_menage("BL-001", nom="Zaoui", operation=bleuets, nb_personnes=2, avant=un_cout("300", "80", "200"),
                      bailleur="Canigou", etat=Etat.CLOS),
            un_menage("AC-010-1", nom="ABADIE", prenom="Léo", operation=acacias, logement_quitte=None,
                      type=TypeDossier.DECOHABITANT, nb_personnes=1),
        ):  # fmt: skip
            session.add(menage)
            session.flush()
    return fichier


def references(fichier: Fichier, ids: object) -> list[str]:
    with fichier.lire() as session:
        return [ligne.reference for ligne in page(session, list(ids))]  # type: ignore[call-overload]


def test_l_ordre_par_nom_ignore_accents_et_casse(rempli: Fichier) -> None:
    with rempli.lire() as session:
        par_nom, debut, renverse = ordre(session), premiers(session, 2), ordre(session, descendant=True)

    attendu = ["AC-010", "AC-010-1", "AC-002", "BL-001"]
    assert references(rempli, par_nom) == attendu
    assert references(rempli, debut) == attendu[:2]
    assert references(rempli, renverse) == attendu[::-1]


def test_un_logement_inconnu_va_a_la_fin_dans_les_deux_sens(rempli: Fichier) -> None:
    with rempli.lire() as session:
        monte, descend = ordre(session, "logement"), ordre(session, "logement", descendant=True)

    assert references(rempli, monte)[:2] == ["AC-010", "AC-002"]
    assert references(rempli, descend)[:2] == ["AC-002", "AC-010"]
    assert set(references(rempli, monte)[2:]) == set(references(rempli, descend)[2:]) == {"BL-001", "AC-010-1"}


def test_la_reference_se_trie_par_la_base(rempli: Fichier) -> None:
    with rempli.lire() as session:
        ids = ordre(session, "reference", descendant=True)

    assert references(rempli, ids) == ["BL-001", "AC-010-1", "AC-010", "AC-002"]


def test_un_nombre_inconnu_va_a_la_fin_et_n_est_pas_un_zero(rempli: Fichier) -> None:
    with rempli.lire() as session:
        par_nom, registre = ordre(session), lire_registre(session)
    monte = registre.trier(par_nom, "rac_av")
    descend = registre.trier(par_nom, "nb_personnes", descendant=True)

    assert references(rempli, monte) == ["BL-001", "AC-002", "AC-010", "AC-010-1"]
    assert references(rempli, descend) == ["AC-002", "BL-001", "AC-010-1", "AC-010"]


def test_les_totaux_ne_comptent_que_ce_qui_est_connu(rempli: Fichier) -> None:
    with rempli.lire() as session:
        par_nom, registre = ordre(session), lire_registre(session)
    totaux = registre.totaux(par_nom)

    # 4 + 2 + 1 personnes, une composition inconnue ; médiane de 180 et 250.
    assert (totaux.dossiers, totaux.personnes) == (4, 7)
    assert (totaux.rac_median, totaux.rac_connus) == (Decimal("215"), 2)


def test_chaque_vue_compte_ses_dossiers(rempli: Fichier) -> None:
    with rempli.lire() as session:
        comptes = compter(session, lire_registre(session), ordre(session), AU)

    # Un dossier est clos ; aucun n'a d'offre ; le décohabitant n'attend pas de RAC avant.
    assert comptes == {"tous": 4, "a_reloger": 3, "bientot": 0, "sans_offre": 3, "rac_inconnu": 1}
    assert [vue.cle for vue in VUES] == list(comptes)


def test_les_filtres_se_combinent(rempli: Fichier) -> None:
    with rempli.lire() as session:
        par_nom, registre = ordre(session), lire_registre(session)
        acacias = garder(session, registre, par_nom, [dans_l_operation("AC")], AU)
        enquete = garder(session, registre, par_nom, [dans_l_operation("AC"), dans_l_etat(Etat.ENQUETE)], AU)
        kaddour = garder(session, registre, par_nom, [du_referent("S. Kaddour")], AU)
        canigou = garder(session, registre, par_nom, [du_bailleur("Canigou")], AU)
        choisis = garder(session, registre, par_nom, [parmi([3], "Un indicateur"), dans_l_operation("AC")], AU)

    assert references(rempli, acacias) == ["AC-010", "AC-010-1", "AC-002"]
    assert references(rempli, enquete) == ["AC-010"]
    assert references(rempli, kaddour) == ["AC-002"]
    assert references(rempli, canigou) == ["BL-001"]
    assert list(choisis) == []


def test_les_filtres_proposes_sont_ceux_du_projet(rempli: Fichier) -> None:
    with rempli.lire() as session:
        offerts = {champ: [f.valeur for f in filtres] for champ, filtres in propositions(session).items()}

    assert offerts == {
        "État": ["Recensé", "Enquête", "Clos"],
        "Référent": ["S. Kaddour"],
        "Bailleur": ["Canigou", "Habitat Sud"],
    }


@pytest.mark.parametrize("demande", ["mariam traore", "TRAORÉ", "46026", "06 12 34", "0612", "ac-002"])
def test_un_dossier_se_trouve_par_son_nom_son_ug_ou_son_telephone(rempli: Fichier, demande: str) -> None:
    with rempli.lire() as session:
        trouves = trouver(session, demande)

    assert trouves is not None
    assert references(rempli, trouves) == ["AC-002"]


@pytest.mark.parametrize("demande", ["", "  ", "-", "’"])
def test_rien_a_chercher_ne_filtre_pas(rempli: Fichier, demande: str) -> None:
    with rempli.lire() as session:
        assert trouver(session, demande) is None


def test_la_ligne_separe_le_nom_de_famille_du_prenom(rempli: Fichier) -> None:
    with rempli.lire() as session:
        (ligne,) = page(session, [1])

    assert (ligne.famille, ligne.prenom, ligne.nom) == ("Traoré", "Mariam", "TRAORÉ Mariam")
    assert (ligne.operation, ligne.place) == ("AC", "0046026")


def test_une_page_d_un_registre_vide_est_vide(fichier: Fichier) -> None:
    with fichier.lire() as session:
        registre = lire_registre(session)
        totaux = registre.totaux(ordre(session))

    assert (totaux.dossiers, totaux.rac_median) == (0, None)
    assert registre.repere() == 0


def test_la_reference_proposee_suit_la_plus_grande_des_titulaires(rempli: Fichier) -> None:
    with rempli.lire() as session:
        assert reference_proposee(session, "AC") == "AC-011"
        assert reference_proposee(session, "NEUVE") == "NEUVE-001"


def test_les_homonymes_ne_sont_cherches_que_dans_l_operation(rempli: Fichier) -> None:
    with rempli.lire() as session:
        meme = [ligne.reference for ligne in homonymes(session, "AC", "traore", "Mariam")]
        ailleurs = homonymes(session, "BL", "traore", "Mariam")
        commencement = homonymes(session, "AC", "abadie", "")

    assert meme == ["AC-002"]
    assert ailleurs == []
    assert [ligne.reference for ligne in commencement] == ["AC-010"]


def test_un_titulaire_ne_prend_pas_l_ug_d_un_autre(rempli: Fichier) -> None:
    saisie = Saisie("AC", {"reference": "AC-011", "type": TypeDossier.TITULAIRE, "nom": "KEITA", "ug": "0046026"})

    with pytest.raises(ErreurMetier, match="déjà celle du dossier « AC-002 »"), rempli.ecrire("Essai") as session:
        ouvrir_dossier(session, saisie, le=AU)


def test_un_logement_vacant_connu_sert_au_dossier_neuf_sans_perdre_ce_qu_on_en_sait(rempli: Fichier) -> None:
    with rempli.ecrire("Logement") as session:
        operation = session.get_one(type(une_operation()), 1)
        session.add(LogementQuitte(operation=operation, ug="0046099", bailleur="Canigou"))
    saisie = Saisie(
        "AC",
        {"reference": "AC-011", "type": TypeDossier.TITULAIRE, "nom": "KEITA", "ug": "0046099",
         "bailleur": "Autre", "surface": Decimal("61.5")},
    )  # fmt: skip

    with rempli.ecrire("Dossier") as session:
        neuf = ouvrir_dossier(session, saisie, le=AU)
    with rempli.lire() as session:
        (ligne,) = page(session, [neuf])

    assert (ligne.bailleur, ligne.ug) == ("Canigou", "0046099")
