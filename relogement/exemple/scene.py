"""Ouvrir la scène d'un dossier : le ménage, son logement, son budget, avant que rien n'arrive."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from relogement.charte import Charte
from relogement.exemple.contacts import noter
from relogement.exemple.foyer import Foyer, composer
from relogement.exemple.jours import Calendrier
from relogement.exemple.logements import bien, quitte
from relogement.exemple.monde import Monde
from relogement.exemple.montants import Budget, budget, cout, justifier
from relogement.exemple.trames import Trame
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Source, TypeDossier
from relogement.parcours import CHEMIN, passer

_RAC_PAR_PERSONNE = Decimal(75)
_SOURCES = {
    "loyer": Source.QUITTANCE,
    "charges": Source.QUITTANCE,
    "rls": Source.QUITTANCE,
    "apl": Source.NOTIFICATION,
}
_COMME = {Etat.PROVISOIRE: Etat.SNE, Etat.RETOUR: Etat.SNE, Etat.SORTI: Etat.ENQUETE, Etat.TROIS_REFUS: Etat.OFFRE}


@dataclass(frozen=True)
class Scene:
    """Un dossier en train d'être raconté."""

    trame: Trame
    monde: Monde
    menage: Menage
    foyer: Foyer
    moyens: Budget
    alea: Random

    @property
    def calendrier(self) -> Calendrier:
        return self.monde.calendrier

    @property
    def charte(self) -> Charte:
        return self.monde.charte

    @property
    def agent(self) -> str:
        """Qui suit le dossier."""
        return self.menage.referent or ""

    def atteint(self, etat: Etat) -> bool:
        """Si la trame mène le dossier jusqu'à cet état, ou plus loin."""
        assert self.trame.etat
        but = _COMME.get(self.trame.etat, self.trame.etat)
        return CHEMIN.index(but) >= CHEMIN.index(etat)

    def passer(self, etat: Etat, jours: int) -> date:
        """Fait entrer le dossier dans un état ce jour-là."""
        le = self.calendrier.ouvre(jours)
        passer(self.menage, etat, le, auteur=self.agent)
        return le

    def noter(self, moment: str, jours: int) -> None:
        """Une ligne du journal de ce moment."""
        noter(self.menage, moment, jours, self.calendrier, self.alea)


def ouvrir(trame: Trame, monde: Monde, parent: Menage | None = None) -> Scene:
    """Le dossier d'une trame, tel qu'au premier jour."""
    alea = monde.alea(trame.reference)
    foyer = composer(trame.nom, trame.prenom, trame.personnes, monde.calendrier.au, alea)
    rac = trame.rac_avant or trame.rac_apres or _RAC_PAR_PERSONNE * (foyer.categorie + 1)
    scene = Scene(trame, monde, _menage(trame, monde, foyer, parent, alea), foyer, budget(foyer, rac, alea), alea)
    if parent is None:
        _quitter(scene)
    return scene


def _menage(trame: Trame, monde: Monde, foyer: Foyer, parent: Menage | None, alea: Random) -> Menage:
    chantier = monde.chantiers[trame.operation]
    return Menage(
        reference=trame.reference,
        operation=chantier.operation,
        type=TypeDossier.DECOHABITANT if parent else TypeDossier.TITULAIRE,
        dossier_parent=parent,
        logement_quitte=parent.logement_quitte if parent else quitte(trame, chantier, alea),
        referent=chantier.referent,
        telephone=f"06 39 98 {alea.randint(0, 99):02} {alea.randint(0, 99):02}",
        entree_bail_le=None if parent else monde.calendrier.dans(-alea.randint(900, 9000)),
        nb_personnes=len(foyer.personnes),
        nb_moins_14=foyer.moins_de_14,
        personnes=list(foyer.personnes),
    )


def _quitter(scene: Scene) -> None:
    """Le coût du logement quitté, tel que le disent la quittance et la CAF."""
    assert scene.menage.logement_quitte
    avant = cout(bien(scene.menage.logement_quitte), scene.moyens.rls, scene.trame.rac_avant, scene.alea)
    scene.menage.couts.append(justifier(avant, _SOURCES, scene.calendrier.ouvre(-20)))
