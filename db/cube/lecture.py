"""Lire le cube : une requête par sujet, sans un objet vivant, les valeurs telles que le moteur les donne."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import NullType

from db.cube.table import RANGS, Codes, Colonne, Nombres, Table, ranger, verdicts
from db.situations import relogement_retenu
from relogement.indicateurs.axes import Axe, entree_dans_la_base, rang_du_mois
from relogement.indicateurs.conditions import compte_pour_un, dans_la_base, faite, motif, offres_au, refusee
from relogement.indicateurs.indicateur import Expression, Indicateur, Sujet
from relogement.modeles import (
    Bilan,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    Operation,
    Relogement,
)
from relogement.nomenclatures import Critere, StatutLogement, TypeDossier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOIS, BASE = "mois", "base"
TRANCHE = 2_000
_RETENU = aliased(Relogement)
_OUI, _NON = Critere.OUI.value, Critere.NON.value
_UN: ColumnElement[int] = literal_column("1")
_ZERO: ColumnElement[int] = literal_column("0")


class Lecteur:
    """Les colonnes d'une requête, lues par tranches ; chaque valeur distincte ne se comprend qu'une fois."""

    def __init__(self, session: Session, au: date) -> None:
        self._session, self._au = session, au
        self._demandees: dict[str, ColumnElement[Any]] = {}
        self._numeros: set[str] = set()
        self._codes: dict[str, Codes] = {}
        self._lues: dict[str, NDArray[Any]] = {}
        self.nb = 0

    def demander(self, nom: str, expression: Expression, *, numero: bool = False) -> None:
        """``numero`` : un entier propre à chaque ligne, qu'il ne sert à rien de coder."""
        date_lue = isinstance(expression.type, Date)
        brute = cast(expression, String) if date_lue else expression
        self._demandees.setdefault(nom, type_coerce(brute, NullType()).label(nom))
        if numero:
            self._numeros.add(nom)

    def lire(self, finir: Callable[[Select[*tuple[Any, ...]]], Select[*tuple[Any, ...]]]) -> None:
        import numpy as np

        self._codes = {nom: Codes() for nom in self._demandees if nom not in self._numeros}
        ranges = [(nom, self._codes.get(nom), list[Any]()) for nom in self._demandees]
        for tranche in tranches(self._session, finir(select(*self._demandees.values()))):
            self.nb += len(tranche)
            for (_, codes, lues), brut in zip(ranges, zip(*tranche, strict=True), strict=True):
                valeurs = brut if codes is None else map(codes.__getitem__, brut)
                lues.append(np.fromiter(valeurs, np.int64 if codes is None else np.int32, len(brut)))
        vide = np.zeros(0, np.int32)
        self._lues = {nom: np.concatenate(lues) if lues else vide for nom, _, lues in ranges}

    def colonne(self, nom: str, *, lire: Callable[[Any], Any] | None = None, rapproche: bool = False) -> Colonne:
        return ranger(self._lues[nom], self._distinctes(nom), lire=lire, rapproche=rapproche)

    def avec(self, nom: str, autres: Sequence[Any]) -> Colonne:
        """La colonne, prolongée par des valeurs qui ne viennent pas de la requête."""
        import numpy as np

        codes = self._codes[nom]
        suite = np.fromiter(map(codes.__getitem__, autres), np.int32, len(autres))
        return ranger(np.concatenate([self._lues[nom], suite]), list(codes))

    def verdicts(self, nom: str) -> NDArray[np.int8]:
        return verdicts(self._lues[nom], self._distinctes(nom))

    def numeros(self, nom: str) -> NDArray[np.int64]:
        import numpy as np

        return self._lues[nom].astype(np.int64, copy=False)

    def reels(self, nom: str) -> NDArray[np.float64]:
        """L'inconnu y est « nan »."""
        return self._en(nom, "float64")

    def vrais(self, nom: str) -> NDArray[np.bool_]:
        return self._en(nom, "bool")

    def jours(self, nom: str) -> NDArray[np.datetime64]:
        return self._en(nom, "datetime64[D]")

    def _en(self, nom: str, genre: str) -> NDArray[Any]:
        import numpy as np

        lues: NDArray[Any] = np.array(self._distinctes(nom), genre)[self._lues[nom]]
        return lues

    def _distinctes(self, nom: str) -> list[Any]:
        return list(self._codes[nom])


def tranches(session: Session, requete: Select[*tuple[Any, ...]]) -> Iterator[Sequence[Any]]:
    """Les n-uplets du pilote, quelques milliers à la fois : ils ne quittent pas le cache du processeur."""
    resultat = session.connection().execute(requete)
    while lignes := resultat.cursor.fetchmany(TRANCHE):
        yield lignes
    resultat.close()


def brutes(session: Session, requete: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """Les n-uplets du pilote : rien n'est à convertir, et le ramasse-miettes ne les suit pas."""
    resultat = session.connection().execute(requete)
    lignes: Sequence[Any] = resultat.cursor.fetchall()
    resultat.close()
    return lignes


def lire_dossiers(session: Session, au: date, indicateurs: Sequence[Indicateur], axes: Sequence[Axe]) -> Table:
    """Chaque dossier qui compte pour un, avec ses axes, ses verdicts et ses nombres."""
    voulus, ranges = [i for i in indicateurs if i.sujet is Sujet.DOSSIERS], _qui_rangent(axes, Sujet.DOSSIERS)
    lecteur = Lecteur(session, au)
    lecteur.demander("dossier", Bilan.menage_id, numero=True)
    lecteur.demander("titulaire", Bilan.type == TypeDossier.TITULAIRE)
    lecteur.demander(BASE, case((dans_la_base(au), _UN), else_=_ZERO))
    lecteur.demander(MOIS, entree_dans_la_base())
    lecteur.demander("a_verifier", Bilan.qpv_a_verifier)
    _demander_les_axes(lecteur, ranges, Sujet.DOSSIERS, au)
    for indicateur in voulus:
        _demander(lecteur, indicateur, au)
    lecteur.lire(lambda requete: _du_dossier(requete, au).where(compte_pour_un()))
    dossiers = lecteur.numeros("dossier")
    return Table(
        Sujet.DOSSIERS,
        dossiers,
        dossiers,
        lecteur.vrais("titulaire"),
        _colonnes(lecteur, ranges) | {MOIS: _des_reloges(lecteur.colonne(MOIS, lire=rang_du_mois), lecteur)},
        {i.code: _verdicts(lecteur, i) for i in voulus if not i.est_un_nombre},
        {i.code: _nombres(lecteur, i) for i in voulus if i.est_un_nombre},
        lecteur.vrais("a_verifier"),
    )


def lire_logements(session: Session, au: date, indicateurs: Sequence[Indicateur], axes: Sequence[Axe]) -> Table:
    """Chaque logement quitté ; un logement vaut pour les deux populations."""
    voulus, ranges = [i for i in indicateurs if i.sujet is Sujet.LOGEMENTS], _qui_rangent(axes, Sujet.LOGEMENTS)
    lecteur = Lecteur(session, au)
    lecteur.demander("logement", LogementQuitte.id, numero=True)
    _demander_les_axes(lecteur, ranges, Sujet.LOGEMENTS, au)
    for indicateur in voulus:
        _demander(lecteur, indicateur, au)
    lecteur.lire(_du_logement)
    logements = lecteur.numeros("logement")
    codes = {i.code: lecteur.verdicts(i.code) for i in voulus}
    return Table(Sujet.LOGEMENTS, logements, logements * 0, logements > 0, _colonnes(lecteur, ranges), codes)


def lire_offres(session: Session, au: date, des_dossiers: Table) -> Table:
    """Chaque offre faite, rangée comme son dossier ; celles d'avant la reprise n'ont pas de ligne à elles."""
    import numpy as np

    lecteur = Lecteur(session, au)
    lecteur.demander("offre", Offre.id, numero=True)
    lecteur.demander("dossier", Offre.menage_id, numero=True)
    lecteur.demander("motif", case((refusee(au), motif())))
    lecteur.demander("refusee", case((refusee(au), _UN), else_=_ZERO))
    lecteur.lire(lambda requete: requete.where(faite(au)).order_by(Offre.menage_id, Offre.rang))
    avant = reprises(session, au)
    numeros = np.concatenate([lecteur.numeros("dossier"), np.array([r.dossier for r in avant], np.int64)])
    offres = np.concatenate([lecteur.numeros("offre"), np.zeros(len(avant), np.int64)])
    refus = np.concatenate([lecteur.vrais("refusee"), np.array([r.refusee for r in avant], np.bool_)])
    rangs, presents = _places(des_dossiers, numeros)
    verdict = np.where(refus[presents], RANGS[_OUI], RANGS[_NON]).astype(np.int8)
    axes = {cle: Colonne(c.rangs[rangs], c.valeurs) for cle, c in des_dossiers.axes.items()}
    du_motif = lecteur.avec("motif", [r.motif if r.refusee else None for r in avant])
    axes["motif"] = Colonne(du_motif.rangs[presents], du_motif.valeurs)
    return Table(
        Sujet.OFFRES,
        offres[presents],
        numeros[presents],
        des_dossiers.titulaires[rangs],
        axes,
        {"TAUX_REFUS": verdict, "REFUS": np.where(refus[presents], verdict, 0).astype(np.int8)},
    )


class Reprise(NamedTuple):
    """Une offre d'avant la reprise : son dossier, si elle fut refusée, et pourquoi."""

    dossier: int
    refusee: bool
    motif: str


def reprises(session: Session, au: date) -> list[Reprise]:
    """Une ligne par offre d'avant la reprise : un classeur n'en donnait que les comptes."""
    trouvees: list[Reprise] = []
    for dossier, offres, refus, *motifs in session.connection().execute(_repris(au)):
        connus = [m for m in motifs if m]
        refuses = max(refus or 0, len(connus))
        dits = [*connus, *[""] * (refuses - len(connus))]
        trouvees += [Reprise(dossier, True, m) for m in dits]
        trouvees += [Reprise(dossier, False, "")] * max(0, (offres or 0) - refuses)
    return trouvees


def _repris(au: date) -> Select[*tuple[Any, ...]]:
    """Les dossiers sans aucune offre saisie : un classeur n'en donnait que les comptes."""
    colonnes = (Menage.nb_offres_reprises, Menage.nb_refus_repris, Menage.motif_refus_1, Menage.motif_refus_2)
    saisie = select(Offre.id).where(Offre.menage_id == Menage.id).exists()
    return select(Menage.id, *colonnes).where(
        or_(*(c.is_not(None) for c in colonnes)), ~saisie, func.coalesce(Menage.premiere_offre_le, au) <= au
    )


def _places(table: Table, dossiers: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Où est chaque dossier dans la table, et ceux qui y sont (un dossier fusionné n'y est pas)."""
    import numpy as np

    ordre = np.argsort(table.dossiers, kind="stable")
    places = np.searchsorted(table.dossiers, dossiers, sorter=ordre)
    places = np.minimum(places, max(0, len(ordre) - 1))
    if not len(ordre):
        return np.zeros(0, np.intp), np.zeros(len(dossiers), np.bool_)
    rangs = ordre[places]
    presents = table.dossiers[rangs] == dossiers
    return rangs[presents], presents


def _qui_rangent(axes: Iterable[Axe], sujet: Sujet) -> list[Axe]:
    return [axe for axe in axes if sujet in axe.valeurs]


def _demander_les_axes(lecteur: Lecteur, axes: Iterable[Axe], sujet: Sujet, au: date) -> None:
    for axe in axes:
        lecteur.demander(f"axe_{axe.cle}", axe.valeurs[sujet](au))


def _colonnes(lecteur: Lecteur, axes: Iterable[Axe]) -> dict[str, Colonne]:
    lues = {}
    for axe in axes:
        lue = lecteur.colonne(f"axe_{axe.cle}", lire=axe.lire, rapproche=axe.rapproche)
        lues[axe.cle] = _des_reloges(lue, lecteur) if axe.apres else lue
    return lues


def _des_reloges(lue: Colonne, lecteur: Lecteur) -> Colonne:
    """La même colonne, vide pour qui n'est pas dans la base : son nouveau logement n'est pas encore le sien."""
    import numpy as np

    valeurs = lue.valeurs if lue.valeurs and lue.valeurs[-1] is None else (*lue.valeurs, None)
    return Colonne(np.where(lecteur.vrais(BASE), lue.rangs, len(valeurs) - 1).astype(np.int32), valeurs)


def _demander(lecteur: Lecteur, indicateur: Indicateur, au: date) -> None:
    """Le verdict d'un critère se lit tel quel : la base, lue une fois, dit qui il concerne."""
    lecteur.demander(indicateur.code, indicateur.valeur(au) if indicateur.critere is None else indicateur.critere)
    if indicateur.base is not None:
        lecteur.demander(_nom_de_la_base(indicateur), case((indicateur.base(au), _UN), else_=_ZERO))
    if indicateur.depuis is not None:
        lecteur.demander(f"{indicateur.code}_depuis", indicateur.depuis(au))


def _verdicts(lecteur: Lecteur, indicateur: Indicateur) -> NDArray[np.int8]:
    import numpy as np

    lus = lecteur.verdicts(indicateur.code)
    return lus if indicateur.critere is None else np.where(lecteur.vrais(BASE), lus, 0).astype(np.int8)


def _nom_de_la_base(indicateur: Indicateur) -> str:
    return BASE if indicateur.base is dans_la_base else f"base_{id(indicateur.base)}"


def _nombres(lecteur: Lecteur, indicateur: Indicateur) -> Nombres:
    import numpy as np

    base = lecteur.vrais(_nom_de_la_base(indicateur))
    if indicateur.depuis is None:
        lus = lecteur.reels(indicateur.code)
        connus = ~np.isnan(lus) & base
        return Nombres(np.where(connus, lus, 0).astype(np.int64), connus, base)
    fin, debut = (lecteur.jours(nom) for nom in (indicateur.code, f"{indicateur.code}_depuis"))
    connus = ~(np.isnat(fin) | np.isnat(debut)) & base
    jours = np.where(connus, (fin - debut).astype(np.int64), 0)
    return Nombres(jours, connus, base)


def _du_dossier(requete: Select[*tuple[Any, ...]], au: date) -> Select[*tuple[Any, ...]]:
    """Le dossier ; ce qu'il quitte, le relogement qui compte et ses offres à cette date, si on les demande."""
    offres, tables = offres_au(au), requete.columns_clause_froms
    requete = requete.select_from(Bilan).join(Menage, Menage.id == Bilan.menage_id)
    requete = requete.join(Operation, Operation.id == Bilan.operation_id)
    if LogementQuitte.__table__ in tables:
        requete = requete.outerjoin(LogementQuitte, LogementQuitte.id == Bilan.logement_quitte_id)
    if LogementOffert.__table__ in tables:
        requete = requete.outerjoin(_RETENU, _RETENU.id == case((Bilan.nature.is_not(None), relogement_retenu())))
        requete = requete.outerjoin(LogementOffert, LogementOffert.id == _RETENU.logement_id)
    if offres in tables:
        requete = requete.outerjoin(offres, offres.c.menage_id == Bilan.menage_id)
    return requete


def _du_logement(requete: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    requete = requete.select_from(LogementQuitte).join(Operation, Operation.id == LogementQuitte.operation_id)
    requete = requete.where(LogementQuitte.statut != StatutLogement.ANNEXE)
    return requete.order_by(LogementQuitte.ug, LogementQuitte.id)  # l'ordre où ils se lisent


def libelles_des_operations(session: Session) -> Mapping[str, str]:
    """Le libellé de chaque opération, par code."""
    return dict(session.execute(select(Operation.code, Operation.libelle).order_by(Operation.code)).all())
