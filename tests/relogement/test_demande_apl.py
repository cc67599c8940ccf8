"""D'un dossier à une demande d'APL : qui est à charge, quelles ressources, et pourquoi l'on n'estime pas."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from relogement.baremes import Ajouts, en_toml, en_vigueur
from relogement.corrections_apl import Corrections, corrections_de, garder_les_corrections
from relogement.demande_apl import Preparation, preparer
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Financement, Lien, Source
from tests.fabrique import un_cout, un_logement, un_logement_quitte, un_menage, une_personne

AU = date(2026, 11, 20)
PERPIGNAN = "66136"  # zone 2


def menage_de(*personnes: Personne, **champs: Any) -> Menage:
    menage = un_menage(nb_personnes=len(personnes), **champs)
    menage.personnes = list(personnes)
    return menage


def adulte(ressources: str | None = "1000", activite: str = "Salariée", **champs: Any) -> Personne:
    return une_personne(
        ressources=None if ressources is None else Decimal(ressources), activite=activite, **champs
    )


def enfant(naissance_le: date | None, **champs: Any) -> Personne:
    return une_personne(lien=Lien.ENFANT, naissance_le=naissance_le, **champs)


def plus(**champs: Any) -> LogementOffert:
    return un_logement(**({"commune_insee": PERPIGNAN, "financement": Financement.PLUS} | champs))


def prepare(menage: Menage, logement: Any = None, loyer: str | None = "330", **dites: Any) -> Preparation:
    montant = None if loyer is None else Decimal(loyer)
    return preparer(menage, logement or plus(), montant, au=AU, corrections=Corrections(**dites))


def refus(preparation: Preparation) -> str:
    with pytest.raises(ErreurMetier) as erreur:
        preparation.estimer(au=AU)
    return str(erreur.value)


def test_une_salariee_seule_a_sa_deduction_de_dix_pour_cent() -> None:
    # 12 × 1 000 = 12 000 €, moins 10 % = 10 800 €.
    preparation = prepare(menage_de(adulte("1000")))

    demande = preparation.demande
    assert (demande.zone, demande.personnes_a_charge, demande.couple, demande.rls) == (2, 0, False, True)
    assert demande.ressources == 10_800
    assert "1\u202f000,00\u202f€ (salaire)" in preparation.ressources


def test_le_calcul_refait_a_la_main() -> None:
    # L = 293,68 (plafond) ; C = 61,29 ; P0 = 40,01 ; Tp = 2,83 % + 0,305 % ; R0 = 5 235.
    # Pp = 40,01 + 3,135 % × 5 565 = 214,47 ; Af = 140,50 ; − 5 = 135,50 ; − CRDS 0,67 = 134 € entiers ;
    # 134,67 − 98 % × 31,58 = 103,72 ; − CRDS 0,51 = 103,21.
    estimation = prepare(menage_de(adulte("1000"))).estimer(au=AU)

    assert (estimation.apl, estimation.rls) == (Decimal("103.21"), Decimal("31.58"))


def test_sans_le_detail_des_personnes_les_ressources_du_menage_servent_et_le_disent() -> None:
    preparation = prepare(menage_de(adulte(None), ressources="900"))

    assert preparation.demande.ressources == 10_800  # 12 × 900
    assert "prestations comprises" in preparation.ressources


def test_le_rsa_ne_compte_pas_et_annule_les_salaires() -> None:
    menage = menage_de(adulte("500"), adulte("600", "RSA", lien=Lien.CONJOINT))

    assert prepare(menage).demande.ressources == 0


def test_ce_que_l_on_ne_reconnait_pas_compte_en_entier() -> None:
    assert prepare(menage_de(adulte("900", "Au foyer"))).demande.ressources == 10_800


@pytest.mark.parametrize(
    ("naissance", "a_charge", "attendus"),
    [
        (date(2005, 11, 21), None, 1),  # 21 ans demain
        (date(2005, 11, 20), None, 0),  # 21 ans aujourd'hui
        (date(2000, 1, 1), True, 1),  # le dossier le dit
        (date(2015, 1, 1), False, 0),
    ],
)
def test_un_enfant_est_a_charge_jusqu_a_vingt_et_un_ans(
    naissance: date, a_charge: bool | None, attendus: int
) -> None:
    menage = menage_de(adulte(), enfant(naissance, a_charge=a_charge, ressources=Decimal(0)))

    assert prepare(menage).demande.personnes_a_charge == attendus


@pytest.mark.parametrize(
    ("menage", "logement", "raison"),
    [
        (menage_de(adulte()), plus(commune_insee=None), "la zone APL de la commune est inconnue"),
        (menage_de(adulte()), plus(commune_insee="97411"), "le logement est outre-mer"),
        (
            menage_de(adulte()),
            plus(financement=Financement.AUTRE),
            "on ne sait pas si le logement est conventionné",
        ),
        (menage_de(adulte()), un_logement_quitte(), "la zone APL de la commune est inconnue"),
        (menage_de(adulte(), enfant(None)), plus(), "on ne sait pas si chaque personne du ménage est à charge"),
        (menage_de(adulte(), adulte(lien=Lien.COTITULAIRE)), plus(), "les cotitulaires vivent en couple"),
        (menage_de(adulte("600", "Étudiante")), plus(), "un membre du ménage est étudiant"),
        (menage_de(adulte("600", "Auto-entrepreneuse")), plus(), "travailleur indépendant"),
        (menage_de(adulte(), enfant(date(2015, 1, 1), garde_alternee=True)), plus(), "garde alternée"),
        (menage_de(adulte(None), ressources=None), plus(), "les ressources des douze mois sont inconnues"),
    ],
)
def test_ce_qui_ne_s_estime_pas_dit_pourquoi(menage: Menage, logement: Any, raison: str) -> None:
    phrase = refus(prepare(menage, logement))

    assert raison in phrase
    assert phrase.startswith("Non estimable : ")
    assert phrase.endswith("Saisissez le montant notifié par la CAF.")


def test_des_personnes_que_l_on_ne_connait_pas_empechent_d_estimer() -> None:
    menage = menage_de(adulte())
    menage.nb_personnes = 3

    assert "1 des 3 personnes du ménage sont décrites" in refus(prepare(menage))


def test_sans_loyer_rien_ne_s_estime() -> None:
    assert "le loyer est inconnu" in refus(prepare(menage_de(adulte()), loyer=None))


def test_un_logement_que_l_on_dit_non_conventionne_ne_s_estime_pas() -> None:
    assert "PLI" in refus(prepare(menage_de(adulte()), conventionne=False))


def test_ce_que_l_agent_precise_l_emporte_sur_le_dossier() -> None:
    demande = prepare(menage_de(adulte()), zone=1, ressources=Decimal(9800), hlm=False).demande

    assert (demande.zone, demande.ressources, demande.rls) == (1, 9800, False)


def test_les_precisions_se_gardent_avec_la_source() -> None:
    cout = un_cout(apl="103.21")
    cout.justifier("apl", Source.ESTIMATION, AU)
    dites = Corrections(zone=2, ressources=Decimal("10800"), hlm=True)

    garder_les_corrections(cout, dites)

    assert corrections_de(cout) == dites
    assert cout.provenance("apl").source is Source.ESTIMATION
    assert corrections_de(None) == Corrections()


def test_les_ressources_ne_paraissent_pas_dans_un_repr() -> None:
    assert "10800" not in repr(prepare(menage_de(adulte()), ressources=Decimal(10800)))


def test_une_periode_que_le_projet_ajoute_sert_a_l_estimation() -> None:
    loyers = en_vigueur("apl_loyers", AU)
    assert loyers is not None
    suivante = replace(loyers, debut=date(2027, 10, 1), texte="Arrêté d’essai")
    projet = Ajouts().avec("apl_loyers", en_toml(suivante))
    quand = date(2027, 10, 15)

    livree = preparer(menage_de(adulte()), plus(), Decimal(330), au=quand).estimer(au=quand)
    completee = preparer(menage_de(adulte()), plus(), Decimal(330), au=quand, baremes=projet).estimer(au=quand)

    assert livree.bareme_du == date(2026, 10, 1)
    assert completee.bareme_du == date(2027, 10, 1)
    assert "Arrêté d’essai" in completee.textes
