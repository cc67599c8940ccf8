"""Un tableau de type RIME relu : la clé du projet rend ses dossiers, et rien d'arrondi n'est repris."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import select

from db.exports import remettre
from db.fichier import Fichier
from db.horloge import aujourdhui
from db.imports import Cible, importer
from db.imports.assistant import apercevoir
from db.imports.rapport import Sort
from db.pseudonymes import renouveler
from relogement.erreurs import ErreurMetier
from relogement.modeles import Cout, Menage
from relogement.nomenclatures import Moment, Nature, Typologie
from tests.fabrique import un_menage, un_menage_reloge, une_operation

LIGNE = list[dict[str, str]]


@pytest.fixture
def projet(fichier: Fichier) -> Fichier:
    """Un ménage relogé, loyer d'avant 303 € (305 dans le tableau), et un autre qui attend."""
    with fichier.ecrire("Saisie") as session:
        operation = une_operation("AC")
        reloge = un_menage_reloge("AC-001", nom="MARTIN", operation=operation)
        attend = un_menage("AC-002", nom="DURAND", operation=operation, nb_personnes=3)
        session.add_all([reloge, attend])
    return fichier


def exporte(fichier: Fichier, dossier: Path) -> LIGNE:
    remettre(fichier, "rime", dossier / "rime.csv", operation="AC", au=aujourdhui())
    with (dossier / "rime.csv").open(encoding="utf-8-sig", newline="") as flux:
        return list(csv.DictReader(flux, delimiter=";"))


def ecrit(dossier: Path, lignes: LIGNE) -> Path:
    with (dossier / "revenu.csv").open("w", encoding="utf-8", newline="") as flux:
        ecrivain = csv.DictWriter(flux, list(lignes[0]), delimiter=";")
        ecrivain.writeheader()
        ecrivain.writerows(lignes)
    return dossier / "revenu.csv"


def du_reloge(lignes: LIGNE) -> dict[str, str]:
    return next(ligne for ligne in lignes if ligne["MOIS_BAIL"])


def qui_attend(lignes: LIGNE) -> dict[str, str]:
    return next(ligne for ligne in lignes if not ligne["MOIS_BAIL"])


def test_le_tableau_du_projet_relu_ne_change_rien(projet: Fichier, tmp_path: Path) -> None:
    lignes = exporte(projet, tmp_path)

    rapport = importer(projet, ecrit(tmp_path, lignes))

    assert rapport.nature == "rime"
    assert rapport.lignes[Sort.INCHANGEE] == 2, [a.message for a in rapport.anomalies]


def test_ce_que_le_tableau_dit_exactement_se_reprend_et_ce_qu_il_arrondit_se_laisse(
    projet: Fichier, tmp_path: Path
) -> None:
    lignes = exporte(projet, tmp_path)
    du_reloge(lignes).update(SATISFACTION="3", TYPO_AP="T4", LOYER_AV="500", RAC_AP="12")
    qui_attend(lignes).update(TYPO_AV="T3")

    rapport = importer(projet, ecrit(tmp_path, lignes))

    assert rapport.lignes[Sort.MODIFIEE] == 2
    assert any("LOYER_AV 1" in a.message and "RAC_AP 1" in a.message for a in rapport.anomalies)
    with projet.lire() as session:
        reloge, attend = session.scalars(select(Menage).order_by(Menage.reference))
        assert attend.logement_quitte is not None
        assert attend.logement_quitte.typologie is Typologie.T3
        assert [s.satisfaction for s in reloge.suivis] == [3]
        (bail,) = reloge.relogements
        assert (bail.nature, bail.logement.typologie) == (Nature.DEFINITIF, Typologie.T4)
        avant = select(Cout).where(Cout.menage_id == reloge.id, Cout.moment == Moment.AVANT)
        assert str(session.scalars(avant).one().loyer) == "300.00"


def test_ce_qui_a_ete_saisi_ici_n_est_pas_ecrase_sans_que_quelqu_un_tranche(
    projet: Fichier, tmp_path: Path
) -> None:
    lignes = exporte(projet, tmp_path)
    qui_attend(lignes).update(NB_PERSONNES="5")
    tableau = ecrit(tmp_path, lignes)

    vu = apercevoir(projet, tableau)
    importer(projet, tableau)

    ((ecart,),) = [ligne.ecarts for ligne in vu.lignes if ligne.ecarts]
    assert (ecart.ancien, ecart.nouveau, ecart.s_ecrit) == (3, 5, False)
    with projet.lire() as session:
        assert session.scalars(select(Menage.nb_personnes).where(Menage.reference == "AC-002")).one() == 3


def test_sans_bail_le_tableau_n_en_invente_pas(projet: Fichier, tmp_path: Path) -> None:
    lignes = exporte(projet, tmp_path)
    qui_attend(lignes).update(TYPO_AP="T3", BAILLEUR_AP="Rives Habitat")

    importer(projet, ecrit(tmp_path, lignes))

    with projet.lire() as session:
        attend = session.scalars(select(Menage).where(Menage.reference == "AC-002")).one()
        assert attend.relogements == []


def test_une_cellule_videe_n_efface_rien_et_un_code_faux_se_dit(projet: Fichier, tmp_path: Path) -> None:
    lignes = exporte(projet, tmp_path)
    qui_attend(lignes).update(NB_PERSONNES="", TYPO_AV="grand", MOTIF_REFUS_1="PAS_UN_MOTIF")

    rapport = importer(projet, ecrit(tmp_path, lignes))

    assert {a.colonne for a in rapport.anomalies if a.ligne} == {"TYPO_AV", "MOTIF_REFUS_1"}
    with projet.lire() as session:
        assert session.scalars(select(Menage.nb_personnes).where(Menage.reference == "AC-002")).one() == 3


def test_un_pseudonyme_d_ailleurs_est_ecarte_et_un_tableau_d_ailleurs_refuse(
    projet: Fichier, tmp_path: Path
) -> None:
    lignes = exporte(projet, tmp_path)
    lignes[0]["ID_PSEUDO"] = "BCDFGHJKLMNPQR"
    rapport = importer(projet, ecrit(tmp_path, lignes), nature="rime", cible=Cible("AC"))
    assert rapport.lignes[Sort.ECARTEE] == 1

    with projet.ecrire("Pseudonymes renouvelés") as session:
        renouveler(session, "clé partagée par erreur")
    with pytest.raises(ErreurMetier, match="table de saisie"):
        importer(projet, ecrit(tmp_path, lignes))
