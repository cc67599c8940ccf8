"""Un texte libre n'est pas un fichier de santé : le numéro de sécurité sociale est refusé, le reste se signale."""

import pytest

from relogement.controles.texte_libre import mots_a_eviter, nirs, porte_un_nir


@pytest.mark.parametrize(
    "texte",
    [
        "1840466136042",  # treize chiffres
        "184046613604225",  # et la clé
        "n° sécu 1 84 04 66 136 042 25",
        "2-79-09-2A-004-123-44",  # Corse
        "NIR : 2 79 09 2B 004 123",
        "1.84.04.66.136.042",
        "1 84 99 66 136 042",  # mois inconnu de l'état civil
    ],
)
def test_un_numero_de_securite_sociale_se_reconnait_comme_il_s_ecrit(texte: str) -> None:
    assert porte_un_nir(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "",
        None,
        "06 12 34 56 78",
        "06 00 00 26 14 / 07 11 22 33 44",
        "066032600417500666",  # numéro unique : dix-huit chiffres
        "Avis de réception n° 1A 204 718 0066 2",
        "2C 123 456 7890 1",
        "Loyer 471,59 €, charges 171,47 €, APL 271,90 €",
        "CALEOL du 12/03/2026 à 14:30",
        "SIRET 123 456 789 00012",
    ],
)
def test_un_telephone_un_numero_unique_ou_un_recommande_n_en_sont_pas(texte: str | None) -> None:
    assert not porte_un_nir(texte)


# 97 − (1840466136042 mod 97) = 82.
@pytest.mark.parametrize(
    "texte",
    ["dossier 12 1 84 04 66 136 042 82 3 personnes", "sécu 1 84 04 66 136 042", "12 1840466136042 7"],
)
def test_un_numero_de_securite_sociale_se_voit_dans_une_suite_de_nombres(texte: str) -> None:
    assert list(nirs(texte))


@pytest.mark.parametrize(
    "axe", ["60 < 100 100 60 60 150 200 250 300 +", "3 12 20 15 150 200 250", "1 84 04 66 136 042 83 8"]
)
def test_les_graduations_d_un_graphique_n_en_sont_pas_un(axe: str) -> None:
    assert not list(nirs(axe))


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Diabétique, demande un rez-de-chaussée", "jamais l’état de santé"),
        ("suit une chimiothérapie", "jamais l’état de santé"),
        ("personne handicapée", "jamais l’état de santé"),
        ("Famille d’origine sénégalaise", "nationalité"),
        ("sans-papiers", "nationalité"),
        ("ménage musulman", "religion"),
    ],
)
def test_sante_origine_et_religion_se_signalent_avec_quoi_ecrire_a_la_place(texte: str, attendu: str) -> None:
    assert attendu in mots_a_eviter(texte)


def test_le_mot_signale_est_cite_tel_qu_il_est_ecrit() -> None:
    assert mots_a_eviter("Mme est Diabétique.").startswith("« Diabétique »")


@pytest.mark.parametrize(
    "texte",
    [
        "Ascenseur au-delà du 2e étage, douche adaptée",
        "Rester près de la rue de Turckheim",
        "Logement d’origine trop petit",
        "Invalidité, retraite",
        "Insuffisance de ressources",
        None,
    ],
)
def test_un_besoin_une_rue_ou_une_activite_ne_se_signalent_pas(texte: str | None) -> None:
    assert mots_a_eviter(texte) == ""
