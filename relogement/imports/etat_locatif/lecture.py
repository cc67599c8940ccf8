"""Lire un état locatif : chaque ligne devient un logement, un cotitulaire ou une annexe."""

from decimal import Decimal

from relogement.imports.etat_locatif.annexes import rattacher
from relogement.imports.etat_locatif.colonnes import LEXIQUE
from relogement.imports.etat_locatif.cotitulaires import Registre
from relogement.imports.etat_locatif.fusions import Suite, recopier_les_fusions
from relogement.imports.etat_locatif.lignes import Lecteur
from relogement.imports.etat_locatif.objets import LogementLu, OccupantLu
from relogement.imports.lecture import Classeur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture, Totaux, somme
from relogement.imports.tableaux import Tableau, tableaux
from relogement.imports.valeurs import largeur_des_ug

MODELE = "etat-locatif"


def lire_etat_locatif(classeur: Classeur) -> Lecture[LogementLu]:
    """Les logements et les annexes d'un classeur, dans l'ordre du fichier ; les annexes ont leur locataire."""
    carnet, registre = Carnet(), Registre()
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        _lire_tableau(tableau, carnet, registre, prerempli=classeur.etiquette.modele == MODELE)
    carnet.exiger(classeur.nom, "logement")
    logements = rattacher(registre.logements(), carnet)
    return carnet.lecture(logements, _totaux(logements))


def _lire_tableau(tableau: Tableau, carnet: Carnet, registre: Registre, *, prerempli: bool) -> None:
    suite = Suite(tableau.entete)
    brutes = rangees(tableau.feuille, tableau.entete, carnet, "ug", admise=suite.est_un_cotitulaire)
    lignes: list[Rangee] = list(recopier_les_fusions(brutes))
    largeur = largeur_des_ug(rangee.texte("ug") for rangee in lignes)
    lecteur = Lecteur(carnet, largeur, lignes, prerempli=prerempli)
    for rangee in lignes:
        lecteur.inscrire(rangee, registre)


def _totaux(logements: tuple[LogementLu, ...]) -> Totaux:
    """Les sommes des logements loués ; le loyer d'une annexe n'y entre pas."""
    occupants = [logement.occupant for logement in logements if logement.occupant]
    return Totaux(
        loyer=_somme(occupants, "loyer"),
        charges=_somme(occupants, "charges"),
        apl=_somme(occupants, "apl"),
        rls=_somme(occupants, "rls"),
        apl_inconnue=sum(1 for occupant in occupants if occupant.apl is None),
    )


def _somme(occupants: list[OccupantLu], poste: str) -> Decimal:
    return somme(getattr(occupant, poste) for occupant in occupants)
