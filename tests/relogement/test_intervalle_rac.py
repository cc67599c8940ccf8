"""L'intervalle d'un reste à charge estimé, le verdict fragile, et le calcul redit terme par terme."""

from datetime import date
from decimal import Decimal
from typing import Any

from relogement.comparaison import ColonneRac, comparaison
from relogement.explication_apl import phrases_de_l_estimation
from relogement.explication_rac import explication
from relogement.menage import Menage
from relogement.nomenclatures import Critere, Financement, Moment, Source
from tests.fabrique import un_cout, un_logement, un_menage, une_charte, une_offre

AU = date(2026, 11, 20)
ZERO = Decimal(0)


def une_salariee(apl: str = "103.21", *, avant: str = "120", source: Source = Source.ESTIMATION) -> Menage:
    """Seule, 1 000 € par mois : R = 10 800. Avant, 300 + 80 − 120 = 260 € ; l'offre, 330 + 80 − 31,58 − APL."""
    menage = un_menage(avant=un_cout("300", "80", avant), ressources="1000")
    menage.personnes[0].ressources, menage.personnes[0].activite = Decimal(1000), "Salariée"
    offre = une_offre(logement=un_logement(commune_insee="66136", financement=Financement.PLUS))
    offre.cout = un_cout("330", "80", apl, rls="31.58", moment=Moment.OFFRE)
    offre.cout.justifier("apl", source, AU)
    menage.couts.append(offre.cout)
    menage.offres.append(offre)
    return menage


def la_colonne(menage: Menage, **charte: Any) -> ColonneRac:
    (colonne,) = comparaison(menage, une_charte(**charte), au=AU).offres
    return colonne


def test_l_intervalle_tient_compte_de_la_rls_perdue() -> None:
    # À R = 9 720 (9 800) : APL 135,21 et RLS 31,58, soit 32,00 € de plus.
    # À R = 11 880 (11 900) : plus de RLS, APL 100 : 134,79 − 100 = 34,79 € de moins.
    colonne = la_colonne(une_salariee())

    assert colonne.rac.valeur == Decimal("275.21")
    assert colonne.intervalle is not None
    assert (colonne.intervalle.bas, colonne.intervalle.haut) == (Decimal("243.21"), Decimal("310.00"))


def test_un_oui_que_l_intervalle_dement_est_fragile() -> None:
    # Avant 260 : le seuil est 286. La valeur 275,21 passe, le haut 310,00 non.
    colonne = la_colonne(une_salariee())

    assert colonne.verdict is not None and colonne.verdict.valeur is Critere.OUI
    assert colonne.fragile


def test_un_oui_sur_tout_l_intervalle_n_est_pas_fragile() -> None:
    # Avant 300 + 80 − 60 = 320 : même 310,00 est une baisse.
    assert not la_colonne(une_salariee(avant="60")).fragile


def test_une_apl_notifiee_n_a_pas_d_intervalle() -> None:
    colonne = la_colonne(une_salariee(source=Source.NOTIFICATION))

    assert colonne.reestimation is None
    assert colonne.intervalle is None


def test_un_montant_que_le_dossier_ne_redonne_plus_n_a_pas_d_intervalle_et_le_dit() -> None:
    colonne = la_colonne(une_salariee("150"))

    assert colonne.intervalle is None
    assert colonne.reestimation is not None
    assert "réestimez" in phrases_de_l_estimation(colonne.reestimation)[1]


def test_une_apl_qui_ne_peut_pas_se_refaire_dit_pourquoi() -> None:
    menage = une_salariee()
    menage.offres[0].logement.commune_insee = None

    refaite = la_colonne(menage).reestimation

    assert refaite is not None
    assert "zone APL de la commune est inconnue" in phrases_de_l_estimation(refaite)[1]


def test_la_phrase_porte_le_bareme_et_ce_que_vaut_l_estimation() -> None:
    refaite = la_colonne(une_salariee()).reestimation

    assert refaite is not None
    (phrase,) = phrases_de_l_estimation(refaite)
    assert "(barème du 01/10/2026) — indicatif, seule la CAF ou la MSA fixe le droit." in phrase
    assert phrase.startswith("env.\u00a0103,21\u202f€, de 100,00 à 135,21\u202f€")


def test_comment_ecrit_la_somme_le_calcul_et_les_seuils() -> None:
    menage = une_salariee()
    lues = comparaison(menage, une_charte(), au=AU)

    somme, perimetre, apl, maitrise = explication(lues.offres[0], lues.avant)

    assert {t.sens for t in somme.termes} >= {"330,00 + 80,00 − 31,58 − 103,21 = 275,21"}
    assert perimetre.phrases[1].startswith("Chauffage\u00a0: on ne sait pas")
    dits = {t.nom: t.valeur for t in apl.termes}
    assert list(dits) == ["L", "C", "P0", "LR", "RL", "TL", "Tp", "R", "R0", "Pp", "Af", "RLS", "APL"]
    assert (dits["L"], dits["Pp"], dits["R"]) == (
        "293,68\u202f€ par mois",
        "214,47\u202f€ par mois",
        "10\u202f800\u202f€ par an",
    )
    assert any("36,32\u202f€ restent au ménage" in p for p in apl.phrases)  # 330 − 293,68
    assert any("Fragile" in p for p in maitrise.phrases)
    assert next(t for t in maitrise.termes if t.nom == "Seuil").valeur == "286,00\u202f€"


def test_comment_dit_quand_le_perimetre_s_applique() -> None:
    menage = une_salariee()
    menage.couts[0].chauffage_inclus = True
    cout = menage.offres[0].cout
    assert cout is not None
    cout.chauffage_inclus, cout.forfait_chauffage = False, Decimal(62)
    lues = comparaison(menage, une_charte(), au=AU)

    ici = explication(lues.offres[0], lues.avant)[1].phrases[1]
    avant = explication(lues.avant, lues.offres[0])[1].phrases[1]

    assert ici.endswith("à part ici, dans les charges de l’autre logement\u00a0: ses 62,00\u202f€ sont ajoutés.")
    assert avant.endswith("dans les charges ici, à part dans l’autre logement\u00a0: son coût y est ajouté.")
