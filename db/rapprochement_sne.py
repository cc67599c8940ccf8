"""Rapprocher tous les relogements d'un projet du SNE, de la CALEOL et du bail, en quelques requêtes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from db.baremes import periodes_ajoutees
from db.numeros_sne import portes
from db.recherche import Recherche
from db.situations import relogement_retenu
from relogement.baremes import bareme
from relogement.doublons import Identite
from relogement.modeles import (
    LogementOffert,
    Menage,
    NumeroSne,
    Operation,
    PassageCaleol,
    Personne,
    Relogement,
)
from relogement.nomenclatures import Etat, Lien, MotifSortie, Nature, TypeDossier
from relogement.rapprochement_sne import (
    Attribution,
    Cadre,
    Cause,
    Demande,
    Issue,
    Jugement,
    PassageVu,
    fondues,
    juger,
    numero_propre,
)

PROCHES = (Etat.ACCORD, Etat.CALEOL, Etat.ATTRIBUE)
ADULTES = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)
BAILLEUR_INCONNU = "bailleur inconnu"
_RETENU = aliased(Relogement)
_DU_SNE = (
    "numero", "bailleur", "lu_le", "nom", "prenom", "naissance_le", "naissance_annee", "depose_le", "renouvele_le",
    "etat", "radiee_le", "motif_radiation", "bail_le", "attribue_par", "relogement_anru",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LigneSne:
    """Un dossier, son attribution (faite ou proche), et ce qu'elle deviendra."""

    id: int
    reference: str
    nom: str = field(repr=False)
    operation: str
    referent: str
    bailleur: str
    numero: str = field(repr=False)
    bail_le: date | None
    engage: bool
    jugement: Jugement = field(repr=False)


@dataclass(frozen=True)
class Compte:
    """Des attributions : combien compteront, combien sont à vérifier, combien sont perdues."""

    comptent: int = 0
    a_verifier: int = 0
    perdues: int = 0

    @property
    def total(self) -> int:
        return self.comptent + self.a_verifier + self.perdues

    def part(self, n: int) -> Decimal | None:
        """Ce que ``n`` fait du total, en % ; vide s'il n'y a rien à partager."""
        return Decimal(100 * n) / self.total if self.total else None


@dataclass(frozen=True)
class Rapprochement:
    """Les attributions faites et les proches, et leurs comptes : celles qui approchent n'entrent dans aucun."""

    au: date
    lignes: tuple[LigneSne, ...]
    listes: Mapping[str, date]

    @cached_property
    def faites(self) -> tuple[LigneSne, ...]:
        return tuple(ligne for ligne in self.lignes if ligne.engage)

    @cached_property
    def proches(self) -> tuple[LigneSne, ...]:
        return tuple(ligne for ligne in self.lignes if not ligne.engage)

    @cached_property
    def total(self) -> Compte:
        return _compte(self.faites)

    @cached_property
    def par_bailleur(self) -> dict[str, Compte]:
        """Les plus grosses pertes d'abord."""
        ranges: dict[str, list[LigneSne]] = defaultdict(list)
        for ligne in self.faites:
            ranges[ligne.bailleur or BAILLEUR_INCONNU].append(ligne)
        comptes = {bailleur: _compte(lignes) for bailleur, lignes in ranges.items()}
        return dict(sorted(comptes.items(), key=lambda c: (-c[1].perdues, -c[1].a_verifier, c[0])))

    @cached_property
    def par_cause(self) -> dict[Cause, Compte]:
        """Un dossier peut avoir plusieurs causes : leur somme dépasse alors le total."""
        perdues, a_verifier = self._causes(Issue.NE_COMPTERA_PAS), self._causes(Issue.A_VERIFIER)
        trouvees = [c for c in Cause if perdues[c] or a_verifier[c]]
        comptes = {c: Compte(0, a_verifier[c], perdues[c]) for c in trouvees}
        return dict(sorted(comptes.items(), key=lambda c: (-c[1].perdues, -c[1].a_verifier)))

    def _causes(self, issue: Issue) -> Counter[Cause]:
        return Counter(
            cause for ligne in self.faites
            for cause in {c.cause for c in ligne.jugement.constats if c.issue is issue}
        )  # fmt: skip


def _compte(lignes: Iterable[LigneSne]) -> Compte:
    issues = Counter(ligne.jugement.issue for ligne in lignes)
    return Compte(issues[Issue.COMPTERA], issues[Issue.A_VERIFIER], issues[Issue.NE_COMPTERA_PAS])


def rapprocher_le_sne(
    session: Session, au: date, operation: str | None = None, *, titulaires: bool = False
) -> Rapprochement:
    """Chaque relogement définitif, et chaque dossier qui approche de l'attribution, jugé à cette date."""
    lignes = session.connection().execute(_requete(operation, titulaires)).all()
    demandes = _demandes(session, {numero_propre(li.numero_unique) for li in lignes})
    cadre = _cadre(session, au)
    ids = [ligne.id for ligne in lignes]
    porteurs = {numero: ids_ for numero, ids_ in portes(session).items() if len(ids_) > 1}
    references = _references(session, porteurs)
    identites = _identites(session, [li.id for li in lignes if numero_propre(li.numero_unique) in demandes])
    passages = _passages(session, ids)

    def jugee(ligne: Row[Any]) -> LigneSne:
        numero = numero_propre(ligne.numero_unique)
        autres = tuple(references[i] for i in porteurs.get(numero, ()) if i != ligne.id)
        engage = ligne.nature is Nature.DEFINITIF
        attribution = Attribution(
            ligne.numero_unique, identites.get(ligne.id, ()), engage, ligne.bail_le if engage else None,
            ligne.bailleur if engage else None, ligne.offre_id if engage else None, ligne.sne_le,
            passages.get(ligne.id, ()), autres,
        )  # fmt: skip
        jugement = juger(attribution, fondues(demandes.get(numero, ()), attribution.bailleur), cadre)
        return LigneSne(
            ligne.id, ligne.reference, ligne.nom or ligne.reference, ligne.code, ligne.referent or "",
            attribution.bailleur or "", numero, attribution.bail_le, engage, jugement,
        )  # fmt: skip

    return Rapprochement(au, tuple(jugee(ligne) for ligne in lignes), cadre.listes)


def _requete(operation: str | None, titulaires: bool) -> Select[*tuple[Any, ...]]:
    signe = _RETENU.nature == Nature.DEFINITIF
    suivi = or_(Menage.motif_sortie.is_(None), Menage.motif_sortie != MotifSortie.FUSION)
    requete = (
        select(
            Menage.id, Menage.reference, Recherche.nom, Operation.code, Menage.referent, Menage.numero_unique,
            Menage.sne_le, _RETENU.nature, _RETENU.bail_le, _RETENU.offre_id, LogementOffert.bailleur,
        )
        .join(Operation, Operation.id == Menage.operation_id)
        .outerjoin(Recherche, Recherche.menage_id == Menage.id)
        .outerjoin(_RETENU, _RETENU.id == relogement_retenu())
        .outerjoin(LogementOffert, LogementOffert.id == _RETENU.logement_id)
        .where(suivi, or_(signe, and_(Menage.etat.in_(PROCHES), Menage.motif_sortie.is_(None))))
        .order_by(Recherche.cle_tri, Menage.id)
    )  # fmt: skip
    if titulaires:
        requete = requete.where(Menage.type == TypeDossier.TITULAIRE)
    return requete.where(Operation.code == operation) if operation else requete


def _cadre(session: Session, au: date) -> Cadre:
    periode = bareme("sne", au, dossier=periodes_ajoutees(session))
    listes: dict[str, date] = {}
    for bailleur, le in session.execute(
        select(NumeroSne.bailleur, NumeroSne.lu_le).where(NumeroSne.bailleur != "")
    ):
        listes[bailleur] = max(le, listes.get(bailleur, le))
    mois = int(periode.nombre("validite_mois")), int(periode.nombre("preavis_renouvellement_mois"))
    return Cadre(au, listes, *mois)


def _demandes(session: Session, voulus: Set[str]) -> dict[str, list[Demande]]:
    """Celles des numéros que portent les dossiers jugés."""
    ranges: dict[str, list[Demande]] = defaultdict(list)
    colonnes = [getattr(NumeroSne, nom) for nom in _DU_SNE]
    for n in session.connection().execute(select(*colonnes).order_by(NumeroSne.id)):
        if n.numero not in voulus:
            continue
        identite = Identite(n.nom, n.prenom, n.naissance_le, n.naissance_annee) if n.nom else None
        ranges[n.numero].append(
            Demande(
                n.bailleur, n.lu_le, identite, n.depose_le, n.renouvele_le, n.etat, n.radiee_le, n.motif_radiation,
                n.bail_le, n.attribue_par, n.relogement_anru,
            )
        )  # fmt: skip
    return ranges


def _references(session: Session, porteurs: Mapping[str, Sequence[int]]) -> dict[int, str]:
    ids = [i for ids in porteurs.values() for i in ids]
    return _par_lots(session, ids, select(Menage.id, Menage.reference), Menage.id, lambda vus, li: li[1])


def _identites(session: Session, ids: Sequence[int]) -> dict[int, tuple[Identite, ...]]:
    """Les adultes au nom de qui une demande peut être ; à défaut, les autres personnes du dossier."""
    requete = select(
        Personne.menage_id, Personne.nom, Personne.prenom, Personne.naissance_le,
        Personne.naissance_annee,
    ).order_by(Personne.id)  # fmt: skip

    def noter(vus: tuple[Identite, ...], ligne: Row[Any]) -> tuple[Identite, ...]:
        return (*vus, Identite(ligne.nom, ligne.prenom, ligne.naissance_le, ligne.naissance_annee))

    adultes = requete.where(Personne.lien.in_(ADULTES))
    connues = _par_lots(session, ids, adultes, Personne.menage_id, noter)
    sans = [i for i in ids if i not in connues]
    return connues | _par_lots(session, sans, requete, Personne.menage_id, noter)


def _passages(session: Session, ids: Sequence[int]) -> dict[int, tuple[PassageVu, ...]]:
    colonnes = (PassageCaleol.menage_id, PassageCaleol.le, PassageCaleol.decision, PassageCaleol.offre_id)
    requete = select(*colonnes).order_by(PassageCaleol.le.nulls_first(), PassageCaleol.id)
    return _par_lots(session, ids, requete, PassageCaleol.menage_id, lambda vus, li: (*vus, PassageVu(*li[1:])))


def _par_lots(session: Session, ids: Sequence[int], requete: Any, cle: Any, noter: Any) -> dict[int, Any]:
    vus: dict[int, Any] = {}
    for debut in range(0, len(ids), 20_000):
        for ligne in session.connection().execute(requete.where(cle.in_(ids[debut : debut + 20_000]))):
            vus[ligne[0]] = noter(vus.get(ligne[0], ()), ligne)
    return vus
