"""Où une donnée peut se cacher : pour chaque partie de chaque format, un fichier qui l'y porte."""

import json
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

Cachette = Callable[[Path, str], None]


def _openpyxl(remplir: Callable[[Any, str], None]) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        classeur = openpyxl.Workbook()
        classeur.active["A1"] = "TITRE"
        remplir(classeur, donnee)
        classeur.save(chemin)

    return cacher


def _xlsxwriter(remplir: Callable[[Any, Any, str], None]) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        with xlsxwriter.Workbook(chemin) as classeur:
            feuille = classeur.add_worksheet("Feuille")
            feuille.write(0, 0, "TITRE")
            remplir(classeur, feuille, donnee)

    return cacher


def _dans_la_feuille(xml: str) -> Cachette:
    """Une feuille dont on écrit le XML soi-même."""
    return _avec_partie("xl/worksheets/sheet1.xml", _FEUILLE.replace("CELLULES", xml))


_FEUILLE = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>CELLULES</sheetData></worksheet>"
)


def _avec_partie(partie: str, contenu: str) -> Cachette:
    """Un classeur ordinaire, plus (ou à la place) une partie."""

    def cacher(chemin: Path, donnee: str) -> None:
        tampon = BytesIO()
        with xlsxwriter.Workbook(tampon) as classeur:
            classeur.add_worksheet("Feuille").write(0, 0, "TITRE")
        with zipfile.ZipFile(tampon) as vierge, zipfile.ZipFile(chemin, "w") as archive:
            for nom in vierge.namelist():
                if nom != partie:
                    archive.writestr(nom, vierge.read(nom))
            archive.writestr(partie, contenu.replace("DONNEE", donnee))

    return cacher


def _feuille(etat: str) -> Callable[[Any, str], None]:
    def remplir(classeur: Any, donnee: str) -> None:
        cachee = classeur.create_sheet("Autre")
        cachee["C9"] = donnee
        cachee.sheet_state = etat

    return remplir


def _commentaire(classeur: Any, donnee: str) -> None:
    classeur.active["A1"].comment = Comment(donnee, "x")


def _auteur_du_commentaire(classeur: Any, donnee: str) -> None:
    classeur.active["A1"].comment = Comment("x", donnee)


def _nom_defini(classeur: Any, donnee: str) -> None:
    classeur.defined_names["liste"] = DefinedName("liste", attr_text=f'"{donnee}"')


def _validation(classeur: Any, donnee: str) -> None:
    regle = DataValidation(type="list", formula1=f'"{donnee.replace(",", "")},autre"', prompt="choisir")
    classeur.active.add_data_validation(regle)
    regle.add("A1")


def _invite(classeur: Any, donnee: str) -> None:
    regle = DataValidation(type="whole", formula1="1", prompt=donnee)
    classeur.active.add_data_validation(regle)
    regle.add("A1")


def _pied(classeur: Any, donnee: str) -> None:
    classeur.active.oddFooter.left.text = donnee


def _propriete(nom: str) -> Callable[[Any, str], None]:
    return lambda classeur, donnee: setattr(classeur.properties, nom, donnee)


def _nom_de_feuille(classeur: Any, donnee: str) -> None:
    classeur.create_sheet(donnee.replace("/", "-")[:31])


def _deux_morceaux(classeur: Any, feuille: Any, donnee: str) -> None:
    gras = classeur.add_format({"bold": True})
    feuille.write_rich_string(1, 0, donnee[:3], gras, donnee[3:])


def _legende_de_graphique(classeur: Any, feuille: Any, donnee: str) -> None:
    graphique = classeur.add_chart({"type": "column"})
    graphique.add_series({"values": "=Feuille!$A$1:$A$2", "name": donnee})
    graphique.set_title({"name": "Total"})
    feuille.insert_chart("C3", graphique)


def _cache_de_graphique(classeur: Any, feuille: Any, donnee: str) -> None:
    graphique = classeur.add_chart({"type": "column"})
    graphique.add_series(
        {"values": "=Feuille!$B$1:$B$1", "categories": "=Feuille!$A$1:$A$1", "categories_data": [donnee]}
    )
    feuille.insert_chart("C3", graphique)


def _tableau_croise(chemin: Path, donnee: str) -> None:
    cache = f'<pivotCacheDefinition><sharedItems count="1"><s v="{donnee}"/></sharedItems></pivotCacheDefinition>'
    _avec_partie("xl/pivotCache/pivotCacheDefinition1.xml", cache)(chemin, donnee)


def _classeur_dans_classeur(chemin: Path, donnee: str) -> None:
    tampon = BytesIO()
    with xlsxwriter.Workbook(tampon) as classeur:
        classeur.add_worksheet("Dedans").write(0, 0, donnee)
    _joindre(chemin, "xl/embeddings/Microsoft_Excel_Sheet1.xlsx", tampon.getvalue())


def _joindre(chemin: Path, nom: str, octets: bytes) -> None:
    with xlsxwriter.Workbook(chemin) as classeur:
        classeur.add_worksheet("Feuille").write(0, 0, "TITRE")
    with zipfile.ZipFile(chemin, "a") as archive:
        archive.writestr(nom, octets)


def _commentaire_de_l_archive(chemin: Path, donnee: str) -> None:
    _joindre(chemin, "xl/vide.xml", b"<a/>")
    with zipfile.ZipFile(chemin, "a") as archive:
        archive.comment = donnee.encode()


CLASSEUR: dict[str, Cachette] = {
    "une cellule": _openpyxl(lambda c, d: c.active.__setitem__("B7", d)),
    "une cellule au bout de la feuille": _openpyxl(lambda c, d: c.active.__setitem__("XFD1048576", d)),
    "un titre de colonne": _openpyxl(lambda c, d: c.active.__setitem__("B1", d)),
    "une feuille masquée": _openpyxl(_feuille("hidden")),
    "une feuille très masquée": _openpyxl(_feuille("veryHidden")),
    "une colonne masquée": _xlsxwriter(lambda _, f, d: (f.write(3, 5, d), f.set_column(5, 5, 8, None, {"hidden": 1}))),
    "un texte riche coupé en deux": _xlsxwriter(_deux_morceaux),
    "un texte riche écrit dans la cellule": _dans_la_feuille(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>DON</t></r><r><t>NEE</t></r></is></c></row>'.replace(
            "<t>DON</t></r><r><t>NEE</t>", "<t>DONNEE</t>"
        )
    ),
    "une cellule au balisage préfixé": _avec_partie(
        "xl/worksheets/sheet1.xml",
        '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>DONNEE</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
    ),
    "le résultat d’une formule": _dans_la_feuille('<row r="1"><c r="A1" t="str"><f>B1</f><v>DONNEE</v></c></row>'),
    "le texte d’une formule": _xlsxwriter(lambda _, f, d: f.write_formula(2, 2, f'="{d}"&A1')),
    "un commentaire XML dans la feuille": _dans_la_feuille('<!-- DONNEE --><row r="1"><c r="A1"><v>1</v></c></row>'),
    "un attribut de cellule inconnu": _dans_la_feuille('<row r="1"><c r="A1" note="DONNEE"><v>1</v></c></row>'),
    "un commentaire": _openpyxl(_commentaire),
    "l’auteur d’un commentaire": _openpyxl(_auteur_du_commentaire),
    "un commentaire en fil de discussion": _avec_partie(
        "xl/threadedComments/threadedComment1.xml", "<ThreadedComments><text>DONNEE</text></ThreadedComments>"
    ),
    "la personne d’un fil de discussion": _avec_partie(
        "xl/persons/person.xml", '<personList><person displayName="DONNEE" id="{0}"/></personList>'
    ),
    "un nom défini": _openpyxl(_nom_defini),
    "une liste de validation": _openpyxl(_validation),
    "l’invite d’une validation": _openpyxl(_invite),
    "un pied de page": _openpyxl(_pied),
    "le nom d’une feuille": _openpyxl(_nom_de_feuille),
    "le cache d’un tableau croisé": _tableau_croise,
    "les lignes d’un tableau croisé": _avec_partie(
        "xl/pivotCache/pivotCacheRecords1.xml", '<pivotCacheRecords><r><s v="DONNEE"/></r></pivotCacheRecords>'
    ),
    "le nom d’une série de graphique": _xlsxwriter(_legende_de_graphique),
    "le cache d’un graphique": _xlsxwriter(_cache_de_graphique),
    "une zone de texte": _xlsxwriter(lambda _, f, d: f.insert_textbox("D4", d)),
    "l’infobulle d’une image": _avec_partie(
        "xl/drawings/drawing1.xml", '<xdr:wsDr><xdr:cNvPr id="2" name="Image" descr="DONNEE"/></xdr:wsDr>'
    ),
    "un lien": _xlsxwriter(lambda _, f, d: f.write_url(4, 4, "http://exemple.fr", string="voir", tip=d[:250])),
    "un en-tête de tableau": _xlsxwriter(lambda _, f, d: f.add_table("D1:D3", {"columns": [{"header": d}]})),
    "un lien vers un autre classeur": _avec_partie(
        "xl/externalLinks/externalLink1.xml", "<externalLink><v>DONNEE</v></externalLink>"
    ),
    "le titre du classeur": _openpyxl(_propriete("title")),
    "le sujet": _openpyxl(_propriete("subject")),
    "les mots-clés": _openpyxl(_propriete("keywords")),
    "la description": _openpyxl(_propriete("description")),
    "l’auteur": _openpyxl(_propriete("creator")),
    "le dernier auteur": _openpyxl(_propriete("lastModifiedBy")),
    "une propriété personnalisée": _xlsxwriter(lambda c, _, d: c.set_custom_property("note", d)),
    "le responsable": _xlsxwriter(lambda c, _, d: c.set_properties({"manager": d})),
    "une chaîne qu’aucune cellule ne montre": _avec_partie(
        "xl/sharedStrings.xml", "<sst><si><t>TITRE</t></si><si><t>DONNEE</t></si></sst>"
    ),
    "un classeur dans le classeur": _classeur_dans_classeur,
    "un binaire joint": lambda c, d: _joindre(c, "xl/embeddings/oleObject1.bin", b"\xd0\x01\x02" + d.encode("utf-16-le")),
    "les réglages d’une imprimante": lambda c, d: _joindre(
        c, "xl/printerSettings/p.bin", b"\x00\x01" + d.encode("cp1252") + b"\x00"
    ),
    "le nom d’une partie": lambda c, d: _joindre(c, f"xl/media/{d.replace('/', '-')}.txt", b"x"),
    "une partie inattendue": lambda c, d: _joindre(c, "notes.txt", d.encode()),
    "le commentaire de l’archive": _commentaire_de_l_archive,
    "un commentaire du XML": _avec_partie("xl/metadata.xml", "<metadata><!-- DONNEE --></metadata>"),
}  # fmt: skip


def _document(partie: str, xml: str) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        with zipfile.ZipFile(chemin, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            if partie != "word/document.xml":
                archive.writestr("word/document.xml", "<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>")
            archive.writestr(
                partie, xml.replace("DONNEE", donnee).replace("DON|NEE", f"{donnee[:2]}{_COUPE}{donnee[2:]}")
            )

    return cacher


_COUPE = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"
COURRIER: dict[str, Cachette] = {
    "un paragraphe": _document("word/document.xml", "<w:p><w:r><w:t>Bonjour DONNEE !</w:t></w:r></w:p>"),
    "un paragraphe coupé": _document("word/document.xml", "<w:p><w:r><w:t>Bonjour DON|NEE</w:t></w:r></w:p>"),
    "un en-tête": _document("word/header1.xml", "<w:hdr><w:p><w:r><w:t>DONNEE</w:t></w:r></w:p></w:hdr>"),
    "une note": _document("word/footnotes.xml", "<w:p><w:r><w:t>DONNEE</w:t></w:r></w:p>"),
    "un commentaire": _document("word/comments.xml", '<w:comment w:author="x"><w:t>DONNEE</w:t></w:comment>'),
    "une suppression suivie": _document(
        "word/document.xml", "<w:del><w:r><w:delText>DONNEE</w:delText></w:r></w:del>"
    ),
    "les données liées": _document("customXml/item1.xml", "<donnees><nom>DONNEE</nom></donnees>"),
}
LIBRE_OFFICE: dict[str, Cachette] = {
    "une cellule d’ods": _document("content.xml", "<table:table-cell><text:p>DONNEE</text:p></table:table-cell>"),
    "une annotation d’ods": _document(
        "content.xml", "<office:annotation><text:p>DONNEE</text:p></office:annotation>"
    ),
    "les propriétés d’ods": _document("meta.xml", "<office:meta><dc:subject>DONNEE</dc:subject></office:meta>"),
}


def _pdf(dessiner: Callable[[Any, str], None]) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        page = Canvas(str(chemin))
        page.setAuthor("Relogement")
        page.drawString(72, 700, "Bilan")
        dessiner(page, donnee)
        page.save()

    return cacher


def _pypdf(changer: Callable[[Any, str], None]) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        tampon = BytesIO()
        page = Canvas(tampon)
        page.drawString(72, 700, "Bilan")
        page.save()
        sortie = PdfWriter(clone_from=PdfReader(tampon))
        changer(sortie, donnee)
        sortie.write(chemin)

    return cacher


def _creneler(page: Any, donnee: str) -> None:
    """Chaque lettre posée à sa place, comme le fait un logiciel de mise en page."""
    texte = page.beginText(72, 600)
    for lettre in donnee:
        texte.textOut(lettre)
    page.drawText(texte)


def _espacer(page: Any, donnee: str) -> None:
    page.drawString(72, 600, donnee, charSpace=6)


def _xmp(sortie: Any, donnee: str) -> None:
    flux = StreamObject()
    flux._data = f"<?xpacket?><x:xmpmeta><dc:description>{donnee}</dc:description></x:xmpmeta>".encode()
    flux[NameObject("/Type")] = NameObject("/Metadata")
    sortie._root_object[NameObject("/Metadata")] = sortie._add_object(flux)


def _formulaire(sortie: Any, donnee: str) -> None:
    champ = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject(donnee)})
    sortie._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): sortie._add_object(champ)}
    )


def _script(sortie: Any, donnee: str) -> None:
    sortie._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject(f"app.alert('{donnee}')"),
        }
    )


def _orphelin(sortie: Any, donnee: str) -> None:
    sortie._add_object(TextStringObject(donnee))


def _ancienne_version(chemin: Path, donnee: str) -> None:
    """Un PDF dont l'objet a été remplacé : l'ancien est resté dans le fichier."""
    _pdf(lambda page, d: page.setSubject(d))(chemin, donnee)
    ancien = chemin.read_bytes()
    sortie = PdfWriter(BytesIO(ancien), incremental=True)
    sortie.metadata = {"/Title": "Bilan"}
    sortie.write(chemin)


PDF: dict[str, Cachette] = {
    "le texte d’une page": _pdf(lambda p, d: p.drawString(72, 600, d)),
    "un texte lettre à lettre": _pdf(_creneler),
    "un texte aux lettres espacées": _pdf(_espacer),
    "le sujet du document": _pdf(lambda p, d: p.setSubject(d)),
    "les mots-clés du document": _pdf(lambda p, d: p.setKeywords(d)),
    "le titre du document": _pdf(lambda p, d: p.setTitle(d)),
    "l’auteur du document": _pdf(lambda p, d: p.setAuthor(d)),
    "un signet": _pdf(lambda p, d: (p.bookmarkPage("a"), p.addOutlineEntry(d, "a"))),
    "le XMP": _pypdf(_xmp),
    "une annotation": _pypdf(lambda s, d: s.add_annotation(0, FreeText(text=d, rect=(50, 50, 200, 200)))),
    "une pièce jointe": _pypdf(lambda s, d: s.add_attachment("note.txt", d.encode())),
    "le nom d’une pièce jointe": _pypdf(lambda s, d: s.add_attachment(f"{d}.txt", b"x")),
    "un champ de formulaire": _pypdf(_formulaire),
    "un script": _pypdf(_script),
    "un objet que rien ne montre": _pypdf(_orphelin),
    "une ancienne version": _ancienne_version,
}  # fmt: skip


def _sqlite(*ordres: str) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        with closing(sqlite3.connect(chemin)) as base:
            base.execute("PRAGMA secure_delete = OFF")
            base.execute("CREATE TABLE menages (a TEXT, b TEXT)")
            base.executemany("INSERT INTO menages VALUES (?, ?)", [("x", str(i)) for i in range(50)])
            for ordre in ordres:
                base.execute(ordre.replace("DONNEE", donnee.replace("'", "''")))
                base.commit()

    return cacher


SQLITE: dict[str, Cachette] = {
    "une ligne": _sqlite("INSERT INTO menages VALUES ('DONNEE', 'y')"),
    "un blob": _sqlite("INSERT INTO menages VALUES (CAST('DONNEE' AS BLOB), 'y')"),
    "une autre table": _sqlite("CREATE TABLE brouillon (t TEXT)", "INSERT INTO brouillon VALUES ('DONNEE')"),
    "le schéma": _sqlite("CREATE VIEW v AS SELECT 'DONNEE' AS t"),
    "le nom d’une colonne": _sqlite('CREATE TABLE c ("DONNEE" TEXT)'),
    "une ligne effacée": _sqlite("INSERT INTO menages VALUES ('DONNEE', 'y')", "DELETE FROM menages WHERE b = 'y'"),
    "une table effacée": _sqlite(
        "CREATE TABLE b (t TEXT)", "INSERT INTO b VALUES ('DONNEE')", "DROP TABLE b"
    ),
}  # fmt: skip


def _csv(encodage: str, gabarit: str = "A;B\n1;DONNEE\n2;x\n") -> Cachette:
    return lambda chemin, donnee: chemin.write_bytes(gabarit.replace("DONNEE", donnee).encode(encodage)) and None


CSV: dict[str, Cachette] = {
    "utf-8 à marque": _csv("utf-8-sig"),
    "utf-8": _csv("utf-8"),
    "cp1252": _csv("cp1252"),
    "utf-16": _csv("utf-16"),
    "utf-16 sans marque": _csv("utf-16-le"),
    "séparé par des tabulations": _csv("utf-8", "A\tB\n1\tDONNEE\n2\tx\n"),
    "un titre": _csv("utf-8", "A;DONNEE\n1;2\n"),
    "une ligne hors des colonnes": _csv("utf-8", "A;B\n1;2\n3;4;;;DONNEE\n"),
    "un texte sans colonne": _csv("utf-8", "Compte rendu\nvu DONNEE ce matin\n"),
}


def _courriel(remplir: Callable[[EmailMessage, str], None]) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        message = EmailMessage()
        message["Subject"] = "Bilan"
        message.set_content("Bonjour.")
        remplir(message, donnee)
        chemin.write_bytes(bytes(message))

    return cacher


def _png(bloc: bytes, contenu: Callable[[str], bytes]) -> Cachette:
    def cacher(chemin: Path, donnee: str) -> None:
        def un_bloc(genre: bytes, donnees: bytes) -> bytes:
            return (
                struct.pack(">I", len(donnees)) + genre + donnees + struct.pack(">I", zlib.crc32(genre + donnees))
            )

        image = un_bloc(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + un_bloc(
            b"IDAT", zlib.compress(b"\0\0")
        )
        chemin.write_bytes(b"\x89PNG\r\n\x1a\n" + image + un_bloc(bloc, contenu(donnee)) + un_bloc(b"IEND", b""))

    return cacher


AUTRES: dict[str, tuple[str, Cachette]] = {
    "json : une valeur": (".json", lambda c, d: c.write_text(json.dumps({"a": [{"b": d}]}), "utf-8") and None),
    "json : une clé": (".json", lambda c, d: c.write_text(json.dumps({d: 1}), "utf-8") and None),
    "json : échappé": (".json", lambda c, d: c.write_text(json.dumps({"a": "é" + " " + d}, ensure_ascii=True)) and None),
    "ics : une ligne pliée": (
        ".ics",
        lambda c, d: c.write_text(f"BEGIN:VCALENDAR\r\nSUMMARY:{d[:4]}\r\n {d[4:]}\r\nEND:VCALENDAR\r\n", newline="")
        and None,
    ),
    "toml": (".toml", lambda c, d: c.write_text(f'titre = "{d}"\n', "utf-8") and None),
    "html": (".html", lambda c, d: c.write_text(f"<html><body><p>{d}</p></body></html>", "utf-8") and None),
    "eml : le sujet": (".eml", _courriel(lambda m, d: m.replace_header("Subject", f"Dossier {d} à Élne"))),
    "eml : le corps": (".eml", _courriel(lambda m, d: m.set_content(f"Vu {d} à Élne ce matin.", cte="base64"))),
    "eml : une pièce jointe": (
        ".eml", _courriel(lambda m, d: m.add_attachment(f"A;B\n{d};1\n".encode(), "text", "csv", filename="x.csv"))
    ),
    "png : tEXt": (".png", _png(b"tEXt", lambda d: b"Comment\0" + d.encode("latin-1"))),
    "png : zTXt": (".png", _png(b"zTXt", lambda d: b"Comment\0\0" + zlib.compress(d.encode("latin-1")))),
    "png : iTXt": (".png", _png(b"iTXt", lambda d: b"Comment\0\0\0fr\0\0" + d.encode())),
}  # fmt: skip
