"""Le XML d'une feuille en petits morceaux : les plages vides ne sont ni gardées ni parcourues par calamine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

BLOC = 1 << 20
ENTETE_MAX = 16 << 20
PREMIERE_TRANCHE = 200
LIGNES_PAR_TRANCHE = 10_000
OCTETS_PAR_TRANCHE = 8 << 20
TROU = 1_000

RACINE = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b[^>]*>")
NUMERO = re.compile(rb'\sr="(\d+)"')
LOINTAINE = re.compile(rb' r="[A-Z]{3,}[0-9]')
CELLULES_LOINTAINES = rb'<%(p)bc\s[^>]*?\br="[A-Z]{3,}\d+"[^>]*?(?:/>|>.*?</%(p)bc>)'
ERREUR = (b' t="e"', b' t="str"')


@dataclass
class _Tranche:
    """Des lignes voisines, en attente d'être lues."""

    lignes: list[bytes] = field(default_factory=list)
    octets: int = 0
    derniere: int = 0

    def ajouter(self, numero: int, xml: bytes) -> None:
        self.lignes.append(xml)
        self.octets += len(xml)
        self.derniere = numero

    def est_pleine(self, numero: int, maximum: int) -> bool:
        trop = len(self.lignes) >= maximum or self.octets >= OCTETS_PAR_TRANCHE
        return bool(self.lignes) and (trop or not 0 <= numero - self.derniere <= TROU)


class Decoupe:
    """Découpe une feuille lue au fil de l'eau ; calamine alloue un rectangle plein : il faut le garder petit."""

    def __init__(self, flux: IO[bytes]) -> None:
        self._flux = flux
        self._numero = 0

    def tranches(self) -> Iterator[bytes]:
        """De petites feuilles complètes, dans l'ordre, chacune lisible seule."""
        if not self._lire_entete():
            return
        tranche, maximum = _Tranche(), PREMIERE_TRANCHE
        for numero, xml in self._lignes():
            if tranche.est_pleine(numero, maximum):
                yield self._feuille(tranche)
                tranche, maximum = _Tranche(), LIGNES_PAR_TRANCHE
            tranche.ajouter(numero, xml)
        if tranche.lignes:
            yield self._feuille(tranche)

    def _lire_entete(self) -> bool:
        """Lit jusqu'aux données ; faux quand la feuille n'en a pas."""
        tampon = b""
        while (debut := tampon.find(b"sheetData")) < 0 and len(tampon) < ENTETE_MAX:
            bloc = self._flux.read(BLOC)
            if not bloc:
                return False
            tampon += bloc
        racine = RACINE.search(tampon)
        if racine is None or debut < 0:
            return False
        p = racine[1]
        self._racine, self._reste = racine[0], tampon[debut:]
        self._debut, self._fin = b"<%brow" % p, b"</%brow>" % p
        self._valeurs = (b"<%bv" % p, b"<%bis" % p)
        self._prefixe = p
        self._lointaines = re.compile(CELLULES_LOINTAINES % {b"p": re.escape(p)}, re.DOTALL)
        return True

    def _feuille(self, tranche: _Tranche) -> bytes:
        p = self._prefixe
        corps = b"".join(tranche.lignes)
        return b"%b<%bsheetData>%b</%bsheetData></%bworksheet>" % (self._racine, p, corps, p, p)

    def _porte(self, xml: bytes) -> bool:
        return self._valeurs[0] in xml or self._valeurs[1] in xml

    def _blocs(self) -> Iterator[bytes]:
        """Des suites de lignes entières ; le reste attend la lecture suivante."""
        tampon = self._reste
        while True:
            coupe = tampon.rfind(self._fin)
            if coupe >= 0:
                coupe += len(self._fin)
                yield tampon[:coupe]
                tampon = tampon[coupe:]
            bloc = self._flux.read(BLOC)
            if not bloc:
                return
            if len(tampon) > BLOC and not self._porte(tampon):
                tampon = tampon[max(tampon.rfind(self._debut), 0) :]
            tampon += bloc

    def _lignes(self) -> Iterator[tuple[int, bytes]]:
        numerotees: bool | None = None
        for brut in self._blocs():
            if numerotees is None:
                premier = brut[brut.find(self._debut) :]
                numerotees = NUMERO.search(premier[: premier.find(b">")]) is not None
            if numerotees and not self._porte(brut):
                continue
            for morceau in brut.replace(*ERREUR).split(self._fin)[:-1]:
                yield from self._ligne(morceau)

    def _ligne(self, morceau: bytes) -> Iterator[tuple[int, bytes]]:
        """La ligne qui finit ce morceau ; celles qui la précèdent y sont vides et refermées d'un trait."""
        debut = morceau.rfind(self._debut)
        fin = morceau.find(b">", debut)
        trouve = NUMERO.search(morceau, debut, fin)
        self._numero = int(trouve[1]) if trouve else self._numero + morceau.count(self._debut)
        if self._porte(morceau):
            derniere = morceau.rfind(b' r="')
            proche = not LOINTAINE.match(morceau, derniere)
            contenu = morceau[fin + 1 :] if proche else self._lointaines.sub(b"", morceau[fin + 1 :])
            yield self._numero, b'%b r="%d">%b%b' % (self._debut, self._numero, contenu, self._fin)
