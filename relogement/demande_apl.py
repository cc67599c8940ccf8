"""D'un ménage, d'un logement et d'un loyer à une demande d'APL, ou à la raison de n'en pas estimer."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from relogement import communes
from relogement.baremes import Source
from relogement.corrections_apl import Corrections
from relogement.foyer_apl import foyer, obstacles
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage
from relogement.nomenclatures import Financement
from relogement.regles.apl import DemandeApl, EstimationApl, Obstacle, bareme_apl, estimer
from relogement.regles.apl.demande import non_estimable
from relogement.ressources_connues import ressources_connues
from relogement.textes import INSECABLE, euros

CONVENTIONNES = (Financement.PLAI, Financement.PLUS, Financement.PLS)
SUPPOSE = "Ni colocation, ni chambre, ni AAH ou AEEH, et un patrimoine sous le plafond : supposé."


@dataclass(frozen=True, slots=True)
class Preparation:
    """La demande, ce qui manque pour l'estimer, et d'où vient chaque réponse."""

    demande: DemandeApl = field(repr=False)
    manque: str = ""
    ressources: str = field(default="", repr=False)
    hypotheses: tuple[str, ...] = field(default=(), repr=False)
    baremes: Source | None = field(default=None, repr=False)

    def estimer(self, *, au: date) -> EstimationApl:
        """Lève ``ErreurMetier`` : « Non estimable : … », ou une valeur à corriger."""
        if self.manque and not self.demande.obstacles:
            raise non_estimable(self.manque)
        return estimer(self.demande, au=au, dossier=self.baremes)


def preparer(
    menage: Menage,
    logement: LogementOffert | LogementQuitte | None,
    loyer: Decimal | None,
    *,
    au: date,
    corrections: Corrections | None = None,
    baremes: Source | None = None,
) -> Preparation:
    """Ce que le dossier sait, corrigé par ce que l'agente a dit."""
    dites = corrections or Corrections()
    ressources = ressources_connues(menage, au=au, baremes=baremes)
    compose = foyer(menage, au)
    insee = logement.commune_insee if isinstance(logement, LogementOffert) else None
    zone = dites.zone or communes.zone_apl(insee)
    conventionne = _conventionne(logement) if dites.conventionne is None else dites.conventionne
    hlm = conventionne if dites.hlm is None else dites.hlm
    empeche = communes.obstacles(insee) | obstacles(menage)
    if conventionne is False:
        empeche |= {Obstacle.NON_CONVENTIONNE}
    montant = ressources.montant if dites.ressources is None else dites.ressources
    demande = DemandeApl(
        zone, loyer, compose.a_charge, montant, compose.couple, rls=bool(hlm), obstacles=frozenset(empeche)
    )
    manque = _manque(demande, compose.motif, conventionne, ressources.motif)
    saisies = f"{euros(dites.ressources)} par an, saisis pour cette estimation"
    origine = ressources.origine if dites.ressources is None else saisies
    return Preparation(demande, manque, origine, _hypotheses(demande, dites, origine), baremes)


def rls_du(au: date, baremes: Source | None = None) -> date:
    """Le jour où les montants de RLS en vigueur ont été fixés."""
    return bareme_apl(au, baremes).rls.debut


def aux_ressources(preparation: Preparation, ressources: Decimal) -> Preparation:
    """La même demande, à d'autres ressources."""
    return replace(preparation, demande=replace(preparation.demande, ressources=ressources))


def _conventionne(logement: LogementOffert | LogementQuitte | None) -> bool | None:
    """Un prêt social ou une date de convention le disent ; sinon on ne sait pas."""
    if not isinstance(logement, LogementOffert):
        return None
    return True if logement.financement in CONVENTIONNES or logement.conventionne_le else None


def _manque(demande: DemandeApl, compose: str, conventionne: bool | None, ressources: str) -> str:
    """Le premier manque, dans l'ordre où on le comble."""
    if demande.loyer is None:
        return "le loyer est inconnu"
    if compose:
        return compose
    if demande.zone is None:
        return "la zone APL de la commune est inconnue"
    if conventionne is None:
        return "on ne sait pas si le logement est conventionné"
    return ressources if demande.ressources is None else ""


def _hypotheses(demande: DemandeApl, dites: Corrections, ressources: str) -> tuple[str, ...]:
    zone = "dite par l’agent" if dites.zone else "de la commune"
    situation = "couple" if demande.couple else "personne seule"
    bailleur = "organisme HLM ou SEM : RLS comprise" if demande.rls else "ni HLM ni SEM : sans RLS"
    return (
        f"Zone {demande.zone}, {zone}.",
        f"Foyer{INSECABLE}: {situation}, {demande.personnes_a_charge or 0} à charge.",
        f"Ressources{INSECABLE}: {ressources}.",
        f"Bailleur{INSECABLE}: {bailleur}.",
        SUPPOSE,
    )
