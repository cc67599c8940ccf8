"""Les dossiers derrière un manque, lus quand on les demande : qui, pourquoi, et à quel champ aller."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.completude import SANS_REFERENT, Genre, Manque, colonnes_du_critere
from db.completude_rime import PAR_ENTETE, est_vide, jointe
from db.recherche import Recherche
from db.tableaux.chiffre import Chiffre, Derriere, Groupe, Liste
from db.tableaux.lues import liste_lue
from db.tableaux.portee import Portee
from relogement.indicateurs.criteres import dans_la_base
from relogement.manques_du_bilan import champs_manquants
from relogement.modeles import Bilan, Menage, Operation
from relogement.nomenclatures import Critere, TypeDossier
from relogement.textes import INSECABLE, nombre

_MOTIFS_DU_BILAN = {
    "QUARTILE": "quartile", "RAC_AV": "rac_av", "RAC_AP": "rac_ap", "EVOL_RAC": "delta", "TE_AP": "te_ap",
}  # fmt: skip
DEFINITION = "Ce champ est vide. Le gain : les points de couverture rendus là où il est seul à manquer."
SOURCE = "bilans des dossiers"


@dataclass(frozen=True, slots=True)
class DossierIncomplet:
    """Un dossier, sa raison, et le champ où elle se corrige."""

    id: int
    reference: str
    nom: str = field(repr=False)
    referent: str
    operation: str
    motif: str
    chemin: str


def dossiers_du_manque(
    session: Session, au: date, manque: Manque, operation: str | None = None, *, titulaires: bool = False
) -> list[DossierIncomplet]:
    """Ceux où ce champ manque, par ordre de nom ; la portée du manque, ou celle que l'on donne."""
    requete = _de_la_portee(_requete(au, manque), manque, operation)
    if titulaires:
        requete = requete.where(Bilan.type == TypeDossier.TITULAIRE)
    lus = _de_l_indicateur if manque.genre is Genre.INDICATEUR else _de_la_colonne
    return list(lus(session, requete, manque))


def chiffre_du_manque(manque: Manque, portee: Portee) -> Chiffre:
    """Un manque prêt à s'ouvrir sur ses dossiers ; chacun mène à son champ."""

    def lire(session: Session, _: str) -> Liste:
        lus = dossiers_du_manque(session, portee.au, manque, portee.operation, titulaires=portee.titulaires)
        return liste_lue([Derriere(d.id, d.reference, d.nom, d.referent, d.motif, champ=d.chemin) for d in lus])

    titre = f"{manque.sujet_dit}{INSECABLE}: {manque.champ}"
    gain = f"+ {nombre(manque.gain)} pt" if manque.seuls else ""
    return Chiffre(titre, (Groupe("NR", "NR", manque.nr),), DEFINITION, SOURCE, lire, gain, verdict=True)


def _requete(au: date, manque: Manque) -> Select[Any]:
    colonnes = (Menage.id, Menage.reference, Recherche.nom, Menage.referent, Operation.code)
    if manque.genre is Genre.INDICATEUR:
        valeur, motif = colonnes_du_critere(manque.sujet)
        requete: Select[Any] = jointe(select(*colonnes, motif)).where(valeur == Critere.NR)
    else:
        requete = jointe(select(*colonnes, Bilan.motifs_nr)).where(est_vide(PAR_ENTETE[manque.sujet]))
    requete = requete.outerjoin(Recherche, Recherche.menage_id == Menage.id).where(dans_la_base(au))
    return requete.order_by(Recherche.cle_tri, Menage.id)


def _de_la_portee(requete: Select[Any], manque: Manque, operation: str | None) -> Select[Any]:
    if manque.referent:
        du_referent = (
            Menage.referent.is_(None) if manque.referent == SANS_REFERENT else Menage.referent == manque.referent
        )
        requete = requete.where(du_referent)
    if voulue := manque.operation or operation:
        requete = requete.where(Operation.code == voulue)
    return requete


def _de_l_indicateur(session: Session, requete: Select[Any], manque: Manque) -> Iterator[DossierIncomplet]:
    for numero, reference, nom, referent, code, motif in session.execute(requete):
        champs = champs_manquants(manque.sujet, motif)
        if any(c.chemin == manque.chemin and c.libelle == manque.champ for c in champs):
            yield DossierIncomplet(
                numero, reference, nom or reference, referent or SANS_REFERENT, code, motif, manque.chemin
            )


def _de_la_colonne(session: Session, requete: Select[Any], manque: Manque) -> Iterator[DossierIncomplet]:
    du_bilan = _MOTIFS_DU_BILAN.get(manque.sujet, "")
    for numero, reference, nom, referent, code, motifs in session.execute(requete):
        motif = (motifs or {}).get(du_bilan) or f"{manque.champ}{INSECABLE}: vide"
        yield DossierIncomplet(
            numero, reference, nom or reference, referent or SANS_REFERENT, code, motif, manque.chemin
        )
