"""L'extrait agrégé tel qu'il s'écrit : un long tableau pour le CSV, des feuilles par sujet pour le classeur."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.agrege import Agregat
from relogement.exports.agrege.lignes import Ligne, lignes, textes_fixes
from relogement.exports.dits import fin_du_trimestre
from relogement.exports.legende import definitions, regles, secret
from relogement.exports.soigne import Bloc, Classeur, Colonne, Feuille, Genre
from relogement.exports.tableau import Document, Entete, Forme, Tableau, Valeur, page_de
from relogement.fuites.declaration import Origine
from relogement.textes import arrondi, jour

_CHAMPS = (
    ("TABLEAU", "tableau"),
    ("OPERATION", "operation"),
    ("POPULATION", "population"),
    ("CODE", "code"),
    ("LIBELLE", "libelle"),
    ("DEPUIS", "depuis"),
    ("MODALITE", "modalite"),
    ("NUMERATEUR", "numerateur"),
    ("DENOMINATEUR", "denominateur"),
    ("NR", "nr"),
    ("SO", "so"),
    ("PCT", "pct"),
    ("COUVERTURE", "couverture"),
    ("VALEUR", "valeur"),
    ("SIGNIFICATIF", "significatif"),
)
# D'où viennent les textes qui ne sont pas du programme ; un nom de bailleur ou d'opération se protège.
_ORIGINES = {
    "operation": (Origine.OPERATION,),
    "depuis": (Origine.BAILLEUR,),
    "modalite": (Origine.BAILLEUR, Origine.MOTIF),
}


@dataclass(frozen=True)
class _Sujet:
    """Une feuille du classeur : les tableaux qu'elle réunit, et les champs qu'elle en montre."""

    nom: str
    titre: str
    tableaux: tuple[str, ...]
    colonnes: tuple[tuple[str, Colonne, float], ...]


_OPERATION = ("operation", Colonne("Opération"), 22.0)
_POPULATION = ("population", Colonne("Population"), 20.0)
_LIBELLE = ("libelle", Colonne("Mesure"), 42.0)
_MODALITE = ("modalite", Colonne("Modalité"), 36.0)
_NOMBRES = (
    ("numerateur", Colonne("Numérateur", Genre.ENTIER), 12.0),
    ("denominateur", Colonne("Dénominateur", Genre.ENTIER), 14.0),
    ("pct", Colonne("Part", Genre.TAUX), 10.0),
)
_INCONNUS = (
    ("nr", Colonne("NR", Genre.ENTIER), 8.0),
    ("so", Colonne("SO", Genre.ENTIER), 8.0),
    ("couverture", Colonne("Couverture", Genre.TAUX), 12.0),
    ("significatif", Colonne("Significatif"), 12.0),
)
_VALEUR = ("valeur", Colonne("Valeur", Genre.MOYENNE), 12.0)
_SUJETS = (
    _Sujet("Indicateurs", "Indicateurs par opération", ("INDICATEURS",),
           (_OPERATION, _POPULATION, ("libelle", Colonne("Indicateur"), 42.0), *_NOMBRES, *_INCONNUS)),
    _Sujet("Profils", "Profil des ménages", ("PROFILS",), (_POPULATION, _LIBELLE, _MODALITE, *_NOMBRES)),
    _Sujet("Parcours", "Avancement par étape", ("PARCOURS",),
           (_OPERATION, ("modalite", Colonne("Étape atteinte au moins"), 36.0), *_NOMBRES)),
    _Sujet("Refus", "Offres et refus par motif", ("OFFRES", "MOTIFS_DE_REFUS"),
           (_OPERATION, _LIBELLE, _MODALITE, *_NOMBRES, _VALEUR)),
    _Sujet("Délais", "Délais médians", ("DELAIS",), (_OPERATION, _LIBELLE, _MODALITE, _VALEUR)),
    _Sujet("Reste à charge", "Reste à charge avant et après", ("RESTE_A_CHARGE",),
           (_OPERATION, _LIBELLE, _MODALITE, *_NOMBRES, _VALEUR)),
    _Sujet("Inter-bailleurs", "De quel bailleur à quel bailleur", ("INTER_BAILLEURS",),
           (("depuis", Colonne("De"), 36.0), ("modalite", Colonne("À"), 36.0), *_NOMBRES)),
    _Sujet("Évolution", "Les quatre critères, cumulés à la fin de chaque trimestre", ("EVOLUTION",),
           (("modalite", Colonne("À la date du"), 16.0), ("libelle", Colonne("Critère"), 46.0), *_NOMBRES)),
)  # fmt: skip


def document(agregat: Agregat, operation: str | None, titre: str) -> Document:
    """Le tableau long d'abord : c'est lui que compte l'export."""
    ecrites = lignes(agregat, operation)
    classeur = _classeur(agregat, ecrites, operation, titre)
    return Document(titre, (tableau(agregat, ecrites),), classeur, jours_dits(agregat))


def jours_dits(agregat: Agregat) -> frozenset[date]:
    """Les fins de trimestre que l'évolution écrit."""
    return frozenset(min(fin_du_trimestre(t), agregat.cadre.au) for t in agregat.trimestres)


def tableau(agregat: Agregat, ecrites: Sequence[Ligne]) -> Tableau:
    """Une ligne par mesure, puis les règles du secret."""
    fixes = textes_fixes(agregat) | {f"{regle} : {dite}" for regle, dite in regles(agregat)}
    entetes = tuple(_entete(titre, champ, fixes) for titre, champ in _CHAMPS)
    rangees = [tuple(_en_texte(getattr(ligne, champ)) for _, champ in _CHAMPS) for ligne in ecrites]
    rangees += [
        ("SECRET", "", "", "", f"{regle} : {dite}", *[""] * (len(_CHAMPS) - 5)) for regle, dite in regles(agregat)
    ]
    return Tableau("Agrégé", entetes, [page_de(rangees)], len(ecrites))


def _entete(titre: str, champ: str, fixes: frozenset[str]) -> Entete:
    """Pas d'« effectif » ici : les petites cases ne sont plus à chercher, elles sont masquées."""
    libre = champ in _ORIGINES
    origines = tuple(origine.value for origine in _ORIGINES.get(champ, ()))
    return Entete(titre, Forme.TEXTE if libre else Forme.CODE, origines, fixes)


def _en_texte(valeur: Any) -> Valeur:
    """Un nombre à la française : une case peut porter un nombre ou « s. », sa colonne n'a pas de type."""
    return f"{arrondi(valeur):f}".replace(".", ",") if isinstance(valeur, Decimal) else valeur


def _classeur(agregat: Agregat, ecrites: Sequence[Ligne], operation: str | None, titre: str) -> Classeur:
    cadre = agregat.cadre
    portee = f"opération {operation}" if operation else "toutes les opérations"
    chapeau = f"{cadre.projet} — {portee} — situation au {jour(cadre.au)} — « s. » : case secrète"
    feuilles = [_feuille(sujet, ecrites, chapeau) for sujet in _SUJETS if _de(sujet, ecrites)]
    pied = f"{titre}, situation au {jour(cadre.au)}"
    return Classeur(titre, pied, (*feuilles, definitions(), secret(agregat)), textes_fixes(agregat))


def _de(sujet: _Sujet, ecrites: Sequence[Ligne]) -> list[Ligne]:
    return [ligne for ligne in ecrites if ligne.tableau in sujet.tableaux]


def _feuille(sujet: _Sujet, ecrites: Sequence[Ligne], chapeau: str) -> Feuille:
    champs, colonnes, largeurs = zip(*sujet.colonnes, strict=True)
    lire: Callable[[Ligne], Iterator[Any]] = lambda ligne: (getattr(ligne, champ) for champ in champs)  # noqa: E731
    bloc = Bloc("", colonnes, [tuple(lire(ligne)) for ligne in _de(sujet, ecrites)], filtre=True)
    return Feuille(sujet.nom, sujet.titre, (bloc,), largeurs, chapeau)
