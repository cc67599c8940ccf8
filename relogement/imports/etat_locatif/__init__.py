"""L'état locatif d'un bailleur : les logements d'un immeuble, leurs occupants et ce qu'ils paient."""

from relogement.imports.etat_locatif.colonnes import LEXIQUE
from relogement.imports.etat_locatif.lecture import lire_etat_locatif
from relogement.imports.etat_locatif.objets import AnnexeLue, LogementLu, OccupantLu

__all__ = ["LEXIQUE", "AnnexeLue", "LogementLu", "OccupantLu", "lire_etat_locatif"]
