"""L'export « rime » : des colonnes d'une mise en page, la façon de rendre chacune pseudonyme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from relogement.baremes import Source as Baremes
from relogement.exports.rime.ages import tranche_d_age
from relogement.exports.rime.arrondis import a_l_annee, au_centieme, au_mois, au_pas, au_trimestre, en_jours
from relogement.exports.rime.bailleurs import bailleur_montrable
from relogement.exports.rime.composition import composition
from relogement.exports.rime.declaration import AUTRE_MOTIF, MASQUEE, SINGULIERES, origines, valeurs
from relogement.exports.rime.mise_en_page import ColonneRime, MiseEnPage
from relogement.exports.rime.moins_precis import moins_precis
from relogement.exports.rime.options import PAS
from relogement.exports.rime.sources import Nature
from relogement.exports.tableau import Colonne, Entete, Forme, Valeur
from relogement.rapprochement import sans_accents

SEUIL_COMMUNE = 5
GARDES = 65536


@dataclass(frozen=True)
class Cadre:
    """Ce qui vaut pour toutes les lignes : date, pseudonymes, communes montrables, motifs, barèmes ajoutés."""

    au: date
    pseudonymes: Mapping[int, str] = field(repr=False)
    communes: frozenset[str]
    motifs: frozenset[str]
    baremes: Baremes | None = None


Rendu = Callable[..., Valeur]


def colonnes(mise_en_page: MiseEnPage, cadre: Cadre) -> tuple[Colonne, ...]:
    """Les colonnes à écrire, chacune avec ce qui arrondit, masque ou traduit sa valeur."""
    return tuple(
        Colonne(_entete(c), c.source.lus, _traduite(c, _calcule(c, cadre))) for c in mise_en_page.colonnes
    )


def _entete(colonne: ColonneRime) -> Entete:
    return Entete(
        colonne.entete, _forme(colonne), origines(colonne), valeurs(colonne),
        singulier=colonne.source.nom in SINGULIERES, moins_precis=moins_precis(colonne),
    )  # fmt: skip


def _forme(colonne: ColonneRime) -> Forme:
    return Forme.ENTIER if colonne.precision == "annee" else _FORMES.get(colonne.source.nature, Forme.CODE)


def _calcule(colonne: ColonneRime, cadre: Cadre) -> Rendu | None:
    """La règle de la source s'il y en a une, puis ce qui rend sa valeur pseudonyme."""
    rendu, regle = _rendu(colonne, cadre), colonne.source.regle
    if regle is None:
        return rendu
    calcul = regle(cadre.au, cadre.baremes)
    return calcul if rendu is None else lambda *champs: rendu(calcul(*champs))


def _rendu(colonne: ColonneRime, cadre: Cadre) -> Rendu | None:
    """Ce qui rend la valeur pseudonyme ; rien pour ce qui sort tel quel."""
    match colonne.source.nature:
        case Nature.PSEUDONYME:
            return cadre.pseudonymes.__getitem__
        case Nature.MONTANT | Nature.SURFACE:
            return au_pas(colonne.arrondi or PAS)
        case Nature.AGE:
            return tranche_d_age(colonne.tranches, cadre.au)
        case Nature.JOUR:
            return _DATES[colonne.precision or "annee"]
        case Nature.COMMUNE:
            return _connu(cadre.communes, sinon=MASQUEE)
        case Nature.MOTIF:
            return _connu(cadre.motifs, sinon=AUTRE_MOTIF)
        case Nature.TABLE:
            return lambda texte: sans_accents(texte) if texte else None
        case nature:
            return _SIMPLES.get(nature)


def _connu(admis: frozenset[str], *, sinon: str) -> Rendu:
    return lambda code: code if code is None or code in admis else sinon


def _traduite(colonne: ColonneRime, rendu: Rendu | None) -> Rendu | None:
    """Le rendu suivi de la table de la mise en page et de ce qu'elle écrit quand on ne sait pas."""
    fermee = colonne.source.nature is Nature.TABLE
    if not colonne.valeurs and colonne.inconnu is None:
        return rendu

    def traduite(*champs: Any) -> Valeur:
        valeur = rendu(*champs) if rendu else champs[0]
        ecrite = colonne.valeurs.get(str(valeur), None if fermee else valeur)
        return colonne.inconnu if ecrite is None else ecrite

    return lru_cache(GARDES)(traduite)


_DATES: dict[str, Rendu] = {"mois": au_mois, "trimestre": au_trimestre, "annee": a_l_annee}
_SIMPLES: dict[Nature, Rendu] = {
    Nature.BAILLEUR: bailleur_montrable,
    Nature.POURCENT: au_centieme,
    Nature.DUREE: en_jours,
    Nature.COMPOSITION: composition,
}
_FORMES = {
    Nature.TEXTE: Forme.TEXTE,
    Nature.BAILLEUR: Forme.TEXTE,
    Nature.COMMUNE: Forme.TEXTE,
    Nature.MOTIF: Forme.TEXTE,
    Nature.EFFECTIF: Forme.ENTIER,
    Nature.MONTANT: Forme.ENTIER,
    Nature.SURFACE: Forme.ENTIER,
    Nature.DUREE: Forme.ENTIER,
    Nature.POURCENT: Forme.DECIMAL,
}
