"""Ce qui a été compté reste compté tant que rien ne s'écrit, et pas un instant de plus."""

from collections.abc import Callable
from datetime import date

import pytest

from db.chiffres import mesurer
from db.cube import lire_cube
from db.fichier import Fichier
from db.memoire import garder, oublier
from tests.fabrique import un_fichier, un_menage, une_operation

AU = date(2026, 11, 20)


@pytest.fixture
def fichier(base: str) -> Fichier:
    operation = une_operation("A")
    return un_fichier(base, un_menage("D1", operation=operation), un_menage("D2", operation=operation))


def compteur() -> tuple[list[int], Callable[[], int]]:
    lectures: list[int] = []

    def lire() -> int:
        lectures.append(1)
        return len(lectures)

    return lectures, lire


def test_un_second_regard_ne_relit_rien(fichier: Fichier) -> None:
    lectures, lire = compteur()

    for _ in range(3):
        with fichier.lire() as session:
            assert garder(session, "essai", "au 20/11", lire) == 1

    assert len(lectures) == 1
    fichier.fermer()


def test_une_autre_question_se_lit_a_part(fichier: Fichier) -> None:
    _, lire = compteur()

    with fichier.lire() as session:
        reponses = [garder(session, "essai", au, lire) for au in ("hier", "demain", "hier")]

    assert reponses == [1, 2, 1]
    fichier.fermer()


def test_ce_qui_est_oublie_se_relit(fichier: Fichier) -> None:
    _, lire = compteur()

    with fichier.lire() as session:
        garder(session, "essai", 0, lire)
        oublier(session)
        assert garder(session, "essai", 0, lire) == 2

    fichier.fermer()


def test_les_questions_de_trop_laissent_la_place(fichier: Fichier) -> None:
    lectures, lire = compteur()

    with fichier.lire() as session:
        for au in (1, 2, 3, 1):
            garder(session, "essai", au, lire, places=2)

    assert len(lectures) == 4
    fichier.fermer()


def test_un_dossier_de_plus_se_compte_aussitot(fichier: Fichier) -> None:
    with fichier.lire() as session:
        avant = mesurer(session, AU).tous["EVAPORATION"].base
    with fichier.ecrire("Dossier ajouté") as session:
        session.add(un_menage("D3", operation=une_operation("B")))

    with fichier.lire() as session:
        assert (avant, mesurer(session, AU).tous["EVAPORATION"].base) == (2, 3)
    fichier.fermer()


def test_ce_que_lit_une_ecriture_abandonnee_ne_reste_pas(fichier: Fichier) -> None:
    """Le numéro d'une écriture abandonnée sert à la suivante : rien n'a pu être gardé sous ce numéro."""
    with pytest.raises(ZeroDivisionError), fichier.ecrire("Abandonnée") as session:
        session.add(un_menage("D3", operation=une_operation("B")))
        session.flush()
        garder(session, "essai", 0, lambda: "jamais écrit")
        raise ZeroDivisionError
    with fichier.ecrire("Gardée") as session:
        session.add(un_menage("D4", operation=une_operation("B")))

    with fichier.lire() as session:
        assert garder(session, "essai", 0, lambda: "relu") == "relu"
    fichier.fermer()


def test_un_cube_garde_est_celui_de_sa_date(fichier: Fichier) -> None:
    with fichier.lire() as session:
        hier, demain = lire_cube(session, date(2026, 1, 1)), lire_cube(session, AU)

        assert (hier.au, demain.au) == (date(2026, 1, 1), AU)
        assert lire_cube(session, AU) is demain
    fichier.fermer()
