"""Les petits graphiques s'ouvrent au clavier et ne dessinent jamais l'inconnu à zéro."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.composants.barres import Barre, Barres
from ui.composants.chemin import Chemin, Pas, Situation
from ui.composants.erreur import BandeauErreur
from ui.composants.histogramme import Classe, Histogramme
from ui.composants.sparkline import Sparkline


def test_une_barre_s_ouvre_au_clavier(qtbot: QtBot) -> None:
    barres = Barres([Barre("Localisation", 11, cle="LOC"), Barre("Trop cher", 8, cle="CHER")])
    qtbot.addWidget(barres)

    qtbot.keyClick(barres, Qt.Key.Key_Down)
    with qtbot.waitSignal(barres.bar_clicked) as signal:
        qtbot.keyClick(barres, Qt.Key.Key_Return)

    assert signal.args == ["CHER"]


def test_le_parcours_se_dit_etape_par_etape(qtbot: QtBot) -> None:
    chemin = Chemin(
        [
            Pas("Recensé", date(2026, 1, 12), Situation.FAIT),
            Pas("Offre", None, Situation.COURANT),
            Pas("Visite", date(2026, 11, 20), Situation.PREVU),
            Pas("Bail", None, Situation.FUTUR),
        ]
    )
    qtbot.addWidget(chemin)

    chemin.grab()

    attendu = "Parcours : Recensé, fait le 12/01/2026 ; Offre, en cours ; Visite, prévu le 20/11/2026"
    assert chemin.accessibleName() == attendu


def test_sans_donnee_les_graphiques_restent_vides(qtbot: QtBot) -> None:
    for vide in (Barres(), Histogramme(), Sparkline(), Sparkline([None, 3.0, None]), Chemin()):
        qtbot.addWidget(vide)
        vide.grab()


def test_l_histogramme_dit_ses_classes(qtbot: QtBot) -> None:
    histogramme = Histogramme([Classe("100", 9, 7)])
    qtbot.addWidget(histogramme)

    histogramme.grab()

    assert histogramme.accessibleName() == "100 : 9 avant, 7 après"


def test_l_erreur_se_dit_sur_place_puis_disparait(qtbot: QtBot) -> None:
    bandeau = BandeauErreur()
    qtbot.addWidget(bandeau)

    bandeau.dire("Le fichier est ouvert ailleurs : fermez-le, puis recommencez.")
    montre = bandeau.isVisible()
    bandeau.dire("")

    assert montre
    assert not bandeau.isVisible()
