"""Ce qu'est un logement à une date : vide depuis quand, occupé par qui, dans quel état."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.nomenclatures import Affaire, Attendu, Etat, StatutLogement, TypeDossier
from relogement.vidage import dits
from relogement.vidage.blocages import Gravite, blocages
from relogement.vidage.cases import Occupation, case, etat_au
from relogement.vidage.tableau import tableau
from tests.relogement.vidage.immeubles import AU, un_dossier, un_immeuble, un_logement, une_affaire, une_etape

PARCOURS = (
    une_etape(Etat.RECENSE, date(2026, 1, 12)),
    une_etape(Etat.INFORME, date(2026, 2, 2)),
    une_etape(Etat.RECHERCHE, date(2026, 5, 18)),
    une_etape(Etat.OFFRE, date(2026, 5, 29)),
    une_etape(Etat.BAIL, date(2026, 7, 3)),
    une_etape(Etat.EMMENAGE, date(2026, 7, 17)),
)
RELOGE = un_dossier(etat=Etat.EMMENAGE, etapes=PARCOURS, libere_le=date(2026, 7, 17))


@pytest.mark.parametrize(
    ("au", "etat"),
    [
        (date(2026, 1, 11), None),
        (date(2026, 1, 12), Etat.RECENSE),
        (date(2026, 5, 28), Etat.RECHERCHE),
        (date(2026, 7, 16), Etat.BAIL),
        (AU, Etat.EMMENAGE),
    ],
)
def test_un_dossier_repasse_par_les_etats_de_ses_etapes(au: date, etat: Etat | None) -> None:
    assert etat_au(RELOGE, au)[0] is etat


def test_une_offre_faite_a_un_menage_deja_attribue_ne_le_ramene_pas_en_arriere() -> None:
    etapes = (
        une_etape(Etat.ATTRIBUE, date(2026, 3, 1)),
        une_etape(Etat.OFFRE, date(2026, 4, 1)),
        une_etape(Etat.BAIL, date(2026, 6, 1)),
    )

    assert etat_au(un_dossier(etat=Etat.BAIL, etapes=etapes), date(2026, 5, 1))[0] is Etat.ATTRIBUE


def test_un_logement_est_vide_le_jour_ou_son_menage_entre_ailleurs() -> None:
    veille, jour_meme = (case(un_logement(), [RELOGE], le) for le in (date(2026, 7, 16), date(2026, 7, 17)))

    assert veille is not None and veille.occupation is Occupation.MENAGE and not veille.vide
    assert jour_meme is not None and jour_meme.occupation is Occupation.RELOGE
    assert dits.vide_depuis(jour_meme) == "07/2026"


def test_un_logement_n_est_vide_que_quand_le_decohabitant_en_est_parti_aussi() -> None:
    enfant = un_dossier(2, 1, type=TypeDossier.DECOHABITANT, libere_le=date(2026, 9, 1), etat=Etat.SUIVI)

    avant, apres = (case(un_logement(), [RELOGE, enfant], le) for le in (date(2026, 8, 31), date(2026, 9, 1)))

    assert avant is not None and avant.dossier is enfant and not avant.vide
    assert apres is not None and apres.vide and apres.depuis == date(2026, 9, 1)
    assert apres.dossier is RELOGE


def test_un_relogement_provisoire_vide_le_logement_et_se_dit() -> None:
    etapes = (une_etape(Etat.RECHERCHE, date(2026, 1, 5)), une_etape(Etat.PROVISOIRE, date(2026, 4, 2)))
    parti = un_dossier(etat=Etat.PROVISOIRE, etapes=etapes, libere_le=date(2026, 4, 2))

    vu = case(un_logement(), [parti], AU)

    assert vu is not None and vu.occupation is Occupation.PROVISOIRE


@pytest.mark.parametrize(
    ("statut", "occupation", "vide"),
    [
        (StatutLogement.VACANT, Occupation.VACANT, True),
        (StatutLogement.FONCTION, Occupation.FONCTION, False),
        (StatutLogement.ASSOCIATION, Occupation.ASSOCIATION, False),
        (StatutLogement.LOUE, Occupation.SANS_DOSSIER, False),
    ],
)
def test_un_logement_sans_dossier_est_ce_que_dit_son_statut(
    statut: StatutLogement, occupation: Occupation, vide: bool
) -> None:
    vu = case(un_logement(statut=statut), [], AU)

    assert vu is not None and (vu.occupation, vu.vide) == (occupation, vide)


def test_une_annexe_ne_compte_pas() -> None:
    assert case(un_logement(statut=StatutLogement.ANNEXE), [], AU) is None


def test_un_menage_sorti_sans_date_occupe_encore_et_le_blocage_le_dit() -> None:
    vu = tableau(un_immeuble([un_logement()], [un_dossier(etat=Etat.SORTI)]), AU)

    assert vu.comptes.a_vider == 1
    assert [b.cause for b in blocages(vu)] == ["Sorti, mais la date de départ manque"]


JOURS = st.dates(date(2025, 1, 1), date(2027, 1, 1))


@given(st.lists(st.tuples(st.sampled_from(StatutLogement), st.lists(st.none() | JOURS, max_size=3))), JOURS)
def test_chaque_logement_compte_une_fois_vide_ou_a_vider(
    lieux: list[tuple[StatutLogement, list[date | None]]], au: date
) -> None:
    logements = [un_logement(n, statut=statut) for n, (statut, _) in enumerate(lieux)]
    dossiers = [
        un_dossier(1000 + 10 * n + k, n, libere_le=le)
        for n, (_, departs) in enumerate(lieux)
        for k, le in enumerate(departs)
        if n
    ]

    comptes = tableau(un_immeuble(logements, dossiers), au).comptes

    assert comptes.total == sum(s is not StatutLogement.ANNEXE for s, _ in lieux)
    assert comptes.vides + comptes.a_vider == comptes.total == sum(comptes.par_occupation.values())
    assert sum(comptes.par_etat.values()) == comptes.par_occupation.get(Occupation.MENAGE, 0)


@given(st.lists(JOURS, min_size=1, max_size=8), JOURS, st.integers(0, 400))
def test_un_logement_vide_ne_se_repeuple_pas(departs: list[date], au: date, plus: int) -> None:
    logements = [un_logement(n) for n in range(1, len(departs) + 1)]
    immeuble = un_immeuble(logements, [un_dossier(n, libere_le=le) for n, le in enumerate(departs, 1)])

    avant, apres = (tableau(immeuble, le).comptes.vides for le in (au, au + timedelta(days=plus)))

    assert avant <= apres


def test_les_plus_en_amont_d_abord_puis_ceux_qui_attendent_depuis_le_plus_longtemps() -> None:
    etats = [Etat.BAIL, Etat.RECHERCHE, Etat.RECHERCHE, Etat.RECENSE, Etat.TROIS_REFUS]
    depuis = [date(2026, 11, 1), date(2026, 10, 17), date(2026, 9, 20), date(2026, 1, 12), date(2026, 11, 2)]
    dossiers = [
        un_dossier(n, etat=etat, etapes=(une_etape(etat, le),))
        for n, (etat, le) in enumerate(zip(etats, depuis, strict=True), 1)
    ]

    trouves = blocages(tableau(un_immeuble([un_logement(n) for n in range(1, 6)], dossiers), AU))

    assert [b.case.logement.id for b in trouves] == [4, 5, 3, 2, 1]
    assert [b.cause for b in trouves] == [
        "Lettre d’information à remettre",
        "Trois offres comptées, suites à décider",
        "Aucune offre depuis 61 jours",  # du 20/09 au 20/11 : 10 + 31 + 20
        "Aucune offre depuis 34 jours",  # du 17/10 au 20/11 : 14 + 20
        "Bail signé, entrée dans les lieux attendue",
    ]


def test_l_echeance_et_qui_doit_agir_sont_ceux_de_la_journee() -> None:
    numero = une_affaire(Affaire.NUMERO_UNIQUE, date(2026, 11, 25), attendu=Attendu.SNE)
    passee = une_affaire(
        Affaire.BAIL, date(2026, 11, 18), attendu=Attendu.BAILLEUR, objet="Têt Habitat : bail à signer"
    )
    dossiers = [
        un_dossier(1, etat=Etat.SNE, numero_connu=False, affaires=(numero,)),
        un_dossier(2, etat=Etat.ATTRIBUE, affaires=(passee,)),
    ]

    sne, attribue = blocages(tableau(un_immeuble([un_logement(1), un_logement(2)], dossiers), AU))

    assert (sne.cause, sne.acteur, sne.echeance_le) == (
        "Numéro unique non délivré", "Têt Habitat", date(2026, 11, 25),
    )  # fmt: skip
    assert sne.gravite is Gravite.ORDINAIRE
    assert (attribue.cause, attribue.gravite) == ("Bail à signer", Gravite.BLOQUE)


def test_les_mots_d_un_contact_ne_se_montrent_pas() -> None:
    suite = une_affaire(Affaire.SUITE, AU, objet="Rappeler la sœur de Madame")
    dossier = un_dossier(etat=Etat.OFFRE, affaires=(suite,))

    (vu,) = blocages(tableau(un_immeuble([un_logement()], [dossier]), AU))

    assert vu.cause == "Réponse à l’offre attendue"
    assert (vu.echeance_le, vu.gravite) == (AU, Gravite.DU_JOUR)


def test_avant_la_derniere_ecriture_ce_qui_attendait_n_est_pas_invente() -> None:
    dossier = un_dossier(etat=Etat.OFFRE, affaires=(une_affaire(Affaire.REPONSE, date(2026, 11, 10)),))
    immeuble = un_immeuble([un_logement()], [dossier], ecrit_le=AU)

    (hier,) = blocages(tableau(immeuble, date(2026, 11, 19)))

    assert (hier.echeance_le, hier.gravite) == (None, Gravite.ORDINAIRE)


def une_entree(*dossiers: tuple[Etat, date | None]) -> str:
    lus = [
        un_dossier(n, etat=etat, affaires=(une_affaire(Affaire.DECISION, le),) if le else ())
        for n, (etat, le) in enumerate(dossiers, 1)
    ]
    vu = tableau(un_immeuble([un_logement(n) for n in range(1, len(lus) + 1)], lus), AU)
    return dits.suite_de(vu.entrees[0], vu)[0]


def test_une_entree_dit_qui_la_bloque_ou_ce_qui_vient() -> None:
    tard = date(2026, 11, 1)
    assert une_entree((Etat.TROIS_REFUS, None)) == "bloquée par FAMILLE1"
    assert une_entree((Etat.TROIS_REFUS, None), (Etat.CALEOL, tard), (Etat.BAIL, None)) == (
        "bloquée par FAMILLE1 et FAMILLE2"
    )
    assert une_entree(*[(Etat.CALEOL, tard)] * 5) == "bloquée par FAMILLE1 et 4 autres"
    assert une_entree((Etat.INFORME, None), (Etat.BAIL, None)) == "FAMILLE1\u00a0: enquête sociale à faire"
    assert une_entree((Etat.INFORME, None), (Etat.CALEOL, AU)) == (
        "FAMILLE2\u00a0: décision de la CALEOL aujourd’hui"
    )


def test_une_entree_vide_dit_depuis_quand_et_une_loge_seule_se_dit() -> None:
    vide = tableau(un_immeuble([un_logement()], [RELOGE]), AU)
    loge = tableau(un_immeuble([un_logement(statut=StatutLogement.FONCTION)]), AU)

    assert dits.suite_de(vide.entrees[0], vide) == ("vide depuis le 17/07/2026", None)
    assert dits.suite_de(loge.entrees[0], loge)[0] == "reste 1 logement de fonction"


def test_une_porte_se_dit_avec_son_batiment_quand_l_entree_ne_le_dit_pas() -> None:
    c3 = case(un_logement(porte="3", entree="C3"), [], AU)
    tour = case(un_logement(porte=None, batiment="A", entree="3", etage=None), [], AU)

    assert c3 is not None and dits.porte(c3, batiment=True) == "C3, 1ᵉʳ, porte\u00a03"
    assert tour is not None and dits.porte(tour) == "3, étage inconnu, porte inconnue"
    assert dits.porte(tour, batiment=True) == "bât.\u00a0A, 3, étage inconnu, porte inconnue"


def test_noms_masques_rien_ne_nomme_personne() -> None:
    vu = tableau(un_immeuble([un_logement()], [un_dossier(etat=Etat.TROIS_REFUS)]), AU)

    assert dits.suite_de(vu.entrees[0], vu, noms=False)[0] == "bloquée par D1"
    assert "FAMILLE" not in repr(vu) + repr(vu.cases) + repr(blocages(vu))
