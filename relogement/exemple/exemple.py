"""L'exemple entier : le projet, sa charte, ses opérations, ses logements vacants et ses dossiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relogement.a_faire import Rappel
from relogement.charte import Charte
from relogement.depart import CommuneDeDepart
from relogement.exemple.fonds import toml
from relogement.exemple.jours import Calendrier
from relogement.exemple.logements import quitte
from relogement.exemple.monde import Monde, monde
from relogement.exemple.operations import communes_de_depart, projet
from relogement.exemple.recit import raconter
from relogement.exemple.trames import Trame, trames
from relogement.exemple.traore import REFERENCE, raconter_traore
from relogement.logement import LogementQuitte
from relogement.menage import Menage
from relogement.operation import Operation
from relogement.organisme import Organisme
from relogement.projet import Projet

GRAINE = 66


@dataclass(frozen=True)
class Exemple:
    """Des objets prêts à enregistrer, sans lien avec une base."""

    projet: Projet
    charte: Charte
    organisme: Organisme
    communes: Sequence[CommuneDeDepart]
    operations: Sequence[Operation]
    vacants: Sequence[LogementQuitte]
    menages: Sequence[Menage]
    rappels: Sequence[Rappel] = ()


def exemple(au: date, *, graine: int = GRAINE) -> Exemple:
    """Le projet fictif tel qu'il est ce jour-là ; la même graine le redonne à l'identique."""
    cadre = monde(Calendrier(au), graine)
    return Exemple(
        projet=projet(cadre.calendrier),
        charte=cadre.charte,
        organisme=Organisme(**toml("organisme.toml")["organisme"]),
        communes=communes_de_depart(),
        operations=[chantier.operation for chantier in cadre.chantiers.values()],
        vacants=[_vacant(trame, cadre) for trame in trames() if trame.etat is None],
        menages=list(menages(cadre, [trame for trame in trames() if trame.etat])),
        rappels=_rappels(cadre),
    )


def _rappels(cadre: Monde) -> list[Rappel]:
    """Ce que les agents se sont laissé : la cellule du jour, une réunion à venir."""
    return [
        Rappel(
            agent=dit["agent"], le=cadre.calendrier.ouvre(dit["jours"]), heure=dit["heure"], objet=dit["objet"],
            lieu=dit["lieu"],
        )
        for dit in toml("rappels.toml")["rappel"]
    ]  # fmt: skip


def menages(cadre: Monde, choisies: Sequence[Trame]) -> Sequence[Menage]:
    """Les dossiers de ces trames ; un décohabitant suit toujours son dossier parent."""
    racontes: dict[str, Menage] = {}
    for trame in choisies:
        if trame.reference == REFERENCE:
            racontes[trame.reference] = raconter_traore(cadre)
        else:
            parent = racontes[trame.parent] if trame.parent else None
            racontes[trame.reference] = raconter(trame, cadre, parent)
    return list(racontes.values())


def _vacant(trame: Trame, cadre: Monde) -> LogementQuitte:
    return quitte(trame, cadre.chantiers[trame.operation], cadre.alea(trame.reference))
