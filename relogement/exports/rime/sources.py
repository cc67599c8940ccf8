"""Les sources qu'une mise en page peut nommer : rien d'autre ne peut sortir dans un export de type RIME.

Chaque source dit sa nature, d'où découle ce qui la rend pseudonyme, et les champs qu'elle lit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from relogement.baremes import Source as Baremes
from relogement.exports.rime.classe import CHAMPS as CHAMPS_CLASSE
from relogement.exports.rime.classe import classe_de_ressources
from relogement.exports.rime.indemnite import CHAMPS as CHAMPS_INDEMNITE
from relogement.exports.rime.indemnite import indemnite
from relogement.nomenclatures import Critere

Regle = Callable[[date, Baremes | None], Callable[..., Any]]


class Nature(Enum):
    """Ce qu'est une valeur, donc comment elle s'arrondit ou se masque."""

    PSEUDONYME = auto()
    TEXTE = auto()
    BAILLEUR = auto()  # un organisme ; un particulier ne se nomme pas
    CODE = auto()
    TABLE = auto()  # un texte libre : seules les valeurs de la table de la mise en page sortent
    MOTIF = auto()  # seuls les codes de la charte sortent
    COMMUNE = auto()  # masquée si elle est rare
    EFFECTIF = auto()
    MONTANT = auto()
    SURFACE = auto()
    POURCENT = auto()
    JOUR = auto()
    AGE = auto()
    DUREE = auto()
    COMPOSITION = auto()


@dataclass(frozen=True)
class Source:
    """Une source : son nom dans la mise en page, sa nature, les champs lus (elle-même par défaut).

    ``regle`` calcule la valeur de ces champs, à une date et à des barèmes ; la nature la rend pseudonyme ensuite.
    """

    nom: str
    nature: Nature
    champs: tuple[str, ...] = ()
    regle: Regle | None = None

    @property
    def lus(self) -> tuple[str, ...]:
        return self.champs or (self.nom,)


_OCCUPANTS = ("menage.nb_personnes", "occupants.nombre", "occupants.conjoints", "occupants.cotitulaires")
_PARENTE = ("occupants.enfants",)
_AGE = ("titulaire.naissance_le", "titulaire.naissance_annee", "bail.bail_le")
_MONTANTS = ("loyer", "annexes", "rls", "sls", "charges", "forfait_eau", "forfait_chauffage", "apl")
_CRITERES = ("maitrise", "neuf", "hors_qpv", "hors_site", "interbailleur")


def _oui_ou_non(_au: date, _baremes: Baremes | None) -> Callable[..., Any]:
    """Un oui ou non de la base, écrit comme un critère ; rien tant que le bail n'est pas signé."""
    return lambda valeur: None if valeur is None else (Critere.OUI if valeur else Critere.NON).value


_LISTE = (
    Source("dossier.pseudonyme", Nature.PSEUDONYME, ("menage.id",)),
    Source("projet.nom", Nature.TEXTE),
    Source("projet.code_qpv", Nature.TEXTE),
    Source("operation.code", Nature.TEXTE),
    Source("operation.type", Nature.CODE),
    Source("dossier.type", Nature.CODE, ("menage.type",)),
    Source("dossier.etat", Nature.CODE, ("menage.etat",)),
    Source("dossier.entree_bail", Nature.JOUR, ("menage.entree_bail_le",)),
    Source("dossier.nb_personnes", Nature.EFFECTIF, ("menage.nb_personnes",)),
    Source("dossier.composition", Nature.COMPOSITION, _OCCUPANTS + _PARENTE),
    Source("titulaire.age", Nature.AGE, _AGE),
    Source("titulaire.activite", Nature.TABLE),
    Source("ressources.classe", Nature.CODE, CHAMPS_CLASSE, classe_de_ressources),
    Source("ressources.quartile", Nature.CODE, ("bilan.quartile",)),
    Source("avant.bailleur", Nature.BAILLEUR, ("quitte.bailleur",)),
    Source("avant.typologie", Nature.CODE, ("quitte.typologie",)),
    Source("avant.surface", Nature.SURFACE, ("quitte.surface",)),
    *(Source(f"avant.{montant}", Nature.MONTANT) for montant in _MONTANTS),
    Source("avant.rac", Nature.MONTANT, ("bilan.rac_av",)),
    Source("avant.te", Nature.POURCENT, ("bilan.te_av",)),
    Source("apres.bailleur", Nature.BAILLEUR, ("logement.bailleur",)),
    Source("apres.typologie", Nature.CODE, ("logement.typologie",)),
    Source("apres.surface", Nature.SURFACE, ("logement.surface",)),
    *(Source(f"apres.{montant}", Nature.MONTANT) for montant in _MONTANTS),
    Source("apres.rac", Nature.MONTANT, ("bail.rac_ap",)),
    Source("apres.te", Nature.POURCENT, ("bail.te_ap",)),
    Source("apres.commune", Nature.COMMUNE, ("logement.commune_insee",)),
    Source("apres.financement", Nature.CODE, ("logement.financement",)),
    Source("apres.nature", Nature.CODE, ("relogement.nature",)),
    Source("apres.indemnite", Nature.MONTANT, CHAMPS_INDEMNITE, indemnite),
    Source("evolution.rac", Nature.MONTANT, ("bail.delta",)),
    Source("evolution.rac_pct", Nature.POURCENT, ("bail.delta_pct",)),
    *(Source(f"critere.{critere}", Nature.CODE, (f"bail.{critere}",)) for critere in _CRITERES),
    Source("critere.qpv_a_verifier", Nature.CODE, ("bail.qpv_a_verifier",), _oui_ou_non),
    Source("offres.nombre", Nature.EFFECTIF),
    Source("offres.refus", Nature.EFFECTIF),
    Source("offres.motif_1", Nature.MOTIF),
    Source("offres.motif_2", Nature.MOTIF),
    Source("parcours.enquete", Nature.JOUR, ("menage.enquete_le",)),
    Source("parcours.bail", Nature.JOUR, ("bail.bail_le",)),
    Source("parcours.duree", Nature.DUREE, ("menage.enquete_le", "bail.bail_le")),
    Source("parcours.demenagements", Nature.EFFECTIF),
    Source("suivi.satisfaction", Nature.EFFECTIF),
)
SOURCES: dict[str, Source] = {source.nom: source for source in _LISTE}
