"""Fusionner deux dossiers d'un même ménage : l'un reprend tout, l'autre reste consultable ; et défusionner."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.annulation import Annulee, annuler
from db.chartes import charte_en_vigueur
from db.dossier import relire
from db.fusion_lignes import deplacer_les_lignes
from db.journal import LigneDeJournal
from db.tables_doublons import Fusion
from relogement.actes import constater_le_compte
from relogement.cout import MONTANTS, Cout
from relogement.erreurs import ErreurMetier
from relogement.fusion import (
    Cote,
    completer_l_offre,
    completer_le_relogement,
    offres_communes,
    personnes_communes,
    relogements_communs,
    renumeroter,
)
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Etat, Lien, Moment, MotifSortie
from relogement.parcours import consigner

ACTE, DEFAIT = "Fusion de dossiers", "Fusion défaite"


@dataclass(frozen=True)
class Decision:
    """Ce que l'agent a choisi : le côté de chaque champ, et les personnes que le dossier qui reste accueille."""

    garde: int
    repris: int
    cotes: Mapping[str, Cote]
    le: date
    accueillies: Collection[int] = ()
    versions: tuple[int | None, int | None] = (None, None)


def fusionner(session: Session, decision: Decision, *, auteur: str = "") -> None:
    """Le dossier gardé reprend tout ce que l'autre a de plus ; l'autre sort, fusionné, et garde ses doubles."""
    garde = relire(session, Menage, decision.garde, decision.versions[0])
    repris = relire(session, Menage, decision.repris, decision.versions[1])
    _verifier(session, garde, repris)
    _accueillir(garde, repris, decision.accueillies)
    communes = offres_communes(garde, repris)
    for ici, la in communes:
        completer_l_offre(ici, la)
    for bail, double in relogements_communs(garde, repris):
        completer_le_relogement(bail, double)
    _choisir(garde, repris, decision.cotes)
    session.flush()
    deplacer_les_lignes(session, garde, repris, decision.accueillies, communes)
    session.expire_all()
    renumeroter(garde.offres)
    _rattacher(session, garde, repris)
    _dire(garde, repris, decision.le, auteur)
    constater_le_compte(garde, decision.le, charte=charte_en_vigueur(session), auteur=auteur)
    session.add(Fusion(menage_id=repris.id, dans_id=garde.id))
    session.flush()


def defusionner(session: Session, repris_id: int) -> Annulee:
    """Les deux dossiers redeviennent ce qu'ils étaient ; ce qui a été changé depuis reste, et se dit."""
    lignes = LigneDeJournal
    requete = select(lignes.ecriture_id).where(
        lignes.objet == Fusion.__tablename__, lignes.geste == "C", lignes.dossier_id == repris_id
    )
    ecriture = session.scalar(requete.order_by(lignes.id.desc()).limit(1))
    if ecriture is None or fusionne_dans(session, repris_id) is None:
        raise ErreurMetier("Ce dossier n’a pas été fusionné : il n’y a rien à défaire.")
    return annuler(session, ecriture, tolerant=True)


def fusionne_dans(session: Session, menage_id: int) -> int | None:
    """Le dossier qui a repris celui-ci."""
    return session.scalar(select(Fusion.dans_id).where(Fusion.menage_id == menage_id))


def _verifier(session: Session, garde: Menage, repris: Menage) -> None:
    if garde is repris:
        raise ErreurMetier("C’est le même dossier : choisissez-en deux.")
    requete = select(Fusion.menage_id).where(Fusion.menage_id.in_((garde.id, repris.id)))
    if deja := session.scalar(requete):
        reference = session.get_one(Menage, deja).reference
        raise ErreurMetier(f"Le dossier {reference} a déjà été fusionné : ouvrez celui qui l’a repris.")


def _accueillir(garde: Menage, repris: Menage, accueillies: Collection[int]) -> None:
    """Les personnes de plus ; un dossier n'a qu'un titulaire."""
    communes = {la.id for _, la in personnes_communes(garde, repris)}
    for personne in repris.personnes:
        de_plus = personne.id in accueillies and personne.id not in communes
        if de_plus and personne.lien is Lien.TITULAIRE and garde.titulaire is not None:
            personne.lien = Lien.AUTRE


def _choisir(garde: Menage, repris: Menage, cotes: Mapping[str, Cote]) -> None:
    for cle, cote in cotes.items():
        if cote is Cote.REPRIS:
            _prendre(garde, repris, cle)


def _prendre(garde: Menage, repris: Menage, cle: str) -> None:
    objet, _, nom = cle.partition(".")
    match objet:
        case "menage":
            setattr(garde, nom, getattr(repris, nom))
            if nom == "etat":  # une sortie vient avec son motif et sa date, et part avec eux
                garde.motif_sortie, garde.sorti_le = repris.motif_sortie, repris.sorti_le
        case "logement":
            garde.logement_quitte = repris.logement_quitte
        case "cout":
            _prendre_un_cout(garde, repris.cout_avant, nom)
        case "personne":
            ici, la, champ = nom.split(".")
            setattr(_personne(garde, int(ici)), champ, getattr(_personne(repris, int(la)), champ))


def _prendre_un_cout(garde: Menage, la: Cout | None, nom: str) -> None:
    """Un montant vient avec sa source et sa date."""
    assert la is not None
    ici = garde.cout_avant
    if ici is None:
        ici = Cout(moment=Moment.AVANT)
        garde.couts.append(ici)
    setattr(ici, nom, getattr(la, nom))
    if nom in MONTANTS:
        provenance = la.provenance(nom)
        ici.justifier(nom, provenance.source, provenance.le)


def _personne(menage: Menage, numero: int) -> Personne:
    trouvee = next((p for p in menage.personnes if p.id == numero), None)
    if trouvee is None:
        raise ErreurMetier("Une des personnes n’est plus dans ce ménage : rouvrez la fusion.")
    return trouvee


def _rattacher(session: Session, garde: Menage, repris: Menage) -> None:
    """Les décohabitants du dossier repris sont ceux du dossier qui reste ; une fusion d'avant suit aussi."""
    if garde.dossier_parent_id == repris.id:
        garde.dossier_parent_id = repris.dossier_parent_id
    enfants = select(Menage).where(Menage.dossier_parent_id == repris.id, Menage.id != garde.id)
    for enfant in session.scalars(enfants):
        enfant.dossier_parent_id = garde.id
    for ancienne in session.scalars(select(Fusion).where(Fusion.dans_id == repris.id)):
        ancienne.dans_id = garde.id


def _dire(garde: Menage, repris: Menage, le: date, auteur: str) -> None:
    consigner(garde, Etat.RECENSE, le, auteur=auteur, motif=f"reprend le dossier {repris.reference} (fusion)")
    consigner(repris, Etat.SORTI, le, auteur=auteur, motif=f"fusionné dans le dossier {garde.reference}")
    repris.etat, repris.motif_sortie, repris.sorti_le = Etat.SORTI, MotifSortie.FUSION, le


@dataclass(frozen=True)
class Fusionnes:
    """Ce qu'un dossier a repris, et qui l'a repris, lui."""

    dans: tuple[int, str] | None
    repris: tuple[tuple[int, str], ...]


def fusionnes(session: Session, menage_id: int) -> Fusionnes:
    """Les fusions où est ce dossier, de quoi les nommer et les ouvrir."""
    lignes = session.execute(
        select(Fusion.menage_id, Fusion.dans_id).where(
            or_(Fusion.menage_id == menage_id, Fusion.dans_id == menage_id)
        )
    ).all()
    numeros = {n for ligne in lignes for n in ligne}
    noms = dict(session.execute(select(Menage.id, Menage.reference).where(Menage.id.in_(numeros))).all())
    dans = next(((d, noms[d]) for m, d in lignes if m == menage_id), None)
    repris = sorted(((m, noms[m]) for m, d in lignes if d == menage_id), key=lambda r: r[1])
    return Fusionnes(dans, tuple(repris))
