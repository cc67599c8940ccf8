"""Ce que le plan ne montre pas : ses petits effectifs, et ceux qui les rendraient par soustraction."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from relogement.documents.plan.donnees import Besoin, Plan
from relogement.secret import FIXE, Cellule, Cle, Masque, Systeme, masquer
from relogement.textes import TIRET, euros

TU = "s."
SUIVIS, RESTANTS = ("suivis",), ("restants",)
PEU, BEAUCOUP = 10, 150


@dataclass(frozen=True)
class Montre:
    """Le plan derrière le secret statistique : chaque effectif, ou « s. »."""

    masque: Masque
    seuil: int
    seuil_revenu: int

    def effectif(self, tableau: str, modalite: object, valeur: int) -> str:
        return TU if self.masque.cache((tableau, str(modalite))) else str(valeur)

    def detaille(self, total: int) -> bool:
        """Faux quand ils sont trop peu pour se répartir : la seule ligne non vide les désignerait."""
        return total == 0 or total >= self.seuil

    def mediane(self, besoin: Besoin, mediane: Decimal | None, connus: int) -> str:
        """Une médiane se montre avec son effectif, et seulement d'un groupe assez grand de montants connus."""
        if not besoin.menages:
            return TIRET
        cachee = self.masque.cache(("a_mobiliser", str(besoin.typologie)))
        return TU if cachee or connus < self.seuil_revenu else euros(mediane)


def montre(plan: Plan, *, seuil: int, seuil_revenu: int) -> Montre:
    """Le masque du plan : ses tableaux se lisent ensemble, chacun avec le total qui les réunit."""
    systeme = Systeme()
    systeme.ajouter(Cellule(SUIVIS, sum(n for _, n in plan.phases), seuil, poids=FIXE))
    systeme.ajouter(Cellule(RESTANTS, plan.restants, seuil, poids=FIXE))
    _repartir(systeme, "phases", plan.phases, SUIVIS, seuil)
    _repartir(systeme, "tailles", plan.tailles, RESTANTS, seuil)
    _repartir(systeme, "quartiles", plan.quartiles, RESTANTS, seuil_revenu)
    _repartir(systeme, "a_mobiliser", ((b.typologie, b.menages) for b in plan.besoins), RESTANTS, seuil)
    _part(systeme, "operation", "decohabitants", plan.decohabitants, plan.restants, seuil)
    for besoin, n in plan.adaptes:
        _part(systeme, "besoins", besoin, n, plan.restants, seuil)
    return Montre(masquer(systeme), seuil, seuil_revenu)


def _repartir(
    systeme: Systeme, tableau: str, lignes: Iterable[tuple[object, int]], total: Cle, seuil: int
) -> None:
    """Un tableau dont les lignes font le total."""
    cases = [Cellule((tableau, str(modalite)), n, seuil, poids=_poids(n)) for modalite, n in lignes]
    systeme.lier(total, [systeme.ajouter(case) for case in cases])


def _part(systeme: Systeme, tableau: str, nom: object, n: int, total: int, seuil: int) -> None:
    """Une partie de ceux qui restent : les autres ne s'écrivent pas, mais se déduisent."""
    part = systeme.ajouter(Cellule((tableau, str(nom)), n, seuil, poids=_poids(n)))
    autres = systeme.ajouter(Cellule((tableau, str(nom), "sans"), total - n, seuil, publiee=False))
    systeme.lier(RESTANTS, (part, autres))


def _poids(n: int) -> int:
    """Un grand effectif manque plus au lecteur qu'un petit."""
    return PEU + min(n, BEAUCOUP)
