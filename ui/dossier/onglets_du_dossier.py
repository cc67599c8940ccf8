"""Les onglets du dossier, dans leur ordre : chacun n'est construit que la première fois qu'on le demande."""

from collections.abc import Callable, Iterator, Mapping

from ui.dossier.onglet import Onglet
from ui.dossier.onglets.enquete import OngletEnquete
from ui.dossier.onglets.logement import OngletLogement
from ui.dossier.onglets.menage import OngletMenage
from ui.dossier.onglets.offres import OngletOffres
from ui.dossier.onglets.pieces import OngletPieces
from ui.dossier.onglets.rac import OngletRac
from ui.dossier.onglets.relogement import OngletRelogement
from ui.dossier.onglets.suivi import OngletSuivi
from ui.ouvert import ProjetOuvert

TITRES = {
    "menage": "Ménage",
    "logement": "Logement quitté",
    "enquete": "Enquête",
    "offres": "Offres",
    "rac": "Reste à charge",
    "relogement": "Relogement",
    "suivi": "Suivi",
    "pieces": "Pièces",
}


class OngletsDuDossier(Mapping[str, Onglet]):
    """`accueillir` reçoit chaque onglet qui vient d'être construit."""

    def __init__(self, ouvert: ProjetOuvert, accueillir: Callable[[Onglet], None]) -> None:
        self._fabriques: dict[str, Callable[[], Onglet]] = {
            "menage": OngletMenage,
            "logement": OngletLogement,
            "enquete": OngletEnquete,
            "offres": lambda: OngletOffres(ouvert),
            "rac": OngletRac,
            "relogement": OngletRelogement,
            "suivi": OngletSuivi,
            "pieces": lambda: OngletPieces(ouvert),
        }
        self._accueillir = accueillir
        self._construits: dict[str, Onglet] = {}

    def __getitem__(self, cle: str) -> Onglet:
        if cle not in self._construits:
            onglet = self._construits[cle] = self._fabriques[cle]()
            self._accueillir(onglet)
        return self._construits[cle]

    def __contains__(self, cle: object) -> bool:
        return cle in self._fabriques

    def __iter__(self) -> Iterator[str]:
        return iter(self._fabriques)

    def __len__(self) -> int:
        return len(self._fabriques)

    @property
    def suivant(self) -> str | None:
        """Le premier qui n'est pas encore construit."""
        return next((cle for cle in self._fabriques if cle not in self._construits), None)

    @property
    def construits(self) -> Mapping[str, Onglet]:
        """Ceux que l'on a déjà demandés, dans l'ordre où ils se montrent."""
        return {cle: self._construits[cle] for cle in self._fabriques if cle in self._construits}
