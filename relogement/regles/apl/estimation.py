"""Estimer une APL : le montant, son intervalle, son détail et les textes d'où il vient."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from relogement.baremes import Source
from relogement.regles.apl.bareme import BaremeApl, Parametres, Situation, bareme_apl, parametres
from relogement.regles.apl.demande import DemandeApl, refuser_l_impossible, refuser_l_inestimable
from relogement.regles.apl.detail import ZERO, Detail, arrondies, detailler
from relogement.textes import FINE, INSECABLE, jour, nombre

BORNES = (Decimal("0.9"), Decimal("1.1"))


@dataclass(frozen=True, slots=True)
class EstimationApl:
    """L'APL estimée par mois, entre ``basse`` et ``haute`` si les ressources varient de 10 %."""

    apl: Decimal
    rls: Decimal
    basse: Decimal
    haute: Decimal
    bareme_du: date
    detail: Detail
    loyer_sans_aide: Decimal
    textes: tuple[str, ...]

    @property
    def libelle(self) -> str:
        """La phrase à écrire partout où le montant paraît."""
        montant = f"env.{INSECABLE}{nombre(self.apl, 0)}{FINE}€"
        return (
            f"APL estimée{INSECABLE}: {montant} (barème du {jour(self.bareme_du)}) — "
            "indicatif, seule la CAF ou la MSA fixe le droit."
        )


def estimer(demande: DemandeApl, *, au: date, dossier: Source | None = None) -> EstimationApl:
    """L'APL d'un ménage au barème du jour ``au``, pour le parc locatif conventionné de métropole.

    CCH, art. D. 823-16 à D. 823-18 ; arrêté du 27/09/2019, art. 7 à 16. L'intervalle est celui de R ± 10 %.
    ``dossier`` : les périodes ajoutées aux barèmes livrés.
    Lève ``ErreurMetier`` : « Non estimable : … », ou une valeur à corriger.
    """
    bareme = bareme_apl(au, dossier)
    loyer, ressources, p = admise(demande, bareme)
    detail = calculee(demande, p, loyer, ressources)
    autour = [calculee(demande, p, loyer, r).APL for r in _ressources_voisines(ressources, p, demande)]
    return EstimationApl(
        apl=detail.APL,
        rls=detail.RLS,
        basse=min(detail.APL, *autour),
        haute=max(detail.APL, *autour),
        bareme_du=bareme.du(rls=demande.rls),
        detail=detail,
        loyer_sans_aide=max(ZERO, loyer - p.plafond),
        textes=bareme.textes(rls=demande.rls),
    )


def admise(demande: DemandeApl, bareme: BaremeApl) -> tuple[Decimal, Decimal, Parametres]:
    """Le loyer, les ressources et les lignes du barème d'une demande, une fois sûr que rien ne manque."""
    refuser_l_impossible(demande)
    refuser_l_inestimable(demande, bareme.capital_maximum)
    assert demande.zone is not None and demande.couple is not None and demande.personnes_a_charge is not None
    assert demande.loyer is not None and demande.ressources is not None
    situation = Situation(
        demande.zone, demande.couple, demande.personnes_a_charge, demande.colocation, demande.chambre
    )
    return demande.loyer, demande.ressources, parametres(bareme, situation)


def calculee(demande: DemandeApl, p: Parametres, loyer: Decimal, ressources: Decimal) -> Detail:
    """Le calcul d'une demande, à des ressources données."""
    return detailler(
        p,
        loyer=loyer,
        ressources=ressources,
        sans_degressivite=demande.aah_ou_aeeh,
        avec_rls=demande.rls,
    )


def _ressources_voisines(ressources: Decimal, p: Parametres, demande: DemandeApl) -> list[Decimal]:
    """R − 10 %, R + 10 %, et de part et d'autre du plafond de la RLS, où l'APL fait un saut."""
    basses, hautes = (ressources * borne for borne in BORNES)
    saut = (p.rls_jusqu_a / p.pas_ressources).to_integral_value(ROUND_FLOOR) * p.pas_ressources
    sauts = (saut, saut + p.pas_ressources) if demande.rls else ()
    return [basses, hautes, *(r for r in sauts if arrondies(basses, p) <= r <= arrondies(hautes, p))]
