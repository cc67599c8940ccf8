"""Ce que le rapprochement trouve sur un dossier : un constat, sa gravité, et qui peut y remédier."""

from dataclasses import dataclass, field

from relogement.base import Code
from relogement.textes import INSECABLE


class Issue(Code):
    """Ce que deviendra l'attribution, dite d'un mot."""

    COMPTERA = "COMPTERA", "Comptera"
    A_VERIFIER = "A_VERIFIER", "À vérifier"
    NE_COMPTERA_PAS = "NE_COMPTERA_PAS", "Ne comptera pas"


class Remede(Code):
    """Qui peut y remédier."""

    BAILLEUR = "BAILLEUR", "Le bailleur"
    CHARGE = "CHARGE", "Le chargé de relogement"


class Cause(Code):
    """Ce qui empêche une attribution de compter, dans l'ordre du parcours."""

    SANS_NUMERO = "SANS_NUMERO", "Pas de numéro unique"
    NUMERO_FAUX = "NUMERO_FAUX", "Numéro unique mal formé"
    DOUBLON = "DOUBLON", "Numéro porté par deux dossiers"
    SANS_LISTE = "SANS_LISTE", "Liste du bailleur pas importée"
    INTROUVABLE = "INTROUVABLE", "Numéro absent de la liste du bailleur"
    TITULAIRE = "TITULAIRE", "Demande au nom d’une autre personne"
    FAIT_GENERATEUR = "FAIT_GENERATEUR", "Fait générateur autre que « relogement Anru »"
    RADIEE = "RADIEE", "Demande radiée avant l’attribution"
    RENOUVELLEMENT = "RENOUVELLEMENT", "Demande à renouveler"
    CALEOL = "CALEOL", "Passage en CALEOL"
    BAIL = "BAIL", "Date du bail"
    RADIATION = "RADIATION", "Radiation pour attribution"


@dataclass(frozen=True)
class Constat:
    """Une phrase qui se lit seule ; ``vers`` nomme le champ du dossier où cela se corrige, s'il y en a un."""

    cause: Cause
    issue: Issue
    phrase: str = field(repr=False)
    remede: Remede
    vers: str = ""


@dataclass(frozen=True)
class Jugement:
    """Le verdict d'une attribution, et tout ce qui l'explique."""

    constats: tuple[Constat, ...] = ()

    @property
    def issue(self) -> Issue:
        """La pire de toutes ; sans constat, l'attribution comptera."""
        trouvees = {constat.issue for constat in self.constats}
        return next((i for i in (Issue.NE_COMPTERA_PAS, Issue.A_VERIFIER) if i in trouvees), Issue.COMPTERA)

    @property
    def phrase(self) -> str:
        """« ne comptera pas : … », la raison qui décide d'abord."""
        raisons = " ; ".join(c.phrase for c in self.constats if c.issue is self.issue)
        return f"{self.issue.libelle.lower()}{f'{INSECABLE}: {raisons}' if raisons else ''}"

    @property
    def remedes(self) -> tuple[Remede, ...]:
        """Qui doit agir, le bailleur d'abord, chacun une fois."""
        return tuple(r for r in Remede if any(c.remede is r for c in self.constats))
