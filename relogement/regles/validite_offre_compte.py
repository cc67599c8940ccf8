"""Si une offre jugée compte parmi les trois, et laquelle de ses conditions en décide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relogement.baremes import Source
from relogement.nomenclatures import Condition, Critere, Recevable, Reponse
from relogement.offre import Offre
from relogement.regles.montants import Verdict
from relogement.regles.offres_comptees import A_VERIFIER, MANQUEE, TEXTE, OffrePourLaPersonne, compte, comptera
from relogement.regles.validite_offre import ConditionJugee, OffreAJuger, conditions


@dataclass(frozen=True, slots=True, repr=False)
class OffreJugee:
    """Une offre et ses conditions jugées ; ``compte`` aujourd'hui, ``comptera`` sans autre réponse."""

    notifiee_le: date | None
    preuve: str | None
    reponse: Reponse
    motif_recevable: Recevable | None
    specialement_concu: bool
    jugees: tuple[ConditionJugee, ...]
    texte: str = TEXTE

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Ce que valent les conditions, dans l'ordre de la loi."""
        return tuple(jugee.valeur for jugee in self.jugees)

    @property
    def compte(self) -> Verdict:
        """OUI, NON ou NR, et la condition qui en décide s'il y en a une."""
        return _precise(compte(self), self.jugees)

    @property
    def comptera(self) -> Verdict:
        """Ce que vaudra l'offre si elle est refusée sans motif recevable, ou laissée sans réponse."""
        return _precise(comptera(self), self.jugees)


def juger(offre: OffrePourLaPersonne, faits: OffreAJuger, *, dossier: Source | None = None) -> OffreJugee:
    """L'offre, ses cinq conditions calculées là où les faits le permettent, et ce qu'elle compte."""
    return OffreJugee(
        notifiee_le=offre.notifiee_le,
        preuve=offre.preuve,
        reponse=offre.reponse,
        motif_recevable=offre.motif_recevable,
        specialement_concu=offre.specialement_concu,
        jugees=conditions(faits, dossier=dossier),
    )


def nb_comptees(offres: Iterable[OffreJugee]) -> int:
    """Le nombre d'offres qui comptent."""
    return sum(offre.compte.valeur is Critere.OUI for offre in offres)


def _precise(verdict: Verdict, jugees: tuple[ConditionJugee, ...]) -> Verdict:
    """Le verdict, avec chaque condition qui en décide et sa raison."""
    cherchee = {MANQUEE: Condition.NON, A_VERIFIER: Condition.A_VERIFIER}.get(verdict.motif)
    raisons = [f"{_libelle(j.nom)} ({j.motif})" for j in jugees if j.valeur is cherchee]
    return Verdict(verdict.valeur, f"{verdict.motif} : {', '.join(raisons)}") if raisons else verdict


def _libelle(nom: str) -> str:
    libelle: str = Offre.__table__.columns[nom].info["champ"].libelle
    return libelle[0].lower() + libelle[1:]
