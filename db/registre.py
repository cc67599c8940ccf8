"""Le registre : de chaque dossier, le peu qu'il faut pour trier, filtrer et compter sans relire la base."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.colonnes_registre import INCONNU, PEU, Colonne, coder, lire_colonne
from relogement.modeles import Bilan, Menage

PAQUET = 5000
CENTIEME = 5  # le repère des barres laisse dehors les cinq centièmes les plus élevés
OPERATION, ETAT, TYPE = "operation", "menage.etat", "menage.type"
PERSONNES, OFFRES, COMPTEES = "menage.nb_personnes", "bilan.nb_offres", "bilan.nb_comptees"
RAC_AVANT, RAC_NOUVEAU, ECHEANCE = "bilan.rac_av", "bilan.rac_nouveau", "bilan.echeance_le"
DE_BASE = (OPERATION, ETAT, TYPE, PERSONNES, OFFRES, COMPTEES, RAC_AVANT, RAC_NOUVEAU, ECHEANCE)


@dataclass(frozen=True, slots=True)
class Totaux:
    """Le pied de la liste."""

    dossiers: int
    personnes: int
    rac_median: Decimal | None
    rac_connus: int


@dataclass
class Registre:
    """Une colonne par fait, rangée par identifiant ; ``INCONNU`` n'est jamais un zéro.

    Les colonnes de base sont lues d'avance ; les autres le sont la première fois qu'un tri, un filtre ou un
    total les demande. ``ordres`` garde le seul rang de ce qui ne sert encore qu'à trier : cent mille textes
    prennent vingt fois la place de leurs rangs.
    """

    taille: int
    colonnes: dict[str, Colonne] = field(default_factory=dict, repr=False)
    ordres: "dict[str, array[int]]" = field(default_factory=dict, repr=False)

    def valeurs(self, cle: str) -> "array[int]":
        return self.colonnes[cle].valeurs

    def manquantes(self, cles: Iterable[str]) -> list[str]:
        """Celles de ces colonnes qui restent à lire."""
        return [cle for cle in dict.fromkeys(cles) if cle not in self.colonnes]

    def charger(self, session: Session, cles: Iterable[str]) -> None:
        """Lit les colonnes qui manquent."""
        for cle in self.manquantes(cles):
            self.colonnes[cle] = lire_colonne(session, cle, self.taille)

    def sans_ordre(self, tris: Iterable[str]) -> list[str]:
        """Celles de ces colonnes dont l'ordre reste à lire."""
        return [cle for cle in self.manquantes(tris) if cle not in self.ordres]

    def ordonner(self, session: Session, tris: Iterable[str]) -> None:
        """Lit l'ordre des colonnes qui ne l'ont pas ; une courte liste de textes se garde avec lui."""
        for cle in self.sans_ordre(tris):
            colonne = lire_colonne(session, cle, self.taille)
            if len(colonne.textes) > PEU:
                self.ordres[cle] = colonne.valeurs
            else:
                self.colonnes[cle] = colonne

    def trier(self, ids: Sequence[int], tri: str, *, descendant: bool = False) -> "array[int]":
        """Ces dossiers dans l'ordre d'une colonne : à égalité l'ordre reçu reste, les inconnus vont à la fin."""
        valeurs = self.ordres[tri] if tri in self.ordres else self.valeurs(tri)
        connus = [i for i in ids if valeurs[i] != INCONNU]
        connus.sort(key=valeurs.__getitem__, reverse=descendant)
        return array("i", connus) + array("i", [i for i in ids if valeurs[i] == INCONNU])

    def totaux(self, ids: Sequence[int]) -> Totaux:
        """Dossiers, personnes et RAC avant médian de ces dossiers."""
        connus = sorted(self._connus(RAC_AVANT, ids))
        return Totaux(len(ids), sum(self._connus(PERSONNES, ids)), _mediane(connus), len(connus))

    def somme(self, ids: Iterable[int], cle: str) -> tuple[Decimal, int]:
        """Le total d'une colonne de montants, et combien sont connus."""
        connus = self._connus(cle, ids)
        return Decimal(sum(connus)).scaleb(-2), len(connus)

    def repere(self) -> Decimal:
        """Le RAC que dépassent peu de dossiers : l'échelle commune des barres de la liste."""
        connus = sorted(v for cle in (RAC_AVANT, RAC_NOUVEAU) for v in self.valeurs(cle) if v != INCONNU)
        rang = len(connus) * (100 - CENTIEME) // 100
        return Decimal(connus[rang]).scaleb(-2) if connus else Decimal(0)

    def _connus(self, cle: str, ids: Iterable[int]) -> list[int]:
        return [v for v in map(self.valeurs(cle).__getitem__, ids) if v != INCONNU]


def lire_registre(session: Session, autres: Iterable[str] = (), tris: Iterable[str] = ()) -> Registre:
    """Lit les colonnes de base d'une traite, au plus près du pilote, puis les autres et les ordres demandés."""
    registre = Registre((session.scalar(select(func.max(Menage.id))) or 0) + 1)
    valeurs = [array("i", [INCONNU]) * registre.taille for _ in DE_BASE]
    for ids, *colonnes in _paquets(session):
        for cle, rangees, lues in zip(DE_BASE, valeurs, colonnes, strict=True):
            for i, valeur in zip(ids, coder(cle, lues), strict=True):
                if valeur is not None:
                    rangees[i] = valeur
    registre.colonnes = {cle: Colonne(v) for cle, v in zip(DE_BASE, valeurs, strict=True)}
    registre.charger(session, autres)
    registre.ordonner(session, tris)
    return registre


def _paquets(session: Session) -> Iterator[tuple[tuple[Any, ...], ...]]:
    curseur: Any = session.connection().execute(_lignes()).cursor
    while lignes := curseur.fetchmany(PAQUET):
        yield tuple(zip(*lignes, strict=True))


def _lignes() -> Any:
    return select(
        Bilan.menage_id, Bilan.operation_id, Bilan.etat, Bilan.type, Menage.nb_personnes, Bilan.nb_offres,
        Bilan.nb_comptees, Bilan.rac_av, func.coalesce(Bilan.rac_ap, Bilan.rac_prevu), Bilan.echeance_le,
    ).join(Menage, Menage.id == Bilan.menage_id)  # fmt: skip


def _mediane(cents: Sequence[int]) -> Decimal | None:
    if not cents:
        return None
    milieu = len(cents) // 2
    double = cents[milieu] * 2 if len(cents) % 2 else cents[milieu - 1] + cents[milieu]
    return Decimal(double).scaleb(-2) / 2
