"""Le registre : de chaque dossier, le peu qu'il faut pour trier, filtrer et compter sans relire la base."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relogement.modeles import Bilan, Menage
from relogement.nomenclatures import Etat, TypeDossier

INCONNU = -(2**31)
PAQUET = 5000
CENTIEME = 5  # le repère des barres laisse dehors les cinq centièmes les plus élevés
NOMBRES = frozenset(("etat", "nb_personnes", "offres", "rac_av", "rac_nouveau", "echeance"))
_RANGS = {etat.value: rang for rang, etat in enumerate(Etat)}


@dataclass(frozen=True, slots=True)
class Totaux:
    """Le pied de la liste."""

    dossiers: int
    personnes: int
    rac_median: Decimal | None
    rac_connus: int


@dataclass(frozen=True, slots=True)
class Registre:
    """Une colonne par fait, rangée par identifiant ; ``INCONNU`` n'est jamais un zéro."""

    operation: "array[int]"
    etat: "array[int]"
    titulaire: "array[int]"
    nb_personnes: "array[int]"
    nb_offres: "array[int]"
    offres: "array[int]"
    rac_av: "array[int]"
    rac_nouveau: "array[int]"
    echeance: "array[int]"

    def trier(self, ids: Sequence[int], tri: str, *, descendant: bool = False) -> "array[int]":
        """Ces dossiers dans l'ordre d'une colonne : à égalité l'ordre reçu reste, les inconnus vont à la fin."""
        colonne: array[int] = getattr(self, tri)
        connus = [i for i in ids if colonne[i] != INCONNU]
        connus.sort(key=colonne.__getitem__, reverse=descendant)
        return array("q", connus) + array("q", [i for i in ids if colonne[i] == INCONNU])

    def totaux(self, ids: Sequence[int]) -> Totaux:
        """Dossiers, personnes et RAC avant médian de ces dossiers."""
        connus = sorted(self._connus(self.rac_av, ids))
        personnes = sum(self._connus(self.nb_personnes, ids))
        return Totaux(len(ids), personnes, _mediane(connus), len(connus))

    def repere(self) -> Decimal:
        """Le RAC que dépassent peu de dossiers : l'échelle commune des barres de la liste."""
        connus = sorted(v for colonne in (self.rac_av, self.rac_nouveau) for v in colonne if v != INCONNU)
        rang = len(connus) * (100 - CENTIEME) // 100
        return Decimal(connus[rang]).scaleb(-2) if connus else Decimal(0)

    def _connus(self, colonne: "array[int]", ids: Iterable[int]) -> list[int]:
        return [v for v in map(colonne.__getitem__, ids) if v != INCONNU]


def lire_registre(session: Session) -> Registre:
    """Lit le registre d'une traite, au plus près du pilote."""
    taille = (session.scalar(select(func.max(Menage.id))) or 0) + 1
    registre = Registre(*(array("i", [INCONNU]) * taille for _ in Registre.__slots__))
    curseur: Any = session.connection().execute(_lignes()).cursor
    while lignes := curseur.fetchmany(PAQUET):
        _ranger(registre, lignes)
    return registre


def _ranger(registre: Registre, lignes: Sequence[Sequence[Any]]) -> None:
    ids, operation, etat, genre, personnes, offres, comptees, avant, apres, prevu, echeance = zip(
        *lignes, strict=True
    )
    jours = {le: le and date.fromisoformat(str(le)).toordinal() for le in set(echeance)}
    faits: dict[str, Iterable[int | None]] = {
        "operation": operation,
        "etat": map(_RANGS.__getitem__, etat),
        "titulaire": (g == TypeDossier.TITULAIRE.value for g in genre),
        "nb_personnes": personnes,
        "nb_offres": offres,
        "offres": comptees,
        "rac_av": avant,
        "rac_nouveau": (b if a is None else a for a, b in zip(apres, prevu, strict=True)),
        "echeance": map(jours.__getitem__, echeance),
    }
    for nom, valeurs in faits.items():
        colonne: array[int] = getattr(registre, nom)
        for i, valeur in zip(ids, valeurs, strict=True):
            if valeur is not None:
                colonne[i] = valeur


def _lignes() -> Any:
    return select(
        Bilan.menage_id, Bilan.operation_id, Bilan.etat, Bilan.type, Menage.nb_personnes, Bilan.nb_offres,
        Bilan.nb_comptees, Bilan.rac_av, Bilan.rac_ap, Bilan.rac_prevu, Bilan.echeance_le,
    ).join(Menage, Menage.id == Bilan.menage_id)  # fmt: skip


def _mediane(cents: Sequence[int]) -> Decimal | None:
    if not cents:
        return None
    milieu = len(cents) // 2
    double = cents[milieu] * 2 if len(cents) % 2 else cents[milieu - 1] + cents[milieu]
    return Decimal(double).scaleb(-2) / 2
