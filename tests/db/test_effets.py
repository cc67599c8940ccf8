"""L'effet d'une offre, dit avant qu'elle ne soit acceptée, est celui que les chiffres montrent ensuite."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.chiffres import mesurer
from db.effets import avant_offre, effets_des_offres
from db.fichier import Fichier
from relogement.actes import Notification, accepter, emmenager, passer_en_caleol, proposer, signer
from relogement.effet_offre import Effet, Sens
from relogement.indicateurs.criteres import QUATRE_CRITERES
from relogement.indicateurs.indicateur import Mesure
from relogement.modeles import Menage, Operation, PassageCaleol
from relogement.nomenclatures import Critere, DecisionCaleol, Moment, MotifSortie, Nature, TypeDossier
from tests.fabrique import (
    AUTRE_QPV,
    SITE,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_menage_reloge,
    une_charte,
    une_operation,
)

AU = date(2026, 11, 20)
NOTIFIEE = date(2026, 11, 2)
CHARTE = une_charte()
MONTANTS = st.one_of(st.none(), st.integers(0, 900).map(Decimal))
_NUMEROS = count(1)


@dataclass(frozen=True)
class Cas:
    """Un dossier et l'offre qu'on lui fait ; vide = inconnu."""

    type: TypeDossier
    avant: tuple[Decimal | None, Decimal | None] | None
    ressources: Decimal | None
    cout: tuple[Decimal | None, Decimal | None] | None
    qpv: str | None
    surface: Decimal | None
    premiere_location: bool | None
    conventionne_le: date | None


CAS = st.builds(
    Cas,
    type=st.sampled_from([TypeDossier.TITULAIRE, TypeDossier.DECOHABITANT]),
    avant=st.one_of(st.none(), st.tuples(MONTANTS, MONTANTS)),
    ressources=MONTANTS,
    cout=st.one_of(st.none(), st.tuples(MONTANTS, MONTANTS)),
    qpv=st.sampled_from([None, "HORS", SITE, AUTRE_QPV]),
    surface=st.one_of(st.none(), st.integers(20, 120).map(Decimal)),
    premiere_location=st.sampled_from([None, True, False]),
    conventionne_le=st.one_of(st.none(), st.dates(date(2019, 1, 1), AU)),
)


@pytest.fixture
def fichier(base: str) -> Iterator[Fichier]:
    """Trois ménages relogés : deux hors QPV, un sur le site."""
    operation = une_operation()
    reloges = [un_menage_reloge(f"R{rang}", operation=operation) for rang in range(3)]
    reloges[2].relogements[0].logement.qpv = SITE
    ouvert = un_fichier(base, *reloges, objectifs={"HORS_QPV": "60"})
    yield ouvert
    ouvert.fermer()


def _proposer(fichier: Fichier, cas: Cas) -> int:
    """Le dossier et son offre, notifiée ; rend le numéro du dossier."""
    avant = un_cout(loyer=cas.avant[0], apl=cas.avant[1]) if cas.avant else None
    cout = un_cout(loyer=cas.cout[0], apl=cas.cout[1], moment=Moment.OFFRE) if cas.cout else None
    logement = un_logement(
        qpv=cas.qpv, surface=cas.surface, premiere_location=cas.premiere_location,
        conventionne_le=cas.conventionne_le,
    )  # fmt: skip
    with fichier.ecrire("Offre") as session:
        operation = session.scalars(select(Operation)).first()
        menage = un_menage(
            f"M{next(_NUMEROS)}", operation=operation, avant=avant, ressources=cas.ressources, type=cas.type
        )
        session.add(menage)
        proposer(menage, logement, charte=CHARTE, notification=Notification(NOTIFIEE), cout=cout)
        session.flush()
        return menage.id


def _accepter_signer_entrer(fichier: Fichier, numero: int) -> None:
    """L'offre acceptée, son bail signé au même coût, l'entrée faite : le tout le même jour."""
    with fichier.ecrire("Entrée") as session:
        menage = session.get_one(Menage, numero)
        (offre,) = menage.offres
        accepter(menage, offre, AU)
        passage = PassageCaleol(le=AU, decision=DecisionCaleol.ATTRIBUTION)
        passer_en_caleol(menage, passage, charte=CHARTE)
        cout = offre.cout and un_cout(loyer=offre.cout.loyer, apl=offre.cout.apl, charges=offre.cout.charges)
        relogement = signer(menage, offre.logement, Nature.DEFINITIF, AU, cout=cout, offre=offre)
        emmenager(menage, relogement, AU)


def _mesures(fichier: Fichier, operation: str | None = None) -> dict[str, Mesure]:
    with fichier.lire() as session:
        tous = mesurer(session, AU, operation).tous
    return {code: tous[code] for code in QUATRE_CRITERES}


def _effets(fichier: Fichier, numero: int) -> tuple[Effet, ...]:
    with fichier.lire() as session:
        (effets,) = effets_des_offres(session, numero, AU).values()
    return effets


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cas=CAS)
def test_l_effet_annonce_est_celui_que_l_on_mesure_une_fois_le_menage_entre(fichier: Fichier, cas: Cas) -> None:
    numero = _proposer(fichier, cas)
    avant, annonces = _mesures(fichier), _effets(fichier, numero)

    _accepter_signer_entrer(fichier, numero)

    assert {e.code: e.avant for e in annonces} == avant
    assert {e.code: e.apres for e in annonces} == _mesures(fichier)


HORS_DU_SITE = Cas(
    TypeDossier.TITULAIRE, (Decimal(300), Decimal(200)), Decimal(1200), (Decimal(300), Decimal(200)), "HORS",
    Decimal(60), False, None,
)  # fmt: skip


def test_une_offre_hors_qpv_fait_monter_la_part_et_dit_l_ecart_a_l_objectif(fichier: Fichier) -> None:
    numero = _proposer(fichier, HORS_DU_SITE)

    effets = {e.code: e for e in _effets(fichier, numero)}

    hors_qpv = effets["HORS_QPV"]
    assert (hors_qpv.avant.oui, hors_qpv.avant.base) == (2, 3)
    assert (hors_qpv.apres.oui, hors_qpv.apres.base) == (3, 4)
    assert (hors_qpv.sens, hors_qpv.ecart) == (Sens.MONTE, Decimal(15))  # 75 % pour un objectif de 60 %
    assert effets["HORS_SITE"].objectif is None


def test_une_convention_non_saisie_laisse_la_part_du_neuf_et_dit_pourquoi(fichier: Fichier) -> None:
    numero = _proposer(fichier, HORS_DU_SITE)

    neuf = next(e for e in _effets(fichier, numero) if e.code == "NEUF")

    assert (neuf.verdict.valeur, neuf.sens) == (Critere.NR, Sens.STABLE)
    assert "convention" in neuf.verdict.motif
    assert neuf.apres.nr == neuf.avant.nr + 1


def test_un_dossier_sorti_ne_change_aucune_part(fichier: Fichier) -> None:
    numero = _proposer(fichier, HORS_DU_SITE)
    with fichier.ecrire("Sortie") as session:
        menage = session.get_one(Menage, numero)
        menage.motif_sortie, menage.sorti_le = MotifSortie.DECES, AU

    effets = _effets(fichier, numero)

    assert all(e.apres == e.avant for e in effets)
    assert {e.verdict.valeur for e in effets} == {Critere.SO}


def test_une_offre_signee_n_a_plus_d_effet_a_venir(fichier: Fichier) -> None:
    numero = _proposer(fichier, HORS_DU_SITE)
    _accepter_signer_entrer(fichier, numero)

    with fichier.lire() as session:
        effets = effets_des_offres(session, numero, AU)

    assert effets == {}


def test_un_menage_deja_compte_ne_l_est_pas_deux_fois(fichier: Fichier) -> None:
    with fichier.lire() as session:
        numero = session.scalars(select(Menage.id).where(Menage.reference == "R2")).one()  # relogé sur le site
        lu = avant_offre(session, numero, AU)
        assert lu is not None
        effets = {e.code: e for e in lu.effets(un_logement(qpv="HORS"), None)}

    hors_qpv = effets["HORS_QPV"].apres
    assert (hors_qpv.oui, hors_qpv.base) == (3, 3)


def test_l_effet_se_dit_aussi_dans_la_seule_operation(fichier: Fichier) -> None:
    numero = _proposer(fichier, HORS_DU_SITE)
    autre = un_menage_reloge("AUTRE", operation=une_operation("OP2"))
    with fichier.ecrire("Autre opération") as session:
        session.add(autre)

    with fichier.lire() as session:
        lu = avant_offre(session, numero, AU, "OP2")
        assert lu is not None
        (offre,) = session.get_one(Menage, numero).offres
        effets = {e.code: e for e in lu.effets(offre.logement, offre.cout)}

    assert {code: e.avant for code, e in effets.items()} == _mesures(fichier, "OP2")
    assert (effets["HORS_QPV"].avant.oui, effets["HORS_QPV"].apres.oui) == (1, 2)
