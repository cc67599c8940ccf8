"""Des immeubles inventés : chaque cas dit en une ligne ce qui compte pour lui."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from relogement.indicateurs.prevision import Reglages
from relogement.nomenclatures import Affaire, Attendu, Etat, StatutLogement, TypeDossier, Typologie
from relogement.vidage.lignes import (
    AffaireLue,
    DossierLu,
    EtapeLue,
    Immeuble,
    LogementLu,
    OffreLue,
    OperationLue,
)

REGLAGES = Reglages(mois=12, minimum=10, ecart_reduit=1.645)
AU = date(2026, 11, 20)


def un_logement(id_: int = 1, **champs: Any) -> LogementLu:
    valeurs: dict[str, Any] = {
        "batiment": "C", "entree": "C1", "etage": "1", "porte": str(id_), "statut": StatutLogement.LOUE,
        "typologie": Typologie.T3, "bailleur": "Têt Habitat",
    }  # fmt: skip
    return LogementLu(id_, **(valeurs | champs))


def un_dossier(id_: int = 1, logement: int | None = None, **champs: Any) -> DossierLu:
    valeurs: dict[str, Any] = {
        "reference": f"D{id_}", "nom": f"FAMILLE{id_} Ada", "type": TypeDossier.TITULAIRE, "etat": Etat.RECHERCHE,
        "nb_personnes": 3, "referent": "S. Kaddour", "numero_connu": True, "libere_le": None,
        "derniere_offre_le": None,
    }  # fmt: skip
    return DossierLu(id_, logement or id_, **(valeurs | champs))


def une_etape(etat: Etat, le: date | None = None, motif: str | None = None) -> EtapeLue:
    return EtapeLue(etat, le, motif)


def une_affaire(genre: Affaire, echeance: date | None, **champs: Any) -> AffaireLue:
    valeurs: dict[str, Any] = {
        "attendu": Attendu.AGENT, "objet": genre.libelle, "depuis_le": None, "visible_le": None,
        "cachee_apres_le": None,
    }  # fmt: skip
    return AffaireLue(genre=genre, echeance_le=echeance, **(valeurs | champs))


def un_immeuble(
    logements: Sequence[LogementLu] = (),
    dossiers: Sequence[DossierLu] = (),
    offres: Sequence[OffreLue] = (),
    *,
    ecrit_le: date = AU,
    **operation: Any,
) -> Immeuble:
    valeurs: dict[str, Any] = {
        "code": "AC", "libelle": "Acacias", "maitre_ouvrage": "Têt Habitat", "nb_logements": None,
        "concertation_le": date(2025, 1, 1), "vide_le": date(2027, 4, 30), "demolition_le": date(2027, 7, 1),
    }  # fmt: skip
    return Immeuble(
        OperationLue(**(valeurs | operation)), ecrit_le, REGLAGES, tuple(logements), tuple(dossiers), tuple(offres)
    )
