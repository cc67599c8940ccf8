"""Ce que la période donnerait si on la scellait maintenant, et ce qu'il vaut mieux savoir avant."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.baremes import a_revoir
from db.chiffres import Mesures, mesurer
from db.horloge import aujourdhui
from db.scelles.demande import Demande, dossiers_de_la_portee, scellees, verifier
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.criteres import INDICATEURS, QUATRE_CRITERES, dans_la_base
from relogement.indicateurs.indicateur import Mesure
from relogement.modeles import Bilan, Operation
from relogement.textes import INSECABLE, pluriel, pourcent


@dataclass(frozen=True)
class ApercuScelle:
    """Les comptes, les indicateurs, les avis ; ``refus`` dit pourquoi l'on ne peut pas sceller."""

    dossiers: int
    reloges: int
    reloges_de_la_periode: int
    mesures: Mesures
    avis: tuple[str, ...] = ()
    refus: str = ""
    nr: dict[str, int] = field(default_factory=dict)


def apercu(session: Session, demande: Demande) -> ApercuScelle:
    """Tout ce que la fenêtre montre avant de confirmer."""
    mesures = mesurer(session, demande.periode.fin, demande.operation)
    return ApercuScelle(
        dossiers=dossiers_de_la_portee(session, demande.operation),
        reloges=mesures.base_tous,
        reloges_de_la_periode=_entres(session, demande),
        mesures=mesures,
        avis=tuple(_avis(session, demande, mesures)),
        refus=_refus(session, demande),
        nr={code: mesures.tous[code].nr for code in QUATRE_CRITERES},
    )


def avertissements(session: Session, demande: Demande) -> tuple[str, ...]:
    """Les avis seuls."""
    return tuple(_avis(session, demande, mesurer(session, demande.periode.fin, demande.operation)))


def _refus(session: Session, demande: Demande) -> str:
    try:
        verifier(session, demande)
    except ErreurMetier as erreur:
        return str(erreur)
    return ""


def _entres(session: Session, demande: Demande) -> int:
    """Les ménages entrés dans la base pendant la période : la plus tardive du bail et de l'entrée y tombe."""
    debut, fin = demande.periode.debut, demande.periode.fin
    depuis = (Bilan.bail_le >= debut) | (Bilan.entree_le >= debut)
    requete = select(func.count()).select_from(Bilan).where(dans_la_base(fin), depuis)
    if demande.operation is not None:
        requete = requete.join(Operation, Operation.id == Bilan.operation_id)
        requete = requete.where(Operation.code == demande.operation)
    return session.scalar(requete) or 0


def _avis(session: Session, demande: Demande, mesures: Mesures) -> Iterator[str]:
    for indicateur in INDICATEURS:
        mesure = mesures.tous.get(indicateur.code)
        if mesure is not None and mesure.nr:
            yield _inconnus(indicateur.libelle, mesure, demande)
    if not mesures.base_tous:
        yield "Aucun ménage n’est relogé définitivement à la fin de cette période."
    yield from a_revoir(session, demande.periode.fin)
    for autre in scellees(session, demande.operation):
        if demande.periode != autre.periode and demande.periode.contient(autre.periode):
            nom = f"«{INSECABLE}{autre.libelle}{INSECABLE}»"
            yield f"{nom}, déjà close, est dans cette période{INSECABLE}: ses chiffres restent les siens."
    if demande.periode.fin == aujourdhui():
        yield "La période finit aujourd’hui : ce qui sera saisi d’ici ce soir n’y sera pas."


def _inconnus(libelle: str, mesure: Mesure, demande: Demande) -> str:
    """« Maîtrise du reste à charge : 3 ménages non renseignés, couverture 62,50 %, non significatif. »"""
    combien = pluriel(mesure.nr, "ménage non renseigné", "ménages non renseignés")
    faible = "" if mesure.significatif(demande.periode.fin) else ", non significatif"
    return f"{libelle}{INSECABLE}: {combien}, couverture {pourcent(mesure.couverture)}{faible}."
