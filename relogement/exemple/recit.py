"""Raconter un dossier : de son recensement à l'état que dit sa trame, par les actes du métier."""

from relogement.exemple.contacts import prevoir
from relogement.exemple.debut import preparer
from relogement.exemple.fin import ENTREE, conclure, loger_provisoirement, sortir
from relogement.exemple.monde import Monde
from relogement.exemple.propositions import ENTRE_DEUX, en_cours, passees
from relogement.exemple.scene import ouvrir
from relogement.exemple.trames import Trame
from relogement.menage import Menage
from relogement.nomenclatures import Etat

# De la notification de l'offre au jour que dit la trame : limite, visite, commission, accord, entrée…
_ANCRES = {
    Etat.OFFRE: 30,
    Etat.VISITE: 6,
    Etat.ACCORD: 25,
    Etat.CALEOL: 20,
    Etat.ATTRIBUE: 33,
    Etat.BAIL: ENTREE,
    Etat.EMMENAGE: ENTREE,
    Etat.SUIVI: ENTREE,
    Etat.CLOS: ENTREE,
}
_PROVISOIRES = (Etat.PROVISOIRE, Etat.RETOUR)


def raconter(trame: Trame, monde: Monde, parent: Menage | None = None) -> Menage:
    """Le dossier d'une trame, avec tout ce qui lui est arrivé."""
    scene = ouvrir(trame, monde, parent)
    notifiee = _notification(trame)
    preparer(scene, notifiee - ENTRE_DEUX * len(trame.refus))
    passees(scene, notifiee)
    if trame.etat in _ANCRES:
        conclure(scene, en_cours(scene, notifiee), notifiee)
    elif trame.etat in _PROVISOIRES:
        loger_provisoirement(scene)
    elif trame.etat is Etat.SORTI:
        sortir(scene)
    if trame.suite and trame.jours is not None:
        prevoir(scene.menage, trame.suite, trame.jours, scene.calendrier, scene.alea)
    scene.menage.contacts.sort(key=lambda contact: contact.le)
    return scene.menage


def _notification(trame: Trame) -> int:
    """Le jour de la dernière offre, ou de la veille s'il n'y en a pas en cours."""
    if trame.etat in _ANCRES and trame.jours is not None:
        return trame.jours - _ANCRES[trame.etat]
    return min(trame.jours or 0, 0)
