"""Écrire une grille à remplir ou à corriger : listes, contrôles des cases, titres figés, notice et mémoire."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from relogement.exports.ecriture.cases import FERMEE, Listes, controle, textes_du_controle
from relogement.exports.ecriture.formats import ENCRE, FOND, GRIS, TRAIT, Formats
from relogement.exports.ecriture.presentation import JOUR, OPTIONS
from relogement.exports.grille import Colonne, Grille, Notice, Saisie
from relogement.exports.protection import proteger
from relogement.exports.tableau import Valeur
from relogement.imports.lecture.etiquette import MEMOIRE
from relogement.textes import INSECABLE

INDISPENSABLE, MANQUE, MARQUE = "#DCE8F5", "#FDF3DC", "#FBDDB8"
TITRES_DE_NOTICE = ("Colonne", "Indispensable", "Ce que l’on y met")
LARGEURS = {
    Saisie.LONG: 40.0, Saisie.TEXTE: 16.0, Saisie.LIBRE: 12.0, Saisie.ENTIER: 10.0, Saisie.EUROS: 12.0,
    Saisie.SURFACE: 11.0, Saisie.COORDONNEE: 12.0, Saisie.JOUR: 12.0, Saisie.CHOIX: 14.0, Saisie.PROPOSE: 18.0,
    Saisie.BRUT: 16.0, Saisie.DECIMAL: 10.0,
}  # fmt: skip
FORMATS = {
    Saisie.LONG: "@", Saisie.TEXTE: "@", Saisie.CHOIX: "@", Saisie.PROPOSE: "@", Saisie.ENTIER: "0",
    Saisie.JOUR: JOUR, Saisie.EUROS: f"#,##0.00{INSECABLE}€", Saisie.SURFACE: f'0.00{INSECABLE}"m²"',
    Saisie.COORDONNEE: "0.000000", Saisie.DECIMAL: "0.00",
}  # fmt: skip
A_DROITE = (Saisie.DECIMAL, Saisie.ENTIER, Saisie.EUROS, Saisie.SURFACE, Saisie.COORDONNEE)
UNE_PAGE, _PIED, _PREMIERE_ANNEE = 190, 110, 1900
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NOMBRE = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")


def ecrire(grille: Grille, chemin: Path, *autres: Grille) -> None:
    """Tout en mémoire, sans nom d'auteur ; aucun texte n'y devient une formule. ``autres`` : d'autres feuilles."""
    import xlsxwriter

    contenu = BytesIO()
    ouvert = xlsxwriter.Workbook(contenu, OPTIONS)
    ouvert.set_properties({"title": grille.titre})
    for nom, valeur in grille.etiquette.items():
        ouvert.set_custom_property(nom, valeur, "text")
    formats = Formats(ouvert)
    page = ouvert.add_worksheet(grille.feuille)
    notice = ouvert.add_worksheet(grille.notice.nom) if grille.notice else None
    listes = Listes(ouvert, formats)
    _Ecrivain(page, grille, formats, listes).ecrire()
    for autre in autres:
        _Ecrivain(ouvert.add_worksheet(autre.feuille), autre, formats, listes).ecrire()
    if notice is not None and grille.notice is not None:
        _expliquer(notice, grille.notice, grille.colonnes, formats)
    if grille.memoire:
        _retenir(ouvert.add_worksheet(MEMOIRE), grille.memoire)
    page.activate()
    ouvert.close()
    chemin.write_bytes(contenu.getbuffer())


class _Ecrivain:
    def __init__(self, page: Any, grille: Grille, formats: Formats, listes: Listes) -> None:
        self._page, self._grille, self._formats, self._listes = page, grille, formats, listes
        self._derniere = grille.premiere + len(grille.lignes) + grille.libres - 1

    def ecrire(self) -> None:
        self._bandeau()
        self._titres()
        if self._grille.exemple:
            self._ligne(self._grille.tete + 1, self._grille.exemple, exemple=True)
        for rang, ligne in enumerate(self._grille.lignes):
            self._ligne(self._grille.premiere + rang, ligne, de=rang)
        self._controler()
        self._imprimer()

    def _bandeau(self) -> None:
        if self._grille.intitule:
            place = next(p for p, colonne in enumerate(self._grille.colonnes) if not colonne.cachee)
            self._page.write_string(0, place, self._grille.intitule, self._formats(bold=True, font_size=14))
            self._page.set_row(0, 24)
            self._page.write_string(1, place, self._grille.chapeau, self._formats(font_color=GRIS))
            self._page.set_row(1, 18)

    def _titres(self) -> None:
        grille, page, lignes = self._grille, self._page, 1
        for rang, groupe in enumerate(grille.groupes):
            style = self._formats(bold=True, bg_color=FOND)
            for place in range(len(grille.colonnes)):
                texte = groupe[place] if place < len(groupe) else ""
                page.write(grille.tete - len(grille.groupes) + rang, place, texte or None, style)
        for place, colonne in enumerate(grille.colonnes):
            large = largeur(colonne)
            page.set_column(place, place, large, self._ordinaire(colonne), {"hidden": colonne.cachee})
            page.write_string(grille.tete, place, colonne.titre_ecrit, self._titre(colonne))
            if not colonne.cachee:
                lignes = max(lignes, -(-len(colonne.titre_ecrit) // int(large - 1)))
        page.set_row(grille.tete, 15 * lignes + 6)
        page.freeze_panes(grille.tete + 1, grille.figees)
        if grille.filtree and grille.lignes:
            page.autofilter(grille.tete, 0, self._derniere, len(grille.colonnes) - 1)

    def _titre(self, colonne: Colonne) -> Any:
        propres: dict[str, Any] = {"bold": True, "bg_color": FOND, "text_wrap": True, "bottom": 1}
        if colonne.obligatoire:
            propres |= {"bg_color": INDISPENSABLE}
        if colonne.fermee:
            propres |= {"font_color": GRIS, "italic": True}
        return self._formats(bottom_color=GRIS, **propres)

    def _ordinaire(self, colonne: Colonne, **propres: Any) -> Any:
        """Ce que vaut toute la colonne, lignes vides comprises."""
        voulues: dict[str, Any] = {"num_format": FORMATS[colonne.saisie]} if colonne.saisie in FORMATS else {}
        if colonne.saisie in A_DROITE:
            voulues |= {"align": "right", "indent": 1}
        return self._formats(**(voulues | propres))

    def _style(self, colonne: Colonne, **propres: Any) -> Any:
        voulues: dict[str, Any] = {}
        if colonne.saisie is Saisie.LONG:
            voulues |= {"text_wrap": True, "valign": "top"}
        if colonne.fermee:
            voulues |= {"bg_color": FOND, "font_color": GRIS}
        return self._ordinaire(colonne, **(voulues | propres))

    def _ligne(self, rang: int, ligne: Sequence[Valeur], *, exemple: bool = False, de: int = -1) -> None:
        for place, (colonne, valeur) in enumerate(zip(self._grille.colonnes, ligne, strict=True)):
            propres: dict[str, Any] = {"bottom": 1, "bottom_color": TRAIT}
            if exemple:
                propres |= {"italic": True, "font_color": GRIS, "bg_color": FOND}
            if marque := self._grille.marques.get((de, place)):
                propres |= {"bg_color": MARQUE, "border": 1, "border_color": GRIS}
                self._page.write_comment(rang, place, marque, {"author": "", "x_scale": 2.2, "y_scale": 1.3})
            self._case(rang, place, colonne, valeur, propres)

    def _case(self, rang: int, place: int, colonne: Colonne, valeur: Valeur, propres: Mapping[str, Any]) -> None:
        if colonne.saisie is Saisie.BRUT and isinstance(valeur, str):
            valeur, forme = brute(valeur)
            propres = {**propres, **({"num_format": forme} if forme else {})}
        match valeur:
            case None | "":
                self._page.write_blank(rang, place, None, self._style(colonne, **propres))
            case str():
                cite = {"quote_prefix": True} if proteger(valeur) != valeur else {}
                self._page.write_string(rang, place, valeur, self._style(colonne, **propres, **cite))
            case date() if valeur.year < _PREMIERE_ANNEE:
                self._page.write_string(rang, place, f"{valeur:%d/%m/%Y}", self._style(colonne, **propres))
            case date():
                self._page.write_datetime(rang, place, valeur, self._style(colonne, **propres))
            case _:
                nombre = float(valeur) if isinstance(valeur, Decimal) else valeur
                self._page.write_number(rang, place, nombre, self._style(colonne, **propres))

    def _controler(self) -> None:
        """Les cases n'admettent que ce qui se relit ; l'indispensable oublié se colore."""
        premiere, derniere = self._grille.premiere, self._derniere
        if derniere < premiere:
            return
        for place, colonne in enumerate(self._grille.colonnes):
            if (regle := controle(colonne, self._listes)) is not None:
                self._page.data_validation(premiere, place, derniere, place, regle)
            if colonne.obligatoire:
                self._page.conditional_format(premiere, place, derniere, place, self._oubli(place))

    def _oubli(self, place: int) -> dict[str, Any]:
        from xlsxwriter.utility import xl_col_to_name

        rang, fin = self._grille.premiere + 1, xl_col_to_name(len(self._grille.colonnes) - 1)
        critere = f"=AND(COUNTA($A{rang}:${fin}{rang})>0,ISBLANK(${xl_col_to_name(place)}{rang}))"
        return {"type": "formula", "criteria": critere, "format": self._formats(bg_color=MANQUE)}

    def _imprimer(self) -> None:
        page, grille = self._page, self._grille
        page.set_landscape()
        page.set_paper(9)  # A4
        page.hide_gridlines(1)
        page.fit_to_pages(-(-int(sum(largeur(c) for c in grille.colonnes if not c.cachee)) // UNE_PAGE), 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(grille.tete - len(grille.groupes), grille.tete)
        pied = grille.pied[:_PIED].replace("&", "&&")  # « & » commande la mise en page d'un pied
        page.set_footer(f"&L&8 {pied}&R&8 Page &P/&N")


def largeur(colonne: Colonne) -> float:
    """Celle qu'on lui donne, sinon celle de ce qu'elle contient, et jamais moins que son plus long mot."""
    mot = max((len(mot) for mot in colonne.titre_ecrit.split()), default=0)
    return colonne.largeur or max(LARGEURS[colonne.saisie], mot + 2.0)


def brute(texte: str) -> tuple[Valeur, str]:
    """Un nombre ou une date qui se relira exactement pareil, sinon le texte ; et le format qui le montre bien."""
    if trouve := _ISO.fullmatch(texte):
        try:
            lu = date(int(trouve[1]), int(trouve[2]), int(trouve[3]))
        except ValueError:
            return texte, "@"
        return (lu, JOUR) if lu.year >= _PREMIERE_ANNEE else (texte, "@")
    if _NOMBRE.fullmatch(texte) and repr(float(texte)).removesuffix(".0") == texte:
        return float(texte), ""
    return texte, "@"


def textes_ecrits(grille: Grille) -> Iterator[str]:
    """Tout ce que le programme y écrit de lui-même : ni les lignes, ni la mémoire."""
    yield from (grille.titre, grille.feuille, grille.intitule, grille.chapeau, grille.pied, *TITRES_DE_NOTICE)
    for colonne in grille.colonnes:
        yield from (colonne.titre, colonne.titre_ecrit, description(colonne), *textes_du_controle(colonne))
    yield from (str(valeur) for valeur in grille.exemple if valeur is not None)
    if grille.notice is not None:
        yield from (grille.notice.nom, grille.notice.titre, *numerotes(grille.notice.conseils))
    yield from (*grille.etiquette, *grille.etiquette.values())


def numerotes(conseils: Sequence[str]) -> list[str]:
    return [f"{rang}.{INSECABLE}{conseil}" for rang, conseil in enumerate(conseils, start=1)]


def _expliquer(page: Any, notice: Notice, colonnes: Sequence[Colonne], formats: Formats) -> None:
    """Les conseils, puis chaque colonne : ce que l'on y met, et si elle est indispensable."""
    page.hide_gridlines(2)
    for place, large in enumerate((30, 15, 84)):
        page.set_column(place, place, large)
    page.write_string(0, 0, notice.titre, formats(bold=True, font_size=15))
    page.set_row(0, 28)
    for rang, conseil in enumerate(numerotes(notice.conseils), start=1):
        page.merge_range(rang, 0, rang, 2, "", formats(text_wrap=True))
        page.write_string(rang, 0, conseil, formats(text_wrap=True, valign="top"))
        page.set_row(rang, 15 * -(-len(conseil) // 132) + 4)
    tete = len(notice.conseils) + 2
    for place, titre in enumerate(TITRES_DE_NOTICE):
        page.write_string(tete, place, titre, formats(bold=True, bg_color=FOND, bottom=1, bottom_color=GRIS))
    decrites = [c for c in colonnes if not c.cachee]
    for rang, colonne in enumerate(decrites, start=tete + 1):
        dites = (colonne.titre, "oui" if colonne.obligatoire else "", description(colonne))
        for place, texte in enumerate(dites):
            gras = {"bold": True} if place == 0 and colonne.obligatoire else {}
            style = formats(bottom=1, bottom_color=TRAIT, text_wrap=True, font_color=ENCRE, **gras)
            page.write_string(rang, place, texte, style)
        page.set_row(rang, 15 * max(1, -(-len(dites[2]) // 94)) + 2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def description(colonne: Colonne) -> str:
    """L'aide de la colonne, et les mots qu'elle admet."""
    if colonne.fermee:
        return FERMEE
    mots = ", ".join(colonne.choix)
    phrase = {Saisie.CHOIX: f"Au choix{INSECABLE}: {mots}.", Saisie.PROPOSE: f"Par exemple{INSECABLE}: {mots}."}
    return " ".join(filter(None, (colonne.aide, phrase.get(colonne.saisie, "") if mots else "")))


def _retenir(page: Any, memoire: Sequence[Sequence[str]]) -> None:
    page.very_hidden()
    for rang, ligne in enumerate(memoire):
        for place, texte in enumerate(ligne):
            page.write_string(rang, place, texte)
