"""Les champs que la liste sait montrer, trier et filtrer : tous ceux qui sont déclarés, où qu'ils soient."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from relogement.base import Base, Code
from relogement.champs import LOGEMENT as AU_LOGEMENT
from relogement.champs import OFFRES, PARCOURS, PROJET, SUIVI, Faits, champs, types
from relogement.liste import PAR_UN_ACTE, titre
from relogement.modeles import (
    Bilan,
    ColonneLocale,
    Contact,
    Cout,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    Operation,
    Personne,
    Relogement,
    ValeurLocale,
)
from relogement.nomenclatures import Lien, Moment
from relogement.textes import INSECABLE

Colonnes = Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]]
GENRES = (str, int, bool, date, datetime, Decimal)


@dataclass(frozen=True)
class Origine:
    """Où une valeur est gardée, et comment la lire avec le numéro de son dossier en tête."""

    cle: str
    modele: type[Base]
    dossier: InstrumentedAttribute[Any]
    lire: Callable[[Colonnes], Select[*tuple[Any, ...]]]
    precision: str = ""  # ce qui distingue « Loyer » avant de « Loyer » après
    modifiable: bool = False


@dataclass(frozen=True)
class ChampListe:
    """Un champ déclaré, vu depuis la liste."""

    cle: str
    origine: Origine
    attribut: str
    faits: Faits
    type: type
    expression: ColumnElement[Any] | InstrumentedAttribute[Any]

    @property
    def titre(self) -> str:
        """« Loyer hors charges, avant (€) »."""
        precision = f", {self.origine.precision}" if self.origine.precision else ""
        return titre(f"{self.faits.libelle}{precision}", self.faits.unite)

    @property
    def est_date(self) -> bool:
        return self.type in (date, datetime)

    @property
    def est_montant(self) -> bool:
        return self.type is Decimal and self.faits.unite == "€"

    @property
    def codes(self) -> tuple[Code, ...]:
        """Les codes de sa nomenclature, dans leur ordre ; rien si ce n'en est pas une."""
        return tuple(self.type) if issubclass(self.type, Code) else ()

    @property
    def modifiable(self) -> bool:
        """Se change dans la grille ; ce qu'un acte fait (état, sortie) se fait par cet acte."""
        return self.origine.modifiable and self.cle not in PAR_UN_ACTE

    def requete(self, *autres: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Select[*tuple[Any, ...]]:
        """Le numéro de chaque dossier, puis la valeur."""
        return self.origine.lire((self.expression, *autres))


def _du_dossier(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Menage.id, *colonnes)


def _du_logement(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Menage.id, *colonnes).join(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)


def _de_l_operation(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Menage.id, *colonnes).join(Operation, Operation.id == Menage.operation_id)


def _du_titulaire(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Personne.menage_id, *colonnes).where(Personne.lien == Lien.TITULAIRE)


def _du_cout(moment: Moment) -> Callable[[Colonnes], Select[*tuple[Any, ...]]]:
    return lambda colonnes: select(Cout.menage_id, *colonnes).where(Cout.moment == moment)


def _du_bilan(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Bilan.menage_id, *colonnes)


def _du_relogement(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Relogement.menage_id, *colonnes)


def _du_nouveau_logement(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Relogement.menage_id, *colonnes).join(
        LogementOffert, LogementOffert.id == Relogement.logement_id
    )


def _des_contacts(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(Contact.menage_id, *colonnes).group_by(Contact.menage_id)


ACTES = union_all(
    select(Contact.menage_id.label("dossier"), func.date(Contact.le).label("le")),
    select(Etape.menage_id, func.date(Etape.le)),
    select(Offre.menage_id, func.date(Offre.notifiee_le)),
    select(Offre.menage_id, func.date(Offre.repondue_le)),
).subquery("acte")


LOCALES = (
    select(
        ValeurLocale.menage_id.label("dossier"),
        func.aggregate_strings(ColonneLocale.titre + f"{INSECABLE}: " + ValeurLocale.texte, " ; ").label("dites"),
    )
    .join(ColonneLocale, ColonneLocale.id == ValeurLocale.colonne_id)
    .group_by(ValeurLocale.menage_id)
    .subquery("locales")
)


def _des_colonnes(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(LOCALES.c.dossier, *colonnes)


def _des_actes(colonnes: Colonnes) -> Select[*tuple[Any, ...]]:
    return select(ACTES.c.dossier, *colonnes).group_by(ACTES.c.dossier)


MENAGE = Origine("menage", Menage, Menage.id, _du_dossier, modifiable=True)
LOGEMENT = Origine("logement", LogementQuitte, Menage.id, _du_logement, modifiable=True)
ORIGINES = (
    MENAGE,
    Origine("titulaire", Personne, Personne.menage_id, _du_titulaire, "titulaire"),
    LOGEMENT,
    Origine("avant", Cout, Cout.menage_id, _du_cout(Moment.AVANT), "avant"),
    Origine("bilan", Bilan, Bilan.menage_id, _du_bilan),
    Origine("relogement", Relogement, Relogement.menage_id, _du_relogement),
    Origine("nouveau", LogementOffert, Relogement.menage_id, _du_nouveau_logement, "nouveau logement"),
    Origine("apres", Cout, Cout.menage_id, _du_cout(Moment.APRES), "après"),
)
_CONTACTS = Origine("contact", Contact, Contact.menage_id, _des_contacts)
_ACTES = Origine("acte", Etape, ACTES.c.dossier, _des_actes)  # type: ignore[arg-type]
_COLONNES = Origine("locales", ValeurLocale, LOCALES.c.dossier, _des_colonnes)  # type: ignore[arg-type]
_BILAN, _OPERATION = ORIGINES[4], Origine("operation", Operation, Menage.id, _de_l_operation)
SANS_INTERET = frozenset(("titulaire.lien", "avant.moment", "apres.moment", "avant.provenances"))


def _calcules() -> Iterator[ChampListe]:
    """Ce que la liste montre sans que ce soit un champ saisi."""
    yield ChampListe("operation.code", _OPERATION, "code", Faits("Opération", PROJET), str, Operation.code)
    yield ChampListe("bilan.nb_offres", _BILAN, "nb_offres", Faits("Offres faites", OFFRES), int, Bilan.nb_offres)
    yield ChampListe(
        "bilan.nb_comptees", _BILAN, "nb_comptees", Faits("Offres qui comptent", OFFRES), int, Bilan.nb_comptees
    )
    yield ChampListe("contact.dernier", _CONTACTS, "", Faits("Dernier contact", SUIVI), date, func.max(Contact.le))
    yield ChampListe(
        "contact.suite", _CONTACTS, "", Faits("Suite promise pour le", SUIVI), date, func.max(Contact.suite_le)
    )
    yield ChampListe(
        "acte.dernier", _ACTES, "", Faits("Dernière action", SUIVI, aide="Contact, étape, offre ou réponse"),
        date, func.max(ACTES.c.le),
    )  # fmt: skip
    yield ChampListe(
        "locales.toutes", _COLONNES, "", Faits("Colonnes du bailleur", AU_LOGEMENT, sensible=True), str,
        LOCALES.c.dites,
    )  # fmt: skip
    nouveau = func.coalesce(Bilan.rac_ap, Bilan.rac_prevu)
    yield ChampListe(
        "bilan.rac_nouveau", _BILAN, "", Faits("RAC après ou de l’offre", PARCOURS, unite="€"), Decimal, nouveau
    )


@cache
def catalogue() -> Mapping[str, ChampListe]:
    """Tous les champs par clé (« menage.referent »), dans l'ordre où l'on les range."""
    declares = (champ for origine in ORIGINES for champ in _declares(origine))
    tous = (*_calcules(), *declares)
    return {champ.cle: champ for champ in tous if champ.cle not in SANS_INTERET}


def _declares(origine: Origine) -> Iterator[ChampListe]:
    genres = types(origine.modele)
    for nom, faits in champs(origine.modele).items():
        if genres[nom] in GENRES or issubclass(genres[nom], Code):
            expression = getattr(origine.modele, nom)
            yield ChampListe(f"{origine.cle}.{nom}", origine, nom, faits, genres[nom], expression)


def champ_de(cle: str) -> ChampListe | None:
    return catalogue().get(cle)


def titre_de(cle: str) -> str:
    """Le titre d'un champ ; sa clé s'il vient d'une version plus récente."""
    champ = champ_de(cle)
    return champ.titre if champ else cle.replace(".", INSECABLE)


def est_un_montant(cle: str) -> bool:
    champ = champ_de(cle)
    return champ is not None and champ.est_montant
