"""Combien de temps, et combien d'offres, pour reloger un ménage."""

from relogement.agrege import cles
from relogement.agrege.medianes import DELAIS
from relogement.exports.bilan.portee import Portee
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre, Graphique

_COLONNES = (
    Colonne("Opération"),
    *(Colonne(libelle, Genre.JOURS) for libelle in DELAIS.values()),
    Colonne("Offres aux relogés", Genre.ENTIER),
    Colonne("Relogés aux offres connues", Genre.ENTIER),
    Colonne("Offres par relogement", Genre.MOYENNE),
)


def feuille(portee: Portee) -> Feuille:
    bloc = Bloc(
        "Délais médians et offres par relogement",
        _COLONNES,
        portee.par_operation(lambda p: _operation(portee, p)),
        "La moitié des dossiers attend moins que la médiane, l’autre plus.",
        Graphique("bar", "Délais médians, en jours", (1, 2), portee.operations, dessous=True),
        total=not portee.operation,
    )
    return Feuille("Délais", "Délais du relogement", (bloc,), (44, 18, 18, 14, 16, 15), portee.chapeau)


def _operation(portee: Portee, p: str) -> tuple[Case, ...]:
    agregat = portee.agregat
    offres, reloges = cles.offres_des_reloges(p), cles.reloges_aux_offres_connues(p)
    return (
        *(agregat.mediane(delai, p) for delai in DELAIS),
        agregat.effectif(offres),
        agregat.effectif(reloges),
        agregat.moyenne(offres, reloges),
    )
