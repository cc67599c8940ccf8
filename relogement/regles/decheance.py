"""Le droit au maintien dans les lieux : combien d'offres comptent, et le jour où le droit se perd."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relogement.baremes import Periode, Source, bareme
from relogement.nomenclatures import Critere, Regime
from relogement.regles.echeances import plus_mois
from relogement.regles.offres_comptees import OffrePourLaPersonne, compte
from relogement.textes import jour, pluriel


@dataclass(frozen=True, slots=True)
class DroitAuMaintien:
    """Le compte des offres, et ce qu'il emporte ; ``decisive_le`` : notification de l'offre qui l'atteint."""

    comptees: int
    requises: int
    decisive_le: date | None
    dechu_le: date | None
    motif: str
    texte: str

    @property
    def epuise(self) -> bool:
        """Vrai quand le compte des offres est atteint."""
        return self.decisive_le is not None

    def est_dechu(self, au: date) -> bool:
        """Vrai à partir du jour de la déchéance."""
        return self.dechu_le is not None and self.dechu_le <= au


def droit_au_maintien(
    offres: Iterable[OffrePourLaPersonne],
    *,
    nb_offres: int,
    regime: Regime = Regime.LLS_3_OFFRES,
    dossier: Source | None = None,
) -> DroitAuMaintien:
    """Le compte des offres et la date de déchéance (CCH, art. L. 442-6 II et L. 353-15 III).

    Logement social : après ``nb_offres`` offres comptées (celles de la charte), ou une seule si le logement est
    spécialement conçu pour la personne, le droit se perd six mois après la notification de la dernière. Ce n'est
    pas un délai pour agir : il finit au même quantième, sans report. Parc privé et aménagement (code de
    l'urbanisme, art. L. 314-2) : deux propositions, sans date de déchéance ici.
    """
    comptees = sorted(_notifications(offres))
    textes = bareme("offres_de_relogement", comptees[-1][0] if comptees else None, dossier=dossier)
    social = regime is Regime.LLS_3_OFFRES
    requises = nb_offres if social else int(textes.nombre("propositions_amenagement"))
    decisive = _decisive(comptees, requises, textes, social=social)
    dechu_le = plus_mois(decisive, int(textes.nombre("decheance_mois"))) if decisive and social else None
    motif = _motif(len(comptees), requises, decisive, dechu_le)
    texte = textes.texte if social else textes.reference("propositions_amenagement")
    return DroitAuMaintien(len(comptees), requises, decisive, dechu_le, motif, texte)


def _notifications(offres: Iterable[OffrePourLaPersonne]) -> list[tuple[date, bool]]:
    """La notification de chaque offre comptée, et si son logement est conçu pour la personne."""
    return [
        (offre.notifiee_le, offre.specialement_concu)
        for offre in offres
        if compte(offre).valeur is Critere.OUI and offre.notifiee_le
    ]


def _decisive(comptees: list[tuple[date, bool]], requises: int, textes: Periode, *, social: bool) -> date | None:
    """La notification qui atteint le compte, la plus tôt des deux voies ; vide tant qu'il ne l'est pas."""
    concues = [le for le, concu in comptees if concu and social]
    voies = (
        ([le for le, _ in comptees], requises),
        (concues, int(textes.nombre("offres_si_specialement_concu"))),
    )
    return min((dates[rang - 1] for dates, rang in voies if len(dates) >= rang > 0), default=None)


def _motif(comptees: int, requises: int, decisive: date | None, dechu_le: date | None) -> str:
    compte_lu = f"{pluriel(comptees, 'offre comptée', 'offres comptées')} sur {requises}"
    if decisive is None:
        return f"{compte_lu} : le droit au maintien demeure"
    if dechu_le is None:
        return f"{compte_lu}, atteintes le {jour(decisive)} : la suite est à voir avec le maître d’ouvrage"
    seule = ", logement spécialement conçu pour la personne" if comptees < requises else ""
    return f"{compte_lu}{seule} : notifiée le {jour(decisive)}, déchéance le {jour(dechu_le)}"
