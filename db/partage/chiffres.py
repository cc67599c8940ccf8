"""Les ménages derrière une case, une part ou une décision, chacun avec sa raison."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, not_, select
from sqlalchemy.orm import Session

from db.partage.requetes import STADES, avec_les_logements, promis, reloges
from db.tableaux.chiffre import Chiffre, Groupe, Liste, derriere, liste_de
from db.tableaux.portee import Portee
from db.tableaux.raisons import hors_de_la_base
from relogement.indicateurs.parts_dites import fraction
from relogement.modeles import Bilan, LogementOffert, LogementQuitte, Menage
from relogement.nomenclatures import TypeDossier
from relogement.partage.matrice import SANS, TousOuUn
from relogement.partage.partage import Partage
from relogement.textes import jour, nombre

OUI, NON, NR, A_VENIR, HORS, DECIDES = "OUI", "NON", "NR", "A_VENIR", "HORS", "DECIDES"
DEFINITION = (
    "Relogés définitivement, bail signé et entrée faite, non sortis, selon le bailleur de leur nouveau logement. "
    "À venir : ceux qui ont un bail, un accord ou une offre en cours ; ils ne sont pas dans la part."
)
SOURCE = "Logements quittés et logements des baux"


def chiffre_de(
    partage: Partage, portee: Portee, de: TousOuUn = ..., vers: TousOuUn = ..., titre: str = ""
) -> Chiffre:
    """Une case de la matrice, une ligne, une colonne, ou tout ; ``...`` pour tous."""
    connu = isinstance(vers, str)
    mesure = partage.matrice.mesure(vers, de) if isinstance(vers, str) else None
    comptes = partage.matrice.nombre(de, vers)
    groupes = [Groupe(OUI, "Relogés", comptes)]
    if mesure is not None:
        groupes += [Groupe(NON, "Ailleurs", mesure.non)] + ([Groupe(NR, "NR", mesure.nr)] if mesure.nr else [])
    if partage.periode.ouverte:
        groupes.append(Groupe(A_VENIR, "À venir", partage.nombre_a_venir(de, vers)))
    decides = [d.menage_id for d in _decidees(partage, de, vers)]
    if decides:
        groupes.append(Groupe(DECIDES, "Décidés", len(decides)))
    if not connu and de is ... and vers is ...:
        groupes.append(Groupe(HORS, "Hors", partage.hors))
    ouvrir = partial(_ouvrir, partage, portee, de, vers)
    dit = fraction(mesure) if mesure is not None else nombre(comptes, 0)
    return Chiffre(titre or titre_de(partage, de, vers), tuple(groupes), DEFINITION, SOURCE, ouvrir, dit)


def titre_de(partage: Partage, de: TousOuUn, vers: TousOuUn) -> str:
    """« De Têt Habitat à Canigou Logement »."""
    noms = partage.noms
    if isinstance(de, str | None) and isinstance(vers, str | None):
        return f"De {noms.de(de)} à {noms.de(vers)}" if de != SANS else f"{noms.de(de)}, vers {noms.de(vers)}"
    if isinstance(de, str | None):
        return f"De {noms.de(de)}" if de != SANS else noms.de(de)
    return f"Vers {noms.de(vers)}" if isinstance(vers, str | None) else "Tous les relogés"


def _decidees(partage: Partage, de: TousOuUn, vers: TousOuUn) -> list[Any]:
    decidees = partage.seance.decidees if partage.seance and partage.periode.ouverte else ()
    return [d for d in decidees if (de is ... or d.de == de) and (vers is ... or d.vers == vers)]


def _ouvrir(
    partage: Partage, portee: Portee, de: TousOuUn, vers: TousOuUn, session: Session, groupe: str
) -> Liste:
    if groupe == A_VENIR:
        return _de_ceux_qui_viennent(session, partage, portee, de, vers)
    if groupe == DECIDES:
        return _des_decides(session, partage, de, vers)
    if groupe == HORS:
        return _des_exclus(session, partage, portee)
    vers_voulu = {OUI: vers, NR: None}.get(groupe, vers)
    requete = avec_les_logements(select(Menage.id).select_from(Menage).join(Bilan, Bilan.menage_id == Menage.id))
    requete = requete.where(*reloges(portee, partage.periode), *_part_de(partage, de))
    accueil = _accueilli(partage, vers_voulu)
    if groupe == NON:
        requete = requete.where(LogementOffert.bailleur.is_not(None), *map(not_, accueil))
    else:
        requete = requete.where(*accueil)
    return liste_de(session, requete, (Bilan.interbailleur_motif, Bilan.bail_le), _raison)


def _raison(motif: str, bail_le: Any) -> str:
    return f"bail du {jour(bail_le)}, {motif}"


def _part_de(partage: Partage, de: TousOuUn) -> list[ColumnElement[bool]]:
    """Ceux qui quittent ce bailleur, sous toutes ses écritures."""
    if isinstance(de, str) and de != SANS:
        return [LogementQuitte.bailleur.in_(partage.noms.lues(de))]
    if de is ...:
        return []
    sans = [LogementQuitte.bailleur.is_(None)]
    titulaire = Bilan.type == TypeDossier.TITULAIRE
    return [*sans, not_(titulaire) if de == SANS else titulaire]


def _accueilli(partage: Partage, vers: TousOuUn) -> list[ColumnElement[bool]]:
    if isinstance(vers, str):
        return [LogementOffert.bailleur.in_(partage.noms.lues(vers))]
    return [] if vers is ... else [LogementOffert.bailleur.is_(None)]


def _de_ceux_qui_viennent(
    session: Session, partage: Partage, portee: Portee, de: TousOuUn, vers: TousOuUn
) -> Liste:
    venir = promis(portee)
    requete = (
        select(Menage.id, venir.c.stade, LogementOffert.bailleur)
        .select_from(Menage)
        .join(Bilan, Bilan.menage_id == Menage.id)
        .join(venir, venir.c.menage_id == Menage.id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Bilan.logement_quitte_id)
        .join(LogementOffert, LogementOffert.id == venir.c.logement_id)
        .where(*_part_de(partage, de), *_accueilli(partage, vers))
    )
    raisons = {numero: _vient(stade, chez) for numero, stade, chez in session.execute(requete)}
    return _dits(session, requete, raisons.__getitem__)


def _vient(stade: int, chez: str | None) -> str:
    return f"{STADES[stade].libelle}, {chez or 'bailleur inconnu'}"


def _des_decides(session: Session, partage: Partage, de: TousOuUn, vers: TousOuUn) -> Liste:
    assert partage.seance is not None
    chez = {d.menage_id: partage.noms.de(d.vers) for d in _decidees(partage, de, vers)}
    le = jour(partage.seance.le)
    requete = select(Menage.id).where(Menage.id.in_(chez))
    return _dits(session, requete, lambda numero: f"décidé le {le}, {chez[numero]}")


def _des_exclus(session: Session, partage: Partage, portee: Portee) -> Liste:
    """Tous ceux de la portée qui ne comptent pas : pas relogés, sortis, ou un bail hors de la période."""
    comptes = avec_les_logements(select(Bilan.menage_id)).where(*reloges(portee, partage.periode))
    requete = select(Menage.id).join(Bilan, Bilan.menage_id == Menage.id)
    requete = requete.where(*portee.conditions(), Menage.id.not_in(comptes))
    colonnes, phrase = hors_de_la_base(portee.au)
    return liste_de(session, requete, (*colonnes, Bilan.bail_le), partial(_exclu, phrase))


def _exclu(phrase: Callable[..., str], *vu: Any) -> str:
    return phrase(*vu[:-1]) or f"bail du {jour(vu[-1])}, hors de la période"


def _dits(session: Session, requete: Select[*tuple[Any, ...]], raison: Callable[[int], str]) -> Liste:
    """Une liste dont la raison est déjà lue."""
    voulue = liste_de(session, requete, (), str)
    return Liste(voulue.lignes, voulue.dossiers, lambda s, page: derriere(s, page, (Menage.id,), raison))
