"""Un dossier entier, lu d'un coup pour être montré, puis changé champ par champ sans écraser personne."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from db.baremes import periodes_ajoutees
from db.chartes import charte_en_vigueur
from db.faits import Fait, faits
from db.horloge import aujourdhui
from db.pannes import Conflit
from relogement.actes import constater_le_compte, dater
from relogement.baremes import Ajouts
from relogement.base import Ligne
from relogement.bilan import Bilan
from relogement.charte import Charte
from relogement.comparaison import ComparaisonRac, comparaison
from relogement.completude import Completude, completude
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Reponse
from relogement.offre import Offre
from relogement.regles.decheance import DroitAuMaintien, droit_au_maintien
from relogement.relogement import Relogement

L = TypeVar("L", bound=Ligne)
DATES_DU_RECUEIL = {"informe_le": Etat.INFORME, "enquete_le": Etat.ENQUETE, "sne_le": Etat.SNE}
_TENUES = (Reponse.EN_COURS, Reponse.ACCORD)
CHANGE_AILLEURS = (
    "Ce dossier a été modifié entre-temps par quelqu’un d’autre : rien n’a été enregistré. "
    "Relisez-le : ce que vous avez saisi est gardé, et vous verrez ce qui a changé."
)


@dataclass(frozen=True)
class DossierLu:
    """Ce que l'écran montre d'un dossier, détaché de la base."""

    menage: Menage
    bilan: Bilan
    charte: Charte
    rac: ComparaisonRac
    completude: Completude
    faits: tuple[Fait, ...]
    au: date
    baremes: Ajouts
    droit: DroitAuMaintien


@dataclass(frozen=True)
class Modification:
    """Les champs changés d'une ligne, et la version qui était montrée."""

    modele: type[Ligne]
    id: int
    version: int
    valeurs: Mapping[str, Any] = field(repr=False)


def lire_dossier(session: Session, menage_id: int) -> DossierLu:
    """Le dossier, son bilan, ses faits ; ``ErreurMetier`` s'il n'existe plus."""
    menage = session.scalar(select(Menage).where(Menage.id == menage_id).options(*_tout()))
    if menage is None:
        raise ErreurMetier("Ce dossier n’existe plus. Revenez à la liste des dossiers.")
    charte, au, baremes = charte_en_vigueur(session), aujourdhui(), periodes_ajoutees(session)
    return DossierLu(
        menage,
        session.get_one(Bilan, menage_id),
        charte,
        comparaison(menage, charte, au=au, baremes=baremes),
        completude(menage),
        tuple(faits(session, menage)),
        au,
        baremes,
        droit_au_maintien(
            menage.offres, nb_offres=charte.nb_offres, regime=menage.operation.regime, dossier=baremes
        ),
    )


def _tout() -> tuple[ORMOption, ...]:
    simples = (Menage.personnes, Menage.couts, Menage.suivis, Menage.contacts, Menage.etapes)
    des_offres = selectinload(Menage.offres)
    des_relogements = selectinload(Menage.relogements)
    return (
        *(selectinload(liste) for liste in simples),
        joinedload(Menage.operation),
        joinedload(Menage.logement_quitte),
        des_offres.options(joinedload(Offre.logement), joinedload(Offre.cout)),
        des_relogements.options(
            joinedload(Relogement.logement), joinedload(Relogement.cout), joinedload(Relogement.offre)
        ),
        selectinload(Menage.caleols),
    )


def relire(session: Session, modele: type[L], id_: int, version: int | None = None) -> L:
    """La ligne à changer ; ``Conflit`` si ce n'est plus la version qui était montrée."""
    ligne = session.get(modele, id_)
    if ligne is None or (version is not None and ligne.version != version):
        raise Conflit(CHANGE_AILLEURS)
    return ligne


def enregistrer(
    session: Session, menage_id: int, modifications: Sequence[Modification], *, auteur: str = ""
) -> None:
    """Écrit les champs changés ; une date d'information, d'enquête ou de demande SNE avance le parcours."""
    for modification in modifications:
        ligne = relire(session, modification.modele, modification.id, modification.version)
        for nom, valeur in modification.valeurs.items():
            setattr(ligne, nom, valeur)
        if isinstance(ligne, Menage):
            _avancer(ligne, modification.valeurs, auteur)
        if isinstance(ligne, Offre):
            constater_le_compte(ligne.menage, aujourdhui(), charte=charte_en_vigueur(session), auteur=auteur)


def _avancer(menage: Menage, valeurs: Mapping[str, Any], auteur: str) -> None:
    for nom, etat in DATES_DU_RECUEIL.items():
        if valeurs.get(nom):
            dater(menage, etat, valeurs[nom], auteur=auteur)


def logements_proposables(session: Session) -> Sequence[LogementOffert]:
    """Les logements du vivier que personne n'occupe ni ne tient par une offre vivante."""
    pris = select(Offre.logement_id).where(Offre.reponse.in_(_TENUES))
    loues = select(Relogement.logement_id)
    libres = select(LogementOffert).where(LogementOffert.id.not_in(pris), LogementOffert.id.not_in(loues))
    return session.scalars(libres.order_by(LogementOffert.commune, LogementOffert.residence)).all()
