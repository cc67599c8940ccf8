"""Le message, son brouillon et ce qui reste du délai : mêmes mots, mêmes octets, jamais une adresse fausse."""

from datetime import datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.courriel import adresse, courriel
from relogement.intervalle_rac import Intervalle
from relogement.nomenclatures import Typologie
from relogement.objection.delai import FinDuDelai
from relogement.objection.etat import duree
from relogement.objection.fichiers import nom_du_fichier
from relogement.objection.proposition import Argent, Proposition, message
from relogement.regles.montants import Montant, manque
from tests.fabrique import un_logement

FIN = FinDuDelai(datetime(2026, 11, 20, 16, 30), "48 h : fin le ven. 20/11/2026 à 16:30")  # noqa: DTZ001


def dit(argent: Argent, **champs: object) -> str:
    logement = un_logement(residence="Le Clos", commune="Perpignan", typologie=Typologie.T3, surface=None)
    proposition = Proposition("AC-1", "N. B.", None, "Acacias", (), (), logement, argent, **champs)  # type: ignore[arg-type]
    return message(proposition, FIN).replace("\u00a0", " ").replace("\u202f", " ")


def test_une_estimation_se_dit_telle_avec_son_intervalle() -> None:
    connus = [Montant(Decimal(montant)) for montant in ("412.60", "448.30", "8.65", "21.27")]
    argent = Argent(*connus, True, Intervalle(Decimal("430"), Decimal("470")))

    assert (
        "Reste à charge : aujourd’hui 412,60 € ; dans ce logement environ 448,30 €, soit +8,65 % "
        "(estimation, entre 430 € et 470 €)\nTaux d’effort : environ 21,27 % (estimation)"
    ) in dit(argent)


def test_ce_que_l_on_ignore_n_est_pas_zero() -> None:
    texte = dit(
        Argent(
            manque("loyer inconnu"), manque("charges inconnues"), manque(""), manque("ressources inconnues"), True
        )
    )

    assert "aujourd’hui inconnu (loyer inconnu) ; dans ce logement inconnu (charges inconnues)" in texte
    assert "Taux d’effort : inconnu (ressources inconnues)" in texte
    assert "nombre de personnes inconnu" in texte
    assert "typologie NR ; lieu NR" in texte
    assert "0,00" not in texte


def test_l_equilibre_de_la_residence_se_dit_quand_on_le_sait() -> None:
    phrase = "Le Clos des Pins : attribuer ici porterait la part du 1ᵉʳ quartile de 31 % à 33 %."
    argent = Argent(manque(""), manque(""), manque(""), manque(""), True)

    assert f"Équilibre : {phrase}" in dit(argent, equilibre=phrase)
    assert "Équilibre" not in dit(argent)


@pytest.mark.parametrize(
    "faux",
    [None, "", "  ", "sans arobase", "a@b", "a@b.fr\nBcc: x@y.fr", "é@b.fr", "deux a@b.fr", "a@b.fr; c@d.fr"],
)
def test_ce_qui_n_est_pas_une_adresse_n_en_devient_pas_une(faux: str | None) -> None:
    assert adresse(faux) is None


def test_une_adresse_entouree_d_espaces_est_une_adresse() -> None:
    assert adresse(" logement.social+66@ville-perpignan.example ") == "logement.social+66@ville-perpignan.example"


def test_le_brouillon_ne_dit_ni_quand_ni_par_qui_et_refait_les_memes_octets() -> None:
    octets = courriel("a@b.example", "Objet accentué", "Bonjour,\n\nUn é, une ’.\n")
    lu = message_from_bytes(octets, policy=policy.default)

    assert octets == courriel("a@b.example", "Objet accentué", "Bonjour,\n\nUn é, une ’.\n")
    assert set(lu.keys()) == {
        "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert lu["Subject"] == "Objet accentué"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=400))
def test_le_corps_relu_est_celui_qui_est_parti(corps: str) -> None:
    lu = message_from_bytes(courriel("a@b.example", "Objet", corps), policy=policy.default)

    assert lu.get_content().replace("\r\n", "\n").rstrip("\n") == corps.rstrip("\n")  # type: ignore[attr-defined]


def test_le_nom_du_fichier_ne_garde_que_la_reference_et_le_partenaire() -> None:
    assert nom_du_fichier("AC/038", "Têt Habitat – Sud", ".eml") == "consultation-AC-038-tet-habitat-sud.eml"
    assert nom_du_fichier("..", "…", ".pdf") == "consultation-dossier-partenaire.pdf"


@pytest.mark.parametrize(
    ("reste", "attendu"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=1), "1 min"),  # la minute entamée est encore à eux
        (timedelta(minutes=28), "28 min"),
        (timedelta(hours=1, minutes=28), "1 h 28"),
        (timedelta(hours=48), "48 h 00"),
        (timedelta(hours=76, minutes=5), "3 j 4 h"),
    ],
)
def test_ce_qui_reste_se_dit_court(reste: timedelta, attendu: str) -> None:
    assert duree(reste).replace("\u00a0", " ") == attendu
