"""Le parcours que racontent les dates d'un dossier importé, à plat."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from relogement.modeles import Etape, PassageCaleol, Relogement
from relogement.nomenclatures import Etat
from relogement.parcours import REPRISE, etapes_deduites, reprise

_DATES = ("informe_le", "enquete_le", "sne_le", "premiere_offre_le", "motif_sortie", "sorti_le")


@dataclass
class Vecu:
    """Ce que l'on sait d'un dossier quand on en déduit les étapes."""

    menage: Fiche
    etapes: list[Fiche] = field(default_factory=list)
    caleols: list[Fiche] = field(default_factory=list)
    relogements: list[Fiche] = field(default_factory=list)

    def __getattr__(self, nom: str) -> Any:
        if nom in _DATES:
            return self.menage.valeurs.get(nom)
        raise AttributeError(nom)


def vecus(chantier: Chantier, menages: Sequence[Fiche]) -> dict[int, Vecu]:
    """Le vécu de ces dossiers déjà connus, par leur numéro."""
    siens = {menage.id: Vecu(menage) for menage in menages if menage.id is not None}
    ids = list(siens)
    if ids:
        for fiche in chantier.lire(Etape, Etape.menage_id.in_(ids), "menage_id", "etat", "le"):
            siens[fiche.menage_id].etapes.append(fiche)
        for fiche in chantier.lire(PassageCaleol, PassageCaleol.menage_id.in_(ids)):
            siens[fiche.menage_id].caleols.append(fiche)
        for fiche in chantier.lire(Relogement, Relogement.menage_id.in_(ids)):
            siens[fiche.menage_id].relogements.append(fiche)
    return {numero: vecu for numero, vecu in siens.items() if numero is not None}


def reprendre_le_parcours(chantier: Chantier, ligne: Reprise, vecu: Vecu) -> None:
    """Ajoute les étapes que le dossier raconte et n'a pas encore, et met son état à la dernière."""
    menage = vecu.menage
    connues = {(etape.etat, etape.le) for etape in vecu.etapes}
    nouvelles, etat = reprise(connues, menage.valeurs.get("etat") or Etat.RECENSE, etapes_deduites(vecu))
    for une, le in nouvelles:
        vecu.etapes.append(ligne.creer(Etape, menage_id=menage, etat=une, le=le, auteur=None, motif=REPRISE))
    if nouvelles and ligne.cochee:
        chantier.changer(menage, "etat", etat)
