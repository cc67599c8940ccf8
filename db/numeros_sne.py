"""Les numéros des listes et ceux des dossiers : qui porte quoi, et quel numéro proposer à qui n'en a pas."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.doublons import Connue, connue, personnes
from db.memoire import garder
from db.pannes import Conflit
from db.recherche import Recherche
from relogement.doublons import Identite, Naissance, Rapprochement, Verdict, naissances, rapprocher
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementQuitte, Menage, NumeroSne, Operation
from relogement.nomenclatures import Etat, MotifSortie
from relogement.rapprochement_sne import defaut_du_numero, numero_propre
from relogement.rapprochement_sne.pistes import FOULE, Cle, cherchees, cles
from relogement.travail import Avancement, sans_avancement

PAS = 2_000


class Nommee(Protocol):
    """Une ligne d'une liste qui nomme quelqu'un."""

    @property
    def nom(self) -> str | None: ...
    @property
    def prenom(self) -> str | None: ...
    @property
    def naissance_le(self) -> date | None: ...
    @property
    def naissance_annee(self) -> int | None: ...
    @property
    def ug(self) -> str | None: ...


@dataclass(frozen=True)
class Proposition:
    """Un numéro d'une liste pour un dossier qui n'en a pas ; ``exacte`` : rien d'autre n'y ressemble."""

    menage_id: int
    reference: str
    nom: str = field(repr=False)
    ancien: str = field(repr=False)
    numero: str = field(repr=False)
    bailleur: str
    fichier: str
    lu_le: date
    raison: str
    exacte: bool


def portes(session: Session) -> dict[str, list[int]]:
    """Les dossiers de chaque numéro bien formé, repris par un autre dossier exceptés."""
    suivis = (Menage.motif_sortie.is_(None)) | (Menage.motif_sortie != MotifSortie.FUSION)
    requete = select(Menage.id, Menage.numero_unique).where(Menage.numero_unique.is_not(None), suivis)
    ranges: dict[str, list[int]] = defaultdict(list)
    for menage, numero in session.connection().execute(requete.order_by(Menage.id)):
        if not defaut_du_numero(numero):
            ranges[numero_propre(numero)].append(menage)
    return ranges


def plausibles(
    session: Session,
    lignes: Sequence[Nommee],
    parmi: Collection[int] | None = None,
    avancement: Avancement = sans_avancement,
) -> dict[int, list[tuple[Connue, Rapprochement]]]:
    """Pour chaque ligne, par son rang, les personnes de ces dossiers (tous par défaut) qui sont peut-être elle."""
    logements = _logements(session, lignes)
    identites = {rang: _identite(ligne, logements) for rang, ligne in enumerate(lignes) if ligne.nom}
    par_cle = _groupes(identites)
    trouvees: dict[int, list[tuple[Connue, Rapprochement]]] = defaultdict(list)
    lues = session.connection().execute(personnes()).all() if par_cle else []
    for vues, personne in enumerate(lues):
        if vues % PAS == 0:
            avancement(vues, len(lues))
        if parmi is None or personne.menage_id in parmi:
            une = connue(personne)
            for rang in {r for cle in cherchees(une.identite) for r in par_cle.get(cle, ())}:
                if (vu := _vue(identites[rang], une.identite)) is not None:
                    trouvees[rang].append((une, vu))
    avancement(len(lues), len(lues))
    return trouvees


def _groupes(identites: Mapping[int, Identite]) -> dict[Cle, list[int]]:
    groupes: dict[Cle, list[int]] = defaultdict(list)
    for rang, identite in identites.items():
        for cle in cles(identite):
            groupes[cle].append(rang)
    return {cle: rangs for cle, rangs in groupes.items() if len(rangs) <= FOULE}


def propositions(session: Session, avancement: Avancement = sans_avancement) -> list[Proposition]:
    """Un numéro pour chaque dossier suivi qui n'en a pas un bon, les exactes d'abord ; rien n'est écrit.

    Tant que rien ne s'écrit, elles ne se cherchent qu'une fois.
    """
    return garder(session, "numeros_sne", None, lambda: _propositions(session, avancement), places=1)


def _propositions(session: Session, avancement: Avancement) -> list[Proposition]:
    pris = portes(session)
    attendus = _sans_numero(session)
    if not attendus:
        return []
    requete = select(*NumeroSne.__table__.c).where(NumeroSne.nom.is_not(None))
    lues = session.connection().execute(requete.order_by(NumeroSne.lu_le.desc(), NumeroSne.id))
    lignes: list[Any] = [n for n in lues if n.numero not in pris]
    paires: dict[tuple[int, str], tuple[NumeroSne, Rapprochement]] = {}
    for rang, vues in plausibles(session, lignes, attendus, avancement).items():
        for personne, vu in vues:
            cle = personne.menage_id, lignes[rang].numero
            if cle not in paires or vu.force > paires[cle][1].force:
                paires[cle] = lignes[rang], vu
    return sorted(_proposees(paires, attendus), key=lambda p: (not p.exacte, p.reference))


def accepter(session: Session, choix: Iterable[tuple[int, str]]) -> int:
    """Écrit ces numéros dans leurs dossiers ; rien n'est écrasé, rien n'est donné deux fois."""
    voulus = list(choix)
    if len({numero for _, numero in voulus}) < len(voulus) or len({menage for menage, _ in voulus}) < len(voulus):
        raise ErreurMetier(
            "Un dossier ou un numéro est choisi deux fois : gardez une seule proposition de chacun."
        )
    pris, connus = portes(session), set(session.scalars(select(NumeroSne.numero)))
    menages = {m.id: m for m in session.scalars(select(Menage).where(Menage.id.in_([m for m, _ in voulus])))}
    for menage_id, numero in voulus:
        menage = menages.get(menage_id)
        libre = menage is not None and (not menage.numero_unique or defaut_du_numero(menage.numero_unique))
        if menage is None or not libre or numero in pris or numero not in connus:
            raise Conflit(
                "Entre-temps, un de ces dossiers a reçu un numéro, ou ce numéro a été donné : rien n’a été écrit. "
                "Les propositions sont relues : recommencez."
            )
        menage.numero_unique = numero
    session.flush()
    return len(voulus)


def _proposees(
    paires: dict[tuple[int, str], tuple[NumeroSne, Rapprochement]], attendus: dict[int, tuple[str, str, str]]
) -> Iterator[Proposition]:
    exactes = _exactes(paires)
    servis = {menage for menage, _ in exactes} | {numero for _, numero in exactes}
    for (menage, numero), (ligne, vu) in paires.items():
        exacte = (menage, numero) in exactes
        if exacte or servis.isdisjoint((menage, numero)):
            reference, nom, ancien = attendus[menage]
            source = ligne.bailleur, ligne.fichier, ligne.lu_le
            yield Proposition(menage, reference, nom, ancien, numero, *source, vu.raison, exacte)


def _exactes(paires: dict[tuple[int, str], tuple[NumeroSne, Rapprochement]]) -> set[tuple[int, str]]:
    """La même personne, sûrement : un seul numéro pour ce dossier, un seul dossier pour ce numéro."""
    sures = [paire for paire, (_, vu) in paires.items() if vu.verdict is Verdict.SUR]
    par_dossier, par_numero = Counter(m for m, _ in sures), Counter(n for _, n in sures)
    return {(m, n) for m, n in sures if par_dossier[m] == par_numero[n] == 1}


def _sans_numero(session: Session) -> dict[int, tuple[str, str, str]]:
    requete = (
        select(Menage.id, Menage.reference, Recherche.nom, Menage.numero_unique)
        .outerjoin(Recherche, Recherche.menage_id == Menage.id)
        .where(Menage.etat != Etat.SORTI)
    )
    lues = ((numero, ref, nom or ref, ancien or "") for numero, ref, nom, ancien in session.execute(requete))
    return {n: (ref, nom, ancien) for n, ref, nom, ancien in lues if not ancien or defaut_du_numero(ancien)}


def _vue(ligne: Identite, personne: Identite) -> Rapprochement | None:
    """Jamais le nom seul : il faut la naissance, ou le logement."""
    meme_lieu = ligne.logement is not None and ligne.logement == personne.logement
    if not meme_lieu and naissances(ligne, personne) < Naissance.ANNEE:
        return None
    vu = rapprocher(ligne, personne)
    return vu if vu.verdict is not Verdict.DIFFERENT else None


def _identite(ligne: Nommee, logements: dict[str, tuple[int, int]]) -> Identite:
    operation, logement = logements.get(_ug(ligne.ug), (None, None))
    return Identite(ligne.nom or "", ligne.prenom, ligne.naissance_le, ligne.naissance_annee, operation, logement)


def _logements(session: Session, lignes: Sequence[Nommee]) -> dict[str, tuple[int, int]]:
    """L'opération et le logement de chaque UG citée, quand elle n'est qu'à un logement."""
    if not any(ligne.ug for ligne in lignes):
        return {}
    trouves: dict[str, list[tuple[int, int]]] = defaultdict(list)
    requete = select(LogementQuitte.ug, Operation.id, LogementQuitte.id)
    requete = requete.join(Operation, Operation.id == LogementQuitte.operation_id).where(
        LogementQuitte.ug.is_not(None)
    )
    for ug, operation, logement in session.execute(requete):
        trouves[_ug(ug)].append((operation, logement))
    return {ug: lieux[0] for ug, lieux in trouves.items() if len(lieux) == 1}


def _ug(ug: str | None) -> str:
    """Zéros de tête et espaces à part : le tableur les perd."""
    return "".join((ug or "").split()).lstrip("0").casefold()
