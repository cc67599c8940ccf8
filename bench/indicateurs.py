"""Les indicateurs : à côté du même SQL par sqlite3 seul, de pandas, et d'un classeur de formules."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bench.calc import CRITERES, recalculer
from bench.contexte import AU, Contexte
from bench.mesures import Mesure, meilleur
from bench.requetes import rejouer, retenues
from db.chiffres import mesurer
from db.cube import Cube, Filtre, lire_cube, repartir
from db.memoire import oublier
from db.tableaux import Chiffre, Portee, chiffre_du_cube, relever
from relogement.indicateurs.axes import AXES
from relogement.indicateurs.criteres import CATALOGUE

GESTE = "Mesurer les huit indicateurs"
TOUT = "Tous les indicateurs, selon tous les axes, pour les deux populations"
ENSUITE = "… tant que rien ne s’est écrit depuis la première lecture"
_BASE = (
    "b.nature = 'DEFINITIF' AND NOT b.fusionne AND b.bail_le <= :au AND b.entree_le <= :au "
    "AND NOT (b.sorti AND (b.sorti_le IS NULL OR b.sorti_le <= :au))"
)
_VERDICTS = (
    "b.neuf", "b.hors_qpv", "b.hors_site", "b.maitrise", "b.interbailleur",
    "(b.sorti AND (b.sorti_le IS NULL OR b.sorti_le <= :au))",
)  # fmt: skip
_AXES_EN_SQL = (
    "b.operation_id", "q.bailleur", "n.bailleur", "substr(b.bail_le, 1, 4)", "q.typologie", "n.typologie",
    "b.type", "q.batiment", "min(m.nb_personnes, 6)", "m.ressources / 50000", "b.quartile", "b.rac_av / 5000",
    "b.rac_ap / 5000", "n.commune", "n.financement",
)  # fmt: skip
_JOINTES = (
    "FROM bilan b JOIN menage m ON m.id = b.menage_id LEFT JOIN logement_quitte q ON q.id = b.logement_quitte_id "
    "LEFT JOIN relogement r ON r.id = (SELECT x.id FROM relogement x WHERE x.menage_id = m.id ORDER BY "
    "x.nature <> 'DEFINITIF', x.bail_le DESC NULLS LAST, x.id DESC LIMIT 1) "
    "LEFT JOIN logement_offert n ON n.id = r.logement_id"
)


def indicateurs(contexte: Contexte) -> Iterator[Mesure]:
    """Tout le projet, tous et titulaires seuls."""
    with contexte.ouvert() as fichier, fichier.lire() as session, contexte.sqlite() as connexion:
        with retenues(fichier.moteur) as requetes:
            mesurer(session, AU)
        notre = meilleur(lambda: _a_froid(session, partial(mesurer, session, AU)), 5)
        nu = meilleur(partial(rejouer, connexion, requetes), 5)
        yield Mesure(GESTE, notre, "ses lectures, sqlite3 seul", nu)
        yield from _repartis(session, connexion)
    yield Mesure(GESTE, notre, "pandas, table déjà chargée", _par_pandas(contexte), inverse=True)
    if (calc := recalculer(contexte)) is not None:
        yield Mesure(
            GESTE, notre, "LibreOffice Calc, classeur de saisie ouvert et recalculé", calc.entier, 15, inverse=True
        )
        yield Mesure(GESTE, notre, "LibreOffice Calc, le recalcul seul", calc.seul, inverse=True)


def _repartis(session: Session, connexion: sqlite3.Connection) -> Iterator[Mesure]:
    """Chaque indicateur selon chaque axe, à côté d'un GROUP BY par axe ; puis l'écran et ses listes."""
    notre = meilleur(lambda: _a_froid(session, lambda: _tout_repartir(lire_cube(session, AU))))
    ensuite = meilleur(lambda: _tout_repartir(lire_cube(session, AU)))
    nu = meilleur(lambda: _grouper(connexion))
    yield Mesure(f"{TOUT}, lus dans le fichier", notre, "un GROUP BY par axe, sqlite3 seul", nu, 1.5)
    yield Mesure(f"{TOUT}, lus dans le fichier", notre, cible=1.0)
    yield Mesure(ENSUITE, ensuite, "un GROUP BY par axe, sqlite3 seul", nu, 1.5)
    yield Mesure(ENSUITE, ensuite, cible=1.0)
    cube = lire_cube(session, AU)
    yield Mesure(
        "Relever la vue d’ensemble, lue dans le fichier",
        meilleur(lambda: _a_froid(session, lambda: relever(session, Portee(AU)))),
    )
    yield Mesure("Relever la vue d’ensemble, rien d’écrit depuis", meilleur(lambda: relever(session, Portee(AU))))
    for code in ("HORS_QPV", "LIBERATION", "TAUX_REFUS"):
        chiffre = chiffre_du_cube(cube, code, Filtre())
        secondes = meilleur(partial(_ouvrir, session, chiffre))
        yield Mesure(f"Ouvrir un chiffre sur ses ménages ({code})", secondes, cible=0.2)


def _a_froid(session: Session, geste: Callable[[], Any]) -> None:
    """Le geste d'un projet que l'on vient d'ouvrir, ou d'écrire : rien n'en est gardé."""
    oublier(session)
    geste()


def _ouvrir(session: Session, chiffre: Chiffre) -> None:
    chiffre.ouvrir(session, chiffre.groupes[0].cle).page(session)


def _tout_repartir(cube: Cube) -> None:
    for indicateur in CATALOGUE:
        axes = cube.tables[indicateur.sujet].axes
        for axe in (a.cle for a in AXES if a.cle in axes):
            for titulaires in (False, True):
                repartir(cube, indicateur, Filtre(titulaires), axe)


def _grouper(connexion: sqlite3.Connection) -> None:
    """Les effectifs des critères et de l'évaporation, par axe et par population : une partie du cube."""
    codes = ", ".join(_VERDICTS)
    for axe in _AXES_EN_SQL:
        groupes = f"{axe}, b.type = 'TITULAIRE', ({_BASE}), {codes}"
        connexion.execute(f"SELECT {groupes}, count(*) {_JOINTES} GROUP BY {groupes}", {"au": str(AU)}).fetchall()


def _par_pandas(contexte: Contexte) -> float:
    """Les mêmes effectifs par critère et par type, sur une table que pandas a déjà en mémoire."""
    import pandas

    with contexte.sqlite() as connexion:
        table = pandas.read_sql_query("SELECT * FROM bilan", connexion)
    return meilleur(lambda: _compter(table))


def _compter(table: Any) -> list[Any]:
    jour = AU.isoformat()
    base = table[(table.dans_la_base == 1) & (table.bail_le <= jour) & (table.entree_le <= jour)]
    comptes = [base.groupby(["type", critere]).size() for critere in CRITERES]
    titulaires = table[table.type == "TITULAIRE"]
    avancement = titulaires[titulaires.sorti == 0].index.isin(base.index).sum()
    occupes = table[table.libere_le.isna() | (table.libere_le > jour)].logement_quitte_id.nunique()
    return [*comptes, avancement, occupes, titulaires.sorti.sum()]
