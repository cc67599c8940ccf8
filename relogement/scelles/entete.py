"""L'en-tête d'une période close : tout ce avec quoi elle a été calculée, lu et écrit sous une seule forme."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from relogement.indicateurs.indicateur import Mesure
from relogement.scelles.empreinte import canonique

FORMAT = 1
Effectifs = tuple[int, int, int, int]


@dataclass(frozen=True)
class Entete:
    """Tout est texte ou nombre : c'est ce que l'on scelle, et ce que l'on montre."""

    periode: str
    libelle: str
    operation: str | None
    initiales: str
    scellee_le: str
    programme: str
    chartes: Sequence[Mapping[str, str]]
    baremes: Mapping[str, Mapping[str, str]]
    mise_en_page: Mapping[str, str]
    colonnes: Sequence[str]
    colonnes_calculees: Sequence[str]
    mesures: Mapping[str, Mapping[str, Effectifs]]
    couverture_min: str
    format: int = field(default=FORMAT)

    def ecrit(self) -> str:
        """L'écriture canonique, celle dont on prend l'empreinte."""
        return canonique(asdict(self))

    def mesure(self, population: str, code: str) -> Mesure | None:
        """Un indicateur tel qu'il était : « tous » ou « titulaires »."""
        effectifs = self.mesures[population].get(code)
        return None if effectifs is None else Mesure(*effectifs)


def lire_entete(texte: str) -> Entete:
    donnees: dict[str, Any] = json.loads(texte)
    connus = {nom: donnees[nom] for nom in Entete.__dataclass_fields__}
    return Entete(**connus)


def effectifs(mesure: Mesure) -> Effectifs:
    return mesure.oui, mesure.non, mesure.nr, mesure.so


def initiales(nom: str) -> str:
    """« Samira Kaddour » : « SK » ; « Jean-Marie Le Goff » : « JMLG » ; un seul mot garde son initiale."""
    return "".join(mot[0].upper() for mot in nom.replace("-", " ").replace(".", " ").split() if mot[0].isalnum())
