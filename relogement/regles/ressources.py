"""Ce que le ménage a pour vivre : unités de consommation, taux d'effort, reste à vivre, quartile."""

from datetime import date
from decimal import Decimal

from relogement.baremes import Source, bareme
from relogement.regles.categorie import PERSONNE
from relogement.regles.montants import Montant, manque, rapport

CENT = Decimal(100)
MOIS = Decimal(12)
SANS_RESSOURCES = "ressources inconnues ou nulles"


def unites_de_consommation(
    nb_personnes: int | None, nb_moins_14: int | None, *, au: date | None, dossier: Source | None = None
) -> Montant:
    """1 pour la première personne, 0,5 par autre de 14 ans et plus, 0,3 par moins de 14 ans (OCDE modifiée)."""
    if nb_personnes is None or nb_personnes < 1:
        return manque("nombre de personnes inconnu" if nb_personnes is None else PERSONNE)
    if nb_moins_14 is None and nb_personnes > 1:
        return manque("nombre de moins de 14 ans inconnu")
    jeunes = nb_moins_14 or 0
    autres = nb_personnes - 1 - jeunes
    if autres < 0:
        return manque("plus de moins de 14 ans que de personnes à charge possibles")
    echelle = bareme("reste_a_vivre", au, dossier=dossier)
    return Montant(
        echelle.nombre("uc_premiere_personne")
        + autres * echelle.nombre("uc_14_ans_et_plus")
        + jeunes * echelle.nombre("uc_moins_de_14_ans")
    )


def taux_d_effort(rac: Montant, ressources: Decimal | None) -> Montant:
    """RAC / ressources mensuelles de ceux qui habiteront là, en % (arrêté du 10 mars 2011)."""
    part = rapport(rac, Montant(ressources, SANS_RESSOURCES))
    return part if part.valeur is None else Montant(part.valeur * CENT)


def reste_a_vivre(
    rac: Montant,
    ressources: Decimal | None,
    uc: Montant,
    *,
    au: date | None,
    dossier: Source | None = None,
) -> Montant:
    """(ressources − RAC) / (UC × 30) : des euros par unité de consommation (OCDE modifiée) et par jour."""
    if rac.valeur is None or uc.valeur is None:
        return rac if rac.valeur is None else uc
    if not ressources:
        return manque(SANS_RESSOURCES)
    jours = bareme("reste_a_vivre", au, dossier=dossier).nombre("jours_par_mois")
    return Montant((ressources - rac.valeur) / (uc.valeur * jours))


def quartile(ressources: Decimal | None, uc: Montant, seuil_q1: Decimal | None) -> str | None:
    """« Q1 » si ressources × 12 / UC ne dépasse pas le seuil de l'EPCI, « Q2_4 » au-delà, vide si on ne sait pas.

    Ressources en euros par mois, seuil en euros par an et par unité de consommation. Premier quartile des
    demandeurs (CCH, art. L. 441-1) ; seuil fixé chaque année, par intercommunalité (arrêté annuel).
    """
    if ressources is None or uc.valeur is None or seuil_q1 is None:
        return None
    return "Q1" if ressources * MOIS / uc.valeur <= seuil_q1 else "Q2_4"
