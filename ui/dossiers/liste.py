"""La liste en mémoire : son ordre, ce que les filtres gardent, ce que la frappe trouve."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import chartes, dossiers, filtres, registre, vues
from db.approchants import Vocabulaire, lire_vocabulaire
from db.filtres import Condition, Repere
from db.registre import Registre, Totaux
from db.vues import Vue
from relogement.modeles import Operation

TOUS = vues.VUES[0]
PREMIERS = 200


@dataclass(frozen=True)
class Instantane:
    """Ce qui se lit d'un coup, hors de l'écran, chaque fois que la base a changé."""

    repere: Repere
    par_nom: "array[int]" = field(repr=False)
    registre: Registre = field(repr=False)
    perimetre: "array[int]" = field(repr=False)
    vues: tuple[Vue, ...]
    comptes: dict[str, int]
    en_retard: int
    le_jour: int
    rac_max: Decimal
    nb_offres: int
    vocabulaire: Vocabulaire = field(repr=False)


def lire(
    session: Session,
    operation: str | None,
    au: date,
    moi: str = "",
    *,
    utiles: Sequence[str] = (),
    tris: Sequence[str] = (),
) -> Instantane:
    """Relit l'ordre, le registre, les vues et leurs comptes."""
    repere, toutes = Repere(au, moi), vues.vues(session)
    par_nom = dossiers.ordre(session)
    lu = registre.lire_registre(session, (*utiles, *vues.colonnes_utiles(toutes)), tris)
    perimetre = par_nom if operation is None else _de_l_operation(session, lu, par_nom, operation)
    return Instantane(
        repere,
        par_nom,
        lu,
        perimetre,
        toutes,
        vues.compter(lu, perimetre, toutes, repere),
        filtres.en_retard(lu, perimetre, au),
        filtres.le_jour(lu, perimetre, au),
        lu.repere(),
        chartes.charte_en_vigueur(session, au).nb_offres,
        lire_vocabulaire(session.connection()),
    )


def _de_l_operation(session: Session, lu: Registre, ids: Sequence[int], code: str) -> "array[int]":
    numero = session.scalar(select(Operation.id).where(Operation.code == code))
    operations = lu.valeurs(registre.OPERATION)
    return array("i", [i for i in ids if operations[i] == numero])


class Liste:
    """Ce qui est montré et pourquoi ; chaque geste ne refait que la part qui en dépend."""

    def __init__(self) -> None:
        self.instantane: Instantane | None = None
        self.tri, self.descendant = dossiers.PAR_NOM, False
        self.vue: Vue = TOUS
        self.conditions: list[Condition] = []
        self.demande = ""
        self.approchants: list[str] = []
        self.ids: array[int] = array("i")
        self._ordre: array[int] = array("i")
        self._retenus: array[int] = array("i")

    @property
    def total(self) -> int:
        """Les dossiers du projet, ou de l'opération regardée."""
        return len(self.instantane.perimetre) if self.instantane else len(self._ordre)

    @property
    def est_filtree(self) -> bool:
        return bool(self.conditions) or bool(self.demande.strip())

    @property
    def utiles(self) -> list[str]:
        """Les colonnes du registre dont les filtres ont besoin."""
        return filtres.colonnes_utiles(self.conditions)

    @property
    def tris(self) -> list[str]:
        """La colonne du registre dont le tri a besoin ; l'ordre par nom est lu à part."""
        return [] if self.tri == dossiers.PAR_NOM else [self.tri]

    def manquantes(self) -> list[str]:
        """Celles de ces colonnes qui ne sont pas encore lues."""
        if self.instantane is None:
            return []
        lu = self.instantane.registre
        return [*lu.manquantes(self.utiles), *lu.sans_ordre(self.tris)]

    def commencer(self, session: Session) -> None:
        """Les premières lignes seules, pour peindre tout de suite."""
        self._ordre = self._retenus = self.ids = dossiers.premiers(session, PREMIERS)

    def poser(self, instantane: Instantane) -> None:
        """Remplace ce que l'on savait ; tri, filtres et recherche demeurent."""
        self.instantane = instantane
        retrouvee = next((v for v in instantane.vues if v.cle == self.vue.cle), None)
        if retrouvee is not None:
            self.vue = retrouvee
        elif self.vue.titre:  # sans titre, c'est une vue que l'on vient de garder et qui n'est pas encore lue
            self.effacer()

    def montrer_vue(self, vue: Vue) -> None:
        """Passe à une vue : celles d'origine laissent les filtres ajoutés, une vue gardée les remplace."""
        ajoutes = [c for c in self.conditions if c not in self.vue.conditions]
        if vue.est_gardee or self.vue.est_gardee:
            ajoutes = []
        champs = {c.champ for c in vue.conditions}
        self.conditions = [*vue.conditions, *(c for c in ajoutes if c.champ not in champs)]
        self.vue = vue

    def ranger(self, session: Session) -> None:
        """Refait l'ordre, puis ce qui en dépend."""
        if self.instantane is None:
            self._ordre = dossiers.ordre(session)
        elif self.tri == dossiers.PAR_NOM:
            perimetre = self.instantane.perimetre
            self._ordre = perimetre[::-1] if self.descendant else perimetre
        else:
            lu, perimetre = self.instantane.registre, self.instantane.perimetre
            self._ordre = lu.trier(perimetre, self.tri, descendant=self.descendant)
        self.filtrer(session)

    def filtrer(self, session: Session) -> None:
        """Applique les filtres posés, puis la recherche."""
        self._retenus = self._ordre
        if self.instantane:
            lu, repere = self.instantane.registre, self.instantane.repere
            self._retenus = filtres.retenir(lu, self._ordre, self.conditions, repere)
        self.chercher(session, self.demande)

    def chercher(self, session: Session, demande: str) -> None:
        """Ne garde que les dossiers qui répondent à ce qui est tapé."""
        self._chercher_parmi(session, demande, self._retenus)

    def preciser(self, session: Session, demande: str) -> None:
        """La même chose ; une demande qui continue la précédente ne cherche que dans ce qui reste."""
        continue_ = bool(self.demande.strip()) and demande.startswith(self.demande) and not self.approchants
        self._chercher_parmi(session, demande, self.ids if continue_ else self._retenus)

    def effacer(self) -> None:
        """Oublie vue, filtres et recherche ; l'opération regardée reste."""
        self.vue, self.demande = TOUS, ""
        self.conditions.clear()

    def totaux(self) -> Totaux | None:
        return self.instantane.registre.totaux(self.ids) if self.instantane else None

    def _chercher_parmi(self, session: Session, demande: str, ids: "array[int]") -> None:
        self.demande = demande
        trouves = dossiers.trouver(session, demande)
        self.approchants = []
        if trouves is not None and not trouves:
            trouves, ids = self._approcher(session, demande), self._retenus
        tous = self.instantane and len(self.instantane.par_nom)
        self.ids = ids if trouves is None or len(trouves) == tous else _parmi(ids, trouves)

    def _approcher(self, session: Session, demande: str) -> Collection[int]:
        """Rien ne répond : cherche les noms que l'on voulait sans doute taper."""
        corrigees = self.instantane.vocabulaire.corriger(demande) if self.instantane else []
        trouves: set[int] = set()
        for corrigee in corrigees:
            if en_plus := dossiers.trouver(session, corrigee):
                self.approchants.append(corrigee)
                trouves.update(en_plus)
        return trouves


def _parmi(ids: "array[int]", trouves: Collection[int]) -> "array[int]":
    """Un masque d'un octet par dossier tient dans le cache du processeur, un ensemble non."""
    masque = bytearray(max(max(ids, default=0), max(trouves, default=0)) + 1)
    for dossier in trouves:
        masque[dossier] = 1
    return array("i", [dossier for dossier in ids if masque[dossier]])
