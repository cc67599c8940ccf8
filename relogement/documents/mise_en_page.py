"""Le fonds commun des documents imprimés : police embarquée, pied numéroté, tableaux lisibles en noir et blanc."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import as_file, files
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)
from typing_extensions import override

from relogement.exports.ecriture.cible import en_place
from relogement.textes import FINE, INSECABLE

NORMALE, GRASSE = "DejaVu", "DejaVu-Gras"
FICHIERS = {NORMALE: "DejaVuSansCondensed.ttf", GRASSE: "DejaVuSansCondensed-Bold.ttf"}
LOGICIEL = "Relogement"
MARGE, PIED, SOUS_UN_TITRE = 14 * mm, 10 * mm, 22 * mm
CORPS, PETIT, SERRE = 9, 7.5, 7
FOND_D_ENTETE, TRAIT = colors.HexColor("#e4e4e4"), colors.HexColor("#8a8a8a")


@dataclass(frozen=True)
class Feuille:
    """Ce qui est dit de tout le document : son titre, ce que rappelle chaque pied, son sens."""

    titre: str
    pied: str = ""
    paysage: bool = False

    @property
    def taille(self) -> tuple[float, float]:
        large, haute = A4
        return (haute, large) if self.paysage else (large, haute)

    @property
    def largeur(self) -> float:
        """Ce qui reste au texte, entre les marges."""
        return float(self.taille[0] - 2 * MARGE)


@dataclass(frozen=True)
class Mise:
    """Un document prêt à paginer ; rien de ce qu'il dit n'est dans son `repr`."""

    feuille: Feuille
    contenu: Sequence[Flowable] = field(repr=False)


def en_pdf(feuille: Feuille, contenu: Sequence[Flowable]) -> bytes:
    """Le document entier ; il ne dit ni qui l'a fait ni sur quel poste."""
    return reunis([Mise(feuille, contenu)])


def reunis(mises: Sequence[Mise]) -> bytes:
    """Plusieurs documents du même format dans un seul fichier, chacun avec son pied et ses numéros de page."""
    poser_les_polices()
    tampon, feuille = BytesIO(), mises[0].feuille
    document = BaseDocTemplate(
        tampon, pagesize=feuille.taille, title=feuille.titre, author=LOGICIEL, subject=feuille.titre,
        creator=LOGICIEL, producer=LOGICIEL, lang="fr-FR", displayDocTitle=True, initialFontName=NORMALE,
        invariant=1,  # ni l'heure ni le hasard : le même contenu donne les mêmes octets, donc la même empreinte
        leftMargin=MARGE, rightMargin=MARGE, topMargin=MARGE, bottomMargin=MARGE + PIED,
    )  # fmt: skip
    cadre = Frame(MARGE, MARGE + PIED, feuille.largeur, feuille.taille[1] - 2 * MARGE - PIED, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[cadre]))
    suite: list[Flowable] = []
    for rang, mise in enumerate(mises):
        suite += [*([PageBreak()] if rang else []), _Debut(mise.feuille), *mise.contenu]
    document.build(suite, canvasmaker=_Numerotee)
    return tampon.getvalue()


def ecrire_pdf(vers: Path, feuille: Feuille, contenu: Sequence[Flowable]) -> None:
    """Écrit le document ; un refus du disque se dit et ne laisse rien à moitié écrit."""
    octets = en_pdf(feuille, contenu)
    with en_place(vers) as provisoire:
        provisoire.write_bytes(octets)


@cache
def poser_les_polices() -> None:
    """Une police libre et entière : elle a le Ł, le ş, le ő, la flèche et l'espace fine que Helvetica n'a pas."""
    for nom, fichier in FICHIERS.items():
        with as_file(files("resources").joinpath(f"polices/{fichier}")) as chemin:
            registerFont(TTFont(nom, chemin))
    registerFontFamily(NORMALE, normal=NORMALE, bold=GRASSE, italic=NORMALE, boldItalic=GRASSE)


class _Debut(Flowable):  # type: ignore[misc]
    """Là où un document commence : les pages qui suivent portent son pied."""

    def __init__(self, feuille: Feuille) -> None:
        super().__init__()
        self._feuille = feuille

    @override
    def wrap(self, large: float, haut: float) -> tuple[float, float]:
        return 0, 0

    @override
    def draw(self) -> None:
        self.canv.commencer(self._feuille)


class _Numerotee(Canvas):  # type: ignore[misc]
    """Le nombre de pages n'est connu qu'à la fin : chaque page attend son pied."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._feuille = Feuille("")
        self._pages: list[dict[str, Any]] = []
        self._rang = 0

    def commencer(self, feuille: Feuille) -> None:
        """Un autre document : sa première page est la page 1."""
        self._feuille, self._rang = feuille, self._rang + 1

    @override
    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    @override
    def save(self) -> None:
        for _, groupe in groupby(self._pages, lambda page: page["_rang"]):
            pages = list(groupe)
            for rang, page in enumerate(pages, 1):
                self.__dict__.update(page)
                self._ecrire_le_pied(f"{rang}/{len(pages)}")
                super().showPage()
        super().save()

    def _ecrire_le_pied(self, numero: str) -> None:
        self.setFont(NORMALE, PETIT)
        self.setFillColor(colors.black)
        self.setStrokeColor(TRAIT)
        droite = self._feuille.taille[0] - MARGE
        self.line(MARGE, MARGE + PIED / 2, droite, MARGE + PIED / 2)
        self.drawString(MARGE, MARGE, self._feuille.pied or self._feuille.titre)
        self.drawRightString(droite, MARGE, numero)


class Section(Paragraph):  # type: ignore[misc]
    """Sans place pour quelques lignes sous lui, il change de page ; `keepWithNext` emporterait tout le tableau."""

    @override
    def wrap(self, large: float, haut: float) -> tuple[float, float]:
        largeur, hauteur = super().wrap(large, haut)
        return largeur, hauteur if haut >= hauteur + SOUS_UN_TITRE else haut + 1

    @override
    def split(self, large: float, haut: float) -> list[Flowable]:
        return []


def style(taille: float = CORPS, *, gras: bool = False, avant: float = 0, apres: float = 0) -> ParagraphStyle:
    """Un style de la maison : sa taille, sa graisse, ce qui l'écarte du reste."""
    poser_les_polices()
    return ParagraphStyle(
        f"{taille}-{gras}-{avant}-{apres}", fontName=GRASSE if gras else NORMALE, fontSize=taille,
        leading=taille * 1.3, spaceBefore=avant, spaceAfter=apres, splitLongWords=True,
    )  # fmt: skip


def paragraphe(texte: str, forme: ParagraphStyle | None = None) -> Paragraph:
    """Un texte tel qu'il est écrit : rien n'y est pris pour une balise, les fins de ligne restent.

    reportlab coupe aux espaces fines : elles deviennent des insécables pleines, « 12 € » reste entier.
    """
    brut = escape(texte, quote=False).replace(FINE, INSECABLE).replace("\n", "<br/>")
    return Paragraph(brut, forme or style())


def titre(texte: str) -> Paragraph:
    return paragraphe(texte, style(15, gras=True, apres=4))


def section(texte: str) -> Section:
    """Le titre d'une partie ; il ne reste jamais seul en bas d'une page."""
    return Section(escape(texte, quote=False), style(11, gras=True, avant=10, apres=4))


def note(texte: str) -> Paragraph:
    return paragraphe(texte, style(PETIT, apres=3))


def tableau(
    entetes: Sequence[str], lignes: Sequence[Sequence[str]], parts: Sequence[float], largeur: float
) -> Table:
    """Un tableau dont l'en-tête se répète à chaque page ; `parts` partage la largeur entre ses colonnes.

    Des traits et du gras, pas de couleur : il se lit aussi bien imprimé en noir.
    """
    return _tableau(entetes, lignes, parts, largeur, PETIT + 0.5, 2.5)


def tableau_serre(
    entetes: Sequence[str], lignes: Sequence[Sequence[str]], parts: Sequence[float], largeur: float
) -> Table:
    """Le même, pour qu'une longue liste tienne en une page."""
    return _tableau(entetes, lignes, parts, largeur, SERRE, 0.8)


def _tableau(
    entetes: Sequence[str], lignes: Sequence[Sequence[str]], parts: Sequence[float], largeur: float, corps: float,
    blanc: float,
) -> Table:  # fmt: skip
    unite = largeur / sum(parts)
    gras, normal = style(min(PETIT, corps), gras=True), style(corps)
    cellules = [[paragraphe(mot, gras) for mot in entetes]]
    cellules += [[paragraphe(texte, normal) for texte in ligne] for ligne in lignes]
    return Table(cellules, [part * unite for part in parts], repeatRows=1, style=_traits(blanc))


def _traits(blanc: float) -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONTNAME", (0, 0), (-1, -1), NORMALE),
            ("BACKGROUND", (0, 0), (-1, 0), FOND_D_ENTETE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, TRAIT),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), blanc),
            ("BOTTOMPADDING", (0, 0), (-1, -1), blanc + 0.3),
        ]
    )
