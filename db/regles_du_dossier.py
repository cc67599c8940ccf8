"""Ce que les règles disent d'un dossier lu : son occupation, le silence à constater, la minoration de loyer."""

from dataclasses import dataclass, replace

from db.dossier import DossierLu
from relogement.logement import LogementOffert, LogementQuitte
from relogement.minoration_du_dossier import minoration_du_relogement
from relogement.nomenclatures import Critere
from relogement.offre import Offre
from relogement.regles.adequation import LogementOccupe, Occupation, TypologieJugee, occupation, typologies_jugees
from relogement.regles.minoration import Minoration
from relogement.regles.validite_offre_silence import ReponseProposee, reponse_proposee
from relogement.relogement import Relogement
from relogement.textes import surface


@dataclass(frozen=True)
class Adequation:
    """L'occupation d'un logement par le ménage, et les typologies qui lui vont."""

    occupation: Occupation
    typologies: tuple[TypologieJugee, ...]

    @property
    def conviennent(self) -> str:
        """« jusqu'au T5, 34 m² au moins », vide si l'on ne sait pas combien ils sont."""
        vont = [jugee for jugee in self.typologies if jugee.convient is not Critere.NON]
        return (
            f"jusqu’au {vont[-1].typologie.value}, {surface(vont[-1].surface_minimale)} au moins" if vont else ""
        )


def adequation(lu: DossierLu, logement: LogementQuitte | LogementOffert | None) -> Adequation:
    """Avant ou après, par la même règle et la composition d'aujourd'hui."""
    nombre = lu.menage.nb_personnes
    occupe = LogementOccupe(
        nb_personnes=nombre,
        pieces=logement.pieces_habitables if logement else None,
        typologie=logement.typologie if logement else None,
        surface=logement.surface if logement else None,
    )
    return Adequation(
        occupation(occupe, au=lu.au, dossier=lu.baremes), typologies_jugees(nombre, au=lu.au, dossier=lu.baremes)
    )


def silence_propose(lu: DossierLu, offre: Offre) -> ReponseProposee | None:
    """Le silence à constater si le délai est passé, et ce que l'offre vaudrait ; rien ne s'écrit sans l'agent."""
    proposee = reponse_proposee(offre, au=lu.au)
    return None if proposee is None else replace(proposee, comptera=lu.jugee(offre).comptera)


def minoration_de(lu: DossierLu, relogement: Relogement) -> Minoration:
    """Si ce relogement ouvre droit à la minoration de loyer, et combien."""
    return minoration_du_relogement(lu.menage, relogement, baremes=lu.baremes)
