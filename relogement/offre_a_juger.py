"""D'un dossier et d'une offre aux faits que jugent les règles : article 13 bis, catégorie de ménage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.charte import Charte
from relogement.foyer_apl import COUPLE, foyer
from relogement.menage import Menage, Personne
from relogement.nomenclatures import CodeBesoin, Lien
from relogement.offre import Offre
from relogement.regles.categorie import Composition, somme_des_ages
from relogement.regles.montants import Montant
from relogement.regles.validite_offre import OffreAJuger
from relogement.regles.validite_offre_lieu import Lieu


@dataclass(frozen=True, slots=True, kw_only=True)
class Voisinage:
    """D'où part le ménage ; vide = inconnu. ``limitrophes`` : les codes Insee qui touchent ``avant``."""

    avant: str | None = None
    limitrophes: frozenset[str] | None = None
    distance_km: Decimal | None = None
    divisee: bool = False


INCONNU = Voisinage()
ADAPTATIONS = (CodeBesoin.PMR, CodeBesoin.DOUCHE)


def offre_a_juger(
    menage: Menage, offre: Offre, te_apres: Montant, *, charte: Charte, au: date, voisinage: Voisinage = INCONNU
) -> OffreAJuger:
    """Ce que le dossier sait de l'offre ; ``te_apres`` : taux d'effort dans le logement offert, en %."""
    logement = offre.logement
    return OffreAJuger(
        notees=offre.conditions,
        adaptation_necessaire=adaptation_necessaire(menage),
        adapte=logement.adapte_pmr,
        te_apres=te_apres,
        te_max_pct=charte.te_max_pct,
        lieu=Lieu(
            avant=voisinage.avant,
            apres=logement.commune_insee,
            distance_max_km=charte.distance_km,
            limitrophes=voisinage.limitrophes,
            distance_km=voisinage.distance_km,
            divisee=voisinage.divisee,
        ),
        nb_personnes=menage.nb_personnes,
        pieces=logement.pieces_habitables,
        typologie=logement.typologie,
        surface=logement.surface,
        au=au,
    )


def adaptation_necessaire(menage: Menage) -> bool | None:
    """Un besoin d'adaptation coché le dit ; sinon ce que le dossier en dit."""
    return True if any(b.code in ADAPTATIONS for b in menage.besoins) else menage.logement_adapte


def handicap(menage: Menage) -> bool | None:
    """Si l'une des personnes est en situation de handicap ; inconnu tant que chacune ne l'a pas dit."""
    dits = [p.handicap_categorie for p in menage.personnes]
    if any(dits):
        return True
    toutes = bool(dits) and menage.nb_personnes in (None, len(dits))
    return None if None in dits or not toutes else False


def composition(menage: Menage, *, au: date) -> Composition:
    """Ceux du dossier, tels que les plafonds les voient."""
    compose = foyer(menage, au)
    nombre = menage.nb_personnes if menage.nb_personnes is not None else len(menage.personnes) or None
    return Composition(
        nb_personnes=nombre,
        couple=compose.couple,
        nb_a_charge=compose.a_charge,
        somme_des_ages=somme_des_ages(_naissances(menage.personnes), au=au) if compose.couple else None,
        handicap=handicap(menage),
    )


def _naissances(personnes: Iterable[Personne]) -> list[date | None]:
    """Celles du couple : le titulaire, et son conjoint s'il est connu comme tel, sinon le cotitulaire."""
    couple = [p for p in personnes if p.lien in COUPLE]
    conjoints = [p for p in couple if p.lien in (Lien.TITULAIRE, Lien.CONJOINT)]
    return [p.naissance_le for p in (conjoints if len(conjoints) > 1 else couple)]
