"""Tout ce qui se dit d'un fichier avant de l'importer : ses tableaux, leur nature, leurs colonnes, ses totaux."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from relogement.base import Code
from relogement.imports.analyse import Analyse, Controle, Tableau, analyser, controler
from relogement.imports.lecture import Annonce, Classeur, Genre, Reglages, lire_classeur
from relogement.imports.lecture.annonces import annonce
from relogement.imports.lecture.etiquette import LISTE, Etiquette
from relogement.imports.lecture.reglages import SANS_REGLAGE
from relogement.imports.nature import NatureImport
from relogement.imports.reconnaissance import (
    NatureDevinee,
    Reconnaissance,
    Souvenir,
    deviner,
    lexiques_devines,
    nature_nommee,
    preparer,
    reconnaitre,
)
from relogement.imports.residences.colonnes import A_SOMMER
from relogement.imports.rpls import Millesime, millesime
from relogement.travail import Avancement, sans_avancement

NATURE_SURE = 50
RPLS = "rpls"
MODELES: Mapping[str, NatureImport] = {
    "etat-locatif": NatureImport.ETAT_LOCATIF,
    "vacances": NatureImport.OFFRES,
    "enquete": NatureImport.ENQUETE,
    "saisie": NatureImport.SAISIE,
}
CONTROLES_DITS = 20


@dataclass(frozen=True)
class TableauExamine:
    """Un tableau, ce qu'il semble être, et ce que porte chacune de ses colonnes."""

    tableau: Tableau
    natures: tuple[NatureDevinee, ...]
    nature: Code | None
    colonnes: tuple[Reconnaissance, ...]
    controles: tuple[Controle, ...] = ()
    millesime: Millesime | None = None

    @property
    def inconnues(self) -> tuple[Reconnaissance, ...]:
        """Les colonnes que personne ne lit : elles peuvent se garder à part, sauf celles que l'on a calculées."""
        if self.nature is NatureImport.LISTE:
            return ()
        return tuple(r for r in self.colonnes if r.champ is None)


@dataclass(frozen=True)
class Examen:
    """Le compte rendu d'un fichier ; ``classeur_de`` en donne ce que les lectures attendent."""

    analyse: Analyse
    tableaux: tuple[TableauExamine, ...]
    annonces: tuple[Annonce, ...] = field(default=(), repr=False)

    def classeur_de(self, nature: Code) -> Classeur:
        """Les tableaux de cette nature, colonnes placées et valeurs récrites à la française."""
        choisis = [(t.tableau, t.colonnes) for t in self.tableaux if t.nature is nature]
        return preparer(self.analyse, choisis)


def examiner(
    chemin: Path,
    reglages: Reglages = SANS_REGLAGE,
    nature: Code | None = None,
    avancement: Avancement = sans_avancement,
) -> Examen:
    """Lit le fichier deux fois au plus, sans base ; ``nature`` impose celle de tous ses tableaux."""
    return examiner_classeur(lire_classeur(chemin, avancement, reglages), reglages, nature)


Memoire = Callable[[Code, Tableau], Mapping[str, Souvenir]]


def examiner_classeur(
    classeur: Classeur,
    reglages: Reglages = SANS_REGLAGE,
    nature: Code | None = None,
    corrections: Mapping[str, Mapping[int, str | None]] | None = None,
    *,
    natures: Mapping[str, Code] | None = None,
    memoire: Memoire | None = None,
) -> Examen:
    """``corrections`` et ``natures`` : par nom de tableau, ce que l'agent a choisi ; ``memoire`` : le passé."""
    nature = nature or nature_dite(classeur.etiquette)
    analyse = analyser(classeur, list(lexiques_devines().values()), reglages)
    tableaux = tuple(
        _examiner(t, (natures or {}).get(t.nom, nature), (corrections or {}).get(t.nom), memoire)
        for t in analyse.tableaux
    )
    ecarts = tuple(_ecart(t.tableau, c) for t in tableaux for c in t.controles if not c.convient)
    return Examen(analyse, tableaux, (*analyse.annonces, *ecarts[:CONTROLES_DITS]))


def nature_dite(etiquette: Etiquette) -> Code | None:
    """Celle d'un classeur que l'on a soi-même préparé : un modèle, une liste."""
    if etiquette.nature is not None:
        return nature_nommee(etiquette.nature)
    codes = {**MODELES, LISTE: NatureImport.LISTE}
    return codes.get(etiquette.modele or etiquette.contenu)


def _examiner(
    tableau: Tableau, imposee: Code | None, corrections: Mapping[int, str | None] | None, memoire: Memoire | None
) -> TableauExamine:
    devinees = tuple(deviner(tableau))
    sure = devinees[0].nature if devinees and devinees[0].confiance >= NATURE_SURE else None
    nature = imposee or sure
    colonnes = _sans_nature(tableau)
    if nature is not None:
        colonnes = tuple(reconnaitre(tableau, nature, corrections, memoire(nature, tableau) if memoire else None))
    annee = millesime(tableau.titres) if nature is not None and nature.value == RPLS else None
    return TableauExamine(tableau, devinees, nature, colonnes, _controles(tableau, nature, colonnes), annee)


def _controles(tableau: Tableau, nature: Code | None, colonnes: Sequence[Reconnaissance]) -> tuple[Controle, ...]:
    """Des taux ne s'additionnent pas : le bas d'un tableau de résidences en est la moyenne."""
    if nature is not NatureImport.RESIDENCES:
        return controler(tableau)
    comptees = {r.colonne.position: r.colonne.titre for r in colonnes if r.champ in A_SOMMER}
    return controler(tableau, comptees) if comptees else ()


def _sans_nature(tableau: Tableau) -> tuple[Reconnaissance, ...]:
    return tuple(Reconnaissance(c, None, "", 0, "nature du tableau inconnue") for c in tableau.colonnes)


def _ecart(tableau: Tableau, controle: Controle) -> Annonce:
    total = "total général" if controle.general else "total"
    message = (
        f"Ligne {controle.ligne}, « {controle.titre} » : le {total} du fichier est {controle.total}, "
        f"la somme des lignes lues {controle.somme} (écart {controle.ecart})."
    )
    return annonce(Genre.TOTAL, message, tableau.nom, grave=True)
