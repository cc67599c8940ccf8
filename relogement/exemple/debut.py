"""Le début d'un dossier : recensé, informé, enquêté, inscrit au SNE, en recherche."""

from dataclasses import dataclass, replace
from decimal import Decimal

from relogement.exemple.enquete import detailler, souhaiter
from relogement.exemple.foyer import repartir
from relogement.exemple.scene import Scene
from relogement.nomenclatures import Etat

_QUARTIERS = ("Saint-Estève ou Toulouges", "Rester près de la gare", "Cabestany", "Moulin-à-Vent", "Hors du site")
_AIDES = ("Aide au déménagement", "Dossier CAF à mettre à jour", "Ouverture des compteurs", None, None)
_GRAND_AGE = 74
INFORME_DEPUIS, ENQUETE_DEPUIS = 16, 12  # en jours


@dataclass(frozen=True)
class _Jalons:
    """Les jours du début de l'histoire, comptés depuis aujourd'hui."""

    recense: int
    informe: int
    enquete: int
    sne: int
    recherche: int


def preparer(scene: Scene, premiere_offre: int) -> None:
    """Mène le dossier jusqu'à la recherche, ou jusqu'où va la trame ; ``premiere_offre`` en jours."""
    jalons = _jalons(scene, premiere_offre)
    scene.passer(Etat.RECENSE, jalons.recense)
    if scene.atteint(Etat.INFORME):
        scene.menage.informe_le = scene.passer(Etat.INFORME, jalons.informe)
        scene.noter("information", jalons.informe)
    if scene.atteint(Etat.ENQUETE):
        scene.menage.enquete_le = scene.passer(Etat.ENQUETE, jalons.enquete)
        scene.noter("enquete", jalons.enquete)
        _enqueter(scene)
    if scene.atteint(Etat.SNE):
        scene.menage.sne_le = scene.passer(Etat.SNE, jalons.sne)
        scene.menage.numero_unique = f"066{scene.menage.sne_le:%m%y}{scene.alea.randint(1, 999999):06}00666"
        scene.noter("sne", jalons.sne)
    if scene.atteint(Etat.RECHERCHE):
        scene.passer(Etat.RECHERCHE, jalons.recherche)
        scene.noter("recherche", jalons.recherche + 5)


def _jalons(scene: Scene, premiere_offre: int) -> _Jalons:
    """Le début suit le calendrier de l'opération, sans jamais dépasser la première offre."""
    recense, alea = scene.monde.chantiers[scene.trame.operation].recensement, scene.alea
    recherche = min(recense + 110 + alea.randint(0, 30), premiere_offre - 12, -4)
    sne = min(recense + 78 + alea.randint(0, 8), recherche - 6)
    enquete = min(recense + 60 + alea.randint(0, 9), sne - 9)
    jalons = _Jalons(recense, min(recense + 21, enquete - 10), enquete, sne, recherche)
    return _recents(jalons, scene.trame.etat)


def _recents(jalons: _Jalons, etat: Etat | None) -> _Jalons:
    """Un dossier encore au recueil vient d'y arriver : il n'attend pas depuis des mois."""
    if etat is Etat.INFORME:
        return replace(jalons, informe=-INFORME_DEPUIS)
    if etat is Etat.ENQUETE:
        return replace(jalons, informe=-INFORME_DEPUIS - ENQUETE_DEPUIS, enquete=-ENQUETE_DEPUIS)
    return jalons


def _enqueter(scene: Scene) -> None:
    menage, alea, ressources = scene.menage, scene.alea, scene.moyens.ressources
    menage.ressources = ressources
    menage.rfr = (ressources * 12 * alea.randint(60, 90) / 100).quantize(Decimal(1))
    menage.categorie_plafond = scene.foyer.categorie
    menage.souhait_typologie = menage.logement_quitte.typologie if menage.logement_quitte else None
    quartiers = alea.choice(_QUARTIERS)
    menage.logement_adapte = max(scene.foyer.ages) > _GRAND_AGE or alea.random() < 0.08
    souhaiter(menage, quartiers, alea.choice(_AIDES))
    repartir(scene.foyer, ressources, alea)
    detailler(scene)
