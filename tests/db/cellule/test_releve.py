"""Le relevé de décisions : ce qu'il dit, pour qui, le même à chaque fois ; et les actions de chacun."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from db.cellule import decisions, seances
from db.cellule.releve import actions, ecrire_actions, ecrire_releve, releve, releve_en_pdf, releve_masque
from db.fichier import Fichier
from db.organisme import reecrire
from relogement.cellule.codes import SensAvis, SuiteDecision
from relogement.erreurs import ErreurMetier
from relogement.fuites.rapport import FuiteTrouvee
from relogement.modeles import LogementOffert, Partenaire
from tests.db.cellule.conftest import AU, EN_SEANCE, MOI
from tests.db.cellule.test_seances import le_point, lue, preparee

VENDREDI = date(2026, 11, 27)


def tenue(fichier: Fichier, texte: str = "Proposer le T5 de Tramontane Habitat") -> int:
    """BELKACEM a deux décisions et un avis, BAYLE est reporté ; Tramontane n'est pas venue."""
    numero = preparee(fichier)
    belkacem, bayle = le_point(fichier, numero, "AC-001"), le_point(fichier, numero, "AC-002")
    with fichier.ecrire("En séance") as session:
        tet = session.scalars(select(Partenaire.id).where(Partenaire.nom == "Têt Habitat")).one()
        t5 = session.scalars(
            select(LogementOffert.id).where(LogementOffert.bailleur == "Tramontane Habitat")
        ).one()
        decisions.noter(session, belkacem.id, texte=texte, responsable=MOI, echeance_le=VENDREDI, logement_id=t5,
                        maintenant=EN_SEANCE)  # fmt: skip
        decisions.noter(session, belkacem.id, texte="Chercher un T5", partenaire_id=tet, maintenant=EN_SEANCE)
        decisions.donner_avis(session, belkacem.id, tet, SensAvis.FAVORABLE, "Mme Belkacem patiente", EN_SEANCE)
        decisions.reporter(session, bayle.id, EN_SEANCE)
    absente = next(p for p in lue(fichier, numero).presents if p.partenaire == "Tramontane Habitat")
    with fichier.ecrire("Présents") as session:
        seances.presence(session, absente.id, present=False)
        seances.ajouter_presence(session, numero, "Mme Roussel", tet)
    with fichier.ecrire("Séance close") as session:
        seances.clore(session, numero, EN_SEANCE)
    return numero


def texte_du_pdf(octets: bytes, vers: Path) -> str:
    vers.write_bytes(octets)
    pages = [page.extract_text() for page in PdfReader(vers).pages]
    return " ".join("\n".join(pages).replace("\u00a0", " ").split())


def pdf(fichier: Fichier, numero: int, *, masque: bool = False) -> bytes:
    with fichier.lire() as session:
        return releve_en_pdf(session, numero, masque=masque)


def test_le_releve_de_l_equipe_dit_les_presents_les_decisions_et_les_actions(
    rempli: Fichier, tmp_path: Path
) -> None:
    texte = texte_du_pdf(pdf(rempli, tenue(rempli)), tmp_path / "releve.pdf")

    for attendu in (
        "Relevé de décisions, cellule du 20/11/2026", "Séance du 20/11/2026 à 14:00",
        "il est pour l’équipe du relogement", "Canigou Logement ; Têt Habitat (Mme Roussel)",
        "Bailleurs présents : Canigou Logement, Têt Habitat.", "Absents ou excusés : Tramontane Habitat.",
        "BELKACEM Nora", "Proposer le T5 de Tramontane Habitat", "27/11/2026", "sans date",
        "Têt Habitat : favorable (Mme Belkacem patiente)", "BAYLE Gilles (AC-002).", "Actions par responsable",
        f"{MOI} (1)", "Têt Habitat (1)",
    ):  # fmt: skip
        assert attendu in texte, attendu


def test_le_releve_se_refait_aux_memes_octets_quoi_que_les_decisions_deviennent(rempli: Fichier) -> None:
    numero = tenue(rempli)
    premier, premier_masque = pdf(rempli, numero), pdf(rempli, numero, masque=True)
    with rempli.ecrire("Suite donnée") as session:
        (une, _) = decisions.decisions(session, AU, seance_id=numero)
        decisions.donner_suite(session, une.id, SuiteDecision.FAITE, AU)
    preparee(rempli, AU + timedelta(days=7))

    assert pdf(rempli, numero) == premier
    assert pdf(rempli, numero, masque=True) == premier_masque


def test_le_releve_des_partenaires_ne_nomme_personne(rempli: Fichier, tmp_path: Path) -> None:
    texte = texte_du_pdf(pdf(rempli, tenue(rempli), masque=True), tmp_path / "releve.pdf").lower()

    for tu in ("belkacem", "nora", "bayle", "gilles", "roussel", "kaddour", "patiente"):
        assert tu not in texte
    for dit in ("ac-001", "ac-002", "équipe du relogement", "têt habitat : favorable", "proposer le t5"):
        assert dit in texte


def test_un_nom_tape_dans_une_decision_arrete_le_releve_des_partenaires(rempli: Fichier, tmp_path: Path) -> None:
    numero, vers = tenue(rempli, "Appeler Nora Belkacem lundi"), tmp_path / "releve.pdf"

    with rempli.lire() as session, pytest.raises(FuiteTrouvee):
        ecrire_releve(session, numero, vers, masque=True)

    assert not vers.exists()


def test_un_releve_d_avant_la_cloture_est_un_projet_et_doit_etre_un_pdf(rempli: Fichier, tmp_path: Path) -> None:
    numero = preparee(rempli)
    with rempli.lire() as session:
        assert releve(session, numero).titre == "Projet de relevé de décisions, cellule du 20/11/2026"
        with pytest.raises(ErreurMetier, match=r"doit finir par \.pdf"):
            ecrire_releve(session, numero, tmp_path / "releve.docx")


def test_l_organisme_reecrit_le_texte_du_releve_sans_taire_a_qui_il_peut_etre_remis(
    rempli: Fichier, tmp_path: Path
) -> None:
    numero = tenue(rempli)
    with pytest.raises(ErreurMetier), rempli.ecrire("Texte changé") as session:
        reecrire(session, "releve", "# Compte rendu\n\n{{ decisions }}\n")
    with rempli.ecrire("Texte changé") as session:
        reecrire(
            session, "releve", "# Compte rendu du {{ seance_le }}\n\n{{ destinataires }}\n\n{{ decisions }}\n"
        )

    texte = texte_du_pdf(pdf(rempli, numero), tmp_path / "releve.pdf")

    assert texte.startswith("Compte rendu du 20/11/2026")
    assert "Actions par responsable" not in texte


def test_les_actions_se_suivent_par_responsable_avec_ce_qui_est_echu(rempli: Fichier, tmp_path: Path) -> None:
    tenue(rempli)
    lendemain = date(2026, 11, 28)

    with rempli.lire() as session:
        suivies = {a.par: (a.texte, a.devenue, a.echue) for a in actions(session, lendemain)}
        assert actions(session, lendemain, operation="AUTRE") == []
    assert suivies == {
        MOI: ("Proposer le T5 de Tramontane Habitat", "échue le 27/11/2026, 1 jour de retard", True),
        "Têt Habitat": ("Chercher un T5", "sans date", False),
    }

    assert ecrire_actions(rempli, tmp_path / "actions.xlsx", lendemain) == 2
    lignes = list(load_workbook(tmp_path / "actions.xlsx").worksheets[0].values)
    assert [ligne[:4] for ligne in lignes[1:]] == [
        (MOI, "AC-001", "BELKACEM Nora", "Proposer le T5 de Tramontane Habitat"),
        ("Têt Habitat", "AC-001", "BELKACEM Nora", "Chercher un T5"),
    ]
    assert ecrire_actions(rempli, tmp_path / "actions.pdf", lendemain) == 2
    assert ecrire_actions(rempli, tmp_path / "actions.csv", lendemain) == 2
    texte = texte_du_pdf((tmp_path / "actions.pdf").read_bytes(), tmp_path / "copie.pdf")
    assert "2 actions en cours, dont 1 échue." in texte


def test_le_releve_masque_garde_l_ordre_et_les_references(rempli: Fichier) -> None:
    numero = tenue(rempli)
    with rempli.lire() as session:
        masque = releve_masque(session, numero)

    assert [(p.rang, p.reference, p.nom) for p in masque.points] == [
        (1, "AC-002", "AC-002"),
        (2, "AC-001", "AC-001"),
    ]
    assert [a.logement for a in masque.actions] == ["T5, Perpignan (Tramontane Habitat)", ""]


def test_une_action_faite_ne_compte_plus_parmi_celles_en_cours(rempli: Fichier, tmp_path: Path) -> None:
    numero = tenue(rempli)
    with rempli.ecrire("Suite donnée") as session:
        (une, _) = decisions.decisions(session, AU, seance_id=numero)
        decisions.donner_suite(session, une.id, SuiteDecision.FAITE, AU)

    assert ecrire_actions(rempli, tmp_path / "actions.pdf", AU, toutes=True) == 2
    texte = texte_du_pdf((tmp_path / "actions.pdf").read_bytes(), tmp_path / "copie.pdf")

    assert "elle est pour l’équipe du relogement, et elle seule. 1 action en cours, dont 0 échue." in texte
    assert "faite le 20/11/2026" in texte
