"""Écrire un classeur à lire : titres, nombres à la française, graphiques natifs, mise en page d'impression."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from relogement.agrege.medianes import SECRET
from relogement.exports.ecriture.formats import ENCRE, FOND, GRIS, TRAIT, Formats
from relogement.exports.ecriture.presentation import OPTIONS
from relogement.exports.soigne import Bloc, Case, Classeur, Feuille, Genre, Graphique
from relogement.textes import INSECABLE, arrondi

_SERIES = ("#2F6FB2", "#E08A2E", "#3C8D5A", "#8A5AA8")
_REPERE = "#9AA4B2"
_FORMATS = {
    Genre.ENTIER: "#,##0",
    Genre.TAUX: f"0.0{INSECABLE}%",
    Genre.POINTS: f'+0.0{INSECABLE}"pt";-0.0{INSECABLE}"pt";0.0{INSECABLE}"pt"',
    Genre.EUROS: f"#,##0{INSECABLE}€",
    Genre.JOURS: f'#,##0{INSECABLE}"j"',
    Genre.MOYENNE: "0.00",
}
_TEXTES = (Genre.TEXTE, Genre.LONG)
_HAUTEUR_DU_GRAPHIQUE, _PAR_LIGNE = 250, 20
_BARRE, _BARRE_SERREE, _SERREES = 26, 14, 16
DESSINABLES = 26  # au-delà, un graphique à barres ne se lit plus
_PIED = 110  # Excel n'admet que 255 signes, et « & » compte double
_HAUTEUR, _LETTRES = 15, 1.15  # points d'une ligne de texte, lettres par unité de largeur


def ecrire(classeur: Classeur, chemin: Path) -> None:
    """Tout en mémoire, sans nom d'auteur ni commentaire."""
    import xlsxwriter

    contenu = BytesIO()
    ouvert = xlsxwriter.Workbook(contenu, OPTIONS)
    ouvert.set_properties({"title": classeur.titre})
    formats = _Formats(ouvert)
    for feuille in classeur.feuilles:
        _Ecrivain(ouvert, feuille, formats, classeur.pied).ecrire()
    ouvert.close()
    chemin.write_bytes(contenu.getbuffer())


class _Formats(Formats):
    """Ceux d'un classeur à lire : chaque genre de colonne a le sien."""

    def case(self, genre: Genre, *, gras: bool, secrete: bool) -> Any:
        propres: dict[str, Any] = {"bottom": 1, "bottom_color": TRAIT, "bold": gras}
        if gras:
            propres |= {"top": 1, "top_color": GRIS}
        if genre in _TEXTES:
            propres |= {"text_wrap": genre is Genre.LONG}
            propres |= {"indent": 1, "align": "left"} if genre is Genre.LONG else {}
        else:
            propres |= {"num_format": _FORMATS[genre], "align": "right"}
        if secrete:
            propres |= {"font_color": GRIS, "italic": True, "align": "right"}
        return self(**propres)


class _Ecrivain:
    def __init__(self, ouvert: Any, feuille: Feuille, formats: _Formats, pied: str) -> None:
        self._ouvert, self._feuille, self._formats, self._pied = ouvert, feuille, formats, pied
        self._page = ouvert.add_worksheet(feuille.nom)
        self._rang = 0

    def ecrire(self) -> None:
        page, feuille = self._page, self._feuille
        page.hide_gridlines(2)
        for colonne, largeur in enumerate(feuille.largeurs):
            page.set_column(colonne, colonne, largeur)
        page.write_string(0, 0, feuille.titre, self._formats(bold=True, font_size=15))
        page.set_row(0, 26)
        self._rang = 1
        if feuille.chapeau:
            page.write_string(1, 0, feuille.chapeau, self._formats(font_color=GRIS))
            self._rang = 2
        self._rang += 1
        premier = self._rang
        for bloc in feuille.blocs:
            self._bloc(bloc)
        self._imprimer(premier)

    def _imprimer(self, premier: int) -> None:
        """A4 en paysage, une page de large, titres répétés, page et date au pied."""
        page, blocs = self._page, self._feuille.blocs
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        pied = self._pied[:_PIED].replace("&", "&&")  # « & » commande la mise en page d'un pied
        page.set_footer(f"&L&8 {pied}&R&8 Page &P/&N")
        seul = len(blocs) == 1 and not blocs[0].titre
        page.repeat_rows(0, premier if seul else 0)
        page.freeze_panes(premier + 1 if seul else premier, 0)

    def _bloc(self, bloc: Bloc) -> None:
        if bloc.titre:
            self._page.write_string(self._rang, 0, bloc.titre, self._formats(bold=True, font_size=12))
            self._page.set_row(self._rang, 22)
            self._rang += 1
        tete = self._rang
        self._entetes(bloc)
        for place, ligne in enumerate(bloc.lignes):
            self._ligne(bloc, ligne, gras=bloc.total and place == len(bloc.lignes) - 1)
        if bloc.filtre:
            self._page.autofilter(tete, 0, self._rang - 1, len(bloc.colonnes) - 1)
        if bloc.note:
            self._page.write_string(self._rang, 0, bloc.note, self._formats(font_color=GRIS, italic=True))
            self._rang += 1
        if bloc.graphique is not None and bloc.lignes and len(bloc.lignes) <= DESSINABLES:
            self._graphique(bloc, bloc.graphique, tete)
        self._rang += 1

    def _entetes(self, bloc: Bloc) -> None:
        for colonne, entete in enumerate(bloc.colonnes):
            a_gauche = entete.genre in _TEXTES
            style = self._formats(
                bold=True, bg_color=FOND, bottom=1, bottom_color=GRIS, text_wrap=True,
                align="left" if a_gauche else "right", indent=int(entete.genre is Genre.LONG),
            )  # fmt: skip
            self._page.write_string(self._rang, colonne, entete.titre, style)
        largeurs = self._feuille.largeurs
        lignes = max((len(c.titre) / largeurs[min(i, len(largeurs) - 1)] for i, c in enumerate(bloc.colonnes)))
        self._page.set_row(self._rang, 18 if lignes <= 1 else 32)
        self._rang += 1

    def _ligne(self, bloc: Bloc, ligne: Any, *, gras: bool) -> None:
        self._page.set_row(self._rang, _HAUTEUR * self._hauteur(bloc, ligne))
        for colonne, (entete, valeur) in enumerate(zip(bloc.colonnes, ligne, strict=True)):
            style = self._formats.case(entete.genre, gras=gras, secrete=valeur == SECRET)
            self._case(colonne, valeur, entete.genre, style)
        self._rang += 1

    def _hauteur(self, bloc: Bloc, ligne: Any) -> int:
        """En lignes de texte : la plus longue case qui se replie."""
        longues = (
            -(-len(valeur) // int(self._feuille.largeurs[colonne] * _LETTRES))
            for colonne, (entete, valeur) in enumerate(zip(bloc.colonnes, ligne, strict=True))
            if entete.genre is Genre.LONG and isinstance(valeur, str)
        )
        return max(longues, default=1) or 1

    def _case(self, colonne: int, valeur: Case, genre: Genre, style: Any) -> None:
        match valeur:
            case None:
                self._page.write_blank(self._rang, colonne, None, style)
            case str():
                self._page.write_string(self._rang, colonne, valeur, style)
            case _ if genre is Genre.TAUX:
                self._page.write_number(self._rang, colonne, float(arrondi(Decimal(valeur)) / 100), style)
            case _:
                self._page.write_number(self._rang, colonne, float(arrondi(Decimal(valeur))), style)

    def _graphique(self, bloc: Bloc, voulu: Graphique, tete: int) -> None:
        """À droite du tableau s'il y a la place, dessous sinon ; le tableau suivant lui laisse la sienne."""
        n = voulu.lignes or len(bloc.lignes)
        graphique = self._ouvert.add_chart({"type": voulu.genre})
        for place, colonne in enumerate(voulu.series):
            graphique.add_series(self._serie(bloc, voulu, tete, n, place, colonne))
        genre = bloc.colonnes[voulu.series[0]].genre
        _habiller(graphique, voulu, _FORMATS.get(genre, "General"))
        barres = n * len(voulu.series)
        epaisseur = _BARRE if barres <= _SERREES else _BARRE_SERREE
        hauteur = epaisseur * barres + 90 if voulu.genre == "bar" else _HAUTEUR_DU_GRAPHIQUE
        graphique.set_size({"width": 760 if voulu.dessous else 520, "height": hauteur})
        depart = self._rang + 1 if voulu.dessous else tete
        colonne = 0 if voulu.dessous else len(bloc.colonnes)
        self._page.insert_chart(
            depart, colonne, graphique, {"x_offset": 0 if voulu.dessous else 24, "y_offset": 2}
        )
        self._rang = max(self._rang, depart + hauteur // _PAR_LIGNE + 1)

    def _serie(self, bloc: Bloc, voulu: Graphique, tete: int, n: int, place: int, colonne: int) -> dict[str, Any]:
        nom = self._feuille.nom
        couleur = _REPERE if colonne in voulu.reperes else _SERIES[place % len(_SERIES)]
        serie: dict[str, Any] = {
            "name": [nom, tete, colonne],
            "categories": [nom, tete + 1, 0, tete + n, 0],
            "values": [nom, tete + 1, colonne, tete + n, colonne],
            "fill": {"color": couleur},
            "gap": 60,
        }
        secretes = [{"delete": True} if ligne[colonne] in (SECRET, None) else None for ligne in bloc.lignes[:n]]
        if voulu.genre == "line":
            return serie | {"line": {"color": couleur, "width": 2.25}, "marker": {"type": "circle", "size": 5}}
        etiquettes: dict[str, Any] = {"value": True, "font": {"size": 8, "color": ENCRE}}
        return serie | {"data_labels": etiquettes | ({"custom": secretes} if any(secretes) else {})}


def _habiller(graphique: Any, voulu: Graphique, format_: str) -> None:
    police = {"size": 9, "color": GRIS, "bold": False}
    nombres: dict[str, Any] = {
        "num_format": format_,
        "num_font": police,
        "major_gridlines": {"visible": True, "line": {"color": FOND}},
    }
    nombres |= {"line": {"none": True}, "min": 0}
    nombres |= {"max": 1} if voulu.genre == "line" else {}
    noms = {"num_font": police, "line": {"color": TRAIT}}
    if voulu.genre == "bar":  # la première ligne du tableau en haut
        graphique.set_x_axis(nombres | {"visible": False, "major_gridlines": {"visible": False}})
        graphique.set_y_axis(noms | {"reverse": True})
    else:
        graphique.set_x_axis(noms)
        graphique.set_y_axis(nombres)
    graphique.set_title({"name": voulu.titre, "name_font": {"size": 11, "color": ENCRE}, "overlay": False})
    graphique.set_legend({"position": "bottom"} if len(voulu.series) > 1 else {"none": True})
    graphique.set_chartarea({"border": {"color": TRAIT}})
    graphique.show_blanks_as("gap")
