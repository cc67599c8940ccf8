"""La journée de l'agent en mots : où se range une affaire, ce qui presse, le geste qui y répond."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from relogement.nomenclatures import Affaire, Attendu
from relogement.regles.suites import Geste, geste_pour
from relogement.textes import INSECABLE, jour, jour_de_semaine, pluriel

HORIZON = timedelta(days=7)  # ce que l'agent doit finir dans la semaine se montre dès aujourd'hui
DE_DROIT = frozenset((Affaire.REPONSE, Affaire.ACCORD))
CONSULTATIONS = (Affaire.OBJECTION, Affaire.TACITE)
DEPUIS = {Affaire.ENQUETE: "informé le", Affaire.NUMERO_UNIQUE: "demandé le"}
SEMAINE = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


class Colonne(StrEnum):
    """Les trois colonnes de l'écran."""

    RETARD = "retard"
    JOUR = "jour"
    ATTENTE = "attente"


@dataclass(frozen=True)
class LigneDuJour:
    """Une affaire à montrer ; rien de personnel dans son `repr`."""

    cle: str
    genre: Affaire
    attendu: Attendu
    menage_id: int | None
    cible_id: int | None
    reference: str
    objet: str = field(repr=False)
    depuis_le: date | None
    echeance_le: date | None
    du_jour_le: date | None = None
    heure: time | None = field(default=None, repr=False)
    lieu: str = field(default="", repr=False)
    referent: str = ""
    nom: str = field(default="", repr=False)


def colonne(ligne: LigneDuJour, au: date) -> Colonne:
    """Passée, en retard ; du jour ou à finir dans la semaine, aujourd'hui ; sinon on attend quelqu'un."""
    le = ligne.echeance_le
    if le is not None and le < au:
        return Colonne.RETARD
    a_moi = ligne.attendu is Attendu.AGENT
    return Colonne.JOUR if a_moi or le == au else Colonne.ATTENTE


def quoi(ligne: LigneDuJour, au: date) -> str:
    """« Le ménage : réponse à l'offre 1 », « Accord à l'attribution de la CALEOL : dernier jour »."""
    if ligne.genre in DE_DROIT and ligne.echeance_le == au:
        return f"{ligne.objet}{INSECABLE}: dernier jour"
    if ligne.genre in DE_DROIT or ligne.genre is Affaire.ENTREE:
        return f"{Attendu.MENAGE.libelle}{INSECABLE}: {ligne.objet[0].lower()}{ligne.objet[1:]}"
    return ligne.objet


def decision_dite(partenaire: str, texte: str) -> str:
    """« Canigou Logement : proposer un T5 » ; une décision de l'équipe se lit seule."""
    return f"{partenaire}{INSECABLE}: {texte[:1].lower()}{texte[1:]}" if partenaire and texte else texte


def quand(ligne: LigneDuJour, au: date) -> str:
    """« limite mer. 18/11/2026, dépassée de 2 jours », « depuis 25 jours, limite mer. 25/11/2026 »."""
    le, depuis = ligne.echeance_le, _commence(ligne, au)
    if ligne.genre is Affaire.RAPPEL and le == au:
        return ligne.lieu or "rappel du jour"
    if le is None:
        return f"depuis {_jours(au - depuis)}" if depuis else "sans date"
    if le < au:
        return _en_retard(ligne, le, au)
    if le == au:
        return _du_jour(ligne, au)
    attente = f"depuis {_jours(au - depuis)}, " if depuis and ligne.attendu is not Attendu.AGENT else ""
    return f"{attente}{_mot(ligne)} {jour_de_semaine(le)}"


def _commence(ligne: LigneDuJour, au: date) -> date | None:
    """Depuis quand on attend ; rien vu d'un jour où l'on n'attendait pas encore."""
    return ligne.depuis_le if ligne.depuis_le and ligne.depuis_le <= au else None


def _en_retard(ligne: LigneDuJour, le: date, au: date) -> str:
    if ligne.genre in (Affaire.SILENCE, Affaire.ACCORD_PASSE, Affaire.TACITE, *DE_DROIT):
        return f"limite {jour_de_semaine(le)}, dépassée de {_jours(au - le)}"
    if ligne.genre in DEPUIS and (depuis := _commence(ligne, au)):
        return f"{DEPUIS[ligne.genre]} {jour(depuis)}, il y a {_jours(au - depuis)}"
    mots = {Affaire.DECISION: "passage", Affaire.SUIVI: "prévue", Affaire.CELLULE: "décision échue"}
    mot = mots.get(ligne.genre, "prévu")
    return f"{mot} {jour_de_semaine(le)}, {_jours(au - le)} de retard"


def _du_jour(ligne: LigneDuJour, au: date) -> str:
    if ligne.genre is Affaire.OBJECTION:
        return f"envoyé le {jour(ligne.depuis_le)}, silence = accord"
    if ligne.genre is Affaire.ACCORD:
        return f"attribution notifiée le {jour(ligne.depuis_le)}, silence = refus"
    if ligne.genre is Affaire.REPONSE:
        return f"notifiée le {jour(ligne.depuis_le)}"
    if ligne.genre is Affaire.VISITE:
        return "visite aujourd’hui"
    return f"noté le {jour(ligne.depuis_le)}" if ligne.depuis_le and ligne.depuis_le < au else "pour aujourd’hui"


def _mot(ligne: LigneDuJour) -> str:
    if ligne.genre in DE_DROIT or ligne.genre is Affaire.OBJECTION:
        return "limite"
    mots = {Affaire.DECISION: "passage", Affaire.VISITE: "visite", Affaire.SUIVI: "prévue"}
    return mots.get(ligne.genre) or ("relance" if ligne.attendu is not Attendu.AGENT else "à finir")


def geste(ligne: LigneDuJour, au: date) -> Geste:
    """L'acte que propose la ligne."""
    match ligne.genre:
        case Affaire.SILENCE | Affaire.TACITE:
            return Geste.CONSTATER
        case Affaire.SUIVI | Affaire.COMPTE_RENDU | Affaire.ENTREE | Affaire.BAIL:
            return Geste.NOTER
        case Affaire.DECISION if ligne.echeance_le is not None and ligne.echeance_le <= au:
            return Geste.NOTER
        case Affaire.RAPPEL | Affaire.CELLULE:
            return Geste.FAIT if ligne.genre is Affaire.RAPPEL else Geste.FAITE
        case Affaire.SUITE:
            return geste_pour(ligne.objet)
        case Affaire.REPONSE | Affaire.ACCORD:
            return Geste.APPELER if ligne.echeance_le == au else Geste.RELANCER
        case Affaire.NUMERO_UNIQUE:
            return Geste.RELANCER
        case _:
            return Geste.OUVRIR


def presse(ligne: LigneDuJour, au: date) -> bool:
    """Ce qui engage le droit du ménage, aujourd'hui ou déjà passé : son bouton est plein."""
    de_droit = ligne.genre in (Affaire.SILENCE, Affaire.ACCORD_PASSE, *DE_DROIT)
    return de_droit and ligne.echeance_le is not None and ligne.echeance_le <= au


def _jours(ecart: timedelta) -> str:
    return pluriel(ecart.days, "jour") if ecart.days else "aujourd’hui"


def date_en_mots(au: date) -> str:
    """« Vendredi 20 novembre 2026 »."""
    numero = "1ᵉʳ" if au.day == 1 else str(au.day)
    return f"{SEMAINE[au.weekday()].capitalize()} {numero} {MOIS[au.month - 1]} {au.year}"
