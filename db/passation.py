"""Les dossiers d'un agent absent : ce qu'il en est, les confier d'une écriture, les rendre à son retour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, selectinload

from db import horloge
from db.chartes import charte_en_vigueur
from db.journee import Portee, affaires, noms_des_menages, sans_action_depuis
from db.pannes import Conflit
from relogement.a_faire import Rappel
from relogement.bilan import Bilan
from relogement.erreurs import ErreurMetier
from relogement.journee import LigneDuJour
from relogement.menage import Menage
from relogement.nomenclatures import Affaire, Etat
from relogement.operation import Operation
from relogement.passation import DossierAPasser, DossierConfie, EtatDesDossiers, Passation
from relogement.textes import jour, pluriel

FINIS = (Etat.CLOS, Etat.SORTI)
LOT = 500


@dataclass(frozen=True)
class Charge:
    """Un agent, et combien de dossiers il suit."""

    referent: str
    dossiers: int


@dataclass(frozen=True)
class PassationLue:
    """Une passation en cours : qui l'on attend, et où sont ses dossiers maintenant."""

    id: int
    referent: str
    faite_le: date
    retour_le: date | None
    confies: Mapping[int, str]
    a_rendre: tuple[int, ...]

    def est_due(self, au: date) -> bool:
        """Le jour du retour est venu."""
        return self.retour_le is not None and self.retour_le <= au


def charges(session: Session) -> list[Charge]:
    """Les agents qui suivent des dossiers en cours, dans l'ordre de leur nom."""
    requete = (
        select(Menage.referent, func.count())
        .where(Menage.referent.is_not(None), Menage.referent != "", Menage.etat.not_in(FINIS))
        .group_by(Menage.referent)
        .order_by(Menage.referent)
    )
    return [Charge(nom, combien) for nom, combien in session.execute(requete) if nom]


def exiger_le_referent(session: Session, nom: str) -> None:
    """Lève ``ErreurMetier`` si personne de ce nom ne suit de dossier en cours."""
    connus = [c.referent for c in charges(session)]
    if nom not in connus:
        raise ErreurMetier(
            f"« {nom} » ne suit aucun dossier en cours. Agents du projet : {', '.join(connus) or 'aucun'}."
        )


def etat_des_dossiers(session: Session, referent: str, au: date) -> EtatDesDossiers:
    """Tous les dossiers en cours d'un agent, avec ce qui y attend."""
    lignes = session.execute(_dossiers().where(Menage.referent == referent)).all()
    return _etat(session, referent, au, lignes, affaires(session, Portee(au, referent)))


def etat_de_la_passation(session: Session, passation_id: int, au: date) -> EtatDesDossiers:
    """De même pour les dossiers d'une passation, chez ceux qui les suivent maintenant."""
    passation = session.get_one(Passation, passation_id)
    confies = {c.menage_id: c.a for c in passation.confies}
    lignes = session.execute(_dossiers().where(Menage.id.in_(list(confies)))).all()
    vues = [a for nom in sorted(set(confies.values())) for a in affaires(session, Portee(au, nom))]
    siennes = [a for a in vues if a.menage_id in confies]
    return _etat(session, passation.referent, au, lignes, siennes, confies)


def _dossiers() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Menage.id, Menage.reference, Menage.etat, Operation.code, Menage.dossier_parent_id,
            Bilan.nb_comptees, Bilan.offre_en_cours,
        )
        .join(Operation, Operation.id == Menage.operation_id)
        .join(Bilan, Bilan.menage_id == Menage.id)
        .where(Menage.etat.not_in(FINIS))
        .order_by(Menage.reference)
    )  # fmt: skip


def _etat(
    session: Session,
    referent: str,
    au: date,
    lignes: Sequence[Any],
    vues: Sequence[LigneDuJour],
    confies: Mapping[int, str] | None = None,
) -> EtatDesDossiers:
    charte = charte_en_vigueur(session, au)
    noms = noms_des_menages(session, [li.id for li in lignes])
    muets = _muets(session, au, {referent, *(confies or {}).values()})
    par_dossier: dict[int, list[LigneDuJour]] = {}
    for vue in (v for v in vues if v.genre is not Affaire.RAPPEL):
        par_dossier.setdefault(vue.menage_id or 0, []).append(vue)
    vide = EtatDesDossiers(referent, au, ())
    dossiers = [
        DossierAPasser(
            li.id, li.reference, noms.get(li.id, ""), li.etat, li.code, f"{li.nb_comptees}/{charte.nb_offres}",
            li.dossier_parent_id or li.id, tuple(sorted(par_dossier.get(li.id, ()), key=vide.presse)),
            muets.get(li.id),
        )
        for li in lignes
    ]  # fmt: skip
    dossiers.sort(
        key=lambda d: (d.prochaine is None, vide.presse(d.prochaine) if d.prochaine else (), d.reference)
    )
    rappels = tuple(v for v in vues if v.genre is Affaire.RAPPEL)
    return EtatDesDossiers(
        referent, au, tuple(dossiers), rappels, charte.alerte_sans_action_jours, dict(confies or {})
    )


def _muets(session: Session, au: date, noms: Iterable[str]) -> dict[int, date]:
    """Un dossier où rien n'a jamais été fait est muet depuis toujours."""
    vus: dict[int, date] = {}
    for nom in noms:
        vus |= {m: le or date.min for m, le in sans_action_depuis(session, Portee(au, nom)).items()}
    return vus


def confier(
    session: Session,
    referent: str,
    repartition: Mapping[int, str],
    *,
    retour_le: date | None = None,
    auteur: str = "",
) -> Passation:
    """Change le référent de ces dossiers, tous ou aucun, et retient de qui ils viennent et quand les rendre."""
    _verifier(session, referent, repartition, retour_le)
    for collegue in sorted(set(repartition.values())):
        _changer(session, [m for m, nom in repartition.items() if nom == collegue], referent, collegue)
    passation = Passation(
        referent=referent, faite_le=horloge.maintenant(), auteur=auteur or None, retour_le=retour_le,
        rappels=_passer_les_rappels(session, referent, repartition),
        confies=[DossierConfie(menage_id=m, a=nom) for m, nom in sorted(repartition.items())],
    )  # fmt: skip
    session.add(passation)
    if retour_le is not None:
        session.add(_rappel_du_retour(referent, retour_le, len(repartition)))
    session.flush()
    return passation


def _verifier(session: Session, referent: str, repartition: Mapping[int, str], retour_le: date | None) -> None:
    if not repartition:
        raise ErreurMetier("Choisissez au moins un dossier et un collègue.")
    if any(not nom.strip() for nom in repartition.values()):
        raise ErreurMetier("Donnez le nom du collègue qui reçoit les dossiers.")
    if referent in repartition.values():
        raise ErreurMetier(
            f"Les dossiers de {referent} ne peuvent pas lui être confiés. Choisissez quelqu’un d’autre."
        )
    if retour_le is not None and retour_le < horloge.aujourdhui():
        raise ErreurMetier(f"Le retour est prévu le {jour(retour_le)}, c’est déjà passé. Corrigez la date.")


def _changer(session: Session, ids: Sequence[int], de: str, a: str) -> None:
    """Refuse tout si l'un d'eux a changé de mains entre-temps."""
    session.flush()
    changes = 0
    for debut in range(0, len(ids), LOT):
        lot = ids[debut : debut + LOT]
        ordre = update(Menage).where(Menage.id.in_(lot), Menage.referent == de).values(referent=a)
        changes += session.connection().execute(ordre).rowcount
    if changes != len(ids):
        raise Conflit(
            f"{pluriel(len(ids) - changes, 'dossier')} de {de} ont changé de référent entre-temps : rien n’a été "
            "confié. Relisez la liste."
        )


def _passer_les_rappels(session: Session, referent: str, repartition: Mapping[int, str]) -> list[int]:
    """Les rappels qu'il s'était laissés dans ces dossiers vont avec eux."""
    requete = select(Rappel).where(
        Rappel.agent == referent, Rappel.fait_le.is_(None), Rappel.menage_id.is_not(None)
    )
    siens = [r for r in session.scalars(requete) if r.menage_id in repartition]
    for rappel in siens:
        rappel.agent = repartition[rappel.menage_id or 0]
    return [rappel.id for rappel in siens]


def _rappel_du_retour(referent: str, retour_le: date, combien: int) -> Rappel:
    return Rappel(
        agent=referent,
        le=retour_le,
        objet=f"Retour : reprendre {pluriel(combien, 'dossier confié', 'dossiers confiés')}",
    )


def en_cours(session: Session) -> list[PassationLue]:
    """Les passations dont des dossiers peuvent encore être rendus, le retour le plus proche d'abord."""
    requete = select(Passation).where(Passation.rendue_le.is_(None)).options(selectinload(Passation.confies))
    lues = [_lue(session, passation) for passation in session.scalars(requete)]
    return sorted((p for p in lues if p.a_rendre), key=lambda p: (p.retour_le or date.max, p.id))


def _lue(session: Session, passation: Passation) -> PassationLue:
    confies = {c.menage_id: c.a for c in passation.confies}
    requete = select(Menage.id, Menage.referent).where(Menage.id.in_(list(confies)), Menage.etat.not_in(FINIS))
    restes = tuple(m for m, nom in session.execute(requete) if nom == confies[m])
    return PassationLue(
        passation.id, passation.referent, passation.faite_le.date(), passation.retour_le, confies, restes
    )


def rendre(session: Session, passation_id: int) -> int:
    """Rend les dossiers à l'agent revenu ; ceux qui ont encore changé de mains depuis restent où ils sont."""
    passation = session.get(Passation, passation_id)
    if passation is None or passation.rendue_le is not None:
        raise Conflit("Ces dossiers ont déjà été rendus. Relisez la liste.")
    lue = _lue(session, passation)
    for collegue in sorted(set(lue.confies.values())):
        siens = [m for m in lue.a_rendre if lue.confies[m] == collegue]
        _changer(session, siens, collegue, passation.referent)
    for rappel in session.scalars(
        select(Rappel).where(Rappel.id.in_(passation.rappels), Rappel.fait_le.is_(None))
    ):
        if rappel.menage_id in lue.a_rendre:
            rappel.agent = passation.referent
    passation.rendue_le = horloge.aujourdhui()
    session.flush()
    return len(lue.a_rendre)
