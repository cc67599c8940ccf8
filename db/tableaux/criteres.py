"""Les dossiers derrière un indicateur : les oui, les non, les inconnus, chacun avec sa raison."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.recherche import Recherche
from db.tableaux.chiffre import Chiffre, Derriere, Groupe, dossiers, lues
from db.tableaux.portee import Portee
from relogement.indicateurs.criteres import INDICATEURS, QUATRE_CRITERES, compte_pour_un
from relogement.indicateurs.indicateur import Indicateur, Mesure
from relogement.modeles import Bilan, LogementQuitte, Menage, Operation
from relogement.nomenclatures import Critere, Etat, MotifSortie, StatutLogement, TypeDossier
from relogement.textes import jour

_PAR_CODE = {indicateur.code: indicateur for indicateur in INDICATEURS}
_DU_TITULAIRE = aliased(Bilan)  # l'indicateur lit déjà Bilan pour son compte
_COURTS = {Critere.OUI: "Oui", Critere.NON: "Non", Critere.NR: "NR", Critere.SO: "SO"}


def chiffre_de(code: str, mesure: Mesure, portee: Portee) -> Chiffre:
    """Un indicateur prêt à ouvrir sur ses dossiers (ou ses logements)."""
    indicateur = _PAR_CODE[code]
    effectifs = {Critere.OUI: mesure.oui, Critere.NON: mesure.non, Critere.NR: mesure.nr, Critere.SO: mesure.so}
    lecture = _logements if indicateur.sur_les_logements else _dossiers

    def lire(session: Session, cle: str) -> list[Derriere]:
        return lecture(session, indicateur, Critere(cle), portee)

    return Chiffre(
        indicateur.libelle,
        tuple(Groupe(c.value, _COURTS[c], n) for c, n in effectifs.items()),
        indicateur.definition,
        indicateur.source,
        lire,
        f"{mesure.oui}/{mesure.base}",
        verdict=code in QUATRE_CRITERES,
    )


def _dossiers(session: Session, indicateur: Indicateur, valeur: Critere, portee: Portee) -> list[Derriere]:
    colonnes, phrase = _RAISONS[indicateur.code](portee.au)
    requete = dossiers(*colonnes).where(indicateur.valeur(portee.au) == valeur, *portee.conditions())
    return lues(session, requete, phrase)


def _motif(critere: str) -> Any:
    colonne = getattr(Bilan, f"{critere}_motif")
    return lambda au: ((colonne,), str)


def _avancement(au: date) -> Any:
    def phrase(etat: Etat, exclusion: str | None, entree_le: date | None) -> str:
        if exclusion:
            return exclusion if exclusion != "pas encore relogé" else etat.libelle
        return f"entrée le {jour(entree_le)}"

    return (Bilan.etat, Bilan.motif_exclusion, Bilan.entree_le), phrase


def _evaporation(au: date) -> Any:
    def phrase(motif: MotifSortie | None, sorti_le: date | None, etat: Etat) -> str:
        if motif is None and sorti_le is None:
            return etat.libelle
        mot = motif.libelle if motif else "Sorti"
        return f"{mot} le {jour(sorti_le)}" if sorti_le else mot

    return (Menage.motif_sortie, Menage.sorti_le, Bilan.etat), phrase


_RAISONS: dict[str, Any] = {
    "NEUF": _motif("neuf"),
    "HORS_QPV": _motif("hors_qpv"),
    "HORS_SITE": _motif("hors_site"),
    "RAC_MAITRISE": _motif("maitrise"),
    "INTERBAILLEUR": _motif("interbailleur"),
    "AVANCEMENT": _avancement,
    "EVAPORATION": _evaporation,
}


def _logements(session: Session, indicateur: Indicateur, valeur: Critere, portee: Portee) -> list[Derriere]:
    """Chaque logement, avec le dossier de son titulaire s'il en a un."""
    titulaire = (
        select(func.min(Bilan.menage_id))
        .where(
            Bilan.logement_quitte_id == LogementQuitte.id, Bilan.type == TypeDossier.TITULAIRE, compte_pour_un()
        )
        .correlate(LogementQuitte)
        .scalar_subquery()
    )
    logement = (LogementQuitte.ug, LogementQuitte.batiment, LogementQuitte.statut)
    requete = (
        select(Menage.id, Menage.reference, Recherche.nom, *logement, _DU_TITULAIRE.libere_le)
        .select_from(LogementQuitte)
        .outerjoin(Menage, Menage.id == titulaire)
        .outerjoin(_DU_TITULAIRE, _DU_TITULAIRE.menage_id == Menage.id)
        .outerjoin(Recherche, Recherche.menage_id == Menage.id)
        .where(indicateur.valeur(portee.au) == valeur)
        .order_by(LogementQuitte.ug, LogementQuitte.id)
    )
    if portee.operation:
        operation = select(Operation.id).where(Operation.code == portee.operation).scalar_subquery()
        requete = requete.where(LogementQuitte.operation_id == operation)
    return [_logement(*ligne) for ligne in session.execute(requete)]


def _logement(
    identifiant: int | None,
    reference: str | None,
    nom: str | None,
    ug: str | None,
    batiment: str | None,
    statut: StatutLogement,
    libere_le: date | None,
) -> Derriere:
    lieu = f"UG {ug}" if ug else f"bâtiment {batiment}" if batiment else "UG inconnue"
    motif = f"libéré le {jour(libere_le)}" if libere_le else statut.libelle.lower()
    return Derriere(identifiant, reference or "", nom or statut.libelle, lieu, motif)
