"""Ce qui attend dans un dossier : chaque affaire, sa date, qui l'on attend, et quand elle cesse."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.nomenclatures import Affaire, Attendu, Etat, Nature, Terme
from relogement.regles.a_faire import (
    AFaire,
    Delais,
    DossierSuivi,
    OffreSuivie,
    PassageSuivi,
    RelogementSuivi,
    SuiteSuivie,
    a_faire,
)
from relogement.regles.echeances import empechement

DELAIS = Delais(reponse_jours=30, caleol_jours=10, sans_action_jours=21)


def un_dossier(**champs: Any) -> DossierSuivi:
    ordinaire = DossierSuivi(
        menage_id=1, operation_id=1, referent="S. Kaddour", etat=Etat.OFFRE, sorti=False, bailleur="Têt Habitat",
        informe_le=date(2026, 1, 5), enquete_le=date(2026, 2, 3), sne_le=date(2026, 2, 10), numero_connu=True,
        derniere_action_le=date(2026, 10, 22),
    )  # fmt: skip
    return ordinaire._replace(**champs)


def une_offre(**champs: Any) -> OffreSuivie:
    ordinaire = OffreSuivie(
        id=7, rang=3, notifiee_le=date(2026, 10, 22), limite_le=date(2026, 11, 23), visite_le=None,
        compte_rendu=False, lieu=None,
    )  # fmt: skip
    return ordinaire._replace(**champs)


def un_passage(**champs: Any) -> PassageSuivi:
    ordinaire = PassageSuivi(
        id=4, le=date(2026, 1, 30), decide=True, notifie_le=date(2026, 2, 4), limite_le=date(2026, 2, 16),
        accord_le=None, bailleur="Canigou Logement",
    )  # fmt: skip
    return ordinaire._replace(**champs)


def par_genre(dossier: DossierSuivi, delais: Delais = DELAIS) -> dict[Affaire, AFaire]:
    return {vue.genre: vue for vue in a_faire(dossier, delais)}


def test_une_offre_attend_la_reponse_du_menage_jusqu_au_jour_ou_la_limite_est_reportee() -> None:
    # 22/10 + 30 jours = samedi 21/11, reporté au lundi 23/11 (CPC, art. 642).
    vues = par_genre(un_dossier(offres=(une_offre(),)))

    reponse = vues[Affaire.REPONSE]
    assert (reponse.objet, reponse.attendu) == ("Réponse à l’offre 3", Attendu.MENAGE)
    assert (reponse.depuis_le, reponse.echeance_le) == (date(2026, 10, 22), date(2026, 11, 23))
    assert reponse.du_jour_le == date(2026, 11, 21)


def test_une_limite_qui_tombe_d_elle_meme_un_lundi_n_a_pas_ete_reportee() -> None:
    # 24/10 + 30 jours = lundi 23/11.
    vues = par_genre(un_dossier(offres=(une_offre(notifiee_le=date(2026, 10, 24)),)))

    assert vues[Affaire.REPONSE].du_jour_le is None


def test_le_silence_se_propose_le_lendemain_de_la_limite_pas_avant() -> None:
    vues = par_genre(un_dossier(offres=(une_offre(),)))

    assert vues[Affaire.REPONSE].cachee_apres_le == date(2026, 11, 23)
    assert vues[Affaire.SILENCE].visible_le == date(2026, 11, 24)
    assert vues[Affaire.SILENCE].attendu is Attendu.AGENT


def test_une_offre_sans_notification_ne_fait_courir_aucun_delai() -> None:
    vues = par_genre(un_dossier(offres=(une_offre(notifiee_le=None, limite_le=None),)))

    assert set(vues) == {Affaire.SANS_ACTION}


def test_une_visite_attend_son_jour_puis_son_compte_rendu_le_jour_ouvre_suivant() -> None:
    # Visite le vendredi 20/11 : le compte rendu est attendu lundi 23/11.
    visite = une_offre(visite_le=date(2026, 11, 20), lieu="8 rue Mistral, Toulouges")

    vues = par_genre(un_dossier(offres=(visite,)))

    assert vues[Affaire.VISITE].objet == "Visite de l’offre 3, 8 rue Mistral, Toulouges"
    assert (vues[Affaire.VISITE].echeance_le, vues[Affaire.VISITE].cachee_apres_le) == (date(2026, 11, 20),) * 2
    assert vues[Affaire.COMPTE_RENDU].visible_le == date(2026, 11, 21)
    assert vues[Affaire.COMPTE_RENDU].echeance_le == date(2026, 11, 23)


def test_une_visite_racontee_n_attend_plus_rien() -> None:
    visite = une_offre(visite_le=date(2026, 11, 20), compte_rendu=True)

    assert not {Affaire.VISITE, Affaire.COMPTE_RENDU} & set(par_genre(un_dossier(offres=(visite,))))


def test_une_attribution_attend_l_accord_dix_jours_reportes_puis_vaut_refus() -> None:
    # Notifiée le mercredi 04/02/2026, + 10 jours = samedi 14, reporté au lundi 16/02 (rules, CCH R. 441-10).
    vues = par_genre(un_dossier(etat=Etat.ATTRIBUE, passage=un_passage()))

    accord, passe = vues[Affaire.ACCORD], vues[Affaire.ACCORD_PASSE]
    assert (accord.echeance_le, accord.du_jour_le) == (date(2026, 2, 16), date(2026, 2, 14))
    assert accord.attendu is Attendu.MENAGE
    assert (passe.visible_le, passe.attendu) == (date(2026, 2, 17), Attendu.AGENT)
    assert "silence vaut refus" in passe.objet


def test_l_accord_donne_il_reste_le_bail_que_le_bailleur_doit_faire_signer() -> None:
    vues = par_genre(un_dossier(etat=Etat.ATTRIBUE, passage=un_passage(accord_le=date(2026, 2, 9))))

    assert Affaire.ACCORD not in vues
    assert vues[Affaire.BAIL].objet == "Canigou Logement : bail à signer"
    assert (vues[Affaire.BAIL].attendu, vues[Affaire.BAIL].depuis_le) == (Attendu.BAILLEUR, date(2026, 2, 9))


def test_la_commission_se_dit_attendue_tant_qu_elle_n_a_pas_decide() -> None:
    passage = un_passage(le=date(2026, 11, 26), decide=False, notifie_le=None, limite_le=None)

    decision = par_genre(un_dossier(etat=Etat.CALEOL, passage=passage))[Affaire.DECISION]

    assert (decision.objet, decision.attendu) == ("Canigou Logement : décision CALEOL", Attendu.CALEOL)
    assert decision.echeance_le == date(2026, 11, 26)


def test_un_vieux_passage_en_commission_ne_revient_pas_dans_une_nouvelle_recherche() -> None:
    vues = par_genre(un_dossier(etat=Etat.RECHERCHE, passage=un_passage()))

    assert not {Affaire.ACCORD, Affaire.ACCORD_PASSE, Affaire.DECISION} & set(vues)


def test_un_menage_informe_attend_son_enquete_le_delai_d_alerte_de_la_charte() -> None:
    informe = un_dossier(etat=Etat.INFORME, informe_le=date(2026, 11, 2), enquete_le=None, sne_le=None)

    enquete = par_genre(informe)[Affaire.ENQUETE]

    assert enquete.echeance_le == date(2026, 11, 23)  # 2 + 21
    assert par_genre(informe, DELAIS._replace(sans_action_jours=30))[Affaire.ENQUETE].echeance_le == date(
        2026, 12, 2
    )


@pytest.mark.parametrize(
    ("champs", "attendue"),
    [
        ({"numero_connu": False}, date(2026, 3, 3)),  # 10/02 + 21 jours
        ({"numero_connu": False, "sne_le": None}, date(2026, 2, 24)),  # 03/02 + 21 jours
        ({"numero_connu": True}, None),
        ({"numero_connu": False, "sne_le": None, "enquete_le": None}, None),
        ({"numero_connu": False, "etat": Etat.BAIL}, None),
    ],
)
def test_un_menage_enquete_sans_numero_unique_alerte_apres_le_delai(
    champs: dict[str, Any], attendue: date | None
) -> None:
    vue = par_genre(un_dossier(**champs)).get(Affaire.NUMERO_UNIQUE)

    assert (vue and vue.echeance_le) == attendue


def test_le_suivi_revient_a_30_90_et_180_jours_repousse_au_jour_ouvre() -> None:
    # Entrée le lundi 24/08/2026 : + 30 = mercredi 23/09 ; + 90 = dimanche 22/11 → lundi 23/11 ;
    # + 180 = samedi 20/02/2027 → lundi 22/02/2027.
    loge = RelogementSuivi(9, Nature.DEFINITIF, date(2026, 8, 20), date(2026, 8, 24), None)
    vues = [v for v in a_faire(un_dossier(etat=Etat.SUIVI, relogement=loge), DELAIS) if v.genre is Affaire.SUIVI]

    assert [v.echeance_le for v in vues] == [date(2026, 9, 23), date(2026, 11, 23), date(2027, 2, 22)]
    assert [v.cle for v in vues] == ["SUIVI:9:J30", "SUIVI:9:J90", "SUIVI:9:J180"]


def test_un_suivi_manque_se_rattrape_jusqu_au_suivant() -> None:
    loge = RelogementSuivi(9, Nature.DEFINITIF, date(2026, 8, 20), date(2026, 8, 24), None)
    vues = [v for v in a_faire(un_dossier(etat=Etat.SUIVI, relogement=loge), DELAIS) if v.genre is Affaire.SUIVI]

    assert [v.cachee_apres_le for v in vues] == [
        date(2026, 11, 21),  # la veille de J+90
        date(2027, 2, 19),  # la veille de J+180
        date(2027, 5, 20),  # 90 jours de plus que J+180, le dernier jour exclu
    ]


def test_un_terme_tenu_ferme_ceux_d_avant() -> None:
    loge = RelogementSuivi(9, Nature.DEFINITIF, date(2026, 8, 20), date(2026, 8, 24), None)
    dossier = un_dossier(etat=Etat.SUIVI, relogement=loge, suivis=frozenset((Terme.J90,)))

    assert [v.cle for v in a_faire(dossier, DELAIS)] == ["SUIVI:9:J180"]


def test_un_provisoire_attend_son_retour_et_ses_offres_continuent_de_courir() -> None:
    loge = RelogementSuivi(9, Nature.PROVISOIRE, date(2026, 6, 8), date(2026, 6, 12), date(2027, 3, 20))

    vues = par_genre(un_dossier(etat=Etat.PROVISOIRE, relogement=loge, offres=(une_offre(),)))

    assert vues[Affaire.RETOUR].echeance_le == date(2027, 3, 20)
    assert Affaire.REPONSE in vues


def test_un_bail_sans_entree_attend_l_entree() -> None:
    loge = RelogementSuivi(9, Nature.DEFINITIF, date(2026, 11, 10), None, None)

    vues = par_genre(un_dossier(etat=Etat.BAIL, relogement=loge, offres=(une_offre(),)))

    assert vues[Affaire.ENTREE].depuis_le == date(2026, 11, 10)
    assert Affaire.REPONSE not in vues


def test_ce_que_l_on_a_promis_reste_meme_si_le_dossier_est_clos_ou_sorti() -> None:
    suite = SuiteSuivie(31, "Récupérer les clés", date(2026, 11, 2), date(2026, 11, 13))

    for etat in (Etat.CLOS, Etat.SORTI):
        vues = a_faire(un_dossier(etat=etat, suites=(suite,)), DELAIS)
        assert [(v.genre, v.cible, v.echeance_le) for v in vues] == [(Affaire.SUITE, 31, date(2026, 11, 13))]


def test_les_mots_d_un_contact_ne_sont_pas_recopies_dans_l_affaire() -> None:
    suite = SuiteSuivie(31, "Rappeler la fille de Mme Koffi", date(2026, 11, 2), None)

    assert par_genre(un_dossier(suites=(suite,)))[Affaire.SUITE].objet == ""


def test_sans_action_depuis_le_delai_de_la_charte() -> None:
    vue = par_genre(un_dossier(derniere_action_le=date(2026, 10, 17)))[Affaire.SANS_ACTION]

    assert (vue.depuis_le, vue.echeance_le) == (date(2026, 10, 17), date(2026, 11, 7))


def test_un_dossier_ou_rien_n_est_note_alerte_sans_date_inventee() -> None:
    vue = par_genre(un_dossier(derniere_action_le=None))[Affaire.SANS_ACTION]

    assert (vue.depuis_le, vue.echeance_le) == (None, None)


@pytest.mark.parametrize("etat", [Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI])
def test_un_menage_reloge_ou_sorti_n_est_pas_sans_action(etat: Etat) -> None:
    assert Affaire.SANS_ACTION not in par_genre(un_dossier(etat=etat))


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.sampled_from([Etat.ATTRIBUE, Etat.OFFRE, Etat.SUIVI]),
    st.booleans(),
)
def test_aucune_affaire_ne_se_montre_apres_avoir_cesse(le: date, etat: Etat, alsace_moselle: bool) -> None:
    delais = DELAIS._replace(alsace_moselle=alsace_moselle)
    loge = RelogementSuivi(9, Nature.DEFINITIF, le, le, None) if etat is Etat.SUIVI else None
    offre = une_offre(notifiee_le=le, limite_le=le + timedelta(days=30), visite_le=le)
    dossier = un_dossier(etat=etat, offres=(offre,), relogement=loge, passage=un_passage(notifie_le=le))

    for vue in a_faire(dossier, delais):
        assert vue.visible_le is None or vue.cachee_apres_le is None or vue.visible_le <= vue.cachee_apres_le
        if vue.genre in (Affaire.SUIVI, Affaire.COMPTE_RENDU):
            assert vue.echeance_le is not None
            assert not empechement(vue.echeance_le, alsace_moselle=alsace_moselle)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_chaque_affaire_a_son_nom(le: date) -> None:
    offres = tuple(une_offre(id=n, rang=n, notifiee_le=le, limite_le=le, visite_le=le) for n in (1, 2, 3))
    suites = tuple(SuiteSuivie(n, "Relancer", le, le) for n in (1, 2))
    cles = [v.cle for v in a_faire(un_dossier(offres=offres, suites=suites), DELAIS)]

    assert len(cles) == len(set(cles))
