"""La part de chaque bailleur sur de vraies bases : d'accord avec l'indicateur, et chaque chiffre s'ouvre."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from db.annulation import annuler
from db.cube import lire_cube, mesurer
from db.fichier import Fichier
from db.journal import Ecriture
from db.partage import lire_partage, periode_a_montrer, tableau
from db.partage.accueils import (
    a_verifier,
    accueils,
    bailleurs_connus,
    enregistrer_accueil,
    enregistrer_accueils,
    retirer_accueil,
)
from db.partage.chiffres import chiffre_de
from db.partage.tableau import en_json
from db.tableaux.portee import Portee
from relogement.caleol import PassageCaleol
from relogement.cellule.codes import EtatSeance, SuiteDecision
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.indicateur import Mesure
from relogement.menage import Menage
from relogement.modeles import Decision, Seance
from relogement.nomenclatures import DecisionCaleol, MotifSortie, Nature, Reponse, TypeDossier
from relogement.operation import Operation
from relogement.partage.matrice import SANS, Stade
from relogement.partage.partage import Partage
from relogement.partage.periode import Periode
from relogement.partage.suivi import Tenue
from relogement.rapprochement import cle
from tests.fabrique import un_fichier, un_logement, un_menage, un_relogement, une_offre, une_operation

AU = date(2026, 11, 20)
MARS = date(2026, 3, 1)
NEUF_HEURES = datetime(2026, 11, 20, 9)  # noqa: DTZ001 — l’heure du poste
TET, CANIGOU, ALBERES = "Têt Habitat", "Canigou Logement", "Albères Logement"
T, C, A = (cle(nom) for nom in (TET, CANIGOU, ALBERES))
PROJET = Periode.du_projet(AU)


def reloge(
    reference: str, op: Operation, vers: str | None, *, de: str | None = TET, bail_le: date = MARS,
    entree_le: date | None = MARS, nature: Nature = Nature.DEFINITIF, **champs: Any,
) -> Menage:  # fmt: skip
    menage = un_menage(reference, nom=reference, operation=op, bailleur=de, **champs)
    logement = un_logement(bailleur=vers)
    un_relogement(menage, logement=logement, bail_le=bail_le, entree_le=entree_le, nature=nature)
    return menage


def en_attente(reference: str, op: Operation, *offres: Any, de: str | None = TET) -> Menage:
    menage = un_menage(reference, nom=reference, operation=op, bailleur=de)
    menage.offres.extend(offres)
    return menage


def une_promesse(vers: str | None, reponse: Reponse, rang: int = 1, **champs: Any) -> Any:
    return une_offre(
        logement=un_logement(bailleur=vers), reponse=reponse, rang=rang, motif_recevable=None, **champs
    )


def le_projet() -> list[Menage]:
    """Huit relogés : 4 chez Têt, 2 chez Canigou (deux écritures), 1 chez Albères, 1 chez on ne sait qui."""
    op, autre = une_operation("OP1"), une_operation("OP2")
    parti = reloge("S1", op, CANIGOU)
    parti.motif_sortie, parti.sorti_le = MotifSortie.DEPART, date(2026, 9, 1)
    fusionne = reloge("S2", op, CANIGOU)
    fusionne.motif_sortie, fusionne.sorti_le = MotifSortie.FUSION, MARS
    attribue = en_attente("V2", op, une_promesse(ALBERES, Reponse.ACCORD))
    attribue.caleols.append(PassageCaleol(decision=DecisionCaleol.ATTRIBUTION, le=date(2026, 11, 10)))
    deux = en_attente("V3", op, une_promesse(TET, Reponse.REFUS), une_promesse(CANIGOU, Reponse.EN_COURS, 2))
    accord = en_attente("V4", op, une_promesse(CANIGOU, Reponse.ACCORD), une_promesse(TET, Reponse.EN_COURS, 2))
    rendue = en_attente("V5", op, une_promesse(TET, Reponse.ACCORD, rendu_le=date(2026, 10, 1)))
    return [
        reloge("R1", op, TET), reloge("R2", op, TET), reloge("R3", op, "TET HABITAT"),
        reloge("R4", op, CANIGOU, de="TÊT HABITAT"),
        reloge("R5", autre, "Canigou-Logement", bail_le=date(2025, 12, 30), entree_le=date(2026, 1, 5)),
        reloge("R6", op, None),
        reloge("R7", op, ALBERES, de=None),
        reloge("R8", op, TET, de=None, type=TypeDossier.DECOHABITANT),
        reloge("P1", op, CANIGOU, nature=Nature.PROVISOIRE),
        reloge("V1", op, CANIGOU, entree_le=None),
        attribue, deux, accord, rendue, parti, fusionne,
    ]  # fmt: skip


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *le_projet())
    yield ouvert
    ouvert.fermer()


def lire(projet: Fichier, periode: Periode = PROJET, **portee: Any) -> Partage:
    with projet.lire() as session:
        return lire_partage(session, Portee(AU, **portee), periode)


def promettre(projet: Fichier, **valeurs: Any) -> int:
    with projet.ecrire("Engagement d’accueil") as session:
        return enregistrer_accueil(session, valeurs)


def noms_de(projet: Fichier, partage: Partage, groupe: str, de: Any = ..., vers: Any = ...) -> dict[str, str]:
    portee = Portee(AU)
    chiffre = chiffre_de(partage, portee, de, vers)
    with projet.lire() as session:
        lus = {d.reference: d.motif.replace("\u00a0", " ") for d in chiffre.lire(session, groupe)}
    assert next(g.effectif for g in chiffre.groupes if g.cle == groupe) == len(lus)
    return lus


def test_les_relogements_se_comptent_par_bailleur(projet: Fichier) -> None:
    partage = lire(projet)

    assert {li.nom: (li.mesure.oui, li.mesure.base, li.mesure.nr) for li in partage.lignes} == {
        TET: (4, 7, 1), CANIGOU: (2, 7, 1), ALBERES: (1, 7, 1),
    }  # fmt: skip
    assert partage.matrice.cases == {(T, T): 3, (T, C): 2, (T, None): 1, (None, A): 1, (SANS, T): 1}


def test_le_partage_et_l_indicateur_comptent_les_memes(projet: Fichier) -> None:
    with projet.lire() as session:
        cube = lire_cube(session, AU, axes=[AXE_PAR_CLE["operation"]])
        indicateur = mesurer(cube, PAR_CODE["INTERBAILLEUR"], Portee(AU).filtre)

    assert isinstance(indicateur, Mesure)
    compte = lire(projet).matrice.inter()
    assert (compte.oui, compte.non, compte.nr, compte.so) == (2, 3, 2, 1)
    assert compte == Mesure(indicateur.oui, indicateur.non, indicateur.nr, indicateur.so)


def test_ceux_qui_viennent_sont_a_part_une_fois_chacun_au_plus_avance(projet: Fichier) -> None:
    partage = lire(projet)

    assert partage.a_venir == {
        (T, C, Stade.BAIL): 1, (T, A, Stade.CALEOL): 1, (T, C, Stade.OFFRE): 1, (T, C, Stade.ACCORD): 1,
    }  # fmt: skip
    assert noms_de(projet, partage, "A_VENIR", vers=C) == {
        "V1": "Bail, sans entrée encore, Canigou Logement",
        "V3": "Offre en cours, Canigou Logement",
        "V4": "Accord du ménage, Canigou Logement",
    }
    assert partage.restants == {T: 6}  # P1 et les cinq V ; ni le parti ni le fusionné


def test_une_operation_et_les_titulaires_seuls(projet: Fichier) -> None:
    assert lire(projet, operation="OP2").matrice.cases == {(T, C): 1}
    assert lire(projet, titulaires=True).matrice.nombre() == 7
    assert not lire(projet, operation="OP2").sur_le_projet


def test_une_annee_compte_les_baux_signes_cette_annee(projet: Fichier) -> None:
    assert lire(projet, Periode.de_l_annee(2025, AU)).matrice.cases == {(T, C): 1}
    assert lire(projet, Periode.de_l_annee(2025, AU)).a_venir == {}  # plus rien ne peut y venir
    assert lire(projet, Periode.de_l_annee(2026, AU)).matrice.nombre() == 7
    assert lire(projet, Periode.depuis(date(2025, 12, 31), AU)).matrice.nombre() == 7


def test_chaque_chiffre_s_ouvre_sur_ses_menages_et_leur_raison(projet: Fichier) -> None:
    partage = lire(projet)

    assert noms_de(projet, partage, "OUI", T, C) == {
        "R4": "bail du 01/03/2026, de TÊT HABITAT à Canigou Logement",
        "R5": "bail du 30/12/2025, de Têt Habitat à Canigou-Logement",
    }
    assert set(noms_de(projet, partage, "NON", vers=C)) == {"R1", "R2", "R3", "R7", "R8"}
    assert noms_de(projet, partage, "NR", vers=C) == {"R6": "bail du 01/03/2026, nouveau bailleur inconnu"}
    assert noms_de(projet, partage, "OUI", SANS) == {"R8": "bail du 01/03/2026, pas de bailleur avant"}
    assert set(noms_de(projet, partage, "OUI", None)) == {"R7"}
    assert set(noms_de(projet, partage, "OUI", T, None)) == {"R6"}
    hors = noms_de(projet, partage, "HORS")
    assert set(hors) == {"P1", "S1", "V1", "V2", "V3", "V4", "V5"}
    assert (hors["P1"], hors["V1"]) == ("relogement provisoire", "entrée non datée")


def test_hors_de_la_periode_se_dit(projet: Fichier) -> None:
    partage = lire(projet, Periode.de_l_annee(2026, AU))
    assert noms_de(projet, partage, "HORS")["R5"] == "bail du 30/12/2025, hors de la période"


def test_deux_baux_definitifs_ne_comptent_qu_une_fois(projet: Fichier) -> None:
    with projet.ecrire("Second bail") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "R1")).one()
        un_relogement(menage, logement=un_logement(bailleur=ALBERES), bail_le=date(2026, 5, 1))
        un_relogement(menage, logement=un_logement(bailleur=CANIGOU), bail_le=date(2026, 5, 1))

    partage = lire(projet)

    assert partage.matrice.nombre() == 8
    assert partage.matrice.nombre(T, C) == 3  # le plus récent ; le même jour, le dernier saisi


def test_un_engagement_s_ecrit_se_corrige_et_s_annule(projet: Fichier) -> None:
    numero = promettre(projet, vers=CANIGOU, part_pct=Decimal("12.5"), texte="Convention")
    assert promettre(projet, vers="CANIGOU LOGEMENT", part_pct=40) == numero

    with projet.lire() as session:
        (garde,) = accueils(session)
        assert (garde.part_pct, garde.texte) == (Decimal(40), None)
        derniere = session.scalar(select(func.max(Ecriture.id)))
    assert derniere is not None
    with projet.ecrire("Annulation") as session:
        annuler(session, derniere)
    with projet.lire() as session:
        assert accueils(session)[0].part_pct == Decimal("12.5")

    with projet.ecrire("Engagement retiré") as session:
        retirer_accueil(session, numero)
    with pytest.raises(ErreurMetier, match="n’existe plus"), projet.ecrire("Encore") as session:
        retirer_accueil(session, numero)
    with pytest.raises(ErreurMetier, match="n’existe plus"), projet.ecrire("Encore") as session:
        enregistrer_accueil(session, {"vers": TET, "nombre": 1}, numero)


def test_deux_engagements_ne_disent_pas_la_meme_chose_le_meme_jour(projet: Fichier) -> None:
    promettre(projet, vers=CANIGOU, part_pct=12)
    autre = promettre(projet, vers=ALBERES, part_pct=12)

    with pytest.raises(ErreurMetier, match="déjà ces bailleurs"), projet.ecrire("Doublon") as session:
        enregistrer_accueil(session, {"vers": "canigou logement", "part_pct": 15}, autre)

    promettre(projet, vers=CANIGOU, part_pct=15, pris_le=date(2026, 6, 1))
    suivi = lire(projet).suivi(C)
    assert suivi is not None
    assert suivi.accueil.part_pct == Decimal(15)


def test_l_engagement_se_juge_en_menages(projet: Fichier) -> None:
    """2 sur 7, six à reloger : 40 % de 13 font 5,2, il en faut 6, donc 4 des 6 prochains."""
    promettre(projet, vers=CANIGOU, part_pct=40)
    suivi = lire(projet).suivi(C)

    assert suivi is not None
    assert (suivi.tenue, suivi.manque, suivi.prochains) == (Tenue.SOUS, 4, 6)


def test_des_engagements_seulement_annuels_montrent_leur_annee(projet: Fichier) -> None:
    with projet.lire() as session:
        assert periode_a_montrer(session, AU) == PROJET
    promettre(projet, vers=CANIGOU, part_pct=40, annee=2026)
    with projet.lire() as session:
        assert periode_a_montrer(session, AU) == Periode.de_l_annee(2026, AU)
    promettre(projet, vers=CANIGOU, part_pct=40)
    with projet.lire() as session:
        assert periode_a_montrer(session, AU) == PROJET


def une_seance(projet: Fichier, *decidees: tuple[str, str | None], etat: EtatSeance = EtatSeance.OUVERTE) -> int:
    with projet.ecrire("Séance") as session:
        seance = Seance(le=AU, heure=time(9), etat=etat)
        session.add(seance)
        session.flush()
        for rang, (reference, vers) in enumerate(decidees):
            menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
            logement = un_logement(bailleur=vers)
            session.add(logement)
            session.flush()
            session.add(Decision(
                seance_id=seance.id, menage_id=menage.id, texte="Proposer", logement_id=logement.id,
                notee_le=NEUF_HEURES + timedelta(minutes=rang),
            ))  # fmt: skip
        return seance.id


def test_les_decisions_de_la_seance_changent_les_parts(projet: Fichier) -> None:
    """Canigou passe de 2/7 à 3/9, Albères de 1/7 à 2/9 ; un relogé d'avant ne compte pas deux fois."""
    une_seance(projet, ("V5", TET), ("V5", CANIGOU), ("P1", ALBERES), ("R1", CANIGOU))
    partage = lire(projet)

    assert [(e.qui, e.avant.oui, e.apres.oui, e.apres.base) for e in partage.effets] == [
        (C, 2, 3, 9),
        (A, 1, 2, 9),
    ]
    assert noms_de(projet, partage, "DECIDES", vers=C) == {"V5": "décidé le 20/11/2026, Canigou Logement"}


def test_une_decision_abandonnee_ne_compte_pas(projet: Fichier) -> None:
    numero = une_seance(projet, ("V5", CANIGOU), etat=EtatSeance.PREPAREE)
    with projet.ecrire("Suite") as session:
        for decision in session.scalars(select(Decision)):
            decision.suite = SuiteDecision.ABANDONNEE

    partage = lire(projet)

    assert partage.seance is not None
    assert (partage.seance.id, partage.effets) == (numero, ())


def test_les_engagements_d_un_fichier_et_ce_qui_y_cloche(projet: Fichier) -> None:
    with projet.ecrire("Engagements d’accueil") as session:
        lus = [{"vers": TET, "part_pct": 80}, {"vers": "Ouest Habitat", "part_pct": 30}]
        assert enregistrer_accueils(session, lus) == 2
        dites = a_verifier(session, AU)
        connus = {cle(nom) for nom in bailleurs_connus(session)}

    assert [dite.replace("\u202f", " ")[:30] for dite in dites] == [
        "Les parts promises font 110 %,", "« Ouest Habitat » n’est le bai",
    ]  # fmt: skip
    assert connus == {T, C, A}
    assert [ligne.nom for ligne in lire(projet).lignes][-1] == "Ouest Habitat"


def test_un_projet_sans_relogement_n_a_pas_de_part(base: str) -> None:
    ouvert = un_fichier(base, un_menage("D1"))
    promettre(ouvert, vers=CANIGOU, part_pct=12)
    partage = lire(ouvert)
    ouvert.fermer()

    assert [(li.nom, li.mesure.pct) for li in partage.lignes] == [(CANIGOU, None)]
    assert partage.suivis[0].tenue is Tenue.INCONNU


def test_le_tableau_se_donne_au_releve_et_a_un_programme(projet: Fichier) -> None:
    promettre(projet, vers=CANIGOU, part_pct=40)
    une_seance(projet, ("V5", CANIGOU))
    with projet.lire() as session:
        donne = tableau(session, AU)
        with pytest.raises(ErreurMetier, match="Aucune opération"):
            tableau(session, AU, "ZZ")
    clair = [[c.replace("\u202f", " ").replace("\u00a0", " ") for c in ligne] for ligne in donne.lignes]

    assert donne.titre == "Part de chaque bailleur, tout le projet"
    assert clair[1] == [CANIGOU, "2/7", "28,57 %", "40 %", "3", "il en faut 4 des 6 prochains"]
    assert "Canigou Logement 28,57" in donne.notes[0]
    lu = en_json(lire(projet), None)
    assert lu["bailleurs"][1] == {
        "bailleur": CANIGOU, "n": 2, "d": 7, "part_pct": "28.57", "a_venir": 3, "engagement_pct": "40.00",
        "engagement_nombre": None, "tenue": "SOUS", "manque": 4, "prochains": 6,
    }  # fmt: skip
    assert {"de": None, "vers": ALBERES, "reloges": 1, "a_venir": 0} in lu["paires"]


def test_ceux_qui_venaient_se_redisent_a_une_date_passee(base: str) -> None:
    """Au 1ᵉʳ juin, l'accord du 10 juin n'est qu'une offre, le refus du 15 aussi ; le bail du 20 n'existe pas."""
    op, juin = une_operation(), date(2026, 6, 1)
    accord = une_promesse(CANIGOU, Reponse.ACCORD, repondue_le=date(2026, 6, 10))
    refus = une_promesse(ALBERES, Reponse.REFUS, repondue_le=date(2026, 6, 15))
    future = une_promesse(TET, Reponse.EN_COURS, notifiee_le=date(2026, 6, 2))
    signe = reloge("B1", op, TET, bail_le=date(2026, 6, 20), entree_le=date(2026, 7, 1))
    ouvert = un_fichier(
        base, en_attente("A1", op, accord), en_attente("A2", op, refus), en_attente("A3", op, future), signe
    )
    with ouvert.lire() as session:
        alors, apres = (
            lire_partage(session, Portee(le), Periode.du_projet(le)).a_venir for le in (juin, date(2026, 6, 25))
        )
    ouvert.fermer()

    assert alors == {(T, C, Stade.OFFRE): 1, (T, A, Stade.OFFRE): 1}
    assert apres == {(T, C, Stade.ACCORD): 1, (T, T, Stade.OFFRE): 1, (T, T, Stade.BAIL): 1}
