"""L'enquête d'un dossier fictif : ses mois de ressources, ses souhaits, ses besoins, son accompagnement."""

from datetime import date
from decimal import Decimal

from relogement.demande import Accompagnement, Besoin, Souhait
from relogement.exemple.scene import Scene
from relogement.menage import Menage, Personne
from relogement.mois_de_ressources import mois_de_rang, rang_du_mois
from relogement.nomenclatures import CodeAccompagnement, CodeBesoin, CodeRessource
from relogement.ressource import Ressource
from relogement.ressources_connues import code_de_l_activite

PREMIER, DERNIER = 13, 1
_PART_AVEC_MOIS = 0.5
_LIEUX = {
    "Saint-Estève ou Toulouges": ("Saint-Estève", "Toulouges"),
    "Rester près de la gare": ("Près de la gare",),
    "Hors du site": ("Hors du quartier",),
}
_AIDES = {
    "Aide au déménagement": CodeAccompagnement.DEMENAGEMENT,
    "Dossier CAF à mettre à jour": CodeAccompagnement.CAF,
    "Ouverture des compteurs": CodeAccompagnement.COMPTEURS,
}


def recevoir(menage: Menage, personne: Personne | None, code: CodeRessource, montant: Decimal, au: date) -> None:
    """Le même montant, de M-13 à M-1."""
    rang = rang_du_mois(au)
    for mois in (mois_de_rang(rang - n) for n in range(PREMIER, DERNIER - 1, -1)):
        menage.ressources_mensuelles.append(Ressource(personne=personne, code=code, mois=mois, montant=montant))


def souhaiter(menage: Menage, quartiers: str, aide: str | None) -> None:
    """Ce que le ménage demande, en souhaits classés et en aides codées."""
    lieux = _LIEUX.get(quartiers, (quartiers,))
    menage.souhaits = [
        Souhait(rang=n, lieu=lieu, typologie=menage.souhait_typologie) for n, lieu in enumerate(lieux, 1)
    ]
    menage.besoins = [Besoin(code=CodeBesoin.DOUCHE)] if menage.logement_adapte else []
    menage.accompagnements = [Accompagnement(code=_AIDES[aide])] if aide else []


def detailler(scene: Scene) -> None:
    """La moitié des enquêtes ont leurs mois ; ce qui n'est à personne est dû au foyer."""
    menage, au = scene.menage, scene.calendrier.au
    menage.rfr_annee = au.year - 2
    if menage.ressources is None or scene.monde.alea(f"{menage.reference} mois").random() > _PART_AVEC_MOIS:
        return
    reste = menage.ressources
    for personne in menage.personnes:
        personne.handicap_categorie = False
        if personne.ressources is not None:
            recevoir(menage, personne, code_de_l_activite(personne), personne.ressources, au)
            reste -= personne.ressources
    if reste > 0:
        recevoir(menage, None, CodeRessource.AF if scene.foyer.enfants > 1 else CodeRessource.PPA, reste, au)
