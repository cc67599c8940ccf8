"""Le reste à charge, avant et après le relogement."""

from relogement.agrege import cles
from relogement.agrege.compte import PROJET
from relogement.agrege.rac import BORNES, COTES
from relogement.exports.agrege.lignes import mediane_de_rac
from relogement.exports.bilan.portee import Portee
from relogement.exports.dits import classe_de_rac
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre, Graphique

_CLASSES = (Colonne("Reste à charge par mois"), Colonne("Avant", Genre.ENTIER), Colonne("Après", Genre.ENTIER))
_MEDIANES = (
    Colonne("Opération"),
    Colonne("Médiane avant", Genre.EUROS),
    Colonne("Médiane après", Genre.EUROS),
)


def feuille(portee: Portee) -> Feuille:
    agregat = portee.agregat
    total = agregat.effectif(cles.comparables(PROJET))
    classes: list[tuple[Case, ...]] = [
        (classe_de_rac(b), *(agregat.effectif(cles.classe_rac(PROJET, cote, b)) for cote in COTES)) for b in BORNES
    ]
    blocs = (
        Bloc(
            "Répartition des ménages relogés",
            _CLASSES,
            [*classes, ("Ménages comparables", total, total)],
            "Ménages dont le reste à charge est connu avant et après, à périmètre égal.",
            Graphique("column", "Ménages par reste à charge mensuel", (1, 2), len(classes)),
            total=True,
        ),
        Bloc(
            "Médianes, à 5 € près",
            _MEDIANES,
            portee.par_operation(lambda p: [mediane_de_rac(agregat, cote, p) for cote in COTES]),
            f"Secrète pour moins de {agregat.cadre.seuil_revenu} ménages comparables.",
            total=True,
        ),
    )
    return Feuille(
        "Reste à charge", "Reste à charge avant et après", blocs, (44, 13, 13, 13, 13, 13, 13), portee.chapeau
    )
