"""Les mêmes blocs dans un document Word, pour un bureau qui doit les retoucher avant de les signer."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from relogement.documents.mise_en_page import LOGICIEL
from relogement.documents.modeles.blocs import (
    Bloc,
    Filet,
    Grille,
    Morceaux,
    Paragraphe,
    Puces,
    Signatures,
    Titre,
)
from relogement.organisme import Organisme

POLICE, CORPS = "Arial", 10.5
EPOQUE = datetime(2000, 1, 1, tzinfo=UTC)
"""La date écrite dans les propriétés : la même toujours, le document ne dit ni quand ni par qui il fut fait."""


def en_word(blocs: Sequence[Bloc], organisme: Organisme, *, titre: str, pied: str) -> bytes:
    """Le document entier ; ses propriétés ne nomment personne."""
    document = Document()
    _proprietes(document, titre)
    _mise_en_page(document)
    _en_tete(document, organisme)
    for bloc in blocs:
        _ajouter(document, bloc)
    _pied(document, pied)
    tampon = BytesIO()
    document.save(tampon)
    return _sans_heure(tampon)


def _sans_heure(document: BytesIO) -> bytes:
    """Les mêmes parties, datées toutes du même jour : deux fois le même courrier, deux fois les mêmes octets."""
    stable = BytesIO()
    with ZipFile(document) as lu, ZipFile(stable, "w", ZIP_DEFLATED) as ecrit:
        for nom in lu.namelist():
            ecrit.writestr(ZipInfo(nom, EPOQUE.timetuple()[:6]), lu.read(nom), ZIP_DEFLATED)
    return stable.getvalue()


def _proprietes(document: Any, titre: str) -> None:
    dites = document.core_properties
    dites.title, dites.author, dites.last_modified_by = titre, LOGICIEL, LOGICIEL
    dites.comments, dites.keywords, dites.language = "", "", "fr-FR"
    dites.created = dites.modified = EPOQUE.replace(tzinfo=None)
    dites.revision = 1


def _mise_en_page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = POLICE, Pt(CORPS)
    langue = OxmlElement("w:lang")
    langue.set(qn("w:val"), "fr-FR")
    normal.element.get_or_add_rPr().append(langue)


def _en_tete(document: Any, organisme: Organisme) -> None:
    if not organisme.est_connu:
        return
    if organisme.logo is not None:
        document.add_picture(BytesIO(organisme.logo), height=Cm(1.8))
    paragraphe = document.add_paragraph()
    for rang, ligne in enumerate(organisme.lignes):
        mis = paragraphe.add_run(ligne)
        mis.bold, mis.font.size = rang == 0, Pt(9)
        mis.add_break()


def _ajouter(document: Any, bloc: Bloc) -> None:
    match bloc:
        case Titre():
            _ecrire(document.add_heading(level=min(bloc.niveau, 3)), bloc.morceaux)
        case Paragraphe():
            _paragraphe(document, bloc)
        case Puces():
            _puces(document, bloc)
        case Grille():
            _grille(document, bloc)
        case Signatures():
            _signatures(document, bloc)
        case Filet():
            document.add_paragraph("―" * 30)


def _paragraphe(document: Any, bloc: Paragraphe) -> None:
    paragraphe = document.add_paragraph()
    if bloc.destinataire:
        paragraphe.paragraph_format.left_indent = Cm(9.5)
        paragraphe.paragraph_format.space_after = Pt(18)
    else:
        paragraphe.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _ecrire(paragraphe, bloc.morceaux)


def _puces(document: Any, bloc: Puces) -> None:
    for ligne in bloc.lignes:
        _ecrire(document.add_paragraph(style="List Number" if bloc.numerotees else "List Bullet"), ligne)


def _ecrire(paragraphe: Any, morceaux: Morceaux) -> None:
    for morceau in morceaux:
        debut, *suites = morceau.texte.split("\n")
        mis = paragraphe.add_run(debut)
        for suite in suites:
            mis.add_break()
            mis.add_text(suite)
        mis.bold, mis.italic = morceau.gras or None, morceau.italique or None
        mis.font.name = POLICE


def _grille(document: Any, bloc: Grille) -> None:
    lignes = [*([bloc.entetes] if bloc.a_des_titres else []), *bloc.lignes]
    tableau = document.add_table(rows=len(lignes), cols=len(bloc.entetes), style="Table Grid")
    for rang, ligne in enumerate(lignes):
        for cellule, morceaux in zip(tableau.rows[rang].cells, ligne, strict=True):
            _ecrire(cellule.paragraphs[0], morceaux)
    document.add_paragraph()


def _signatures(document: Any, bloc: Signatures) -> None:
    tableau = document.add_table(rows=1, cols=len(bloc.libelles), style="Table Grid")
    tableau.rows[0].height = Cm(2.6)
    for cellule, libelle in zip(tableau.rows[0].cells, bloc.libelles, strict=True):
        cellule.text = libelle
    document.add_paragraph()


def _pied(document: Any, texte: str) -> None:
    paragraphe = document.sections[0].footer.paragraphs[0]
    paragraphe.add_run(f"{texte} — ")
    _champ(paragraphe, "PAGE")
    paragraphe.add_run("/")
    _champ(paragraphe, "NUMPAGES")


def _champ(paragraphe: Any, nom: str) -> None:
    champ = OxmlElement("w:fldSimple")
    champ.set(qn("w:instr"), nom)
    paragraphe._p.append(champ)
