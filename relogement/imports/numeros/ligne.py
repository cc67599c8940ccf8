"""Un numéro unique lu d'une liste, et ce qu'elle en dit."""

from dataclasses import dataclass
from datetime import date

from relogement.numero_sne import EtatDemande, MotifRadiation


@dataclass(frozen=True, repr=False)
class NumeroLu:
    """``fichier_du`` : le jour où la liste a été établie, quand le fichier le dit."""

    feuille: str
    ligne: int
    numero: str
    nom: str | None = None
    prenom: str | None = None
    naissance_le: date | None = None
    naissance_annee: int | None = None
    ug: str | None = None
    bailleur: str | None = None
    depose_le: date | None = None
    renouvele_le: date | None = None
    etat: EtatDemande | None = None
    radiee_le: date | None = None
    motif_radiation: MotifRadiation | None = None
    bail_le: date | None = None
    attribue_par: str | None = None
    relogement_anru: bool | None = None
    fichier_du: date | None = None
