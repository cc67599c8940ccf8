"""La page de ce qui a changé : dossier par dossier, acte par acte, sans nom de ménage ni valeur sensible."""

from pathlib import Path

from reportlab.platypus import Flowable

from relogement.changements import Changements, DossierChange, resume
from relogement.documents.mise_en_page import Feuille, ecrire_pdf, note, section, tableau, titre
from relogement.textes import heure, jour

ENTETES, PARTS = ("Le", "Acte", "Par", "Ce qui a changé"), (1.4, 2.2, 1.6, 4.5)


def ecrire_changements(vers: Path, nom: str, vus: Changements) -> None:
    """Écrit la page ; un refus du disque se dit et ne laisse rien."""
    feuille = Feuille(nom)
    morceaux: list[Flowable] = [
        titre(nom),
        note(f"{resume(vus)}. Les valeurs sensibles restent à l’écran."),
    ]
    for dossier in vus.dossiers:
        morceaux += [section(dossier.reference or "Dossier supprimé"), _tableau(dossier, feuille.largeur)]
    ecrire_pdf(vers, feuille, morceaux)


def _tableau(dossier: DossierChange, largeur: float) -> Flowable:
    lignes = [
        (f"{jour(a.le)} {heure(a.le)}", a.acte, a.auteur, "\n".join(d.public for d in a.details))
        for a in dossier.actes
    ]
    return tableau(ENTETES, lignes, PARTS, largeur)
