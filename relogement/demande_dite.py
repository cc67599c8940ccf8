"""Ce que le ménage demande, en phrases : souhaits, besoins du logement, accompagnement."""

from relogement.menage import Menage
from relogement.textes import INSECABLE


def souhaits_dits(menage: Menage) -> str:
    """« T4, Toulouges puis Cabestany. Proche du collège. »."""
    voulue = next((s.typologie for s in menage.souhaits if s.typologie), menage.souhait_typologie)
    typologie = voulue.libelle if voulue else ""
    lieux = " puis ".join(s.lieu for s in menage.souhaits if s.lieu)
    notes = [s.note for s in menage.souhaits if s.note]
    return _phrases(", ".join(filter(None, (typologie, lieux))), *notes, menage.souhait_quartiers)


def besoins_dits(menage: Menage) -> str:
    """« Ascenseur au-delà du 2ᵉ étage. Une chambre par enfant. »."""
    besoins = [b.code.libelle for b in menage.besoins]
    adapte = "Logement adapté nécessaire" if menage.logement_adapte else ""
    aucun = "Aucun besoin d’adaptation" if menage.logement_adapte is False and not besoins else ""
    return _phrases(adapte, *besoins, menage.commentaire) or _phrases(aucun)


def accompagnement_dit(menage: Menage) -> str:
    """« Dossier CAF à mettre à jour : assistante sociale. »."""
    aides = [f"{a.code.libelle}{INSECABLE}: {a.par}" if a.par else a.code.libelle for a in menage.accompagnements]
    return _phrases(*aides, menage.accompagnement)


def _phrases(*dites: str | None) -> str:
    """Chacune finit par un point."""
    return " ".join(f"{dite.rstrip('.')}." for dite in dites if dite)
