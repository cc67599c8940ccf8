"""La page de passation d'un agent absent : ce qui presse, ce qui est promis, où en est chaque dossier."""

from pathlib import Path

from reportlab.platypus import Flowable

from relogement.documents.mise_en_page import Feuille, ecrire_pdf, note, section, tableau, titre
from relogement.passation import EtatDesDossiers
from relogement.passation_dite import Partie, parties, resume
from relogement.textes import jour


def ecrire_passation(vers: Path, etat: EtatDesDossiers) -> None:
    """Écrit la page ; un refus du disque se dit et ne laisse rien."""
    feuille = feuille_de(etat)
    ecrire_pdf(vers, feuille, contenu(etat, feuille.largeur))


def feuille_de(etat: EtatDesDossiers) -> Feuille:
    """Le titre gardé dans le document ne nomme personne ; celui de la page, oui."""
    nom = f"Passation de dossiers au {jour(etat.au)}"
    return Feuille(nom, pied=f"{nom} — noms de ménages : à remettre en main propre, à détruire après usage")


def contenu(etat: EtatDesDossiers, largeur: float) -> list[Flowable]:
    """De quoi reprendre les dossiers le jour même."""
    morceaux: list[Flowable] = [
        titre(f"Dossiers de {etat.referent}"), note(f"Au {jour(etat.au)} : {resume(etat)}")
    ]  # fmt: skip
    for partie in parties(etat):
        morceaux += _partie(partie, largeur)
    return morceaux


def _partie(partie: Partie, largeur: float) -> list[Flowable]:
    nombre = f" ({len(partie.lignes)})" if partie.lignes else ""
    if not partie.lignes:
        return [section(partie.titre), note(partie.vide)]
    return [section(f"{partie.titre}{nombre}"), tableau(partie.entetes, partie.lignes, partie.parts, largeur)]
