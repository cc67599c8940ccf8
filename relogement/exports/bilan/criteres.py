"""Les critères par opération, et les relogements d'un bailleur à l'autre."""

from collections.abc import Iterator

from relogement.agrege import cles
from relogement.agrege.compte import TOUS
from relogement.exports.bilan.portee import Portee
from relogement.exports.bilan.synthese import LIBELLES
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre
from relogement.indicateurs.criteres import QUATRE_CRITERES

_COLONNES = (
    Colonne("Opération"),
    Colonne("Oui", Genre.ENTIER),
    Colonne("Sur", Genre.ENTIER),
    Colonne("Part", Genre.TAUX),
    Colonne("NR", Genre.ENTIER),
    Colonne("SO", Genre.ENTIER),
    Colonne("Couverture", Genre.TAUX),
)


def feuille(portee: Portee) -> Feuille:
    blocs = [
        Bloc(
            LIBELLES[code],
            _COLONNES,
            portee.par_operation(lambda p, c=code: _critere(portee, p, c)),  # type: ignore[misc]
            total=not portee.operation,
        )
        for code in (*QUATRE_CRITERES, "INTERBAILLEUR")
    ]
    return Feuille("Critères", "Les critères par opération", blocs, (44, 10, 10, 11, 10, 10, 13), portee.chapeau)


def _critere(portee: Portee, p: str, code: str) -> tuple[Case, ...]:
    agregat = portee.agregat
    oui, base, nr, so = (cles.critere(p, TOUS, code, v) for v in ("OUI", "BASE", "NR", "SO"))
    return (
        agregat.effectif(oui),
        agregat.effectif(base),
        agregat.part(oui, base),
        agregat.effectif(nr),
        agregat.effectif(so),
        agregat.part(base, base, nr),
    )


def feuille_des_bailleurs(portee: Portee) -> Feuille:
    """D'un bailleur (en ligne) à un autre (en colonne) ; les rares sont réunis."""
    noms = portee.agregat.bailleurs
    colonnes = (
        Colonne("De \\ vers"),
        *(Colonne(nom, Genre.ENTIER) for nom in noms),
        Colonne("Partis", Genre.ENTIER),
    )
    note = (
        f"Un bailleur de moins de {portee.agregat.cadre.seuil_effectif} relogés est compté parmi les autres. "
        "La diagonale : restés chez le même bailleur."
    )
    bloc = Bloc("Ménages relogés, d’un bailleur à l’autre", colonnes, list(_paires(portee)), note, total=True)
    largeurs = (32, *(14 for _ in noms), 12)
    return Feuille("Inter-bailleurs", "Relogements inter-bailleurs", (bloc,), largeurs, portee.chapeau)


def _paires(portee: Portee) -> Iterator[tuple[Case, ...]]:
    agregat, noms = portee.agregat, portee.agregat.bailleurs
    for avant in noms:
        yield avant, *(agregat.effectif(cles.paire(avant, n)) for n in noms), agregat.effectif(cles.partis(avant))
    arrives = [agregat.effectif(cles.arrives(nom)) for nom in noms]
    yield "Arrivés", *arrives, agregat.effectif(cles.critere("", TOUS, "INTERBAILLEUR", "BASE"))
