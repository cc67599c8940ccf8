"""La table des parts : ce que chacun accueille, ce qu'il a promis, et où il en est."""

from collections.abc import Mapping
from dataclasses import dataclass

from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.parts_dites import fraction, part
from relogement.partage.dits import promesse_seule, suivi_dit
from relogement.partage.partage import LigneDePart, Partage
from relogement.partage.suivi import Tenue
from relogement.textes import TIRET, nombre
from ui.avant_envoi.table import Colonne
from ui.composants.chip import Chip

CHIPS: Mapping[Tenue, Chip] = {
    Tenue.TENU: Chip(Tenue.TENU.libelle, "circle-check", "vert"),
    Tenue.EN_COURS: Chip(Tenue.EN_COURS.libelle, "clock", "neutre"),
    Tenue.SOUS: Chip(Tenue.SOUS.libelle, "triangle-alert", "ambre"),
    Tenue.HORS: Chip(Tenue.HORS.libelle, "circle-x", "rouge"),
    Tenue.ECHU: Chip(Tenue.ECHU.libelle, "circle-x", "rouge"),
    Tenue.INCONNU: Chip(Tenue.INCONNU.libelle, "circle-question-mark", "neutre"),
}
SANS = Chip("Sans engagement", "minus", contour=True)
SANS_OBJET = Chip("Sans objet", "minus", contour=True)
SUR_LE_PROJET = "un nombre se juge sur tout le projet"
PAS_UNE_PERIODE = "un engagement vaut pour le projet, ou pour une année"


@dataclass(frozen=True)
class LigneMontree:
    """Une ligne, et sa part si les décisions de la séance se font."""

    ligne: LigneDePart
    apres: Mesure | None
    s_engage: bool = True

    @property
    def chip(self) -> Chip:
        if self.ligne.suivi is not None:
            return CHIPS[self.ligne.suivi.tenue]
        return SANS if self.s_engage and self.ligne.promesse is None else SANS_OBJET

    @property
    def phrase(self) -> str:
        if self.ligne.suivi is not None:
            return suivi_dit(self.ligne.suivi)
        if not self.s_engage:
            return PAS_UNE_PERIODE
        return SUR_LE_PROJET if self.ligne.promesse is not None else ""


def lignes_montrees(partage: Partage) -> list[LigneMontree]:
    """Celles du partage ; une séance sans logement décidé ne change rien."""
    decidees = partage.seance.decidees if partage.seance and partage.periode.ouverte else ()
    apres = partage.matrice.plus((d.de, d.vers) for d in decidees) if decidees else None
    engage = partage.periode.s_engage
    return [LigneMontree(li, apres.mesure(li.qui) if apres else None, engage) for li in partage.lignes]


COLONNES = (
    Colonne("Bailleur", lambda m: m.ligne.nom, largeur=160, gras=True),
    Colonne("Relogés", lambda m: fraction(m.ligne.mesure), rang=lambda m: m.ligne.mesure.oui, largeur=66,
            a_droite=True, token="accent"),
    Colonne("Part", lambda m: part(m.ligne.mesure), rang=lambda m: m.ligne.mesure.oui, largeur=72, a_droite=True),
    Colonne("Engagement", lambda m: _promis(m.ligne), largeur=100, a_droite=True, token="texte2"),
    Colonne("À venir", lambda m: nombre(m.ligne.a_venir, 0), rang=lambda m: m.ligne.a_venir, largeur=70,
            a_droite=True),
    Colonne("Après séance", lambda m: part(m.apres) if m.apres else TIRET, largeur=98, a_droite=True),
    Colonne("État", lambda m: m.chip.lu(), vue=lambda m: m.chip, largeur=122),
    Colonne("Où il en est", lambda m: m.phrase, token="texte2"),
)  # fmt: skip


def _promis(ligne: LigneDePart) -> str:
    """L'échéance se lit dans la phrase : la colonne reste étroite."""
    return promesse_seule(ligne.promesse) if ligne.promesse else TIRET
