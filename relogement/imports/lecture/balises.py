"""Un tableau HTML ou un XML d'Excel 2003 que l'on a nommé .xls : ses lignes et ses cellules."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from typing_extensions import override

from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.encodage import encodage
from relogement.imports.lecture.refus import refus, refus_en_clair
from relogement.travail import Avancement

TAILLE_MAX = 64 << 20
ETENDUE_MAX = 200
CELLULES = ("td", "th", "cell")
LIGNES = ("tr", "row")
FEUILLES = ("table",)
MUETTES = ("script", "style")
DECALAGE = "ss:index"


@dataclass
class _Table:
    nom: str
    lignes: list[Ligne] = field(default_factory=list)


def lire_balises(chemin: Path, avancement: Avancement) -> Classeur:
    """Chaque tableau est une feuille."""
    if chemin.stat().st_size > TAILLE_MAX:
        raise refus(chemin, "est trop grand pour un tableau HTML")
    codage = encodage(chemin)
    with refus_en_clair(chemin):
        texte = chemin.read_text(encoding=codage, errors="replace")
    lecteur = _Lecteur(chemin.stem)
    lecteur.feed(texte)
    lecteur.close()
    avancement(1, 1)
    tables = [table for table in lecteur.tables if table.lignes]
    return Classeur(chemin.name, tuple(Feuille(table.nom, table.lignes) for table in tables))


class _Lecteur(HTMLParser):
    """Garde le texte des cellules ; tout le reste est de la présentation."""

    def __init__(self, nom: str) -> None:
        super().__init__(convert_charrefs=True)
        self._nom = nom
        self._muet = False
        self._numero = 0
        self._ligne: list[str] | None = None
        self._morceaux: list[str] | None = None
        self._etendue = 1
        self.tables: list[_Table] = [_Table(nom)]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        valeurs = {nom.lower(): valeur or "" for nom, valeur in attrs}
        if tag in MUETTES:
            self._muet = True
        elif tag == "worksheet":
            self._nom = valeurs.get("ss:name", self._nom)
        elif tag in FEUILLES and self._ligne is None:
            self.tables.append(_Table(self._nom))
            self._numero = 0
        elif tag in LIGNES:
            self._finir_ligne()
            self._numero = _entier(valeurs.get(DECALAGE), self._numero + 1)
            self._ligne = []
        elif tag in CELLULES and self._ligne is not None:
            self._commencer_cellule(self._ligne, valeurs)
        elif tag == "br" and self._morceaux is not None:
            self._morceaux.append(" ")

    def _commencer_cellule(self, ligne: list[str], valeurs: dict[str, str]) -> None:
        self._finir_cellule()
        manquantes = min(_entier(valeurs.get(DECALAGE), 0), ETENDUE_MAX) - 1 - len(ligne)
        ligne.extend([""] * max(manquantes, 0))
        fusion = _entier(valeurs.get("ss:mergeacross"), 0) + 1
        self._etendue = min(_entier(valeurs.get("colspan"), fusion), ETENDUE_MAX)
        self._morceaux = []

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in MUETTES:
            self._muet = False
        elif tag in CELLULES:
            self._finir_cellule()
        elif tag in LIGNES or tag in FEUILLES:
            self._finir_ligne()

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    @override
    def handle_data(self, data: str) -> None:
        if self._morceaux is not None and not self._muet:
            self._morceaux.append(data)

    def _finir_cellule(self) -> None:
        if self._morceaux is not None and self._ligne is not None:
            texte = " ".join("".join(self._morceaux).split())
            self._ligne += [texte] + [""] * (self._etendue - 1)
        self._morceaux = None

    def _finir_ligne(self) -> None:
        self._finir_cellule()
        if self._ligne is not None:
            self.tables[-1].lignes.append(Ligne(self._numero, tuple(self._ligne)))
        self._ligne = None


def _entier(texte: str | None, defaut: int) -> int:
    return int(texte) if texte and texte.isdigit() and int(texte) > 0 else defaut
