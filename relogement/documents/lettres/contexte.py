"""Ce qu'un courrier sait quand on le remplit : le dossier, l'offre dont il parle, la charte, qui signe."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from relogement.caleol import PassageCaleol
from relogement.charte import Charte
from relogement.comparaison import ColonneRac, ComparaisonRac
from relogement.menage import Menage
from relogement.offre import Offre
from relogement.organisme import Organisme
from relogement.projet import Projet
from relogement.regles.decheance import DroitAuMaintien
from relogement.regles.validite_offre_compte import OffreJugee
from relogement.relogement import Relogement


@dataclass(frozen=True)
class Contexte:
    """Un dossier tel qu'un courrier le dit ; rien de personnel dans son `repr`."""

    projet: Projet = field(repr=False)
    organisme: Organisme = field(repr=False)
    menage: Menage = field(repr=False)
    charte: Charte = field(repr=False)
    droit: DroitAuMaintien = field(repr=False)
    au: date
    rac: ComparaisonRac = field(repr=False)
    offre: Offre | None = field(default=None, repr=False)
    colonne: ColonneRac | None = field(default=None, repr=False)
    relogement: Relogement | None = field(default=None, repr=False)
    caleol: PassageCaleol | None = field(default=None, repr=False)
    jugees: Sequence[tuple[Offre, OffreJugee]] = field(default=(), repr=False)
