"""Les faits d'un dossier, du plus récent au plus ancien : contacts, actes, et champs changés, en français."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from db.faits_changes import Change, raconter
from db.journal import Ecriture, LigneDeJournal
from relogement.menage import Menage
from relogement.modeles import Consultation, Decision, Partenaire, Seance
from relogement.nomenclatures import Canal, DecisionCaleol, Etat, ModeNotification, Reponse
from relogement.offre import Offre
from relogement.parcours import Etape
from relogement.suivi import Contact
from relogement.textes import euros, heure, jour


class GenreDeFait(StrEnum):
    CONTACT = "contact"
    ACTE = "acte"
    CELLULE = "cellule"
    CHANGEMENT = "changement"


@dataclass(frozen=True)
class Fait:
    """Une ligne du journal ; `horaire` est faux quand on ne connaît que le jour."""

    genre: GenreDeFait
    le: datetime | None
    titre: str
    detail: str = ""
    auteur: str = ""
    horaire: bool = False
    etat: Etat | None = None
    canal: Canal | None = None
    rang: int = 0


MODES = {
    ModeNotification.RECOMMANDE: "recommandé",
    ModeNotification.MAIN_PROPRE: "en main propre",
    ModeNotification.COMMISSAIRE: "par commissaire",
    ModeNotification.COURRIER: "lettre simple",
    ModeNotification.COURRIEL: "courriel",
}


def faits(session: Session, menage: Menage) -> list[Fait]:
    """Les contacts, les actes et les changements, du plus récent au plus ancien ; sans date à la fin."""
    lignes = _journal(session, menage)
    notees = {ligne.ligne_id: ligne.le for ligne in lignes if ligne.objet == "etape" and ligne.geste == "C"}
    tous = [*map(_contact, menage.contacts), *_actes(menage, notees)]
    tous += [*_decisions(session, menage), *_consultations(session, menage)]
    tous += [_change(change) for change in raconter(lignes, menage)]
    return sorted(tous, key=_ordre, reverse=True)


def _ordre(fait: Fait) -> tuple[str, int]:
    return (fait.le.isoformat() if fait.le else "", fait.rang)


def _journal(session: Session, menage: Menage) -> Sequence[Any]:
    lignes = LigneDeJournal
    requete = (
        select(
            lignes.ecriture_id, Ecriture.le, Ecriture.auteur, Ecriture.acte, Ecriture.annule_id, lignes.objet,
            lignes.ligne_id, lignes.geste, lignes.champ, lignes.avant, lignes.apres,
        )
        .join(Ecriture, Ecriture.id == lignes.ecriture_id)
        .where(or_(lignes.dossier_id == menage.id, *_logements(menage)))
        .order_by(lignes.id)
    )  # fmt: skip
    return session.execute(requete).all()


def _logements(menage: Menage) -> Iterator[ColumnElement[bool]]:
    """Un logement n'appartient à aucun dossier : on le cherche par son numéro, avec son index."""
    objet, ligne, sans = LigneDeJournal.objet, LigneDeJournal.ligne_id, LigneDeJournal.dossier_id.is_(None)
    if menage.logement_quitte_id is not None:
        yield and_(sans, objet == "logement_quitte", ligne == menage.logement_quitte_id)
    if offerts := [o.logement_id for o in menage.offres]:
        yield and_(sans, objet == "logement_offert", ligne.in_(offerts))


def _contact(contact: Contact) -> Fait:
    suite = f"Suite : {contact.suite}" if contact.suite else ""
    if contact.suite and contact.suite_le:
        suite += f", pour le {jour(contact.suite_le)}"
    if contact.suite and contact.suite_faite_le:
        suite += f", faite le {jour(contact.suite_faite_le)}"
    return Fait(
        GenreDeFait.CONTACT, contact.le, contact.objet, suite, contact.auteur or "",
        horaire=contact.le.time() != time(), canal=contact.canal,
    )  # fmt: skip


def _decisions(session: Session, menage: Menage) -> Iterator[Fait]:
    """Ce que la cellule a décidé, qui en répond, et ce que c'est devenu."""
    requete = (
        select(Decision, Seance.le, Partenaire.nom)
        .join(Seance, Seance.id == Decision.seance_id)
        .outerjoin(Partenaire, Partenaire.id == Decision.partenaire_id)
        .where(Decision.menage_id == menage.id)
    )
    for decision, le, partenaire in session.execute(requete):
        pour = f"pour le {jour(decision.echeance_le)}" if decision.echeance_le else ""
        suite = f"{decision.suite.libelle.lower()} le {jour(decision.suite_le)}" if decision.suite else ""
        detail = ", ".join(filter(None, (decision.responsable or partenaire, pour, suite)))
        notee = decision.notee_le
        yield Fait(
            GenreDeFait.CELLULE, notee if notee.date() == le else _minuit(le), f"Cellule : {decision.texte}",
            detail, horaire=notee.date() == le, rang=decision.id,
        )  # fmt: skip


def _consultations(session: Session, menage: Menage) -> Iterator[Fait]:
    """Les partenaires consultés avant une attribution, et l'issue si elle est constatée."""
    requete = select(Consultation).where(Consultation.menage_id == menage.id)
    for vue in session.scalars(requete):
        fin = f"objection avant le {jour(vue.finit_le)} à {heure(vue.finit_le)}"
        issue = f"{vue.issue.libelle}, le {jour(vue.issue_le)}" if vue.issue else fin
        yield Fait(
            GenreDeFait.CELLULE, vue.envoyee_le, "Bailleurs consultés", issue, vue.auteur or "", horaire=True,
            rang=vue.id,
        )  # fmt: skip


def _actes(menage: Menage, notees: dict[int, datetime]) -> Iterator[Fait]:
    """Un passage par état ; celui qui suit un refus ou une décision se lit dans le précédent."""
    precedente: Etape | None = None
    for rang, etape in enumerate(menage.etapes):
        if precedente is not None and _sous_entendue(etape, precedente):
            precedente = etape
            continue
        titre, detail = _dire(etape, menage)
        if etape.motif and etape.motif not in detail:
            detail = " · ".join(filter(None, (detail, etape.motif)))
        notee = notees.get(etape.id)
        horaire = notee is not None and notee.date() == etape.le
        le = notee if horaire else _minuit(etape.le)
        yield Fait(
            GenreDeFait.ACTE, le, titre, detail, etape.auteur or "", horaire=horaire, etat=etape.etat, rang=rang
        )
        precedente = etape


def _minuit(le: date | None) -> datetime | None:
    return None if le is None else datetime.combine(le, time())


def _sous_entendue(etape: Etape, precedente: Etape) -> bool:
    if etape.le != precedente.le:
        return False
    suites = {Etat.REFUS: (Etat.RECHERCHE,), Etat.CALEOL: (Etat.ATTRIBUE, Etat.RECHERCHE)}
    return etape.etat in suites.get(precedente.etat, ())


def _dire(etape: Etape, menage: Menage) -> tuple[str, str]:
    match etape.etat:
        case Etat.OFFRE:
            return _offre_faite(next((o for o in menage.offres if o.notifiee_le == etape.le), None), etape)
        case Etat.VISITE:
            visitees = _de(menage.offres, "visite_le", etape.le)
            return _avec_rang("Visite", visitees), _adresse(visitees)
        case Etat.ACCORD | Etat.REFUS:
            return _reponse(etape, menage)
        case Etat.CALEOL:
            decisions = [c.decision for c in menage.caleols if c.le == etape.le and c.decision]
            return "CALEOL", _decision(decisions)
        case Etat.BAIL | Etat.PROVISOIRE | Etat.EMMENAGE:
            return _entree(etape, menage)
        case Etat.RECENSE if etape is not menage.etapes[0]:
            return "Composition du ménage revue", etape.motif or ""
        case Etat.TROIS_REFUS:
            return "Trois offres refusées", "Le nombre de la charte est atteint"
    return LIBELLES.get(etape.etat, etape.etat.libelle), etape.motif or ""


LIBELLES = {
    Etat.RECENSE: "Dossier recensé",
    Etat.INFORME: "Ménage informé",
    Etat.ENQUETE: "Enquête sociale",
    Etat.SNE: "Demande enregistrée au SNE",
    Etat.RECHERCHE: "Recherche d’un logement",
    Etat.ATTRIBUE: "Logement attribué",
    Etat.RETOUR: "Retour du logement provisoire",
    Etat.SUIVI: "Suivi après l’entrée",
    Etat.SORTI: "Sortie du relogement",
    Etat.CLOS: "Dossier clos",
}


def _de(offres: Iterable[Offre], champ: str, le: date | None) -> Offre | None:
    return next((o for o in offres if le is not None and getattr(o, champ) == le), None)


def _avec_rang(mot: str, offre: Offre | None) -> str:
    return mot if offre is None else f"{mot} de l’offre {offre.rang}"


def _adresse(offre: Offre | None) -> str:
    if offre is None:
        return ""
    logement = offre.logement
    return ", ".join(filter(None, (logement.adresse or logement.residence, logement.commune)))


def _offre_faite(offre: Offre | None, etape: Etape) -> tuple[str, str]:
    if offre is None or etape.le is None:
        return "Offre proposée", "Sans notification écrite"
    mode = MODES[offre.mode_notification].capitalize() if offre.mode_notification else "Mode non précisé"
    return f"Offre {offre.rang} notifiée", f"{mode}, limite {jour(offre.limite_le)}"


def _reponse(etape: Etape, menage: Menage) -> tuple[str, str]:
    offre = _de([o for o in menage.offres if _va_avec(o, etape)], "repondue_le", etape.le)
    if offre is None:
        return etape.etat.libelle, etape.motif or ""
    if offre.reponse is Reponse.SILENCE:
        return f"Offre {offre.rang} : silence constaté", f"Limite du {jour(offre.limite_le)} passée"
    motif = offre.motif_recevable.libelle if offre.motif_recevable else ""
    return f"Offre {offre.rang} {offre.reponse.libelle.lower()}", motif and f"Motif : {motif.lower()}"


def _va_avec(offre: Offre, etape: Etape) -> bool:
    return (offre.reponse is Reponse.ACCORD) == (etape.etat is Etat.ACCORD)


def _decision(decisions: Sequence[DecisionCaleol]) -> str:
    return " ; ".join(d.libelle for d in decisions) or "Décision attendue"


def _entree(etape: Etape, menage: Menage) -> tuple[str, str]:
    champ = "entree_le" if etape.etat is Etat.EMMENAGE else "bail_le"
    trouve = next((r for r in menage.relogements if getattr(r, champ) == etape.le), None)
    lieu = trouve.logement.libelle if trouve else ""
    if etape.etat is Etat.EMMENAGE:
        return "Entrée dans les lieux", lieu
    if etape.etat is Etat.PROVISOIRE:
        lieu = ", ".join(filter(None, (lieu, etape.motif)))
        return "Relogement provisoire", lieu
    cout = trouve.cout if trouve else None
    loyer = f"Loyer {euros(cout.loyer)}" if cout and cout.loyer is not None else ""
    return "Bail signé", " · ".join(filter(None, (lieu, loyer)))


def _change(change: Change) -> Fait:
    return Fait(GenreDeFait.CHANGEMENT, change.le, change.titre, change.detail, change.auteur, horaire=True)
