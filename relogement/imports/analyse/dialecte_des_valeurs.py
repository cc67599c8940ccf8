"""Le signe décimal et l'ordre des dates d'un tableau : trouvés sur ses valeurs, appliqués quand ils sont sûrs."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from relogement.imports.lecture import OrdreDesDates, Reglages, Trouvaille
from relogement.imports.lecture.reglages import CERTAINE, DOUTEUSE, PROBABLE

VIRGULE, POINT = ",", "."
MONNAIE = r"[\s€$£]*"
SIMPLE = re.compile(rf"{MONNAIE}[-+(]?{MONNAIE}[0-9]+([.,])([0-9]+)\)?{MONNAIE}")
DEUX_SIGNES = re.compile(
    rf"{MONNAIE}[-+(]?{MONNAIE}[0-9]{{1,3}}(?:[.,' \u202f][0-9]{{3}})+([.,])[0-9]{{1,2}}\)?{MONNAIE}"
)
MILLIERS = {
    VIRGULE: re.compile(r"[-+(]?\s*[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?\)?"),
    POINT: re.compile(r"[-+(]?\s*[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?\)?"),
}
DEVISES = re.compile(r"[$£]")
DATE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(.*)")
MOIS_MAX = 12


@dataclass(frozen=True)
class DialecteDesValeurs:
    """Ce qui s'applique aux cellules d'un tableau."""

    decimale: Trouvaille
    ordre: Trouvaille

    @property
    def traduit(self) -> bool:
        """Vrai quand une cellule peut devoir être réécrite pour être comprise."""
        return self.decimale.confiance >= PROBABLE or self.ordre.valeur == OrdreDesDates.MOIS_JOUR.value

    def traduire(self, cellule: str, *, date: bool) -> str:
        """La cellule écrite comme le reste du logiciel la comprend : virgule ou point décimal, date ISO."""
        if date:
            return self._jour(cellule)
        nue = DEVISES.sub("", cellule)
        if self.decimale.confiance >= PROBABLE and MILLIERS[self.decimale.valeur].fullmatch(nue.strip()):
            millier = POINT if self.decimale.valeur == VIRGULE else VIRGULE
            return nue.strip().replace(millier, "")
        return nue if nue != cellule and SIMPLE.fullmatch(cellule) else cellule

    def _jour(self, cellule: str) -> str:
        trouve = DATE.fullmatch(cellule) if self.ordre.valeur == OrdreDesDates.MOIS_JOUR.value else None
        if trouve is None or int(trouve[1]) > MOIS_MAX:
            return cellule
        return f"{trouve[3]}{trouve[2]}{trouve[1]}{trouve[2]}{trouve[4]}{trouve[5]}"


def dialecte_des_valeurs(
    nombres: Iterable[str], dates: Iterable[str], reglages: Reglages, *, tableur: bool
) -> DialecteDesValeurs:
    decimale = Trouvaille.choisie(reglages.decimale) if reglages.decimale else _decimale(nombres, tableur=tableur)
    impose = reglages.ordre_des_dates
    ordre = Trouvaille.choisie(str(impose.value)) if impose else _ordre(dates)
    return DialecteDesValeurs(decimale, ordre)


def _decimale(nombres: Iterable[str], *, tableur: bool) -> Trouvaille:
    """Deux chiffres après le signe le disent décimal ; trois ne prouvent rien."""
    if tableur:
        return Trouvaille(POINT, DOUTEUSE, "les nombres sont ceux du tableur, sans ambiguïté")
    voix: Counter[str] = Counter()
    for cellule in nombres:
        trouve = DEUX_SIGNES.fullmatch(cellule) or SIMPLE.fullmatch(cellule)
        if trouve and (trouve.re is DEUX_SIGNES or len(trouve[2]) != len("000")):
            voix[trouve[1]] += 1
    return _elue(voix, VIRGULE, {VIRGULE: "une virgule", POINT: "un point"}, "aucun nombre à décimales ne tranche")


def _ordre(dates: Iterable[str]) -> Trouvaille:
    """Un nombre au-delà de 12 ne peut être qu'un jour."""
    voix: Counter[str] = Counter()
    for cellule in dates:
        if trouve := DATE.fullmatch(cellule):
            if int(trouve[1]) > MOIS_MAX >= int(trouve[3]):
                voix[OrdreDesDates.JOUR_MOIS.value] += 1
            elif int(trouve[3]) > MOIS_MAX >= int(trouve[1]):
                voix[OrdreDesDates.MOIS_JOUR.value] += 1
    libelles = {ordre.value: ordre.libelle for ordre in OrdreDesDates}
    return _elue(voix, OrdreDesDates.JOUR_MOIS.value, libelles, "aucune date au-delà du 12 ne tranche")


def _elue(voix: Counter[str], defaut: str, libelles: dict[str, str], sans_voix: str) -> Trouvaille:
    if not voix:
        return Trouvaille(defaut, DOUTEUSE, f"{sans_voix} : usage français")
    (gagnante, nombre), total = voix.most_common(1)[0], sum(voix.values())
    if nombre == total:
        return Trouvaille(gagnante, CERTAINE, f"{nombre} valeurs sur {total} s’écrivent avec {libelles[gagnante]}")
    confiance = PROBABLE if nombre >= 9 * (total - nombre) else DOUTEUSE
    return Trouvaille(gagnante, confiance, f"{nombre} valeurs sur {total} s’écrivent avec {libelles[gagnante]}")
