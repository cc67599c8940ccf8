"""Les filtres de la liste : ce que chacun garde, ce qu'il en dit, et les vues qui en sont faites."""

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.recherche import identifiants
from db.registre import INCONNU, Registre
from relogement.modeles import LogementQuitte, Menage, Operation
from relogement.nomenclatures import Etat

RELOGES_OU_SORTIS = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI)
BIENTOT = timedelta(days=7)
_A_RELOGER = frozenset(rang for rang, etat in enumerate(Etat) if etat not in RELOGES_OU_SORTIS)
Garde = Callable[[int], bool]


@dataclass(frozen=True)
class Filtre:
    """« Situation : à reloger » ; ``garde`` dit d'un dossier s'il reste, sur le registre du moment."""

    champ: str
    valeur: str
    garde: Callable[[Session, Registre, date], Garde]


@dataclass(frozen=True)
class Vue:
    """Un onglet de la liste."""

    cle: str
    titre: str
    filtre: Filtre | None = None


def retenir(
    session: Session, registre: Registre, ids: Sequence[int], filtres: Sequence[Filtre], au: date
) -> "array[int]":
    """Ceux de ces dossiers que tous les filtres gardent, dans le même ordre."""
    retenus: Sequence[int] = ids
    for filtre in filtres:
        retenus = list(filter(filtre.garde(session, registre, au), retenus))
    return array("q", retenus)


def compter(session: Session, registre: Registre, ids: Sequence[int], au: date) -> dict[str, int]:
    """Combien de ces dossiers chaque vue montre."""
    return {
        vue.cle: len(retenir(session, registre, ids, [vue.filtre], au)) if vue.filtre else len(ids) for vue in VUES
    }


def en_retard(registre: Registre, ids: Sequence[int], au: date) -> int:
    """Les échéances déjà passées."""
    return sum(INCONNU != registre.echeance[i] < au.toordinal() for i in ids)


def le_jour(registre: Registre, ids: Sequence[int], au: date) -> int:
    """Les échéances du jour."""
    return sum(registre.echeance[i] == au.toordinal() for i in ids)


def dans_l_operation(code: str) -> Filtre:
    """Les dossiers d'une opération."""

    def garde(session: Session, registre: Registre, au: date) -> Garde:
        operation = session.scalar(select(Operation.id).where(Operation.code == code))
        return lambda i: registre.operation[i] == operation

    return Filtre("Opération", code, garde)


def dans_l_etat(etat: Etat) -> Filtre:
    rang = list(Etat).index(etat)
    return Filtre("État", etat.libelle, lambda session, registre, au: lambda i: registre.etat[i] == rang)


def du_referent(nom: str) -> Filtre:
    requete = select(Menage.id).where(Menage.referent == nom)
    return Filtre("Référent", nom, _de_la_requete(requete))


def du_bailleur(nom: str) -> Filtre:
    requete = (
        select(Menage.id)
        .join(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .where(LogementQuitte.bailleur == nom)
    )
    return Filtre("Bailleur", nom, _de_la_requete(requete))


def parmi(ids: Collection[int], libelle: str) -> Filtre:
    """Des dossiers désignés ailleurs : ceux d'un indicateur, d'une alerte."""
    choisis = frozenset(ids)
    return Filtre("Sélection", libelle, lambda session, registre, au: choisis.__contains__)


def propositions(session: Session) -> dict[str, list[Filtre]]:
    """Les filtres que l'on peut ajouter, par champ, d'après ce que le projet contient."""
    etats = set(session.scalars(select(Menage.etat).distinct()))
    referents = session.scalars(select(Menage.referent).distinct().order_by(Menage.referent))
    bailleurs = session.scalars(select(LogementQuitte.bailleur).distinct().order_by(LogementQuitte.bailleur))
    offerts = {
        "État": [dans_l_etat(etat) for etat in Etat if etat in etats],
        "Référent": [du_referent(nom) for nom in referents if nom],
        "Bailleur": [du_bailleur(nom) for nom in bailleurs if nom],
    }
    return {champ: filtres for champ, filtres in offerts.items() if filtres}


def _de_la_requete(requete: Select[int]) -> Callable[[Session, Registre, date], Garde]:
    return lambda session, registre, au: set(identifiants(session.connection(), requete)).__contains__


def _a_reloger(session: Session, registre: Registre, au: date) -> Garde:
    return lambda i: registre.etat[i] in _A_RELOGER


def _bientot(session: Session, registre: Registre, au: date) -> Garde:
    limite = (au + BIENTOT).toordinal()
    return lambda i: INCONNU != registre.echeance[i] < limite


def _sans_offre(session: Session, registre: Registre, au: date) -> Garde:
    return lambda i: not registre.nb_offres[i] and registre.etat[i] in _A_RELOGER


def _rac_inconnu(session: Session, registre: Registre, au: date) -> Garde:
    return lambda i: registre.rac_av[i] == INCONNU and registre.titulaire[i] == 1


VUES = (
    Vue("tous", "Tous"),
    Vue("a_reloger", "À reloger", Filtre("Situation", "à reloger", _a_reloger)),
    Vue("bientot", "Échéance à moins de 7 jours", Filtre("Échéance", "à moins de 7 jours", _bientot)),
    Vue("sans_offre", "Sans offre", Filtre("Offres", "aucune", _sans_offre)),
    Vue("rac_inconnu", "RAC avant inconnu", Filtre("RAC avant", "inconnu", _rac_inconnu)),
)
