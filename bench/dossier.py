"""Le dossier : l'ouvrir jusqu'à l'image, changer d'onglet, enregistrer, sans que la fenêtre se fige."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.contexte import Contexte
from bench.fenetre import attendre, fenetre_prete
from bench.mesures import Mesure, chrono, p95
from db.fichier import ouvrir

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.cadre.cadre import Cadre

OUVERTURES, ENREGISTREMENTS = 40, 20
PAS = 7919  # premier : les dossiers ouverts sont pris partout dans le projet
BATTEMENT = 2
TAILLE_MOYENNE = 10_000


@dataclass
class Pouls:
    """Le plus long temps où la boucle d'événements n'a pas repris la main, par geste."""

    application: "QApplication"
    pires: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def pendant(self, geste: str) -> Iterator[None]:
        from PySide6.QtCore import QTimer

        dernier = perf_counter()

        def battre() -> None:
            nonlocal dernier
            maintenant = perf_counter()
            self.pires[geste] = max(self.pires.get(geste, 0.0), maintenant - dernier)
            dernier = maintenant

        minuteur = QTimer(interval=BATTEMENT)
        minuteur.timeout.connect(battre)
        minuteur.start()
        self.application.processEvents()
        yield
        self.application.processEvents()
        battre()
        minuteur.stop()


def essayer_le_dossier(contexte: Contexte) -> Iterator[Mesure]:
    """Sur une copie de la base : enregistrer écrit."""
    copie = contexte.neuf(f"dossier-{contexte.taille}.relogement")
    shutil.copyfile(contexte.base, copie)
    with fenetre_prete() as (application, fenetre):
        fenetre.montrer(ouvrir(copie))
        attendre(application, lambda: not fenetre.atelier.is_busy)
        assert fenetre.cadre is not None
        yield from _mesurer(application, fenetre.cadre, contexte.taille)
    contexte.neuf(copie.name)


def _mesurer(application: "QApplication", cadre: "Cadre", taille: int) -> Iterator[Mesure]:
    pouls = Pouls(application)
    ids = [1 + rang * PAS % taille for rang in range(OUVERTURES)]
    yield Mesure(
        "Premier dossier ouvert, écran à construire", chrono(partial(_ouvrir, application, cadre, ids[0]))
    )
    with pouls.pendant("ouvrir"):
        ouvertures = [_duree(partial(_ouvrir, application, cadre, i)) for i in ids[1:]]
    yield Mesure("Ouvrir un dossier, jusqu’à l’image, 95e centile", p95(ouvertures), cible=0.15)
    with pouls.pendant("changer d’onglet"):
        onglets = [_duree(partial(_changer, application, cadre, cle)) for cle in _onglets(cadre)]
    yield Mesure("Changer d’onglet, jusqu’à l’image, 95e centile", p95(onglets), cible=0.1)
    with pouls.pendant("enregistrer"):
        ecrits = [_duree(partial(_enregistrer, application, cadre, rang)) for rang in range(ENREGISTREMENTS)]
    cible = 0.1 if taille <= TAILLE_MOYENNE else None
    yield Mesure("Enregistrer un dossier, jusqu’à l’image, 95e centile", p95(ecrits), cible=cible)
    for geste, pire in pouls.pires.items():
        yield Mesure(f"Fenêtre figée au plus, pendant « {geste} »", pire, cible=0.1)


def _duree(geste: Callable[[], object]) -> float:
    """Sans passage forcé du ramasse-miettes, qui figerait la fenêtre plus que le geste."""
    debut = perf_counter()
    geste()
    return perf_counter() - debut


def _onglets(cadre: "Cadre") -> list[str]:
    """Deux fois le tour de tous les onglets."""
    return [*cadre.ecran_dossier.onglets] * 2


def _ouvrir(application: "QApplication", cadre: "Cadre", menage: int) -> None:
    cadre.montrer_dossier(menage)
    ecran = cadre.ecran_dossier
    attendre(application, lambda: ecran.lu is not None and ecran.lu.menage.id == menage)
    _peindre(application, ecran)


def _changer(application: "QApplication", cadre: "Cadre", cle: str) -> None:
    cadre.ecran_dossier.barre.set_current(cle)
    _peindre(application, cadre.ecran_dossier)


def _enregistrer(application: "QApplication", cadre: "Cadre", rang: int) -> None:
    """Un téléphone corrigé, Ctrl+S, jusqu'à ce que le brouillon soit vide à l'écran."""
    ecran = cadre.ecran_dossier
    ecran.barre.set_current("enquete")
    onglet = ecran.onglets["enquete"]
    saisie = next(s for s in onglet.saisies if "telephone" in s.form.names)
    champ: Any = saisie.form.editor("telephone")
    champ.setText(f"06 00 00 {rang // 100:02d} {rang % 100:02d}")
    assert onglet.draft_count() == 1
    ecran.save()
    attendre(application, lambda: onglet.draft_count() == 0 and not cadre.ouvert.atelier.is_busy)
    _peindre(application, ecran)


def _peindre(application: "QApplication", ecran: "QWidget") -> None:
    """Laisse la boucle peindre tout l'écran, une fois."""
    from PySide6.QtCore import QEvent, QObject

    class Guet(QObject):
        peint = False

        def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
            self.peint |= event.type() == QEvent.Type.Paint
            return False

    guet = Guet()
    ecran.installEventFilter(guet)
    ecran.update()
    attendre(application, lambda: guet.peint)
    ecran.removeEventFilter(guet)
