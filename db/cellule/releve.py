"""Le relevé d'une séance et le suivi des actions : les lire, les écrire en PDF ou en tableau, tout ou rien."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cellule.decisions import decisions
from db.cellule.lecture import exiger_seance, lire_seance
from db.exports.interne import ecrire_interne
from db.fichier import Fichier
from db.fuites import POUR_LES_PARTENAIRES, exiger_sans_les_noms
from db.operations import exiger_operation, nom_du_projet
from db.organisme import organisme, texte_du_document
from relogement.cellule.codes import EtatSeance
from relogement.cellule.decisions import SANS_RESPONSABLE, DecisionLue
from relogement.cellule.releve import EQUIPE, Action, Participant, PointDuReleve, Releve, action, masquer
from relogement.cellule.releve import Avis as AvisDit
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from relogement.exports.tableau import Document, Entete, Forme, Tableau, page_de
from relogement.modeles import Avis, LogementOffert, Menage, Operation, Partenaire, Point

PDF, CODE = ".pdf", "releve"
_ENTETES = tuple(
    Entete(nom, forme)
    for nom, forme in (
        ("Responsable", Forme.TEXTE), ("Dossier", Forme.TEXTE), ("Ménage", Forme.TEXTE),
        ("Décision", Forme.TEXTE), ("Logement", Forme.TEXTE), ("Séance", Forme.JOUR), ("Échéance", Forme.JOUR),
        ("Où elle en est", Forme.TEXTE),
    )
)  # fmt: skip


def releve(session: Session, seance_id: int) -> Releve:
    """Ce que la séance a noté, avec les noms : pour l'équipe."""
    seance, lue = exiger_seance(session, seance_id), lire_seance(session, seance_id)
    actions: dict[int, list[Action]] = defaultdict(list)
    for decision in decisions(session, seance.le, seance_id=seance_id):
        actions[decision.menage_id].append(action(decision))
    avis = _avis(session, seance_id)
    return Releve(
        projet=nom_du_projet(session),
        operation=session.scalar(select(Operation.libelle).where(Operation.id == seance.operation_id)),
        le=seance.le,
        heure=seance.heure,
        lieu=seance.lieu,
        close=seance.etat is EtatSeance.CLOSE,
        participants=tuple(Participant(p.partenaire, p.nom, p.present, bool(p.bailleur)) for p in lue.presents),
        points=tuple(
            PointDuReleve(
                rang, p.reference, p.nom, p.motif, p.etat, tuple(actions.get(p.menage_id, ())),
                tuple(avis.get(p.id, ())),
            )
            for rang, p in enumerate(lue.points, start=1)
        ),
    )  # fmt: skip


def _avis(session: Session, seance_id: int) -> dict[int, list[AvisDit]]:
    requete = (
        select(Avis.point_id, Partenaire.nom, Avis.sens, Avis.texte)
        .join(Point, Point.id == Avis.point_id)
        .join(Partenaire, Partenaire.id == Avis.partenaire_id)
        .where(Point.seance_id == seance_id)
        .order_by(Partenaire.nom, Avis.id)
    )
    ranges: dict[int, list[AvisDit]] = defaultdict(list)
    for point, nom, sens, texte in session.execute(requete):
        ranges[point].append(AvisDit(nom, sens, texte))
    return ranges


def releve_masque(session: Session, seance_id: int) -> Releve:
    """Le même pour les partenaires : ni ménage, ni personne, ni adresse."""
    dites = decisions(session, exiger_seance(session, seance_id).le, seance_id=seance_id)
    organismes = {d.par: d.partenaire for d in dites if d.partenaire} | {SANS_RESPONSABLE: SANS_RESPONSABLE}
    logements = {d.logement: _sans_adresse(session, d) for d in dites if d.logement}
    return masquer(releve(session, seance_id), organismes, logements)


def _sans_adresse(session: Session, decision: DecisionLue) -> str:
    """« T5, Perpignan (Tramontane Habitat) »."""
    logement = session.get(LogementOffert, decision.logement_id)
    if logement is None:
        return ""
    quoi = ", ".join(filter(None, (logement.typologie, logement.commune)))
    return f"{quoi} ({logement.bailleur})" if logement.bailleur else quoi


def releve_en_pdf(session: Session, seance_id: int, *, masque: bool = False) -> bytes:
    """Les octets du relevé ; masqué, il est fouillé : un nom tapé dans une décision l'arrête, et se dit."""
    from relogement.documents.cellule import releve_en_pdf as en_pdf

    dit = releve_masque(session, seance_id) if masque else releve(session, seance_id)
    octets = en_pdf(dit, organisme(session), texte_du_document(session, CODE))
    if masque:
        partenaires = session.scalars(select(Partenaire.nom)).all()
        declaration = POUR_LES_PARTENAIRES.avec(
            textes=[*partenaires, EQUIPE, SANS_RESPONSABLE, dit.titre], jours=dit.jours
        )
        exiger_sans_les_noms(session, octets, declaration=declaration, nom=nom_du_releve(dit))
    return octets


def nom_du_releve(dit: Releve) -> str:
    """« releve-2026-11-20-partenaires.pdf » : le nom proposé ne nomme personne."""
    return f"{CODE}-{dit.le:%Y-%m-%d}{'-partenaires' if dit.masque else ''}{PDF}"


def ecrire_releve(session: Session, seance_id: int, vers: Path, *, masque: bool = False) -> None:
    """Écrit le relevé ; un refus du disque, ou une fuite, ne laisse rien."""
    if vers.suffix.lower() != PDF:
        raise ErreurMetier(f"« {vers.name} » doit finir par {PDF} : le relevé est un PDF.")
    octets = releve_en_pdf(session, seance_id, masque=masque)
    with en_place(vers) as provisoire:
        provisoire.write_bytes(octets)


def actions(session: Session, au: date, *, toutes: bool = False, operation: str | None = None) -> list[Action]:
    """Ce que chacun doit encore faire ; ``toutes`` : aussi ce qui a eu sa suite."""
    lues = decisions(session, au, ouvertes=not toutes)
    if operation is not None:
        siens = select(Menage.id).join(Operation).where(Operation.code == operation)
        menages = set(session.scalars(siens))
        lues = [d for d in lues if d.menage_id in menages]
    return [action(d, au) for d in lues]


def ecrire_actions(
    fichier: Fichier, vers: Path, au: date, *, toutes: bool = False, operation: str | None = None
) -> int:
    """La liste des actions en PDF, en classeur ou en CSV, avec les noms : pour l'équipe ; rend combien."""
    with fichier.lire() as session:
        exiger_operation(session, operation)
        lues, projet = actions(session, au, toutes=toutes, operation=operation), nom_du_projet(session)
    if vers.suffix.lower() == PDF:
        from relogement.documents.cellule import actions_en_pdf

        octets = actions_en_pdf(lues, projet, au)
        with en_place(vers) as provisoire:
            provisoire.write_bytes(octets)
    else:
        ecrire_interne(fichier, tableau_des_actions(lues), vers)
    return len(lues)


def tableau_des_actions(lues: Sequence[Action]) -> Document:
    """Une ligne par action, responsable d'abord : elle se trie et se filtre dans un tableur."""
    lignes = [
        (a.par, a.reference, a.nom, a.texte, a.logement or None, a.seance_le, a.echeance_le, a.devenue)
        for a in sorted(lues, key=lambda a: (a.par, a.echeance_le or date.max, a.reference))
    ]
    pages = [page_de(lignes)] if lignes else []
    return Document("Actions de la cellule", (Tableau("Actions", _ENTETES, pages, len(lignes)),))
