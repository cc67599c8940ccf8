"""Ce qui est « NR » dans tout un projet, et pourquoi : par champ, par référent, par opération ; et son gain."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.completude_rime import COLONNES, colonnes_vides
from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.criteres import INDICATEURS, dans_la_base
from relogement.indicateurs.indicateur import CENT, Indicateur, Mesure, couverture_exigee
from relogement.manques_du_bilan import champs_manquants
from relogement.modeles import Bilan, Menage, Operation
from relogement.nomenclatures import Critere, TypeDossier
from relogement.textes import INSECABLE

SANS_REFERENT = "sans référent"
_CRITERES = {
    "NEUF": "neuf", "HORS_QPV": "hors_qpv", "HORS_SITE": "hors_site", "RAC_MAITRISE": "maitrise",
    "INTERBAILLEUR": "interbailleur",
}  # fmt: skip
MESURES: tuple[Indicateur, ...] = tuple(i for i in INDICATEURS if i.code in _CRITERES)


class Genre(Code):
    INDICATEUR = "INDICATEUR", "Indicateurs"
    RIME = "RIME", "Colonnes de type RIME"


class Axe(Code):
    """Par quoi les manques se regroupent."""

    REFERENT = "referent", "Par référent"
    CHAMP = "champ", "Par champ"
    OPERATION = "operation", "Par opération"


@dataclass(frozen=True, slots=True)
class Manque:
    """Un champ qui manque à un indicateur ou à une colonne, pour tant de dossiers.

    ``nr`` : les dossiers où il manque ; ``seuls`` : ceux où il est seul à manquer, que le remplir rend connus.
    ``concernes`` : les dossiers du projet que ce sujet devrait renseigner, pour en faire des points de couverture.
    """

    genre: Genre
    sujet: str
    sujet_dit: str
    chemin: str
    champ: str
    referent: str
    operation: str
    nr: int
    seuls: int
    concernes: int

    @property
    def gain(self) -> Decimal:
        """Les points de couverture que le remplir rendrait."""
        return Decimal(self.seuls) / self.concernes * CENT if self.concernes else Decimal(0)

    @property
    def pourquoi(self) -> str:
        """« Date de conventionnement → NEUF NR »."""
        return f"{self.champ} → {self.sujet}{INSECABLE}NR"


@dataclass(frozen=True)
class Completude:
    """Les mesures d'aujourd'hui et les manques, le plus gros gain d'abord."""

    au: date
    mesures: Mapping[str, Mesure]
    manques: tuple[Manque, ...]

    @cached_property
    def totaux(self) -> dict[str, int]:
        """Pour chaque référent, combien de NR d'indicateurs il peut lever."""
        comptes: Counter[str] = Counter()
        for manque in self.manques:
            if manque.genre is Genre.INDICATEUR:
                comptes[manque.referent] += manque.nr
        return dict(sorted(comptes.items(), key=lambda c: (-c[1], c[0])))

    @property
    def referents(self) -> list[str]:
        return sorted({m.referent for m in self.manques})

    def regroupes(self, axe: Axe, *, genre: Genre | None = None, referent: str | None = None) -> list[Manque]:
        """Les manques additionnés sur ce qui n'est pas regardé ; le plus gros gain d'abord."""
        groupes: dict[tuple[Any, ...], list[Manque]] = defaultdict(list)
        for m in self.manques:
            if genre in (None, m.genre) and referent in (None, m.referent):
                groupes[_cle(m, axe), m.sujet, m.chemin, m.champ].append(m)
        return sorted((_somme(memes, axe) for memes in groupes.values()), key=_ordre)


def _cle(manque: Manque, axe: Axe) -> str:
    return "" if axe is Axe.CHAMP else str(getattr(manque, axe.value))


def _somme(memes: list[Manque], axe: Axe) -> Manque:
    """Ce que le groupe additionne n'est plus à personne en particulier : il reste vide s'ils sont plusieurs."""
    premier = memes[0]
    referents, operations = {m.referent for m in memes}, {m.operation for m in memes}
    return replace(
        premier,
        nr=sum(m.nr for m in memes),
        seuls=sum(m.seuls for m in memes),
        referent=premier.referent if axe is Axe.REFERENT or len(referents) == 1 else "",
        operation=premier.operation if axe is Axe.OPERATION or len(operations) == 1 else "",
    )


def _ordre(manque: Manque) -> tuple[Any, ...]:
    return -manque.gain, -manque.nr, manque.genre is Genre.RIME, manque.sujet, manque.champ, manque.referent


def completude_du_projet(
    session: Session, au: date, operation: str | None = None, *, genres: Collection[Genre] = tuple(Genre),
    titulaires: bool = False,
) -> Completude:  # fmt: skip
    """Ce qui manque aux indicateurs, aux colonnes de type RIME, ou aux deux, des dossiers relogés à cette date."""
    lignes = session.execute(_bornee(_par_critere(au), operation, titulaires)).all()
    mesures = _mesures(lignes, couverture_exigee(au, periodes_ajoutees(session)))
    manques = _des_indicateurs(lignes, mesures) if Genre.INDICATEUR in genres else []
    if Genre.RIME in genres:
        manques += _des_colonnes(session, au, operation, titulaires)
    return Completude(au, mesures, tuple(sorted(manques, key=_ordre)))


def exiger_referent(trouvee: Completude, referent: str | None) -> None:
    """Lève ``ErreurMetier`` si personne ne porte ce nom."""
    if referent is not None and referent not in trouvee.referents:
        connus = ", ".join(trouvee.referents) or "aucun"
        raise ErreurMetier(f"Rien ne manque à « {referent} », ou ce référent n’existe pas. Référents : {connus}.")


def colonnes_du_critere(code: str) -> tuple[Any, Any]:
    """La valeur et la raison d'un critère dans le bilan."""
    nom = _CRITERES[code]
    return getattr(Bilan, nom), getattr(Bilan, f"{nom}_motif")


def _par_critere(au: date) -> Select[*tuple[Any, ...]]:
    """Un effectif par référent, opération, valeur de chaque critère, et raison quand il est NR."""
    colonnes: list[ColumnElement[Any]] = [Menage.referent.label("referent"), Operation.code.label("operation")]
    for code in _CRITERES:
        valeur, motif = colonnes_du_critere(code)
        colonnes += [valeur.label(code), case((valeur == Critere.NR, motif)).label(f"{code}_motif")]
    return (
        select(*colonnes, func.count().label("effectif"))
        .select_from(Bilan)
        .join(Menage, Menage.id == Bilan.menage_id)
        .join(Operation, Operation.id == Bilan.operation_id)
        .where(dans_la_base(au))
        .group_by(*colonnes)
    )


def _bornee(requete: Select[Any], operation: str | None, titulaires: bool) -> Select[Any]:
    bornee = requete.where(Bilan.type == TypeDossier.TITULAIRE) if titulaires else requete
    return bornee.where(Operation.code == operation) if operation else bornee


def _mesures(lignes: Iterable[Row[Any]], exigee: Decimal) -> dict[str, Mesure]:
    effectifs: dict[str, Counter[str]] = {code: Counter() for code in _CRITERES}
    for ligne in lignes:
        for code, compte in effectifs.items():
            compte[ligne._mapping[code].value.lower()] += ligne.effectif
    return {code: Mesure(**compte, couverture_min=exigee) for code, compte in effectifs.items()}


def _des_indicateurs(lignes: Iterable[Row[Any]], mesures: Mapping[str, Mesure]) -> list[Manque]:
    comptes: dict[tuple[str, str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for ligne in lignes:
        for code in _CRITERES:
            if (motif := ligne._mapping[f"{code}_motif"]) is not None:
                champs = champs_manquants(code, motif)
                for champ in champs:
                    cle = code, champ.chemin, champ.libelle, ligne.referent or SANS_REFERENT, ligne.operation
                    comptes[cle][0] += ligne.effectif
                    comptes[cle][1] += ligne.effectif if len(champs) == 1 else 0
    dits = {i.code: i.libelle for i in MESURES}
    concernes = {code: m.base + m.nr for code, m in mesures.items()}
    return [
        Manque(Genre.INDICATEUR, code, dits[code], chemin, champ, qui, ou, nr, seuls, concernes[code])
        for (code, chemin, champ, qui, ou), (nr, seuls) in comptes.items()
    ]


def _des_colonnes(session: Session, au: date, operation: str | None, titulaires: bool) -> list[Manque]:
    requete = _bornee(colonnes_vides(dans_la_base(au)), operation, titulaires)
    lignes = session.execute(requete).all()
    concernes: Counter[str] = Counter()
    for ligne in lignes:
        for colonne in COLONNES:
            concernes[colonne.entete] += ligne.titulaires if colonne.du_titulaire else ligne.effectif
    return [
        Manque(
            Genre.RIME, c.entete, c.entete, c.chemin, c.champ, ligne.referent or SANS_REFERENT, ligne.operation,
            vides, vides, concernes[c.entete],
        )
        for ligne in lignes for c in COLONNES if (vides := ligne._mapping[c.entete] or 0)
    ]  # fmt: skip
