"""Le XML d'une feuille en morceaux lisibles seuls : les plages vides ne sont ni gardées ni parcourues."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO
from zipfile import BadZipFile

BLOC = 1 << 20
ENTETE_MAX = 16 << 20
LIGNES_PAR_TRANCHE = 10_000
OCTETS_PAR_TRANCHE = 8 << 20
OCTETS_MAX = 24 << 20
TROU = 1_000
ETROITE = 26
LARGE = 702
CELLULES_MAX = 6_000_000

RACINE = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b[^>]*>")
NUMERO = re.compile(rb'\sr="(\d+)"')
LOINTAINE = re.compile(rb' r="[A-Z]{3,}[0-9]')
CELLULES_LOINTAINES = rb'<%(p)bc\s[^>]*?\br="[A-Z]{3,}\d+"[^>]*?(?:/>|>.*?</%(p)bc>)'
# Une colonne au-delà de Z (ou de ZZ), ou une ligne au-delà de 200 000 : calamine, qui alloue un rectangle plein,
# pourrait déborder ; la tranche se relit alors ligne à ligne.
HORS_ETROITE = re.compile(rb' r="(?:[A-Z]{2}|[A-Z]?(?:[2-9]\d{5}|\d{7}))')
HORS_LARGE = re.compile(rb' r="(?:[A-Z]{3}|[A-Z]{0,2}(?:[2-9]\d{5}|\d{7}))')
REFERENCE = re.compile(rb' r="[A-Z]+(\d+)"')
# Lettres et chiffres ramenés à « A » et « 0 » : on cherche ainsi « AA1 » trois fois plus vite qu'au motif.
FORMES = bytes.maketrans(b"BCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 25 + b"0" * 9)
SIX_CHIFFRES = (b' r="A000000', b' r="000000')

CACHEE = re.compile(rb'\shidden="(?:1|true)"')


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

    def est_pleine(self, numero: int) -> bool:
        trop = len(self.lignes) >= LIGNES_PAR_TRANCHE or self.octets >= OCTETS_PAR_TRANCHE
        return bool(self.lignes) and (trop or not 0 <= numero - self.derniere <= TROU)


def _est_etroite(brut: bytes) -> bool:
    """Aucune cellule au-delà de Z, aucun numéro au-delà de 200 000."""
    formes = brut.translate(FORMES)
    if b' r="AA' in formes:
        return False
    return not any(six in formes for six in SIX_CHIFFRES) or HORS_ETROITE.search(brut) is None


class Decoupe:
    """Découpe une feuille lue au fil de l'eau ; calamine alloue un rectangle plein : il faut le garder petit."""

    def __init__(self, flux: IO[bytes], octets: int = OCTETS_PAR_TRANCHE) -> None:
        self._flux = flux
        self._octets = min(max(octets, OCTETS_PAR_TRANCHE), OCTETS_MAX)
        self._numero = 0
        self._numerotees: bool | None = None
        self.entete = b""

    def tranches(self) -> Iterator[bytes]:
        """De petites feuilles complètes, dans l'ordre, chacune lisible seule."""
        if not self._lire_entete():
            return
        for brut in self._gros_blocs():
            if self._est_simple(brut):
                yield self._feuille(brut)
            else:
                yield from self._par_lignes(brut)

    def _par_lignes(self, brut: bytes) -> Iterator[bytes]:
        tranche = _Tranche()
        for numero, xml in self._lignes(brut):
            if tranche.est_pleine(numero):
                yield self._feuille(b"".join(tranche.lignes))
                tranche = _Tranche()
            tranche.ajouter(numero, xml)
        if tranche.lignes:
            yield self._feuille(b"".join(tranche.lignes))

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
        self.entete = tampon[:debut]
        self._racine, self._reste = racine[0], tampon[debut:]
        self._debut, self._fin = b"<%brow" % p, b"</%brow>" % p
        self._valeurs = (b"<%bv" % p, b"<%bis" % p)
        self._prefixe = p
        self._lointaines = re.compile(CELLULES_LOINTAINES % {b"p": re.escape(p)}, re.DOTALL)
        self._rangs = re.compile(rb"<%brow\b[^>]*?\sr=\"(\d+)\"" % re.escape(p))
        return True

    def _feuille(self, corps: bytes) -> bytes:
        p = self._prefixe
        return b"%b<%bsheetData>%b</%bsheetData></%bworksheet>" % (self._racine, p, corps, p, p)

    def _porte(self, xml: bytes) -> bool:
        return self._valeurs[0] in xml or self._valeurs[1] in xml

    def _gros_blocs(self) -> Iterator[bytes]:
        """Un premier morceau court, pour voir vite ; puis de gros morceaux, que calamine lit plus vite."""
        blocs, taille = list[bytes](), 0
        premier = True
        for bloc in self._blocs():
            if self._numerotee(bloc) and not self._porte(bloc):
                continue
            blocs.append(bloc)
            taille += len(bloc)
            if premier or taille >= self._octets:
                yield b"".join(blocs)
                blocs, taille, premier = [], 0, False
        if blocs:
            yield b"".join(blocs)

    def _blocs(self) -> Iterator[bytes]:
        """Des suites de lignes entières ; le reste attend la lecture suivante."""
        tampon = self._reste
        self._reste = b""
        tampon = tampon[tampon.find(b">") + 1 :]
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

    def _numerotee(self, brut: bytes) -> bool:
        if self._numerotees is None:
            premier = brut[brut.find(self._debut) :]
            self._numerotees = NUMERO.search(premier[: premier.find(b">")]) is not None
        return self._numerotees

    def _est_simple(self, brut: bytes) -> bool:
        """Un morceau que calamine peut lire tel quel : son rectangle, calculé au pire, reste petit."""
        if not self._numerotee(brut):
            return False
        premiere = self._rangs.search(brut)
        derniere = self._rangs.match(brut, brut.rfind(self._debut))
        if premiere is None or derniere is None or int(premiere[1]) <= self._numero:
            return False
        hauteur = int(derniere[1]) - int(premiere[1]) + 1
        if _est_etroite(brut):
            simple = 0 < hauteur * ETROITE <= CELLULES_MAX
        else:
            simple = (
                0 < hauteur * LARGE <= CELLULES_MAX and HORS_LARGE.search(brut) is None and self._sans_ecart(brut)
            )
        if simple:
            self._numero = int(derniere[1])
        return simple

    def _sans_ecart(self, brut: bytes) -> bool:
        """Les lignes croissent et leurs cellules disent le même numéro qu'elles."""
        rangs = self._rangs.findall(brut)
        croissants = all(int(a) < int(b) for a, b in pairwise(rangs))
        return croissants and set(REFERENCE.findall(brut)) <= set(rangs)

    def _lignes(self, brut: bytes) -> Iterator[tuple[int, bytes]]:
        for morceau in brut.split(self._fin)[:-1]:
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
            if any(int(rang) != self._numero for rang in REFERENCE.findall(contenu)):
                raise BadZipFile("une cellule se dit d'une autre ligne")
            attributs = CACHEE.search(morceau, debut, fin)
            cachee = b' hidden="1"' if attributs else b""
            yield self._numero, b'%b r="%d"%b>%b%b' % (self._debut, self._numero, cachee, contenu, self._fin)
