"""Un tableau HTML ou un XML d'Excel 2003 : ses lignes et ses cellules, lus en un seul passage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from relogement.imports.lecture.annonces import Annonce, Genre, annonce, plages
from relogement.imports.lecture.classeur import Classeur, Feuille, Ligne
from relogement.imports.lecture.encodage import encodage
from relogement.imports.lecture.refus import refus, refus_en_clair
from relogement.imports.lecture.reglages import SANS_REGLAGE, Dialecte, Reglages
from relogement.imports.lecture.source import Source
from relogement.travail import Avancement, sans_avancement

TAILLE_MAX = 64 << 20
ETENDUE_MAX = 200
CELLULES_MAX = 6_000_000
CELLULES = ("td", "th", "cell")
LIGNES = ("tr", "row")
FEUILLES = ("table",)
MUETTES = ("script", "style")
DECALAGE = "ss:index"
ATTRIBUT = re.compile(r"([\w:-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"']+)")
CACHE = re.compile(r"display\s*:\s*none|mso-hide|^1$|^true$", re.IGNORECASE)


def lire_balises(
    source: Source, avancement: Avancement = sans_avancement, reglages: Reglages = SANS_REGLAGE
) -> Classeur:
    """Chaque tableau est une feuille."""
    if source.taille > TAILLE_MAX:
        raise refus(source.chemin, "est trop grand pour un tableau HTML")
    codage = encodage(source, reglages.encodage)
    with refus_en_clair(source.chemin), source.ouvrir() as flux:
        texte = flux.read().decode(codage.valeur, "replace").replace("\0", "")
    lecteur = _Lecteur(source.chemin.stem)
    for balise in _balises(texte):
        lecteur.lire(balise)
        if lecteur.cellules > CELLULES_MAX:
            raise refus(source.chemin, "est trop grand pour un tableau HTML")
    lecteur.finir()
    avancement(1, 1)
    feuilles = [table.feuille(reglages) for table in lecteur.tables if table.lignes]
    voulues = tuple(f for f in feuilles if reglages.lit_la_feuille(f.nom, visible=True))
    laissees = tuple(f.nom for f in feuilles if f not in voulues)
    return Classeur(source.chemin.name, voulues, laissees, Dialecte(codage), format="html")


class _Balise(NamedTuple):
    """Une balise et le texte qui la suit."""

    nom: str
    ferme: bool
    vide: bool
    attributs: str
    texte: str


def _balises(texte: str) -> Iterator[_Balise]:
    """Un découpage à chaque « < » : son temps ne dépend que de la taille, quoi que contienne le fichier."""
    dans_commentaire = False
    for morceau in texte.split("<"):
        if dans_commentaire:
            dans_commentaire = "-->" not in morceau
            continue
        if morceau.startswith("!--"):
            dans_commentaire = "-->" not in morceau
            continue
        dedans, _, suite = morceau.partition(">")
        nu = dedans.removeprefix("/").removesuffix("/").strip()
        nom, _, attributs = nu.replace("\n", " ").partition(" ")
        yield _Balise(nom.lower(), dedans.startswith("/"), dedans.endswith("/"), attributs, suite)


@dataclass
class _Table:
    nom: str
    lignes: list[Ligne] = field(default_factory=list)
    cachees: set[int] = field(default_factory=set)

    def feuille(self, reglages: Reglages) -> Feuille:
        lues = [ligne for ligne in self.lignes if reglages.lignes_masquees or ligne.numero not in self.cachees]
        constats: list[Annonce] = []
        if self.cachees:
            suite = "lues" if reglages.lignes_masquees else "non lues"
            message = f"Lignes masquées {plages(self.cachees)}, {suite}."
            constats.append(annonce(Genre.LIGNES_MASQUEES, message, self.nom, grave=not reglages.lignes_masquees))
        return Feuille(self.nom, lues, constats)


class _Lecteur:
    """Garde le texte des cellules ; tout le reste est de la présentation."""

    def __init__(self, nom: str) -> None:
        self._nom = nom
        self._muet = False
        self._numero = 0
        self._ligne: list[str] | None = None
        self._morceaux: list[str] | None = None
        self._etendue = self._hauteur = 1
        self._occupees: dict[int, int] = {}
        self.cellules = 0
        self.tables: list[_Table] = [_Table(nom)]

    def lire(self, balise: _Balise) -> None:
        if not balise.ferme:
            self._ouvrir(balise)
        if balise.ferme or balise.vide:
            self._fermer(balise.nom)
        if self._morceaux is not None and not self._muet and balise.texte:
            self._morceaux.append(unescape(balise.texte))

    def finir(self) -> None:
        self._finir_ligne()

    def _ouvrir(self, balise: _Balise) -> None:
        nom = balise.nom
        if nom in MUETTES:
            self._muet = not balise.vide
        elif nom == "worksheet":
            self._nom = unescape(_attributs(balise).get("ss:name", self._nom))
        elif nom in FEUILLES and self._ligne is None:
            self.tables.append(_Table(self._nom))
            self._numero, self._occupees = 0, {}
        elif nom in LIGNES:
            self._commencer_ligne(_attributs(balise))
        elif nom in CELLULES and self._ligne is not None:
            self._commencer_cellule(self._ligne, _attributs(balise))
        elif nom in ("br", "p", "div") and self._morceaux is not None:
            self._morceaux.append(" ")

    def _commencer_ligne(self, attributs: dict[str, str]) -> None:
        self._finir_ligne()
        self._numero = _entier(attributs.get(DECALAGE), self._numero + 1)
        self._ligne = []
        if any(CACHE.search(attributs.get(nom, "")) for nom in ("style", "ss:hidden")):
            self.tables[-1].cachees.add(self._numero)

    def _commencer_cellule(self, ligne: list[str], attributs: dict[str, str]) -> None:
        self._finir_cellule()
        manquantes = min(_entier(attributs.get(DECALAGE), 0), ETENDUE_MAX) - 1 - len(ligne)
        ligne.extend([""] * max(manquantes, 0))
        self._sauter_les_occupees(ligne)
        fusion = _entier(attributs.get("ss:mergeacross"), 0) + 1
        self._etendue = min(_entier(attributs.get("colspan"), fusion), ETENDUE_MAX)
        self._hauteur = _entier(attributs.get("rowspan"), 1)
        self._morceaux = []

    def _sauter_les_occupees(self, ligne: list[str]) -> None:
        """Une cellule fusionnée vers le bas garde sa place dans les lignes suivantes."""
        while (reste := self._occupees.get(len(ligne), 0)) > 0:
            self._occupees[len(ligne)] = reste - 1
            ligne.append("")

    def _fermer(self, nom: str) -> None:
        if nom in MUETTES:
            self._muet = False
        elif nom in CELLULES:
            self._finir_cellule()
        elif nom in LIGNES or nom in FEUILLES:
            self._finir_ligne()

    def _finir_cellule(self) -> None:
        if self._morceaux is not None and self._ligne is not None:
            texte = " ".join("".join(self._morceaux).split())
            if self._hauteur > 1:
                debut = len(self._ligne)
                self._occupees |= {debut + rang: self._hauteur - 1 for rang in range(self._etendue)}
            self._ligne += [texte] + [""] * (self._etendue - 1)
            self.cellules += self._etendue
        self._morceaux = None

    def _finir_ligne(self) -> None:
        self._finir_cellule()
        if self._ligne is not None:
            self._sauter_les_occupees(self._ligne)
            self.tables[-1].lignes.append(Ligne(self._numero, tuple(self._ligne)))
        self._ligne = None


def _attributs(balise: _Balise) -> dict[str, str]:
    return {nom.lower(): valeur.strip("\"'") for nom, valeur in ATTRIBUT.findall(balise.attributs)}


def _entier(texte: str | None, defaut: int) -> int:
    return int(texte) if texte and texte.isascii() and texte.isdigit() and int(texte[:9]) > 0 else defaut
