"""L'équipe et les pièces : la charge de chacun, la passation, et la taille des pièces pour tout le projet."""

import pytest

from db import pieces
from db.fichier import Fichier
from relogement.modeles import Menage
from relogement.piece_lue import MO
from tests.ui.parametres.gestes import Reglante
from ui.composants.texte import Texte
from ui.passation import FenetrePassation


@pytest.fixture(autouse=True)
def l_onglet(elle: Reglante, fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        for numero, referent in ((1, "Samira"), (2, "Samira"), (3, "Paul")):
            session.get_one(Menage, numero).referent = referent
    elle.ecran.montrer("equipe")
    elle.ecran.refresh()


def limite(fichier: Fichier) -> int:
    with fichier.lire() as session:
        return pieces.limite(session)


def test_la_charge_de_chacun_se_lit(elle: Reglante) -> None:
    lus = [t.text() for t in elle.trouve(type(elle.ecran.equipe), "page_equipe").findChildren(Texte)]

    assert lus[lus.index("Samira") + 1] == "2 dossiers"


def test_la_limite_des_pieces_se_regle(elle: Reglante, fichier: Fichier) -> None:
    elle.ecrit("pieces_limite", "25")

    elle.attend_l_ecriture("pieces_limite_enregistrer")

    assert limite(fichier) == 25 * MO


def test_une_limite_absurde_se_dit(elle: Reglante, fichier: Fichier) -> None:
    elle.ecrit("pieces_limite", "500")
    elle.clic("pieces_limite_enregistrer")
    elle.qtbot.waitUntil(lambda: "de 1 à 100 Mo" in elle.lit("pieces_limite_dit"))

    elle.ecrit("pieces_limite", "dix")
    elle.clic("pieces_limite_enregistrer")

    assert "nombre entier" in elle.lit("pieces_limite_dit")
    assert limite(fichier) == 10 * MO


def test_la_passation_s_ouvre_d_ici(elle: Reglante) -> None:
    elle.clic("parametres_passation")

    fenetres = elle.ecran.findChildren(FenetrePassation)
    assert [f.isVisible() for f in fenetres] == [True]
    elle.qtbot.waitUntil(lambda: fenetres[0].agents.count() == 3)
    fenetres[0].close()
