"""Les logements qui reviennent au registre : ce que chaque bailleur doit en savoir, sans nom ni motif."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relogement.nomenclatures import Reponse
from relogement.textes import INSECABLE, jour, pluriel

REVENU = {
    Reponse.REFUS: "refusé",
    Reponse.SILENCE: "laissé sans réponse",
    Reponse.RETIREE: "non retenu",
    Reponse.ACCORD: "accepté puis rendu",
    Reponse.EN_COURS: "proposé puis rendu",
}
REFUSEES = (Reponse.REFUS, Reponse.SILENCE, Reponse.RETIREE)
SANS_BAILLEUR = "Bailleur inconnu"
SIGNATURE = "La cellule de relogement"
OBJET = "Logements revenus à la cellule de relogement"


@dataclass(frozen=True)
class Retour:
    """Un logement qui revient, le dossier qui ne le prend pas, et si son bailleur en est prévenu."""

    offre_id: int
    logement_id: int
    bailleur: str
    libelle: str
    reference: str
    le: date
    reponse: Reponse
    de_nouveau_libre: bool
    prevenu_le: date | None = None

    @property
    def ce_qui_s_est_passe(self) -> str:
        """« refusé le 12/11/2026 »."""
        return f"{REVENU[self.reponse]} le {jour(self.le)}"

    @property
    def suite(self) -> str:
        return "Il est de nouveau libre." if self.de_nouveau_libre else "Il a été repris depuis."

    @property
    def phrase(self) -> str:
        """« T4 · Les Amandiers : refusé le 12/11/2026 par le dossier AC-001. Il est de nouveau libre. »."""
        par = "pour" if self.reponse is Reponse.RETIREE else "par"
        fait = f"{self.ce_qui_s_est_passe} {par} le dossier {self.reference}"
        return f"{self.libelle}{INSECABLE}: {fait}. {self.suite}"


def par_bailleur(retours: Iterable[Retour]) -> dict[str, list[Retour]]:
    """Ce qu'il faut dire à chaque bailleur, par nom ; un bailleur inconnu vient à la fin."""
    ranges: dict[str, list[Retour]] = {}
    for retour in sorted(retours, key=lambda r: (not r.bailleur, r.bailleur, r.le)):
        ranges.setdefault(retour.bailleur, []).append(retour)
    return ranges


def en_texte(ranges: Mapping[str, Sequence[Retour]]) -> str:
    """Chaque bailleur, puis ce qu'il doit savoir."""
    lignes: list[str] = []
    for bailleur, siens in ranges.items():
        lignes += [bailleur or SANS_BAILLEUR, *(f"- {retour.phrase}" for retour in siens)]
    return "\n".join(lignes)


def corps(bailleur: str, retours: Sequence[Retour]) -> str:
    """Le message à un bailleur : ce qui lui revient, un logement par ligne."""
    pour = f"Pour {bailleur}, voici" if bailleur else "Voici"
    siens = [f"- {retour.phrase}" for retour in retours]
    combien = pluriel(len(siens), "logement qui revient", "logements qui reviennent")
    return "\n".join(
        [
            "Bonjour,",
            "",
            f"{pour} {combien}{INSECABLE}:",
            "",
            *siens,
            "",
            "Cordialement,",
            "La cellule de relogement",
            "",
        ]
    )


def objet(retours: Sequence[Retour]) -> str:
    """« Logements revenus à la cellule de relogement (2 logements) »."""
    return f"{OBJET} ({pluriel(len(retours), 'logement')})"
