"""Ce que l'agent précise pour une estimation de l'APL, quand le dossier l'ignore ou se trompe."""

from decimal import Decimal
from typing import Any

from relogement.champs import COUTS, Faits
from relogement.corrections_apl import Corrections
from ui.dossier.onglet import ranger
from ui.editeurs import OUI_NON, ChampChoix, Option, nommer
from ui.form import Formulaire

HYPOTHESES = ("zone_apl", "ressources_apl", "conventionne_apl", "hlm_apl")


class Hypotheses(Formulaire):
    """Vide = ce que dit le dossier."""

    def __init__(self) -> None:
        super().__init__(neuf=True)
        selon = Option("Selon le dossier", None)
        self._liste("zone_apl", "Zone APL", [Option(f"Zone {z}", z) for z in (1, 2, 3)], selon)
        aide = "R : salaires, chômage et pensions de M-13 à M-2, après déductions"
        self.add("ressources_apl", Faits("Ressources sur douze mois", COUTS, unite="€", aide=aide), Decimal)
        self._liste("conventionne_apl", "Logement conventionné", list(OUI_NON), selon)
        self._liste("hlm_apl", "Bailleur HLM ou SEM", list(OUI_NON), selon)
        self.editor("ressources_apl").setPlaceholderText("Selon le dossier")
        ranger(self, HYPOTHESES, colonnes=2)

    def _liste(self, nom: str, mot: str, options: list[Option], vide: Option) -> None:
        faits = Faits(mot, COUTS)
        self.adopt(nom, faits, nommer(ChampChoix(options, vide=vide), nom, faits))

    def show_corrections(self, dites: Corrections) -> None:
        valeurs: tuple[Any, ...] = (dites.zone, dites.ressources, dites.conventionne, dites.hlm)
        self.show_values(dict(zip(HYPOTHESES, valeurs, strict=True)))

    def corrections(self) -> Corrections:
        lues = self.values()
        return Corrections(*(lues[nom] for nom in HYPOTHESES))
