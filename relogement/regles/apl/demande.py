"""Ce qu'il faut savoir pour estimer une APL, et ce qui empêche de l'estimer."""

from dataclasses import dataclass
from decimal import Decimal

from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.textes import FINE, nombre

ZONES = (1, 2, 3)
PLUS_DE_PERSONNES = 20
PLUS_GRAND_MONTANT = Decimal(10_000_000)


class Obstacle(Code):
    """Une situation que cette estimation ne couvre pas."""

    OUTRE_MER = "OUTRE_MER", "le logement est outre-mer"
    NON_CONVENTIONNE = "NON_CONVENTIONNE", "le logement n’est pas conventionné, ou relève d’un PLI"
    FOYER = "FOYER", "le logement est un logement-foyer ou une résidence sociale"
    ETUDIANT = "ETUDIANT", "un membre du ménage est étudiant"
    INDEPENDANT = "INDEPENDANT", "les revenus N-2 d’un travailleur indépendant sont inconnus"
    GARDE_ALTERNEE = "GARDE_ALTERNEE", "un enfant est en garde alternée"
    SOUS_LOCATION = "SOUS_LOCATION", "le logement est sous-loué"


@dataclass(frozen=True, slots=True)
class DemandeApl:
    """Un ménage et son loyer ; vide = inconnu.

    ``loyer`` : hors charges et avant RLS, par mois. ``ressources`` : R, des douze mois retenus, par an.
    ``rls`` : le bailleur est un organisme HLM ou une SEM. ``aah_ou_aeeh`` : pas de dégressivité.
    """

    zone: int | None
    loyer: Decimal | None
    personnes_a_charge: int | None
    ressources: Decimal | None
    couple: bool | None = False
    colocation: bool = False
    chambre: bool = False
    aah_ou_aeeh: bool = False
    rls: bool = True
    capital: Decimal | None = None
    obstacles: frozenset[Obstacle] = frozenset()


def non_estimable(raison: str) -> ErreurMetier:
    """Le refus d'estimer, et ce qu'il reste à faire."""
    return ErreurMetier(f"Non estimable : {raison}. Saisissez le montant notifié par la CAF.")


def refuser_l_impossible(demande: DemandeApl) -> None:
    """Lève ``ErreurMetier`` si une valeur n'existe pas : un signe faux, une zone qui n'en est pas une."""
    a_charge = demande.personnes_a_charge
    if demande.zone is not None and demande.zone not in ZONES:
        raise ErreurMetier(f"La zone APL {demande.zone} n’existe pas. Indiquez 1, 2 ou 3.")
    if a_charge is not None and not 0 <= a_charge <= PLUS_DE_PERSONNES:
        raise ErreurMetier(
            f"Le nombre de personnes à charge doit être entre 0 et {PLUS_DE_PERSONNES}. Corrigez-le."
        )
    if not _vraisemblable(demande.loyer) or demande.loyer == 0:
        raise ErreurMetier("Le loyer doit être supérieur à zéro et vraisemblable. Corrigez-le.")
    if not _vraisemblable(demande.ressources):
        raise ErreurMetier("Les ressources doivent être positives ou nulles, et vraisemblables. Corrigez-les.")
    if not _vraisemblable(demande.capital):
        raise ErreurMetier("Le capital doit être positif ou nul, et vraisemblable. Corrigez-le.")


def refuser_l_inestimable(demande: DemandeApl, capital_maximum: Decimal) -> None:
    """Lève « Non estimable : … » pour chaque situation que l'estimation ne couvre pas."""
    if demande.obstacles:
        raise non_estimable(min(demande.obstacles, key=list(Obstacle).index).libelle)
    if demande.zone is None:
        raise non_estimable("la zone APL de la commune est inconnue")
    if demande.loyer is None:
        raise non_estimable("le loyer est inconnu")
    if demande.personnes_a_charge is None or demande.couple is None:
        raise non_estimable("la composition du ménage est inconnue")
    if demande.ressources is None:
        raise non_estimable("les ressources des douze mois sont inconnues")
    if demande.capital is not None and demande.capital > capital_maximum:
        raise non_estimable(f"le capital du ménage dépasse {nombre(capital_maximum, 0)}{FINE}€")


def _vraisemblable(montant: Decimal | None) -> bool:
    return montant is None or (montant.is_finite() and 0 <= montant <= PLUS_GRAND_MONTANT)
