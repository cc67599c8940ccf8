"""Les offres d'un dossier : celles qu'il a refusées ou laissées, et celle qui l'occupe."""

from datetime import date
from decimal import Decimal

from relogement.actes import Notification, accepter, constater_le_silence, proposer, refuser, visiter
from relogement.exemple.logements import bien, offert
from relogement.exemple.montants import cout, justifier
from relogement.exemple.residences import Residence, residences
from relogement.exemple.scene import Scene
from relogement.nomenclatures import Condition, Etat, ModeNotification, Source, Typologie
from relogement.offre import CONDITIONS_13_BIS, Offre

ENTRE_DEUX = 46
VISITE, ACCORD = 6, 9
SILENCE = "SILENCE"
ESTIMEES = {
    "loyer": Source.BAILLEUR,
    "charges": Source.BAILLEUR,
    "forfait_chauffage": Source.FORFAIT,
    "rls": Source.BAREME,
    "apl": Source.ESTIMATION,
}
_PREUVES = {
    ModeNotification.RECOMMANDE: "Avis de réception n° 1A {:03} {:03} 0066 2",
    ModeNotification.MAIN_PROPRE: "Récépissé signé",
}


def passees(scene: Scene, derniere: int) -> None:
    """Les offres déjà closes, la dernière avant le jour dit."""
    for rang, motif in enumerate(scene.trame.refus):
        notifiee = derniere - ENTRE_DEUX * (len(scene.trame.refus) - rang)
        offre = _proposer(scene, _ailleurs(scene), notifiee, _rac_possible(scene))
        _clore(scene, offre, motif, notifiee)


def en_cours(scene: Scene, notifiee: int) -> Offre:
    """L'offre dont parle la trame ; visitée et acceptée si elle en est là."""
    assert scene.trame.residence
    rac = scene.trame.rac_apres or _rac_possible(scene)
    offre = _proposer(scene, residences()[scene.trame.residence], notifiee, rac)
    if offre.cout and "notifie" in scene.trame.particularites:
        offre.cout.justifier("apl", Source.NOTIFICATION, scene.calendrier.ouvre(notifiee + ACCORD))
    scene.noter("offre", notifiee + 3)
    if scene.trame.etat is Etat.OFFRE and scene.alea.random() < 0.4:
        offre.cond_lieu = Condition.A_VERIFIER
    if scene.atteint(Etat.VISITE):
        visiter(scene.menage, offre, scene.calendrier.ouvre(notifiee + VISITE), auteur=scene.agent)
    if scene.atteint(Etat.ACCORD):
        offre.compte_rendu = "Logement visité, convient au ménage"
        accepter(scene.menage, offre, scene.calendrier.ouvre(notifiee + ACCORD), auteur=scene.agent)
    return offre


def _proposer(scene: Scene, residence: Residence, jours: int, rac: Decimal | None) -> Offre:
    typologie = scene.trame.typologie or Typologie.T2
    logement = offert(residence, typologie, scene.calendrier, scene.alea)
    estime = cout(bien(logement, residence), scene.moyens.rls, rac, scene.alea)
    logement.loyer, logement.charges = estime.loyer, estime.charges
    le = scene.calendrier.ouvre(jours)
    offre = proposer(
        scene.menage, logement, charte=scene.charte, notification=_notification(scene, le),
        cout=justifier(estime, ESTIMEES, le), auteur=scene.agent,
    )  # fmt: skip
    for condition in CONDITIONS_13_BIS:
        setattr(offre, condition, Condition.OUI)
    return offre


def _notification(scene: Scene, le: date) -> Notification:
    mode = scene.alea.choice(list(_PREUVES))
    preuve = _PREUVES[mode].format(scene.alea.randint(0, 999), scene.alea.randint(0, 999))
    return Notification(le, mode, preuve)


def _clore(scene: Scene, offre: Offre, motif: str, notifiee: int) -> None:
    if motif == SILENCE:
        assert offre.limite_le
        le = scene.calendrier.dans(scene.calendrier.ecart(offre.limite_le) + 1)
        constater_le_silence(scene.menage, offre, le, charte=scene.charte, auteur=scene.agent)
        return
    refus = notifiee + scene.alea.randint(9, 20)
    refuser(scene.menage, offre, scene.calendrier.ouvre(refus), motif, charte=scene.charte, auteur=scene.agent)
    scene.noter("refus", refus)


def _ailleurs(scene: Scene) -> Residence:
    """Une résidence située, qui n'est pas celle que la trame garde pour la fin."""
    possibles = [r for r in residences().values() if r.qpv and r.nom != scene.trame.residence]
    return scene.alea.choice(possibles)


def _rac_possible(scene: Scene) -> Decimal | None:
    avant = scene.trame.rac_avant
    return avant and (avant * scene.alea.randint(96, 118) / 100).quantize(Decimal("0.01"))
