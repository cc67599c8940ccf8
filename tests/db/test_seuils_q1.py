"""Des seuils importés sont gardés dans le projet, donnent le quartile, et l’arrêté corrigé remplace le sien."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from db.bilans import differences
from db.fichier import Fichier
from db.imports import Rapport, importer
from db.imports.rapport import Sort
from db.seuils_q1 import SeuilImporte
from relogement.modeles import Bilan, Projet
from tests.fabrique import un_cout, un_menage, un_relogement

TITRES = ("EPCI", "Année", "Seuil", "Texte")
PERPIGNAN, VOISINE = "200027183", "200043602"


@pytest.fixture
def projet(fichier: Fichier) -> Fichier:
    """Un projet à Perpignan ; une personne, 1 000 € par mois, soit 12 000 € par an et par part, bail en 2026."""
    menage = un_menage(nb_personnes=1, ressources="1000", avant=un_cout())
    un_relogement(menage, cout=un_cout(), bail_le=date(2026, 3, 1))
    with fichier.ecrire("Cas") as session:
        session.scalars(select(Projet)).one().commune_insee = "66136"
        session.add(menage)
    return fichier


def seuils(dossier: Path, *lignes: tuple[str, int, float | int]) -> Path:
    chemin = dossier / "seuils.csv"
    ecrites = [TITRES, *((*map(str, ligne), "Arrêté fictif du 01/04/2026") for ligne in lignes)]
    chemin.write_text("\n".join(";".join(ligne) for ligne in ecrites), "utf-8-sig")
    return chemin


def importes(projet: Fichier, dossier: Path, *lignes: tuple[str, int, float | int]) -> Rapport:
    return importer(projet, seuils(dossier, *lignes), nature="q1")


def le_bilan(projet: Fichier) -> Bilan:
    with projet.lire() as session:
        assert list(differences(session.connection())) == []
        return session.scalars(select(Bilan)).one()


def test_sans_seuil_le_quartile_est_inconnu_et_dit_pourquoi(projet: Fichier) -> None:
    bilan = le_bilan(projet)

    assert bilan.quartile is None
    assert bilan.motifs_nr["quartile"] == "seuil du premier quartile inconnu pour 2026"


@pytest.mark.parametrize(("seuil", "attendu"), [(12000, "Q1"), (11999, "Q2_4")])
def test_le_bilan_suit_le_seuil_importe(projet: Fichier, tmp_path: Path, seuil: int, attendu: str) -> None:
    rapport = importes(projet, tmp_path, (PERPIGNAN, 2026, seuil), (VOISINE, 2026, 20000))

    assert rapport.lignes[Sort.CREEE] == 2
    assert rapport.anomalies == []
    bilan = le_bilan(projet)
    assert bilan.quartile == attendu
    assert "quartile" not in bilan.motifs_nr


def test_le_seuil_d_une_autre_annee_ou_d_a_cote_ne_vaut_pas(projet: Fichier, tmp_path: Path) -> None:
    importes(projet, tmp_path, (PERPIGNAN, 2025, 20000), (VOISINE, 2026, 20000))

    assert le_bilan(projet).quartile is None


def test_l_intercommunalite_dite_dans_le_projet_l_emporte(projet: Fichier, tmp_path: Path) -> None:
    importes(projet, tmp_path, (PERPIGNAN, 2026, 11000), (VOISINE, 2026, 13000))

    with projet.ecrire("Projet") as session:
        session.scalars(select(Projet)).one().epci = VOISINE

    assert le_bilan(projet).quartile == "Q1"


def test_le_meme_fichier_ne_change_rien_et_un_arrete_corrige_remplace_le_sien(
    projet: Fichier, tmp_path: Path
) -> None:
    importes(projet, tmp_path, (PERPIGNAN, 2026, 11000))

    deuxieme = importes(projet, tmp_path, (PERPIGNAN, 2026, 11000))
    corrige = importes(projet, tmp_path, (PERPIGNAN, 2026, 12500))

    assert (deuxieme.lignes[Sort.INCHANGEE], corrige.lignes[Sort.MODIFIEE]) == (1, 1)
    with projet.lire() as session:
        assert session.query(SeuilImporte).count() == 1
    assert le_bilan(projet).quartile == "Q1"


def test_des_seuils_qui_ne_sont_pas_ceux_du_projet_se_disent(projet: Fichier, tmp_path: Path) -> None:
    rapport = importes(projet, tmp_path, (VOISINE, 2026, 12000))

    assert [PERPIGNAN in a.message for a in rapport.anomalies] == [True]


def test_un_classeur_excel_ou_le_siren_est_un_nombre_se_lit(projet: Fichier, tmp_path: Path) -> None:
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    feuille.append(TITRES)
    feuille.append((int(PERPIGNAN), 2026, 12000.5, "Arrêté fictif"))
    classeur.save(tmp_path / "seuils.xlsx")

    importer(projet, tmp_path / "seuils.xlsx")

    assert le_bilan(projet).quartile == "Q1"


def test_une_simulation_ne_garde_rien(projet: Fichier, tmp_path: Path) -> None:
    rapport = importer(projet, seuils(tmp_path, (PERPIGNAN, 2026, 12000)), nature="q1", simuler=True)

    assert rapport.lignes[Sort.CREEE] == 1
    assert le_bilan(projet).quartile is None


def test_un_projet_sans_commune_prend_la_seule_intercommunalite_du_fichier_et_le_dit(
    projet: Fichier, tmp_path: Path
) -> None:
    with projet.ecrire("Projet") as session:
        session.scalars(select(Projet)).one().commune_insee = None

    plusieurs = importes(projet, tmp_path, (PERPIGNAN, 2025, 11000), (VOISINE, 2025, 11000))
    assert le_bilan(projet).motifs_nr["quartile"] == "intercommunalité du projet inconnue"
    une = importes(projet, tmp_path, (PERPIGNAN, 2026, 12000))

    assert [("qu’elle" in r.anomalies[0].message, len(r.anomalies)) for r in (plusieurs, une)] == [
        (True, 1),
        (False, 1),
    ]
    assert PERPIGNAN in une.anomalies[0].message
    assert le_bilan(projet).quartile == "Q1"
