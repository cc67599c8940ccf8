"""Un cas en vues à montrer : ses quatre chiffres, ses faits, ses logements ; l'inconnu se dit, jamais zéro."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.cellule.cas import Cas
from relogement.appariement.reperes import Repere
from relogement.cellule.cas import Fait, SorteDeFait, Vacant
from relogement.charte_sections import reglages
from relogement.logement import LogementOffert
from relogement.nomenclatures import Reponse
from relogement.textes import INCONNU, TIRET, arrondi, ecart, euros, jour, pluriel, pourcent
from ui.cellule.seance.chiffres import Chiffre
from ui.cellule.seance.logements import LogementVu
from ui.cellule.seance.saisie import LogementVise
from ui.composants.etats import icone_etat
from ui.composants.points_offres import PointsOffres
from ui.dossier.journal import ICONES as CANAUX

ICONES = {
    SorteDeFait.CONTACT: "message-circle",
    SorteDeFait.ACTE: "check",
    SorteDeFait.CHANGEMENT: "pencil",
    SorteDeFait.LOGEMENT: "key-round",
    SorteDeFait.NON_TENUE: "circle-x",
    SorteDeFait.DEMANDE: "hand",
}


def chiffres_du_cas(cas: Cas, *, noms: bool) -> tuple[Chiffre, ...]:
    """Les offres, le reste à charge d'avant, l'attente, ce qu’il faut ; masqués, les lieux se taisent."""
    faut = Chiffre("Il lui faut", cas.il_lui_faut, cas.lieux if noms else "")
    return (_offres(cas), _rac(cas), _attente(cas), faut)


def _offres(cas: Cas) -> Chiffre:
    en_cours = sum(o.reponse is Reponse.EN_COURS for o in cas.offres)
    acceptees = sum(o.reponse is Reponse.ACCORD for o in cas.offres)
    points = PointsOffres(cas.nb_comptees, en_cours, acceptees, cas.nb_offres, grand=True)
    return Chiffre("Offres recevables", points.compte, cas.refus, points=points)


def _rac(cas: Cas) -> Chiffre:
    rac, effort = cas.rac_avant, cas.te_avant
    if rac.valeur is None:
        return Chiffre("RAC avant", INCONNU, rac.motif, "ambre")
    note = f"effort {pourcent(arrondi(effort.valeur))}" if effort.valeur is not None else f"effort {INCONNU}"
    return Chiffre("RAC avant", euros(arrondi(rac.valeur)), note)


def _attente(cas: Cas) -> Chiffre:
    """En ambre à partir du nombre de jours que fixe la charte."""
    attente = cas.sans_offre
    if attente.jours is None:
        return Chiffre("Sans offre", TIRET, attente.motif, "texte3")
    long = attente.jours >= reglages(cas.lu.charte, "cellule")["sans_offre_jours"]
    note = f"depuis le {jour(attente.depuis)}"
    return Chiffre("Sans offre", pluriel(attente.jours, "jour"), note, "ambre" if long else "texte")


@dataclass(frozen=True)
class FaitVu:
    """Un fait depuis la dernière cellule, tel qu'une ligne le montre."""

    icone: str
    token: str
    le: str
    phrase: str
    secondaire: bool = False  # les logements libres se voient déjà plus bas


def faits_vus(faits: Sequence[Fait], *, noms: bool) -> tuple[FaitVu, ...]:
    """Du plus ancien au plus récent ; les mots d'un contact ne se montrent pas noms masqués."""
    return tuple(
        FaitVu(_icone(f), "rouge" if f.sorte is SorteDeFait.NON_TENUE else "texte2", jour(f.le),
               f.phrase if noms else f.masque, f.sorte is SorteDeFait.LOGEMENT)
        for f in faits
    )  # fmt: skip


def _icone(fait: Fait) -> str:
    if fait.canal is not None:
        return CANAUX[fait.canal]
    return icone_etat(fait.etat) if fait.etat is not None else ICONES[fait.sorte]


def logement_vu(vacant: Vacant) -> LogementVu:
    """Un logement libre pour ce ménage ; une estimation se dit « env. »."""
    logement, rac, hausse = vacant.logement, vacant.rac.valeur, vacant.hausse_pct.valeur
    return LogementVu(
        id=logement.id,
        titre=vacant.titre,
        bailleur=logement.bailleur or "",
        coches=tuple(Repere(v.condition, v.mots) for v in vacant.verifications),
        rac=f"env. {euros(arrondi(rac))}" if rac is not None else f"RAC {INCONNU}",
        ecart=ecart(arrondi(hausse), "%") if hausse is not None else "",
        verdict=vacant.verdict,
        vise=vise(logement),
        raison="\n".join(filter(None, (vacant.maitrise.note.motif, *vacant.apparie.blocages))),
    )


def vise(logement: LogementOffert) -> LogementVise:
    """« Proposer le T5 de Tramontane Habitat, Les Micocouliers »."""
    quoi = f"le {logement.typologie.libelle}" if logement.typologie else "le logement"
    ou = logement.residence or logement.commune
    decision = f"Proposer {quoi} de {logement.bailleur or 'bailleur à préciser'}{f', {ou}' if ou else ''}"
    return LogementVise(logement.id, ", ".join(filter(None, (logement.libelle, logement.bailleur))), decision)
