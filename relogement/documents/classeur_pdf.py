"""Le bilan du relogement en PDF : les mêmes tableaux, les mêmes cases secrètes, les mêmes graphiques."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table

from relogement.documents.mise_en_page import (
    FOND_D_ENTETE,
    GRASSE,
    NORMALE,
    TRAIT,
    Feuille,
    en_pdf,
    note,
    paragraphe,
    section,
    style,
    titre,
)
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import BILAN
from relogement.exports.soigne import Bloc, Case, Classeur, Genre, Graphique
from relogement.exports.soigne import Feuille as FeuilleLue
from relogement.textes import FINE, TIRET, nombre

CORPS, ETIQUETTES = 8, 7
LARGEUR, HAUTEUR, PAR_BARRE = 350.0, 130.0, 10.0
ENSEMBLE, SERRES, RESTE = 20, 5, 200  # lignes tenant à côté d’un graphique ; points pour commencer une feuille
TEINTES = (
    colors.HexColor("#2f6fb2"),
    colors.HexColor("#c9d3e0"),
    colors.HexColor("#6b7684"),
    colors.HexColor("#e3b27a"),
)
UNITES = {Genre.TAUX: f"{FINE}%", Genre.POINTS: f"{FINE}pt", Genre.EUROS: f"{FINE}€", Genre.JOURS: f"{FINE}j"}
FEUILLES = {
    "synthese": "Synthèse", "avancement": "Avancement", "criteres": "Critères", "profils": "Profils",
    "reste_a_charge": "Reste à charge", "refus": "Refus", "delais": "Délais", "inter_bailleurs": "Inter-bailleurs",
    "evolution": "Évolution", "definitions": "Définitions", "secret": "Secret",
}  # fmt: skip
DECIMALES = {Genre.ENTIER: 0, Genre.EUROS: 0, Genre.JOURS: 0, Genre.TAUX: 1, Genre.POINTS: 1}
TEXTES = (Genre.TEXTE, Genre.LONG)


def ecrire(classeur: Classeur, chemin: Path) -> None:
    """Écrit le bilan dans ce fichier."""
    chemin.write_bytes(bilan_en_pdf(classeur))


def bilan_en_pdf(classeur: Classeur) -> bytes:
    """Les feuilles du classeur, rangées et présentées par le texte du bilan."""
    feuille = Feuille(classeur.titre, classeur.pied, paysage=True)
    dits = {"titre": classeur.titre, "pied": classeur.pied}
    noms = {lue.nom: lue for lue in classeur.feuilles}
    dessins = {code: partial(_page, noms.get(nom)) for code, nom in FEUILLES.items()}
    corps = feuillet(BILAN, classeur.texte, dits, dessins, feuille.largeur)
    return en_pdf(feuille, corps)


def _page(lue: FeuilleLue | None, largeur: float) -> list[Flowable]:
    """Rien si ce classeur n'a pas cette feuille : celui d'une opération n'a pas celles du projet."""
    if lue is None:
        return []
    chapeau = [note(lue.chapeau)] if lue.chapeau else []
    blocs = [flux for bloc in lue.blocs for flux in _bloc(bloc, lue, largeur)]
    return [CondPageBreak(RESTE), titre(lue.titre), *chapeau, *blocs]


def _bloc(bloc: Bloc, lue: FeuilleLue, largeur: float) -> Iterator[Flowable]:
    if bloc.titre:
        yield section(bloc.titre)
    tableau = _tableau(bloc, lue.largeurs, largeur)
    graphique = _graphique(bloc, bloc.graphique) if bloc.graphique is not None and bloc.lignes else None
    reste = largeur - sum(tableau._argW)
    if graphique is not None and reste >= LARGEUR and len(bloc.lignes) <= ENSEMBLE:
        cote = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        yield Table([[tableau, graphique]], [largeur - reste, reste], style=cote, hAlign="LEFT")
    else:
        yield tableau
        yield from [] if graphique is None else [Spacer(0, 6), graphique]
    if bloc.note:
        yield note(bloc.note)
    yield Spacer(0, 8)


def _tableau(bloc: Bloc, largeurs: Sequence[float], largeur: float) -> Table:
    parts = [largeurs[min(n, len(largeurs) - 1)] for n in range(len(bloc.colonnes))]
    unite = min(largeur / sum(parts), 5.6)
    cases = [[_case(c.titre, c.genre, gras=True) for c in bloc.colonnes]]
    for rang, ligne in enumerate(bloc.lignes):
        gras = bloc.total and rang == len(bloc.lignes) - 1
        dites = (dite(v, c.genre) for v, c in zip(ligne, bloc.colonnes, strict=True))
        cases.append([_case(d, c.genre, gras=gras) for d, c in zip(dites, bloc.colonnes, strict=True)])
    trace = [
        ("BACKGROUND", (0, 0), (-1, 0), FOND_D_ENTETE), ("LINEBELOW", (0, 0), (-1, -1), 0.3, TRAIT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), NORMALE),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]  # fmt: skip
    return Table(cases, [part * unite for part in parts], repeatRows=1, style=trace, hAlign="LEFT")


def _case(texte: str, genre: Genre, *, gras: bool) -> Paragraph:
    forme = style(CORPS, gras=gras)
    forme.alignment = forme.alignment if genre in TEXTES else TA_RIGHT
    return paragraphe(texte, forme)


def dite(valeur: Case, genre: Genre) -> str:
    """Une case comme le classeur la montre ; vide se lit « — », secrète « s. »."""
    if valeur is None:
        return "" if genre in TEXTES else TIRET
    if isinstance(valeur, str):
        return valeur
    signe = "+" if genre is Genre.POINTS and valeur > 0 else ""
    return f"{signe}{nombre(valeur, DECIMALES.get(genre, 2))}{UNITES.get(genre, '')}"


def _graphique(bloc: Bloc, voulu: Graphique) -> Drawing:
    """Les mêmes séries que dans le classeur ; une case secrète n'a ni barre ni point."""
    lignes = bloc.lignes[: voulu.lignes or len(bloc.lignes)]
    genre = bloc.colonnes[voulu.series[0]].genre
    donnees = [[_valeur(ligne[colonne]) for ligne in lignes] for colonne in voulu.series]
    hauteur = PAR_BARRE * len(lignes) * len(voulu.series) + 30 if voulu.genre == "bar" else HAUTEUR
    dessin = Drawing(LARGEUR, hauteur + 40)
    trace = _trace(voulu, donnees, [str(ligne[0]) for ligne in lignes], genre)
    trace.height = hauteur
    dessin.add(trace)
    dessin.add(_legende([bloc.colonnes[n].titre for n in voulu.series], hauteur + 34))
    return dessin


def _valeur(case: Case) -> float | None:
    return None if case is None or isinstance(case, str) else float(case)


def _trace(voulu: Graphique, donnees: list[list[float | None]], noms: list[str], genre: Genre) -> Any:
    trace: Any = {"bar": HorizontalBarChart, "column": VerticalBarChart}.get(voulu.genre, HorizontalLineChart)()
    trace.x, trace.y, trace.width = (135, 14, LARGEUR - 175) if voulu.genre == "bar" else (40, 24, LARGEUR - 60)
    couche = trace.lines if voulu.genre == "line" else trace.bars
    trace.data = [[v if v is not None or voulu.genre == "line" else 0 for v in serie] for serie in donnees]
    for rang in range(len(donnees)):
        couche[rang].strokeColor = TEINTES[rang] if voulu.genre == "line" else None
        if voulu.genre == "line":
            couche[rang].strokeWidth = 1.6
        else:
            couche[rang].fillColor = TEINTES[rang % len(TEINTES)]
    _axes(trace, voulu, noms, genre)
    return trace


def _axes(trace: Any, voulu: Graphique, noms: list[str], genre: Genre) -> None:
    trace.categoryAxis.categoryNames = noms
    for axe in (trace.categoryAxis, trace.valueAxis):
        axe.labels.fontName, axe.labels.fontSize = NORMALE, ETIQUETTES
        axe.strokeColor = TRAIT
    trace.valueAxis.valueMin, trace.valueAxis.gridStrokeColor, trace.valueAxis.visibleGrid = 0, TRAIT, 1
    trace.valueAxis.gridStrokeWidth = 0.25
    trace.valueAxis.labelTextFormat = lambda v: dite(Decimal(str(v)), genre)
    if voulu.genre == "bar":
        trace.categoryAxis.reverseDirection = 1
        trace.categoryAxis.labels.boxAnchor, trace.categoryAxis.labels.maxWidth = "e", 125
        trace.barLabels.fontName, trace.barLabels.fontSize = NORMALE, ETIQUETTES
        trace.barLabels.boxAnchor, trace.barLabels.dx = "w", 3
        trace.barLabelFormat = lambda v: dite(Decimal(str(v)), genre) if v else ""
    elif voulu.genre == "column":
        trace.barSpacing, trace.groupSpacing = 1, 6
    if voulu.genre != "bar" and len(noms) > SERRES:
        trace.categoryAxis.labels.angle, trace.categoryAxis.labels.boxAnchor = 35, "ne"


def _legende(noms: list[str], haut: float) -> Legend:
    legende = Legend()
    legende.x, legende.y, legende.alignment, legende.columnMaximum = 40, haut, "right", 1
    legende.fontName, legende.fontSize, legende.dx, legende.dy = GRASSE, ETIQUETTES, 7, 7
    legende.deltax, legende.strokeWidth, legende.strokeColor = 90, 0, None
    legende.colorNamePairs = [(TEINTES[n % len(TEINTES)], nom) for n, nom in enumerate(noms)]
    return legende
