"""D'un ménage, d'un logement et d'un loyer à une demande d'APL, ou à la raison de n'en pas estimer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from relogement import communes
from relogement.baremes import Source
from relogement.cout import Cout
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Financement, Lien
from relogement.rapprochement import sans_accents
from relogement.regles.apl import DemandeApl, EstimationApl, Obstacle, bareme_apl, estimer
from relogement.regles.apl.demande import non_estimable
from relogement.ressources_connues import ressources_connues
from relogement.textes import INSECABLE, euros

ENFANT_JUSQU_A = 21
COUPLE = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)
CONVENTIONNES = (Financement.PLAI, Financement.PLUS, Financement.PLS)
INDEPENDANTS = ("independant", "auto entrepren", "micro entrepren", "artisan", "commercant", "agriculteur")
SUPPOSE = "Ni colocation, ni chambre, ni AAH ou AEEH, et un patrimoine sous le plafond : supposé."


@dataclass(frozen=True, slots=True)
class Corrections:
    """Ce que l'agente dit parce que le dossier ne le sait pas, ou le sait mal ; vide = s'en tenir au dossier."""

    zone: int | None = None
    ressources: Decimal | None = field(default=None, repr=False)
    conventionne: bool | None = None
    hlm: bool | None = None

    def ecrites(self) -> dict[str, Any]:
        """De quoi les garder avec la source de l'APL."""
        dites = {
            "zone": self.zone,
            "ressources": None if self.ressources is None else str(self.ressources),
            "conventionne": self.conventionne,
            "hlm": self.hlm,
        }
        return {nom: valeur for nom, valeur in dites.items() if valeur is not None}

    @staticmethod
    def lues(trace: Mapping[str, Any]) -> "Corrections":
        ressources = trace.get("ressources")
        return Corrections(
            trace.get("zone"),
            None if ressources is None else Decimal(ressources),
            trace.get("conventionne"),
            trace.get("hlm"),
        )


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
    foyer = _foyer(menage, au)
    insee = logement.commune_insee if isinstance(logement, LogementOffert) else None
    zone = dites.zone or communes.zone_apl(insee)
    conventionne = _conventionne(logement) if dites.conventionne is None else dites.conventionne
    hlm = conventionne if dites.hlm is None else dites.hlm
    obstacles = communes.obstacles(insee) | _obstacles(menage)
    if conventionne is False:
        obstacles |= {Obstacle.NON_CONVENTIONNE}
    montant = ressources.montant if dites.ressources is None else dites.ressources
    demande = DemandeApl(
        zone, loyer, foyer.a_charge, montant, foyer.couple, rls=bool(hlm), obstacles=frozenset(obstacles)
    )
    manque = _manque(demande, foyer.motif, conventionne, ressources.motif)
    saisies = f"{euros(dites.ressources)} par an, saisis pour cette estimation"
    origine = ressources.origine if dites.ressources is None else saisies
    return Preparation(demande, manque, origine, _hypotheses(demande, dites, origine), baremes)


def corrections_de(cout: Cout | None) -> Corrections:
    """Celles qui ont servi à l'APL estimée de ce coût."""
    trace = ((cout and cout.provenances) or {}).get("apl", {})
    return Corrections.lues(trace)


def garder_les_corrections(cout: Cout, corrections: Corrections) -> None:
    """À côté de la source de l'APL, pour que l'estimation se refasse telle quelle."""
    provenances = dict(cout.provenances or {})
    provenances["apl"] = {**provenances.get("apl", {}), **corrections.ecrites()}
    cout.provenances = provenances


def rls_du(au: date, baremes: Source | None = None) -> date:
    """Le jour où les montants de RLS en vigueur ont été fixés."""
    return bareme_apl(au, baremes).rls.debut


def aux_ressources(preparation: Preparation, ressources: Decimal) -> Preparation:
    """La même demande, à d'autres ressources."""
    return replace(preparation, demande=replace(preparation.demande, ressources=ressources))


@dataclass(frozen=True, slots=True)
class _Foyer:
    couple: bool | None
    a_charge: int | None
    motif: str = ""


def _foyer(menage: Menage, au: date) -> _Foyer:
    """Le couple ne change le calcul que sans personne à charge."""
    connues, dites = len(menage.personnes), menage.nb_personnes
    if not connues or (dites is not None and dites != connues):
        return _Foyer(None, None, f"{connues} des {dites or '?'} personnes du ménage sont décrites")
    autres = [_a_charge(p, au) for p in menage.personnes if p.lien not in COUPLE]
    if None in autres:
        return _Foyer(None, None, "on ne sait pas si chaque personne du ménage est à charge")
    a_charge = sum(bool(a) for a in autres)
    conjoint = any(p.lien is Lien.CONJOINT for p in menage.personnes)
    cotitulaire = any(p.lien is Lien.COTITULAIRE for p in menage.personnes)
    if cotitulaire and not conjoint and not a_charge:
        return _Foyer(None, a_charge, "on ne sait pas si les cotitulaires vivent en couple")
    return _Foyer(conjoint or cotitulaire, a_charge)


def _a_charge(personne: Personne, au: date) -> bool | None:
    """Ce que dit le dossier ; sinon un enfant l'est jusqu'à 21 ans (CCH, art. R. 823-4)."""
    if personne.a_charge is not None or personne.lien is not Lien.ENFANT:
        return personne.a_charge
    ne = personne.naissance_le
    if ne is None:
        return None
    return au.year - ne.year - ((au.month, au.day) < (ne.month, ne.day)) < ENFANT_JUSQU_A


def _obstacles(menage: Menage) -> set[Obstacle]:
    adultes = [sans_accents(p.activite or "") for p in menage.personnes if p.lien in COUPLE]
    trouves = set()
    if any(p.garde_alternee for p in menage.personnes):
        trouves.add(Obstacle.GARDE_ALTERNEE)
    if any("etudiant" in dite for dite in adultes):
        trouves.add(Obstacle.ETUDIANT)
    if any(mot in dite for dite in adultes for mot in INDEPENDANTS):
        trouves.add(Obstacle.INDEPENDANT)
    return trouves


def _conventionne(logement: LogementOffert | LogementQuitte | None) -> bool | None:
    """Un prêt social ou une date de convention le disent ; sinon on ne sait pas."""
    if not isinstance(logement, LogementOffert):
        return None
    return True if logement.financement in CONVENTIONNES or logement.conventionne_le else None


def _manque(demande: DemandeApl, foyer: str, conventionne: bool | None, ressources: str) -> str:
    """Le premier manque, dans l'ordre où on le comble."""
    if demande.loyer is None:
        return "le loyer est inconnu"
    if foyer:
        return foyer
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
