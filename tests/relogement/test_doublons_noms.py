"""Deux noms qu’un agent tiendrait pour le même, ou non : jugés à la main, avant d’avoir vu la règle."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.doublons_lecture import lire, lire_d_un_trait
from relogement.doublons_noms import Degre, comparer, comparer_textes

PAIRES = Path(__file__).parents[3] / "shared" / "data" / "names" / "paires_rapprochement_dev.csv"
LE_MEME = """
BEN SAÏD Karim | BENSAID Karim
N’DIAYE Awa | NDIAYE AWA
MÜLLER Jürgen | MUELLER Juergen
ÖZTÜRK Işık | OZTURK Isik
ĐẶNG Văn | DANG Van
VAN DER BERG Jan | VANDERBERG Jan
DE LA FUENTE Ana | FUENTE Ana
D’ALMEIDA Rui | ALMEIDA Rui
EL HADDAD Omar | ELHADDAD Omar
STE-MARIE Luc | SAINTE MARIE Luc
LECLERC Anne-Marie | LE CLERC Anne Marie
MOHAMED Ali | MOHAMMED Ali
BENALI Youcef | BENALI Youssef
KHADIJA BENAISSA | BENAISSA Khadidja
OUALID Karim | WALID Karim
PEREIRA João | PEREYRA Joao
FERNANDES José | FERNANDEZ Jose
COULIBALY Boubacar | COULIBALI Boubakar
GARCIA LOPEZ Maria | GARCIA Maria
DURAND-PETIT Sylvie | DURAND Sylvie
Mme DURAND ép. PETIT Sylvie | PETIT Sylvie
DURAND NEE PETIT SYLVIE | PETIT Sylvie
MARTIN JP | MARTIN Jean-Pierre
MARTIN M. | MARTIN Marie
MARTNI Sophie | MARTIN Sophie
Madame Yvette LAMBERT | LAMBERT Yvette
Lambert Yvette | Yvette Lambert
ROBERT Jean | JEAN Robert
ABDOU Saïd | ABDOU Said Ali
"""
PAS_LE_MEME = """
DUPONT Michel | DUPOND Michel
LEFÈVRE Odette | LEFEBVRE Odette
PETIT Sandra | PETITE Sandra
MARTIN Jean | MARTINEZ Jean
MARTIN Jean | MARTIN Jean-Pierre
MARTIN Michel | MARTIN Michèle
MARTIN Paul | MARTIN Paule
LAURENT Frédéric | LAURENT Frédérique
BENALI Karim | BENALI Karima
BENALI Hassan | BENALI Hussein
CAMARA Mohamed | CAMARA Mahmoud
DIALLO Aminata | DIALLO Aminatou
KONE Fatou | KONE Fatima
NGUYEN Van | NGUYEN Thi
BERNARD Marie | BERNARD Marc
JEAN-BAPTISTE Rose | BAPTISTE Jean
MARTIN Pierre père | MARTIN Pierre fils
ASSOCIATION AURORE | AURORE Marie
SCI LES LILAS | LILAS Sci
"""


def paires(texte: str) -> list[tuple[str, str]]:
    return [(a, b) for ligne in texte.strip().splitlines() for a, b in [ligne.split(" | ")]]


@pytest.mark.parametrize(("a", "b"), paires(LE_MEME))
def test_deux_ecritures_d_un_meme_nom(a: str, b: str) -> None:
    assert comparer_textes(a, b).degre >= Degre.VARIANTE


@pytest.mark.parametrize(("a", "b"), paires(PAS_LE_MEME))
def test_deux_noms_qui_se_ressemblent_ne_font_pas_une_personne(a: str, b: str) -> None:
    assert comparer_textes(a, b).degre < Degre.VARIANTE


@pytest.mark.skipif(not PAIRES.exists(), reason="paires de noms absentes de ce poste")
def test_les_paires_jugees_ailleurs_le_sont_de_meme_ici() -> None:
    with PAIRES.open(encoding="utf-8") as flux:
        jugees = list(csv.DictReader(flux, delimiter=";"))
    nos_oui = {(p["a"], p["b"]) for p in jugees if comparer_textes(p["a"], p["b"]).degre >= Degre.VARIANTE}
    vrais = {(p["a"], p["b"]) for p in jugees if p["meme_personne"] == "1"}

    assert nos_oui - vrais == set()  # précision
    assert vrais - nos_oui == set()  # rappel


@pytest.mark.parametrize(
    ("a", "b", "raison"),
    [
        ("MARTIN Jean-Pierre", "MARTIN J.-P.", "même nom, prénom en initiales"),
        ("NGUYEN Thi Hoa", "THI HOA Nguyen", "nom et prénom inversés"),
        ("EL AMRANI Omar", "AMRANI Omar", "même nom à la particule près, même prénom"),
        ("KOWALSKI Marek", "KOWALSKY Marek", "même nom orthographié autrement, même prénom"),
        ("LEFÈVRE Odette", "LEFEBVRE Odette", "nom qui se prononce de même, même prénom"),
        ("GARCIA Luis", "GARCIO Luis", "nom à une lettre près, même prénom"),
        ("MARTIN Michel", "MARTIN Michèle", "même nom, prénom masculin et prénom féminin"),
    ],
)
def test_la_raison_se_lit(a: str, b: str, raison: str) -> None:
    assert comparer_textes(a, b).raison == raison


def test_un_nom_saisi_en_deux_champs_vaut_le_meme_ecrit_d_un_trait() -> None:
    en_champs = lire("Durand née Petit", "Sylvie")

    assert en_champs.familles == (("durand",), ("petit",))
    assert comparer(en_champs, lire_d_un_trait("PETIT Sylvie")).degre is Degre.MEME


def test_pere_et_fils_ne_sont_pas_la_meme_personne_dans_le_prenom_non_plus() -> None:
    assert comparer(lire("Martin", "Pierre (fils)"), lire("Martin", "Pierre")).degre is Degre.PROCHE


def test_deux_noms_inconnus_ne_font_pas_la_meme_personne() -> None:
    assert comparer(lire("Nom inconnu"), lire("Nom inconnu")).degre is Degre.DIFFERENT


NOMS = st.text("aeéiorlnmstdkzyhcçw -’'.ABDEMN()", max_size=24)


@given(NOMS, NOMS, NOMS, NOMS)
def test_comparer_ne_depend_pas_de_l_ordre(nom_a: str, prenom_a: str, nom_b: str, prenom_b: str) -> None:
    a, b = lire(nom_a, prenom_a), lire(nom_b, prenom_b)

    assert comparer(a, b).degre == comparer(b, a).degre


@given(NOMS, NOMS)
def test_un_nom_est_le_meme_que_lui_meme_sans_accents_ni_casse(nom: str, prenom: str) -> None:
    ici = lire(f"Da{nom}", f"Li{prenom}")

    assert comparer(ici, ici).degre is Degre.MEME
