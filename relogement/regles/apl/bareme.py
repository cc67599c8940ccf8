"""Le barème de l'APL à une date, ramené à une situation : une zone, une famille, une forme d'habitat."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from relogement.baremes import Periode, Source, empreinte, en_vigueur
from relogement.regles.apl.demande import non_estimable
from relogement.textes import jour

NOMS = ("apl_loyers", "apl_r0", "apl_regles", "rls_montants", "rls_plafonds", "rls_regles")
SEUL, COUPLE = "seul", "couple"
DERNIERE_FAMILLE = 6
UN = Decimal(1)
MOIS = Decimal(12)


@dataclass(frozen=True, slots=True)
class Situation:
    """Ce qui choisit les lignes du barème."""

    zone: int
    couple: bool
    a_charge: int
    colocation: bool
    chambre: bool


@dataclass(frozen=True, slots=True, eq=False)
class Parametres:
    """Les valeurs du barème pour une situation ; montants par mois, sauf R0 et le plafond RLS, par an."""

    plafond: Decimal
    reference: Decimal
    charges: Decimal
    p0_minimum: Decimal
    p0_taux: Decimal
    taux_famille: Decimal
    r0: Decimal
    pas_ressources: Decimal
    seuil_1: Decimal
    seuil_2: Decimal
    taux_1: Decimal
    taux_2: Decimal
    degressif_des: Decimal
    nul_des: Decimal
    minoration: Decimal
    crds: Decimal
    rls: Decimal
    rls_jusqu_a: Decimal
    fraction_rls: Decimal


@dataclass(frozen=True, eq=False)
class BaremeApl:
    """Les périodes en vigueur à une date, une par barème."""

    loyers: Periode
    r0: Periode
    regles: Periode
    rls: Periode
    rls_plafonds: Periode
    rls_regles: Periode

    def du(self, *, rls: bool) -> date:
        """Le jour où la plus récente des valeurs employées est entrée en vigueur."""
        revues: list[Periode] = [self.loyers, self.r0, *((self.rls, self.rls_plafonds) if rls else ())]
        return max(revues, key=lambda periode: periode.debut).debut

    def textes(self, *, rls: bool) -> tuple[str, ...]:
        """Les textes des valeurs employées."""
        lus = [self.loyers, self.r0, self.regles, *((self.rls, self.rls_plafonds, self.rls_regles) if rls else ())]
        return tuple(dict.fromkeys(periode.texte for periode in lus))

    @property
    def capital_maximum(self) -> Decimal:
        return self.regles.nombre("capital_maximum")


def bareme_apl(au: date, dossier: Source | None = None) -> BaremeApl:
    """Le barème en vigueur à une date ; lève ``ErreurMetier`` si l'un de ses textes manque à cette date."""
    return _bareme_apl(au, dossier, empreinte(dossier))


@lru_cache(maxsize=128)
def _bareme_apl(au: date, dossier: Source | None, _etat: tuple[tuple[str, int, int], ...]) -> BaremeApl:
    trouvees = {nom: en_vigueur(nom, au, dossier=dossier) for nom in NOMS}
    connues = [periode for periode in trouvees.values() if periode is not None]
    if len(connues) < len(NOMS):
        raise non_estimable(f"aucun barème de l’APL n’est connu au {jour(au)}")
    return BaremeApl(*connues)


@lru_cache(maxsize=4096)
def parametres(bareme: BaremeApl, situation: Situation) -> Parametres:
    """Les lignes du barème qui valent pour cette situation."""
    loyers, regles, zone = bareme.loyers, bareme.regles, f"zone_{situation.zone}"
    seuil = f"degressivite.{zone}"
    plafond = _plafond(bareme, situation)
    return Parametres(
        plafond=plafond,
        reference=_par_famille(loyers, "loyer.zone_2", situation, derniere=1),
        charges=_charges(loyers, situation),
        p0_minimum=loyers.nombre("participation.minimum"),
        p0_taux=regles.nombre("taux_participation"),
        taux_famille=_par_famille(regles, "famille", situation),
        r0=_par_famille(bareme.r0, "r0", situation),
        pas_ressources=regles.nombre("pas_ressources"),
        seuil_1=regles.nombre("loyer.seuil_1"),
        seuil_2=regles.nombre("loyer.seuil_2"),
        taux_1=regles.nombre("loyer.taux_1"),
        taux_2=regles.nombre("loyer.taux_2"),
        degressif_des=plafond * regles.nombre(f"{seuil}.debut"),
        nul_des=plafond * regles.nombre(f"{seuil}.fin"),
        minoration=regles.nombre("minoration"),
        crds=regles.nombre("crds"),
        rls=_par_famille(bareme.rls, f"montant.{zone}", situation, derniere=1) * _part_rls(bareme, situation),
        rls_jusqu_a=_par_famille(bareme.rls_plafonds, f"plafond.{zone}", situation) * MOIS,
        fraction_rls=bareme.rls_regles.nombre("fraction_apl"),
    )


def _plafond(bareme: BaremeApl, situation: Situation) -> Decimal:
    """Le loyer plafond : celui d'une personne seule pour une chambre, réduit en chambre et en colocation."""
    groupe = f"loyer.zone_{situation.zone}"
    if situation.chambre:
        plafond = bareme.loyers.nombre(f"{groupe}.{SEUL}") * bareme.regles.nombre("coefficient_chambre")
    else:
        plafond = _par_famille(bareme.loyers, groupe, situation, derniere=1)
    return plafond * (bareme.regles.nombre("coefficient_colocation") if situation.colocation else UN)


def _charges(loyers: Periode, situation: Situation) -> Decimal:
    """Le forfait de charges ; en colocation, une personne seule n'en a que la moitié (art. 16, 2°)."""
    if situation.colocation:
        adultes = loyers.nombre(f"charges_colocation.{COUPLE if situation.couple else SEUL}")
        return adultes + situation.a_charge * loyers.nombre("charges_colocation.pac_sup")
    return loyers.nombre("charges.base") + situation.a_charge * loyers.nombre("charges.pac_sup")


def _part_rls(bareme: BaremeApl, situation: Situation) -> Decimal:
    return bareme.rls_regles.nombre("coefficient_colocation") if situation.colocation else UN


def _par_famille(periode: Periode, groupe: str, situation: Situation, derniere: int = DERNIERE_FAMILLE) -> Decimal:
    """La ligne de la famille ; au-delà de la dernière du barème, un supplément par personne à charge."""
    if not situation.a_charge:
        return periode.nombre(f"{groupe}.{COUPLE if situation.couple else SEUL}")
    rang = min(situation.a_charge, derniere)
    supplement = (situation.a_charge - rang) * periode.nombre(f"{groupe}.pac_sup")
    return periode.nombre(f"{groupe}.pac{rang}") + supplement
