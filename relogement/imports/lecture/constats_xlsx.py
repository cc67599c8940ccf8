"""Ce qu'une feuille révèle en passant : formules jamais calculées, erreurs, lignes et colonnes masquées."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from relogement.imports.lecture.annonces import Annonce, Genre, annonce, citees, lettres, plages
from relogement.imports.lecture.classeur import Ligne
from relogement.imports.lecture.reglages import Reglages

CELLULES_RETENUES = 1_000
COLONNES_MAX = 16_384
ATTRIBUT_R = re.compile(rb'\br="([A-Z]+\d+)"')
COLONNE = re.compile(rb"<(?:[\w.-]+:)?col\s([^>]*)>")
BORNE = re.compile(rb'\b(min|max)="(\d+)"')
CACHE = re.compile(rb'\bhidden="(?:1|true)"')
LIGNE_CACHEE = re.compile(rb"<(?:[\w.-]+:)?row\b([^>]*\shidden=\"(?:1|true)\"[^>]*)>")
RANG = re.compile(rb'\sr="(\d+)"')
ERREUR = re.compile(rb'<(?:[\w.-]+:)?c\b([^>]*\bt="e"[^>]*)>')
FORMULE = re.compile(
    rb"<(?:[\w.-]+:)?c\b([^>]*)>\s*<(?:[\w.-]+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:[\w.-]+:)?f>)"
    rb"\s*(?:<(?:[\w.-]+:)?v\s*/>|<(?:[\w.-]+:)?v>\s*</(?:[\w.-]+:)?v>)?\s*</(?:[\w.-]+:)?c>"
)
_CONSEIL = "Ouvrez le classeur dans votre tableur, enregistrez-le, puis recommencez."


@dataclass
class Constats:
    """Se remplit tranche après tranche ; rend les lignes telles qu'elles doivent être lues."""

    feuille: str
    reglages: Reglages
    sans_valeur: list[str] = field(default_factory=list)
    erreurs: list[str] = field(default_factory=list)
    lignes_cachees: set[int] = field(default_factory=set)
    colonnes_cachees: frozenset[int] = frozenset()
    lignes_vues: set[int] = field(default_factory=set)
    colonnes_vues: set[int] = field(default_factory=set)

    def lire_entete(self, xml: bytes) -> None:
        """Les colonnes masquées se déclarent avant les données."""
        cachees: set[int] = set()
        for attributs in COLONNE.findall(xml):
            if CACHE.search(attributs):
                bornes = {nom: int(valeur[:6]) for nom, valeur in BORNE.findall(attributs)}
                debut, fin = bornes.get(b"min", 1), min(bornes.get(b"max", 0), COLONNES_MAX)
                cachees.update(range(debut - 1, fin))
        self.colonnes_cachees = frozenset(cachees)

    def lire_tranche(self, xml: bytes) -> None:
        if b"hidden=" in xml:
            trouves = (RANG.search(b" " + attributs) for attributs in LIGNE_CACHEE.findall(xml))
            self.lignes_cachees.update(int(trouve[1]) for trouve in trouves if trouve)
        if b"<f" in xml or (b"<row" not in xml and b":f" in xml):
            self._retenir(self.sans_valeur, FORMULE, xml)

    def lire_erreurs(self, xml: bytes) -> bool:
        """Retient les cellules en erreur ; dit s'il y en a."""
        if b't="e"' not in xml:
            return False
        self._retenir(self.erreurs, ERREUR, xml)
        return True

    def _retenir(self, ou: list[str], motif: re.Pattern[bytes], xml: bytes) -> None:
        for attributs in motif.findall(xml):
            if len(ou) < CELLULES_RETENUES and (trouve := ATTRIBUT_R.search(attributs)):
                ou.append(trouve[1].decode("ascii"))

    def filtrer(self, ligne: Ligne) -> Ligne | None:
        """La ligne sans ses cellules masquées ; rien quand elle-même l'est et qu'on ne veut pas la lire."""
        if ligne.numero in self.lignes_cachees and any(ligne.cellules):
            self.lignes_vues.add(ligne.numero)
            if not self.reglages.lignes_masquees:
                return None
        if self.colonnes_cachees:
            return self._sans_colonnes(ligne)
        return ligne

    def _sans_colonnes(self, ligne: Ligne) -> Ligne:
        pleines = [rang for rang, texte in enumerate(ligne.cellules) if texte and rang in self.colonnes_cachees]
        self.colonnes_vues.update(pleines)
        if self.reglages.colonnes_masquees or not pleines:
            return ligne
        retirees = set(pleines)
        return Ligne(
            ligne.numero, tuple("" if rang in retirees else texte for rang, texte in enumerate(ligne.cellules))
        )

    @property
    def a_filtrer(self) -> bool:
        return bool(self.lignes_cachees or self.colonnes_cachees)

    def annonces(self) -> Iterator[Annonce]:
        yield from self._masques()
        if self.sans_valeur:
            message = (
                f"{len(self.sans_valeur)} formules n’ont pas de valeur enregistrée et se lisent vides "
                f"({citees(self.sans_valeur)}). {_CONSEIL}"
            )
            yield annonce(Genre.SANS_VALEUR, message, self.feuille, grave=True, cellules=self.sans_valeur)
        if self.erreurs:
            message = f"{len(self.erreurs)} cellules sont en erreur de formule ({citees(self.erreurs)})."
            yield annonce(Genre.ERREUR_DE_FORMULE, message, self.feuille, grave=True, cellules=self.erreurs)

    def _masques(self) -> Iterator[Annonce]:
        if self.lignes_vues:
            suite = "lues comme les autres" if self.reglages.lignes_masquees else "non lues"
            message = f"Lignes masquées (filtre ou plan) {plages(self.lignes_vues)} : {suite}."
            yield annonce(Genre.LIGNES_MASQUEES, message, self.feuille, grave=not self.reglages.lignes_masquees)
        if self.colonnes_vues:
            suite = "lues comme les autres" if self.reglages.colonnes_masquees else "non lues"
            noms = citees(lettres(rang) for rang in sorted(self.colonnes_vues))
            message = f"Colonnes masquées {noms} : {suite}."
            yield annonce(
                Genre.COLONNES_MASQUEES, message, self.feuille, grave=not self.reglages.colonnes_masquees
            )
