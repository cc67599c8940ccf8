"""PROJ dans les fils de Qt : le programme tenait pour morts des contextes qui servaient encore."""

from PySide6.QtCore import QThreadPool

from relogement.geographie.plan import Plan


def test_des_travaux_successifs_d_un_fil_de_qt_projettent_sans_tomber() -> None:
    """Un fil de Qt change d'état Python à chaque travail ; le second faisait tomber le programme."""
    fils, places = QThreadPool(), []
    fils.setMaxThreadCount(1)

    for _ in range(20):
        fils.start(lambda: places.append(Plan.autour("66", 2.9, 42.7).places([(2.9, 42.7)]).tolist()))
        fils.waitForDone()

    assert len(places) == 20
