"""Annuler une écriture : une écriture de plus, qui en est l'exact inverse, ou un refus qui dit pourquoi.

Rétablir, c'est annuler l'annulation. L'appelant ouvre l'écriture avec les mots de ``mots`` :
``with fichier.ecrire(mots(acte)) as session: annuler(session, numero)``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, LargeBinary, delete, select, update
from sqlalchemy.orm import Session

from db.annulation_laisse import Laisse, laisser
from db.annulation_lignes import Pas, Trait, a_rebours, effet_net, tables, traits
from db.annulation_obstacles import empechements
from db.annulation_phrases import Obstacle, obstacles
from db.journal import ContenuRemplace, Ecriture, ecriture_courante
from db.promesses import rendre_ce_qui_est_pris
from db.remise import Supprimee, lots, recreer, remettre, supprimer
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan
from relogement.textes import INSECABLE
from relogement.travail import Avancement, sans_avancement

ANNULATION, RETABLISSEMENT = f"Annulation{INSECABLE}: ", f"Rétablissement{INSECABLE}: "
MONTRES, LOT = 3, 500
Rendre = Callable[[Connection, str, Mapping[str, Any]], Mapping[str, Any]]


class AnnulationImpossible(ErreurMetier):
    """Ce qui a été fait depuis s'y oppose ; rien n'a été changé."""

    def __init__(self, trouves: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(trouves)
        autres = len(trouves) - MONTRES
        suite = f" Et {autres} autres raisons." if autres > 1 else " Et une autre raison." if autres == 1 else ""
        dits = " ".join(o.phrase for o in trouves[:MONTRES])
        super().__init__(f"Cet acte ne peut plus être annulé, rien n’a été changé. {dits}{suite}")


class JamaisAnnulable(ErreurMetier):
    """Cet acte a son propre chemin de retour."""


@dataclass(frozen=True)
class Annulee:
    """Ce qui a été défait, et ce que le mode tolérant a laissé."""

    acte: str
    changements: int
    laisses: tuple[Obstacle, ...] = ()


def mots(acte: str) -> str:
    """« Annulation : Offre refusée » ; annuler une annulation, c'est rétablir."""
    if acte.startswith(ANNULATION):
        return RETABLISSEMENT + acte.removeprefix(ANNULATION)
    return ANNULATION + acte.removeprefix(RETABLISSEMENT)


def annuler(
    session: Session,
    ecriture_id: int,
    *,
    tolerant: bool = False,
    avancement: Avancement = sans_avancement,
) -> Annulee:
    """Défait cette écriture dans celle qui est ouverte.

    Ce qu'une écriture plus récente a changé depuis n'est jamais écrasé : sans ``tolerant`` rien ne se fait et
    ``AnnulationImpossible`` le dit ; avec, le reste se défait et ``laisses`` en donne la liste.
    """
    session.flush()
    connexion = session.connection()
    ecriture = _relue(session, ecriture_id)
    lignes = traits(connexion, ecriture_id)
    _verifier(lignes)
    net = effet_net(lignes)
    trouves = list(empechements(connexion, ecriture_id, net))
    dits = obstacles(connexion, ecriture_id, lignes, trouves)
    if trouves and not tolerant:
        raise AnnulationImpossible(dits)
    rendre = rendre_ce_qui_est_pris if tolerant else _telle_quelle
    defaits = _defaire(connexion, ecriture_id, lignes, laisser(connexion, net, trouves), avancement, rendre)
    courante = Ecriture.id == ecriture_courante(connexion)
    session.execute(update(Ecriture).where(courante).values(annule_id=ecriture_id))
    session.expire_all()
    return Annulee(ecriture.acte, defaits, dits)


def ce_qui_empeche(session: Session, ecriture_id: int) -> tuple[Obstacle, ...]:
    """Ce que dirait ``annuler``, sans rien changer ; lève ``ErreurMetier`` si rien ne peut s'y défaire."""
    connexion = session.connection()
    _relue(session, ecriture_id)
    lignes = traits(connexion, ecriture_id)
    _verifier(lignes)
    return obstacles(connexion, ecriture_id, lignes, list(empechements(connexion, ecriture_id, effet_net(lignes))))


def _relue(session: Session, ecriture_id: int) -> Ecriture:
    ecriture = session.get(Ecriture, ecriture_id)
    if ecriture is None:
        raise ErreurMetier("Cet acte n’est pas dans le journal de ce projet. Rouvrez le projet.")
    return ecriture


def _verifier(lignes: Sequence[Trait]) -> None:
    if not lignes:
        raise ErreurMetier("Cet acte n’a rien changé : il n’y a rien à annuler.")
    if any(t.objet == "projet" and t.geste != "M" for t in lignes):
        raise ErreurMetier("La création du projet ne s’annule pas. Créez plutôt un autre projet.")
    if any(t.objet == "periode_scellee" for t in lignes):
        raise JamaisAnnulable(
            "Une période close ne se rouvre pas par Ctrl+Z. Dans Indicateurs, onglet Périodes closes, choisissez "
            "« Lever le scellé… » et dites pourquoi ; pour refermer une période rouverte, scellez-la de nouveau."
        )
    if any(t.geste == "S" and t.avant is None for t in lignes):
        raise ErreurMetier("Ces données ont été purgées : elles n’existent plus nulle part.")


def _defaire(
    connexion: Connection, ecriture_id: int, lignes: Sequence[Trait], laisse: Laisse, avancement: Avancement,
    rendre: Rendre,
) -> int:  # fmt: skip
    retenus = [t for t in lignes if not laisse.comprend(t)]
    contenus = _contenus(connexion, ecriture_id)
    fait = 0
    for (geste, objet), suite in groupby(a_rebours(retenus), key=lambda p: (p.geste, p.objet)):
        while groupe := list(islice(suite, LOT)):
            _un_groupe(connexion, geste, objet, groupe, contenus, rendre)
            fait += sum(len(pas.lignes) for pas in groupe)
            avancement(fait, len(retenus))
    _remettre_les_contenus(connexion, contenus, laisse)
    return len(retenus)


Contenus = Mapping[tuple[str, int], Mapping[str, list[bytes]]]


def _contenus(connexion: Connection, ecriture_id: int) -> Contenus:
    """Les contenus que l'écriture a remplacés, du plus ancien au plus récent."""
    c = ContenuRemplace
    requete = select(c.objet, c.ligne_id, c.champ, c.contenu).where(c.ecriture_id == ecriture_id).order_by(c.id)
    ranges: dict[tuple[str, int], dict[str, list[bytes]]] = {}
    for objet, ligne_id, champ, contenu in connexion.execute(requete):
        ranges.setdefault((objet, ligne_id), {}).setdefault(champ, []).append(contenu)
    return ranges


def _telle_quelle(_: Connection, __: str, ligne: Mapping[str, Any]) -> Mapping[str, Any]:
    """Annuler à l'identique : un logement promis depuis à un autre s'y oppose."""
    return ligne


def _un_groupe(
    connexion: Connection, geste: str, objet: str, groupe: Sequence[Pas], contenus: Contenus, rendre: Rendre
) -> None:
    table = tables()[objet]
    match geste:
        case "C":
            for pas in groupe:
                _oublier_les_bilans(connexion, objet, pas.lignes)
                supprimer(connexion, table, pas.lignes)
        case "S":
            lignes = [rendre(connexion, objet, pas.ligne) for pas in groupe]
            revenues = [_supprimee(p, ligne, contenus) for p, ligne in zip(groupe, lignes, strict=True)]
            recreer(connexion, table, revenues)
        case _:
            for pas in groupe:
                if connus := {c: v for c, v in pas.champs.items() if c in table.c}:
                    remettre(connexion, table, pas.lignes[0], connus)


def _supprimee(pas: Pas, ligne: Mapping[str, Any], contenus: Contenus) -> Supprimee:
    numero = pas.lignes[0]
    return Supprimee(numero, ligne, {c: v[-1] for c, v in contenus.get((pas.objet, numero), {}).items()})


def _oublier_les_bilans(connexion: Connection, objet: str, numeros: Iterable[int]) -> None:
    """Un bilan nomme le logement, l'opération et la charte du dossier ; la fin de l'écriture le refait."""
    for cle in Bilan.__table__.foreign_keys:
        if cle.column.table.name == objet and cle.ondelete != "CASCADE":
            for lot in lots(numeros):
                connexion.execute(delete(Bilan).where(cle.parent.in_(lot)))


def _remettre_les_contenus(connexion: Connection, contenus: Contenus, laisse: Laisse) -> None:
    for (objet, ligne_id), champs in contenus.items():
        table = tables()[objet]
        if (objet, ligne_id) in laisse.lignes:
            continue
        valeurs = {c: v[0] for c, v in champs.items() if isinstance(table.c[c].type, LargeBinary)}
        connexion.execute(update(table).where(table.c.id == ligne_id).values(valeurs))
