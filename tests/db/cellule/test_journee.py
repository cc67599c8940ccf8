"""Une décision de cellule devient une échéance : chez l'agent qui en répond, sinon chez le référent du dossier."""

from datetime import date

import pytest
from sqlalchemy import select

from db.bilans import differences
from db.cellule import decisions
from db.dossier import lire_dossier
from db.faits import GenreDeFait
from db.fichier import Fichier
from db.journee import Portee, en_retard, journee
from db.rappels import faire, rouvrir
from relogement.cellule.codes import SuiteDecision
from relogement.journee import Colonne, LigneDuJour, geste, quand
from relogement.modeles import Menage, Partenaire
from relogement.nomenclatures import Affaire, Attendu
from relogement.regles.suites import Geste
from tests.db.cellule.conftest import AU, EN_SEANCE, MOI, un_dossier
from tests.db.cellule.test_seances import le_menage, le_point, preparee

COLLEGUE = "Thomas Vidal"
VENDREDI = date(2026, 11, 27)
LENDEMAIN_D_ECHEANCE = date(2026, 11, 28)


@pytest.fixture
def point(rempli: Fichier) -> int:
    return le_point(rempli, preparee(rempli), "AC-001").id


def decidee(fichier: Fichier, point: int, texte: str, **champs: object) -> int:
    with fichier.ecrire("Décision notée") as session:
        return decisions.noter(session, point, texte=texte, maintenant=EN_SEANCE, **champs)  # type: ignore[arg-type]


def de_la_cellule(fichier: Fichier, au: date, agent: str | None) -> list[tuple[Colonne, LigneDuJour]]:
    with fichier.lire() as session:
        vue = journee(session, Portee(au, agent))
        assert list(differences(session.connection())) == []
    return [
        (colonne, ligne)
        for colonne, liste in vue.colonnes.items()
        for ligne in liste.lignes
        if ligne.genre is Affaire.CELLULE
    ]


def test_la_decision_d_un_agent_est_a_faire_dans_sa_semaine_puis_en_retard(rempli: Fichier, point: int) -> None:
    decidee(rempli, point, "Proposer le T5", responsable=MOI, echeance_le=VENDREDI)

    ((colonne, ligne),) = de_la_cellule(rempli, AU, MOI)

    assert (colonne, ligne.objet, ligne.attendu) == (Colonne.JOUR, "Proposer le T5", Attendu.AGENT)
    assert (geste(ligne, AU), quand(ligne, AU)) == (Geste.FAITE, "à finir ven. 27/11/2026")
    ((colonne, ligne),) = de_la_cellule(rempli, LENDEMAIN_D_ECHEANCE, MOI)
    assert colonne is Colonne.RETARD
    assert quand(ligne, LENDEMAIN_D_ECHEANCE) == "décision échue ven. 27/11/2026, 1 jour de retard"
    with rempli.lire() as session:
        assert en_retard(session, Portee(LENDEMAIN_D_ECHEANCE, MOI)) == 1


def test_la_decision_d_un_partenaire_attend_chez_le_referent_du_dossier(rempli: Fichier, point: int) -> None:
    with rempli.lire() as session:
        canigou = session.scalars(select(Partenaire.id).where(Partenaire.nom == "Canigou Logement")).one()
    decidee(rempli, point, "Proposer un T5", partenaire_id=canigou, echeance_le=VENDREDI)

    ((colonne, ligne),) = de_la_cellule(rempli, AU, MOI)

    assert (colonne, ligne.attendu) == (Colonne.ATTENTE, Attendu.BAILLEUR)
    assert ligne.objet == "Canigou Logement\u00a0: proposer un T5"


def test_dite_faite_d_un_clic_elle_quitte_la_journee_et_se_rouvre(rempli: Fichier, point: int) -> None:
    numero = decidee(rempli, point, "Proposer le T5", responsable=MOI, echeance_le=VENDREDI)
    cle = f"CELLULE:{numero}"

    with rempli.ecrire("Fait") as session:
        faire(session, cle, au=AU)

    assert de_la_cellule(rempli, AU, MOI) == []
    with rempli.lire() as session:
        assert [f.cle for f in journee(session, Portee(AU, MOI)).faits] == [cle]
        (decision,) = decisions.decisions(session, AU)
        assert (decision.suite, decision.suite_le) == (SuiteDecision.FAITE, AU)
    with rempli.ecrire("Rouvert") as session:
        rouvrir(session, cle)
    assert len(de_la_cellule(rempli, AU, MOI)) == 1


def test_une_decision_d_un_collegue_est_chez_lui_et_revient_au_referent_quand_il_n_a_plus_de_dossier(
    rempli: Fichier, point: int
) -> None:
    with rempli.ecrire("Saisie") as session:
        session.add(un_dossier("LI-001", "Tran", referent=COLLEGUE))
    decidee(rempli, point, "Appeler le CCAS", responsable=COLLEGUE, echeance_le=VENDREDI)
    assert (len(de_la_cellule(rempli, AU, COLLEGUE)), de_la_cellule(rempli, AU, MOI)) == (1, [])

    with rempli.ecrire("Dossiers transmis") as session:
        session.get_one(Menage, le_menage(rempli, "LI-001")).referent = MOI

    ((colonne, ligne),) = de_la_cellule(rempli, AU, MOI)
    assert (colonne, ligne.attendu) == (Colonne.ATTENTE, Attendu.AUTRE)
    assert ligne.objet == f"{COLLEGUE}\u00a0: appeler le CCAS"


def test_une_decision_sans_responsable_est_au_referent_et_sans_date_elle_est_de_chaque_jour(
    rempli: Fichier, point: int
) -> None:
    decidee(rempli, point, "Revoir le dossier")

    ((colonne, ligne),) = de_la_cellule(rempli, AU, MOI)

    assert (colonne, ligne.attendu) == (Colonne.JOUR, Attendu.AGENT)


def test_le_journal_du_dossier_raconte_la_decision_et_sa_suite(rempli: Fichier, point: int) -> None:
    numero = decidee(rempli, point, "Proposer le T5", responsable=MOI, echeance_le=VENDREDI)
    with rempli.ecrire("Suite") as session:
        decisions.donner_suite(session, numero, SuiteDecision.FAITE, date(2026, 11, 25))

    menage = le_menage(rempli, "AC-001")
    with rempli.lire() as session:
        lu = lire_dossier(session, menage)

    (fait,) = [f for f in lu.faits if f.genre is GenreDeFait.CELLULE]
    assert (fait.le, fait.titre) == (EN_SEANCE, "Cellule : Proposer le T5")
    assert fait.detail == "Samira Kaddour, pour le 27/11/2026, faite le 25/11/2026"
