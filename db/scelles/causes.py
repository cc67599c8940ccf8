"""L'écriture du journal qui explique une valeur changée depuis un scellé."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import POUR_TOUS, Ecriture, LigneDeJournal
from db.remise import lots
from relogement.modeles import Menage, Offre, Relogement
from relogement.scelles.rectification import Cause

# La partie d'une source, et la table où elle se saisit.
_OBJETS = {
    "menage": "menage", "titulaire": "personne", "occupants": "personne", "quitte": "logement_quitte",
    "avant": "cout", "apres": "cout", "relogement": "relogement", "logement": "logement_offert",
    "operation": "operation", "projet": "projet", "offres": "offre", "parcours": "relogement", "suivi": "suivi",
}  # fmt: skip
_CALCULEES = ("bilan", "bail")
_COMMUNES = ("projet", "operation")
# Les colonnes de l'après ne se remplissent qu'au bail : sa date les explique aussi.
_DE_L_APRES = ("apres", "logement", "relogement")
_SIGNATURE = [("relogement", "bail_le")]
_L = LigneDeJournal


@dataclass(frozen=True)
class Recherche:
    """Un dossier, et les champs dont sa valeur dépend : « quitte.surface », « bail.rac_ap »."""

    menage_id: int
    champs: tuple[str, ...]


@dataclass
class _Traces:
    """La dernière écriture d'un dossier, de chacun de ses objets, de chacun de ses champs."""

    derniere: int = 0
    objets: dict[str, int] = field(default_factory=dict)
    champs: dict[tuple[str, str], int] = field(default_factory=dict)

    def noter(self, objet: str, champ: str | None, ecriture: int) -> None:
        self.derniere = max(self.derniere, ecriture)
        self.objets[objet] = max(self.objets.get(objet, 0), ecriture)
        if champ is not None:
            self.champs[objet, champ] = max(self.champs.get((objet, champ), 0), ecriture)

    def de(self, recherche: Recherche) -> int:
        """La plus récente écriture du champ lui-même, à défaut de son objet, à défaut du dossier."""
        lus = [chemin.partition(".")[::2] for chemin in recherche.champs]
        if any(partie in _DE_L_APRES for partie, _ in lus):
            lus += _SIGNATURE
        directs = [self.champs.get((_OBJETS.get(partie, partie), nom), 0) for partie, nom in lus]
        objets = [self.objets.get(_OBJETS.get(partie, partie), 0) for partie, _ in lus]
        calcule = any(partie in _CALCULEES for partie, _ in lus)
        return max(directs, default=0) or (0 if calcule else max(objets, default=0)) or self.derniere


def causes(session: Session, depuis: int, recherches: Sequence[Recherche]) -> list[Cause | None]:
    """Pour chaque recherche, l'écriture plus récente que ``depuis`` qui l'explique ; rien si l'on ne sait pas."""
    dossiers = sorted({r.menage_id for r in recherches if r.menage_id})
    traces = _traces(session, depuis, dossiers)
    pour_tous = _traces_communes(session, depuis)
    numeros = [_de(traces.get(r.menage_id), pour_tous, r) for r in recherches]
    ecritures = _ecritures(session, set(numeros))
    return [ecritures.get(numero) for numero in numeros]


def _de(traces: _Traces | None, pour_tous: _Traces, recherche: Recherche) -> int:
    communes = all(chemin.startswith(_COMMUNES) for chemin in recherche.champs)
    siennes = 0 if traces is None or communes else traces.de(recherche)
    return siennes or pour_tous.de(recherche)


def _traces(session: Session, depuis: int, dossiers: Sequence[int]) -> Mapping[int, _Traces]:
    traces: dict[int, _Traces] = defaultdict(_Traces)
    for lot in lots(dossiers):
        requete = select(_L.dossier_id, _L.objet, _L.champ, _L.ecriture_id).where(
            _L.dossier_id.in_(lot), _L.ecriture_id > depuis
        )
        for dossier, objet, champ, ecriture in session.connection().execute(requete):
            traces[dossier or 0].noter(objet, champ, ecriture)
        _ajouter_les_logements(session, depuis, lot, traces)
    return traces


def _ajouter_les_logements(
    session: Session, depuis: int, dossiers: Sequence[int], traces: Mapping[int, _Traces]
) -> None:
    """Un logement n'est d'aucun dossier : on le cherche par ceux qui le quittent, et par ceux qui y vont."""
    bail, offre = select(Relogement.logement_id, Relogement.menage_id), select(Offre.logement_id, Offre.menage_id)
    liens = (
        ("logement_quitte", select(Menage.logement_quitte_id, Menage.id).where(Menage.id.in_(dossiers))),
        ("logement_offert", bail.where(Relogement.menage_id.in_(dossiers))),
        ("logement_offert", offre.where(Offre.menage_id.in_(dossiers))),
    )
    for objet, requete in liens:
        a_qui: dict[int, set[int]] = defaultdict(set)
        for logement, dossier in session.connection().execute(requete):
            if logement is not None:
                a_qui[logement].add(dossier)
        for logement, champ, ecriture in _changes(session, depuis, objet, a_qui):
            for dossier in a_qui[logement]:
                traces[dossier].noter(objet, champ, ecriture)


def _changes(
    session: Session, depuis: int, objet: str, logements: Iterable[int]
) -> Iterable[tuple[int, str | None, int]]:
    for lot in lots(logements):
        requete = select(_L.ligne_id, _L.champ, _L.ecriture_id).where(
            _L.objet == objet, _L.dossier_id.is_(None), _L.ligne_id.in_(lot), _L.ecriture_id > depuis
        )
        yield from ((li.ligne_id, li.champ, li.ecriture_id) for li in session.connection().execute(requete))


def _traces_communes(session: Session, depuis: int) -> _Traces:
    """Ce qui vaut pour tous : la charte, un barème, le projet, une opération, un quartier."""
    objets = (*POUR_TOUS, "operation", "quartier")
    requete = select(_L.objet, _L.champ, _L.ecriture_id).where(_L.objet.in_(objets), _L.ecriture_id > depuis)
    traces = _Traces()
    for objet, champ, ecriture in session.connection().execute(requete):
        traces.noter(objet, champ, ecriture)
    return traces


def _ecritures(session: Session, numeros: set[int]) -> dict[int, Cause]:
    trouvees: dict[int, Cause] = {}
    for lot in lots(sorted(n for n in numeros if n)):
        requete = select(Ecriture.id, Ecriture.le, Ecriture.auteur, Ecriture.acte).where(Ecriture.id.in_(lot))
        for numero, le, auteur, acte in session.connection().execute(requete):
            trouvees[numero] = Cause(le, auteur, acte)
    return trouvees
