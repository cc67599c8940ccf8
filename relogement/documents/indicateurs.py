"""Le rapport des indicateurs : les chiffres de la vue d'ensemble sur une A4, en traits, sans un nom de ménage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from relogement.documents.mise_en_page import (
    PETIT,
    TRAIT,
    Feuille,
    en_pdf,
    note,
    paragraphe,
    section,
    style,
    tableau_serre,
    titre,
)
from relogement.documents.traits import Barre, CourbeTracee, barres, colonnes_doubles, courbe, jauge
from relogement.textes import jour

TITRE = "Indicateurs du relogement"
NOTICE = (
    "Ce rapport ne contient que des effectifs et des taux. Un petit effectif peut désigner un ménage : avant de "
    "le diffuser hors de l’équipe, préférez l’extrait agrégé, qui applique le secret statistique."
)
EVOLUTION, DEFINITIONS = "L’évolution, trimestre après trimestre", "Ce que l’on compte"
LECTURE = (
    "Trait plein : la valeur à la fin de chaque trimestre. Tirets : l’objectif. Moustache : l’intervalle estimé "
    "si le rythme des derniers mois se maintient."
)
_BORD = ("BOX", (0, 0), (-1, -1), 0.5, TRAIT)
_ECART = 4 * mm


@dataclass(frozen=True)
class CarteDuRapport:
    """Un critère : ses mots, sa part et son objectif en %, et sa courbe."""

    titre: str
    part: str
    compte: str
    valeur: float | None
    objectif: float | None
    lignes: tuple[str, ...]
    courbe: CourbeTracee


@dataclass(frozen=True)
class TableDuRapport:
    titre: str
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Rapport:
    """Tout ce que le rapport écrit, déjà en mots ; ``portee`` dit pour qui, et selon quels quartiers."""

    projet: str
    portee: tuple[str, ...]
    au: date
    edite_le: date
    cartes: tuple[CarteDuRapport, ...]
    rythme: str
    avancement: tuple[Barre, ...]
    rac: tuple[tuple[str, int, int], ...]
    rac_note: str
    refus: tuple[Barre, ...]
    refus_note: str
    chiffres: tuple[tuple[str, str, str], ...]
    tables: tuple[TableDuRapport, ...]
    definitions: tuple[tuple[str, str, str], ...]


def textes_fixes() -> list[str]:
    """Les titres et les notes que tout rapport porte, quel que soit le projet."""
    return [TITRE, NOTICE, LECTURE, "Avancement", "Reste à charge", "Refus par motif", EVOLUTION, DEFINITIONS]


def rapport_en_pdf(rapport: Rapport) -> bytes:
    """Le rapport ; ses métadonnées ne nomment ni l'agent ni son poste."""
    feuille = _feuille(rapport)
    return en_pdf(feuille, list(_contenu(feuille, rapport)))


def _feuille(rapport: Rapport) -> Feuille:
    return Feuille(TITRE, f"{rapport.projet} — données au {jour(rapport.au)}")


def _contenu(feuille: Feuille, rapport: Rapport) -> Iterator[Flowable]:
    large = feuille.largeur
    yield titre(TITRE)
    yield paragraphe(f"{rapport.projet} — données au {jour(rapport.au)}, édité le {jour(rapport.edite_le)}")
    yield note(" · ".join(rapport.portee))
    yield Spacer(0, 2 * mm)
    yield _quatre(rapport.cartes, large)
    if rapport.rythme:
        yield note(rapport.rythme)
    yield from _graphiques(rapport, large)
    yield _chiffres(rapport.chiffres, large)
    yield section(EVOLUTION)
    yield _courbes(rapport.cartes, large)
    yield note(LECTURE)
    for table in rapport.tables:
        parts = (3.2, *(2.0,) * (len(table.entetes) - 1))
        yield section(table.titre)
        yield tableau_serre(table.entetes, table.lignes, parts, large)
    yield section(DEFINITIONS)
    yield tableau_serre(("Indicateur", "Définition", "Source"), rapport.definitions, (2.2, 5, 2.4), large)
    yield Spacer(0, 2 * mm)
    yield note(NOTICE)


def _quatre(cartes: Sequence[CarteDuRapport], large: float) -> Table:
    """Les cartes côte à côte, chacune dans son cadre."""
    cote = (large - _ECART * (len(cartes) - 1)) / len(cartes)
    rangee: list[Flowable | str] = []
    largeurs: list[float] = []
    for rang, carte in enumerate(cartes):
        if rang:
            rangee.append("")
            largeurs.append(_ECART)
        rangee.append(_carte(carte, cote))
        largeurs.append(cote)
    cadres = [
        ("BOX", (rang, 0), (rang, 0), 0.5, TRAIT) for rang in range(0, len(rangee), 2)
    ]  # tous de même hauteur
    return Table(
        [rangee], largeurs, style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_SANS_MARGE, *cadres])
    )


def _carte(carte: CarteDuRapport, large: float) -> Table:
    dedans = large - 5 * mm
    morceaux: list[list[Flowable]] = [
        [paragraphe(carte.titre, style(8, gras=True))],
        [paragraphe(carte.part, style(17, gras=True))],
        [paragraphe(carte.compte, style(PETIT))],
        [jauge(carte.valeur, carte.objectif, dedans)],
        *([paragraphe(ligne, style(PETIT))] for ligne in carte.lignes),
    ]
    return Table(morceaux, [large], style=TableStyle(_SERREE))


def _graphiques(rapport: Rapport, large: float) -> Iterator[Flowable]:
    cote = (large - 2 * _ECART) / 3
    titres = [paragraphe(mot, style(9, gras=True)) for mot in ("Avancement", "Reste à charge", "Refus par motif")]
    dessins = [
        barres(rapport.avancement, cote), colonnes_doubles(rapport.rac, cote), barres(rapport.refus, cote)
    ]  # fmt: skip
    notes: list[Flowable] = [note("Titulaires, par étape."), note(rapport.rac_note), note(rapport.refus_note)]
    rangees = [_espacee(titres), _espacee(dessins), _espacee(notes)]
    largeurs = [cote, _ECART, cote, _ECART, cote]
    yield Spacer(0, 2 * mm)
    yield Table(rangees, largeurs, style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_SANS_MARGE]))


def _espacee(trois: Sequence[Flowable]) -> list[Flowable | str]:
    return [trois[0], "", trois[1], "", trois[2]]


def _chiffres(chiffres: Sequence[tuple[str, str, str]], large: float) -> Table:
    cellules = [
        [paragraphe(nom, style(PETIT)), paragraphe(f"{valeur}   ({compte})", style(9, gras=True))]
        for nom, valeur, compte in chiffres
    ]
    rangee = [cellules]
    cote = large / len(chiffres)
    return Table(rangee, [cote] * len(chiffres), style=TableStyle([_BORD, ("INNERGRID", *_BORD[1:]), *_SERREE]))


def _courbes(cartes: Sequence[CarteDuRapport], large: float) -> Table:
    cote = (large - _ECART) / 2
    dessins = [[paragraphe(c.titre, style(8, gras=True)), courbe(c.courbe, cote, 34 * mm)] for c in cartes]
    rangees = [[dessins[i], "", dessins[i + 1] if i + 1 < len(dessins) else ""] for i in range(0, len(dessins), 2)]
    return Table(
        rangees, [cote, _ECART, cote], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_SANS_MARGE])
    )


_SANS_MARGE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]  # fmt: skip
_SERREE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 2.5 * mm), ("RIGHTPADDING", (0, 0), (-1, -1), 2 * mm),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
]  # fmt: skip
