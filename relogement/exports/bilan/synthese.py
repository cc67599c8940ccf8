"""La synthèse : les quatre critères face à leurs objectifs, et les chiffres clés."""

from collections.abc import Iterator
from decimal import Decimal

from relogement.agrege import cles
from relogement.agrege.compte import TITULAIRES, TOUS
from relogement.agrege.medianes import SECRET, Taux
from relogement.exports.bilan.portee import Portee
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre, Graphique
from relogement.indicateurs.criteres import INDICATEURS, QUATRE_CRITERES
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.objectif import PROCHAINS, effort

LIBELLES = {i.code: i.libelle for i in INDICATEURS}
_COLONNES = (
    Colonne("Critère"),
    Colonne("Oui", Genre.ENTIER),
    Colonne("Sur", Genre.ENTIER),
    Colonne("Part", Genre.TAUX),
    Colonne("Objectif", Genre.TAUX),
    Colonne("Écart", Genre.POINTS),
    Colonne("Couverture", Genre.TAUX),
    Colonne("Pour tenir l’objectif", Genre.LONG),
)


def feuille(portee: Portee) -> Feuille:
    blocs = [
        Bloc(
            "Les quatre critères, tous les dossiers",
            _COLONNES,
            [_critere(portee, TOUS, code) for code in QUATRE_CRITERES],
            graphique=Graphique("bar", "Part des relogements, et objectif", (3, 4), dessous=True, reperes=(4,)),
        )
    ]
    if not portee.operation:
        note = "La différence avec tous les dossiers, ce sont les décohabitants et les hébergés : souvent secrète."
        lignes = [_critere(portee, TITULAIRES, code) for code in QUATRE_CRITERES]
        blocs.append(Bloc("Les quatre critères, titulaires seuls", _COLONNES, lignes, note))
    blocs.append(Bloc("Chiffres clés", _COLONNES_DES_CLES, list(_chiffres(portee))))
    return Feuille("Synthèse", "Bilan du relogement", tuple(blocs), (44, 9, 9, 10, 10, 11, 12, 46), portee.chapeau)


def _critere(portee: Portee, population: str, code: str) -> tuple[Case, ...]:
    agregat, principale = portee.agregat, portee.principale
    oui, base, nr = (cles.critere(principale, population, code, v) for v in ("OUI", "BASE", "NR"))
    part, objectif = agregat.part(oui, base), agregat.cadre.objectifs.get(code)
    couverture = agregat.part(base, base, nr)
    return (
        LIBELLES[code],
        agregat.effectif(oui),
        agregat.effectif(base),
        part,
        objectif,
        _ecart(part, objectif),
        couverture,
        _suite(portee, population, code, part, couverture),
    )


def _ecart(part: Taux, objectif: Decimal | None) -> Case:
    if objectif is None or part is None:
        return None
    return part if isinstance(part, str) else part - objectif


def _suite(portee: Portee, population: str, code: str, part: Taux, couverture: Taux) -> Case:
    """« 13 des 20 prochains », si rien de ce qui le calcule n'est secret."""
    objectif = portee.agregat.cadre.objectifs.get(code)
    if part == SECRET:
        return SECRET
    phrases = list(_reserves(portee, couverture))
    if objectif is not None and part is not None:
        phrases.insert(0, _effort(portee, population, code, objectif))
    return " ; ".join(phrases)


def _effort(portee: Portee, population: str, code: str, objectif: Decimal) -> str:
    oui, base = (
        portee.agregat.effectif(cles.critere(portee.principale, population, code, v)) for v in ("OUI", "BASE")
    )
    trouve = effort(Mesure(int(oui), int(base) - int(oui)), objectif)
    if trouve.hors_d_atteinte:
        return f"hors d’atteinte avec les {PROCHAINS} prochains"
    if trouve.atteint and not trouve.necessaires:
        return "objectif tenu"
    suite = f"{trouve.necessaires} des {PROCHAINS} prochains"
    return f"objectif tenu ; pour le rester, {suite}" if trouve.atteint else f"il faut {suite}"


def _reserves(portee: Portee, couverture: Taux) -> Iterator[str]:
    if isinstance(couverture, Decimal) and couverture < portee.agregat.cadre.couverture_min:
        yield "non significatif : trop d’inconnus"


_COLONNES_DES_CLES = (
    Colonne("Chiffre"),
    Colonne("Nombre", Genre.ENTIER),
    Colonne("Sur", Genre.ENTIER),
    Colonne("Part", Genre.TAUX),
)


def _chiffres(portee: Portee) -> Iterator[tuple[Case, ...]]:
    agregat, p = portee.agregat, portee.principale
    for libelle, cle, sur in (
        ("Titulaires recensés", cles.recenses(p), None),
        ("Titulaires sortis du relogement", cles.sortis(p), cles.recenses(p)),
        (
            "Titulaires relogés définitivement, parmi ceux à reloger",
            cles.reloges(p, TITULAIRES),
            cles.a_reloger(p),
        ),
        ("Relogés chez un autre bailleur", _inter(p, "OUI"), _inter(p, "BASE")),
        ("Logements vidés", cles.logements(p, "OUI"), cles.logements(p, "BASE")),
        ("Offres refusées ou sans réponse, parmi les offres", cles.refus(p), cles.offres(p)),
    ):
        if sur is None:
            yield libelle, agregat.effectif(cle), None, None
        else:
            yield libelle, agregat.effectif(cle), agregat.effectif(sur), agregat.part(cle, sur)


def _inter(portee: str, valeur: str) -> tuple[str, ...]:
    return cles.critere(portee, TOUS, "INTERBAILLEUR", valeur)
