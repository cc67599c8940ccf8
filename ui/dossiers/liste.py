"""La liste en mémoire : son ordre, ce que les filtres gardent, ce que la frappe trouve."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from db import chartes, dossiers, filtres, registre
from db.filtres import Filtre, Vue
from db.registre import NOMBRES, Registre, Totaux

TOUS = filtres.VUES[0]
PREMIERS = 200


@dataclass(frozen=True)
class Instantane:
    """Ce qui se lit d'un coup, hors de l'écran, chaque fois que la base a changé."""

    au: date
    par_nom: "array[int]" = field(repr=False)
    registre: Registre = field(repr=False)
    perimetre: "array[int]" = field(repr=False)
    comptes: dict[str, int]
    en_retard: int
    le_jour: int
    rac_max: Decimal
    nb_offres: int


def lire(session: Session, operation: str | None, au: date) -> Instantane:
    """Relit l'ordre, le registre et les comptes des vues."""
    par_nom, lu = dossiers.ordre(session), registre.lire_registre(session)
    perimetre = par_nom
    if operation is not None:
        perimetre = filtres.retenir(session, lu, par_nom, [filtres.dans_l_operation(operation)], au)
    return Instantane(
        au,
        par_nom,
        lu,
        perimetre,
        filtres.compter(session, lu, perimetre, au),
        filtres.en_retard(lu, perimetre, au),
        filtres.le_jour(lu, perimetre, au),
        lu.repere(),
        chartes.charte_en_vigueur(session, au).nb_offres,
    )


class Liste:
    """Ce qui est montré et pourquoi ; chaque geste ne refait que la part qui en dépend."""

    def __init__(self) -> None:
        self.instantane: Instantane | None = None
        self.tri, self.descendant = dossiers.PAR_NOM, False
        self.vue: Vue = TOUS
        self.ajoutes: list[Filtre] = []
        self.demande = ""
        self.ids: array[int] = array("q")
        self._ordre: array[int] = array("q")
        self._retenus: array[int] = array("q")

    @property
    def total(self) -> int:
        """Les dossiers du projet, ou de l'opération regardée."""
        return len(self.instantane.perimetre) if self.instantane else len(self._ordre)

    @property
    def filtres(self) -> Sequence[Filtre]:
        return (*([self.vue.filtre] if self.vue.filtre else []), *self.ajoutes)

    @property
    def est_filtree(self) -> bool:
        return bool(self.filtres) or bool(self.demande.strip())

    def commencer(self, session: Session) -> None:
        """Les premières lignes seules, pour peindre tout de suite."""
        self._ordre = self._retenus = self.ids = dossiers.premiers(session, PREMIERS)

    def poser(self, session: Session, instantane: Instantane) -> None:
        """Remplace ce que l'on savait ; tri, filtres et recherche demeurent."""
        self.instantane = instantane
        self._ranger(session)

    def trier(self, session: Session, tri: str, *, descendant: bool) -> None:
        self.tri, self.descendant = tri, descendant
        self._ranger(session)

    def filtrer(self, session: Session) -> None:
        """Applique les filtres posés, puis la recherche."""
        self._retenus = self._ordre
        if self.instantane:
            lu, au = self.instantane.registre, self.instantane.au
            self._retenus = filtres.retenir(session, lu, self._ordre, self.filtres, au)
        self.chercher(session, self.demande)

    def chercher(self, session: Session, demande: str) -> None:
        """Ne garde que les dossiers qui répondent à ce qui est tapé."""
        self._chercher_parmi(session, demande, self._retenus)

    def preciser(self, session: Session, demande: str) -> None:
        """La même chose ; une demande qui continue la précédente ne cherche que dans ce qui reste."""
        continue_ = bool(self.demande.strip()) and demande.startswith(self.demande)
        self._chercher_parmi(session, demande, self.ids if continue_ else self._retenus)

    def _chercher_parmi(self, session: Session, demande: str, ids: "array[int]") -> None:
        self.demande = demande
        trouves = dossiers.trouver(session, demande)
        tous = self.instantane and len(self.instantane.par_nom)
        self.ids = ids if trouves is None or len(trouves) == tous else _parmi(ids, trouves)

    def effacer(self) -> None:
        """Oublie vue, filtres et recherche ; l'opération regardée reste."""
        self.vue, self.demande = TOUS, ""
        self.ajoutes.clear()

    def totaux(self) -> Totaux | None:
        return self.instantane.registre.totaux(self.ids) if self.instantane else None

    def _ranger(self, session: Session) -> None:
        if self.instantane is None:
            self._ordre = dossiers.ordre(session)
        elif self.tri in NOMBRES:
            self._ordre = self.instantane.registre.trier(
                self.instantane.perimetre, self.tri, descendant=self.descendant
            )
        else:
            self._ordre = self._par_texte(session, self.instantane)
        self.filtrer(session)

    def _par_texte(self, session: Session, instantane: Instantane) -> "array[int]":
        if self.tri == dossiers.PAR_NOM:
            return instantane.perimetre[::-1] if self.descendant else instantane.perimetre
        ordre = dossiers.ordre(session, self.tri, descendant=self.descendant)
        if len(instantane.perimetre) == len(instantane.par_nom):
            return ordre
        return array("q", filter(set(instantane.perimetre).__contains__, ordre))


def _parmi(ids: "array[int]", trouves: Collection[int]) -> "array[int]":
    """Un masque d'un octet par dossier tient dans le cache du processeur, un ensemble non."""
    masque = bytearray(max(max(ids, default=0), max(trouves, default=0)) + 1)
    for dossier in trouves:
        masque[dossier] = 1
    return array("q", [dossier for dossier in ids if masque[dossier]])
