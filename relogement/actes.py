"""Les actes qui font avancer un dossier ; chacun laisse une étape datée et son auteur."""

from dataclasses import dataclass
from datetime import date

from relogement.caleol import PassageCaleol
from relogement.charte import Charte
from relogement.cout import Cout
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import (
    DecisionCaleol,
    Etat,
    ModeNotification,
    Moment,
    MotifSortie,
    Nature,
    Recevable,
    Reponse,
)
from relogement.offre import Offre
from relogement.parcours import FAVORABLES, passer
from relogement.regles.echeances import fin_de_delai_en_jours
from relogement.regles.offres_comptees import droit_epuise
from relogement.relogement import Relogement
from relogement.suivi import Suivi
from relogement.textes import jour

ENGAGES = (Etat.ACCORD, Etat.CALEOL, Etat.ATTRIBUE, Etat.BAIL, Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS)


@dataclass(frozen=True)
class Notification:
    """Comment une offre a été remise au ménage."""

    le: date
    mode: ModeNotification | None = None
    preuve: str | None = None


def proposer(
    menage: Menage,
    logement: LogementOffert,
    *,
    charte: Charte,
    notification: Notification | None = None,
    cout: Cout | None = None,
    auteur: str = "",
) -> Offre:
    """Propose un logement ; la date limite de réponse suit la charte (règles du CPC, art. 641 et 642)."""
    offre = Offre(logement=logement, rang=max((o.rang for o in menage.offres), default=0) + 1)
    menage.offres.append(offre)
    if cout is not None:
        cout.moment = Moment.OFFRE
        menage.couts.append(cout)
        offre.cout = cout
    if notification:
        notifier(offre, notification, charte=charte)
    passer(menage, Etat.OFFRE, notification.le if notification else None, auteur=auteur)
    return offre


def notifier(offre: Offre, notification: Notification, *, charte: Charte) -> None:
    """Note la notification d'une offre et calcule la date limite de réponse."""
    offre.notifiee_le, offre.mode_notification = notification.le, notification.mode
    offre.preuve = notification.preuve
    delai = charte.delai_reponse_jours
    offre.limite_le = fin_de_delai_en_jours(notification.le, delai, alsace_moselle=charte.alsace_moselle).le


def visiter(menage: Menage, offre: Offre, le: date, *, compte_rendu: str | None = None, auteur: str = "") -> None:
    """Note la visite du logement offert ; elle peut précéder la notification écrite."""
    offre.visite_le, offre.compte_rendu = le, compte_rendu
    passer(menage, Etat.VISITE, le, auteur=auteur)


def accepter(menage: Menage, offre: Offre, le: date, *, auteur: str = "") -> None:
    """Le ménage accepte l'offre."""
    _repondre(offre, Reponse.ACCORD, le)
    passer(menage, Etat.ACCORD, le, auteur=auteur)


def refuser(
    menage: Menage, offre: Offre, le: date, motif: str, *, charte: Charte, recevable: Recevable | None = None,
    auteur: str = "",
) -> None:  # fmt: skip
    """Le ménage refuse ; la charte dit si le motif est recevable, sauf décision contraire de l'agent."""
    _repondre(offre, Reponse.REFUS, le)
    offre.motif_refus = motif
    offre.motif_recevable = recevable or charte.recevable(motif)
    _apres_refus(menage, le, charte, auteur)


def constater_le_silence(menage: Menage, offre: Offre, le: date, *, charte: Charte, auteur: str = "") -> None:
    """L'agent constate que le délai est passé sans réponse ; jamais avant la date limite."""
    if offre.limite_le is None:
        raise ErreurMetier("Notez d’abord la notification de l’offre : sans elle, aucun délai ne court.")
    if le <= offre.limite_le:
        raise ErreurMetier(
            f"Le délai de réponse court jusqu’au {jour(offre.limite_le)} inclus : "
            "le silence ne peut être constaté qu’après cette date."
        )
    _repondre(offre, Reponse.SILENCE, le)
    _apres_refus(menage, le, charte, auteur)


def retirer(menage: Menage, offre: Offre, le: date, *, auteur: str = "") -> None:
    """Le bailleur retire l'offre : elle ne compte pas, et la recherche reprend s'il n'y en a pas d'autre."""
    _repondre(offre, Reponse.RETIREE, le)
    if not any(o.reponse in (Reponse.EN_COURS, Reponse.ACCORD) for o in menage.offres):
        passer(menage, Etat.RECHERCHE, le, auteur=auteur, motif=f"offre {offre.rang} retirée")


def passer_en_caleol(menage: Menage, passage: PassageCaleol, *, charte: Charte, auteur: str = "") -> None:
    """Note le passage en commission et sa décision ; une non-attribution ramène à la recherche."""
    if passage.decision in FAVORABLES and passage.notifie_le:
        fin = fin_de_delai_en_jours(
            passage.notifie_le, charte.delai_caleol_jours, alsace_moselle=charte.alsace_moselle
        )
        passage.limite_le = fin.le
    menage.caleols.append(passage)
    passer(menage, Etat.CALEOL, passage.le, auteur=auteur)
    if passage.decision is not None:
        _apres_decision(menage, passage, auteur)


def signer(
    menage: Menage, logement: LogementOffert, nature: Nature, bail_le: date, *, cout: Cout | None = None,
    offre: Offre | None = None, auteur: str = "",
) -> Relogement:  # fmt: skip
    """Signe le bail du nouveau logement, définitif ou provisoire."""
    relogement = Relogement(logement=logement, nature=nature, bail_le=bail_le, offre=offre)
    menage.relogements.append(relogement)
    if cout is not None:
        cout.moment = Moment.APRES
        menage.couts.append(cout)
        relogement.cout = cout
    passer(menage, Etat.PROVISOIRE if nature is Nature.PROVISOIRE else Etat.BAIL, bail_le, auteur=auteur)
    return relogement


def emmenager(menage: Menage, relogement: Relogement, le: date, *, auteur: str = "") -> None:
    """Le ménage entre dans les lieux ; son ancien logement est libéré."""
    if relogement.bail_le and le < relogement.bail_le:
        raise ErreurMetier(f"L’entrée ne peut pas précéder le bail, signé le {jour(relogement.bail_le)}.")
    relogement.entree_le = le
    if relogement.nature is Nature.DEFINITIF:
        passer(menage, Etat.EMMENAGE, le, auteur=auteur)


def dater(menage: Menage, etat: Etat, le: date, *, auteur: str = "") -> None:
    """Note une étape du recueil (information, enquête, SNE) ; un dossier plus avancé ne recule pas."""
    connu = menage.etat
    if any(e.etat is etat and e.le == le for e in menage.etapes):
        return
    passer(menage, etat, le, auteur=auteur)
    menage.etat = max(connu, etat, key=list(Etat).index)


def suivre(menage: Menage, suivi: Suivi, *, auteur: str = "") -> None:
    """Note un rendez-vous de suivi après l'entrée dans les lieux."""
    if suivi.le is None:
        raise ErreurMetier("Dites quand le suivi a été fait.")
    menage.suivis.append(suivi)
    if menage.etat is Etat.EMMENAGE:
        passer(menage, Etat.SUIVI, suivi.le, auteur=auteur)


def sortir(menage: Menage, motif: MotifSortie, le: date, *, auteur: str = "") -> None:
    """Le ménage sort du relogement ; son dossier garde tout ce qui a été fait."""
    menage.motif_sortie, menage.sorti_le = motif, le
    passer(menage, Etat.SORTI, le, auteur=auteur, motif=motif.libelle)


def _repondre(offre: Offre, reponse: Reponse, le: date) -> None:
    if offre.reponse is not Reponse.EN_COURS:
        raise ErreurMetier(f"L’offre {offre.rang} a déjà une réponse : {offre.reponse.libelle.lower()}.")
    offre.reponse, offre.repondue_le = reponse, le


def _apres_refus(menage: Menage, le: date, charte: Charte, auteur: str) -> None:
    connu = menage.etat
    passer(menage, Etat.REFUS, le, auteur=auteur)
    if connu in ENGAGES:
        menage.etat = connu
    else:
        epuise = droit_epuise(menage.offres, nb_offres=charte.nb_offres)
        passer(menage, Etat.TROIS_REFUS if epuise else Etat.RECHERCHE, le, auteur=auteur)


def constater_le_compte(menage: Menage, le: date, *, charte: Charte, auteur: str = "") -> None:
    """Une preuve ou une condition notée après coup fait atteindre, ou perdre, le compte des offres."""
    epuise = droit_epuise(menage.offres, nb_offres=charte.nb_offres)
    if epuise and menage.etat is Etat.RECHERCHE:
        passer(menage, Etat.TROIS_REFUS, le, auteur=auteur)
    elif not epuise and menage.etat is Etat.TROIS_REFUS:
        passer(menage, Etat.RECHERCHE, le, auteur=auteur, motif="le compte des offres n’est plus atteint")


def _apres_decision(menage: Menage, passage: PassageCaleol, auteur: str) -> None:
    assert isinstance(passage.decision, DecisionCaleol)
    suite = Etat.ATTRIBUE if passage.decision in FAVORABLES else Etat.RECHERCHE
    passer(menage, suite, passage.le, auteur=auteur, motif=passage.decision.libelle)
