"""Une lecture dépassée par une plus récente ne se montre pas, et se tait avec son écran."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from tests.fabrique import un_fichier
from ui.background import Atelier
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert


@pytest.fixture
def ouvert(tmp_path: Path) -> Iterator[ProjetOuvert]:
    atelier, fichier = Atelier(), un_fichier(tmp_path)
    yield ProjetOuvert(fichier, atelier)
    atelier.close()
    fichier.fermer()


def refuse(phrase: str) -> object:
    raise ErreurMetier(phrase)


def test_seule_la_derniere_demande_se_montre(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    montres, refus, parent = list[int](), list[str](), QObject()
    lecture = DerniereLecture(ouvert, refus.append, parent)

    for rang in range(3):
        lecture.demander("Lecture", lambda _, rang=rang: rang, montres.append)  # type: ignore[misc]
    lecture.demander("Lecture", lambda _: refuse("Trop tôt."), montres.append)
    lecture.demander("Lecture", lambda _: 3, montres.append)

    qtbot.waitUntil(lambda: not ouvert.atelier.is_busy and montres == [3])
    assert refus == []


def test_un_refus_de_la_derniere_demande_se_dit(qtbot: QtBot, ouvert: ProjetOuvert) -> None:
    refus, parent = list[str](), QObject()

    def lire(_: Session) -> object:
        return refuse("Cette période n’existe pas.")

    DerniereLecture(ouvert, refus.append, parent).demander("Lecture", lire, refus.append)

    qtbot.waitUntil(lambda: refus == ["Cette période n’existe pas."])
