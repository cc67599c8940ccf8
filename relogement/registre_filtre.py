"""Filtrer le registre : chaque filtre a un nom, une phrase, et dit d'un logement s'il le garde."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relogement.nomenclatures import Reservation
from relogement.rapprochement import sans_accents
from relogement.textes import INCONNU, jour
from relogement.vacances import Vacance, manques


@dataclass(frozen=True)
class Critere:
    """Ce que l'on peut demander au registre : ``valeur`` lit un logement, ``dite`` l'écrit."""

    cle: str
    libelle: str
    valeur: Callable[[Vacance], Any]
    dite: Callable[[Any], str] = str


@dataclass(frozen=True)
class Filtre:
    """Un filtre posé : plusieurs valeurs d'un critère, une seule suffit ; une date borne la disponibilité."""

    cle: str
    valeurs: tuple[Any, ...]

    @property
    def libelle(self) -> str:
        return CRITERES[self.cle].libelle

    @property
    def dit(self) -> str:
        return " ou ".join(CRITERES[self.cle].dite(valeur) for valeur in self.valeurs)

    def garde(self, lu: Vacance) -> bool:
        if self.cle == DISPONIBLE:
            le = lu.logement.disponible_le
            return le is None or any(le <= borne for borne in self.valeurs)
        trouvee = CRITERES[self.cle].valeur(lu)
        return bool(set(self.valeurs) & trouvee if isinstance(trouvee, frozenset) else trouvee in self.valeurs)


DISPONIBLE = "disponible"
NON_RESERVE, AU_PROJET, A_D_AUTRES = "non réservé", "aux ménages du projet", "à d’autres"


def _reserve(lu: Vacance) -> str:
    match lu.logement.reservation:
        case None:
            return NON_RESERVE
        case Reservation.PROJET:
            return AU_PROJET
    return A_D_AUTRES


def _manque(lu: Vacance) -> frozenset[str]:
    """« surface inconnue », « loyer inconnu » : ce qui manque, sans ce que cela empêche."""
    return frozenset(manque.partition("\u00a0:")[0] for manque in manques(lu.logement))


def _ou_inconnu(valeur: Any) -> str:
    return INCONNU if valeur is None else str(getattr(valeur, "libelle", valeur))


CRITERES = {
    critere.cle: critere
    for critere in (
        Critere("bailleur", "Bailleur", lambda v: v.logement.bailleur, _ou_inconnu),
        Critere("commune", "Commune", lambda v: v.logement.commune, _ou_inconnu),
        Critere("typologie", "Typologie", lambda v: v.logement.typologie, _ou_inconnu),
        Critere(DISPONIBLE, "Disponible", lambda v: v.logement.disponible_le, lambda le: f"au {jour(le)}"),
        Critere("reserve", "Réservé", _reserve),
        Critere("manque", "Il manque", _manque),
        Critere("refus", "Déjà refusé", lambda v: v.refus > 0, lambda oui: "oui" if oui else "non"),
    )
}


def garde_tous(filtres: Iterable[Filtre], lu: Vacance) -> bool:
    return all(filtre.garde(lu) for filtre in filtres)


def presentes(cle: str, lus: Sequence[Vacance]) -> list[tuple[Any, str, int]]:
    """Les valeurs que le registre contient, leur mot et combien de logements, dans l'ordre des mots."""
    critere, comptes = CRITERES[cle], dict[Any, int]()
    for lu in lus:
        trouvee = critere.valeur(lu)
        for valeur in trouvee if isinstance(trouvee, frozenset) else (trouvee,):
            comptes[valeur] = comptes.get(valeur, 0) + 1
    dites = [(valeur, critere.dite(valeur), combien) for valeur, combien in comptes.items()]
    return sorted(dites, key=lambda dite: (dite[1] == INCONNU, sans_accents(dite[1])))


def borne(le: date) -> Filtre:
    """Disponible ce jour-là : une date inconnue n'écarte pas."""
    return Filtre(DISPONIBLE, (le,))
