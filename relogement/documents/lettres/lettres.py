"""Les courriers, dans l'ordre du chemin d'un dossier : ce que chacun doit dire, et le texte qui l'exige."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from relogement.documents.lettres.champs import libelles
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.modeles.modele import Modele
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import DecisionCaleol, Reponse
from relogement.textes import INSECABLE

FAVORABLES = (DecisionCaleol.ATTRIBUTION, DecisionCaleol.ATTRIBUTION_RANG, DecisionCaleol.CONDITION_SUSPENSIVE)
_LOGEMENT = (
    "logement_adresse", "logement_commune", "logement_typologie", "logement_surface", "logement_etage",
    "logement_loyer", "logement_charges", "logement_annexes", "logement_chauffage",
)  # fmt: skip


class Sujet(StrEnum):
    """De quoi parle un courrier : d'une offre, de l'attribution d'un logement, ou du dossier."""

    OFFRE = "offre"
    ATTRIBUTION = "attribution"
    DOSSIER = "dossier"


@dataclass(frozen=True)
class Lettre:
    """Un courrier : ses mentions obligatoires, leur source, et ce qui empêche de l'écrire."""

    code: str
    libelle: str
    utilite: str
    sujet: Sujet
    mentions: tuple[str, ...]
    source: str
    exiger: Callable[[Contexte], str | None] = lambda _: None

    @property
    def modele(self) -> Modele:
        return Modele(self.code, self.libelle, libelles(), self.mentions, self.source)


def _en_cours(ici: Contexte) -> str | None:
    """Une relance suppose une offre notifiée, sans réponse."""
    if ici.offre is None or ici.offre.reponse is not Reponse.EN_COURS:
        return "Cette offre a déjà sa réponse : il n’y a rien à relancer."
    return (
        None if ici.offre.notifiee_le else "Cette offre n’est pas encore notifiée : notez sa notification d’abord."
    )


def _attribuee(ici: Contexte) -> str | None:
    if ici.caleol is None or ici.caleol.decision not in FAVORABLES:
        return "La CALEOL n’a pas attribué de logement à ce ménage : notez sa décision d’abord."
    return None


def _comptees(ici: Contexte) -> str | None:
    """Le constat ne s'écrit que si le compte est atteint : il fait perdre un droit."""
    if ici.droit.epuise:
        return None
    return (
        f"Le compte n’est pas atteint{INSECABLE}: {ici.droit.comptees} sur {ici.droit.requises}. "
        "Le constat ne peut pas être écrit."
    )


LETTRES: tuple[Lettre, ...] = (
    Lettre(
        "offre", "Offre de relogement", "La proposition d’un logement, telle qu’elle se notifie au ménage.",
        Sujet.OFFRE, ("date_du_courrier", "menage_nom", *_LOGEMENT, "delai_reponse_jours"),
        "Loi du 1ᵉʳ septembre 1948, art. 13 bis ; CCH, art. L. 442-6 et L. 353-15",
    ),
    Lettre(
        "relance", "Relance", "Rappeler une offre restée sans réponse, et son dernier jour.",
        Sujet.OFFRE,
        ("date_du_courrier", "menage_nom", "logement_adresse", "notification_le", "limite_de_reponse"),
        "Charte locale de relogement", _en_cours,
    ),
    Lettre(
        "attribution", "Notification d’attribution", "La décision de la CALEOL, et le délai pour l’accepter.",
        Sujet.ATTRIBUTION,
        ("date_du_courrier", "menage_nom", "logement_adresse", "logement_commune", "caleol_le", "caleol_decision",
         "delai_caleol_jours"),
        "CCH, art. R. 441-3 et R. 441-10", _attribuee,
    ),
    Lettre(
        "convention", "Convention de relogement",
        "Ce que le bailleur et le ménage se promettent avant le relogement.",
        Sujet.OFFRE,
        ("date_du_courrier", "menage_nom", "operation_libelle", *_LOGEMENT),
        "Règlement général de l’ANRU relatif au NPNRU ; charte locale de relogement",
    ),
    Lettre(
        "constat", "Constat des offres refusées",
        "Constater que le compte des offres est atteint, et ce qui en suit.",
        Sujet.DOSSIER,
        ("date_du_courrier", "menage_nom", "offres_comptees", "nb_offres_requises", "decheance_le"),
        "CCH, art. L. 442-6 II et L. 353-15 III", _comptees,
    ),
)  # fmt: skip


def lettre_de(code: str) -> Lettre:
    """Le courrier de ce code ; lève ``ErreurMetier`` s'il n'existe pas."""
    for lettre in LETTRES:
        if lettre.code == code:
            return lettre
    raise ErreurMetier(
        f"Le courrier « {code} » n’existe pas. Choisissez parmi {', '.join(li.code for li in LETTRES)}."
    )
