"""Le ménage tel que l'APL le voit : un couple ou non, des personnes à charge, ce qui empêche d'estimer."""

from dataclasses import dataclass
from datetime import date

from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien
from relogement.rapprochement import sans_accents
from relogement.regles.apl import Obstacle

ENFANT_JUSQU_A = 21
COUPLE = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)
INDEPENDANTS = ("independant", "auto entrepren", "micro entrepren", "artisan", "commercant", "agriculteur")


@dataclass(frozen=True, slots=True)
class Foyer:
    """Un couple ou non, et combien de personnes à charge ; vide avec son motif quand on ne sait pas."""

    couple: bool | None
    a_charge: int | None
    motif: str = ""


def foyer(menage: Menage, au: date) -> Foyer:
    """Le couple ne change le calcul que sans personne à charge."""
    connues, dites = len(menage.personnes), menage.nb_personnes
    if not connues or (dites is not None and dites != connues):
        return Foyer(None, None, f"{connues} des {dites or '?'} personnes du ménage sont décrites")
    autres = [est_a_charge(p, au) for p in menage.personnes if p.lien not in COUPLE]
    if None in autres:
        return Foyer(None, None, "on ne sait pas si chaque personne du ménage est à charge")
    a_charge = sum(bool(a) for a in autres)
    conjoint = any(p.lien is Lien.CONJOINT for p in menage.personnes)
    cotitulaire = any(p.lien is Lien.COTITULAIRE for p in menage.personnes)
    if cotitulaire and not conjoint and not a_charge:
        return Foyer(None, a_charge, "on ne sait pas si les cotitulaires vivent en couple")
    return Foyer(conjoint or cotitulaire, a_charge)


def est_a_charge(personne: Personne, au: date) -> bool | None:
    """Ce que dit le dossier ; sinon un enfant l'est jusqu'à 21 ans (CCH, art. R. 823-4)."""
    if personne.a_charge is not None or personne.lien is not Lien.ENFANT:
        return personne.a_charge
    ne = personne.naissance_le
    if ne is None:
        return None
    return au.year - ne.year - ((au.month, au.day) < (ne.month, ne.day)) < ENFANT_JUSQU_A


def obstacles(menage: Menage) -> set[Obstacle]:
    """Ce qui, dans le ménage, empêche d'estimer l'APL."""
    adultes = [sans_accents(p.activite or "") for p in menage.personnes if p.lien in COUPLE]
    trouves = set()
    if any(p.garde_alternee for p in menage.personnes):
        trouves.add(Obstacle.GARDE_ALTERNEE)
    if any("etudiant" in dite for dite in adultes):
        trouves.add(Obstacle.ETUDIANT)
    if any(mot in dite for dite in adultes for mot in INDEPENDANTS):
        trouves.add(Obstacle.INDEPENDANT)
    return trouves
