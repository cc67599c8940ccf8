"""Le reste à charge : ce que le ménage paie vraiment pour son logement chaque mois.

RAC = loyer + charges − aides personnelles au logement (fiche-repères CIA 2017, note 43).
La comparaison avant / après se fait à périmètre égal : l'eau et le chauffage comptent dedans des deux
côtés ou d'aucun (règle du taux d'effort, arrêté du 10 mars 2011).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from relogement.regles.montants import Montant, manque, rapport

ZERO = Decimal(0)
CENT = Decimal(100)
_FLUIDES = (("eau", "eau_incluse", "forfait_eau"), ("chauffage", "chauffage_inclus", "forfait_chauffage"))
_NECESSAIRES = (("loyer", "loyer inconnu"), ("charges", "charges inconnues"), ("apl", "APL inconnue"))


class Postes(Protocol):
    """Les montants mensuels d'un logement, en euros ; vide = inconnu, sauf RLS, SLS et annexes = 0."""

    @property
    def loyer(self) -> Decimal | None: ...
    @property
    def annexes(self) -> Decimal | None: ...
    @property
    def rls(self) -> Decimal | None: ...
    @property
    def sls(self) -> Decimal | None: ...
    @property
    def charges(self) -> Decimal | None: ...
    @property
    def eau_incluse(self) -> bool | None: ...
    @property
    def chauffage_inclus(self) -> bool | None: ...
    @property
    def forfait_eau(self) -> Decimal | None: ...
    @property
    def forfait_chauffage(self) -> Decimal | None: ...
    @property
    def apl(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Comparaison:
    """Le reste à charge avant et après, en euros par mois, à périmètre égal."""

    avant: Montant
    apres: Montant
    delta: Montant
    delta_pct: Montant


def reste_a_charge_brut(postes: Postes | None) -> Montant:
    """Loyer net de RLS + charges − APL, sans ce qui se paie à part ; se montre, ne se compare pas."""
    if postes is None:
        return manque("logement non renseigné")
    manques = [motif for poste, motif in _NECESSAIRES if getattr(postes, poste) is None]
    if manques or postes.loyer is None or postes.charges is None or postes.apl is None:
        return manque(" ; ".join(manques))
    loyer = postes.loyer + (postes.annexes or ZERO) + (postes.sls or ZERO) - (postes.rls or ZERO)
    return Montant(loyer + postes.charges - postes.apl)


def hors_charges(postes: Postes, autre: Postes | None) -> Montant:
    """L'eau et le chauffage à compter en plus des charges pour que les deux logements se comparent."""
    parts = [_fluide(postes, autre, *fluide) for fluide in _FLUIDES]
    inconnus = [p.motif for p in parts if p.valeur is None]
    return manque(" ; ".join(inconnus)) if inconnus else Montant(sum((p.valeur or ZERO for p in parts), ZERO))


def reste_a_charge(postes: Postes | None, autre: Postes | None) -> Montant:
    """Le reste à charge au périmètre commun avec l'autre logement de la comparaison."""
    brut = reste_a_charge_brut(postes)
    if postes is None or brut.valeur is None:
        return brut
    en_plus = hors_charges(postes, autre)
    return en_plus if en_plus.valeur is None else Montant(brut.valeur + en_plus.valeur)


def comparer(avant: Postes | None, apres: Postes | None) -> Comparaison:
    """Avant, après, et ce qui change ; le pourcentage est NR quand le RAC avant est nul ou négatif."""
    rac_avant, rac_apres = reste_a_charge(avant, apres), reste_a_charge(apres, avant)
    delta = _difference(rac_avant, rac_apres)
    base = Montant(rac_avant.valeur, rac_avant.motif or "RAC avant nul ou négatif")
    part = rapport(delta, base)
    pct = part if part.valeur is None else Montant(part.valeur * CENT)
    return Comparaison(rac_avant, rac_apres, delta, pct)


def _difference(avant: Montant, apres: Montant) -> Montant:
    if avant.valeur is None or apres.valeur is None:
        cotes = (("avant", avant), ("après", apres))
        return manque(" ; ".join(f"{cote} : {m.motif}" for cote, m in cotes if m.valeur is None))
    return Montant(apres.valeur - avant.valeur)


def _fluide(postes: Postes, autre: Postes | None, nom: str, inclusion: str, forfait: str) -> Montant:
    """Compris dans les charges : rien de plus. Payé à part : son coût, s'il faut le compter."""
    inclus: bool | None = getattr(postes, inclusion)
    en_face: bool | None = getattr(autre, inclusion, None)
    if inclus is not False:
        muet = inclus is None and en_face is not None
        return manque(f"{nom} : on ne sait pas s’il est dans les charges") if muet else Montant(ZERO)
    cout: Decimal | None = getattr(postes, forfait)
    if en_face:
        return Montant(cout) if cout is not None else manque(f"{nom} hors charges : coût inconnu")
    comparable = en_face is None or getattr(autre, forfait) is not None
    return Montant(cout if cout is not None and comparable else ZERO)
