"""Un cas de la séance, lu d'un coup : le dossier, ce qui a bougé, ce qu'on peut proposer, ce qui fut décidé."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cellule.decisions import avis, decisions
from db.cellule.depuis import SeancePassee, depuis, derniere_seance
from db.cellule.lecture import exiger_point, exiger_seance
from db.cellule.ordre import sans_offre_depuis
from db.cellule.vacants import vacants
from db.dossier import DossierLu, lire_dossier
from db.equilibre.lecture import lire_parc
from db.journee import noms_des_menages
from relogement.appariement.candidat import Contexte
from relogement.cellule.cas import (
    EcheanceDuCas,
    Fait,
    OffreDuCas,
    SansOffre,
    Vacants,
    identite,
    il_lui_faut,
    lieux_voulus,
    refus_dit,
    sans_offre,
    typologies_voulues,
)
from relogement.cellule.codes import EtatPoint
from relogement.cellule.decisions import AvisLu, DecisionLue
from relogement.comparaison import ComparaisonRac
from relogement.modeles import LogementOffert, Menage, Offre
from relogement.nomenclatures import Etat, Reponse
from relogement.regles.montants import Montant


@dataclass(frozen=True)
class Cas:
    """Tout ce que la séance montre d'un dossier ; ``lu`` est le dossier tel que son écran le lit."""

    point_id: int
    seance_id: int
    menage_id: int
    reference: str
    nom: str = field(repr=False)
    identite: str = field(repr=False)
    etat: Etat
    etat_point: EtatPoint
    lu: DossierLu = field(repr=False)
    nb_comptees: int
    nb_offres: int
    refus: str
    rac_avant: Montant
    te_avant: Montant
    sans_offre: SansOffre
    il_lui_faut: str = field(repr=False)
    lieux: str = field(repr=False)
    seance_d_avant: SeancePassee | None
    depuis: tuple[Fait, ...] = field(repr=False)
    offres: tuple[OffreDuCas, ...] = field(repr=False)
    echeance: EcheanceDuCas | None
    vacants: Vacants = field(repr=False)
    precedentes: tuple[DecisionLue, ...] = field(repr=False)
    decisions: tuple[DecisionLue, ...] = field(repr=False)
    avis: tuple[AvisLu, ...] = field(repr=False)

    @property
    def rac(self) -> ComparaisonRac:
        """Les piles du reste à charge, telles que le dossier les dessine."""
        return self.lu.rac


def lire_cas(session: Session, point_id: int, au: date) -> Cas:
    """Le cas de ce point ; ``ErreurMetier`` s'il n'est plus à l'ordre du jour."""
    point = exiger_point(session, point_id)
    seance, lu = exiger_seance(session, point.seance_id), lire_dossier(session, point.menage_id)
    menage, bilan = lu.menage, lu.bilan
    toutes = decisions(session, au, menage_id=menage.id)
    precedentes = [d for d in toutes if d.seance_id != seance.id and d.seance_le <= seance.le]
    libres = vacants(session, lu, Contexte(au, lu.charte, lu.cadre, lire_parc(session), lu.zone_plafond))
    passee = derniere_seance(session, menage.id, seance)
    attente = session.scalar(select(sans_offre_depuis()).where(Menage.id == menage.id))
    return Cas(
        point_id=point.id,
        seance_id=seance.id,
        menage_id=menage.id,
        reference=menage.reference,
        nom=noms_des_menages(session, [menage.id]).get(menage.id, menage.reference),
        identite=identite(menage),
        etat=menage.etat,
        etat_point=point.etat,
        lu=lu,
        nb_comptees=bilan.nb_comptees,
        nb_offres=lu.charte.nb_offres,
        refus=refus_dit(menage.offres, _motif(lu)),
        rac_avant=lu.rac.avant.rac,
        te_avant=lu.rac.avant.te,
        sans_offre=sans_offre(attente, au, ouverte=any(o.tient_le_logement for o in menage.offres)),
        il_lui_faut=il_lui_faut(menage),
        lieux=lieux_voulus(menage),
        seance_d_avant=passee,
        depuis=depuis(
            session, menage.id, passee, au, faits=lu.faits, logements=_de_sa_taille(menage, libres),
            decisions=precedentes,
        ),
        offres=tuple(_offre(o, lu) for o in menage.offres),
        echeance=_echeance(bilan.echeance_objet, bilan.echeance_le, au),
        vacants=libres,
        precedentes=tuple(reversed(precedentes)),
        decisions=tuple(d for d in toutes if d.seance_id == seance.id),
        avis=avis(session, point.id),
    )  # fmt: skip


def _de_sa_taille(menage: Menage, libres: Vacants) -> list[LogementOffert]:
    """Un logement libéré n'est une nouvelle pour ce ménage que s'il est de la taille qu'il demande."""
    voulues = typologies_voulues(menage)
    return [v.logement for v in libres.meilleurs if not voulues or v.logement.typologie in voulues]


def _motif(lu: DossierLu) -> str:
    """Le motif du dernier refus, dans les mots de la charte."""
    refusees: Sequence[Offre] = [o for o in lu.menage.offres if o.reponse is Reponse.REFUS]
    return _libelle(refusees[-1], lu) if refusees else ""


def _libelle(offre: Offre, lu: DossierLu) -> str:
    motif = lu.charte.motif(offre.motif_refus)
    return str(motif["libelle"]) if motif else (offre.motif_refus or "")


def _offre(offre: Offre, lu: DossierLu) -> OffreDuCas:
    return OffreDuCas(
        rang=offre.rang, logement=offre.logement.libelle or "Logement à préciser", notifiee_le=offre.notifiee_le,
        limite_le=offre.limite_le, visite_le=offre.visite_le, reponse=offre.reponse,
        recevable=offre.motif_recevable, motif=_libelle(offre, lu).lower(), compte=lu.jugee(offre).compte,
    )  # fmt: skip


def _echeance(objet: str | None, le: date | None, au: date) -> EcheanceDuCas | None:
    return None if objet is None or le is None else EcheanceDuCas(objet, le, le < au)
