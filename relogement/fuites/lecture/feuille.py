"""Une feuille de classeur lue dans son XML, par morceaux : ses textes distincts, puis où sont ceux qu'on cherche.

Un tableur lirait la feuille entière en mémoire ; une cellule perdue à la dernière ligne l'y ferait échouer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from relogement.fuites.lecture.balises import clair
from relogement.fuites.morceaux import DEBUT, Cellule, Texte

MORCEAU = 1 << 20
_TEXTE = re.compile(rb">([^<]+)<")
_NUL = re.compile(rb"[\s\d.,\-]{0,4}")
_ORDINAIRE = rb"(?:c|v|row|is|t)"
_RARE = re.compile(rb"<(?!/?" + _ORDINAIRE + rb"[ >/])[^>]*>")
_ATTRIBUTS = re.compile(rb"<(?:c|row|t|v|is) ([^>]*)>")
_CONNU = re.compile(rb'\s*(?:r="[A-Z]*\d+"|s="\d+"|t="[A-Za-z]+"|xml:space="preserve"|spans="[\d: ]+"|ht="[\d.]+"|customHeight="\d"|customFormat="\d"|hidden="\d"|outlineLevel="\d"|collapsed="\d"|[\w]+:dyDescent="[\d.]+"|thickBot="\d"|thickTop="\d"|cm="\d+"|vm="\d+"|ph="\d")')  # fmt: skip  # noqa: E501
_REF = re.compile(rb'\br="([A-Z]+)(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_P = rb"(?:\w+:)?"
_CELLULE = re.compile(rb"<" + _P + rb"c\b([^>]*?)(?:/>|>(.*?)</" + _P + rb"c>)", re.DOTALL)
_RANGEE = re.compile(rb"<" + _P + rb"row\b.*?</" + _P + rb"row>", re.DOTALL)
_BALISE = re.compile(rb"<[^>]*>")
_CODE_DE_PIED = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')
_RICHE = re.compile(rb"<(?:\w+:)?is>(.*?)</(?:\w+:)?is>", re.DOTALL)
Ouvrir = Callable[[], IO[bytes]]


@dataclass
class Classeur:
    """Ce que les feuilles d'un classeur partagent : leurs noms, leurs chaînes, leurs styles de date."""

    feuilles: Mapping[str, str] = field(default_factory=dict)  # partie → nom montré
    etats: Mapping[str, str] = field(default_factory=dict)
    chaines: Sequence[str] = field(default=(), repr=False)
    styles_de_date: frozenset[bytes] = frozenset()

    def dite(self, partie: str) -> str:
        """« feuille “RIME” (masquée) »."""
        etat = {"hidden": " (masquée)", "veryHidden": " (très masquée)"}.get(self.etats.get(partie, ""), "")
        return f"feuille « {self.feuilles[partie]} »{etat}" if partie in self.feuilles else partie


class Feuille:
    """Les textes et les nombres écrits dans les cellules d'une feuille."""

    def __init__(self, partie: str, ouvrir: Ouvrir, classeur: Classeur) -> None:
        self._chemin, self._ouvrir, self._classeur = partie, ouvrir, classeur
        self.partie = classeur.dite(partie)
        self._bruts: dict[str, list[bytes]] = {}
        self.rares: set[bytes] = set()
        self._riches = False

    def valeurs(self) -> Iterator[str]:
        textes: set[bytes] = set()
        attributs: set[bytes] = set()
        for morceau in _morceaux(self._ouvrir):
            textes.update(_TEXTE.findall(morceau))
            self.rares.update(_RARE.findall(morceau))
            attributs.update(_CONNU.sub(b"", lu) for lu in set(_ATTRIBUTS.findall(morceau)))
        self._riches = any(b"<r>" in rare or b"<r " in rare for rare in self.rares)
        self.rares.update(b"<c " + reste + b">" for reste in attributs if reste.strip(b" /"))
        for brut in textes:
            if not _NUL.fullmatch(brut):
                yield from self._lire(brut)
        if self._riches:
            yield from self._assembles()

    def textes_rares(self) -> Iterator[Texte]:
        """Les attributs et commentaires inhabituels : validations, en-têtes d'impression, liens, formules."""
        from relogement.fuites.lecture.balises import textes_balises

        yield from textes_balises(b"\n".join(sorted(self.rares)), self.partie)

    def situer(self, voulues: set[str]) -> Iterator[Cellule]:
        bruts = {brut: voulue for voulue in voulues for brut in self._bruts.get(voulue, ())}
        titres, vues, situees = self._titres(), set(), set()
        if bruts:
            for attributs, brut, rangee in self._reperes(bruts):
                if b't="s"' in attributs:
                    continue
                cellule = self._cellule(bruts[brut], attributs, titres, rangee)
                situees.add(cellule.valeur)
                if (cellule.titre, cellule.ou[:9], cellule.valeur) not in vues:
                    vues.add((cellule.titre, cellule.ou[:9], cellule.valeur))
                    yield cellule
        for perdue in voulues - situees:
            yield Cellule(perdue, self.partie)

    def debut(self) -> list[list[str]]:
        lignes: list[list[str]] = []
        for morceau in _morceaux(self._ouvrir):
            for rangee in _RANGEE.finditer(morceau):
                lignes.append(self._rangee(rangee.group()))
                if len(lignes) >= DEBUT:
                    return lignes
        return lignes

    def _reperes(self, bruts: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, Callable[[], bytes]]]:
        choix = b"|".join(map(re.escape, sorted(bruts, key=len, reverse=True)))
        cherchee = re.compile(
            rb"<" + _P + rb"c\b([^>]*)>(?:<" + _P + rb"f\b[^>]*(?:/>|>[^<]*</" + _P + rb"f>))?<" + _P
            + rb"(?:v|is><" + _P + rb"t)\b[^>]*>(" + choix + rb")<"
        )  # fmt: skip
        for morceau in _morceaux(self._ouvrir):
            for trouve in cherchee.finditer(morceau):
                yield trouve[1], trouve[2], lambda t=trouve, m=morceau: _autour(m, t.start())  # type: ignore[misc]

    def _cellule(
        self, valeur: str, attributs: bytes, titres: Mapping[str, str], rangee: Callable[[], bytes]
    ) -> Cellule:
        reference = _REF.search(attributs)
        lettres, ligne = (reference[1].decode(), int(reference[2])) if reference else ("", 0)
        style = _STYLE.search(attributs)
        return Cellule(
            valeur, self.partie, f"cellule {lettres}{ligne}" if lettres else "",
            self._classeur.feuilles.get(self._chemin, ""), titres.get(lettres), ligne == 1,
            style is not None and style[1] in self._classeur.styles_de_date,
            lambda: self._rangee(rangee()),
        )  # fmt: skip

    def _titres(self) -> dict[str, str]:
        for morceau in _morceaux(self._ouvrir):
            if rangee := _RANGEE.search(morceau):
                return dict(self._cellules(rangee.group()))
        return {}

    def _rangee(self, rangee: bytes) -> list[str]:
        return [valeur for _, valeur in self._cellules(rangee)]

    def _cellules(self, rangee: bytes) -> Iterator[tuple[str, str]]:
        for attributs, contenu in _CELLULE.findall(rangee):
            reference = _REF.search(attributs)
            texte = clair(_BALISE.sub(b"", contenu).decode("utf-8", "replace"))
            if b't="s"' in attributs and texte.strip().isdigit() and int(texte) < len(self._classeur.chaines):
                texte = self._classeur.chaines[int(texte)]
            yield (reference[1].decode() if reference else "", sans_zero(texte))

    def _lire(self, brut: bytes) -> Iterator[str]:
        """Le texte ; celui d'un pied de page aussi sans ses codes, « &L » touchant le premier mot."""
        texte = sans_zero(clair(brut.decode("utf-8", "replace")))
        for dit in {texte, _CODE_DE_PIED.sub(" ", texte)} if "&" in texte else (texte,):
            self._bruts.setdefault(dit, []).append(brut)
            yield dit

    def _assembles(self) -> Iterator[str]:
        """Les textes que leur mise en forme coupe en plusieurs morceaux."""
        for morceau in _morceaux(self._ouvrir):
            for riche in _RICHE.findall(morceau):
                yield clair(_BALISE.sub(b"", riche).decode("utf-8", "replace"))


class ChainesPartagees:
    """Les textes d'un classeur rangés à part ; ceux qu'aucune cellule ne montre plus y sont aussi."""

    def __init__(self, partie: str, classeur: Classeur, feuilles: Sequence[Feuille]) -> None:
        self.partie = partie
        self._classeur, self._feuilles = classeur, feuilles

    def valeurs(self) -> set[str]:
        return set(self._classeur.chaines)

    def situer(self, voulues: set[str]) -> Iterator[Cellule]:
        rangs = {str(rang).encode(): t for rang, t in enumerate(self._classeur.chaines) if t in voulues}
        situees: set[str] = set()
        for feuille in self._feuilles:
            vues: set[tuple[str | None, str]] = set()
            titres = feuille._titres()
            for attributs, rang, rangee in feuille._reperes(rangs):
                if b't="s"' not in attributs:
                    continue
                cellule = feuille._cellule(rangs[rang], attributs, titres, rangee)
                situees.add(cellule.valeur)
                if (cellule.titre, cellule.valeur) not in vues or cellule.est_un_titre:
                    vues.add((cellule.titre, cellule.valeur))
                    yield cellule
        for perdue in voulues - situees:
            yield Cellule(perdue, self.partie, "un texte qu’aucune cellule ne montre")

    def debut(self) -> list[list[str]]:
        return []


def sans_zero(texte: str) -> str:
    """Un entier qu'un écrivain note « 22449.0 »."""
    return texte[:-2] if texte.endswith(".0") and texte[:-2].lstrip("-").isdigit() else texte


def _morceaux(ouvrir: Ouvrir) -> Iterator[bytes]:
    """La feuille par morceaux qui ne coupent pas une ligne."""
    reste = b""
    with ouvrir() as source:
        while lu := source.read(MORCEAU):
            reste += lu
            coupe = max(reste.rfind(b"<row"), reste.rfind(b"<x:row"))
            if coupe > 0:
                yield reste[:coupe]
                reste = reste[coupe:]
        yield reste


def _autour(morceau: bytes, ou: int) -> bytes:
    debut = max(morceau.rfind(b"<row", 0, ou), morceau.rfind(b":row", 0, ou))
    fin = morceau.find(b"row>", ou)
    return morceau[max(debut, 0) : fin if fin > 0 else len(morceau)]
