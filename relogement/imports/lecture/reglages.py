"""Ce que l'on a trouvé d'un fichier, avec quelle assurance et pourquoi ; et ce que l'agent préfère imposer."""

from dataclasses import dataclass, field

from relogement.base import Code

CERTAINE, PROBABLE, DOUTEUSE = 100, 75, 40


class OrdreDesDates(Code):
    JOUR_MOIS = "jour-mois", "jour puis mois (31/12/2026)"
    MOIS_JOUR = "mois-jour", "mois puis jour (12/31/2026)"


@dataclass(frozen=True)
class Trouvaille:
    """Une valeur devinée, son assurance de 0 à 100, la raison à montrer ; ``imposee`` si l'agent l'a choisie."""

    valeur: str
    confiance: int
    raison: str
    imposee: bool = False

    @classmethod
    def choisie(cls, valeur: str) -> "Trouvaille":
        return cls(valeur, CERTAINE, "choisi par l’utilisateur", imposee=True)


@dataclass(frozen=True)
class Dialecte:
    """Comment un fichier texte est écrit ; un classeur n'a ni encodage ni séparateur."""

    encodage: Trouvaille | None = None
    separateur: Trouvaille | None = None
    guillemet: Trouvaille | None = None


SANS_DIALECTE = Dialecte()


@dataclass(frozen=True)
class Reglages:
    """Ce que l'agent impose à la lecture ; rien de rempli : tout se devine.

    Une feuille masquée, une ligne ou une colonne masquée ne se lit que si on le demande ; des accents codés
    deux fois ne se réparent que si on le demande.
    """

    feuilles: tuple[str, ...] = ()
    encodage: str | None = None
    separateur: str | None = None
    guillemet: str | None = None
    decimale: str | None = None
    ordre_des_dates: OrdreDesDates | None = None
    lignes_de_titres: tuple[int, int] | None = None
    lignes_a_ignorer: frozenset[int] = field(default_factory=frozenset)
    feuilles_masquees: bool = False
    lignes_masquees: bool = False
    colonnes_masquees: bool = False
    accents_repares: bool = False

    def lit_la_feuille(self, nom: str, *, visible: bool) -> bool:
        """Une feuille nommée se lit toujours ; sinon toutes les visibles, et les autres sur demande."""
        if self.feuilles:
            return nom in self.feuilles
        return visible or self.feuilles_masquees


SANS_REGLAGE = Reglages()
