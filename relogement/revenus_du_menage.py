"""Les revenus fiscaux du ménage, année par année, et celui que l'on compare aux plafonds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.foyer_apl import est_a_charge
from relogement.menage import Menage
from relogement.mois_de_ressources import DuMois, mois_de_rang, rang_du_mois
from relogement.regles.ressources_apl import NON_COMPTES, RSA, RessourcesApl, Revenu, ressources_apl
from relogement.regles.revenu_retenu import RevenuRetenu, Revenus, revenu_retenu

FOYER = "foyer"
SANS_EFFET = "AF"


def revenus_fiscaux(
    rfr: Decimal | None, annee: int | None, suivant: Decimal | None, *, au: date
) -> tuple[Decimal | None, Decimal | None]:
    """Les RFR de N-2 et de N-1, vus d'une date ; sans année, le revenu connu est pris pour celui de N-2.

    Un montant négatif n'est pas un revenu : il reste inconnu.
    """
    par_annee = {annee: rfr, annee + 1: suivant} if annee is not None else {au.year - 2: rfr, au.year - 1: suivant}
    n_2, n_1 = par_annee.get(au.year - 2), par_annee.get(au.year - 1)
    return (n_2 if n_2 is not None and n_2 >= 0 else None), (n_1 if n_1 is not None and n_1 >= 0 else None)


def revenus(menage: Menage, *, au: date, baremes: Source | None = None) -> Revenus:
    """Ceux de N-2, de N-1, et des douze derniers mois quand ils sont tous connus."""
    n_2, n_1 = revenus_fiscaux(menage.rfr, menage.rfr_annee, menage.rfr_suivant, au=au)
    return Revenus(n_2=n_2, n_1=n_1, douze_mois=douze_mois(menage, au=au, baremes=baremes).montant)


def revenu_du_menage(menage: Menage, *, au: date, baremes: Source | None = None) -> RevenuRetenu:
    """Le revenu retenu pour les plafonds, son année et pourquoi c'est elle."""
    return revenu_retenu(revenus(menage, au=au, baremes=baremes), au=au, dossier=baremes)


def douze_mois(
    menage: Menage, *, au: date, baremes: Source | None = None, lignes: Sequence[DuMois] | None = None
) -> RessourcesApl:
    """Les revenus imposables de M-12 à M-1, après déductions.

    Le RSA n'est pas imposable et n'efface pas ici les revenus d'activité, contrairement à l'APL.
    """
    tous = lus(menage, lignes)
    dits = [replace(r, code=SANS_EFFET) if r.code == RSA else r for r in tous]
    return mois_connus(menage, dits, au=mois_de_rang(rang_du_mois(au) + 1), baremes=baremes)


def lus(menage: Menage, lignes: Sequence[DuMois] | None = None) -> list[Revenu]:
    """Les mois saisis, tels que les lit la règle ; le RSA du foyer est celui du titulaire.

    Les autres prestations du foyer ne comptent pas : elles ne disent rien des mois d'une personne.
    """
    qui = {id(p): str(rang) for rang, p in enumerate(menage.personnes)}
    titulaire = menage.titulaire
    du_foyer = qui.get(id(titulaire), FOYER)
    return [
        Revenu(du_foyer if r.personne is None else qui.get(id(r.personne), FOYER), r.code, r.mois, r.montant)
        for r in (menage.ressources_mensuelles if lignes is None else lignes)
        if r.personne is not None or r.code not in NON_COMPTES - {RSA}
    ]


def mois_connus(
    menage: Menage, dits: Sequence[Revenu], *, au: date, baremes: Source | None = None
) -> RessourcesApl:
    """La règle des douze mois, si chaque personne qui n'est pas à charge a dit les siens."""
    connues = {r.personne for r in dits}
    attendues = {str(rang) for rang, p in enumerate(menage.personnes) if est_a_charge(p, au) is not True}
    if not dits or attendues - connues:
        combien = len(attendues - connues)
        tues = "d’une personne" if combien == 1 else f"de {combien} personnes"
        return RessourcesApl(None, f"les mois {tues} sont inconnus" if dits else "aucun mois n’est saisi")
    return ressources_apl(dits, au=au, dossier=baremes)
