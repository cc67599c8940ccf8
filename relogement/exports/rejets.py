"""Les lignes qu'un import n'a pas prises ou veut faire vérifier, dans la mise en page du fichier, à corriger.

Les colonnes du fichier gardent titres et ordre ; quatre s'ajoutent à droite, que la relecture ne voit pas.
Une ligne seule perd ce que ses voisines disaient d'elle : ses zéros de tête, son bâtiment fusionné avec celui du
dessus, l'ordre de ses dates. Ce que la lecture en avait compris est donc écrit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from relogement.exports.a_remplir.modele import BAILLEUR, CONTENU, NATURE, OPERATION
from relogement.exports.grille import Colonne, Grille, Saisie
from relogement.exports.tableau import Valeur
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.apercu import CleCellule
from relogement.imports.examen import Examen, TableauExamine
from relogement.imports.lecture import Ligne
from relogement.imports.lecture.annotations import ANNOTATIONS
from relogement.imports.lecture.etiquette import REJETS
from relogement.imports.valeurs import largeur_des_ug, ug_complete
from relogement.textes import INSECABLE

TITRE = "Lignes à corriger"
SANS_CONSEIL = "Corrigez la ligne, puis importez ce fichier."
CODES, LIEUX = ("ug", "UG"), ("batiment", "entree")
_INTERDITS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FEUILLE_MAX, _LARGEUR_MAX = 31, 28
_DITES = {Gravite.ERREUR: "Écartée", Gravite.AVERTISSEMENT: "À vérifier"}


@dataclass(frozen=True)
class Motif:
    """Pourquoi une ligne est là : la colonne fautive, ce qui ne va pas, que faire."""

    gravite: Gravite
    colonne: str | None
    motif: str = field(repr=False)
    conseil: str = field(repr=False)

    @property
    def phrase(self) -> str:
        return f"{_DITES[self.gravite]}{INSECABLE}: {self.motif}"


def grilles(
    examen: Examen,
    anomalies: Iterable[Anomalie],
    retapees: Mapping[CleCellule, str] | None = None,
    *,
    bailleur: str | None = None,
    operation: str | None = None,
) -> list[Grille]:
    """Une grille par tableau qui a des lignes à corriger ; ``retapees`` : les cellules déjà corrigées.

    ``bailleur`` et ``operation`` sont ceux de l'import : les lignes corrigées iront au même endroit.
    """
    motifs: dict[tuple[str, int], list[Motif]] = {}
    for anomalie in anomalies:
        if anomalie.ligne is not None and anomalie.gravite in _DITES:
            motifs.setdefault((anomalie.feuille, anomalie.ligne), []).append(_motif(anomalie))
    faites = [(tableau, _grille(examen, tableau, motifs, retapees or {})) for tableau in examen.tableaux]
    gardees = [(tableau, grille) for tableau, grille in faites if grille.lignes]
    natures = {str(tableau.nature.value) for tableau, _ in gardees if tableau.nature is not None}
    nature = natures.pop() if len(natures) == 1 else None
    dites = {CONTENU: REJETS, NATURE: nature, BAILLEUR: bailleur, OPERATION: operation}
    etiquette = {nom: valeur for nom, valeur in dites.items() if valeur}
    return [replace(grille, etiquette=etiquette) for _, grille in gardees]


def separer(message: str) -> tuple[str, str]:
    """« n'est pas un nombre : écrivez par exemple 420,81 » → ce qui ne va pas, et que faire."""
    for coupure in (f"{INSECABLE}: ", " : ", ". "):
        motif, _, conseil = message.rpartition(coupure)
        if motif and conseil:
            return motif.rstrip(".") + ".", conseil[0].upper() + conseil[1:]
    return message, SANS_CONSEIL


def _motif(anomalie: Anomalie) -> Motif:
    return Motif(anomalie.gravite, anomalie.colonne, *separer(anomalie.message))


def _grille(
    examen: Examen,
    examine: TableauExamine,
    motifs: Mapping[tuple[str, int], Sequence[Motif]],
    retapees: Mapping[CleCellule, str],
) -> Grille:
    tableau = examine.tableau
    voulues = _du_tableau(examine, motifs)
    lues = _lignes(examen, examine, voulues)
    tetes = [list(ligne) for ligne in tableau.lignes_de_titres]
    large = max([len(ligne) for ligne in (*tetes, *(lue.cellules for lue in lues))], default=0)
    noms = {colonne.position: colonne.titre for colonne in tableau.colonnes}
    titres = [*(tetes.pop() if tetes else []), *[""] * large][:large]
    lignes, marques = list[tuple[Valeur, ...]](), dict[tuple[int, int], str]()
    for rang, lue in enumerate(lues):
        cellules = [*lue.cellules, *[""] * (large - len(lue.cellules))]
        for place in range(large):
            cellules[place] = retapees.get(CleCellule(tableau.nom, lue.numero, place), cellules[place])
        lignes.append((*cellules, *_annotations(lue.numero, voulues[lue.numero])))
        marques |= {(rang, place): dite for place, dite in _marques(voulues[lue.numero], noms, titres)}
    colonnes = (
        _colonne(titre, noms.get(place, ""), [ligne[place] for ligne in lignes])
        for place, titre in enumerate(titres)
    )
    return Grille(
        TITRE, _nom(tableau.nom), (*colonnes, *_AJOUTEES), lignes,
        groupes=tetes, filtree=True, marques=marques, pied=f"{TITRE}, usage interne",
    )  # fmt: skip


def _colonne(titre: str, nom: str, cellules: Sequence[Valeur]) -> Colonne:
    """Aussi large que ce qu'elle montre, sans prendre la page entière ; sans titre à elle, celui de son groupe."""
    mots = [len(mot) + 2 for mot in titre.split()] or [len(nom) + 1]
    lettres = max(2, *mots, *(len(str(cellule or "")) for cellule in cellules))
    return Colonne(titre, Saisie.BRUT, largeur=float(min(lettres + 2, _LARGEUR_MAX)))


_AJOUTEES = (
    Colonne(ANNOTATIONS[0], Saisie.BRUT, fermee=True, largeur=7),
    Colonne(ANNOTATIONS[1], Saisie.LONG, fermee=True, largeur=20),
    Colonne(ANNOTATIONS[2], Saisie.LONG, fermee=True, largeur=46),
    Colonne(ANNOTATIONS[3], Saisie.LONG, fermee=True, largeur=46),
)


def _du_tableau(
    examine: TableauExamine, motifs: Mapping[tuple[str, int], Sequence[Motif]]
) -> dict[int, Sequence[Motif]]:
    """Les lignes fautives de ce tableau ; une anomalie le nomme, ou seulement sa feuille."""
    tableau = examine.tableau
    dedans = range(max(tableau.derniere, tableau.premiere - 1) + 1, tableau.fin + 1)
    noms = {tableau.nom, tableau.feuille.nom}
    return {ligne: dits for (nom, ligne), dits in motifs.items() if nom in noms and ligne in dedans}


def _lignes(examen: Examen, examine: TableauExamine, voulues: Mapping[int, Sequence[Motif]]) -> list[Ligne]:
    """Ces lignes telles que la lecture les a comprises."""
    if not voulues:
        return []
    places = {r.champ: r.colonne.position for r in examine.colonnes if r.champ}
    toutes: Iterable[Ligne] = examine.tableau.zone()
    if examine.nature is not None:
        feuilles = {f.nom: f.lignes for f in examen.classeur_de(examine.nature).feuilles}
        toutes = feuilles.get(examine.tableau.nom, toutes)
    rangees = list(toutes)
    largeur = _largeur(rangees, places)
    fusionnees = [places[champ] for champ in LIEUX if champ in places and _est_fusionnee(rangees, places[champ])]
    gardees, courants = list[Ligne](), dict.fromkeys(fusionnees, "")
    for ligne in rangees:
        courants = {place: _cellule(ligne, place) or courants[place] for place in fusionnees}
        if ligne.numero in voulues:
            gardees.append(_completee(ligne, places, courants, largeur))
    return gardees


def _completee(ligne: Ligne, places: Mapping[str, int], courants: Mapping[int, str], largeur: int | None) -> Ligne:
    cellules = list(ligne.cellules)
    for place, texte in courants.items():
        if place < len(cellules) and not cellules[place]:
            cellules[place] = texte
    for code in (places[champ] for champ in CODES if champ in places):
        if code < len(cellules):
            cellules[code] = ug_complete(cellules[code], largeur)
    return Ligne(ligne.numero, tuple(cellules))


def _largeur(lignes: Sequence[Ligne], places: Mapping[str, int]) -> int | None:
    codes = (places[champ] for champ in CODES if champ in places)
    return largeur_des_ug(_cellule(ligne, place) for place in codes for ligne in lignes)


def _est_fusionnee(lignes: Sequence[Ligne], place: int) -> bool:
    textes = [_cellule(ligne, place) for ligne in lignes]
    return bool(textes and textes[0]) and textes.count("") * 2 > len(textes)


def _cellule(ligne: Ligne, place: int) -> str:
    return ligne.cellules[place] if place < len(ligne.cellules) else ""


def _annotations(numero: int, motifs: Sequence[Motif]) -> tuple[Valeur, ...]:
    colonnes = ", ".join(dict.fromkeys(motif.colonne for motif in motifs if motif.colonne))
    phrases = "\n".join(dict.fromkeys(motif.phrase for motif in motifs))
    return numero, colonnes, phrases, "\n".join(dict.fromkeys(motif.conseil for motif in motifs))


def _marques(motifs: Sequence[Motif], noms: Mapping[int, str], titres: Sequence[str]) -> Iterable[tuple[int, str]]:
    """La case fautive de chaque motif, et ce qu'en dit son commentaire."""
    for place, titre in enumerate(titres):
        siens = [m for m in motifs if m.colonne and m.colonne in (titre, noms.get(place))]
        if siens:
            yield place, "\n".join(f"{m.motif}\n{m.conseil}" for m in siens)


def _nom(tableau: str) -> str:
    """Un nom de feuille que le tableur admet."""
    return " ".join(tableau.translate(_INTERDITS).split())[:_FEUILLE_MAX] or TITRE
