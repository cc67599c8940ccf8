"""Le niveau de ressources d'un ménage, tel que les paliers de la charte le regardent."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from relogement.regles.montants import Montant, manque, rapport
from relogement.regles.paliers import Niveau
from relogement.regles.ressources import quartile, unites_de_consommation
from relogement.situation import Cadre


class Ressources(Protocol):
    """Ce que l'on sait de ceux qui habiteront le logement ; vide = inconnu."""

    @property
    def nb_personnes(self) -> int | None: ...
    @property
    def nb_moins_14(self) -> int | None: ...
    @property
    def ressources(self) -> Decimal | None: ...


def niveau_de_ressources(menage: Ressources, cadre: Cadre, au: date | None) -> Niveau:
    """Au jour de l'offre ou du bail : le quartile de son année, et les ressources par unité de consommation."""
    uc = unites_de_consommation(menage.nb_personnes, menage.nb_moins_14, au=au, dossier=cadre.baremes)
    return niveau(menage.ressources, uc, cadre.seuils_q1.au_bail(au))


def niveau(ressources: Decimal | None, uc: Montant, seuil_q1: Montant) -> Niveau:
    """Le même, de montants déjà calculés ; des ressources nulles ou négatives sont inconnues."""
    if ressources is None or ressources <= 0:
        inconnues = manque("ressources inconnues ou nulles")
        return Niveau(None, inconnues, inconnues.motif)
    motif = (uc if uc.valeur is None else seuil_q1).motif
    return Niveau(quartile(ressources, uc, seuil_q1.valeur), rapport(Montant(ressources), uc), motif)
