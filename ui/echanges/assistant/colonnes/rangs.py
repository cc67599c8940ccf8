"""Une colonne du fichier telle qu'elle se montre : son titre, ses valeurs, ce qu'elle porte, et à quel point."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from relogement.imports.choix import Choix
from relogement.imports.colonnes import ColonneAttendue
from relogement.imports.examen import TableauExamine
from relogement.imports.lecture.annonces import lettres
from relogement.imports.reconnaissance import Reconnaissance, lexiques
from ui.echanges.assistant.lu import Lu

SURE, PROBABLE = 75, 60
ENTRE = "  ·  "


class Etat(Enum):
    """Le mot de l'assurance, et sa couleur."""

    CHOISIE = ("choisie", "accent")
    RETENUE = ("retenue", "vert")
    SURE = ("sûre", "vert")
    PROBABLE = ("probable", "texte2")
    DOUTEUSE = ("à vérifier", "ambre")
    A_PART = ("gardée à part", "sarcelle")
    NON_LUE = ("non lue", "texte3")

    @property
    def mot(self) -> str:
        return self.value[0]

    @property
    def token(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class RangColonne:
    tableau: str
    vue: Reconnaissance
    exemples: tuple[str, ...] = field(default=(), repr=False)
    locale: str | None = None
    choisie: bool = False
    retenue: bool = False

    @property
    def position(self) -> int:
        return self.vue.colonne.position

    @property
    def lettre(self) -> str:
        return lettres(self.position)

    @property
    def titre(self) -> str:
        return self.vue.colonne.titre or "(sans titre)"

    @property
    def lu(self) -> str:
        """Ce qu'elle porte, en clair."""
        if self.vue.champ is not None:
            return self.vue.libelle
        return "Gardée à part" if self.locale is not None else "Ne pas lire"

    @property
    def etat(self) -> Etat:
        if self.vue.champ is None:
            return Etat.A_PART if self.locale is not None else Etat.NON_LUE
        if self.choisie:
            return Etat.CHOISIE
        if self.retenue:
            return Etat.RETENUE
        if self.vue.confiance >= SURE:
            return Etat.SURE
        return Etat.PROBABLE if self.vue.confiance >= PROBABLE else Etat.DOUTEUSE

    @property
    def part(self) -> float:
        return self.vue.confiance / 100 if self.vue.champ is not None else 0.0

    @property
    def valeurs(self) -> str:
        return ENTRE.join(self.exemples) or "vide"

    @property
    def pourquoi(self) -> str:
        if self.vue.champ is None and self.choisie:
            return "choisi par vous"
        return self.vue.raison

    @property
    def a_regarder(self) -> bool:
        """Ce qu'il faut qu'une personne regarde : un doute, ou une colonne remplie que personne ne lit."""
        return self.etat is Etat.DOUTEUSE or (
            self.etat is Etat.NON_LUE and not self.choisie and bool(self.exemples)
        )


def rangs(lu: Lu, choix: Choix) -> list[RangColonne]:
    """Les colonnes des tableaux retenus, dans l'ordre du fichier."""
    return [rang for tableau in lu.retenus(choix) for rang in _rangs(lu, choix, tableau)]


def _rangs(lu: Lu, choix: Choix, examine: TableauExamine) -> list[RangColonne]:
    nom = examine.tableau.nom
    exemples = lu.extraits[nom].exemples if nom in lu.extraits else {}
    choisies, locales = choix.colonnes.get(nom, {}), choix.locales.get(nom, {})
    return [
        RangColonne(
            nom, vue, exemples.get(vue.colonne.position, ()), locales.get(vue.colonne.position),
            vue.colonne.position in choisies, "déjà choisi" in vue.raison,
        )
        for vue in examine.colonnes
    ]  # fmt: skip


def attendues(lu: Lu, choix: Choix) -> Sequence[ColonneAttendue]:
    """Les champs de cette sorte de fichier."""
    nature = lu.nature(choix)
    return () if nature is None else lexiques()[nature].colonnes


def absentes(lu: Lu, choix: Choix, colonnes: Sequence[RangColonne]) -> list[ColonneAttendue]:
    """Les champs que nulle colonne ne porte, les obligatoires d'abord."""
    portes = {rang.vue.champ for rang in colonnes}
    manquent = [a for a in attendues(lu, choix) if a.code not in portes]
    return sorted(manquent, key=lambda a: not a.obligatoire)
