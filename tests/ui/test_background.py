"""Le travail hors de l'écran dit toujours sa fin, même quand il est instantané."""

import time

from pytestqt.qtbot import QtBot

from ui.background import Atelier


def test_un_travail_fini_avant_d_etre_branche_se_dit_quand_meme(qtbot: QtBot) -> None:
    atelier = Atelier()
    recus: list[object] = []

    tache = atelier.run("Instantané", lambda avancement: 7)
    time.sleep(0.05)  # laisse à un autre fil le temps d'avoir tout fini
    tache.succeeded.connect(recus.append)

    qtbot.waitUntil(lambda: recus == [7])
    atelier.close()


def test_un_atelier_ferme_ne_lance_plus_rien(qapp: object) -> None:
    atelier, faits = Atelier(), []
    atelier.run("Avant", lambda _: faits.append("avant"))
    atelier.close()
    atelier.run("Après", lambda _: faits.append("après"))
    atelier.wait()

    assert faits == ["avant"]


def test_un_atelier_ferme_ne_dit_plus_rien_a_des_ecrans_qui_ne_sont_plus_la(qtbot: QtBot) -> None:
    atelier, recus, faits = Atelier(), [], []

    tache = atelier.run("Long", lambda _: faits.append("fait"))
    for signal in (tache.succeeded, tache.ended):
        signal.connect(lambda *_: recus.append("trop tard"))
    atelier.close()
    qtbot.wait(20)

    assert faits == ["fait"]
    assert recus == []
