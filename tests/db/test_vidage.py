"""L'immeuble lu de la base : les mêmes comptes que « Libération », sur les deux moteurs."""

from datetime import date, timedelta

import pytest

from db.chiffres import mesurer
from db.exemple import construire
from db.fichier import Fichier
from db.operations import operations
from db.vacances import registre
from db.vidage import lire_immeuble, logements_libres, operation_a_montrer, previsions_des_criteres
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Etat, MotifSortie, Nature, StatutLogement
from relogement.parcours import Etape
from relogement.vidage.blocages import blocages
from relogement.vidage.cases import Occupation
from relogement.vidage.tableau import tableau
from relogement.vidage.trajectoire import departs, trajectoire
from tests.fabrique import un_logement_quitte, un_menage, un_relogement, une_offre, une_operation

AU = date(2026, 11, 20)


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Fichier:
    return construire(tmp_path_factory.mktemp("exemple") / "exemple.relogement", au=AU)


def ecrire(fichier: Fichier) -> None:
    """Un relogé, un provisoire, un sorti, un occupé, un fusionné, une loge, un vacant, une annexe."""
    operation = une_operation("A", vide_le=date(2027, 4, 30))
    autre = une_operation("B", vide_le=date(2026, 12, 31))
    reloge = un_menage("R", operation=operation, ug="1")
    un_relogement(reloge, entree_le=date(2026, 7, 17))
    provisoire = un_menage("P", operation=operation, ug="2")
    un_relogement(provisoire, nature=Nature.PROVISOIRE, entree_le=date(2026, 8, 1))
    provisoire.etat = Etat.PROVISOIRE
    sorti = un_menage("S", operation=operation, ug="3")
    sorti.etat, sorti.motif_sortie, sorti.sorti_le = Etat.SORTI, MotifSortie.DEPART, date(2026, 9, 1)
    occupe = un_menage("O", operation=operation, ug="4", nom="BYRNE", prenom="Patrick")
    occupe.etapes.append(Etape(etat=Etat.RECENSE, le=date(2026, 1, 12)))
    occupe.offres.append(une_offre())
    fusionne = un_menage("F", operation=operation, logement_quitte=occupe.logement_quitte)
    fusionne.etat, fusionne.motif_sortie, fusionne.sorti_le = Etat.SORTI, MotifSortie.FUSION, date(2026, 2, 1)
    statuts = (StatutLogement.FONCTION, StatutLogement.VACANT, StatutLogement.ANNEXE)
    lieux = [un_logement_quitte(operation, ug=s, statut=s) for s in statuts]
    with fichier.ecrire("Cas du vidage") as session:
        session.add_all([reloge, provisoire, sorti, occupe, fusionne, *lieux, autre])


def test_chaque_logement_est_ce_que_la_base_en_dit(fichier: Fichier) -> None:
    ecrire(fichier)

    with fichier.lire() as session:
        immeuble = lire_immeuble(session, "A", AU)
    vu = tableau(immeuble, AU)

    assert vu.comptes.par_occupation == {
        Occupation.RELOGE: 1, Occupation.PROVISOIRE: 1, Occupation.SORTI: 1, Occupation.MENAGE: 1,
        Occupation.FONCTION: 1, Occupation.VACANT: 1,
    }  # fmt: skip
    (occupe,) = blocages(vu)
    assert occupe.case.dossier is not None
    assert (occupe.case.dossier.reference, occupe.case.dossier.nom) == ("O", "BYRNE Patrick")
    assert occupe.case.autres == 0  # le dossier fusionné n'est pas un second ménage
    assert [o.acceptee for o in immeuble.offres] == [False]
    assert departs(immeuble).jours == (date(2026, 7, 17), date(2026, 8, 1), date(2026, 9, 1))


@pytest.mark.parametrize("le", [date(2026, 7, 16), date(2026, 7, 17), date(2026, 8, 15), AU])
def test_les_vides_sont_ceux_de_l_indicateur_liberation(fichier: Fichier, le: date) -> None:
    ecrire(fichier)

    with fichier.lire() as session:
        liberation = mesurer(session, le, "A").tous["LIBERATION"]
        comptes = tableau(lire_immeuble(session, "A", AU), le).comptes

    assert (comptes.vides, comptes.total) == (liberation.oui, liberation.base)


@pytest.mark.parametrize("jours", [0, 30, 120, 240, 400])
def test_l_exemple_aussi_a_toute_date_et_pour_chaque_operation(exemple: Fichier, jours: int) -> None:
    le = AU - timedelta(days=jours)

    with exemple.lire() as session:
        for operation in operations(session):
            liberation = mesurer(session, le, operation.code).tous["LIBERATION"]
            immeuble = lire_immeuble(session, operation.code, AU)
            comptes = tableau(immeuble, le).comptes
            assert (comptes.vides, comptes.total) == (liberation.oui, liberation.base)
            assert departs(immeuble).occupes(le) == comptes.a_vider


def test_la_trajectoire_de_l_exemple_finit_a_ce_qui_reste(exemple: Fichier) -> None:
    with exemple.lire() as session:
        immeuble = lire_immeuble(session, "AC", AU)
        parts = previsions_des_criteres(session, "AC", AU)
    trace = trajectoire(immeuble, departs(immeuble), AU)

    assert trace.points[-1] == (AU, tableau(immeuble, AU).comptes.a_vider)
    assert trace.fin is not None
    assert set(parts.a_la_fin) == {"NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE"}


def test_les_logements_libres_sont_ceux_que_le_registre_propose(exemple: Fichier) -> None:
    with exemple.lire() as session:
        assert logements_libres(session) == sum(v.proposable for v in registre(session))


def test_on_montre_d_abord_l_operation_la_plus_proche_de_sa_date(fichier: Fichier) -> None:
    with fichier.lire() as session, pytest.raises(ErreurMetier, match="pas encore d’opération"):
        operation_a_montrer(session, AU)
    ecrire(fichier)

    with fichier.lire() as session:
        assert operation_a_montrer(session, AU) == "B"
        assert operation_a_montrer(session, date(2027, 1, 1)) == "A"  # la cible de B est passée
        with pytest.raises(ErreurMetier, match="Aucune opération « Z »"):
            lire_immeuble(session, "Z", AU)
