"""Le tableau d'un immeuble à une date : ses entrées, leurs étages, leurs portes, et ce qui reste à vider."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relogement.nomenclatures import Etat
from relogement.vidage.cases import Case, Occupation, case
from relogement.vidage.etages import Niveau, niveau
from relogement.vidage.lignes import DossierLu, Immeuble, LogementLu
from relogement.vidage.portes import Cle, cle_naturelle, colonnes


@dataclass(frozen=True)
class Etage:
    """Une rangée de portes ; une case absente laisse un blanc, pour que les portes restent alignées."""

    niveau: Niveau
    cases: tuple[Case | None, ...]


@dataclass(frozen=True)
class Entree:
    """Une cage d'escalier, du dernier étage au plus bas ; les étages inconnus viennent après."""

    batiment: str
    nom: str
    etages: tuple[Etage, ...]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        return tuple(c for etage in self.etages for c in etage.cases if c is not None)

    @property
    def vides(self) -> int:
        return sum(c.vide for c in self.cases)

    @property
    def largeur(self) -> int:
        """Le nombre de portes de l'étage le plus large."""
        return max(len(etage.cases) for etage in self.etages)


@dataclass(frozen=True)
class Comptes:
    """Combien de logements, vides ou non, et ce que sont ceux qu'il reste à vider."""

    total: int
    par_occupation: Mapping[Occupation, int]
    par_etat: Mapping[Etat | None, int]

    @property
    def a_vider(self) -> int:
        return sum(self.par_occupation.get(o, 0) for o in _OCCUPES)

    @property
    def vides(self) -> int:
        return self.total - self.a_vider


_OCCUPES = (Occupation.MENAGE, Occupation.FONCTION, Occupation.ASSOCIATION, Occupation.SANS_DOSSIER)


@dataclass(frozen=True)
class Tableau:
    """L'immeuble un jour donné."""

    immeuble: Immeuble
    au: date
    entrees: tuple[Entree, ...]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Toutes, dans l'ordre de lecture."""
        return tuple(c for entree in self.entrees for c in entree.cases)

    @cached_property
    def comptes(self) -> Comptes:
        occupees = [c for c in self.cases if c.occupation is Occupation.MENAGE]
        return Comptes(
            len(self.cases),
            Counter(c.occupation for c in self.cases),
            Counter(c.etat for c in occupees),
        )

    @property
    def batiments(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.batiment for e in self.entrees))

    @property
    def jours_restants(self) -> int | None:
        """Jusqu'à la date cible ; négatif quand elle est passée, rien quand elle n'est pas fixée."""
        return _jours(self.immeuble.operation.vide_le, self.au)

    @property
    def jours_avant_demolition(self) -> int | None:
        return _jours(self.immeuble.operation.demolition_le, self.au)


def _jours(le: date | None, au: date) -> int | None:
    return None if le is None else (le - au).days


def tableau(immeuble: Immeuble, au: date) -> Tableau:
    """L'immeuble à cette date ; les annexes n'y sont pas."""
    vues: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for logement, dossiers in par_logement(immeuble):
        if (vue := case(logement, dossiers, au)) is not None:
            vues[_cage(logement)].append(vue)
    ordre = sorted(vues, key=lambda cage: (cle_naturelle(cage[0]), cle_naturelle(cage[1])))
    return Tableau(immeuble, au, tuple(_entree(*cage, vues[cage]) for cage in ordre))


def par_logement(immeuble: Immeuble) -> Iterator[tuple[LogementLu, Sequence[DossierLu]]]:
    """Chaque logement et ses dossiers."""
    siens: dict[int, list[DossierLu]] = defaultdict(list)
    for dossier in immeuble.dossiers:
        siens[dossier.logement_id].append(dossier)
    for logement in immeuble.logements:
        yield logement, siens.get(logement.id, ())


def _cage(logement: LogementLu) -> tuple[str, str]:
    return (logement.batiment or "").strip(), (logement.entree or "").strip()


def _entree(batiment: str, nom: str, cases: Sequence[Case]) -> Entree:
    par_niveau: dict[Niveau, list[Case]] = defaultdict(list)
    for vue in cases:
        par_niveau[niveau(vue.logement.etage)].append(vue)
    ordre = sorted(par_niveau, key=lambda n: (n.rang is None, -(n.rang or 0), n.libelle))
    rangees = {n: sorted(par_niveau[n], key=_ordre_des_portes) for n in ordre}
    places = colonnes([[c.logement.porte for c in r] for n, r in rangees.items() if n.rang is not None])
    return Entree(batiment, nom, tuple(Etage(n, _placees(n, rangees[n], places)) for n in ordre))


def _ordre_des_portes(vue: Case) -> tuple[Cle, int]:
    return cle_naturelle(vue.logement.porte), vue.logement.id


def _placees(etage: Niveau, cases: Sequence[Case], places: Sequence[str] | None) -> tuple[Case | None, ...]:
    if places is None or etage.rang is None:
        return tuple(cases)
    par_porte = {(c.logement.porte or "").strip(): c for c in cases}
    return tuple(par_porte.get(porte) for porte in places)
