"""L'export de type RIME : une ligne calculée à la main, des communes masquées, une mise en page à soi."""

from datetime import date
from pathlib import Path

from db.fichier import Fichier
from relogement.exports.rime.mise_en_page import lire_mise_en_page
from relogement.exports.rime.sources import SOURCES, Nature
from relogement.nomenclatures import Etat
from relogement.parcours import Etape
from tests.db.exportes import garder, le_dossier_complet, lire_export, non_vides
from tests.fabrique import (
    un_cout,
    un_logement,
    un_menage,
    un_relogement,
    une_operation,
)


def test_une_ligne_de_type_rime_est_celle_que_l_on_calcule_a_la_main(fichier: Fichier, tmp_path: Path) -> None:
    garder(fichier, le_dossier_complet())

    (ligne,) = lire_export(fichier, "rime", tmp_path)

    pseudonyme = ligne.pop("ID_PSEUDO")
    assert len(pseudonyme) == 14
    # RAC avant : 311,37 − 30 + 95 − 210 = 166,37 ; après : 290,34 + 78 − 215 = 153,34 ; écart −13,03 (−7,83 %).
    # Taux d'effort : 166,37 / 1857,41 = 8,96 % ; 153,34 / 1857,41 = 8,26 %. 31/12/2025 → 15/02/2026 : 46 jours.
    assert non_vides(ligne) == {
        "PROJET": "Les Lilas", "OPERATION": "OP1", "TYPE_OPERATION": "DEMOLITION_LLS", "TYPE_DOSSIER": "TITULAIRE",
        "STATUT": "EMMENAGE", "AN_ENTREE_AVANT": "1998", "NB_PERSONNES": "4", "COMPOSITION": "COUPLE_ENFANTS",
        "AGE_TITULAIRE": "50 à 64 ans", "ACTIVITE": "NR", "CLASSE_RESSOURCES": "NR", "QUARTILE": "NR",
        "TYPO_AV": "T3", "SURF_AV": "60", "LOYER_AV": "310", "CHARGES_AV": "95", "APL_AV": "210", "RAC_AV": "165",
        "TYPO_AP": "T2", "SURF_AP": "45", "LOYER_AP": "290", "CHARGES_AP": "80", "APL_AP": "215", "RAC_AP": "155",
        "EVOL_RAC": "-15", "EVOL_RAC_PCT": "-7,83", "TE_AV": "8,96", "TE_AP": "8,26", "RAC_MAITRISE": "OUI",
        "NEUF_CONV5": "OUI", "HORS_QPV": "OUI", "HORS_SITE": "OUI", "BAILLEUR_AP": "Autre Bailleur",
        "INTERBAILLEUR": "OUI", "CODE_COMMUNE_AP": "MASQUEE", "FINANCEMENT": "PLAI", "NB_OFFRES": "3",
        "NB_REFUS": "2", "MOTIF_REFUS_1": "CHER", "MOTIF_REFUS_2": "ETAGE", "MOIS_ENQUETE": "2025-12",
        "MOIS_BAIL": "2026-02", "DUREE_J": "46", "DEMENAGEMENTS": "1", "SATISFACTION": "4",
    }  # fmt: skip


def test_les_colonnes_de_l_apres_restent_vides_tant_que_le_bail_n_est_pas_signe(
    fichier: Fichier, tmp_path: Path
) -> None:
    menage = un_menage("D1", avant=un_cout(300, 80, 200), operation=une_operation())
    un_relogement(menage, cout=un_cout(), logement=un_logement(bailleur="Autre"), bail_le=None, entree_le=None)
    garder(fichier, menage)

    (ligne,) = lire_export(fichier, "rime", tmp_path)

    assert ligne["RAC_AV"] == "180"
    de_l_apres = [c for c in ligne if c.endswith("_AP") or c.startswith(("EVOL", "RAC_M", "HORS", "NEUF"))]
    assert {ligne[c] for c in [*de_l_apres, "INTERBAILLEUR", "FINANCEMENT", "MOIS_BAIL", "DUREE_J"]} == {""}
    assert ligne["DEMENAGEMENTS"] == "0"


def test_une_commune_ne_se_montre_qu_a_partir_de_cinq_lignes(fichier: Fichier, tmp_path: Path) -> None:
    operation = une_operation()
    for rang in range(9):
        menage = un_menage(f"D{rang}", operation=operation)
        un_relogement(menage, logement=un_logement(commune_insee="66136" if rang < 5 else "66037"))
        garder(fichier, menage)

    communes = [ligne["CODE_COMMUNE_AP"] for ligne in lire_export(fichier, "rime", tmp_path)]

    assert sorted(communes) == ["66136"] * 5 + ["MASQUEE"] * 4


def test_le_seuil_des_communes_se_compte_sur_les_lignes_exportees(fichier: Fichier, tmp_path: Path) -> None:
    operations = [une_operation("OP1"), une_operation("OP2")]
    for rang in range(6):
        menage = un_menage(f"D{rang}", operation=operations[rang % 2])
        un_relogement(menage, logement=un_logement(commune_insee="66136"))
        garder(fichier, menage)

    lignes = lire_export(fichier, "rime", tmp_path, operation="OP2")

    assert [(ligne["OPERATION"], ligne["CODE_COMMUNE_AP"]) for ligne in lignes] == [("OP2", "MASQUEE")] * 3


def test_un_pseudonyme_ne_change_pas_d_un_export_a_l_autre_et_donne_l_ordre(
    fichier: Fichier, tmp_path: Path
) -> None:
    operation = une_operation()
    garder(fichier, *(un_menage(f"D{rang}", operation=operation) for rang in range(20)))

    premier = [ligne["ID_PSEUDO"] for ligne in lire_export(fichier, "rime", tmp_path)]
    second = [ligne["ID_PSEUDO"] for ligne in lire_export(fichier, "rime", tmp_path)]

    assert premier == second == sorted(set(premier))


def test_un_motif_que_la_charte_ignore_et_une_activite_en_clair_ne_sortent_pas(
    fichier: Fichier, tmp_path: Path
) -> None:
    menage = un_menage("D1", nb_offres_reprises=2, nb_refus_repris=2, motif_refus_1="voisin de M. Untel",
                       motif_refus_2="CHER")  # fmt: skip
    menage.personnes[0].activite = "Retraité"
    autre = un_menage("D2", operation=menage.operation)
    autre.personnes[0].activite = "boulanger rue des Lilas"
    garder(fichier, menage, autre)

    lignes = lire_export(fichier, "rime", tmp_path)

    assert {(li["MOTIF_REFUS_1"], li["MOTIF_REFUS_2"]) for li in lignes} == {("AUTRE", "CHER"), ("", "")}
    assert {li["ACTIVITE"] for li in lignes} == {"RETRAITE", "NR"}


def test_une_mise_en_page_de_l_utilisateur_est_suivie(fichier: Fichier, tmp_path: Path) -> None:
    garder(fichier, le_dossier_complet())
    page = lire_mise_en_page(
        'titre = "Essai"\nfeuille = "Feuille"\ncolonnes = ['
        '{entete = "Statut", source = "dossier.etat", valeurs = {EMMENAGE = "Relogé"}},'
        '{entete = "Loyer", source = "apres.loyer", arrondi = 50}]'
    )

    assert lire_export(fichier, "rime", tmp_path, mise_en_page=page) == [{"Statut": "Relogé", "Loyer": "300"}]


def test_chaque_source_d_une_mise_en_page_se_lit_en_base(fichier: Fichier, tmp_path: Path) -> None:
    options = {
        Nature.MONTANT: ", arrondi = 5", Nature.SURFACE: ", arrondi = 5", Nature.JOUR: ', precision = "mois"',
        Nature.AGE: ", tranches = [30]", Nature.TABLE: ", valeurs = {}",
    }  # fmt: skip
    lignes = [f'{{entete = "{s.nom}", source = "{s.nom}"{options.get(s.nature, "")}}}' for s in SOURCES.values()]
    page = lire_mise_en_page(f'titre = "Tout"\nfeuille = "Tout"\ncolonnes = [{", ".join(lignes)}]')
    garder(fichier, le_dossier_complet())

    (ligne,) = lire_export(fichier, "rime", tmp_path, mise_en_page=page)

    assert list(ligne) == list(SOURCES)


def test_ce_qui_est_arrive_apres_la_date_de_l_export_n_y_est_pas_encore(fichier: Fichier, tmp_path: Path) -> None:
    menage = le_dossier_complet()  # enquête le 31/12/2025, offres des 5, 20 janvier et 1er février, bail le 15
    menage.etapes = [
        Etape(etat=Etat.RECENSE, le=date(2025, 1, 1)), Etape(etat=Etat.ENQUETE, le=date(2025, 12, 31)),
        Etape(etat=Etat.OFFRE, le=date(2026, 1, 5)), Etape(etat=Etat.EMMENAGE, le=date(2026, 2, 16)),
    ]  # fmt: skip
    garder(fichier, menage)

    def au(le: date) -> dict[str, str]:
        (ligne,) = lire_export(fichier, "rime", tmp_path, le=le)
        return {
            c: ligne[c] for c in ("STATUT", "NB_OFFRES", "MOIS_ENQUETE", "RAC_AP", "HORS_QPV", "DEMENAGEMENTS")
        }

    assert list(au(date(2025, 12, 30)).values()) == ["RECENSE", "", "", "", "", "0"]
    assert list(au(date(2026, 1, 31)).values()) == ["OFFRE", "2", "2025-12", "", "", "0"]
    assert list(au(date(2026, 2, 15)).values()) == ["OFFRE", "3", "2025-12", "155", "OUI", "0"]
    assert list(au(date(2026, 2, 16)).values()) == ["EMMENAGE", "3", "2025-12", "155", "OUI", "1"]
