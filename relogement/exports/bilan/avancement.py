"""L'avancement : par opération, puis par étape du parcours."""

from relogement.agrege import cles
from relogement.agrege.compte import TITULAIRES
from relogement.exports.bilan.portee import Portee
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre, Graphique

_PAR_OPERATION = (
    Colonne("Opération"),
    Colonne("Titulaires recensés", Genre.ENTIER),
    Colonne("Sortis", Genre.ENTIER),
    Colonne("À reloger", Genre.ENTIER),
    Colonne("Relogés", Genre.ENTIER),
    Colonne("Avancement", Genre.TAUX),
    Colonne("Logements", Genre.ENTIER),
    Colonne("Vidés", Genre.ENTIER),
    Colonne("Libération", Genre.TAUX),
)
_ETAPES = (Colonne("Étape"), Colonne("Titulaires", Genre.ENTIER), Colonne("Part des recensés", Genre.TAUX))


def feuille(portee: Portee) -> Feuille:
    graphique = Graphique("bar", "Titulaires relogés et logements vidés", (5, 8), portee.operations, dessous=True)
    blocs = (
        Bloc(
            "Par opération",
            _PAR_OPERATION,
            portee.par_operation(lambda p: _operation(portee, p)),
            graphique=graphique,
            total=not portee.operation,
        ),
        Bloc(
            f"Étapes atteintes — {portee.dite}",
            _ETAPES,
            [_etape(portee, code, libelle) for code, libelle in portee.agregat.cadre.etapes.items()],
            "Un titulaire compte à une étape s’il y est arrivé au moins.",
            Graphique("bar", "Titulaires arrivés au moins à l’étape", (1,)),
        ),
    )
    return Feuille(
        "Avancement", "Avancement du relogement", blocs, (44, 11, 11, 11, 11, 12, 11, 11, 12), portee.chapeau
    )


def _operation(portee: Portee, p: str) -> tuple[Case, ...]:
    agregat, reloges, vides = portee.agregat, cles.reloges(p, TITULAIRES), cles.logements(p, "OUI")
    return (
        agregat.effectif(cles.recenses(p)),
        agregat.effectif(cles.sortis(p)),
        agregat.effectif(cles.a_reloger(p)),
        agregat.effectif(reloges),
        agregat.part(reloges, cles.a_reloger(p)),
        agregat.effectif(cles.logements(p, "BASE")),
        agregat.effectif(vides),
        agregat.part(vides, cles.logements(p, "BASE")),
    )


def _etape(portee: Portee, code: str, libelle: str) -> tuple[Case, ...]:
    p, agregat = portee.principale, portee.agregat
    cle = cles.etape(p, code)
    return libelle, agregat.effectif(cle), agregat.part(cle, cles.recenses(p))
