"""Du fichier à ce qui va être repris : examiné, sa nature choisie, ses cellules corrigées, ses lignes lues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.fichier import Fichier
from db.imports.memoire import souvenirs
from db.imports.natures import NATURES, Nature, nature_de
from db.imports.sources import Source, lire_source
from db.operations import operations
from relogement.base import Code
from relogement.imports.analyse import Tableau
from relogement.imports.autre.choisies import verifier_les_titres
from relogement.imports.choix import AUTO, Choix
from relogement.imports.colonnes import norme
from relogement.imports.examen import Examen, TableauExamine, examiner_classeur
from relogement.imports.lecture import Classeur
from relogement.imports.lecture.etiquette import Etiquette
from relogement.imports.phrases import erreur
from relogement.imports.reconnaissance import Souvenir, nature_nommee
from relogement.imports.resultat import Lecture
from relogement.imports.vue import LignesCorrigees, retenir_les_lignes
from relogement.travail import Avancement, sans_avancement


@dataclass(frozen=True)
class Prepare:
    """Un fichier lu, prêt à être repris ; ``textes`` garde, par tableau et par ligne, ce que le fichier écrit.

    ``choix`` : ceux que l'on a faits, complétés de ce que dit un modèle que l'on a soi-même envoyé.
    """

    nature: Nature
    code: Code
    examen: Examen
    retenus: tuple[TableauExamine, ...]
    classeur: Classeur
    lue: Any = field(repr=False)
    lecture: Lecture[Any]
    textes: Mapping[str, dict[int, str]] = field(repr=False)
    choix: Choix


def examiner(fichier: Fichier, source: Source, choix: Choix, avancement: Avancement = sans_avancement) -> Examen:
    """Ses tableaux, leur nature, leurs colonnes ; la mémoire du bailleur aide."""
    classeur = lire_source(source, choix, avancement)
    dits = {norme(titre): Souvenir(champ or None, "à l’instant") for titre, champ in choix.titres.items()}
    natures = {nom: trouvee for nom, code in choix.natures.items() if (trouvee := nature_nommee(code))}
    with fichier.lire() as session:

        def memoire(nature: Code, tableau: Tableau) -> Mapping[str, Souvenir]:
            return {**souvenirs(session, choix.bailleur, nature, tableau), **dits}

        examen = examiner_classeur(
            classeur, choix.reglages, imposee(choix), choix.colonnes, natures=natures, memoire=memoire
        )
    verifier_les_titres(examen, choix.titres)
    return examen


def imposee(choix: Choix) -> Code | None:
    """La nature que l'on a dite."""
    if choix.nature == AUTO:
        return None
    trouvee = nature_nommee(choix.nature)
    if trouvee is None:
        connues = ", ".join(nature.code for nature in NATURES)
        raise erreur(f"La nature « {choix.nature} » n’est pas connue. Choisissez parmi {connues}.")
    return trouvee


def preparer(fichier: Fichier, source: Source, choix: Choix, avancement: Avancement = sans_avancement) -> Prepare:
    """Lit le fichier comme les choix le disent ; refuse, d'une phrase, ce qui ne s'importe pas."""
    examen = examiner(fichier, source, choix, avancement)
    gardes = [t for t in examen.tableaux if choix.retient(t.tableau.nom)]
    code = imposee(choix) or _la_plus_sure(examen, gardes)
    nature = nature_de(str(code.value))
    if nature is None:
        raise erreur(
            f"« {examen.analyse.classeur.nom} » : un fichier « {code.libelle} » ne s’importe pas d’ici. "
            f"Choisissez une autre nature : {', '.join(n.code for n in NATURES)}."
        )
    retenus = tuple(t for t in gardes if t.nature is code)
    classeur, textes = _corriger(replace(examen, tableaux=retenus).classeur_de(code), choix)
    lue = nature.lire(classeur, choix)
    complets = avec_l_etiquette(fichier, choix, classeur.etiquette)
    return Prepare(nature, code, examen, retenus, classeur, lue, nature.lecture(lue), textes, complets)


def avec_l_etiquette(fichier: Fichier, choix: Choix, etiquette: Etiquette, *, d_abord: bool = False) -> Choix:
    """Un modèle rendu, des lignes corrigées disent leur bailleur et leur opération, si elle est de ce projet.

    Ce que l'on a dit l'emporte ; ``d_abord`` : rien n'a encore été dit, les choix ne sont que ceux de départ.
    """
    if not etiquette.situe:
        return choix
    with fichier.lire() as session:
        codes = {operation.code for operation in operations(session)}
    connue = etiquette.operation if etiquette.operation in codes else None
    if d_abord:
        return replace(choix, bailleur=etiquette.bailleur or choix.bailleur, operation=connue or choix.operation)
    return replace(choix, bailleur=choix.bailleur or etiquette.bailleur, operation=choix.operation or connue)


def _corriger(classeur: Classeur, choix: Choix) -> tuple[Classeur, Mapping[str, dict[int, str]]]:
    """Le classeur dont chaque ligne laisse son texte au passage, cellules retapées à leur place."""
    textes: dict[str, dict[int, str]] = {}
    feuilles = []
    for feuille in classeur.feuilles:
        gardee = retenir_les_lignes(feuille, textes.setdefault(feuille.nom, {}))
        if retapees := cellules_retapees(choix, feuille.nom):
            gardee = replace(gardee, lignes=LignesCorrigees(gardee.lignes, retapees))
        feuilles.append(gardee)
    return replace(classeur, feuilles=tuple(feuilles)), textes


def cellules_retapees(choix: Choix, tableau: str) -> dict[int, dict[int, str]]:
    """Les corrections d'un tableau, par ligne puis par position."""
    retapees: dict[int, dict[int, str]] = {}
    for cellule, texte in choix.cellules.items():
        if cellule.feuille == tableau:
            retapees.setdefault(cellule.ligne, {})[cellule.position] = texte
    return retapees


def _la_plus_sure(examen: Examen, gardes: Sequence[TableauExamine]) -> Code:
    """Celle du tableau où elle se voit le mieux ; refuse de choisir au hasard."""
    candidats = [t for t in gardes if t.nature is not None]
    if not candidats:
        raise erreur(
            f"« {examen.analyse.classeur.nom} » : ses titres de colonnes ne disent pas ce que c’est. "
            f"Précisez la nature du fichier : {', '.join(nature.code for nature in NATURES)}."
        )
    sur = max(candidats, key=lambda t: (t.natures[0].confiance if t.natures else 0, t.tableau.nb_lignes))
    assert sur.nature is not None
    return sur.nature
