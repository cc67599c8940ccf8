"""Ce qu'une colonne peut perdre en précision sans sortir de sa mise en page : une date, un âge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from relogement.exports.rime.ages import tranche
from relogement.exports.rime.arrondis import trimestre_du_mois
from relogement.exports.rime.mise_en_page import ColonneRime, MiseEnPage
from relogement.exports.rime.sources import Nature
from relogement.exports.tableau import MoinsPrecis
from relogement.fuites.propositions import Pas

ANNEE = 4
_NOMBRE = re.compile(r"\d+")


def moins_precis(colonne: ColonneRime) -> tuple[MoinsPrecis, ...]:
    """De la plus petite perte à la plus grande."""
    match colonne.source.nature:
        case Nature.JOUR:
            return tuple(_dates(colonne.precision))
        case Nature.AGE if len(colonne.tranches) > 2:
            return (_ages(colonne.tranches),)
        case _:
            return ()


def alleger(page: MiseEnPage, pas: Iterable[Pas]) -> MiseEnPage:
    """La même mise en page, ces colonnes moins précises ou retirées."""
    voulus = {p.entete: p for p in pas}
    gardees = (c for c in page.colonnes if c.entete not in voulus or voulus[c.entete].cle)
    return replace(page, colonnes=tuple(_allegee(c, voulus.get(c.entete)) for c in gardees))


def _allegee(colonne: ColonneRime, pas: Pas | None) -> ColonneRime:
    match pas:
        case Pas(cle="precision", reglage=precision):
            return replace(colonne, precision=precision)
        case Pas(cle="tranches", reglage=tranches):
            return replace(colonne, tranches=tuple(map(int, tranches.split(","))))
    return colonne


def _dates(precision: str | None) -> Iterator[MoinsPrecis]:
    if precision == "mois":
        yield MoinsPrecis("au trimestre", "precision", "trimestre", _au_trimestre)
    if precision != "annee":
        yield MoinsPrecis("à l’année", "precision", "annee", lambda valeur: valeur and str(valeur)[:ANNEE])


def _au_trimestre(valeur: Any) -> Any:
    return valeur and trimestre_du_mois(str(valeur))


def _ages(debuts: Sequence[int]) -> MoinsPrecis:
    """Une borne sur deux : chaque nouvelle tranche réunit des tranches entières."""
    gardes = tuple(debuts[1::2])

    def rendre(valeur: Any) -> Any:
        lu = _NOMBRE.search(str(valeur or ""))
        if lu is None:
            return valeur
        return tranche(int(lu[0]) - str(valeur).startswith("Moins"), gardes)

    dites = ", ".join(map(str, gardes))
    return MoinsPrecis(f"en tranches plus larges ({dites} ans)", "tranches", dites, rendre)
