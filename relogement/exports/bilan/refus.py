"""Les offres refusées : pourquoi, et dans quelle opération."""

from decimal import Decimal

from relogement.agrege import cles
from relogement.exports.bilan.portee import Portee
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre, Graphique

_MOTIFS = (Colonne("Motif"), Colonne("Refus", Genre.ENTIER), Colonne("Part", Genre.TAUX))
_OPERATIONS = (
    Colonne("Opération"),
    Colonne("Offres", Genre.ENTIER),
    Colonne("Refusées ou sans réponse", Genre.ENTIER),
    Colonne("Taux de refus", Genre.TAUX),
)


def feuille(portee: Portee) -> Feuille:
    agregat, p = portee.agregat, portee.principale
    motifs = [
        (libelle, agregat.effectif(cles.motif(p, code)), agregat.part(cles.motif(p, code), cles.refus(p)))
        for code, libelle in agregat.motifs.items()
    ]
    motifs = sorted((m for m in motifs if m[1] != 0), key=_rang)
    ensemble = ("Ensemble", agregat.effectif(cles.refus(p)), agregat.part(cles.refus(p), cles.refus(p)))
    graphique = Graphique("bar", "Refus par motif", (1,), len(motifs)) if motifs else None
    blocs = (
        Bloc(f"Par motif — {portee.dite}", _MOTIFS, [*motifs, ensemble], graphique=graphique, total=True),
        Bloc("Par opération", _OPERATIONS, portee.par_operation(lambda o: _operation(portee, o)),
             total=not portee.operation),
    )  # fmt: skip
    return Feuille("Refus", "Offres et refus", blocs, (44, 13, 13, 13, 13, 13, 13), portee.chapeau)


def _rang(motif: tuple[Case, ...]) -> tuple[bool, Decimal]:
    """Les plus fréquents d'abord ; un secret à la fin, dans l'ordre de la charte : sa place ne dit rien."""
    secret = isinstance(motif[1], str)
    return secret, Decimal(0) if secret else -Decimal(motif[1] or 0)


def _operation(portee: Portee, p: str) -> tuple[Case, ...]:
    agregat = portee.agregat
    refus, offres = cles.refus(p), cles.offres(p)
    return agregat.effectif(offres), agregat.effectif(refus), agregat.part(refus, offres)
