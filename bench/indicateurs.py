"""Les indicateurs : à côté du même SQL par sqlite3 seul, de pandas, et d'un classeur de formules."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from bench.calc import CRITERES, recalculer
from bench.contexte import AU, Contexte
from bench.mesures import Mesure, meilleur
from bench.requetes import rejouer, retenues
from db.chiffres import mesurer

GESTE = "Mesurer les huit indicateurs"


def indicateurs(contexte: Contexte) -> Iterator[Mesure]:
    """Tout le projet, tous et titulaires seuls."""
    with contexte.ouvert() as fichier, fichier.lire() as session, contexte.sqlite() as connexion:
        with retenues(fichier.moteur) as requetes:
            mesurer(session, AU)
        notre = meilleur(partial(mesurer, session, AU), 7)
        nu = meilleur(partial(rejouer, connexion, requetes), 7)
    yield Mesure(GESTE, notre, "même SQL, sqlite3 seul", nu, 1.5)
    yield Mesure(GESTE, notre, "pandas, table déjà chargée", _par_pandas(contexte), inverse=True)
    if (calc := recalculer(contexte)) is not None:
        yield Mesure(
            GESTE, notre, "LibreOffice Calc, classeur de saisie ouvert et recalculé", calc.entier, 15, inverse=True
        )
        yield Mesure(GESTE, notre, "LibreOffice Calc, le recalcul seul", calc.seul, inverse=True)


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
