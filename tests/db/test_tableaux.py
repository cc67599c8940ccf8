"""Les tableaux des indicateurs, comptés à la main sur quelques dossiers, sur les deux moteurs."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.chiffres import mesurer
from db.fichier import Fichier
from db.tableaux import Portee, Releve, relever
from db.tableaux.avancement import chiffre_de_la_marche
from db.tableaux.chiffre import Chiffre
from db.tableaux.derriere import chiffre_du_cube
from db.tableaux.rac import chiffre_de_la_classe
from db.tableaux.refus import chiffre_des_refus
from relogement.caleol import PassageCaleol
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, MotifSortie, Nature, Reponse, StatutLogement, TypeDossier
from tests.fabrique import (
    SITE,
    un_cout,
    un_fichier,
    un_logement,
    un_logement_quitte,
    un_menage,
    un_relogement,
    une_offre,
    une_operation,
)

AU = date(2026, 11, 20)


def les_dossiers() -> list[Menage]:
    """Huit dossiers dans deux opérations, un à chaque étape."""
    a, b = une_operation("A"), une_operation("B")
    recense = un_menage("R", nom="Recensé", operation=a, ug="001")
    enquete = un_menage("E", nom="Enquêté", operation=a, ug="002", enquete_le=date(2026, 1, 10))
    propose = un_menage("O", nom="Proposé", operation=a, ug="003", enquete_le=date(2026, 1, 10))
    propose.offres = [
        une_offre(rang=1, notifiee_le=date(2026, 2, 9), motif_refus="CHER", repondue_le=date(2026, 2, 20)),
        une_offre(rang=2, notifiee_le=date(2026, 3, 2), reponse=Reponse.SILENCE, repondue_le=date(2026, 4, 3)),
        une_offre(rang=3, notifiee_le=date(2026, 11, 2), reponse=Reponse.EN_COURS),
    ]
    caleol = un_menage("C", nom="Commission", operation=a, ug="004", sne_le=date(2026, 2, 1))
    caleol.caleols = [PassageCaleol(le=date(2026, 10, 1), decision=DecisionCaleol.ATTRIBUTION)]
    reloge = un_menage("L", nom="Logé", operation=b, enquete_le=date(2026, 1, 10), avant=un_cout(310, 95, 210))
    reloge.offres = [une_offre(notifiee_le=date(2026, 2, 19), reponse=Reponse.ACCORD)]
    un_relogement(
        reloge, cout=un_cout("290.34", 78, 215), logement=un_logement(commune="Toulouges"),
        bail_le=date(2026, 3, 1), entree_le=date(2026, 3, 2),
    )  # fmt: skip
    dans_le_site = un_menage("S", nom="Site", operation=b, avant=un_cout(400, 100, 0), nb_offres_reprises=3,
                             nb_refus_repris=2, motif_refus_1="CHER",
                             premiere_offre_le=date(2026, 5, 1))  # fmt: skip
    un_relogement(dans_le_site, cout=un_cout(500, 120, 0), logement=un_logement(qpv=SITE),
                  bail_le=date(2026, 7, 10), entree_le=date(2026, 7, 15))  # fmt: skip
    provisoire = un_menage("P", nom="Provisoire", operation=b)
    un_relogement(provisoire, nature=Nature.PROVISOIRE, bail_le=date(2026, 3, 1), entree_le=date(2026, 3, 1))
    sorti = un_menage("X", nom="Sorti", operation=b, motif_sortie=MotifSortie.DECES, sorti_le=date(2026, 6, 1))
    fils = un_menage("F", nom="Fils", operation=b, type=TypeDossier.DECOHABITANT, logement_quitte=None,
                     dossier_parent=reloge)  # fmt: skip
    un_relogement(fils, cout=un_cout(300, 85, 265), bail_le=date(2026, 8, 1), entree_le=date(2026, 8, 1))
    return [recense, enquete, propose, caleol, reloge, dans_le_site, provisoire, sorti, fils]


@pytest.fixture
def fichier(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *les_dossiers(), objectifs={"HORS_QPV": "60"})
    with ouvert.ecrire("Un logement vide") as session:
        session.add(un_logement_quitte(une_operation("C"), ug="900", statut=StatutLogement.VACANT))
    yield ouvert
    ouvert.fermer()


def lu(fichier: Fichier, portee: Portee) -> Releve:
    with fichier.lire() as session:
        return relever(session, portee)


def derriere(fichier: Fichier, chiffre: Chiffre, groupe: str = "OUI") -> dict[str, str]:
    with fichier.lire() as session:
        return {d.reference: d.motif for d in chiffre.lire(session, groupe)}


# Titulaires : R, E, O, C, L, S, P, X. Au moins à l'enquête : E O C L S (C par sa demande SNE, S par son bail).
# À la demande SNE : O C L S (O par son offre). À l'offre : O C L S. À l'accord : C (par sa CALEOL) L S.
# À la CALEOL : C L S. Au bail, relogés : L S.
def test_une_etape_compte_ceux_qui_y_sont_arrives_ou_qui_sont_plus_loin(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(AU))

    effectifs = {m.cle: m.effectif for m in releve.marches}
    arrives = derriere(fichier, chiffre_de_la_marche(releve.marches, "ACCORD", Portee(AU)))
    restent = derriere(fichier, chiffre_de_la_marche(releve.marches, "ACCORD", Portee(AU)), "NON")

    assert effectifs == {
        "RECENSE": 8, "ENQUETE": 5, "SNE": 4, "OFFRE": 4, "ACCORD": 3, "CALEOL": 3, "BAIL": 2, "RELOGE": 2,
    }  # fmt: skip
    assert set(arrives) == {"C", "L", "S"}
    assert set(restent) == {"R", "E", "O", "P", "X"}


def test_l_avancement_d_hier_ignore_ce_qui_est_arrive_depuis(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(date(2026, 1, 31)))

    assert {m.cle: m.effectif for m in releve.marches}["ENQUETE"] == 3  # E, O et L, tous le 10 janvier
    assert {m.cle: m.effectif for m in releve.marches}["OFFRE"] == 0


def test_un_numero_unique_prouve_la_demande_a_partir_de_l_enquete(tmp_path: Path) -> None:
    menage = un_menage("N", numero_unique="066000000000000001", enquete_le=date(2026, 1, 10))
    fichier = un_fichier(tmp_path, menage)

    avant, apres = (
        {m.cle: m.effectif for m in lu(fichier, Portee(le)).marches}
        for le in (date(2026, 1, 9), date(2026, 1, 10))
    )
    fichier.fermer()

    assert (avant["SNE"], apres["SNE"]) == (0, 1)


def test_un_relogement_provisoire_se_dit_a_part(fichier: Fichier) -> None:
    provisoires = lu(fichier, Portee(AU)).provisoires

    assert provisoires.groupes[0].effectif == 1
    assert derriere(fichier, provisoires) == {"P": "entrée le 01/03/2026"}


def test_le_reste_a_charge_se_repartit_en_classes_de_cinquante_euros(fichier: Fichier) -> None:
    rac = lu(fichier, Portee(AU)).rac

    classes = {c.borne: (c.avant, c.apres) for c in rac.classes if c.avant or c.apres}
    # L : 310 + 95 − 210 = 195 puis 290,34 + 78 − 215 = 153,34 ; S : 400 + 100 = 500 puis 500 + 120 = 620
    assert classes == {150: (1, 1), 400: (1, 1)}
    assert (rac.mediane_avant, rac.mediane_apres) == (Decimal("347.50"), Decimal("386.67"))  # des moyennes de deux
    assert rac.comparables == 2  # le décohabitant n'a pas d'avant


def test_une_classe_s_ouvre_sur_ses_menages(fichier: Fichier) -> None:
    chiffre = chiffre_de_la_classe(lu(fichier, Portee(AU)).cube, 150, Portee(AU).filtre)

    assert derriere(fichier, chiffre, "AVANT") == {"L": "195,00\u202f€ → 153,34\u202f€"}


def test_les_refus_se_comptent_par_motif_silences_et_refus_repris_compris(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(AU))
    refus = releve.refus

    # O : un refus « cher », un silence ; S : deux refus repris dont un « cher » et un sans motif
    assert dict(refus.par_motif) == {"CHER": 2, "SANS_REPONSE": 1, "": 1}
    assert (refus.refusees, refus.offres) == (4, 7)  # offres : 3 pour O, 1 pour L, 3 reprises pour S
    cher = chiffre_des_refus(releve.cube, ["CHER"], "Trop cher", Portee(AU).filtre)
    assert derriere(fichier, cher) == {"O": "offre 1, 20/02/2026", "S": "refus d’avant la reprise, non daté"}


def test_les_refus_posterieurs_a_la_date_ne_comptent_pas(fichier: Fichier) -> None:
    refus = lu(fichier, Portee(date(2026, 3, 15))).refus

    assert dict(refus.par_motif) == {"CHER": 1}  # le silence de O est du 3 avril, la reprise de S de mai
    assert refus.offres == 3  # les deux premières offres de O, celle de L


def test_les_delais_medians_vont_de_l_enquete_a_l_offre_puis_de_l_offre_au_bail(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(AU))
    enquete, bail = releve.delais["DELAI_ENQUETE_OFFRE"], releve.delais["DELAI_OFFRE_BAIL"]

    assert (enquete.valeur, enquete.connus, enquete.nr) == (
        Decimal(35),
        2,
        1,
    )  # O 30, L 40 ; S non enquêté
    assert (bail.valeur, bail.connus, bail.nr) == (
        Decimal(40),
        2,
        1,
    )  # L 10 ; S du 01/05 au 10/07, 70
    chiffre = chiffre_du_cube(releve.cube, "DELAI_OFFRE_BAIL", Portee(AU).filtre)
    assert derriere(fichier, chiffre, "CONNUS")["S"] == "70 jours, au 10/07/2026"
    assert set(derriere(fichier, chiffre, "INCONNUS")) == {"F"}


def test_un_menage_sans_offre_connue_ne_tire_pas_la_moyenne_vers_le_bas(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(AU))
    trouve = releve.par_relogement

    assert (trouve.somme, trouve.connus, trouve.nr) == (4, 2, 1)  # L : 1, S : 3, F : inconnu
    chiffre = chiffre_du_cube(releve.cube, "OFFRES_PAR_RELOGEMENT", Portee(AU).filtre)
    assert derriere(fichier, chiffre, "INCONNUS") == {"F": "aucune offre connue"}
    assert derriere(fichier, chiffre, "CONNUS")["S"] == "3 offres"


def test_l_histoire_cumule_les_trimestres_jusqu_a_la_date(fichier: Fichier) -> None:
    serie = lu(fichier, Portee(AU)).historique["HORS_QPV"]

    # 1ᵉʳ trimestre : L seul, 1/1 ; 2ᵉ : rien de plus ; 3ᵉ : S (NON) puis F (OUI), 2/3 ; 4ᵉ : rien de plus
    assert [round(v) for v in serie if v is not None] == [100, 100, 67, 67]
    with fichier.lire() as session:
        assert serie[-1] == mesurer(session, AU).tous["HORS_QPV"].pct


def test_chaque_verdict_s_ouvre_sur_ses_dossiers_avec_sa_raison(fichier: Fichier) -> None:
    chiffre = chiffre_du_cube(lu(fichier, Portee(AU)).cube, "HORS_QPV", Portee(AU).filtre)

    effectifs = {g.cle: g.effectif for g in chiffre.groupes}
    assert effectifs == {"OUI": 2, "NON": 1, "NR": 0, "HORS": 6}
    assert derriere(fichier, chiffre) == {"L": "dans aucun QPV", "F": "dans aucun QPV"}
    assert derriere(fichier, chiffre, "NON") == {"S": f"dans le QPV {SITE}"}


def test_ceux_qui_ne_sont_pas_dans_la_base_disent_pourquoi(fichier: Fichier) -> None:
    chiffre = chiffre_du_cube(lu(fichier, Portee(AU)).cube, "HORS_QPV", Portee(AU).filtre)

    raisons = derriere(fichier, chiffre, "HORS")

    assert raisons["R"] == "pas encore relogé"
    assert raisons["P"] == "relogement provisoire"
    assert raisons["X"] == "sorti (décès) le 01/06/2026"


def test_a_une_date_passee_celui_qui_signera_plus_tard_n_est_pas_encore_compte(fichier: Fichier) -> None:
    autrefois = Portee(date(2026, 7, 12))  # S a signé le 10, il entre le 15 ; F signe en août
    chiffre = chiffre_du_cube(lu(fichier, autrefois).cube, "HORS_QPV", autrefois.filtre)

    raisons = derriere(fichier, chiffre, "HORS")

    assert raisons["S"] == "entrée le 15/07/2026, après cette date"
    assert raisons["F"] == "bail du 01/08/2026, après cette date"


def test_un_provisoire_d_autrefois_se_compte_comme_tel_meme_reloge_depuis(tmp_path: Path) -> None:
    menage = un_menage("P")
    un_relogement(menage, nature=Nature.PROVISOIRE, bail_le=date(2026, 2, 1), entree_le=date(2026, 2, 2))
    un_relogement(menage, bail_le=date(2026, 6, 1), entree_le=date(2026, 6, 2))
    fichier = un_fichier(tmp_path, menage)

    effectifs = [
        lu(fichier, Portee(le)).provisoires.groupes[0].effectif
        for le in (date(2026, 2, 1), date(2026, 2, 2), date(2026, 6, 1), date(2026, 6, 2))
    ]
    fichier.fermer()

    assert effectifs == [0, 1, 1, 0]


def test_les_titulaires_seuls_laissent_les_decohabitants_de_cote(fichier: Fichier) -> None:
    portee = Portee(AU, titulaires=True)
    chiffre = chiffre_du_cube(lu(fichier, portee).cube, "HORS_QPV", portee.filtre)

    assert set(derriere(fichier, chiffre)) == {"L"}


def test_l_avancement_dit_ou_en_est_chacun(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(AU))
    chiffre = chiffre_du_cube(releve.cube, "AVANCEMENT", Portee(AU).filtre)

    assert derriere(fichier, chiffre) == {"L": "entrée le 02/03/2026", "S": "entrée le 15/07/2026"}
    assert derriere(fichier, chiffre, "NON")["P"] == "relogement provisoire"
    evaporation = chiffre_du_cube(releve.cube, "EVAPORATION", Portee(AU).filtre)
    assert derriere(fichier, evaporation) == {"X": "Décès le 01/06/2026"}


def test_un_logement_vacant_compte_comme_libere_sans_dossier(fichier: Fichier) -> None:
    portee = Portee(AU, operation="C")
    chiffre = chiffre_du_cube(lu(fichier, portee).cube, "LIBERATION", portee.filtre)

    with fichier.lire() as session:
        (vide,) = chiffre.lire(session, "OUI")

    assert (vide.id, vide.nom, vide.lieu, vide.motif) == (None, "Vacant", "UG 900", "vacant")


def test_chaque_operation_a_sa_ligne_et_le_projet_la_derniere(fichier: Fichier) -> None:
    releve = lu(fichier, Portee(AU, operation="A"))

    assert [ligne.valeur for ligne in releve.operations] == ["A", "B", "C", None]
    assert releve.mesures.base_tous == 0  # personne n'est relogé dans A
    assert releve.operations[1].mesures.base_tous == 3
    assert releve.regles.objectifs == {"HORS_QPV": Decimal(60)}


def test_le_projet_est_la_somme_de_ses_operations(fichier: Fichier) -> None:
    projet = lu(fichier, Portee(AU)).operations[-1].mesures

    with fichier.lire() as session:
        assert projet == mesurer(session, AU)
