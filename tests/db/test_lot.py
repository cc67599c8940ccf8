"""Changer plusieurs dossiers d'un coup : montré avant, tout ou rien, jamais par-dessus quelqu'un d'autre."""

from datetime import date

import pytest
from sqlalchemy import select

from db import lot, lot_collage
from db.fichier import Fichier
from db.lot import Changement
from db.pannes import Conflit
from relogement.erreurs import ErreurMetier
from relogement.modeles import Etape, Menage
from relogement.nomenclatures import Etat, TypeDossier, Typologie
from tests.fabrique import un_menage, une_operation


@pytest.fixture
def rempli(fichier: Fichier) -> Fichier:
    """AC-001 et AC-002 avec un logement ; AC-003, décohabitant, sans logement à lui."""
    acacias = une_operation("AC")
    with fichier.ecrire("Saisie") as session:
        for menage in (
            un_menage("AC-001", nom="Faure", operation=acacias, ug="0046001", referent="S. Kaddour"),
            un_menage("AC-002", nom="Zaoui", operation=acacias, ug="0046002", nb_personnes=2),
            un_menage("AC-003", nom="Zaoui", operation=acacias, logement_quitte=None,
                      type=TypeDossier.DECOHABITANT),
        ):  # fmt: skip
            session.add(menage)
            session.flush()
    return fichier


def proposer(fichier: Fichier, cle: str, valeur: object, ids: tuple[int, ...] = (1, 2, 3)) -> list[Changement]:
    with fichier.lire() as session:
        return lot.proposer(session, {i: {cle: valeur} for i in ids})


def appliquer(fichier: Fichier, changements: list[Changement]) -> int:
    with fichier.ecrire("Lot") as session:
        return lot.appliquer(session, changements, auteur="Agente")


def menages(fichier: Fichier) -> dict[str, Menage]:
    with fichier.lire() as session:
        return {m.reference: m for m in session.scalars(select(Menage).order_by(Menage.id))}


def test_le_lot_ne_propose_que_ce_qui_change(rempli: Fichier) -> None:
    changements = proposer(rempli, "menage.referent", "S. Kaddour")

    assert [(c.reference, c.avant, c.apres) for c in changements] == [
        ("AC-002", None, "S. Kaddour"),
        ("AC-003", None, "S. Kaddour"),
    ]


def test_le_lot_s_ecrit_d_une_seule_ecriture_et_vide_aussi(rempli: Fichier) -> None:
    touches = appliquer(rempli, proposer(rempli, "menage.referent", "I. Delpech"))
    vides = appliquer(rempli, proposer(rempli, "menage.referent", None, ids=(1,)))

    assert (touches, vides) == (3, 1)
    assert [m.referent for m in menages(rempli).values()] == [None, "I. Delpech", "I. Delpech"]


def test_une_date_d_enquete_en_lot_avance_le_parcours_et_le_date(rempli: Fichier) -> None:
    appliquer(rempli, proposer(rempli, "menage.enquete_le", date(2026, 3, 2), ids=(1, 2)))

    assert [menages(rempli)[r].etat for r in ("AC-001", "AC-002", "AC-003")] == [
        Etat.ENQUETE,
        Etat.ENQUETE,
        Etat.RECENSE,
    ]
    with rempli.lire() as session:
        etapes = session.execute(select(Etape.menage_id, Etape.le).where(Etape.etat == Etat.ENQUETE)).all()
    assert [tuple(e) for e in etapes] == [(1, date(2026, 3, 2)), (2, date(2026, 3, 2))]


def test_un_dossier_sans_logement_est_refuse_sans_arreter_les_autres(rempli: Fichier) -> None:
    changements = proposer(rempli, "logement.typologie", Typologie.T3)

    assert [c.reference for c in changements if c.refus] == ["AC-003"]
    assert appliquer(rempli, changements) == 2
    with rempli.lire() as session:
        logement = session.get_one(Menage, 1).logement_quitte
        assert logement is not None
        assert logement.typologie is Typologie.T3


def test_une_valeur_impossible_est_refusee_par_sa_phrase(rempli: Fichier) -> None:
    (change,) = proposer(rempli, "menage.nb_personnes", 0, ids=(2,))

    assert "au moins une personne" in change.refus
    assert appliquer(rempli, [change]) == 0


def test_une_cellule_changee_par_un_autre_arrete_tout_et_se_dit(rempli: Fichier) -> None:
    changements = proposer(rempli, "menage.referent", "I. Delpech")
    with rempli.ecrire("Collègue") as session:
        session.get_one(Menage, 2).referent = "T. Vidal"

    with pytest.raises(Conflit, match="Référent dans AC-002"):
        appliquer(rempli, changements)
    assert [m.referent for m in menages(rempli).values()] == ["S. Kaddour", "T. Vidal", None]


def test_un_autre_champ_change_entre_temps_ne_gene_pas(rempli: Fichier) -> None:
    changements = proposer(rempli, "menage.referent", "I. Delpech")
    with rempli.ecrire("Collègue") as session:
        session.get_one(Menage, 2).nb_personnes = 3

    assert appliquer(rempli, changements) == 3
    assert menages(rempli)["AC-002"].nb_personnes == 3


def test_un_dossier_supprime_entre_temps_se_dit(rempli: Fichier) -> None:
    changements = proposer(rempli, "menage.nb_personnes", 5, ids=(2,))
    with rempli.ecrire("Collègue") as session:
        session.delete(session.get_one(Menage, 2))

    with pytest.raises(Conflit, match="AC-002"):
        appliquer(rempli, changements)


def test_ce_qu_un_acte_fait_ne_se_change_pas_dans_la_grille() -> None:
    cles = {champ.cle for champ in lot.modifiables()}

    assert {"menage.referent", "menage.telephone", "menage.numero_unique", "logement.bailleur"} <= cles
    assert cles.isdisjoint({"menage.etat", "menage.sorti_le", "menage.reference", "bilan.rac_av", "avant.loyer"})


def coller(fichier: Fichier, texte: str, *, vider: bool = False) -> lot_collage.Collage:
    with fichier.lire() as session:
        return lot_collage.par_reference(session, lot_collage.lire_tableau(texte), vider=vider)


def test_un_tableau_avec_titres_va_aux_dossiers_qu_il_nomme(rempli: Fichier) -> None:
    collage = coller(
        rempli,
        "Dossier\tPers.\tTéléphone\tBailleur\r\nAC-002\t3\t06 11 22 33 44\tHabitat Sud\r\nAC-001\t2\t\tX\r\n",
    )

    assert {(c.reference, c.champ, c.apres) for c in collage.changements} == {
        ("AC-002", "menage.nb_personnes", 3),
        ("AC-002", "menage.telephone", "06 11 22 33 44"),
        ("AC-001", "menage.nb_personnes", 2),
        ("AC-001", "logement.bailleur", "X"),
    }
    assert collage.vides == 1


def test_ce_qui_n_est_pas_compris_se_dit(rempli: Fichier) -> None:
    collage = coller(
        rempli, "Dossier\tÉtat\tHumeur\tNombre de personnes\nAC-001\tClos\tbonne\tquatre\nZZ-9\t\t\t2\n"
    )

    assert collage.laisses == (
        "Colonnes non reconnues : Humeur.",
        "Colonnes qui ne se changent pas ici : État.",
        "1 ligne ne correspond à aucun dossier : ZZ-9.",
    )
    (refuse,) = collage.changements
    assert refuse.reference == "AC-001"
    assert "quatre" in refuse.refus


def test_une_cellule_vide_ne_vide_le_champ_que_si_on_le_demande(rempli: Fichier) -> None:
    texte = "Dossier\tRéférent\nAC-001\t\n"

    assert coller(rempli, texte).changements == ()
    assert [(c.avant, c.apres) for c in coller(rempli, texte, vider=True).changements] == [("S. Kaddour", None)]


def test_un_tableau_sans_titres_va_sur_la_grille(rempli: Fichier) -> None:
    tableau = lot_collage.lire_tableau("3\tI. Delpech\n4\tT. Vidal\n")
    with rempli.lire() as session:
        collage = lot_collage.sur_la_grille(session, tableau, [1, 3], ["menage.nb_personnes", "menage.referent"])

    assert not lot_collage.a_des_titres(tableau)
    assert {(c.reference, c.champ, c.apres) for c in collage.changements} == {
        ("AC-001", "menage.nb_personnes", 3),
        ("AC-001", "menage.referent", "I. Delpech"),
        ("AC-003", "menage.nb_personnes", 4),
        ("AC-003", "menage.referent", "T. Vidal"),
    }


def test_une_seule_ligne_collee_se_repete_sur_les_lignes_choisies(rempli: Fichier) -> None:
    with rempli.lire() as session:
        collage = lot_collage.sur_la_grille(session, [["12/03/2026"]], [1, 2], ["menage.informe_le"])

    assert [(c.reference, c.apres) for c in collage.changements] == [
        ("AC-001", date(2026, 3, 12)),
        ("AC-002", date(2026, 3, 12)),
    ]


def test_ce_que_l_on_copie_se_recolle_sans_rien_changer(rempli: Fichier) -> None:
    collage = coller(rempli, "Dossier\tMénage\tPers.\tRéférent\nAC-001\tFAURE\t1\tS. Kaddour\nAC-002\tZAOUI\t2\n")

    assert collage.changements == ()


def test_un_tableau_demesure_se_refuse() -> None:
    with pytest.raises(ErreurMetier, match="trop grand"):
        lot_collage.lire_tableau("a\t" * 200_001)
