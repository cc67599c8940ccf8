"""Les modèles à envoyer pour qu'on les remplisse, dans l'ordre où on les propose."""

from relogement.erreurs import ErreurMetier
from relogement.exports.a_remplir.enquete import ENQUETE
from relogement.exports.a_remplir.etat_locatif import ETAT_LOCATIF
from relogement.exports.a_remplir.modele import Modele, Preparation
from relogement.exports.a_remplir.saisie import SAISIE
from relogement.exports.a_remplir.vacances import VACANCES

__all__ = ["MODELES", "Modele", "Preparation", "modele_de"]

MODELES: tuple[Modele, ...] = (ETAT_LOCATIF, VACANCES, ENQUETE, SAISIE)


def modele_de(code: str) -> Modele:
    """Le modèle de ce code ; lève ``ErreurMetier`` s'il n'existe pas."""
    for modele in MODELES:
        if modele.code == code:
            return modele
    raise ErreurMetier(
        f"Le modèle « {code} » n’existe pas. Choisissez parmi {', '.join(m.code for m in MODELES)}."
    )
