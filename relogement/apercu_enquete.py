"""Ce qu'une enquête donne, brouillon compris : totaux, R de l'APL, revenu retenu, catégorie et plafond."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.menage import Menage
from relogement.mois_de_ressources import DuMois, TotalDuMois, dernier_total, totaux
from relogement.nomenclatures import ZonePlafond
from relogement.offre_a_juger import composition
from relogement.regles.categorie import Categorie, categorie
from relogement.regles.plafonds import Classement, classement
from relogement.regles.ressources_apl import RessourcesApl
from relogement.regles.revenu_retenu import RevenuRetenu, Revenus, revenu_retenu
from relogement.revenus_du_menage import douze_mois, lus, mois_connus, revenus_fiscaux

SAISIE = "catégorie saisie au dossier"


@dataclass(frozen=True, slots=True)
class Fiscaux:
    """Les revenus fiscaux tels qu'ils sont tapés."""

    rfr: Decimal | None = field(default=None, repr=False)
    annee: int | None = None
    suivant: Decimal | None = field(default=None, repr=False)

    @staticmethod
    def de(menage: Menage) -> "Fiscaux":
        return Fiscaux(menage.rfr, menage.rfr_annee, menage.rfr_suivant)


@dataclass(frozen=True, slots=True, repr=False)
class ApercuEnquete:
    """Les mois, R, le revenu fiscal, et ce qui s'en déduit ; chaque inconnu a son motif."""

    totaux: Mapping[date, Decimal]
    dernier: TotalDuMois | None
    apl: RessourcesApl
    revenus: Revenus
    retenu: RevenuRetenu
    categorie: Categorie
    classe: Classement


def apercu_enquete(
    menage: Menage,
    lignes: Sequence[DuMois],
    fiscaux: Fiscaux,
    *,
    categorie_saisie: int | None,
    zone: ZonePlafond | None,
    au: date,
    baremes: Source | None = None,
) -> ApercuEnquete:
    """Ces mois et ces revenus, à la place de ceux du dossier."""
    n_2, n_1 = revenus_fiscaux(fiscaux.rfr, fiscaux.annee, fiscaux.suivant, au=au)
    douze = douze_mois(menage, au=au, baremes=baremes, lignes=lignes)
    vus = Revenus(n_2=n_2, n_1=n_1, douze_mois=douze.montant)
    retenu = revenu_retenu(vus, au=au, dossier=baremes)
    rang = categorie_du_menage(menage, categorie_saisie, au=au, baremes=baremes)
    return ApercuEnquete(
        totaux=totaux(lignes),
        dernier=dernier_total(lignes),
        apl=mois_connus(menage, lus(menage, lignes), au=au, baremes=baremes),
        revenus=vus,
        retenu=retenu,
        categorie=rang,
        classe=classement(retenu, rang, zone, au=au, dossier=baremes),
    )


def categorie_du_menage(
    menage: Menage, saisie: int | None, *, au: date, baremes: Source | None = None
) -> Categorie:
    """Celle que l'agente a écrite ; sinon celle de la composition du ménage."""
    if saisie is not None and saisie > 0:
        return Categorie(saisie, saisie, SAISIE)
    return categorie(composition(menage, au=au), au=au, dossier=baremes)


def apercu_du_dossier(
    menage: Menage, zone: ZonePlafond | None, *, au: date, baremes: Source | None = None
) -> ApercuEnquete:
    """La même chose, de ce qui est enregistré."""
    return apercu_enquete(
        menage,
        menage.ressources_mensuelles,
        Fiscaux.de(menage),
        categorie_saisie=menage.categorie_plafond,
        zone=zone,
        au=au,
        baremes=baremes,
    )
