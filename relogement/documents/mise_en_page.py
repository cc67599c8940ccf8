"""Le fonds commun des documents imprimés : police embarquée, pied numéroté, tableaux lisibles en noir et blanc."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle
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


def en_pdf(feuille: Feuille, contenu: Sequence[Flowable]) -> bytes:
    """Le document entier ; il ne dit ni qui l'a fait ni sur quel poste."""
    poser_les_polices()
    tampon = BytesIO()
    document = BaseDocTemplate(
        tampon, pagesize=feuille.taille, title=feuille.titre, author=LOGICIEL, subject=feuille.titre,
        creator=LOGICIEL, producer=LOGICIEL, lang="fr-FR", displayDocTitle=True, initialFontName=NORMALE,
        invariant=1,  # ni l'heure ni le hasard : le même contenu donne les mêmes octets, donc la même empreinte
        leftMargin=MARGE, rightMargin=MARGE, topMargin=MARGE, bottomMargin=MARGE + PIED,
    )  # fmt: skip
    cadre = Frame(MARGE, MARGE + PIED, feuille.largeur, feuille.taille[1] - 2 * MARGE - PIED, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[cadre]))
    document.build(list(contenu), canvasmaker=lambda *a, **k: _Numerotee(*a, feuille=feuille, **k))
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


class _Numerotee(Canvas):  # type: ignore[misc]
    """Le nombre de pages n'est connu qu'à la fin : chaque page attend son pied."""

    def __init__(self, *args: Any, feuille: Feuille, **options: Any) -> None:
        super().__init__(*args, **options)
        self._feuille = feuille
        self._pages: list[dict[str, Any]] = []

    @override
    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    @override
    def save(self) -> None:
        pages = self._pages
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
