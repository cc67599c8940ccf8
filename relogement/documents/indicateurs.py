"""Le rapport des indicateurs : les chiffres de la vue d'ensemble sur une A4, en traits, sans un nom de ménage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from relogement.documents.mise_en_page import (
    CORPS,
    PETIT,
    TRAIT,
    Feuille,
    en_pdf,
    note,
    paragraphe,
    section,
    style,
    tableau_serre,
)
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import TABLEAU_DE_BORD
from relogement.documents.modeles.modele import texte_livre
from relogement.documents.modeles.pdf import Dessin
from relogement.documents.traits import Barre, CourbeTracee, barres, colonnes_doubles, courbe, jauge
from relogement.textes import jour

TITRE = "Indicateurs du relogement"
NOTICE = (
    "Ce rapport ne contient que des effectifs et des taux. Un petit effectif peut désigner un ménage : avant de "
    "le diffuser hors de l’équipe, préférez l’extrait agrégé, qui applique le secret statistique."
)
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
    livres = [ligne.lstrip("# ") for ligne in texte_livre(TABLEAU_DE_BORD.code).splitlines() if "{{" not in ligne]
    return [*livres, NOTICE, LECTURE, "Avancement", "Reste à charge", "Refus par motif"]


def rapport_en_pdf(rapport: Rapport, texte: str | None = None) -> bytes:
    """Le rapport ; ses métadonnées ne nomment ni l'agent ni son poste."""
    feuille = Feuille(TITRE, f"{rapport.projet} — données au {jour(rapport.au)}")
    dits = {
        "projet_nom": rapport.projet, "date": jour(rapport.au), "edite_le": jour(rapport.edite_le),
        "portee": " · ".join(rapport.portee),
    }  # fmt: skip
    corps = feuillet(TABLEAU_DE_BORD, texte, dits, _dessins(rapport), feuille.largeur, corps=CORPS)
    return en_pdf(feuille, corps)


def _dessins(rapport: Rapport) -> dict[str, Dessin]:
    return {
        "criteres": lambda large: _criteres(rapport, large),
        "graphiques": lambda large: list(_graphiques(rapport, large)),
        "delais": lambda large: [_chiffres(rapport.chiffres, large)],
        "evolution": lambda large: [_courbes(rapport.cartes, large), note(LECTURE)],
        "coupes": lambda large: list(_coupes(rapport, large)),
        "definitions": lambda large: [
            tableau_serre(("Indicateur", "Définition", "Source"), rapport.definitions, (2.2, 5, 2.4), large)
        ],
        "avertissement": lambda _: [Spacer(0, 2 * mm), note(NOTICE)],
    }


def _criteres(rapport: Rapport, large: float) -> list[Flowable]:
    rythme = [note(rapport.rythme)] if rapport.rythme else []
    return [Spacer(0, 2 * mm), _quatre(rapport.cartes, large), *rythme]


def _coupes(rapport: Rapport, large: float) -> Iterator[Flowable]:
    for table in rapport.tables:
        parts = (3.2, *(2.0,) * (len(table.entetes) - 1))
        yield section(table.titre)
        yield tableau_serre(table.entetes, table.lignes, parts, large)


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
