"""Un dossier entier, lu d'un coup pour être montré, puis changé champ par champ sans écraser personne."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from db.chartes import charte_en_vigueur
from db.colonnes_locales import colonnes_du_dossier
from db.conflits import Collision, Collisions, Fusion, confronter
from db.faits import Fait, faits
from db.horloge import aujourdhui
from db.lignes_du_dossier import Ajout as Ajout
from db.lignes_du_dossier import Arbitrages, changer_les_lignes, reporter_les_totaux
from db.lignes_du_dossier import Retrait as Retrait
from db.lignes_du_dossier import relire as relire
from db.promesses import bail_tenu, offre_tenue
from db.provenances import provenances
from db.situations import cadre
from db.verifications import verifier, verifier_les_liens
from relogement.actes import constater_le_compte, dater
from relogement.apercu_enquete import ApercuEnquete, apercu_du_dossier
from relogement.baremes import Ajouts
from relogement.base import Ligne
from relogement.bilan import Bilan
from relogement.charte import Charte
from relogement.comparaison import ComparaisonRac, comparaison
from relogement.completude import Completude, completude
from relogement.cout import MONTANTS, Cout
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import Condition, Etat, ZonePlafond
from relogement.offre import Offre
from relogement.offre_a_juger import SANS_REPONSE, offre_a_juger, offres_jugees
from relogement.projet import Projet
from relogement.regles.decheance import DroitAuMaintien, droit_au_maintien
from relogement.regles.validite_offre import ConditionJugee
from relogement.regles.validite_offre_compte import OffreJugee, juger
from relogement.relogement import Relogement
from relogement.ressource import Ressource
from relogement.situation import Cadre

DATES_DU_RECUEIL = {"informe_le": Etat.INFORME, "enquete_le": Etat.ENQUETE, "sne_le": Etat.SNE}


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
    enquete: ApercuEnquete
    zone_plafond: ZonePlafond | None
    cadre: Cadre = field(repr=False)
    colonnes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    origines: Mapping[str, str] = field(default_factory=dict, repr=False)
    """D'où vient chaque montant d'avant, quand c'est d'un fichier importé."""

    def jugee(self, offre: Offre, notees: Sequence[Condition] | None = None) -> OffreJugee:
        """Une offre jugée comme le bilan la juge ; ``notees`` : ce que l'agent est en train de répondre."""
        faits = offre_a_juger(self.menage, self.menage.cout_avant, offre, self.cadre)
        return juger(offre, faits if notees is None else replace(faits, notees=notees), dossier=self.baremes)

    def proposees(self, offre: Offre) -> tuple[ConditionJugee, ...]:
        """Ce que le calcul dit de chaque condition, quoi que l'agent ait répondu."""
        return self.jugee(offre, SANS_REPONSE).jugees


@dataclass(frozen=True)
class Modification:
    """Les champs changés d'une ligne, et la version qui était montrée.

    ``montre`` donne toutes les valeurs qui l'étaient : ce qu'un autre a changé depuis se fusionne champ par
    champ ; sans lui, la moindre autre version est un conflit.
    """

    modele: type[Ligne]
    id: int
    version: int
    valeurs: Mapping[str, Any] = field(repr=False)
    montre: Mapping[str, Any] | None = field(default=None, repr=False)


Changement = Modification | Ajout | Retrait


def lire_dossier(session: Session, menage_id: int) -> DossierLu:
    """Le dossier, son bilan, ses faits ; ``ErreurMetier`` s'il n'existe plus."""
    menage = session.scalar(_requete(), {"menage": menage_id})
    if menage is None:
        raise ErreurMetier("Ce dossier n’existe plus. Revenez à la liste des dossiers.")
    charte, au, ici = charte_en_vigueur(session), aujourdhui(), cadre(session.connection())
    zone, baremes = session.scalar(select(Projet.zone_plafond)), ici.baremes or Ajouts()
    jugees = offres_jugees(menage, menage.cout_avant, menage.offres, ici)
    return DossierLu(
        menage,
        session.get_one(Bilan, menage_id),
        charte,
        comparaison(menage, charte, au=au, cadre=ici),
        completude(menage, au=au, baremes=baremes),
        tuple(faits(session, menage)),
        au,
        baremes,
        droit_au_maintien(jugees, nb_offres=charte.nb_offres, regime=menage.operation.regime, dossier=baremes),
        apercu_du_dossier(menage, zone, au=au, baremes=baremes),
        zone,
        ici,
        colonnes_du_dossier(session, menage_id),
        _origines(session, menage.cout_avant),
    )


def _origines(session: Session, cout: Cout | None) -> Mapping[str, str]:
    if cout is None:
        return {}
    return {nom: venue.phrase for nom, venue in provenances(session, cout, MONTANTS).items()}


@cache
def _requete() -> Select[Menage]:
    """La requête d'un dossier entier, construite une fois pour toutes."""
    return select(Menage).where(Menage.id == bindparam("menage")).options(*_tout())


def _tout() -> tuple[ORMOption, ...]:
    simples = (
        Menage.personnes, Menage.couts, Menage.suivis, Menage.contacts, Menage.etapes, Menage.souhaits,
        Menage.besoins, Menage.accompagnements,
    )  # fmt: skip
    des_offres = selectinload(Menage.offres)
    des_relogements = selectinload(Menage.relogements)
    return (
        *(selectinload(liste) for liste in simples),
        selectinload(Menage.ressources_mensuelles).selectinload(Ressource.personne),
        joinedload(Menage.operation),
        joinedload(Menage.logement_quitte),
        des_offres.options(joinedload(Offre.logement), joinedload(Offre.cout)),
        des_relogements.options(
            joinedload(Relogement.logement), joinedload(Relogement.cout), joinedload(Relogement.offre)
        ),
        selectinload(Menage.caleols),
    )


def enregistrer(
    session: Session,
    menage_id: int,
    changements: Sequence[Changement],
    *,
    auteur: str = "",
    arbitrages: Arbitrages | None = None,
) -> tuple[Fusion, ...]:
    """Écrit les champs changés, puis les lignes ajoutées et ôtées ; tout ou rien.

    Rend ce que quelqu'un d'autre a changé entre-temps sans contredire ; lève ``Collisions`` pour le reste.

    Une date d'information, d'enquête ou de demande SNE avance le parcours ; des mois de ressources changés
    redonnent le total du ménage, sauf s'il vient d'être écrit à la main.
    """
    modifications = [c for c in changements if isinstance(c, Modification)]
    fusions = _confronter(session, modifications)
    for modification in modifications:
        _modifier(session, modification, auteur)
    if any("lien" in modification.valeurs for modification in modifications):
        verifier_les_liens(relire(session, Menage, menage_id))
    changer_les_lignes(session, menage_id, changements, arbitrages or {})
    if _mois_changes(changements) and not _total_ecrit(changements):
        reporter_les_totaux(session, menage_id)
    return fusions


def _confronter(session: Session, modifications: Sequence[Modification]) -> tuple[Fusion, ...]:
    collisions: list[Collision] = []
    fusions: list[Fusion] = []
    for m in modifications:
        if m.montre is not None:
            contraires, paralleles = confronter(session, _a_modifier(session, m), m.valeurs, m.montre)
            collisions += contraires
            fusions += paralleles
    if collisions:
        raise Collisions(collisions)
    return tuple(fusions)


def _a_modifier(session: Session, modification: Modification) -> Ligne:
    exigee = modification.version if modification.montre is None else None
    return relire(session, modification.modele, modification.id, exigee)


def _mois_changes(changements: Sequence[Changement]) -> bool:
    return any(c.modele is Ressource for c in changements)


def _total_ecrit(changements: Sequence[Changement]) -> bool:
    """Vrai si l'agente vient d'écrire elle-même le total par mois."""
    des_valeurs = (c.valeurs for c in changements if isinstance(c, Modification) and c.modele is Menage)
    return any("ressources" in valeurs for valeurs in des_valeurs)


def _modifier(session: Session, modification: Modification, auteur: str) -> None:
    ligne = _a_modifier(session, modification)
    for nom, valeur in modification.valeurs.items():
        setattr(ligne, nom, valeur)
    verifier(ligne, modification.valeurs)
    if isinstance(ligne, Menage):
        _avancer(ligne, modification.valeurs, auteur)
    if isinstance(ligne, Offre):
        charte, ici = charte_en_vigueur(session), cadre(session.connection())
        constater_le_compte(ligne.menage, aujourdhui(), charte=charte, cadre=ici, auteur=auteur)


def _avancer(menage: Menage, valeurs: Mapping[str, Any], auteur: str) -> None:
    for nom, etat in DATES_DU_RECUEIL.items():
        if valeurs.get(nom):
            dater(menage, etat, valeurs[nom], auteur=auteur)


def logements_proposables(session: Session) -> Sequence[LogementOffert]:
    """Les logements du registre que personne n'occupe ni ne tient, et que leur bailleur n'a pas repris."""
    pris = select(Offre.logement_id).where(offre_tenue())
    loues = select(Relogement.logement_id).where(bail_tenu())
    libres = select(LogementOffert).where(
        LogementOffert.retire_le.is_(None), LogementOffert.id.not_in(pris), LogementOffert.id.not_in(loues)
    )
    return session.scalars(libres.order_by(LogementOffert.commune, LogementOffert.residence)).all()
