"""L'évolution des quatre critères, cumulés à la fin de chaque trimestre."""

from collections.abc import Sequence

from relogement.agrege.medianes import SECRET
from relogement.exports.bilan.portee import Portee
from relogement.exports.bilan.synthese import LIBELLES
from relogement.exports.dits import trimestre_dit
from relogement.exports.soigne import Bloc, Case, Colonne, Feuille, Genre, Graphique
from relogement.indicateurs.criteres import QUATRE_CRITERES

POINTS = "Points dessinés (vide : secret)"  # un tableur dessinerait « s. » comme un zéro


def feuille(portee: Portee) -> Feuille:
    parts = [_parts(portee, t) for t in portee.agregat.trimestres]
    colonnes = (Colonne("À la fin du"), *(Colonne(LIBELLES[code], Genre.TAUX) for code in QUATRE_CRITERES))
    dessinees = [tuple(None if case == SECRET else case for case in ligne) for ligne in parts]
    series = [rang for rang in range(1, 5) if sum(ligne[rang] is not None for ligne in dessinees) > 1]
    graphique = Graphique("line", "Part des relogements, en cumul", series, dessous=True) if series else None
    note = "Le dernier trimestre s’arrête à la date du bilan. Un point secret ne se dessine pas."
    tout_se_dessine = dessinees == parts
    points = Bloc(POINTS, colonnes, dessinees, graphique=graphique)
    blocs = [
        Bloc("Parts cumulées", colonnes, parts, note, graphique if tout_se_dessine else None),
        *([] if tout_se_dessine or not graphique else [points]),
        *(_detail(portee, code) for code in QUATRE_CRITERES),
    ]
    return Feuille("Évolution", "Évolution des critères", blocs, (30, 20, 16, 16, 20), portee.chapeau)


def _parts(portee: Portee, trimestre: int) -> tuple[Case, ...]:
    agregat = portee.agregat
    cles = ([agregat.au_trimestre(trimestre, code, v) for v in ("OUI", "BASE")] for code in QUATRE_CRITERES)
    return trimestre_dit(trimestre), *(agregat.part(oui, base) for oui, base in cles)


def _detail(portee: Portee, code: str) -> Bloc:
    agregat = portee.agregat
    colonnes = (
        Colonne(LIBELLES[code]),
        Colonne("Oui", Genre.ENTIER),
        Colonne("Sur", Genre.ENTIER),
        Colonne("Part", Genre.TAUX),
    )
    lignes: list[Sequence[Case]] = []
    for trimestre in agregat.trimestres:
        oui, base = (agregat.au_trimestre(trimestre, code, v) for v in ("OUI", "BASE"))
        lignes.append(
            (trimestre_dit(trimestre), agregat.effectif(oui), agregat.effectif(base), agregat.part(oui, base))
        )
    return Bloc("", colonnes, lignes)
