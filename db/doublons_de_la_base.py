"""Les doublons possibles de tout un projet : on ne compare que ceux qu'un fait rapproche déjà."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.doublons import Connue, Doublon, connue, lire_doublons, personnes
from db.tables_doublons import PaireEcartee
from relogement.doublons import Rapprochement, Verdict, rapprocher
from relogement.doublons_sons import son
from relogement.menage import Menage
from relogement.rapprochement import sans_accents
from relogement.travail import Avancement, sans_avancement

# Un groupe plus grand n'apprend rien : des naissances au 1ᵉʳ janvier, un nom très porté.
FOULE, PAS = 400, 2_000
Cle = tuple[object, ...]
DeuxDossiers = tuple[int, int]


@dataclass(frozen=True)
class Paire:
    """Deux dossiers qui ont peut-être une personne en commun, et pourquoi."""

    gauche: Doublon
    droite: Doublon
    vu: Rapprochement = field(repr=False)


def doublons_possibles(
    session: Session, avancement: Avancement = sans_avancement, *, de: Set[int] | None = None
) -> list[Paire]:
    """Les paires du projet, la plus sûre d'abord, sans les écartées ; `de` : celles de ces dossiers seulement."""
    ecartees = {(a, b) for a, b in session.execute(select(PaireEcartee.menage_id, PaireEcartee.autre_id))}
    groupes = _groupes([connue(ligne) for ligne in session.execute(personnes())])
    lignees = _lignees(session)
    meilleures: dict[DeuxDossiers, Rapprochement] = {}
    comparees: set[DeuxDossiers] = set()
    for rang, groupe in enumerate(groupes):
        if rang % PAS == 0:
            avancement(rang, len(groupes))
        for un, autre in _a_comparer(groupe, comparees):
            dossiers = _rangees(un.menage_id, autre.menage_id)
            if dossiers not in ecartees and (de is None or not de.isdisjoint(dossiers)):
                vu = rapprocher(un.identite, autre.identite)
                if dossiers not in lignees or vu.verdict is Verdict.SUR:
                    _garder(meilleures, dossiers, vu)
    avancement(len(groupes), len(groupes))
    return _paires(session, meilleures)


def _lignees(session: Session) -> set[DeuxDossiers]:
    """Un décohabitant porte souvent le nom de ses parents : il n'est le même que si tout le dit."""
    liens = select(Menage.id, Menage.dossier_parent_id).where(Menage.dossier_parent_id.is_not(None))
    return {_rangees(enfant, parent) for enfant, parent in session.execute(liens) if parent is not None}


def _garder(meilleures: dict[DeuxDossiers, Rapprochement], dossiers: DeuxDossiers, vu: Rapprochement) -> None:
    garde = meilleures.get(dossiers)
    if vu.verdict is not Verdict.DIFFERENT and (garde is None or vu.force > garde.force):
        meilleures[dossiers] = vu


def _groupes(toutes: Sequence[Connue]) -> list[list[Connue]]:
    groupes: dict[Cle, list[Connue]] = defaultdict(list)
    for une in toutes:
        for cle in _cles(une):
            groupes[cle].append(une)
    return [groupe for groupe in groupes.values() if 1 < len(groupe) <= FOULE]


def _cles(une: Connue) -> Iterator[Cle]:
    """Le même logement ; la même naissance et un mot du nom ; le même nom à l’oreille."""
    qui = une.identite
    sons = sorted({son(mot) for mot in sans_accents(f"{qui.nom} {qui.prenom or ''}").split()})
    if qui.logement is not None:
        yield "logement", qui.logement
    if qui.naissance is not None:
        ne = qui.naissance
        jour = (*sorted((ne.day, ne.month)), ne.year)
        yield from (("naissance", jour, mot) for mot in sons if mot)
    nom = " ".join(sons)
    yield "operation", qui.operation, nom
    if qui.ne_en is not None:
        yield "annee", qui.ne_en, nom


def _a_comparer(groupe: Sequence[Connue], comparees: set[DeuxDossiers]) -> Iterator[tuple[Connue, Connue]]:
    """Chaque paire de personnes de deux dossiers, une seule fois."""
    for un, autre in combinations(groupe, 2):
        deux = _rangees(un.id, autre.id)
        if un.menage_id != autre.menage_id and deux not in comparees:
            comparees.add(deux)
            yield un, autre


def _rangees(a: int, b: int) -> DeuxDossiers:
    return (a, b) if a < b else (b, a)


def _paires(session: Session, meilleures: dict[DeuxDossiers, Rapprochement]) -> list[Paire]:
    rangees = sorted(meilleures, key=lambda p: (-meilleures[p].force, p))
    vus = {numero: meilleures[paire] for paire in rangees for numero in paire}
    lus = lire_doublons(session, vus, list(vus))
    return [Paire(lus[a], lus[b], meilleures[a, b]) for a, b in rangees if a in lus and b in lus]
