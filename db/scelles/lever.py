"""Lever un scellé : la période se rouvre, et la copie scellée reste, avec qui, quand et pourquoi."""

from sqlalchemy.orm import Session

from db.horloge import maintenant
from db.scelles.tables import PeriodeScellee
from relogement.erreurs import ErreurMetier
from relogement.scelles.entete import initiales
from relogement.textes import jour

ACTE = "Scellé levé"


def lever(session: Session, scellee: PeriodeScellee, motif: str, *, auteur: str) -> None:
    """Rouvre la période ; lève ``ErreurMetier`` sans motif, ou si elle l'est déjà."""
    if not motif.strip():
        raise ErreurMetier("Écrivez pourquoi ce scellé est levé : le motif reste avec la période.")
    if scellee.levee_le is not None:
        raise ErreurMetier(
            f"Ce scellé a déjà été levé le {jour(scellee.levee_le.date())} par {scellee.levee_par}. "
            "Scellez la période de nouveau pour la refermer."
        )
    scellee.levee_le, scellee.levee_par, scellee.levee_motif = maintenant(), initiales(auteur), motif.strip()
