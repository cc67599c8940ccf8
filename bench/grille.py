"""La liste comme un tableur : taper avec tous les filtres posés, changer de vue, écrire trois cents dossiers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from bench.contexte import Contexte
from bench.fenetre import attendre, fenetre_prete, jusqu_a_l_image, la_liste, montrer_projet
from bench.liste import frappes
from bench.mesures import Mesure, p95
from db import dossiers, lot
from db.filtres import Condition, Operateur, dans_l_etat
from relogement.nomenclatures import Etat

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.dossiers.ecran import EcranDossiers

LOT, BATTEMENT = 300, 5
FILTRES = (
    dans_l_etat(*(etat for etat in Etat if etat is not Etat.SORTI)),
    Condition("menage.nb_personnes", Operateur.ENTRE, (1, 8)),
    Condition("bilan.echeance_le", Operateur.BIENTOT, (3650,)),
    Condition("menage.telephone", Operateur.CONNU),
    Condition("logement.bailleur", Operateur.CONNU),
    Condition("acte.dernier", Operateur.DEPUIS, (0,)),
)


def essayer_la_grille(contexte: Contexte) -> Iterator[Mesure]:
    """Chaque geste jusqu'à l'image, et le plus long moment où la boucle n'a pas battu."""
    with contexte.ouvert() as fichier, fenetre_prete() as (application, fenetre):
        montrer_projet(application, fenetre, fichier)
        ecran = la_liste(fenetre)
        attendre(application, lambda: ecran.est_a_jour)
        with _battements() as trous:
            for condition in FILTRES:
                ecran.pose(condition)
                attendre(application, lambda: ecran.est_a_jour)
            durees = [_duree(partial(_frapper, application, ecran, frappe)) for frappe in frappes()]
            yield Mesure("Frappe avec tous les filtres, jusqu’à l’image, 95e centile", p95(durees), cible=0.05)
            _frapper(application, ecran, "")
            ecran.clear_filters()
            vues = [
                _duree(partial(_changer_de_vue, application, ecran, cle))
                for cle in ("a_reloger", "bientot", "tous")
            ]
            yield Mesure("Changer de vue, jusqu’à l’image, le plus lent", max(vues), cible=0.1)
        yield Mesure("Plus long arrêt de la boucle pendant ces gestes", max(trous, default=0.0), cible=0.1)


def ecrire_en_lot(contexte: Contexte) -> Iterator[Mesure]:
    """Trois cents dossiers : montrer ce qui changerait, puis l’écrire ; la base reste telle quelle."""
    with contexte.ouvert() as fichier:
        with fichier.lire() as session:
            ids = list(dossiers.ordre(session)[:LOT])
        voulues = {i: {"menage.referent": "Un autre référent"} for i in ids}
        with fichier.lire() as session:
            debut = perf_counter()
            changements = lot.proposer(session, voulues)
            yield Mesure("Modifier en lot 300 dossiers : l’aperçu", perf_counter() - debut)
        debut = perf_counter()
        with fichier.ecrire("Mesure") as session:
            lot.appliquer(session, changements)
        yield Mesure("Modifier en lot 300 dossiers : écrire", perf_counter() - debut, cible=1)
        retours = [lot.Changement(c.dossier, c.reference, c.nom, c.champ, c.apres, c.avant) for c in changements]
        with fichier.ecrire("Mesure") as session:
            lot.appliquer(session, retours)


def _frapper(application: "QApplication", ecran: "EcranDossiers", texte: str) -> None:
    ecran.filtres.champ.setText(texte)
    jusqu_a_l_image(application, ecran)


def _changer_de_vue(application: "QApplication", ecran: "EcranDossiers", cle: str) -> None:
    ecran.vues.onglets.set_current(cle)
    jusqu_a_l_image(application, ecran)


def _duree(geste: Callable[[], object]) -> float:
    """Sans ramasser les miettes avant : il arrêterait la boucle que l'on écoute."""
    debut = perf_counter()
    geste()
    return perf_counter() - debut


@contextmanager
def _battements() -> Iterator[list[float]]:
    """Un battement toutes les cinq millisecondes : chaque retard est un moment où rien ne répondait."""
    from PySide6.QtCore import QTimer

    retards: list[float] = []
    dernier = perf_counter()

    def battre() -> None:
        nonlocal dernier
        maintenant = perf_counter()
        retards.append(maintenant - dernier)
        dernier = maintenant

    coeur = QTimer(interval=BATTEMENT)
    coeur.timeout.connect(battre)
    coeur.start()
    yield retards
    coeur.stop()
