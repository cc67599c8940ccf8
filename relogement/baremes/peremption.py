"""Savoir qu'un barème aurait dû être revu : 1er janvier, 1er juin ou 1er octobre, selon ce qu'il contient."""

from datetime import date

from relogement.baremes.lecture import entete, noms, periodes
from relogement.baremes.source import Source
from relogement.textes import jour


def perime(nom: str, au: date, dossier: Source | None = None) -> str | None:
    """La phrase qui dit qu'un barème n'est plus à jour ; vide s'il l'est, ou s'il n'est pas revu chaque année."""
    attendue = _derniere_revalorisation(entete(nom).revalorisation, au)
    derniere = periodes(nom, dossier)[-1]
    if attendue is None or derniere.debut >= attendue:
        return None
    return (
        f"Le barème « {entete(nom).titre} » date du {jour(derniere.debut)} et devait être revu "
        f"le {jour(attendue)}. Ajoutez la nouvelle période dans Paramètres, Barèmes."
    )


def perimes(au: date, dossier: Source | None = None) -> list[str]:
    """Une phrase par barème qui n'est plus à jour."""
    return [phrase for nom in noms() if (phrase := perime(nom, au, dossier))]


def _derniere_revalorisation(mois_jour: str, au: date) -> date | None:
    if not mois_jour:
        return None
    cette_annee = date.fromisoformat(f"{au.year}-{mois_jour}")
    return cette_annee if cette_annee <= au else date.fromisoformat(f"{au.year - 1}-{mois_jour}")
