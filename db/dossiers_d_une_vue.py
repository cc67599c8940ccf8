"""Les dossiers d'une vue de la liste, sans écran : ses filtres, l'opération regardée, dans l'ordre des noms."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from db import dossiers, filtres
from db.filtres import Repere
from db.registre import lire_registre
from db.vues import VUES, Vue, vues
from relogement.erreurs import ErreurMetier
from relogement.rapprochement import sans_accents


@dataclass(frozen=True)
class DossiersChoisis:
    """Les dossiers retenus, et les colonnes que la vue montre ; aucune si elle n'en dit rien."""

    ids: Sequence[int] = field(repr=False)
    colonnes: tuple[str, ...] = ()


def dossiers_de_la_vue(
    session: Session, titre: str | None, repere: Repere, operation: str | None = None
) -> DossiersChoisis:
    """``titre`` se compare sans accents ni casse ; sans lui, tous les dossiers."""
    vue = VUES[0] if titre is None else _vue(session, titre)
    conditions = [*vue.conditions, *([filtres.dans_l_operation(operation)] if operation else [])]
    registre = lire_registre(session, filtres.colonnes_utiles(conditions))
    retenus = filtres.retenir(registre, dossiers.ordre(session), conditions, repere)
    return DossiersChoisis(retenus, tuple(str(colonne["cle"]) for colonne in vue.colonnes))


def _vue(session: Session, titre: str) -> Vue:
    toutes = vues(session)
    for vue in toutes:
        if sans_accents(vue.titre) == sans_accents(titre):
            return vue
    connues = ", ".join(f"« {vue.titre} »" for vue in toutes)
    raise ErreurMetier(f"La vue « {titre} » n’existe pas. Celles du projet : {connues}.")
