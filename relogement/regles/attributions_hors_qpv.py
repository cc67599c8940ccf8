"""La « règle des 25 % » : la part des baux hors QPV qui va au premier quartile et aux ménages relogés.

CCH, art. L. 441-1 (loi n° 2017-86 du 27 janvier 2017 relative à l'égalité et à la citoyenneté) : des attributions
annuelles suivies de baux signés, hors des quartiers prioritaires et sur le territoire de l'EPCI, une part au moins
va aux demandeurs du premier quartile et aux personnes relogées dans une opération de renouvellement urbain.
Le taux est celui qui a été convenu entre l'intercommunalité et l'État ; à défaut, celui du barème.

Référence à relire : lue dans les débats parlementaires, pas sur Légifrance. À vérifier avant d'en faire état : les
personnes relogées lors de la requalification d'une copropriété dégradée, qui compteraient aussi, et les quartiers
sortis de la géographie prioritaire, qui seraient assimilés six ans à des quartiers prioritaires (loi ELAN,
n° 2018-1021 du 23 novembre 2018) : un bail signé dans l'un d'eux est compté ici comme hors QPV.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from relogement.nomenclatures import Critere
from relogement.regles.montants import Montant, Verdict, manque
from relogement.textes import INSECABLE, pluriel

CENT = Decimal(100)
SANS_BAUX = "baux hors QPV de l’année inconnus"
SANS_AUTRES = "autres baux du premier quartile inconnus"


@dataclass(frozen=True, slots=True)
class Objectif:
    """Ce qui est promis : un nombre de baux, ou une part ; rien de promis, le taux légal."""

    part_legale: Decimal
    part: Decimal | None = None
    nombre: int | None = None

    @property
    def part_retenue(self) -> Decimal:
        return self.part_legale if self.part is None else self.part


@dataclass(frozen=True, slots=True)
class Situation:
    """Où en est un bailleur ; ``au_moins`` : le compte est un minimum, d'autres baux sont inconnus."""

    compte: int
    au_moins: bool
    part: Montant
    vise: int | None
    atteint: Verdict

    @property
    def manquent(self) -> int | None:
        """Les baux qu'il faut encore ; vide quand l'objectif n'est pas connu."""
        return None if self.vise is None else max(0, self.vise - self.compte)


def bail_compte(hors_qpv: Verdict, *, epci: str | None, epci_du_logement: str | None) -> Verdict:
    """Le bail d'un ménage relogé entre dans le compte : hors QPV, sur le territoire de l'EPCI (CCH, L. 441-1)."""
    if hors_qpv.valeur is not Critere.OUI or epci is None:
        return hors_qpv
    if epci_du_logement is None:
        return Verdict(Critere.NR, "commune du nouveau logement inconnue : est-elle dans l’EPCI ?")
    if epci_du_logement != epci:
        return Verdict(Critere.NON, "hors du territoire de l’EPCI")
    return hors_qpv


def situation(
    reloges: int, inconnus: int, *, autres_q1: int | None, baux: int | None, objectif: Objectif
) -> Situation:
    """Le compte d'un bailleur pour une année, devant son objectif (CCH, L. 441-1).

    ``reloges`` : les baux qui comptent ici ; ``inconnus`` : ceux dont on ignore s'ils comptent ; ``autres_q1`` :
    ceux du premier quartile que ce projet ne suit pas ; ``baux`` : tous les baux hors QPV de l'année. L'inconnu
    n'est jamais zéro : l'objectif est atteint dès qu'il l'est sûrement, manqué si rien ne peut plus le combler.
    """
    compte = reloges + (autres_q1 or 0)
    vise = objectif.nombre
    if vise is None and baux is not None:
        vise = int((objectif.part_retenue * baux / CENT).to_integral_value(ROUND_CEILING))
    part = manque(SANS_BAUX) if not baux else Montant(Decimal(compte) / baux * CENT)
    return Situation(compte, autres_q1 is None, part, vise, _atteint(compte, inconnus, autres_q1, vise))


def _atteint(compte: int, inconnus: int, autres_q1: int | None, vise: int | None) -> Verdict:
    if vise is None:
        return Verdict(Critere.NR, SANS_BAUX)
    if compte >= vise:
        return Verdict(Critere.OUI, f"{compte} pour {vise} attendus")
    if autres_q1 is None:
        return Verdict(Critere.NR, f"{SANS_AUTRES}{INSECABLE}: au moins {compte} pour {vise} attendus")
    if compte + inconnus >= vise:
        combien = pluriel(inconnus, "bail de lieu inconnu peut", "baux de lieu inconnu peuvent")
        return Verdict(Critere.NR, f"{compte} pour {vise} attendus, mais {combien} compter")
    return Verdict(Critere.NON, f"{compte} pour {vise} attendus, il en manque {vise - compte}")
