"""Ce qui est NR dans un projet, compté à la main : par référent, champ, opération, et ce que cela rendrait."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from db.chiffres import mesurer
from db.completude import Axe, Completude, Genre, Manque, completude_du_projet, exiger_referent
from db.completude_dossiers import dossiers_du_manque
from db.exports.completude import document, en_json
from db.exports.interne import ecrire_interne
from db.fichier import Fichier
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import TypeDossier
from relogement.operation import Operation
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_relogement, une_operation

AU = date(2026, 11, 29)


def reloge(
    reference: str, op: Operation, referent: str | None, *, apl: str | None = "200", **logement: object
) -> Menage:
    menage = un_menage(reference, operation=op, nom=f"Nom{reference}", referent=referent, avant=un_cout())
    dits = {"conventionne_le": date(1990, 1, 1), "bailleur": "Rives Habitat"} | logement
    un_relogement(menage, cout=un_cout(apl=apl), logement=un_logement(**dits))
    return menage


def le_projet() -> list[Menage]:
    """Cinq relogés : deux complets, une convention inconnue, un quartier et une APL inconnus, un décohabitant."""
    op1, op2 = une_operation("OP1"), une_operation("OP2")
    enfant = reloge("D5", op2, None, qpv=None)
    enfant.type = TypeDossier.DECOHABITANT
    pas_reloge = un_menage("D6", operation=op1, referent="Samira")
    return [
        reloge("D1", op1, "Samira"),
        reloge("D2", op1, "Samira", conventionne_le=None),
        reloge("D3", op2, "Samira", qpv=None, apl=None),
        reloge("D4", op1, "Thomas", conventionne_le=None),
        enfant,
        pas_reloge,
    ]  # fmt: skip


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *le_projet())
    yield ouvert
    ouvert.fermer()


def completude(projet: Fichier, operation: str | None = None) -> Completude:
    with projet.lire() as session:
        return completude_du_projet(session, AU, operation)


def des_indicateurs(trouvee: Completude, axe: Axe) -> list[tuple[str, str, str, int]]:
    manques = trouvee.regroupes(axe, genre=Genre.INDICATEUR)
    return sorted((m.sujet, m.champ, getattr(m, axe.value), m.nr) for m in manques)


NEUF, QPV, APL = "Première location ou conventionnement", "QPV du nouveau logement", "APL après"


def test_les_nr_se_comptent_par_referent(projet: Fichier) -> None:
    trouvee = completude(projet)

    assert des_indicateurs(trouvee, Axe.REFERENT) == [
        ("HORS_QPV", QPV, "Samira", 1),
        ("HORS_QPV", QPV, "sans référent", 1),
        ("HORS_SITE", QPV, "Samira", 1),
        ("HORS_SITE", QPV, "sans référent", 1),
        ("NEUF", NEUF, "Samira", 1),
        ("NEUF", NEUF, "Thomas", 1),
        ("RAC_MAITRISE", APL, "Samira", 1),
    ]
    assert trouvee.totaux == {"Samira": 4, "sans référent": 2, "Thomas": 1}


def test_les_nr_se_regroupent_par_champ_et_par_operation(projet: Fichier) -> None:
    trouvee = completude(projet)

    par_champ = {(m.sujet, m.champ): m.nr for m in trouvee.regroupes(Axe.CHAMP, genre=Genre.INDICATEUR)}
    assert par_champ == {("HORS_QPV", QPV): 2, ("HORS_SITE", QPV): 2, ("NEUF", NEUF): 2, ("RAC_MAITRISE", APL): 1}
    assert ("NEUF", NEUF, "OP1", 2) in des_indicateurs(trouvee, Axe.OPERATION)


def test_le_gain_est_en_points_de_la_couverture_du_projet(projet: Fichier) -> None:
    """NEUF : 5 relogés, 2 NR, couverture 60 % ; la convention de Samira rend un dossier sur cinq, 20 points."""
    trouvee = completude(projet)

    neuf = next(m for m in trouvee.regroupes(Axe.REFERENT, referent="Samira") if m.sujet == "NEUF")
    assert neuf.gain == Decimal(20)
    assert trouvee.mesures["NEUF"].couverture == Decimal(60)
    assert not trouvee.mesures["NEUF"].significatif(AU)


def test_les_mesures_sont_celles_des_indicateurs(projet: Fichier) -> None:
    trouvee = completude(projet)

    with projet.lire() as session:
        tous = mesurer(session, AU).tous
    assert trouvee.mesures == {code: tous[code] for code in trouvee.mesures}


def test_deux_champs_qui_manquent_ensemble_ne_rendent_rien_seuls(base: str) -> None:
    menage = un_menage("D1", avant=un_cout(charges=None), referent="Samira")
    un_relogement(menage, cout=un_cout(apl=None), logement=un_logement())
    fichier = un_fichier(base, menage)

    manques = [m for m in completude(fichier).manques if m.sujet == "RAC_MAITRISE"]
    fichier.fermer()

    assert sorted((m.champ, m.nr, m.seuls) for m in manques) == [("APL après", 1, 0), ("Charges avant", 1, 0)]


def test_les_colonnes_de_type_rime_vides_se_comptent_l_avant_d_un_decohabitant_excepte(projet: Fichier) -> None:
    colonnes = {m.sujet: m for m in completude(projet).regroupes(Axe.CHAMP, genre=Genre.RIME)}

    assert colonnes["APL_AP"].nr == 1
    assert colonnes["AN_ENTREE_AVANT"].nr == 4  # quatre titulaires ; le décohabitant n'a pas d'avant
    assert colonnes["AN_ENTREE_AVANT"].gain == Decimal(100)
    assert colonnes["MOIS_ENQUETE"].nr == 5
    assert "LOYER_AP" not in colonnes


def le_manque(trouvee: Completude, sujet: str, axe: Axe) -> Manque:
    return next(m for m in trouvee.regroupes(axe) if m.sujet == sujet)


def test_un_manque_s_ouvre_sur_ses_dossiers_et_leur_champ(projet: Fichier) -> None:
    manque = le_manque(completude(projet), "NEUF", Axe.CHAMP)

    with projet.lire() as session:
        lus = dossiers_du_manque(session, AU, manque)

    assert [(d.reference, d.referent, d.chemin) for d in lus] == [
        ("D2", "Samira", "logement.conventionne_le"),
        ("D4", "Thomas", "logement.conventionne_le"),
    ]
    assert {d.motif for d in lus} == {"date de conventionnement inconnue"}


def test_chaque_manque_a_autant_de_dossiers_que_son_compte(projet: Fichier) -> None:
    trouvee = completude(projet)

    with projet.lire() as session:
        for axe in Axe:
            for manque in trouvee.regroupes(axe):
                assert len(dossiers_du_manque(session, AU, manque)) == manque.nr, manque


def test_une_operation_ne_montre_que_la_sienne(projet: Fichier) -> None:
    assert completude(projet, "OP1").totaux == {"Samira": 1, "Thomas": 1}


def test_un_referent_inconnu_est_dit(projet: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="Samira, Thomas"):
        exiger_referent(completude(projet), "Personne")


def test_le_classeur_d_un_referent_n_a_que_ses_dossiers(projet: Fichier, tmp_path: Path) -> None:
    with projet.lire() as session:
        ecrit = document(session, completude_du_projet(session, AU), referent="Samira")
        ecrire_interne(projet, ecrit, tmp_path / "samira.xlsx")

    classeur = openpyxl.load_workbook(tmp_path / "samira.xlsx")
    lignes = list(classeur["Dossiers"].iter_rows(min_row=2, values_only=True))
    assert sorted((li[0], li[4]) for li in lignes) == [
        ("D2", "NEUF"), ("D3", "HORS_QPV"), ("D3", "HORS_SITE"), ("D3", "RAC_MAITRISE"),
    ]  # fmt: skip
    assert {li[2] for li in lignes} == {"Samira"}


def test_le_json_ne_nomme_aucun_menage(projet: Fichier) -> None:
    dit = json.dumps(en_json(completude(projet)), ensure_ascii=False)

    assert json.loads(dit)["nr_par_referent"] == {"Samira": 4, "sans référent": 2, "Thomas": 1}
    assert "NomD" not in dit
