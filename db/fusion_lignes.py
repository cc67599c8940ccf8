"""Les lignes qui suivent une fusion : tout ce que le dossier repris a de plus, rien de ce qui est en double."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Table, UniqueConstraint, select, update
from sqlalchemy.orm import Session

from db.annulation_lignes import tables
from relogement.fusion import personnes_communes
from relogement.menage import Menage
from relogement.nomenclatures import Etat
from relogement.offre import Offre

Paires = Sequence[tuple[Offre, Offre]]
# Ce qui fait d'une ligne le double d'une autre : le même contact, la même pièce, la même commission.
DOUBLES = {
    "contact": ("le", "objet"),
    "etape": ("etat", "le"),
    "suivi": ("terme", "le"),
    "passage_caleol": ("le", "decision"),
    "relogement": ("logement_id", "nature"),
    "souhait": ("lieu", "typologie"),
    "piece": ("empreinte",),
    "rappel": ("le", "objet"),
    "decision": ("seance_id", "texte"),
    "demande_de_passage": ("le", "partenaire_id", "objection"),
}
A_PART = ("personne", "offre", "cout", "ressource", "paire_ecartee", "fusion", "avis")
RESTENT = (Etat.RECENSE.value, Etat.SORTI.value)


def deplacer_les_lignes(
    session: Session, garde: Menage, repris: Menage, accueillies: Collection[int], communes: Paires
) -> None:
    """Fait passer les lignes d'un dossier à l'autre ; ce qui nommait une offre en double nomme celle qui reste."""
    demenagement = _Demenagement(session.connection(), garde.id, repris.id)
    personnes = {la.id: ici.id for ici, la in personnes_communes(garde, repris)}
    offres = {la.id: ici.id for ici, la in communes}
    avec_cout = {ici.id for ici, _ in communes if ici.cout is not None}
    demenagement.passer("personne", lambda li: li.id in accueillies and li.id not in personnes)
    demenagement.passer("offre", lambda li: li.id not in offres)
    demenagement.passer_les_autres()
    demenagement.passer_les_avis()
    demenagement.passer_les_ressources(personnes)
    demenagement.renommer("offre_id", offres, ("piece", "passage_caleol", "relogement", "consultation"))
    demenagement.passer_les_couts(offres, avec_cout)


class _Demenagement:
    """Un dossier se vide dans un autre, table par table."""

    def __init__(self, connexion: Connection, vers: int, depuis: int) -> None:
        self._connexion, self._vers, self._depuis = connexion, vers, depuis

    def passer(self, nom: str, garder: Callable[[Row[Any]], bool], **valeurs: Any) -> None:
        table = tables()[nom]
        ids = [ligne.id for ligne in self._lignes(table, self._depuis) if garder(ligne)]
        self._changer(table, ids, menage_id=self._vers, **valeurs)

    def passer_les_autres(self) -> None:
        """Toute table d'un dossier, celles qui viendront comprises."""
        for nom, table in tables().items():
            if "menage_id" in table.c and nom not in A_PART:
                connus = [set(self._cles(table, cle)) for cle in _cles_de(table)]
                self.passer(nom, partial(_est_neuve, table=table, connus=connus))
        self._ranger_les_souhaits()

    def passer_les_ressources(self, personnes: dict[int, int]) -> None:
        """Les montants suivent leur personne ; un mois déjà su de la même personne reste où il est."""
        table = tables()["ressource"]
        connus = {(li.personne_id, li.code, li.mois) for li in self._lignes(table, self._vers)}
        arrivees = {n for (n,) in self._connexion.execute(
            select(tables()["personne"].c.id).where(tables()["personne"].c.menage_id == self._vers)
        )}  # fmt: skip
        for ligne in self._lignes(table, self._depuis):
            a_qui = personnes.get(ligne.personne_id, ligne.personne_id)
            suit = a_qui is None or a_qui in arrivees
            if suit and (a_qui, ligne.code, ligne.mois) not in connus:
                self._changer(table, [ligne.id], menage_id=self._vers, personne_id=a_qui)

    def passer_les_avis(self) -> None:
        """Un avis suit son point, ou rejoint celui de la même séance ; l'avis déjà donné ici reste."""
        points, table = tables()["point_de_seance"], tables()["avis"]
        ici = {li.seance_id: li.id for li in self._lignes(points, self._vers)}
        jumeaux = {li.id: ici.get(li.seance_id) for li in self._lignes(points, self._depuis)}
        donnes = {(li.point_id, li.partenaire_id) for li in self._lignes(table, self._vers)}
        for ligne in self._lignes(table, self._depuis):
            point = jumeaux.get(ligne.point_id) or ligne.point_id
            if (point, ligne.partenaire_id) not in donnes:
                self._changer(table, [ligne.id], menage_id=self._vers, point_id=point)

    def renommer(self, champ: str, noms: dict[int, int], ou: Iterable[str]) -> None:
        for nom in ou:
            table = tables()[nom]
            for ancien, nouveau in noms.items():
                lignes = self._lignes(table, self._vers)
                self._changer(table, [li.id for li in lignes if getattr(li, champ) == ancien], **{champ: nouveau})

    def passer_les_couts(self, offres: dict[int, int], avec_cout: set[int]) -> None:
        """Le coût d'une offre ou d'un bail suit le sien ; celui du logement quitté se choisit par montant."""
        table = tables()["cout"]
        ici = {nom: {li.id for li in self._lignes(tables()[nom], self._vers)} for nom in ("offre", "relogement")}
        for ligne in self._lignes(table, self._depuis):
            jumelle = offres.get(ligne.offre_id)
            if ligne.offre_id in ici["offre"] or ligne.relogement_id in ici["relogement"]:
                self._changer(table, [ligne.id], menage_id=self._vers)
            elif jumelle is not None and jumelle not in avec_cout:
                self._changer(table, [ligne.id], menage_id=self._vers, offre_id=jumelle)

    def _ranger_les_souhaits(self) -> None:
        """Ceux du dossier qui reste d'abord, ceux qui arrivent ensuite."""
        table = tables()["souhait"]
        lignes = sorted(self._lignes(table, self._vers), key=lambda li: li.id)
        for rang, ligne in enumerate(lignes, start=1):
            if len({li.rang for li in lignes}) < len(lignes):
                self._changer(table, [ligne.id], rang=rang)

    def _cles(self, table: Table, cle: Sequence[str]) -> list[tuple[Any, ...]]:
        return [tuple(getattr(li, c) for c in cle) for li in self._lignes(table, self._vers)]

    def _lignes(self, table: Table, menage: int) -> Sequence[Row[Any]]:
        return self._connexion.execute(select(table).where(table.c.menage_id == menage)).all()

    def _changer(self, table: Table, ids: Sequence[int], **valeurs: Any) -> None:
        if ids:
            self._connexion.execute(update(table).where(table.c.id.in_(ids)).values(**valeurs))


def _cles_de(table: Table) -> list[tuple[str, ...]]:
    """Ce qui ne peut être deux fois dans un dossier : les doubles du métier, et les unicités de la base."""
    uniques = [
        tuple(c.name for c in contrainte.columns if c.name != "menage_id")
        for contrainte in table.constraints
        if isinstance(contrainte, UniqueConstraint) and "menage_id" in contrainte.columns
    ]
    return [*uniques, *([DOUBLES[table.name]] if table.name in DOUBLES else [])]


def _est_neuve(ligne: Row[Any], table: Table, connus: Sequence[set[tuple[Any, ...]]]) -> bool:
    if table.name == "etape" and ligne.etat in RESTENT:
        return False
    return all(tuple(getattr(ligne, c) for c in cle) not in deja
               for cle, deja in zip(_cles_de(table), connus, strict=True))  # fmt: skip
