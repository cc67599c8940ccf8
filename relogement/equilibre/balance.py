"""Ce que l'attribution d'un logement à un ménage ferait à l'équilibre de la résidence : une phrase, ou tout.

La phrase va aux partenaires et ne parle que de ressources ; le détail est pour l'équipe.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from relogement.equilibre.appartenance import AUX_PARTENAIRES, LUS_DU_DOSSIER, Appartenance, Regard, appartenance
from relogement.equilibre.effet import effet, phrase_du_secret, premier
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import LogementSitue, Parc
from relogement.equilibre.reglages import ReglagesEquilibre
from relogement.menage import Menage
from relogement.niveau import niveau_de_ressources
from relogement.nomenclatures import ZonePlafond
from relogement.situation import Cadre

Appartenances = Mapping[Indicateur, Appartenance]


@dataclass(frozen=True)
class Dit:
    """``courte`` tient dans une ligne de carte ; ``detail`` donne chaque part et son calcul."""

    phrase: str
    courte: str
    detail: str


@dataclass(frozen=True)
class Balance:
    """Les résidences, la charte et les barèmes d'un jour : de quoi dire beaucoup de paires."""

    au: date
    parc: Parc = field(repr=False)
    reglages: ReglagesEquilibre
    cadre: Cadre = field(repr=False)
    zone: ZonePlafond | None = None

    def lues(self, menage: Menage) -> Appartenances:
        """Dans quels indicateurs entre ce ménage : à lire tant que son dossier est ouvert."""
        niveau = niveau_de_ressources(menage, self.cadre, self.au)
        regard = Regard(self.au, self.cadre.baremes, self.zone)
        return {i: appartenance(i, menage, niveau, regard) for i in LUS_DU_DOSSIER}

    def dit(self, logement: LogementSitue, lues: Appartenances) -> Dit | None:
        """Rien si l'on ne sait rien de sa résidence."""
        residence = self.parc.trouver(logement)
        if residence is None:
            return None
        if secret := phrase_du_secret(residence, self.reglages.secret):
            return Dit(secret, secret.removeprefix(f"{residence.nom}, "), secret)
        effets = [effet(residence, i, lue, self.reglages, self.au) for i, lue in lues.items()]
        tous = [e for e in effets if e is not None]
        trouve = premier(e for e in tous if e.indicateur in AUX_PARTENAIRES)
        if trouve is None:
            return None
        detail = "\n".join(f"{e.phrase}\n{e.calcul}" for e in (trouve, *(e for e in tous if e is not trouve)))
        return Dit(trouve.phrase, trouve.courte, detail)
