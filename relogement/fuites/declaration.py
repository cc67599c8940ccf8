"""Ce qu'un export déclare écrire : ses titres, ses textes fixes, et d'où vient chaque colonne de texte.

Une déclaration n'autorise pas un mot : elle dit qu'une valeur entière, dans sa colonne, vient de telle source. Un
ménage « MARTIN » ne bloque donc pas le bailleur « MARTIN HABITAT » dans la colonne des bailleurs, et se voit
partout ailleurs ; si « MARTIN » n'est bailleur que chez des ménages de ce nom, c'est lui qui fuit (``db.fuites``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relogement.exports.soigne import Classeur
from relogement.exports.tableau import Document, Entete, Forme
from relogement.fuites.textes import pareil


class Origine(StrEnum):
    """D'où viennent les textes d'une colonne."""

    PROJET = "le nom du projet"
    OPERATION = "les opérations"
    BAILLEUR = "les bailleurs"
    COMMUNE = "les communes"
    QUARTIER = "les quartiers"
    MOTIF = "les motifs de la charte"
    CODES = "les listes du programme"
    PSEUDONYME = "les pseudonymes"
    REFERENT = "les référents"


# Ce que nomme un classeur fait pour être lu, dans ses titres comme dans ses cases.
DU_CLASSEUR = (Origine.PROJET, Origine.OPERATION, Origine.BAILLEUR, Origine.MOTIF, Origine.CODES)


@dataclass(frozen=True)
class ColonneDeclaree:
    """Une colonne de texte : ses origines, et les valeurs que sa mise en page peut écrire en plus."""

    origines: tuple[Origine, ...] = ()
    valeurs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Declaration:
    """Tout ce qu'un fichier a le droit de contenir de ressemblant."""

    colonnes: Mapping[tuple[str, str], ColonneDeclaree] = field(default_factory=dict)
    textes: frozenset[str] = frozenset()
    origines: tuple[Origine, ...] = ()  # admises dans les phrases : un titre nomme l'opération
    jours: frozenset[date] = frozenset()

    def colonne(self, tableau: str, titre: str | None) -> ColonneDeclaree | None:
        """La déclaration de cette colonne ; un CSV n'a pas de nom de tableau."""
        if titre is None:
            return None
        connue = self.colonnes.get((tableau, pareil(titre)))
        return connue or (self.colonnes.get(("", pareil(titre))) if not tableau else None)

    def avec(
        self, *, textes: Iterable[str] = (), origines: Iterable[Origine] = (), jours: Iterable[date] = ()
    ) -> "Declaration":
        """La même, qui admet aussi ces textes fixes, ces origines dans les phrases, ces jours."""
        return Declaration(
            self.colonnes,
            self.textes | {pareil(texte) for texte in textes},
            (*self.origines, *origines),
            self.jours | frozenset(jours),
        )


def declarer(document: Document, *, jours: Iterable[date] = ()) -> Declaration:
    """La déclaration d'un document : ses titres et, pour chaque colonne, ce que son en-tête en dit."""
    textes: set[str] = {document.titre}
    colonnes: dict[tuple[str, str], ColonneDeclaree] = {}
    for rang, tableau in enumerate(document.tableaux):
        textes.add(tableau.nom)
        for entete in tableau.entetes:
            textes.add(entete.nom)
            colonnes[tableau.nom, pareil(entete.nom)] = _colonne(entete)
            if not rang:
                colonnes["", pareil(entete.nom)] = _colonne(entete)
    if document.classeur is not None:
        textes |= _du_classeur(document.classeur)
    dites = DU_CLASSEUR if document.classeur is not None else ()
    return Declaration(colonnes, frozenset(map(pareil, textes)), dites, document.jours | frozenset(jours))


def _du_classeur(classeur: Classeur) -> set[str]:
    """Les textes que le programme a mis en page : titres, notes, et ce qu'il écrit dans les cases."""
    textes = {classeur.titre, *classeur.textes}
    for feuille in classeur.feuilles:
        textes |= {feuille.nom, feuille.titre}
        for bloc in feuille.blocs:
            textes |= {bloc.note, *(colonne.titre for colonne in bloc.colonnes)}
            textes |= {bloc.graphique.titre} if bloc.graphique else set()
    return textes


def _colonne(entete: Entete) -> ColonneDeclaree:
    """Un code vient des listes du programme ; un texte ne vient que de ce que son en-tête déclare."""
    codes = (Origine.CODES,) if entete.forme is Forme.CODE else ()
    origines = tuple(Origine(origine) for origine in entete.origines)
    return ColonneDeclaree((*codes, *origines), frozenset(map(pareil, entete.valeurs)))
