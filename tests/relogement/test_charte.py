"""La charte : ses défauts, son fichier, ses versions datées, et ce qu'elle refuse."""

import re
from datetime import date
from decimal import Decimal

import pytest

from relogement.charte import charte_au
from relogement.charte_fichier import charte_par_defaut, en_toml, lire_charte
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Combinaison, GenerationQpv
from tests.fabrique import une_charte


def test_la_charte_par_defaut_est_celle_des_regles() -> None:
    charte = charte_par_defaut()

    assert (charte.rac_seuil_pct, charte.surf_tol_pct, charte.te_max_pct) == (
        Decimal(10),
        Decimal(10),
        Decimal(30),
    )
    assert (charte.neutralise_baisse, charte.combinaison) == (True, Combinaison.TOUT)
    assert charte.rac_seuil_eur is None  # sans défaut : sans elle, on ne sait pas
    assert (charte.delai_reponse_jours, charte.delai_caleol_jours, charte.nb_offres) == (30, 10, 3)
    assert (charte.seuil_secret_revenu, charte.seuil_secret_effectif) == (11, 5)
    assert charte.generation_qpv is GenerationQpv.EN_VIGUEUR


def test_une_cle_absente_prend_la_valeur_par_defaut() -> None:
    charte = lire_charte('libelle = "Charte des Lilas"\nen_vigueur_le = 2026-01-01\nrac_seuil_pct = 12.5\n')

    assert (charte.libelle, charte.en_vigueur_le) == ("Charte des Lilas", date(2026, 1, 1))
    assert charte.rac_seuil_pct == Decimal("12.5")
    assert charte.te_max_pct == 30


def test_les_objectifs_et_les_motifs_se_lisent() -> None:
    charte = lire_charte(
        "[objectifs]\nNEUF = 40\nHORS_QPV = 52.5\n"
        '[[motifs]]\ncode = "BRUIT"\nlibelle = "Bruit"\nrecevable = "OUI"\n'
    )

    assert charte.objectifs == {"NEUF": "40", "HORS_QPV": "52.5"}
    assert charte.recevable("BRUIT") == "OUI"
    assert charte.recevable("INCONNU") == "A_EXAMINER"
    assert charte.recevable(None) == "A_EXAMINER"


@pytest.mark.parametrize(
    ("texte", "cle"),
    [
        ("rac_seuil = 10", "rac_seuil"),
        ("rac_seuil_pct = -1", "rac_seuil_pct"),
        ("te_max_pct = 300", "te_max_pct"),
        ('te_max_pct = "trente"', "te_max_pct"),
        ("te_max_pct = true", "te_max_pct"),
        ("te_max_pct = nan", "te_max_pct"),
        ("rac_seuil_eur = inf", "rac_seuil_eur"),
        ("rac_seuil_eur = nan", "rac_seuil_eur"),
        ("delai_reponse_jours = 0", "delai_reponse_jours"),
        ("delai_reponse_jours = 30.5", "delai_reponse_jours"),
        ("delai_reponse_jours = 999999999", "delai_reponse_jours"),
        ("nb_offres = true", "nb_offres"),
        ('combinaison = "les_deux"', "combinaison"),
        ('neutralise_baisse = "oui"', "neutralise_baisse"),
        ("generation_qpv = 2015", "generation_qpv"),
        ("en_vigueur_le = 2026-01-01T08:00:00", "en_vigueur_le"),
        ('en_vigueur_le = "01/01/2026"', "en_vigueur_le"),
        ('libelle = " "', "libelle"),
        ("[objectifs]\nNEUF = 140", "objectifs"),
        ("[objectifs]\nNEUF = nan", "objectifs"),
        ("[objectifs]\nAUTRE = 10", "objectifs"),
        ('[[motifs]]\ncode = "A"\nlibelle = "a"', "motifs"),
        ('[[motifs]]\ncode = "A"\nlibelle = "a"\nrecevable = "PEUT_ETRE"', "motifs"),
        ('[[motifs]]\ncode = "A"\nlibelle = "a"\nrecevable = ["OUI"]', "motifs"),
        ('[[motifs]]\ncode = 7\nlibelle = "a"\nrecevable = "OUI"', "motifs"),
        ('[[motifs]]\ncode = ["A"]\nlibelle = "a"\nrecevable = "OUI"', "motifs"),
        ('motifs = ["A"]', "motifs"),
    ],
)
def test_une_cle_inconnue_ou_une_valeur_absurde_est_refusee_par_son_nom(texte: str, cle: str) -> None:
    with pytest.raises(ErreurMetier, match=f"« {cle} »"):
        lire_charte(texte)


def test_la_phrase_de_refus_ne_parle_pas_la_langue_du_programme() -> None:
    with pytest.raises(ErreurMetier) as refus:
        lire_charte("rac_seuil_pct = -1.5")

    assert "-1.5" in str(refus.value)
    assert "Decimal" not in str(refus.value)


def test_un_fichier_qui_n_est_pas_du_toml_est_refuse() -> None:
    with pytest.raises(ErreurMetier, match="TOML"):
        lire_charte("ceci n'est pas une charte")


def test_un_motif_deux_fois_est_refuse() -> None:
    motif = '[[motifs]]\ncode = "A"\nlibelle = "a"\nrecevable = "OUI"\n'

    with pytest.raises(ErreurMetier, match="« motifs »"):
        lire_charte(motif * 2)


@pytest.mark.parametrize(
    ("au", "attendue"),
    [
        (date(2025, 12, 31), "première"),
        (date(2026, 1, 1), "deuxième"),
        (date(2019, 1, 1), "première"),
        (None, "deuxième"),
    ],
)
def test_la_charte_d_un_bail_est_celle_de_sa_date(au: date | None, attendue: str) -> None:
    chartes = [
        une_charte(libelle="deuxième", en_vigueur_le=date(2026, 1, 1)),
        une_charte(libelle="première", en_vigueur_le=date(2020, 1, 1)),
    ]

    assert charte_au(chartes, au).libelle == attendue


PALIERS = """
[[paliers]]
jusqu_a = "Q1"
libelle = "Premier quartile"
te_max_pct = 25
rac_seuil_pct = 5.5

[[paliers]]
jusqu_a = 1200
te_max_pct = 28
"""


def test_les_paliers_se_lisent_et_se_reecrivent_pareil() -> None:
    charte = lire_charte(PALIERS)

    assert charte.paliers == [
        {"jusqu_a": "Q1", "libelle": "Premier quartile", "te_max_pct": "25", "rac_seuil_pct": "5.5"},
        {"jusqu_a": "1200", "te_max_pct": "28"},
    ]
    assert lire_charte(en_toml(charte)).paliers == charte.paliers
    assert charte_par_defaut().paliers == []


@pytest.mark.parametrize(
    ("paliers", "mot"),
    [
        ("paliers = 3", "« [[paliers]] »"),
        ('paliers = ["Q1"]', "« [[paliers]] »"),
        ('[[paliers]]\njusqu_a = "Q1"\n', "palier 1 : il ne change aucun seuil"),
        ('[[paliers]]\njusqu_a = "Q1"\nte_max = 25\n', "clé inconnue « te_max »"),
        ('[[paliers]]\njusqu_a = "Q3"\nte_max_pct = 25\n', "« jusqu_a »"),
        ("[[paliers]]\njusqu_a = -1\nte_max_pct = 25\n", "« jusqu_a »"),
        ("[[paliers]]\njusqu_a = true\nte_max_pct = 25\n", "« jusqu_a »"),
        ("[[paliers]]\nte_max_pct = 25\n", "« jusqu_a »"),
        ('[[paliers]]\njusqu_a = "Q1"\nte_max_pct = 250\n', "« 250 » n’est pas possible"),
        ('[[paliers]]\njusqu_a = "Q1"\nte_max_pct = nan\n', "n’est pas possible"),
        ('[[paliers]]\njusqu_a = "Q1"\nrac_seuil_eur = -5\n', "« -5 » n’est pas possible"),
        ("[[paliers]]\njusqu_a = 900\nte_max_pct = 25\n[[paliers]]\njusqu_a = 900\nte_max_pct = 26\n", "Rangez"),
        ('[[paliers]]\njusqu_a = 900\nte_max_pct = 25\n[[paliers]]\njusqu_a = "Q1"\nte_max_pct = 26\n', "Rangez"),
    ],
)
def test_un_palier_absurde_est_refuse_d_une_phrase(paliers: str, mot: str) -> None:
    with pytest.raises(ErreurMetier, match=re.escape(mot)):
        lire_charte(paliers)
