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
from relogement.offre_a_juger import offres_jugees
from relogement.parcours import FAVORABLES, RECUEIL, SANS_EFFET, TENUS, avant_la_sortie, consigner, passer
from relogement.promesses import (
    rendre_les_accords,
    rendre_les_baux_sans_entree,
    rendre_les_offres,
    rendre_les_provisoires,
)
from relogement.regles.decheance import droit_au_maintien
from relogement.regles.echeances import fin_de_delai_en_jours
from relogement.relogement import Relogement
from relogement.situation import Cadre
from relogement.suivi import Suivi
from relogement.textes import jour

FINIS = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI)


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
    _noter_sur_une_offre(menage, Etat.OFFRE, notification.le if notification else None, auteur)
    offre = Offre(logement=logement, rang=max((o.rang for o in menage.offres), default=0) + 1)
    menage.offres.append(offre)
    if cout is not None:
        cout.moment = Moment.OFFRE
        menage.couts.append(cout)
        offre.cout = cout
    if notification:
        _notifier(offre, notification, charte)
    return offre


def notifier(offre: Offre, notification: Notification, *, charte: Charte, auteur: str = "") -> None:
    """Note après coup la notification d'une offre, calcule la limite de réponse, et date l'étape."""
    if offre.repondue_le and notification.le > offre.repondue_le:
        raise ErreurMetier(
            f"La notification ne peut pas suivre la réponse, du {jour(offre.repondue_le)} : corrigez la date."
        )
    _notifier(offre, notification, charte)
    consigner(offre.menage, Etat.OFFRE, notification.le, auteur=auteur)


def _notifier(offre: Offre, notification: Notification, charte: Charte) -> None:
    offre.notifiee_le, offre.mode_notification = notification.le, notification.mode
    offre.preuve = notification.preuve
    delai = charte.delai_reponse_jours
    offre.limite_le = fin_de_delai_en_jours(notification.le, delai, alsace_moselle=charte.alsace_moselle).le


def visiter(menage: Menage, offre: Offre, le: date, *, compte_rendu: str | None = None, auteur: str = "") -> None:
    """Note la visite du logement offert ; elle peut précéder la notification écrite."""
    _noter_sur_une_offre(menage, Etat.VISITE, le, auteur)
    offre.visite_le, offre.compte_rendu = le, compte_rendu


def accepter(menage: Menage, offre: Offre, le: date, *, auteur: str = "") -> None:
    """Le ménage accepte l'offre."""
    _verifier_la_reponse(offre, le)
    passer(menage, Etat.ACCORD, le, auteur=auteur)
    offre.reponse, offre.repondue_le = Reponse.ACCORD, le


def refuser(
    menage: Menage, offre: Offre, le: date, motif: str, *, charte: Charte, recevable: Recevable | None = None,
    cadre: Cadre | None = None, auteur: str = "",
) -> None:  # fmt: skip
    """Le ménage refuse ; la charte dit si le motif est recevable, sauf décision contraire de l'agent.

    ``cadre`` : le projet, pour juger les offres comme le bilan le fait.
    """
    _verifier_la_reponse(offre, le)
    _noter_sur_une_offre(menage, Etat.REFUS, le, auteur)
    offre.reponse, offre.repondue_le = Reponse.REFUS, le
    offre.motif_refus = motif
    offre.motif_recevable = recevable or charte.recevable(motif)
    _apres_refus(menage, le, charte, cadre, auteur)


def constater_le_silence(
    menage: Menage, offre: Offre, le: date, *, charte: Charte, cadre: Cadre | None = None, auteur: str = ""
) -> None:
    """L'agent constate que le délai est passé sans réponse ; jamais avant la date limite."""
    if offre.limite_le is None:
        raise ErreurMetier("Notez d’abord la notification de l’offre : sans elle, aucun délai ne court.")
    if le <= offre.limite_le:
        raise ErreurMetier(
            f"Le délai de réponse court jusqu’au {jour(offre.limite_le)} inclus : "
            "le silence ne peut être constaté qu’après cette date."
        )
    _verifier_la_reponse(offre, le)
    _noter_sur_une_offre(menage, Etat.REFUS, le, auteur)
    offre.reponse, offre.repondue_le = Reponse.SILENCE, le
    _apres_refus(menage, le, charte, cadre, auteur)


def retirer(menage: Menage, offre: Offre, le: date, *, auteur: str = "") -> None:
    """Le bailleur retire l'offre : elle ne compte pas, et la recherche reprend s'il n'y en a pas d'autre."""
    _verifier_la_reponse(offre, le)
    autres = any(o.reponse in (Reponse.EN_COURS, Reponse.ACCORD) for o in menage.offres if o is not offre)
    motif = f"offre {offre.rang} retirée"
    if autres or menage.etat in (Etat.PROVISOIRE, Etat.RETOUR, Etat.BAIL, *FINIS):
        consigner(menage, Etat.RECHERCHE, le, auteur=auteur, motif=f"{motif}, {SANS_EFFET}")
    else:
        passer(menage, Etat.RECHERCHE, le, auteur=auteur, motif=motif)
    offre.reponse, offre.repondue_le = Reponse.RETIREE, le


def passer_en_caleol(menage: Menage, passage: PassageCaleol, *, charte: Charte, auteur: str = "") -> None:
    """Note le passage en commission et sa décision ; une non-attribution ramène à la recherche."""
    if passage.decision in FAVORABLES and passage.notifie_le:
        fin = fin_de_delai_en_jours(
            passage.notifie_le, charte.delai_caleol_jours, alsace_moselle=charte.alsace_moselle
        )
        passage.limite_le = fin.le
    passer(menage, Etat.CALEOL, passage.le, auteur=auteur)
    menage.caleols.append(passage)
    if passage.decision is not None:
        _apres_decision(menage, passage, auteur)


def signer(
    menage: Menage, logement: LogementOffert, nature: Nature, bail_le: date, *, cout: Cout | None = None,
    offre: Offre | None = None, auteur: str = "",
) -> Relogement:  # fmt: skip
    """Signe le bail du nouveau logement, définitif ou provisoire."""
    passer(menage, Etat.PROVISOIRE if nature is Nature.PROVISOIRE else Etat.BAIL, bail_le, auteur=auteur)
    relogement = Relogement(logement=logement, nature=nature, bail_le=bail_le, offre=offre)
    menage.relogements.append(relogement)
    if nature is Nature.DEFINITIF:
        rendre_les_offres(menage, bail_le, sauf=offre)
    if cout is not None:
        cout.moment = Moment.APRES
        menage.couts.append(cout)
        relogement.cout = cout
    return relogement


def emmenager(menage: Menage, relogement: Relogement, le: date, *, auteur: str = "") -> None:
    """Le ménage entre dans les lieux ; son ancien logement est libéré."""
    if relogement.bail_le and le < relogement.bail_le:
        raise ErreurMetier(f"L’entrée ne peut pas précéder le bail, signé le {jour(relogement.bail_le)}.")
    if relogement.nature is Nature.DEFINITIF:
        passer(menage, Etat.EMMENAGE, le, auteur=auteur)
        rendre_les_provisoires(menage, le)
    elif (Etat.PROVISOIRE, le) not in {(e.etat, e.le) for e in menage.etapes}:
        passer(menage, Etat.PROVISOIRE, le, auteur=auteur, motif="entrée dans le logement provisoire")
    relogement.entree_le = le


def revenir(menage: Menage, le: date, *, auteur: str = "") -> None:
    """Le ménage quitte son logement provisoire : il revient, et peut signer ou entrer pour de bon."""
    provisoire = next((r for r in reversed(menage.relogements) if r.nature is Nature.PROVISOIRE), None)
    if provisoire is None:
        raise ErreurMetier("Ce ménage n’a pas de logement provisoire : il n’y a pas de retour à noter.")
    entree = provisoire.entree_le or provisoire.bail_le
    if entree and le < entree:
        raise ErreurMetier(f"Le retour ne peut pas précéder l’entrée dans le provisoire, le {jour(entree)}.")
    passer(menage, Etat.RETOUR, le, auteur=auteur)
    rendre_les_provisoires(menage, le)


def dater(menage: Menage, etat: Etat, le: date, *, auteur: str = "") -> None:
    """Note une étape du recueil (information, enquête, SNE) ; un dossier plus avancé ne recule pas."""
    if any(e.etat is etat and e.le == le for e in menage.etapes):
        return
    if menage.etat in RECUEIL and RECUEIL.index(menage.etat) < RECUEIL.index(etat):
        passer(menage, etat, le, auteur=auteur)
    else:
        consigner(menage, etat, le, auteur=auteur)


def suivre(menage: Menage, suivi: Suivi, *, auteur: str = "") -> None:
    """Note un rendez-vous de suivi après l'entrée dans les lieux."""
    if suivi.le is None:
        raise ErreurMetier("Dites quand le suivi a été fait.")
    entree = min((r.entree_le for r in menage.relogements if r.entree_le), default=None)
    if entree and suivi.le < entree:
        raise ErreurMetier(f"Le suivi ne peut pas précéder l’entrée dans les lieux, le {jour(entree)}.")
    if menage.etat is Etat.EMMENAGE:
        passer(menage, Etat.SUIVI, suivi.le, auteur=auteur)
    menage.suivis.append(suivi)


def clore(menage: Menage, le: date, *, auteur: str = "") -> None:
    """Le suivi est fini : le dossier se ferme."""
    passer(menage, Etat.CLOS, le, auteur=auteur)


def reprendre_la_recherche(menage: Menage, le: date, motif: str, *, auteur: str = "") -> None:
    """Le ménage renonce, ou le logement n'est plus possible : le dossier recule, avec son motif."""
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi la recherche reprend.")
    passer(menage, Etat.RECHERCHE, le, auteur=auteur, motif=motif.strip())
    rendre_les_accords(menage, le)
    rendre_les_baux_sans_entree(menage, le)


def sortir(menage: Menage, motif: MotifSortie, le: date, *, auteur: str = "") -> None:
    """Le ménage sort du relogement ; son dossier garde tout ce qui a été fait."""
    if menage.entree_bail_le and le < menage.entree_bail_le:
        raise ErreurMetier(
            "La sortie ne peut pas précéder l’entrée dans le logement quitté, "
            f"le {jour(menage.entree_bail_le)} : corrigez l’une des deux dates."
        )
    entrees = [r.entree_le for r in menage.relogements if r.entree_le]
    if entrees and le < max(entrees):
        raise ErreurMetier(f"La sortie ne peut pas précéder l’entrée dans les lieux, le {jour(max(entrees))}.")
    passer(menage, Etat.SORTI, le, auteur=auteur)
    menage.etapes[-1].motif = motif.libelle
    menage.motif_sortie, menage.sorti_le = motif, le
    rendre_les_offres(menage, le)
    rendre_les_baux_sans_entree(menage, le)


def annuler_la_sortie(menage: Menage, le: date, motif: str, *, auteur: str = "") -> None:
    """Le ménage n'était pas sorti : le dossier reprend où il en était, à la date où il y était entré."""
    retrouvee = avant_la_sortie(menage)
    if menage.etat is not Etat.SORTI or retrouvee is None:
        raise ErreurMetier("Ce dossier n’a pas de sortie à annuler.")
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi la sortie est annulée.")
    dit = f"sortie du {jour(menage.sorti_le)} annulée le {jour(le)} : {motif.strip()}"
    consigner(menage, retrouvee.etat, retrouvee.le, auteur=auteur, motif=dit)
    menage.etat, menage.motif_sortie, menage.sorti_le = retrouvee.etat, None, None


def _noter_sur_une_offre(menage: Menage, etat: Etat, le: date | None, auteur: str) -> None:
    """Plusieurs offres courent ensemble : ce qui arrive à l'une ne défait pas l'accord donné à l'autre."""
    tenu = menage.etapes and menage.etat in TENUS and (etat is Etat.REFUS or menage.etat not in FINIS)
    (consigner if tenu else passer)(menage, etat, le, auteur=auteur)


def _verifier_la_reponse(offre: Offre, le: date) -> None:
    if offre.reponse is not Reponse.EN_COURS:
        raise ErreurMetier(f"L’offre {offre.rang} a déjà une réponse : {offre.reponse.libelle.lower()}.")
    if offre.notifiee_le and le < offre.notifiee_le:
        raise ErreurMetier(
            f"La réponse ne peut pas précéder l’offre, notifiée le {jour(offre.notifiee_le)} : corrigez la date."
        )


def _apres_refus(menage: Menage, le: date, charte: Charte, cadre: Cadre | None, auteur: str) -> None:
    if menage.etat is Etat.REFUS:
        epuise = _droit_epuise(menage, charte, cadre)
        passer(menage, Etat.TROIS_REFUS if epuise else Etat.RECHERCHE, le, auteur=auteur)


def constater_le_compte(
    menage: Menage, le: date, *, charte: Charte, cadre: Cadre | None = None, auteur: str = ""
) -> None:
    """Une preuve ou une condition notée après coup fait atteindre, ou perdre, le compte des offres."""
    epuise = _droit_epuise(menage, charte, cadre)
    if epuise and menage.etat is Etat.RECHERCHE:
        passer(menage, Etat.TROIS_REFUS, le, auteur=auteur)
    elif not epuise and menage.etat is Etat.TROIS_REFUS:
        passer(menage, Etat.RECHERCHE, le, auteur=auteur, motif="le compte des offres n’est plus atteint")


def _droit_epuise(menage: Menage, charte: Charte, cadre: Cadre | None) -> bool:
    """Sans le projet, la charte seule : le lieu et le quartile restent alors à dire par l'agent."""
    ici = cadre or Cadre(site="", site_2024=None, outre_mer=False, chartes=[charte])
    jugees = offres_jugees(menage, menage.cout_avant, menage.offres, ici)
    regime = menage.operation.regime
    return droit_au_maintien(jugees, nb_offres=charte.nb_offres, regime=regime, dossier=ici.baremes).epuise


def _apres_decision(menage: Menage, passage: PassageCaleol, auteur: str) -> None:
    assert isinstance(passage.decision, DecisionCaleol)
    suite = Etat.ATTRIBUE if passage.decision in FAVORABLES else Etat.RECHERCHE
    passer(menage, suite, passage.le, auteur=auteur, motif=passage.decision.libelle)
    if suite is Etat.RECHERCHE and passage.le is not None:
        rendre_les_accords(menage, passage.le)
