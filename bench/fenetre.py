"""La fenêtre : ce qu'elle coûte à montrer, à taper dedans, et pendant qu'un export travaille."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.contexte import Contexte
from bench.liste import frappes
from bench.memoire import occupee
from bench.mesures import MO, Mesure, chrono, p95
from bench.premiere import dans_un_processus_neuf
from db.fichier import Fichier

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.dossiers.ecran import EcranDossiers
    from ui.main_window import MainWindow

UNE_IMAGE = 0.016
UN_REGARD = 2.0
ESSAIS = 5
ATTENTE = 30_000


def essayer_la_fenetre(contexte: Contexte) -> Iterator[Mesure]:
    """Les mesures qui demandent un écran, réel ou ``offscreen``."""
    notre, vide = (min(dans_un_processus_neuf(nom) for _ in range(ESSAIS)) for nom in ("notre", "vide"))
    yield Mesure("Première fenêtre, du premier import à l’image", notre, "fenêtre PySide6 vide", vide, 1.5)
    with contexte.ouvert() as fichier, fenetre_prete() as (application, fenetre):
        avant = occupee()
        secondes = chrono(lambda: montrer_projet(application, fenetre, fichier))
        yield Mesure("Première image de la liste, fichier ouvert", secondes, cible=0.1)
        ecran = la_liste(fenetre)
        attendre(application, lambda: ecran.est_a_jour)
        if avant is not None:
            yield Mesure(
                "Mémoire de plus, liste entière prête", (occupee() or avant) - avant, unite="o", cible=30 * MO
            )
        yield Mesure("Frappe dans le filtre, jusqu’à l’image, 95e centile", _taper(application, ecran), cible=0.05)
        yield from _trier(application, ecran)
        yield Mesure(
            "Image pendant l’export « rime » en xlsx, 95e centile",
            _exporter(application, ecran, contexte),
            cible=UNE_IMAGE,
        )


@contextmanager
def fenetre_prete() -> Iterator[tuple["QApplication", "MainWindow"]]:
    """La fenêtre habillée, montrée, ses modules chargés."""
    from PySide6.QtCore import QSettings

    from ui import theme
    from ui.cadre import travaux
    from ui.fenetre import creer_application
    from ui.main_window import MainWindow
    from ui.reglages import Reglages

    application = creer_application(["relogement"])
    theme.apply(application)
    fenetre = MainWindow(Reglages(QSettings("Relogement", "Mesure")))
    fenetre.show()
    travaux.precharger(lambda *_: None)
    application.processEvents()
    yield application, fenetre
    fenetre.atelier.wait()


def montrer_projet(application: "QApplication", fenetre: "MainWindow", fichier: Fichier) -> None:
    fenetre.montrer(fichier)
    assert fenetre.cadre is not None
    fenetre.cadre.aller("dossiers")
    jusqu_a_l_image(application, la_liste(fenetre))


def jusqu_a_l_image(application: "QApplication", ecran: "EcranDossiers") -> None:
    """Laisse la boucle peindre la table, une fois."""
    from PySide6.QtCore import QEvent, QObject

    class Guet(QObject):
        peinte = False

        def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
            self.peinte |= event.type() == QEvent.Type.Paint
            return False

    guet, vue = Guet(), ecran.table.viewport()
    vue.installEventFilter(guet)
    vue.update()
    attendre(application, lambda: guet.peinte)
    vue.removeEventFilter(guet)


def la_liste(fenetre: "MainWindow") -> "EcranDossiers":
    from ui.dossiers.ecran import EcranDossiers

    ecran = fenetre.findChild(EcranDossiers)
    assert isinstance(ecran, EcranDossiers)
    return ecran


def _taper(application: "QApplication", ecran: "EcranDossiers") -> float:
    durees = [chrono(partial(_frapper, application, ecran, frappe)) for frappe in frappes()]
    _frapper(application, ecran, "")
    return p95(durees)


def _frapper(application: "QApplication", ecran: "EcranDossiers", texte: str) -> None:
    ecran.filtres.champ.setText(texte)
    jusqu_a_l_image(application, ecran)


def _trier(application: "QApplication", ecran: "EcranDossiers") -> Iterator[Mesure]:
    """Un clic sur chaque en-tête : le plus lent ; le premier vient deux secondes après la liste."""
    from PySide6.QtCore import Qt

    from ui.dossiers.colonnes import COLONNES

    def cliquer(colonne: int) -> None:
        ecran.modele.sort(colonne, Qt.SortOrder.DescendingOrder)
        attendre(application, lambda: ecran.est_a_jour)
        jusqu_a_l_image(application, ecran)

    laisser(application, UN_REGARD)
    durees = {c.titre: chrono(partial(cliquer, rang)) for rang, c in enumerate(COLONNES) if c.tri}
    pire = max(durees, key=durees.__getitem__)
    yield Mesure(f"Clic sur un en-tête, jusqu’à l’image, le plus lent ({pire})", durees[pire], cible=0.1)


def _exporter(application: "QApplication", ecran: "EcranDossiers", contexte: Contexte) -> float:
    """Fait défiler la liste tant que l'export court ; chaque image se compte depuis la précédente attendue."""
    from PySide6.QtCore import QThread

    from ui.cadre.cadre import Cadre
    from ui.echanges.exporter import PageExport

    cadre = ecran.window().findChild(Cadre)
    assert isinstance(cadre, Cadre)
    page = PageExport(cadre.ouvert)
    page.cartes["rime"].export_asked.emit(contexte.neuf("fenetre.xlsx"))
    application.processEvents()
    images: list[float] = []
    barre = ecran.table.verticalScrollBar()
    while cadre.ouvert.atelier.is_busy:
        images.append(chrono(partial(_image, application, ecran, barre)))
        QThread.msleep(max(0, int((UNE_IMAGE - images[-1]) * 1000)))
    return p95(images)


def _image(application: "QApplication", ecran: "EcranDossiers", barre: Any) -> None:
    barre.setValue((barre.value() + 3) % (barre.maximum() or 1))
    jusqu_a_l_image(application, ecran)


def laisser(application: "QApplication", secondes: float) -> None:
    """Fait tourner la boucle le temps que quelqu'un regarde l'écran."""
    fin = perf_counter() + secondes
    attendre(application, lambda: perf_counter() >= fin)


def attendre(application: "QApplication", fini: Callable[[], bool]) -> None:
    """Fait tourner la boucle jusqu'à ce que ce soit fini."""
    from PySide6.QtCore import QDeadlineTimer, QThread

    limite = QDeadlineTimer(ATTENTE)
    application.processEvents()
    while not fini() and not limite.hasExpired():
        QThread.msleep(1)
        application.processEvents()
    assert fini(), "l’écran n’a pas fini à temps"
