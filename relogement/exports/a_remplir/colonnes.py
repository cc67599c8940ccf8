"""Les colonnes que plusieurs modèles partagent."""

from relogement.base import Code
from relogement.exports.a_remplir.modele import Champ
from relogement.exports.grille import EXEMPLE, Colonne, Saisie
from relogement.exports.tableau import Valeur
from relogement.nomenclatures import Typologie

OUI_NON = ("oui", "non")


def libelles(nomenclature: type[Code], *, sauf: tuple[Code, ...] = ()) -> tuple[str, ...]:
    """Les libellés d'une liste de codes, dans son ordre."""
    return tuple(code.libelle for code in nomenclature if code not in sauf)


def texte(code: str, titre: str, exemple: Valeur = None, aide: str = "", largeur: float | None = None) -> Champ:
    return Champ(code, Colonne(titre, aide=aide, largeur=largeur), exemple)


def entier(code: str, titre: str, exemple: int | None = None, aide: str = "") -> Champ:
    return Champ(code, Colonne(titre, Saisie.ENTIER, aide=aide), exemple)


def euros(code: str, titre: str, exemple: float | None = None, aide: str = "") -> Champ:
    return Champ(code, Colonne(f"{titre} (€)", Saisie.EUROS, aide=aide), exemple)


def jour(code: str, titre: str, exemple: Valeur = None, aide: str = "") -> Champ:
    return Champ(code, Colonne(titre, Saisie.JOUR, aide=aide), exemple)


def choix(
    code: str,
    titre: str,
    mots: tuple[str, ...],
    exemple: str | None = None,
    aide: str = "",
    *,
    ouvert: bool = False,
) -> Champ:
    saisie = Saisie.PROPOSE if ouvert else Saisie.CHOIX
    return Champ(code, Colonne(titre, saisie, mots, aide), exemple)


def code_logement() -> Champ:
    aide = "Le code de votre patrimoine (UG, ESI, module…), tel qu’il est chez vous, zéros de tête compris."
    return Champ("ug", Colonne("Code logement", aide=aide, obligatoire=True, largeur=15), EXEMPLE)


def type_de_logement(code: str, titre: str, *, obligatoire: bool = False, exemple: str = "T4") -> Champ:
    aide = "Le nombre de pièces principales ; un studio est un T1."
    colonne = Colonne(titre, Saisie.CHOIX, libelles(Typologie), aide, obligatoire, largeur=12)
    return Champ(code, colonne, exemple)


def surface(code: str = "surface") -> Champ:
    return Champ(code, Colonne("Surface (m²)", Saisie.SURFACE, aide="La surface habitable."), 72.5)
