"""Une seule liste de commandes : Ctrl+/ montre tout ce qui répond au clavier, et rien d'autre."""

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.cadre.test_aller import CTRL, chercher, presser
from tests.ui.dossier.gestes import ecrire
from ui.cadre.cadre import Cadre
from ui.cadre.raccourcis import FenetreRaccourcis
from ui.commande import Groupe
from ui.commandes import COMMANDES, touches, toutes
from ui.ecrans import SCREENS
from ui.icons import svg
from ui.indicateurs.onglets import ONGLETS
from ui.main_window import MainWindow
from ui.touches import lisible, variantes


def touches_posees(fenetre: MainWindow) -> set[str]:
    """Ce que les écrans ont vraiment branché au clavier."""
    posees = list(chain.from_iterable(QShortcut.keys(r) for r in fenetre.findChildren(QShortcut)))
    posees += [bouton.shortcut() for bouton in fenetre.findChildren(QAbstractButton)]
    autres = {s.toString() for s in QKeySequence.keyBindings(QKeySequence.StandardKey.Paste)[1:]}  # Maj+Inser…
    return {sequence.toString() for sequence in posees if not sequence.isEmpty()} - autres


def touches_dites(cadre: Cadre) -> set[str]:
    return {s.toString() for une in toutes(cadre) if une.touches for s in variantes(une.touches)}


def test_toute_touche_branchee_est_dans_la_liste(cadre: Cadre, fenetre: MainWindow) -> None:
    for ecran in SCREENS:
        cadre.aller(ecran.cle)
    assert cadre.ecran_dossier is not None

    assert touches_posees(fenetre) - touches_dites(cadre) == set()


def test_une_touche_n_a_pas_deux_sens_au_meme_endroit(cadre: Cadre) -> None:
    partout = [une.touches for une in toutes(cadre) if une.partout]
    dites = [(une.groupe, une.touches) for une in toutes(cadre) if une.touches]

    assert len(partout) == len(set(partout))
    assert len(dites) == len(set(dites))


def test_chaque_commande_a_une_cle_et_une_icone_a_elle(cadre: Cadre) -> None:
    cles = [une.cle for une in toutes(cadre)]

    assert len(cles) == len(set(cles))
    assert all(svg(une.icone) for une in toutes(cadre))


def test_chaque_onglet_des_indicateurs_se_trouve_par_ctrl_k(qtbot: QtBot, cadre: Cadre) -> None:
    assert {f"indicateurs_{onglet.cle}" for onglet in ONGLETS} <= {une.cle for une in toutes(cadre)}

    assert "Indicateurs : Vue d’ensemble" in chercher(qtbot, cadre, "vue d'ensemble")
    presser(qtbot, Qt.Key.Key_Return)

    assert cadre.visible == "indicateurs"
    assert cadre.indicateurs().onglet.cle == "ensemble"


def test_ctrl_barre_oblique_montre_les_raccourcis_et_les_filtre(qtbot: QtBot, fenetre: MainWindow) -> None:
    presser(qtbot, Qt.Key.Key_Slash, CTRL)
    liste = fenetre.findChild(FenetreRaccourcis)
    assert isinstance(liste, FenetreRaccourcis)
    assert [bloc.isVisible() for bloc in liste.blocs] == [True] * len(liste.blocs)

    champ = liste.findChild(QLineEdit, "raccourcis_filtre")
    assert isinstance(champ, QLineEdit)
    qtbot.waitUntil(champ.hasFocus)
    ecrire(champ, "enregistrer")

    assert sum(bloc.isVisible() for bloc in liste.blocs) == 1
    presser(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: fenetre.findChild(FenetreRaccourcis) is None)


def test_les_raccourcis_du_modele_sont_tenus() -> None:
    """Ceux que la description des écrans promet."""
    assert {cle: touches(cle) for cle in ("filtrer", "aller", "nouveau_dossier", "enregistrer", "reglages")} == {
        "filtrer": "Ctrl+F",
        "aller": "Ctrl+K",
        "nouveau_dossier": "Ctrl+N",
        "enregistrer": "Ctrl+S",
        "reglages": "Ctrl+,",
    }


def test_les_touches_se_lisent_en_francais() -> None:
    assert lisible("Ctrl+Shift+Z") == "Ctrl+Maj+Z"
    assert lisible("Return") == "Entrée"
    assert lisible("Esc") == "Échap"
    assert lisible("Ctrl++") == "Ctrl++"


def test_un_clavier_francais_n_a_pas_besoin_de_maj_pour_les_chiffres() -> None:
    """Sur la touche du 1, un clavier AZERTY envoie « & »."""
    assert variantes("Ctrl+1") == [QKeySequence("Ctrl+1"), QKeySequence("Ctrl+&")]
    assert variantes("Ctrl+S") == [QKeySequence("Ctrl+S")]
    assert variantes("F2") == [QKeySequence("F2")]


def test_les_groupes_sont_dans_l_ordre_de_la_liste() -> None:
    assert next(iter(Groupe)) is Groupe.DOSSIER
    assert len(COMMANDES) > 20
