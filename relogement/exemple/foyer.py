"""Composer un foyer vraisemblable : qui vit là, de quel âge, avec quelles ressources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from relogement.exemple.fonds import Origine, origine_de
from relogement.menage import Personne
from relogement.nomenclatures import Lien

MAJORITE, RETRAITE, QUATORZE = 18, 64, 14
JEUNE_MENAGE = 55
_ETUDES = ((3, "En garde"), (11, "Écolier"), (15, "Collégien"), (18, "Lycéen"), (22, "Étudiant"))


@dataclass(frozen=True)
class Foyer:
    """Les personnes d'un dossier et ce que l'on en déduit."""

    personnes: Sequence[Personne]
    ages: Sequence[int]

    @property
    def moins_de_14(self) -> int:
        return sum(age < QUATORZE for age in self.ages)

    @property
    def enfants(self) -> int:
        return sum(p.lien is Lien.ENFANT for p in self.personnes)

    @property
    def couple(self) -> bool:
        return any(p.lien is Lien.CONJOINT for p in self.personnes)

    @property
    def categorie(self) -> int:
        """La catégorie de ménage des plafonds de ressources."""
        jeune = self.couple and not self.enfants and sum(self.ages) <= JEUNE_MENAGE
        seul_avec_enfants = bool(self.enfants) and not self.couple
        return min(6, len(self.personnes) + int(jeune or seul_avec_enfants))


def composer(nom: str, prenom: str, taille: int, au: date, alea: Random) -> Foyer:
    """Un foyer de cette taille autour du titulaire."""
    origine = origine_de(nom)
    couple = taille > 1 and alea.random() < (0.45 if taille == 2 else 0.7)
    enfants = taille - 1 - couple
    age = _age_du_titulaire(taille, enfants, alea)
    femme = prenom in origine.feminins
    personnes, ages = [_personne(Lien.TITULAIRE, nom, prenom, age, femme, au, alea)], [age]
    if couple:
        ages.append(max(MAJORITE + 2, age + alea.randint(-6, 6)))
        conjoint = alea.choice(origine.masculins if femme else origine.feminins)
        personnes.append(_personne(Lien.CONJOINT, nom, conjoint, ages[-1], not femme, au, alea))
    for age_enfant in sorted((_age_enfant(age, alea) for _ in range(enfants)), reverse=True):
        ages.append(age_enfant)
        personnes.append(_enfant(nom, origine, age_enfant, au, alea))
    return Foyer(personnes, ages)


def repartir(foyer: Foyer, ressources: Decimal, alea: Random) -> None:
    """Partage les ressources entre les adultes ; ce qui reste est dû au foyer (prestations)."""
    adultes = [p for p in foyer.personnes if p.lien is not Lien.ENFANT]
    reste = ressources * (Decimal(1) if len(foyer.personnes) == 1 else Decimal("0.85"))
    for rang, adulte in enumerate(adultes, 1):
        part = Decimal(1) if rang == len(adultes) else Decimal(alea.randint(55, 75)) / 100
        adulte.ressources = (reste * part).quantize(Decimal("0.01"))
        reste -= adulte.ressources


def _age_du_titulaire(taille: int, enfants: int, alea: Random) -> int:
    if taille == 1:
        return alea.choice((alea.randint(24, 38), alea.randint(45, 63), alea.randint(64, 84)))
    return alea.randint(27, 51) if enfants else alea.randint(58, 80)


def _age_enfant(age_du_parent: int, alea: Random) -> int:
    return alea.randint(0, min(20, age_du_parent - 21))


def _enfant(nom: str, origine: Origine, age: int, au: date, alea: Random) -> Personne:
    fille = alea.random() < 0.5
    personne = _personne(
        Lien.ENFANT, nom, alea.choice(origine.feminins if fille else origine.masculins), age, fille, au, alea
    )
    personne.a_charge = True
    return personne


def _personne(lien: Lien, nom: str, prenom: str, age: int, femme: bool, au: date, alea: Random) -> Personne:
    naissance = au - timedelta(days=int(age * 365.25) + alea.randint(20, 340))
    return Personne(
        lien=lien, nom=nom, prenom=prenom, naissance_le=naissance, activite=_activite(lien, age, femme, alea),
        occupation_permanente=True,
    )  # fmt: skip


def _activite(lien: Lien, age: int, femme: bool, alea: Random) -> str:
    if lien is Lien.ENFANT and age <= _ETUDES[-1][0]:
        activite = next(nom for limite, nom in _ETUDES if age <= limite)
    elif age >= RETRAITE:
        activite = "Retraité"
    else:
        activite = alea.choice(("Salarié", "Salarié", "Intérimaire", "Demandeur d’emploi", "Au foyer"))
    return _au_feminin(activite) if femme else activite


def _au_feminin(activite: str) -> str:
    if activite.startswith("Demandeur"):
        return "Demandeuse d’emploi"
    if activite in ("Au foyer", "En garde", "Intérimaire"):
        return activite
    return {"Écolier": "Écolière", "Collégien": "Collégienne", "Lycéen": "Lycéenne"}.get(activite, activite + "e")
