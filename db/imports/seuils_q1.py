"""Fusionner des seuils du premier quartile : un arrêté corrige le sien, aucun n'est retiré."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.imports.changements import Changements
from db.imports.rapport import Rapport
from db.seuils_q1 import SeuilImporte, seuils_q1
from relogement.imports.resultat import Lecture
from relogement.modeles import Projet
from relogement.seuils_q1 import SeuilQ1


def fusionner_seuils_q1(session: Session, lecture: Lecture[SeuilQ1], rapport: Rapport) -> None:
    """Ajoute les seuils nouveaux, met à jour ceux dont le montant ou le texte change."""
    connus = {(s.epci, s.annee): s for s in session.scalars(select(SeuilImporte))}
    for lu in lecture.objets:
        changements, seuil = Changements(), connus.get((lu.epci, lu.annee))
        if seuil is None:
            session.add(SeuilImporte(epci=lu.epci, annee=lu.annee, montant=lu.montant, texte=lu.texte))
            changements.cree = True
        else:
            changements.poser(seuil, montant=lu.montant, texte=lu.texte)
        rapport.compter(changements.sort)
    session.flush()
    _situer_le_projet(session, {lu.epci for lu in lecture.objets}, rapport)
    _dire_si_aucun_ne_vaut(session, rapport)


def _situer_le_projet(session: Session, lus: set[str], rapport: Rapport) -> None:
    """Un projet sans intercommunalité connue prend celle du fichier s'il n'en a qu'une, et le rapport le dit."""
    if seuils_q1(session).epci is None and len(lus) == 1:
        (epci,) = lus
        projet = session.scalars(select(Projet)).one()
        projet.epci = epci
        session.flush()
        rapport.signaler("", None, None, f"L’intercommunalité du projet était inconnue : c’est désormais {epci}.")


def _dire_si_aucun_ne_vaut(session: Session, rapport: Rapport) -> None:
    """Importer les seuils d'à côté ne donne pas le quartile : on le dit tout de suite."""
    du_projet = seuils_q1(session)
    if du_projet.epci is None:
        rapport.signaler(
            "",
            None,
            None,
            "L’intercommunalité du projet est inconnue : importez d’abord un fichier qui n’a qu’elle.",
        )
    elif not du_projet.seuils:
        rapport.signaler("", None, None, f"Aucun de ces seuils n’est celui de {du_projet.epci}, l’EPCI du projet.")
