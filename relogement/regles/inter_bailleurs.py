"""Le relogement inter-bailleurs : le nouveau bailleur n'est pas l'ancien (RGA relatif au NPNRU, art. 4)."""

from relogement.nomenclatures import Critere, TypeDossier
from relogement.rapprochement import cle
from relogement.regles.montants import Verdict


def inter_bailleurs(ancien: str | None, nouveau: str | None, *, dossier: TypeDossier) -> Verdict:
    """OUI quand les deux bailleurs diffèrent ; sans objet pour qui n'avait pas de bailleur."""
    if ancien is None and dossier is not TypeDossier.TITULAIRE:
        return Verdict(Critere.SO, "pas de bailleur avant")
    if ancien is None or nouveau is None:
        return Verdict(Critere.NR, f"{'ancien' if ancien is None else 'nouveau'} bailleur inconnu")
    if cle(ancien) == cle(nouveau):
        return Verdict(Critere.NON, "même bailleur")
    return Verdict(Critere.OUI, f"de {ancien} à {nouveau}")
