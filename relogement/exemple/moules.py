"""Les moules d'un grand exemple : les mêmes histoires, à d'autres jours et pour d'autres montants."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from relogement.exemple.gabarits import Gabarit, mettre_a_plat
from relogement.exemple.jours import Calendrier
from relogement.exemple.logements import quitte
from relogement.exemple.monde import Monde, monde
from relogement.exemple.recit import raconter
from relogement.exemple.trames import Trame, trames
from relogement.nomenclatures import Etat

MONDES = 20
JOURS = 10
_REFUS_DE_PLUS = ("LOCALISATION", "CHER", "ETAGE", "ENVIRONNEMENT", "TROP_PETIT", "CHAUFFAGE")
_SANS_REFUS_DE_PLUS = (Etat.TROIS_REFUS, Etat.SORTI, Etat.PROVISOIRE, Etat.RETOUR)


def mouler(au: date, menages: int) -> list[Gabarit]:
    """Les gabarits d'un projet de cette taille, mêlés : chaque tranche ressemble à l'ensemble."""
    mondes = range(min(MONDES, menages // len(trames()) + 1))
    gabarits = [gabarit for n in mondes for gabarit in _du_monde(n, au - timedelta(days=n % JOURS))]
    Random(MONDES).shuffle(gabarits)
    return gabarits


def _du_monde(numero: int, au: date) -> list[Gabarit]:
    cadre = monde(Calendrier(au), numero)
    seuls = [trame for trame in trames() if trame.parent is None]
    return [_gabarit(trame, cadre) for trame in seuls]


def _gabarit(trame: Trame, cadre: Monde) -> Gabarit:
    alea = cadre.alea(f"moule {trame.reference}")
    if trame.etat is None:
        return mettre_a_plat([], [quitte(trame, cadre.chantiers[trame.operation], alea)])
    parent = raconter(_variee(trame, alea), cadre)
    enfants = [raconter(_variee(t, alea), cadre, parent) for t in trames() if t.parent == trame.reference]
    return mettre_a_plat([parent, *enfants])


def _variee(trame: Trame, alea: Random) -> Trame:
    """La même histoire, d'autres montants, et parfois une offre refusée de plus."""
    facteur = Decimal(alea.randint(80, 125)) / 100
    refus = trame.refus
    if trame.etat not in _SANS_REFUS_DE_PLUS and trame.residence and not refus and alea.random() < 0.6:
        refus = (alea.choice(_REFUS_DE_PLUS),)
    return replace(
        trame,
        refus=refus,
        rac_avant=_centimes(trame.rac_avant, facteur),
        rac_apres=_centimes(trame.rac_apres, facteur * Decimal(alea.randint(97, 104)) / 100),
    )


def _centimes(montant: Decimal | None, facteur: Decimal) -> Decimal | None:
    return None if montant is None else (montant * facteur).quantize(Decimal("0.01"))
