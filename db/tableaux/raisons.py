"""Ce qu'un dossier, un logement ou une offre dit de sa place derrière un chiffre."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from db.tableaux.chiffre import Phrase
from relogement.indicateurs.conditions import faite
from relogement.indicateurs.exclusion import PAS_ENCORE, raison_de_l_exclusion
from relogement.indicateurs.indicateur import Indicateur
from relogement.modeles import Bilan, Menage, Offre
from relogement.nomenclatures import Etat, MotifSortie
from relogement.textes import euros, jour, pluriel

Raison = tuple[Sequence[Any], Phrase]
_BASE = (Bilan.nature, Bilan.bail_le, Bilan.entree_le, Bilan.sorti, Bilan.sorti_le, Menage.motif_sortie)


def raison(indicateur: Indicateur, au: date) -> Raison:
    """Les colonnes à lire, et la phrase qu'elles font."""
    return _RAISONS[indicateur.code](au) if indicateur.code in _RAISONS else _entree(au)


def hors_de_la_base(au: date) -> Raison:
    return _BASE, lambda *vu: raison_de_l_exclusion(au, *vu)


def _du_bilan(critere: str) -> Callable[[date], Raison]:
    colonne = getattr(Bilan, f"{critere}_motif")
    return lambda au: ((colonne,), str)


def _entree(au: date) -> Raison:
    return (Bilan.entree_le,), lambda le: f"entrée le {jour(le)}"


def _avancement(au: date) -> Raison:
    def phrase(etat: Etat, *vu: Any) -> str:
        motif = raison_de_l_exclusion(au, *vu)
        return (etat.libelle if motif == PAS_ENCORE else motif) or f"entrée le {jour(vu[2])}"

    return (Bilan.etat, *_BASE), phrase


def _evaporation(au: date) -> Raison:
    def phrase(motif: MotifSortie | None, sorti_le: date | None, etat: Etat) -> str:
        if (motif is None and sorti_le is None) or (sorti_le is not None and sorti_le > au):
            return etat.libelle
        mot = motif.libelle if motif else "Sorti"
        return f"{mot} le {jour(sorti_le)}" if sorti_le else mot

    return (Menage.motif_sortie, Menage.sorti_le, Bilan.etat), phrase


def _premiere_offre(au: date) -> ColumnElement[Any]:
    """Celle des offres saisies, sinon celle de la reprise ; lue pour ces seuls dossiers."""
    saisie = select(func.min(Offre.notifiee_le)).where(Offre.menage_id == Menage.id, Offre.notifiee_le <= au)
    reprise = case((Menage.premiere_offre_le <= au, Menage.premiere_offre_le))
    return func.coalesce(saisie.correlate(Menage).scalar_subquery(), reprise)


def _offres(au: date) -> Raison:
    saisies = select(func.count()).select_from(Offre).where(Offre.menage_id == Menage.id, faite(au))

    def phrase(n: int, reprises: int | None, depuis: date | None) -> str:
        n += (reprises or 0) if depuis is None or depuis <= au else 0
        return pluriel(n, "offre") if n else "aucune offre connue"

    saisies_du_dossier = saisies.correlate(Menage).scalar_subquery()
    return (saisies_du_dossier, Menage.nb_offres_reprises, Menage.premiere_offre_le), phrase


def _delai(debut: Any, fin: Any) -> Raison:
    def phrase(depuis: date | None, jusqu_a: date | None) -> str:
        if depuis is None or jusqu_a is None:
            return "non daté"
        return f"{pluriel((jusqu_a - depuis).days, 'jour')}, au {jour(jusqu_a)}"

    return (debut, fin), phrase


def _rac(au: date) -> Raison:
    def phrase(avant: Decimal | None, apres: Decimal | None) -> str:
        return f"{euros(avant)} → {euros(apres)}"

    return (Bilan.rac_av, Bilan.rac_ap), phrase


_RAISONS: Mapping[str, Callable[[date], Raison]] = {
    "NEUF": _du_bilan("neuf"),
    "HORS_QPV": _du_bilan("hors_qpv"),
    "HORS_SITE": _du_bilan("hors_site"),
    "RAC_MAITRISE": _du_bilan("maitrise"),
    "INTERBAILLEUR": _du_bilan("interbailleur"),
    "AVANCEMENT": _avancement,
    "EVAPORATION": _evaporation,
    "OFFRES_PAR_RELOGEMENT": _offres,
    "DELAI_ENQUETE_OFFRE": lambda au: _delai(Menage.enquete_le, _premiere_offre(au)),
    "DELAI_OFFRE_BAIL": lambda au: _delai(_premiere_offre(au), Bilan.bail_le),
    "RAC_AVANT": _rac,
    "RAC_APRES": _rac,
}
