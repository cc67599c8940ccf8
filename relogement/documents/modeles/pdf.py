"""Mettre des blocs en page : en-tête de l'organisme, destinataire à droite, tableaux, signatures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Image, KeepTogether, Paragraph, Spacer, Table

from relogement.documents.mise_en_page import NORMALE, TRAIT, Section, style
from relogement.documents.modeles.blocs import (
    Bloc,
    Ecrit,
    Filet,
    Grille,
    Insertion,
    Morceaux,
    Paragraphe,
    Puces,
    Signatures,
    Titre,
    texte_de,
)
from relogement.organisme import Organisme
from relogement.textes import FINE, INSECABLE

CORPS, TITRES, AU_DESSUS = 10, (15, 12, 10.5), (4, 2, 0.5)  # un titre dépasse toujours le corps d'autant
COURTE = 4  # blocs qu'une signature emmène avec elle
A_DROITE, LOGO = 95 * mm, 18 * mm
CASE, COUPON = 26 * mm, 60 * mm
PEU = 9  # lettres : en deçà, une colonne ne porterait plus son titre


Dessin = Callable[[float], Sequence[Flowable]]


def en_flux(
    blocs: Sequence[Bloc], largeur: float, *, corps: float = CORPS, dessins: Mapping[str, Dessin] | None = None
) -> list[Flowable]:
    """Les blocs, prêts à être mis en page sur cette largeur ; ``dessins`` fait ceux que le logiciel dessine."""
    faits: list[Flowable] = []
    for partie in _parties(blocs):
        flux = [f for bloc in partie for f in _pose(bloc, largeur, corps, dessins or {})]
        faits += [KeepTogether(flux)] if _se_signe(partie) else flux
    return faits


def _parties(blocs: Sequence[Bloc]) -> Iterator[list[Bloc]]:
    """D'un titre au suivant."""
    partie: list[Bloc] = []
    for bloc in blocs:
        if isinstance(bloc, Titre | Filet) and partie:
            yield partie
            partie = []
        partie.append(bloc)
    yield partie


def _se_signe(partie: Sequence[Bloc]) -> bool:
    """Une signature ne part pas seule sur une page blanche : ce qui l'annonce la suit."""
    return len(partie) <= COURTE and any(isinstance(bloc, Signatures) for bloc in partie)


def _pose(bloc: Bloc, largeur: float, corps: float, dessins: Mapping[str, Dessin]) -> Sequence[Flowable]:
    return dessins[bloc.nom](largeur) if isinstance(bloc, Insertion) else _mis(bloc, largeur, corps)


def en_tete(organisme: Organisme, largeur: float) -> list[Flowable]:
    """Le logo et les coordonnées de l'organisme ; rien si rien n'est réglé."""
    if not organisme.est_connu:
        return []
    lignes = [escape(ligne) for ligne in organisme.lignes]
    lignes[0] = f"<b>{lignes[0]}</b>"
    texte = Paragraph("<br/>".join(lignes), style(8))
    logo = _logo(organisme.logo)
    cases = [[logo, texte]] if logo else [[texte]]
    tailles = [logo.drawWidth + 4 * mm, largeur - logo.drawWidth - 4 * mm] if logo else [largeur]
    trace = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return [Table(cases, tailles, style=trace, hAlign="LEFT"), Spacer(0, 6 * mm)]


def _logo(octets: bytes | None) -> Image | None:
    """Le logo ramené à sa hauteur ; ce n'est plus qu'une image déjà vérifiée à l'enregistrement."""
    if octets is None:
        return None
    image = Image(BytesIO(octets))
    facteur = min(LOGO / image.imageHeight, 60 * mm / image.imageWidth)
    image.drawHeight, image.drawWidth = image.imageHeight * facteur, image.imageWidth * facteur
    return image


def _mis(bloc: Ecrit, largeur: float, corps: float) -> list[Flowable]:
    match bloc:
        case Titre():
            return [_titre(bloc, corps)]
        case Paragraphe(destinataire=True):
            return [Paragraph(_balises(bloc.morceaux), _style(corps, retrait=A_DROITE)), Spacer(0, 8 * mm)]
        case Paragraphe():
            return [Paragraph(_balises(bloc.morceaux), _style(corps))]
        case Puces():
            return _puces(bloc, corps)
        case Grille():
            return [_grille(bloc, largeur, corps), Spacer(0, 3 * mm)]
        case Signatures():
            return _signatures(bloc, largeur, corps)
        case Filet():
            trait = HRFlowable("100%", 0.5, color=TRAIT, spaceBefore=6, spaceAfter=6, dash=(2, 2))
            return [CondPageBreak(COUPON), trait]


def _titre(bloc: Titre, corps: float) -> Section:
    rang = min(bloc.niveau, len(TITRES)) - 1
    return Section(
        _balises(bloc.morceaux), style(max(TITRES[rang], corps + AU_DESSUS[rang]), gras=True, avant=8, apres=4)
    )


def _style(corps: float, *, retrait: float = 0) -> ParagraphStyle:
    forme = style(corps, apres=corps * 0.6)
    forme.leftIndent, forme.leading, forme.allowWidows, forme.allowOrphans = retrait, corps * 1.4, 0, 0
    forme.alignment = forme.alignment if retrait or corps < CORPS else TA_JUSTIFY
    return forme


def _puces(bloc: Puces, corps: float) -> list[Flowable]:
    forme = _style(corps)
    forme.leftIndent, forme.bulletIndent, forme.spaceAfter = 6 * mm, 2 * mm, corps * 0.25
    signe: Callable[[int], str] = (lambda n: f"{n}.") if bloc.numerotees else (lambda _: "•")
    return [Paragraph(_balises(li), forme, bulletText=signe(n)) for n, li in enumerate(bloc.lignes, 1)]


def _grille(bloc: Grille, largeur: float, corps: float) -> Table:
    forme, gras = style(corps - 0.5), style(corps - 0.5, gras=True)
    lignes = [[Paragraph(_balises(cellule), forme) for cellule in ligne] for ligne in bloc.lignes]
    titres = [[Paragraph(_balises(t), gras) for t in bloc.entetes]] if bloc.a_des_titres else []
    tailles = [largeur * part for part in _parts(bloc)]
    trace = [
        ("FONTNAME", (0, 0), (-1, -1), NORMALE), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, TRAIT), ("LINEABOVE", (0, 0), (-1, 0), 0.4, TRAIT),
        ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]  # fmt: skip
    return Table([*titres, *lignes], tailles, repeatRows=len(titres), style=trace)


def _parts(bloc: Grille) -> list[float]:
    """La largeur de chaque colonne : ce que demande son texte le plus long, sans en écraser une."""
    lignes = [bloc.entetes, *bloc.lignes]
    longueurs = [max(PEU, *(len(texte_de(c)) for c in colonne)) ** 0.5 for colonne in zip(*lignes, strict=True)]
    return [longueur / sum(longueurs) for longueur in longueurs]


def _signatures(bloc: Signatures, largeur: float, corps: float) -> list[Flowable]:
    cases = [[Paragraph(escape(libelle), style(corps - 1)) for libelle in bloc.libelles]]
    trace = [
        ("BOX", (0, 0), (-1, -1), 0.5, colors.black), ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]  # fmt: skip
    part = largeur / len(bloc.libelles)
    tableau = Table(cases, [part] * len(bloc.libelles), [CASE], style=trace)
    return [Spacer(0, 3 * mm), tableau, Spacer(0, 3 * mm)]


def _balises(morceaux: Morceaux) -> str:
    """Les morceaux dans la langue de reportlab ; une espace fine s'y couperait : elle devient insécable."""
    return "".join(_balise(m.texte, gras=m.gras or m.italique) for m in morceaux)


def _balise(texte: str, *, gras: bool) -> str:
    brut = escape(texte, quote=False).replace(FINE, INSECABLE).replace("\n", "<br/>")
    return f"<b>{brut}</b>" if gras else brut
