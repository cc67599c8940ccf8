"""Les colonnes de type RIME qui resteraient vides pour un dossier relogé, comptées sans rien exporter."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from relogement.modeles import (
    Bilan,
    Cout,
    LogementOffert,
    LogementQuitte,
    Menage,
    Operation,
    Personne,
    Relogement,
    Suivi,
)
from relogement.nomenclatures import Lien, Moment, Nature, TypeDossier

_AVANT, _APRES = aliased(Cout, name="avant"), aliased(Cout, name="apres")
_TITULAIRE = Bilan.type == TypeDossier.TITULAIRE


@dataclass(frozen=True, eq=False)
class ColonneRime:
    """Une colonne, le champ qui la remplit, quand elle reste vide ; ``du_titulaire`` : sans objet sinon."""

    entete: str
    champ: str
    chemin: str
    vide: ColumnElement[bool]
    du_titulaire: bool = False


def _avant(entete: str, champ: str, chemin: str, colonne: Any) -> ColonneRime:
    return ColonneRime(entete, champ, chemin, colonne.is_(None), du_titulaire=True)


def _simple(entete: str, champ: str, chemin: str, colonne: Any) -> ColonneRime:
    return ColonneRime(entete, champ, chemin, colonne.is_(None))


def _d_une_personne(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Aucune personne du dossier ne remplit ces conditions."""
    requete = select(Personne.id).where(Personne.menage_id == Menage.id, *conditions)
    return not_(requete.correlate(Menage).exists())


_NE = or_(Personne.naissance_le.is_not(None), Personne.naissance_annee.is_not(None))
_DECRITES = select(func.count()).where(Personne.menage_id == Menage.id).correlate(Menage).scalar_subquery()
_SEUL = and_(Menage.nb_personnes.is_not(None), Menage.nb_personnes == 1)
COLONNES: tuple[ColonneRime, ...] = (
    _avant("AN_ENTREE_AVANT", "Entrée dans le logement quitté", "quitte.entree_bail_le", Menage.entree_bail_le),
    _simple("NB_PERSONNES", "Nombre de personnes", "menage.nb_personnes", Menage.nb_personnes),
    ColonneRime(
        "COMPOSITION", "Personnes du ménage, une par une", "personnes.naissance_le",
        not_(or_(_SEUL, func.coalesce(Menage.nb_personnes == _DECRITES, False))),
    ),
    ColonneRime(
        "AGE_TITULAIRE", "Naissance du titulaire", "titulaire.naissance_le",
        _d_une_personne(Personne.lien == Lien.TITULAIRE, _NE),
    ),
    ColonneRime(
        "ACTIVITE", "Activité du titulaire", "titulaire.activite",
        _d_une_personne(Personne.lien == Lien.TITULAIRE, Personne.activite.is_not(None)),
    ),
    _simple("CLASSE_RESSOURCES", "Revenu fiscal de référence", "menage.rfr", Menage.rfr),
    _simple("QUARTILE", "Ressources, parts ou seuil du premier quartile", "menage.ressources", Bilan.quartile),
    _avant("TYPO_AV", "Typologie du logement quitté", "quitte.typologie", LogementQuitte.typologie),
    _avant("SURF_AV", "Surface du logement quitté", "quitte.surface", LogementQuitte.surface),
    _avant("LOYER_AV", "Loyer avant", "avant.loyer", _AVANT.loyer),
    _avant("CHARGES_AV", "Charges avant", "avant.charges", _AVANT.charges),
    _avant("APL_AV", "APL avant", "avant.apl", _AVANT.apl),
    _avant("RAC_AV", "Loyer, charges et APL avant", "avant.apl", Bilan.rac_av),
    _simple("TYPO_AP", "Typologie du nouveau logement", "logement.typologie", LogementOffert.typologie),
    _simple("SURF_AP", "Surface du nouveau logement", "logement.surface", LogementOffert.surface),
    _simple("LOYER_AP", "Loyer après", "apres.loyer", _APRES.loyer),
    _simple("CHARGES_AP", "Charges après", "apres.charges", _APRES.charges),
    _simple("APL_AP", "APL après", "apres.apl", _APRES.apl),
    _simple("RAC_AP", "Loyer, charges et APL après", "apres.apl", Bilan.rac_ap),
    _avant("EVOL_RAC", "Reste à charge avant et après", "apres.apl", Bilan.delta),
    _simple("TE_AP", "Ressources, et reste à charge après", "menage.ressources", Bilan.te_ap),
    _simple("BAILLEUR_AP", "Bailleur du nouveau logement", "logement.bailleur", LogementOffert.bailleur),
    _simple("CODE_COMMUNE_AP", "Code INSEE du logement", "logement.commune_insee", LogementOffert.commune_insee),
    _simple("FINANCEMENT", "Financement du nouveau logement", "logement.financement", LogementOffert.financement),
    _simple("MOIS_ENQUETE", "Date de l’enquête", "menage.enquete_le", Menage.enquete_le),
    ColonneRime(
        "SATISFACTION", "Satisfaction, au suivi", "suivi.satisfaction",
        not_(
            select(Suivi.id).where(Suivi.menage_id == Menage.id, Suivi.satisfaction.is_not(None))
            .correlate(Menage).exists()
        ),
    ),
)  # fmt: skip
PAR_ENTETE = {colonne.entete: colonne for colonne in COLONNES}


def jointe(requete: Any) -> Any:
    """Le bilan, et tout ce que les colonnes lisent autour ; le définitif qui a donné son bail au bilan."""
    du_bilan = and_(
        Relogement.menage_id == Bilan.menage_id,
        Relogement.nature == Nature.DEFINITIF,
        Relogement.bail_le == Bilan.bail_le,
        Relogement.entree_le == Bilan.entree_le,
    )
    return (
        requete.select_from(Bilan)
        .join(Menage, Menage.id == Bilan.menage_id)
        .join(Operation, Operation.id == Bilan.operation_id)
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .outerjoin(_AVANT, and_(_AVANT.menage_id == Menage.id, _AVANT.moment == Moment.AVANT))
        .outerjoin(Relogement, du_bilan)
        .outerjoin(LogementOffert, LogementOffert.id == Relogement.logement_id)
        .outerjoin(_APRES, _APRES.relogement_id == Relogement.id)
    )


def est_vide(colonne: ColonneRime) -> ColumnElement[bool]:
    """La colonne manque à ce dossier ; l'avant d'un décohabitant n'est pas attendu."""
    return and_(colonne.vide, _TITULAIRE) if colonne.du_titulaire else colonne.vide


def colonnes_vides(base: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Par référent et opération : combien de dossiers, et combien de vides dans chaque colonne."""
    vides = [func.sum(case((est_vide(c), 1), else_=0)).label(c.entete) for c in COLONNES]
    requete: Any = select(
        Menage.referent.label("referent"),
        Operation.code.label("operation"),
        func.count().label("effectif"),
        func.sum(case((_TITULAIRE, 1), else_=0)).label("titulaires"),
        *vides,
    )
    groupee: Select[*tuple[Any, ...]] = jointe(requete).where(base).group_by(Menage.referent, Operation.code)
    return groupee
