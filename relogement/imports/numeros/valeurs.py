"""L'état d'une demande, son motif de radiation, son fait générateur, tels que les listes les écrivent."""

from relogement.imports.etat_locatif.noms import identites
from relogement.imports.valeurs import texte_propre
from relogement.imports.valeurs.mots import est_inconnu
from relogement.numero_sne import EtatDemande, MotifRadiation
from relogement.rapprochement import sans_accents

_ACTIVES = ("active", "actif", "en cours", "valide", "validee", "ouverte", "en attente", "renouvelee")
_MOTIFS: tuple[tuple[MotifRadiation, tuple[str, ...]], ...] = (
    (MotifRadiation.NON_RENOUVELLEMENT, ("renouvel", "expir", "perim", "caduque")),
    (MotifRadiation.ATTRIBUTION, ("attribu", "satisf", "pourvu", "loge", "bail signe")),
    (MotifRadiation.RENONCIATION, ("renonc", "abandon", "retrait", "desist")),
    (MotifRadiation.SANS_REPONSE, ("reponse", "npai", "non joignable")),
    (MotifRadiation.IRRECEVABLE, ("irrecev",)),
)
_ANRU = ("anru", "renouvellement urbain", "npnru")
_RADIEES = ("radi", "clos", "cloture", "inactive", "archive", "annul")
_OUI, _NON = ("oui", "o", "x", "1", "vrai"), ("non", "n", "0", "faux")


def etat_et_motif(texte: str) -> tuple[EtatDemande | None, MotifRadiation | None]:
    """« Active », « Radiée », « Attribuée » (radiée pour attribution), « Non renouvelée »."""
    dit = sans_accents(texte)
    if est_inconnu(texte) or not dit:
        return None, None
    if dit in _ACTIVES or dit.startswith(("active", "en cours", "demande active")):
        return EtatDemande.ACTIVE, None
    motif = motif_de_radiation(texte)
    connu = motif not in (None, MotifRadiation.AUTRE)
    if connu or any(mot in dit for mot in _RADIEES):
        return EtatDemande.RADIEE, motif if connu else None
    return None, None


def motif_de_radiation(texte: str) -> MotifRadiation | None:
    """Le motif de l'article R. 441-2-8 que ces mots disent ; un motif qui n'en est pas un est « autre »."""
    dit = sans_accents(texte)
    if est_inconnu(texte) or not dit:
        return None
    return next((m for m, mots in _MOTIFS if any(mot in dit for mot in mots)), MotifRadiation.AUTRE)


def relogement_anru(texte: str) -> bool | None:
    """Oui si le fait générateur est un relogement Anru ; ce qu'il est d'autre n'est pas gardé."""
    dit = sans_accents(texte)
    if est_inconnu(texte) or not dit:
        return None
    if dit in (*_OUI, *_NON):
        return dit in _OUI
    return any(mot in dit for mot in _ANRU)


def identite(nom: str, prenom: str) -> tuple[str | None, str | None]:
    """Le nom et le prénom, civilité ôtée ; « DUPONT Jean » dans une seule colonne se sépare."""
    if not texte_propre(nom):
        return None, None
    lues = identites(nom, prenom)
    return (lues[0].nom, lues[0].prenom or None) if lues else (None, None)
