"""La fin d'un dossier : commission, bail, entrée dans les lieux, suivi, ou sortie."""

from decimal import Decimal

from relogement.actes import emmenager, passer_en_caleol, signer
from relogement.caleol import PassageCaleol
from relogement.cout import MONTANTS, Cout
from relogement.exemple.logements import bien, offert
from relogement.exemple.montants import cout, justifier
from relogement.exemple.propositions import ESTIMEES
from relogement.exemple.residences import residences
from relogement.exemple.scene import Scene
from relogement.logement import LogementOffert
from relogement.nomenclatures import DecisionCaleol, Etat, Moment, MotifSortie, Nature, Source, Terme, Typologie
from relogement.offre import Offre
from relogement.suivi import Suivi

PIECES, COMMISSION, DECISION, BAIL, ENTREE = 12, 20, 23, 36, 50
_POSTES = (*MONTANTS, "eau_incluse", "chauffage_inclus")
_TERMES = ((Terme.J30, 30), (Terme.J90, 90), (Terme.J180, 180))
_RETARD_ADMIS = 10
_PREMIERE_QUITTANCE = {
    "loyer": Source.QUITTANCE,
    "charges": Source.QUITTANCE,
    "forfait_chauffage": Source.FORFAIT,
    "rls": Source.QUITTANCE,
    "apl": Source.NOTIFICATION,
}


def conclure(scene: Scene, offre: Offre, notifiee: int) -> None:
    """Ce qui suit l'accord du ménage, jusqu'où va la trame."""
    if scene.atteint(Etat.CALEOL):
        _commission(scene, offre, notifiee)
        scene.noter("caleol", notifiee + PIECES)
    if scene.atteint(Etat.BAIL):
        _relogement(scene, offre.logement, Nature.DEFINITIF, notifiee + ENTREE, offre)


def loger_provisoirement(scene: Scene) -> None:
    """Un relogement provisoire, et le retour prévu."""
    assert scene.trame.residence and scene.trame.jours is not None
    residence = residences()[scene.trame.residence]
    logement = offert(residence, scene.trame.typologie or Typologie.T2, scene.calendrier, scene.alea)
    _relogement(scene, logement, Nature.PROVISOIRE, scene.trame.jours, None)
    retour = int(scene.trame.particularites["retour"])
    scene.menage.relogements[-1].retour_prevu_le = scene.calendrier.ouvre(retour)
    if scene.trame.etat is Etat.RETOUR:
        scene.passer(Etat.RETOUR, -6)


def sortir(scene: Scene) -> None:
    """Le ménage quitte le relogement."""
    assert scene.trame.jours is not None
    scene.menage.motif_sortie = MotifSortie(scene.trame.particularites["sortie"])
    scene.menage.sorti_le = scene.passer(Etat.SORTI, scene.trame.jours)
    scene.noter("sortie", scene.trame.jours)


def _commission(scene: Scene, offre: Offre, notifiee: int) -> None:
    passage = PassageCaleol(le=scene.calendrier.ouvre(notifiee + COMMISSION), offre=offre)
    if scene.atteint(Etat.ATTRIBUE):
        passage.decision = DecisionCaleol.ATTRIBUTION
        passage.notifie_le = scene.calendrier.ouvre(notifiee + DECISION)
    passer_en_caleol(scene.menage, passage, charte=scene.charte, auteur=scene.agent)


def _relogement(scene: Scene, logement: LogementOffert, nature: Nature, entree: int, offre: Offre | None) -> None:
    relogement = signer(
        scene.menage, logement, nature, scene.calendrier.ouvre(entree - ENTREE + BAIL),
        cout=_cout_apres(scene, logement, entree, offre), offre=offre, auteur=scene.agent,
    )  # fmt: skip
    relogement.frais = Decimal(scene.alea.randrange(480, 1450, 10))
    scene.noter("bail", entree - 10)
    if scene.trame.etat is not Etat.BAIL:
        emmenager(scene.menage, relogement, scene.calendrier.ouvre(entree), auteur=scene.agent)
        if nature is Nature.DEFINITIF:
            _suivre(scene, entree)


def _cout_apres(scene: Scene, logement: LogementOffert, entree: int, offre: Offre | None) -> Cout:
    """Le coût à l'entrée dans les lieux, encore estimé tant que le bail vient d'être signé."""
    if offre and offre.cout:
        apres = Cout(moment=Moment.APRES, **{nom: getattr(offre.cout, nom) for nom in _POSTES})
    else:
        residence = residences()[logement.residence or ""]
        apres = cout(bien(logement, residence), scene.moyens.rls, scene.trame.rac_apres, scene.alea)
    if scene.trame.rac_apres is None:
        apres.apl = None
    prevu = scene.trame.etat is Etat.BAIL and "notifie" not in scene.trame.particularites
    sources = ESTIMEES if prevu else _PREMIERE_QUITTANCE
    return justifier(apres, sources, scene.calendrier.ouvre(min(entree + 25, -1)))


def _suivre(scene: Scene, entree: int) -> None:
    """Les rendez-vous du suivi déjà tenus ; le dernier porte la satisfaction."""
    tenus = [(terme, entree + j) for terme, j in _TERMES if entree + j + _RETARD_ADMIS < 0]
    for terme, jours in tenus:
        scene.menage.suivis.append(Suivi(terme=terme, le=scene.calendrier.ouvre(jours + 4)))
        scene.noter("suivi", jours + 4)
    if tenus:
        note = scene.trame.particularites.get("satisfaction")
        scene.menage.suivis[-1].satisfaction = int(note) if note else None
        scene.passer(Etat.SUIVI, tenus[0][1])
    if scene.trame.etat is Etat.CLOS:
        scene.passer(Etat.CLOS, min(-3, tenus[-1][1] + 30))
