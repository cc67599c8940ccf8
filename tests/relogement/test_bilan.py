"""Le bilan d'un dossier, établi de sa seule situation : montants arrondis à la sortie, verdicts avec raison."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relogement.calcul_du_bilan import etablir
from relogement.charte import Charte
from relogement.nomenclatures import Condition, Etat, MotifSortie, Nature, Recevable, Reponse, TypeDossier
from relogement.situation import (
    Cadre,
    CaleolVue,
    DossierVu,
    LogementVu,
    NouveauLogement,
    OffreVue,
    PostesVus,
    Situation,
)
from tests.fabrique import BAIL, ENTREE, SITE, une_charte

_VIDE = PostesVus(None, None, None, None, None, None, None, None, None, None, apl_estimee=False)
_INCONNU = LogementVu(None, None, None, None, None, None, None, None, None)
_ORDINAIRE = _VIDE._replace(loyer=Decimal(300), charges=Decimal(80), apl=Decimal(200))  # RAC : 180


def _dossier(**champs: Any) -> DossierVu:
    ordinaire = DossierVu(
        menage_id=1, operation_id=1, logement_quitte_id=1, type=TypeDossier.TITULAIRE, etat=Etat.EMMENAGE,
        nb_personnes=1, nb_moins_14=0, ressources=Decimal(1200), motif_sortie=None, sorti_le=None,
        nb_offres_reprises=None, nb_refus_repris=None, logement_adapte=None, besoin_d_adaptation=False,
        bailleur="Habitat Sud",
        surface=Decimal(60), premiere_entree_le=ENTREE,
    )  # fmt: skip
    return ordinaire._replace(**champs)


def _nouveau(**champs: Any) -> NouveauLogement:
    ordinaire = NouveauLogement(
        nature=Nature.DEFINITIF, bail_le=BAIL, entree_le=ENTREE, retour_prevu_le=None, bailleur="Logis du Midi",
        qpv="HORS", surface=Decimal(60), premiere_location=False, conventionne_le=date(1990, 1, 1),
    )  # fmt: skip
    return ordinaire._replace(**champs)


def _offre(**champs: Any) -> OffreVue:
    ordinaire = OffreVue(
        rang=1, notifiee_le=date(2026, 1, 5), preuve="AR", limite_le=date(2026, 2, 4), visite_le=None,
        compte_rendu=None, reponse=Reponse.EN_COURS, motif_recevable=None, specialement_concu=False,
        conditions=(Condition.OUI,) * 5, logement=_INCONNU, cout=None,
    )  # fmt: skip
    return ordinaire._replace(**champs)


def _bilan(*chartes: Charte, **champs: Any) -> dict[str, Any]:
    valeurs = {"dossier": _dossier(), "avant": _ORDINAIRE, "apres": _ORDINAIRE, "nouveau": _nouveau()} | champs
    return etablir(Situation(**valeurs), Cadre(SITE, None, False, chartes or (une_charte(),)))


def test_un_menage_reloge_definitivement_est_dans_la_base() -> None:
    bilan = _bilan()

    assert (bilan["dans_la_base"], bilan["motif_exclusion"]) == (True, None)
    assert (bilan["rac_av"], bilan["rac_ap"], bilan["delta"]) == (Decimal(180), Decimal(180), Decimal(0))
    assert [bilan[c] for c in ("maitrise", "neuf", "hors_qpv", "hors_site", "interbailleur")] == [
        "OUI", "NON", "OUI", "OUI", "OUI",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("champs", "raison"),
    [
        ({"nouveau": None, "apres": None}, "pas encore relogé"),
        ({"nouveau": _nouveau(nature=Nature.PROVISOIRE)}, "relogement provisoire"),
        ({"nouveau": _nouveau(bail_le=None)}, "bail non daté"),
        ({"nouveau": _nouveau(entree_le=None)}, "entrée dans les lieux non datée"),
        ({"dossier": _dossier(etat=Etat.SORTI)}, "sorti du relogement"),
        ({"dossier": _dossier(motif_sortie=MotifSortie.DEPART)}, "sorti du relogement"),
        ({"dossier": _dossier(sorti_le=date(2026, 1, 1))}, "sorti du relogement"),
    ],
)
def test_ce_qui_met_un_dossier_hors_de_la_base_est_dit(champs: dict[str, Any], raison: str) -> None:
    bilan = _bilan(**champs)

    assert (bilan["dans_la_base"], bilan["motif_exclusion"]) == (False, raison)


def test_un_montant_inconnu_reste_vide_et_sa_raison_est_gardee() -> None:
    bilan = _bilan(apres=_ORDINAIRE._replace(apl=None))

    assert (bilan["rac_ap"], bilan["delta"], bilan["te_ap"], bilan["rav"]) == (None,) * 4
    assert bilan["motifs_nr"]["rac_ap"] == "APL inconnue"
    assert bilan["motifs_nr"]["delta"] == "après : APL inconnue"
    assert bilan["maitrise"] == "NR"


def test_les_montants_s_arrondissent_a_la_sortie_la_moitie_vers_le_haut() -> None:
    bilan = _bilan(
        avant=_ORDINAIRE._replace(loyer=Decimal("200.32")),  # RAC 80,32
        apres=_ORDINAIRE._replace(loyer=Decimal("200.33")),  # RAC 80,33
        dossier=_dossier(ressources=Decimal(1600)),
    )

    assert str(bilan["delta_pct"]) == "0.01"  # 0,01 / 80,32 = 0,01245 %
    assert str(bilan["te_av"]) == "5.02"  # 80,32 / 1600 = 5,02 % pile
    assert str(bilan["te_ap"]) == "5.02"  # 80,33 / 1600 = 5,020625 %
    assert str(bilan["rav"]) == "50.66"  # (1600 − 80,33) / 30 = 50,65566…


def test_tout_critere_a_sa_raison() -> None:
    for champs in ({}, {"nouveau": None, "apres": None}, {"avant": None}, {"nouveau": _nouveau(qpv=None)}):
        bilan = _bilan(**champs)

        assert all(bilan[f"{c}_motif"] for c in ("maitrise", "neuf", "hors_qpv", "hors_site", "interbailleur"))


def test_le_rac_se_compare_a_perimetre_egal_mais_le_brut_se_montre() -> None:
    inclus = _ORDINAIRE._replace(eau_incluse=True)
    a_part = _ORDINAIRE._replace(eau_incluse=False)

    bilan = _bilan(avant=inclus, apres=a_part)

    assert (bilan["rac_brut_ap"], bilan["rac_ap"]) == (Decimal(180), None)


@pytest.mark.parametrize("avant", [None, _VIDE])
@pytest.mark.parametrize("type_", [TypeDossier.DECOHABITANT, TypeDossier.HEBERGE])
def test_qui_n_avait_pas_de_logement_a_une_maitrise_sans_objet(
    type_: TypeDossier, avant: PostesVus | None
) -> None:
    bilan = _bilan(dossier=_dossier(type=type_, surface=None, bailleur=None), avant=avant)

    assert bilan["maitrise"] == "SO"
    assert bilan["interbailleur"] == "SO"


def test_un_titulaire_au_cout_inconnu_est_non_renseigne_et_non_sans_objet() -> None:
    assert _bilan(avant=None)["maitrise"] == "NR"


def test_la_charte_et_la_generation_sont_celles_du_bail() -> None:
    ancienne = une_charte(en_vigueur_le=date(2020, 1, 1), rac_seuil_pct=Decimal(0))
    nouvelle = une_charte(en_vigueur_le=date(2026, 6, 1))
    ancienne.id, nouvelle.id = 1, 2
    hausse = _ORDINAIRE._replace(apl=Decimal(191))  # RAC 189, soit +5 %

    avant = _bilan(ancienne, nouvelle, apres=hausse, nouveau=_nouveau(bail_le=date(2023, 12, 31)))
    apres = _bilan(ancienne, nouvelle, apres=hausse, nouveau=_nouveau(bail_le=date(2026, 6, 1)))

    assert (avant["charte_id"], avant["maitrise"], avant["generation_qpv"]) == (1, "NON", "2015")
    assert (apres["charte_id"], apres["maitrise"], apres["generation_qpv"]) == (2, "OUI", "2024")


def test_les_offres_se_comptent_par_reponse() -> None:
    offres = (
        _offre(reponse=Reponse.REFUS, motif_recevable=Recevable.NON),
        _offre(rang=2, reponse=Reponse.REFUS, motif_recevable=Recevable.OUI),
        _offre(rang=3),
    )

    bilan = _bilan(offres=offres, nouveau=None, apres=None)

    assert (bilan["nb_offres"], bilan["nb_refus"], bilan["nb_comptees"]) == (3, 2, 1)
    assert (bilan["offre_en_cours"], bilan["offre_acceptee"]) == (True, False)


def test_le_rac_d_une_offre_se_prevoit_avant_de_la_proposer() -> None:
    offre = _offre(cout=_ORDINAIRE._replace(loyer=Decimal(350), apl_estimee=True))

    bilan = _bilan(offres=(offre,), nouveau=None, apres=None)

    assert (bilan["rac_prevu"], bilan["rac_prevu_estime"]) == (Decimal(230), True)  # 350 + 80 − 200


def test_la_prochaine_echeance_est_la_plus_proche_et_dit_pourquoi_elle_a_bouge() -> None:
    reportee = _offre(notifiee_le=date(2026, 4, 1), limite_le=date(2026, 5, 4))  # + 30 jours = 1er mai
    lointaine = _offre(rang=2, notifiee_le=date(2026, 4, 20), limite_le=date(2026, 5, 20))

    bilan = _bilan(offres=(lointaine, reportee), nouveau=None, apres=None)

    assert (bilan["echeance_le"], bilan["echeance_objet"]) == (date(2026, 5, 4), "Réponse à l’offre 1")
    assert "Fête du Travail" in bilan["echeance_motif"]


@pytest.mark.parametrize(
    "champs",
    [
        {"offres": (_offre(reponse=Reponse.REFUS),)},
        {"offres": (_offre(limite_le=None),)},
        {"offres": (_offre(),), "nouveau": _nouveau()},
        {"offres": (_offre(),), "dossier": _dossier(etat=Etat.SORTI)},
        {"caleols": (CaleolVue(None, date(2026, 2, 16)),), "dossier": _dossier(sorti_le=date(2026, 1, 1))},
    ],
)
def test_rien_n_est_attendu_d_une_offre_close_ni_d_un_dossier_reloge_ou_sorti(champs: dict[str, Any]) -> None:
    bilan = _bilan(**({"nouveau": None, "apres": None} | champs))

    assert (bilan["echeance_le"], bilan["echeance_objet"]) == (None, None)


def test_un_retour_prevu_est_une_echeance() -> None:
    provisoire = _nouveau(nature=Nature.PROVISOIRE, retour_prevu_le=date(2027, 1, 15))

    assert _bilan(nouveau=provisoire)["echeance_le"] == date(2027, 1, 15)


def test_une_apl_estimee_se_voit_dans_le_bilan() -> None:
    assert _bilan()["rac_estime"] is False
    assert _bilan(apres=_ORDINAIRE._replace(apl_estimee=True))["rac_estime"] is True


@pytest.mark.parametrize(
    ("sorti_le", "entree_le", "libere_le"),
    [
        (None, None, None),
        (None, date(2025, 6, 1), date(2025, 6, 1)),
        (date(2026, 2, 1), date(2025, 6, 1), date(2025, 6, 1)),
        (date(2026, 2, 1), None, date(2026, 2, 1)),
    ],
)
def test_un_logement_se_libere_au_premier_depart(
    sorti_le: date | None, entree_le: date | None, libere_le: date | None
) -> None:
    bilan = _bilan(dossier=_dossier(sorti_le=sorti_le, premiere_entree_le=entree_le))

    assert bilan["libere_le"] == libere_le
