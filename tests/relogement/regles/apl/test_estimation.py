"""Des APL calculées à la main, au barème du 1er octobre 2026, ligne à ligne."""

from datetime import date
from decimal import Decimal

from relogement.regles.apl import Detail, estimer
from tests.relogement.regles.apl.fabrique import NOVEMBRE_2026, une_demande


def valeurs(detail: Detail, noms: str) -> list[Decimal]:
    """Les grandeurs de ces noms, dans cet ordre."""
    return [getattr(detail, nom) for nom in noms.split()]


def test_une_personne_seule_sans_ressources() -> None:
    demande = une_demande(zone=3, loyer="300", personnes_a_charge=0, couple=False, ressources="0", rls=False)

    estimation = estimer(demande, au=NOVEMBRE_2026)

    # L = plafond 275,25 ; C = 61,29 ; L + C = 336,54 ; 8,5 % = 28,61 < 40,01, donc P0 = 40,01.
    # R = 0 : Pp = 40,01 ; Af = 296,53 ; − 5 = 291,53 ; CRDS 1,457 → 1,45 ; 290,08 → 290 €, sans RLS.
    assert estimation.detail.P0 == estimation.detail.Pp == Decimal("40.01")
    assert estimation.detail.Af == Decimal("296.53")
    assert (estimation.apl, estimation.rls) == (290, 0)
    assert estimation.loyer_sans_aide == Decimal("24.75")


def test_un_couple_avec_deux_enfants_et_la_rls() -> None:
    estimation = estimer(une_demande(), au=NOVEMBRE_2026)

    # Plafond 404,49 + 58,88 = 463,37 ; C = 61,29 + 2 × 13,90 = 89,09 ; P0 = 8,5 % × 552,46 = 46,9591.
    # RL = 100 % : TL = 0,45 × 30 + 0,68 × 25 = 30,5 centièmes de % ; Tp = 2,38 % + 0,305 % = 2,685 %.
    # Pp = 46,9591 + 2,685 % × (14 000 − 9 148) = 46,9591 + 130,2762 = 177,2353 ; Af = 375,2247.
    # 375,22 − 5 = 370,22 ; CRDS 1,85 ; 368,37 → 368 + 1,85 = 369,85 ; RLS 49,32 × 0,98 = 48,3336.
    # 321,5164 ; CRDS 1,607 → 1,60 ; 319,9164 → 319,91.
    detail = estimation.detail
    assert valeurs(detail, "L C P0") == [Decimal("463.37"), Decimal("89.09"), Decimal("46.9591")]
    assert (detail.RL, detail.TL, detail.Tp) == (100, Decimal("0.305"), Decimal("0.02685"))
    assert (detail.Pp, detail.Af) == (Decimal("177.2353"), Decimal("375.2247"))
    assert (estimation.apl, estimation.rls) == (Decimal("319.91"), Decimal("49.32"))


def test_un_loyer_sous_les_trois_quarts_du_loyer_de_reference() -> None:
    demande = une_demande(loyer="250", personnes_a_charge=1, couple=False, ressources="9950", rls=False)

    detail = estimer(demande, au=NOVEMBRE_2026).detail

    # RL = 250 / 404,49 = 61,8062 → 61,81 % ; TL = 0,0045 × 16,81 = 0,075645 → 0,076 ; Tp = 2,70 % + 0,076 %.
    # C = 75,19 ; P0 = max(8,5 % × 325,19 = 27,64 ; 40,01) ; R = 10 000 ; R − R0 = 10 000 − 8 947 = 1 053.
    # Pp = 40,01 + 0,02776 × 1 053 = 40,01 + 29,23128 = 69,24128 ; Af = 255,94872 → 255,95 − 5 = 250,95.
    # CRDS 1,25475 → 1,25 ; 249,70 → 249 €.
    assert valeurs(detail, "RL TL R") == [Decimal("61.81"), Decimal("0.076"), 10000]
    assert detail.Pp == Decimal("69.24128")
    assert detail.APL == 249


def test_la_colocation_reduit_le_plafond_les_charges_et_la_rls() -> None:
    demande = une_demande(loyer="400", personnes_a_charge=0, couple=False, colocation=True, ressources="6000")

    estimation = estimer(demande, au=NOVEMBRE_2026)

    # Plafond 293,68 × 0,75 = 220,26 ; C = 30,64 ; 8,5 % × 250,90 = 21,33 < 40,01 ; RL = 75 % : TL = 0,135.
    # Tp = 2,83 % + 0,135 % = 2,965 % ; R − R0 = 6 000 − 5 235 = 765 ; Pp = 40,01 + 22,68225 = 62,69225.
    # Af = 188,20775 → 188,21 − 5 = 183,21 ; CRDS 0,916 → 0,91 ; 182,30 → 182 + 0,91 = 182,91.
    # RLS 31,58 × 0,75 = 23,685 ; × 0,98 = 23,2113 ; 159,6987 ; CRDS 0,798 → 0,79 ; 158,9087 → 158,90.
    assert (estimation.detail.plafond, estimation.detail.C) == (Decimal("220.26"), Decimal("30.64"))
    assert estimation.detail.Pp == Decimal("62.69225")
    assert (estimation.rls, estimation.apl) == (Decimal("23.685"), Decimal("158.90"))


def test_une_chambre_a_neuf_dixiemes_du_plafond_d_une_personne_seule() -> None:
    demande = une_demande(chambre=True, personnes_a_charge=1, rls=False, ressources="0")

    detail = estimer(demande, au=NOVEMBRE_2026).detail

    # 293,68 × 0,90 = 264,312, même pour une famille ; C et LR restent ceux de la famille : 75,19 et 404,49.
    # L + C = 339,502 ; P0 = 40,01 ; Af = 299,492 → 299,49 − 5 = 294,49 ; CRDS 1,47 ; 293,02 → 293 €.
    assert valeurs(detail, "L C LR") == [Decimal("264.312"), Decimal("75.19"), Decimal("404.49")]
    assert detail.APL == 293


def test_un_loyer_tres_au_dessus_du_plafond_fait_decroitre_l_aide() -> None:
    cas = {"personnes_a_charge": 0, "couple": False, "ressources": "0", "rls": False}

    # Plafond 293,68 : dégressif dès × 2,5 = 734,20, nul à × 3,1 = 910,408 ; 822,304 est au milieu : k = 1/2.
    # Af = 293,68 + 61,29 − 40,01 = 314,96 ; × 1/2 = 157,48 − 5 = 152,48 ; CRDS 0,76 ; 151,72 → 151 €.
    assert estimer(une_demande(loyer="822.304", **cas), au=NOVEMBRE_2026).apl == 151
    # À 734,20 l'aide est entière : 314,96 − 5 = 309,96 ; CRDS 1,54 ; 308,42 → 308 €. À 910,41 elle est nulle.
    assert estimer(une_demande(loyer="734.20", **cas), au=NOVEMBRE_2026).apl == 308
    assert estimer(une_demande(loyer="910.41", **cas), au=NOVEMBRE_2026).apl == 0
    assert estimer(une_demande(loyer="910.41", aah_ou_aeeh=True, **cas), au=NOVEMBRE_2026).apl == 308


def test_la_zone_1_ne_decroit_qu_a_partir_de_3_4_fois_le_plafond() -> None:
    cas = {"zone": 1, "personnes_a_charge": 0, "couple": False, "ressources": "0", "rls": False}

    # 336,97 × 3,4 = 1 145,698 ; × 4 = 1 347,88.
    assert estimer(une_demande(loyer="1145.69", **cas), au=NOVEMBRE_2026).detail.k == 1
    assert 0 < estimer(une_demande(loyer="1145.70", **cas), au=NOVEMBRE_2026).detail.k < 1
    assert estimer(une_demande(loyer="1347.88", **cas), au=NOVEMBRE_2026).detail.k == 0


def test_la_rls_cesse_au_dessus_de_son_plafond_de_ressources() -> None:
    # Deux personnes à charge, zone 2, depuis le 1er janvier 2026 : 1 677 € par mois, soit 20 124 € par an.
    au_plafond = estimer(une_demande(ressources="20100"), au=NOVEMBRE_2026)
    au_dessus = estimer(une_demande(ressources="20101"), au=NOVEMBRE_2026)  # R se lit 20 200

    assert (au_plafond.rls, au_dessus.rls) == (Decimal("49.32"), 0)
    # L'APL remonte quand la RLS cesse : l'intervalle couvre ce saut.
    assert au_dessus.apl > au_plafond.apl
    assert au_plafond.basse <= au_plafond.apl < au_dessus.apl <= au_plafond.haute


def test_la_rls_vaut_encore_au_plafond_exact() -> None:
    # Cinq personnes à charge, zone 1, en 2025 : 2 750 € par mois, soit 33 000 € par an.
    en_2025 = date(2025, 11, 1)

    assert estimer(une_demande(zone=1, personnes_a_charge=5, ressources="33000"), au=en_2025).rls > 0
    assert estimer(une_demande(zone=1, personnes_a_charge=5, ressources="33000.01"), au=en_2025).rls == 0


def test_un_loyer_plus_cher_que_le_plafond_n_apporte_rien_de_plus() -> None:
    assert (
        estimer(une_demande(loyer="480"), au=NOVEMBRE_2026).apl
        == estimer(une_demande(loyer="600"), au=NOVEMBRE_2026).apl
    )


def test_l_estimation_se_dit_en_une_phrase_avec_son_bareme() -> None:
    phrase = estimer(une_demande(), au=NOVEMBRE_2026).libelle

    assert phrase.replace("\u202f", " ").replace("\u00a0", " ") == (
        "APL estimée : env. 320 € (barème du 01/10/2026) — indicatif, seule la CAF ou la MSA fixe le droit."
    )


def test_le_bareme_cite_est_le_plus_recent_de_ceux_qui_servent() -> None:
    en_juillet = date(2026, 7, 1)

    # Loyers du 01/10/2025, R0 du 01/01/2026, RLS du 01/06/2026.
    assert estimer(une_demande(), au=en_juillet).bareme_du == date(2026, 6, 1)
    assert estimer(une_demande(rls=False), au=en_juillet).bareme_du == date(2026, 1, 1)
    assert any("22/05/2026" in texte for texte in estimer(une_demande(), au=en_juillet).textes)


def test_l_intervalle_est_celui_des_ressources_a_dix_pour_cent() -> None:
    estimation = estimer(une_demande(), au=NOVEMBRE_2026)

    assert estimation.basse == estimer(une_demande(ressources="15400"), au=NOVEMBRE_2026).apl
    assert estimation.haute == estimer(une_demande(ressources="12600"), au=NOVEMBRE_2026).apl
