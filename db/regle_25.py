"""La règle des 25 % d'un projet : les baux de la période, bailleur par bailleur, et ce qui est promis."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.engagements import engagements
from db.recherche import Recherche
from db.seuils_q1 import seuils_q1
from relogement import communes
from relogement.baremes import Periode, bareme
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan, Engagement, LogementOffert, Menage, Operation, Relogement
from relogement.nomenclatures import Critere, MotifSortie, Nature, TypeDossier
from relogement.rapprochement import cle
from relogement.regles.attributions_hors_qpv import Objectif, Situation, bail_compte, situation
from relogement.regles.localisation import hors_qpv
from relogement.regles.montants import Verdict
from relogement.textes import INSECABLE

BAILLEUR_INCONNU = "bailleur inconnu"
Q1 = "Q1"
TRIMESTRES = (1, 2, 3, 4)
UN_JOUR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Periode25:
    """Une année civile, ou un de ses trimestres ; les engagements sont annuels."""

    annee: int
    trimestre: int | None = None

    def __post_init__(self) -> None:
        if self.trimestre not in (None, *TRIMESTRES):
            raise ErreurMetier("Un trimestre va de 1 à 4.")

    @property
    def bornes(self) -> tuple[date, date]:
        if self.trimestre is None:
            return date(self.annee, 1, 1), date(self.annee, 12, 31)
        debut = date(self.annee, 3 * self.trimestre - 2, 1)
        suivant = (
            date(self.annee + 1, 1, 1) if self.trimestre == 4 else date(self.annee, 3 * self.trimestre + 1, 1)
        )
        return debut, suivant - UN_JOUR

    @property
    def libelle(self) -> str:
        if self.trimestre is None:
            return str(self.annee)
        return f"{self.trimestre}{'ᵉʳ' if self.trimestre == 1 else 'ᵉ'} trimestre {self.annee}"


@dataclass(frozen=True, slots=True)
class Bail25:
    """Le bail d'un ménage relogé, et s'il compte."""

    id: int
    reference: str
    nom: str = field(repr=False)
    bailleur: str
    bail_le: date
    compte: Verdict
    quartile: str | None
    commune: str


@dataclass(frozen=True)
class Ligne25:
    """Un bailleur : ses baux de ménages relogés, son engagement, où il en est (l'année entière seulement)."""

    bailleur: str
    baux: tuple[Bail25, ...]
    engagement: Engagement | None
    situation: Situation | None

    def combien(self, valeur: Critere) -> int:
        return sum(bail.compte.valeur is valeur for bail in self.baux)

    @property
    def du_q1(self) -> int:
        return sum(bail.compte.valeur is Critere.OUI and bail.quartile == Q1 for bail in self.baux)

    @property
    def quartile_inconnu(self) -> int:
        return sum(bail.compte.valeur is Critere.OUI and bail.quartile is None for bail in self.baux)


class Promis(NamedTuple):
    """Ce qui est promis et ce que l'on sait de tous les baux ; vide veut dire inconnu, ou rien de convenu."""

    part: Decimal | None = None
    nombre: int | None = None
    baux: int | None = None
    autres: int | None = None


@dataclass(frozen=True)
class Regle25:
    """Le projet entier et chaque bailleur, devant le taux du barème ou celui qui a été convenu."""

    periode: Periode25
    epci: str | None
    bareme: Periode
    total: Ligne25
    lignes: tuple[Ligne25, ...]


def regle_25(
    session: Session, periode: Periode25, operation: str | None = None, *, titulaires: bool = False
) -> Regle25:
    """Les baux définitifs signés dans la période, par bailleur, et les engagements de l'année."""
    epci = seuils_q1(session).epci
    baux = [_bail(ligne, epci) for ligne in session.execute(_requete(periode, operation, titulaires))]
    du_bareme = bareme("attributions_hors_qpv", periode.bornes[1], dossier=periodes_ajoutees(session))
    promis = engagements(session, periode.annee)
    ranges: dict[str, list[Bail25]] = defaultdict(list)
    for bail in baux:
        ranges[cle(bail.bailleur)].append(bail)
    noms = {cle(e.bailleur): e.bailleur for e in promis.values()}
    noms |= {c: siens[0].bailleur for c, siens in ranges.items() if c not in noms}
    lignes = [
        _ligne(nom, ranges.get(c, ()), promis.get(c), _promis(promis.get(c)), periode, du_bareme)
        for c, nom in sorted(noms.items(), key=lambda n: (n[1] == BAILLEUR_INCONNU, n[0]))
    ]
    total = _ligne("", baux, None, _ensemble(lignes), periode, du_bareme)
    return Regle25(periode, epci, du_bareme, total, tuple(lignes))


def _requete(periode: Periode25, operation: str | None, titulaires: bool) -> Select[*tuple[Any, ...]]:
    debut, fin = periode.bornes
    suivi = or_(Menage.motif_sortie.is_(None), Menage.motif_sortie != MotifSortie.FUSION)
    requete: Select[*tuple[Any, ...]] = (
        select(
            Menage.id, Menage.reference, Recherche.nom, LogementOffert.bailleur, Relogement.bail_le,
            LogementOffert.qpv, LogementOffert.commune_insee, LogementOffert.commune, Bilan.quartile,
        )
        .select_from(Relogement)
        .join(Menage, Menage.id == Relogement.menage_id)
        .join(Operation, Operation.id == Menage.operation_id)
        .join(LogementOffert, LogementOffert.id == Relogement.logement_id)
        .outerjoin(Bilan, and_(Bilan.menage_id == Menage.id, Bilan.bail_le == Relogement.bail_le))
        .outerjoin(Recherche, Recherche.menage_id == Menage.id)
        .where(Relogement.nature == Nature.DEFINITIF, Relogement.bail_le.between(debut, fin), suivi)
        .order_by(Recherche.cle_tri, Menage.id, Relogement.id)
    )  # fmt: skip
    if titulaires:
        requete = requete.where(Menage.type == TypeDossier.TITULAIRE)
    return requete.where(Operation.code == operation) if operation else requete


def _bail(ligne: Row[Any], epci: str | None) -> Bail25:
    trouvee = communes.commune(ligne.commune_insee)
    verdict = bail_compte(hors_qpv(ligne.qpv), epci=epci, epci_du_logement=trouvee.epci if trouvee else None)
    return Bail25(
        ligne.id, ligne.reference, ligne.nom or ligne.reference, ligne.bailleur or BAILLEUR_INCONNU, ligne.bail_le,
        verdict, ligne.quartile, ligne.commune or "",
    )  # fmt: skip


def _ligne(
    nom: str, baux: Iterable[Bail25], engagement: Engagement | None, promis: Promis, periode: Periode25,
    du_bareme: Periode,
) -> Ligne25:  # fmt: skip
    ligne = Ligne25(nom, tuple(baux), engagement, None)
    if periode.trimestre is not None:
        return ligne
    objectif = Objectif(du_bareme.nombre("part_minimale_pct"), promis.part, promis.nombre)
    ou = situation(
        ligne.combien(Critere.OUI), ligne.combien(Critere.NR), autres_q1=promis.autres, baux=promis.baux,
        objectif=objectif,
    )  # fmt: skip
    return replace(ligne, situation=ou)


def _promis(e: Engagement | None) -> Promis:
    return Promis() if e is None else Promis(e.objectif_pct, e.objectif_nombre, e.baux_hors_qpv, e.autres_q1)


def _ensemble(lignes: Sequence[Ligne25]) -> Promis:
    """Les totaux de l'ensemble, connus si tous les bailleurs les ont donnés ; le taux est légal."""
    siens = [ligne.engagement for ligne in lignes]
    if not siens or None in siens:
        return Promis()
    tous = [_promis(e) for e in siens]
    return Promis(baux=_somme(p.baux for p in tous), autres=_somme(p.autres for p in tous))


def _somme(nombres: Iterable[int | None]) -> int | None:
    connus = list(nombres)
    return None if None in connus else sum(n for n in connus if n is not None)


def phrase_du_territoire(trouvee: Regle25) -> str:
    """Ce que l'on peut dire du territoire : sans EPCI connu, tout le hors QPV compte."""
    if trouvee.epci is None:
        return f"EPCI du projet inconnu{INSECABLE}: tout bail hors QPV est compté, où qu’il soit."
    return f"Baux comptés sur le territoire de l’EPCI {trouvee.epci}."
