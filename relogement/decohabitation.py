"""La décohabitation : des personnes quittent un ménage pour leur propre dossier ; elle se défait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from relogement.comptes_du_menage import ajouter, moins_de_14, retrancher
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage, Personne
from relogement.mois_de_ressources import reporter_les_mois
from relogement.nomenclatures import Etat, Lien, TypeDossier
from relogement.parcours import consigner, passer
from relogement.textes import INSECABLE, jour, pluriel

FINIS = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI)


@dataclass(frozen=True)
class Depart:
    """Qui part, quand, pourquoi ; au nom de qui sont ensuite le nouveau dossier et, s'il le faut, l'ancien."""

    partants: Sequence[Personne] = field(repr=False)
    le: date
    motif: str = field(default="", repr=False)
    titulaire: Personne | None = field(default=None, repr=False)
    remplacant: Personne | None = field(default=None, repr=False)


def decohabiter(parent: Menage, depart: Depart, reference: str, *, auteur: str = "") -> Menage:
    """Ouvre le dossier des personnes qui partent, dans la même opération et depuis le même logement."""
    _verifier(parent, depart)
    partent_moins_14 = _moins_14_partants(parent, depart)
    enfant = Menage(
        reference=reference,
        operation=parent.operation,
        type=TypeDossier.DECOHABITANT,
        dossier_parent=parent,
        logement_quitte=parent.logement_quitte,
        referent=parent.referent,
        nb_personnes=len(depart.partants),
        nb_moins_14=partent_moins_14,
    )
    _deplacer(parent, enfant, depart.partants)
    _nommer(parent, enfant, depart)
    retrancher(parent, len(depart.partants), partent_moins_14)
    combien = pluriel(len(depart.partants), "personne")
    suite = f"{INSECABLE}: {depart.motif.strip()}" if depart.motif.strip() else ""
    consigner(
        parent, Etat.RECENSE, depart.le, auteur=auteur,
        motif=f"décohabitation, {combien} au dossier {reference}{suite}",
    )  # fmt: skip
    passer(
        enfant,
        Etat.RECENSE,
        depart.le,
        auteur=auteur,
        motif=f"décohabitation du dossier {parent.reference}{suite}",
    )
    return enfant


def annuler_la_decohabitation(
    enfant: Menage, le: date, motif: str, *, liens: Mapping[int, Lien] | None = None, auteur: str = ""
) -> Menage:
    """Rend les personnes au ménage qu'elles avaient quitté, qui reprend aussi les contacts ; le dossier se vide.

    `liens` : le lien de chaque personne avant la décohabitation, par numéro de personne.
    """
    parent = _parent_de(enfant)
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi la décohabitation est annulée.")
    combien, moins_14 = enfant.nb_personnes or len(enfant.personnes), enfant.nb_moins_14
    rendues = [*enfant.personnes]
    _deplacer(enfant, parent, rendues)
    _rendre_les_liens(parent, rendues, liens or {})
    ajouter(parent, combien, moins_14)
    for contact in [*enfant.contacts]:
        enfant.contacts.remove(contact)
        parent.contacts.append(contact)
    enfant.nb_personnes = enfant.nb_moins_14 = 0
    dit = f"décohabitation annulée, {pluriel(combien, 'personne')} du dossier {enfant.reference}"
    consigner(parent, Etat.RECENSE, le, auteur=auteur, motif=f"{dit}{INSECABLE}: {motif.strip()}")
    return parent


def peut_s_annuler(enfant: Menage) -> bool:
    """Tant que le dossier né d'une décohabitation n'a ni offre, ni commission, ni bail."""
    engage = enfant.offres or enfant.caleols or enfant.relogements
    de_decohabitant = enfant.type is TypeDossier.DECOHABITANT and enfant.dossier_parent_id is not None
    return de_decohabitant and not engage and enfant.etat is not Etat.SORTI


def peut_decohabiter(menage: Menage) -> bool:
    """Deux personnes au moins, dans un ménage encore à reloger."""
    return len(menage.personnes) > 1 and menage.etat not in FINIS


def _verifier(parent: Menage, depart: Depart) -> None:
    if not depart.partants:
        raise ErreurMetier("Cochez au moins une personne qui part.")
    if parent.etat in FINIS:
        raise ErreurMetier("Ce ménage est déjà relogé ou sorti : il n’y a plus de décohabitation à noter.")
    if any(p not in parent.personnes for p in depart.partants):
        raise ErreurMetier("Une des personnes cochées n’est plus dans ce ménage : relisez le dossier.")
    restent = [p for p in parent.personnes if p not in depart.partants]
    if not restent:
        raise ErreurMetier(
            "Une personne au moins reste dans le ménage ; s’il part en entier, notez sa sortie du relogement."
        )
    if parent.titulaire in depart.partants and depart.remplacant not in restent:
        raise ErreurMetier("Le titulaire part : dites qui, parmi ceux qui restent, devient titulaire.")
    if depart.titulaire is not None and depart.titulaire not in depart.partants:
        raise ErreurMetier("Le titulaire du nouveau dossier est l’une des personnes qui partent.")
    if parent.entree_bail_le and depart.le < parent.entree_bail_le:
        raise ErreurMetier(
            f"Le départ ne peut pas précéder l’entrée dans le logement, le {jour(parent.entree_bail_le)}."
        )


def _moins_14_partants(parent: Menage, depart: Depart) -> int | None:
    """Inconnu si une naissance manque ; le compte du ménage exige de savoir."""
    ages = [moins_de_14(p, depart.le) for p in depart.partants]
    if None not in ages:
        return sum(age is True for age in ages)
    if parent.nb_moins_14 == 0:
        return 0
    if parent.nb_moins_14 is None:
        return None
    raise ErreurMetier(
        "Écrivez d’abord la date de naissance de chaque personne qui part : "
        "sans elle, on ne sait pas combien ont moins de 14 ans."
    )


def _deplacer(depuis: Menage, vers: Menage, personnes: Sequence[Personne]) -> None:
    for personne in personnes:
        siennes = [r for r in depuis.ressources_mensuelles if r.personne is personne]
        depuis.personnes.remove(personne)
        vers.personnes.append(personne)
        for ressource in siennes:
            depuis.ressources_mensuelles.remove(ressource)
            vers.ressources_mensuelles.append(ressource)
    reporter_les_mois(depuis)
    reporter_les_mois(vers)


def _nommer(parent: Menage, enfant: Menage, depart: Depart) -> None:
    """Un titulaire par dossier, et un seul."""
    tete = depart.titulaire or titulaire_propose(depart.partants)
    for personne in enfant.personnes:
        if personne.lien is Lien.TITULAIRE and personne is not tete:
            personne.lien = Lien.AUTRE
    tete.lien = Lien.TITULAIRE
    if depart.remplacant is not None and not any(p.lien is Lien.TITULAIRE for p in parent.personnes):
        depart.remplacant.lien = Lien.TITULAIRE


def titulaire_propose(personnes: Sequence[Personne]) -> Personne:
    """Le titulaire s'il part, sinon l'aîné de ceux dont la naissance est connue, sinon le premier."""
    rangs = [(_annee(p), i, p) for i, p in enumerate(personnes)]
    titulaires = [p for p in personnes if p.lien is Lien.TITULAIRE]
    return titulaires[0] if titulaires else min(rangs, key=lambda r: r[:2])[2]


def _annee(personne: Personne) -> date:
    if personne.naissance_le:
        return personne.naissance_le
    return date(personne.naissance_annee, 12, 31) if personne.naissance_annee else date.max


def _parent_de(enfant: Menage) -> Menage:
    if enfant.type is not TypeDossier.DECOHABITANT or enfant.dossier_parent is None:
        raise ErreurMetier("Ce dossier n’est pas né d’une décohabitation : il n’y a rien à annuler.")
    if not enfant.dossier_parent.personnes:
        raise ErreurMetier("Le dossier d’origine est lui-même annulé : il ne peut plus reprendre personne.")
    if enfant.offres or enfant.caleols or enfant.relogements:
        raise ErreurMetier(
            "Ce dossier a déjà une offre, une commission ou un bail : la décohabitation ne s’annule plus."
        )
    if enfant.etat is Etat.SORTI or enfant.dossier_parent.etat in FINIS:
        raise ErreurMetier("L’un des deux dossiers est relogé ou sorti : la décohabitation ne s’annule plus.")
    return enfant.dossier_parent


def _rendre_les_liens(parent: Menage, rendues: Sequence[Personne], liens: Mapping[int, Lien]) -> None:
    """Chacun reprend son lien d'avant, s'il est connu ; le ménage garde un titulaire, et un seul."""
    for personne in parent.personnes:
        if personne in rendues or personne.lien is Lien.TITULAIRE:
            personne.lien = liens.get(personne.id, personne.lien)
    titulaires = [p for p in parent.personnes if p.lien is Lien.TITULAIRE]
    for personne in [p for p in titulaires if p in rendues][: len(titulaires) - 1]:
        personne.lien = Lien.AUTRE
