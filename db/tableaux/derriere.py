"""Ouvrir un chiffre du cube : les lignes de chaque groupe sont celles que l'on a comptées, ni plus ni moins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.cube import HORS_BASE, Cube, Filtre, mesurer
from db.cube.cube import CONNUS, INCONNUS
from db.cube.lecture import brutes
from db.cube.table import Table
from db.recherche import Recherche
from db.tableaux.chiffre import Chiffre, Derriere, Groupe, Liste, derriere
from db.tableaux.raisons import hors_de_la_base, raison
from relogement.indicateurs.conditions import compte_pour_un
from relogement.indicateurs.criteres import PAR_CODE, QUATRE_CRITERES
from relogement.indicateurs.dits import fraction
from relogement.indicateurs.indicateur import Forme, Indicateur, Resultat, Statistique, Sujet
from relogement.modeles import Bilan, LogementQuitte, Menage, Offre
from relogement.nomenclatures import Critere, Reponse, StatutLogement, TypeDossier
from relogement.textes import jour

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DU_TITULAIRE = aliased(Bilan)
_COURTS = {Critere.OUI: "Oui", Critere.NON: "Non", Critere.NR: "NR", Critere.SO: "SO"}
_PAS_DITE = "refus d’avant la reprise, non daté"


def chiffre_du_cube(cube: Cube, code: str, filtre: Filtre, titre: str = "") -> Chiffre:
    """Un indicateur prêt à ouvrir, restreint à ce que le filtre garde."""
    indicateur = PAR_CODE[code]
    resultat = mesurer(cube, indicateur, filtre)
    return Chiffre(
        titre or indicateur.libelle,
        tuple(_groupes(cube, indicateur, filtre, resultat)),
        indicateur.definition,
        indicateur.source,
        partial(_ouvrir, cube, indicateur, filtre),
        fraction(indicateur, resultat),
        verdict=code in QUATRE_CRITERES,
    )


def _groupes(cube: Cube, indicateur: Indicateur, filtre: Filtre, resultat: Resultat) -> list[Groupe]:
    if isinstance(resultat, Statistique):
        return [Groupe(CONNUS, "Comptés", resultat.connus), Groupe(INCONNUS, "NR", resultat.nr)]
    if indicateur.forme is Forme.EFFECTIF:
        return [Groupe(Critere.OUI.value, "Comptés", resultat.oui)]
    effectifs = (resultat.oui, resultat.non, resultat.nr, resultat.so)
    comptes = zip(Critere, effectifs, strict=True)
    groupes = [Groupe(c.value, _COURTS[c], n) for c, n in comptes if n or c is not Critere.SO]
    if indicateur.des_reloges:
        hors = len(cube.retenues(indicateur, HORS_BASE, filtre))
        groupes.append(Groupe(HORS_BASE, "Hors", hors))
    return groupes


def _ouvrir(cube: Cube, indicateur: Indicateur, filtre: Filtre, session: Session, groupe: str) -> Liste:
    table = cube.tables[indicateur.sujet]
    rangs = cube.retenues(indicateur, groupe, filtre)
    return _OUVERTURES[indicateur.sujet](session, cube, table, rangs, indicateur, groupe)


def _des_dossiers(
    session: Session, cube: Cube, table: Table, rangs: NDArray[np.intp], indicateur: Indicateur, groupe: str
) -> Liste:
    ids = _par_nom(session, cube, table.dossiers[rangs]).tolist()
    colonnes, phrase = hors_de_la_base(cube.au) if groupe == HORS_BASE else raison(indicateur, cube.au)
    dits = cube.motifs.get(indicateur.code, {}) if groupe != HORS_BASE else {}

    def dire(session: Session, page: Sequence[int]) -> list[Derriere]:
        lues = derriere(session, page, colonnes, phrase)
        return [_redite(une, dits) for une in lues] if dits else lues

    return Liste(ids, ids, dire)


def _redite(une: Derriere, dits: Any) -> Derriere:
    """Un verdict recalculé pour une autre génération de quartiers dit sa propre raison."""
    motif = dits.get(une.id)
    return une if motif is None else Derriere(une.id, une.reference, une.nom, une.lieu, motif)


def _par_nom(session: Session, cube: Cube, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ces dossiers par ordre de nom."""
    import numpy as np

    return ids[np.argsort(_places(session, cube, ids), kind="stable")]


def _places(session: Session, cube: Cube, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """La place de chacun par ordre de nom ; l'ordre de tous ne se lit qu'une fois par cube."""
    import numpy as np

    if not cube.ordre:
        tous = np.fromiter(session.scalars(select(Recherche.menage_id).order_by(Recherche.cle_tri)), np.int64)
        rangs = np.zeros(int(tous.max(initial=0)) + 1, np.int64)
        rangs[tous] = np.arange(len(tous))
        cube.ordre.append(rangs)
    rangs = cube.ordre[0]
    places: NDArray[np.int64] = np.where(ids < len(rangs), rangs[np.minimum(ids, len(rangs) - 1)], len(rangs))
    return places


def _des_offres(
    session: Session, cube: Cube, table: Table, rangs: NDArray[np.intp], indicateur: Indicateur, groupe: str
) -> Liste:
    """Un dossier paraît autant de fois qu'il a d'offres dans ce groupe."""
    import numpy as np

    dossiers = _par_nom(session, cube, np.unique(table.dossiers[rangs]))
    siens = table.dossiers[rangs]
    ranges = rangs[np.lexsort((rangs, _places(session, cube, siens)))]
    return Liste(ranges.tolist(), dossiers.tolist(), lambda s, page: _offres_dites(s, table, page))


def _offres_dites(session: Session, table: Table, page: Sequence[int]) -> list[Derriere]:
    vues = [(int(table.lignes[rang]), int(table.dossiers[rang])) for rang in page]
    menages = {d.id: d for d in derriere(session, list({dossier for _, dossier in vues}), (), lambda: "")}
    colonnes = select(Offre.id, Offre.rang, Offre.reponse, Offre.repondue_le, Offre.notifiee_le)
    saisies = {
        o[0]: _offre_dite(*o[1:]) for o in session.execute(colonnes.where(Offre.id.in_([o for o, _ in vues])))
    }
    lignes = ((menages[dossier], saisies.get(offre, _PAS_DITE)) for offre, dossier in vues)
    return [Derriere(d.id, d.reference, d.nom, d.lieu, motif) for d, motif in lignes]


def _offre_dite(rang: int, reponse: Reponse, repondue_le: Any, notifiee_le: Any) -> str:
    le = repondue_le or notifiee_le
    mots = [f"offre {rang}", "silence" if reponse is Reponse.SILENCE else "", jour(le) if le else "non daté"]
    return ", ".join(filter(None, mots))


def _des_logements(
    session: Session, cube: Cube, table: Table, rangs: NDArray[np.intp], indicateur: Indicateur, groupe: str
) -> Liste:
    """Les logements, avec le dossier de leur titulaire quand ils en ont un."""
    logements = table.lignes[rangs].tolist()
    du_titulaire = (Bilan.type == TypeDossier.TITULAIRE, Bilan.logement_quitte_id.is_not(None), compte_pour_un())
    titulaires = select(Bilan.logement_quitte_id, func.min(Bilan.menage_id)).where(*du_titulaire)
    par_logement = dict(brutes(session, titulaires.group_by(Bilan.logement_quitte_id)))
    dossiers = [par_logement[numero] for numero in logements if numero in par_logement]
    return Liste(logements, dossiers, _logements_dits)


def _titulaire() -> Any:
    du_logement = (Bilan.logement_quitte_id == LogementQuitte.id, Bilan.type == TypeDossier.TITULAIRE)
    titulaire = select(func.min(Bilan.menage_id)).where(*du_logement, compte_pour_un())
    return titulaire.correlate(LogementQuitte).scalar_subquery()


def _logements_dits(session: Session, page: Sequence[int]) -> list[Derriere]:
    logement = (LogementQuitte.ug, LogementQuitte.batiment, LogementQuitte.statut)
    requete = (
        select(LogementQuitte.id, Menage.id, Menage.reference, Recherche.nom, *logement, _DU_TITULAIRE.libere_le)
        .select_from(LogementQuitte)
        .outerjoin(Menage, Menage.id == _titulaire())
        .outerjoin(_DU_TITULAIRE, _DU_TITULAIRE.menage_id == Menage.id)
        .outerjoin(Recherche, Recherche.menage_id == Menage.id)
        .where(LogementQuitte.id.in_(page))
    )
    par_id = {ligne[0]: _logement(*ligne[1:]) for ligne in session.execute(requete)}
    return [par_id[numero] for numero in page]


def _logement(
    identifiant: int | None,
    reference: str | None,
    nom: str | None,
    ug: str | None,
    batiment: str | None,
    statut: StatutLogement,
    libere_le: Any,
) -> Derriere:
    lieu = f"UG {ug}" if ug else f"bâtiment {batiment}" if batiment else "UG inconnue"
    motif = f"libéré le {jour(libere_le)}" if libere_le else statut.libelle.lower()
    return Derriere(identifiant, reference or "", nom or statut.libelle, lieu, motif)


_OUVERTURES: dict[Sujet, Callable[..., Liste]] = {
    Sujet.DOSSIERS: _des_dossiers,
    Sujet.OFFRES: _des_offres,
    Sujet.LOGEMENTS: _des_logements,
}
