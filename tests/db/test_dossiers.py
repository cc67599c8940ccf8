"""La liste des dossiers côté base : son ordre, ce qui s'y trouve, ses comptes, sur les deux moteurs."""

from datetime import date
from decimal import Decimal

import pytest

from db.dossiers import ordre, page, premiers, trouver
from db.fichier import Fichier
from db.nouveau_dossier import Saisie, ouvrir_dossier, reference_proposee
from db.registre import lire_registre
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementQuitte
from relogement.menage import Menage
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


def ranges(fichier: Fichier, tri: str, *, descendant: bool = False) -> list[str]:
    """Les références dans l'ordre d'une colonne, à égalité par nom."""
    with fichier.lire() as session:
        par_nom, registre = ordre(session), lire_registre(session, [tri])
    return references(fichier, registre.trier(par_nom, tri, descendant=descendant))


def test_un_logement_inconnu_va_a_la_fin_dans_les_deux_sens_et_par_nom(rempli: Fichier) -> None:
    assert ranges(rempli, "logement.ug") == ["AC-010", "AC-002", "AC-010-1", "BL-001"]
    assert ranges(rempli, "logement.ug", descendant=True) == ["AC-002", "AC-010", "AC-010-1", "BL-001"]


def test_un_texte_se_trie_sans_accents_ni_casse(rempli: Fichier) -> None:
    with rempli.ecrire("Référents") as session:
        for numero, nom in ((1, "zoé"), (2, "Élise"), (3, "ALAIN")):
            session.get_one(Menage, numero).referent = nom

    assert ranges(rempli, "menage.referent") == ["BL-001", "AC-010", "AC-002", "AC-010-1"]


def test_la_reference_se_trie(rempli: Fichier) -> None:
    assert ranges(rempli, "menage.reference", descendant=True) == ["BL-001", "AC-010-1", "AC-010", "AC-002"]


def test_un_nombre_inconnu_va_a_la_fin_et_n_est_pas_un_zero(rempli: Fichier) -> None:
    with rempli.lire() as session:
        par_nom, registre = ordre(session), lire_registre(session)
    monte = registre.trier(par_nom, "bilan.rac_av")
    descend = registre.trier(par_nom, "menage.nb_personnes", descendant=True)

    assert references(rempli, monte) == ["BL-001", "AC-002", "AC-010", "AC-010-1"]
    assert references(rempli, descend) == ["AC-002", "BL-001", "AC-010-1", "AC-010"]


def test_les_totaux_ne_comptent_que_ce_qui_est_connu(rempli: Fichier) -> None:
    with rempli.lire() as session:
        par_nom, registre = ordre(session), lire_registre(session)
    totaux = registre.totaux(par_nom)

    # 4 + 2 + 1 personnes, une composition inconnue ; médiane de 180 et 250.
    assert (totaux.dossiers, totaux.personnes) == (4, 7)
    assert (totaux.rac_median, totaux.rac_connus) == (Decimal("215"), 2)


@pytest.mark.parametrize(
    "demande",
    [
        "mariam traore",
        "TRAORÉ",
        "46026",
        "06 12 34",
        "0612",
        "ac-002",
        "+33 6 12 34 56 78",
        "0033612345678",
        "+33 (0)6 12",
        "06.12.34.56.78",
    ],
)
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
