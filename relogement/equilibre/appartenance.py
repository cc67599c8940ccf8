"""Si un ménage entre dans ce que compte un indicateur : oui, non, ou ce qui manque pour le savoir.

Seuls quelques-uns se lisent d'un dossier ; ni l'emploi, ni les impayés, ni l'APL n'y sont cherchés.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from relogement.apercu_enquete import categorie_du_menage
from relogement.baremes import Source
from relogement.equilibre.indicateurs import Indicateur
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien, ZonePlafond
from relogement.regles.paliers import Niveau
from relogement.regles.plafonds import plafonds
from relogement.revenus_du_menage import revenu_du_menage

ADULTES = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)
MAJORITE, JEUNE, AGE = 18, 25, 65
PART_DU_PLAFOND, CENT = 40, 100


@dataclass(frozen=True)
class Appartenance:
    """``oui`` vide quand on ne sait pas, et alors ``motif`` dit pourquoi."""

    oui: bool | None
    motif: str = ""


@dataclass(frozen=True)
class Regard:
    """Ce avec quoi on regarde un ménage."""

    au: date
    baremes: Source | None = None
    zone: ZonePlafond | None = None


def appartenance(indicateur: Indicateur, menage: Menage, niveau: Niveau, regard: Regard) -> Appartenance:
    """Ce que le dossier en dit ; ``niveau`` est celui de ses ressources, tel que la charte le regarde."""
    if indicateur is Indicateur.Q1:
        return Appartenance(None if niveau.quartile is None else niveau.quartile == "Q1", niveau.motif)
    return _LECTURES[indicateur](menage, regard)


def _sous_40(menage: Menage, regard: Regard) -> Appartenance:
    """Le revenu fiscal retenu pour les plafonds, contre 40 % du plafond PLUS de sa catégorie."""
    revenu = revenu_du_menage(menage, au=regard.au, baremes=regard.baremes)
    if revenu.montant is None or regard.zone is None:
        return Appartenance(None, revenu.motif or "zone des plafonds inconnue")
    zone, rangs = regard.zone, _rangs(menage, regard)
    connus = [plafonds(rang, zone, au=regard.au, dossier=regard.baremes) for rang in rangs]
    dits = {revenu.montant * CENT < p.plus * PART_DU_PLAFOND for p in connus if p is not None}
    return Appartenance(dits.pop()) if len(dits) == 1 else Appartenance(None, "catégorie du ménage inconnue")


def _rangs(menage: Menage, regard: Regard) -> range:
    trouvee = categorie_du_menage(menage, menage.categorie_plafond, au=regard.au, baremes=regard.baremes)
    if trouvee.mini is None or trouvee.maxi is None:
        return range(0)
    return range(trouvee.mini, trouvee.maxi + 1)


def _monoparental(menage: Menage, regard: Regard) -> Appartenance:
    """Un seul adulte au bail, et au moins un enfant mineur."""
    connues = len(menage.personnes)
    if not connues or menage.nb_personnes not in (None, connues):
        return Appartenance(None, "toutes les personnes du ménage ne sont pas décrites")
    if sum(p.lien in ADULTES for p in menage.personnes) > 1:
        return Appartenance(oui=False)
    ages = [age(p, regard.au) for p in menage.personnes if p.lien is Lien.ENFANT]
    if any(a is not None and a < MAJORITE for a in ages):
        return Appartenance(oui=True)
    return Appartenance(None, "l’âge d’un enfant est inconnu") if None in ages else Appartenance(oui=False)


def _plus_65(menage: Menage, regard: Regard) -> Appartenance:
    du_titulaire = _age_du_titulaire(menage, regard)
    return Appartenance(None, AGE_INCONNU) if du_titulaire is None else Appartenance(du_titulaire >= AGE)


def _moins_25(menage: Menage, regard: Regard) -> Appartenance:
    du_titulaire = _age_du_titulaire(menage, regard)
    return Appartenance(None, AGE_INCONNU) if du_titulaire is None else Appartenance(du_titulaire < JEUNE)


AGE_INCONNU = "la date de naissance du titulaire est inconnue"


def _age_du_titulaire(menage: Menage, regard: Regard) -> int | None:
    return age(menage.titulaire, regard.au) if menage.titulaire is not None else None


def age(personne: Personne, au: date) -> int | None:
    """En années révolues ; la seule année de naissance ne le dit pas."""
    ne = personne.naissance_le
    return None if ne is None else au.year - ne.year - ((au.month, au.day) < (ne.month, ne.day))


_LECTURES: Mapping[Indicateur, Callable[[Menage, Regard], Appartenance]] = {
    Indicateur.SOUS_40: _sous_40,
    Indicateur.MONOPARENTAL: _monoparental,
    Indicateur.PLUS_65: _plus_65,
    Indicateur.MOINS_25: _moins_25,
}
LUS_DU_DOSSIER = (Indicateur.Q1, *_LECTURES)
AUX_PARTENAIRES = (
    Indicateur.Q1,
    Indicateur.SOUS_40,
)  # les ressources, qu'ils connaissent déjà par le taux d'effort
