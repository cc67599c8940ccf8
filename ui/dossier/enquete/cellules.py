"""Les cellules de la grille des ressources : qui, à quel titre, quel mois, et ce qui y est tapé."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from relogement.erreurs import ErreurMetier
from relogement.foyer_apl import est_a_charge
from relogement.menage import Menage, Personne
from relogement.mois_de_ressources import MoisSaisi, mois_de_rang, rang_du_mois
from relogement.nomenclatures import CodeRessource
from relogement.ressources_connues import code_de_l_activite
from ui.saisie import lire_montant

AVANT, APRES = 13, 1  # de M-13, le premier mois de l'APL, à M-1, le dernier mois écoulé
DU_FOYER = (CodeRessource.AF, CodeRessource.PPA)


class Rangee(NamedTuple):
    """Une ligne de la grille ; sans personne, la ressource est celle du foyer."""

    personne_id: int | None
    code: CodeRessource

    @property
    def cle(self) -> str:
        return f"{self.personne_id or ''}|{self.code.value}"

    @staticmethod
    def lue(cle: str) -> "Rangee":
        qui, code = cle.split("|")[:2]
        return Rangee(int(qui) if qui else None, CodeRessource(code))


def mois_montres(au: date) -> tuple[date, ...]:
    rang = rang_du_mois(au)
    return tuple(mois_de_rang(rang - n) for n in range(AVANT, APRES - 1, -1))


def cle(rangee: Rangee, mois: date) -> str:
    """« 3|SAL|2026-10 » : ce que garde le brouillon."""
    return f"{rangee.cle}|{mois:%Y-%m}"


def decodee(cle_: str) -> tuple[Rangee, date]:
    annee, mois = cle_.split("|")[2].split("-")
    return Rangee.lue(cle_), date(int(annee), int(mois), 1)


def montant_lu(texte: str) -> Decimal | None:
    """Vide est inconnu ; un montant négatif n'est pas une ressource."""
    valeur = lire_montant(texte)
    if valeur is not None and valeur < 0:
        raise ErreurMetier("Une ressource est un montant positif ou nul.")
    return valeur


def rangees_proposees(menage: Menage, au: date) -> list[Rangee]:
    """Ce que l'on demande d'abord : l'activité de chaque adulte, les prestations du foyer."""
    adultes = [p for p in menage.personnes if est_a_charge(p, au) is not True]
    proposees = [Rangee(p.id, code_de_l_activite(p)) for p in adultes]
    return [*proposees, *(Rangee(None, code) for code in DU_FOYER)]


def rangees(menage: Menage, au: date, ajoutees: Iterable[Rangee]) -> list[Rangee]:
    """Celles qui ont des mois, celles qui sont demandées, et au début celles que l'on propose."""
    connues = {Rangee(r.personne.id if r.personne else None, r.code) for r in menage.ressources_mensuelles}
    connues |= set(ajoutees)
    qui_a_dit = {r.personne_id for r in connues}
    connues |= {r for r in rangees_proposees(menage, au) if r.personne_id not in qui_a_dit}
    rang = {p.id: n for n, p in enumerate(menage.personnes)}
    codes = list(CodeRessource)
    presentes = [r for r in connues if r.personne_id is None or r.personne_id in rang]
    return sorted(presentes, key=lambda r: (rang.get(r.personne_id or 0, len(rang)), codes.index(r.code)))


def saisis(menage: Menage, brouillon: Mapping[str, str], illisibles: Iterable[str] = ()) -> Sequence[MoisSaisi]:
    """Les mois du dossier, remplacés par ce qui est tapé ; ce qui ne se lit pas est inconnu."""
    personnes: Mapping[int, Personne] = {p.id: p for p in menage.personnes}
    montants: dict[str, Decimal] = {
        cle(Rangee(r.personne.id if r.personne else None, r.code), r.mois): r.montant
        for r in menage.ressources_mensuelles
    }
    illisibles = set(illisibles)
    for cle_, texte in brouillon.items():
        lu = None if cle_ in illisibles else montant_lu(texte)
        if lu is None:
            montants.pop(cle_, None)
        else:
            montants[cle_] = lu
    lignes = ((*decodee(cle_), montant) for cle_, montant in montants.items())
    return [
        MoisSaisi(personnes.get(rangee.personne_id or 0), rangee.code, mois, montant)
        for rangee, mois, montant in lignes
    ]
