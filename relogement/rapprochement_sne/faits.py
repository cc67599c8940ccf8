"""Ce qu'il faut savoir d'une attribution et de sa demande au SNE pour dire si elle comptera."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from relogement.doublons import Identite
from relogement.nomenclatures import DecisionCaleol
from relogement.numero_sne import EtatDemande, MotifRadiation
from relogement.rapprochement import cle

_DE_L_ETAT = ("etat", "radiee_le", "motif_radiation", "bail_le", "attribue_par", "renouvele_le")
_DE_LA_DEMANDE = ("depose_le", "relogement_anru")


class PassageVu(NamedTuple):
    """Un passage en CALEOL ; ``offre`` : celle qu'il examinait, si le dossier le dit."""

    le: date | None
    decision: DecisionCaleol | None
    offre: int | None = None


@dataclass(frozen=True)
class Attribution:
    """Un relogement définitif, ou un dossier qui en approche ; vide veut dire inconnu.

    ``engage`` : le relogement est enregistré ; ``autres`` : les dossiers qui portent le même numéro.
    """

    numero: str | None = field(default=None, repr=False)
    identites: tuple[Identite, ...] = field(default=(), repr=False)
    engage: bool = True
    bail_le: date | None = None
    bailleur: str | None = None
    offre: int | None = None
    demande_le: date | None = None
    passages: tuple[PassageVu, ...] = ()
    autres: tuple[str, ...] = ()


@dataclass(frozen=True)
class Demande:
    """Ce que les listes disent d'un numéro."""

    bailleur: str
    lu_le: date
    identite: Identite | None = field(default=None, repr=False)
    depose_le: date | None = None
    renouvele_le: date | None = None
    etat: EtatDemande | None = None
    radiee_le: date | None = None
    motif_radiation: MotifRadiation | None = None
    bail_le: date | None = None
    attribue_par: str | None = None
    relogement_anru: bool | None = None

    @property
    def attribuee(self) -> bool:
        return self.motif_radiation is MotifRadiation.ATTRIBUTION

    @property
    def radiee(self) -> bool:
        return self.etat is EtatDemande.RADIEE or self.radiee_le is not None


@dataclass(frozen=True)
class Cadre:
    """Le jour où l'on juge, la date de la dernière liste de chaque bailleur, et les délais du barème."""

    au: date
    listes: Mapping[str, date]
    validite_mois: int
    preavis_mois: int

    def liste_de(self, bailleur: str | None) -> date | None:
        """La dernière liste de ce bailleur ; d'un bailleur inconnu, la plus récente de toutes."""
        if not bailleur:
            return max(self.listes.values(), default=None)
        return next((le for nom, le in self.listes.items() if meme_bailleur(nom, bailleur)), None)


@lru_cache(4096)
def meme_bailleur(un: str, autre: str) -> bool:
    """Casse, accents et ponctuation à part ; « OPH Rives » est « Rives »."""
    mots_un, mots_autre = _mots(un), _mots(autre)
    return bool(mots_un and mots_autre) and (mots_un <= mots_autre or mots_autre <= mots_un)


def _mots(nom: str) -> frozenset[str]:
    formes = ("oph", "opac", "sa", "sem", "esh", "hlm", "office", "public", "de", "du", "la", "le", "l", "d")
    pleins = frozenset(cle(mot) for mot in nom.replace("’", " ").replace("'", " ").split())
    return frozenset(pleins - set(formes)) or pleins


def fondues(demandes: Sequence[Demande], bailleur: str | None) -> Demande | None:
    """Une demande de plusieurs listes : l'état de la plus récente, l'identité et le dépôt de qui les donne.

    À date égale, la liste du bailleur du bail l'emporte.
    """
    if len(demandes) < 2:
        return demandes[0] if demandes else None
    rangees = sorted(
        demandes,
        key=lambda d: (d.lu_le, bool(bailleur) and meme_bailleur(d.bailleur, bailleur or "")),
        reverse=True,
    )
    etat = next((d for d in rangees if any(getattr(d, nom) is not None for nom in _DE_L_ETAT)), rangees[0])
    valeurs = {nom: getattr(etat, nom) for nom in _DE_L_ETAT}
    valeurs |= {nom: _premiere(getattr(d, nom) for d in rangees) for nom in (*_DE_LA_DEMANDE, "identite")}
    return Demande(etat.bailleur or rangees[0].bailleur, etat.lu_le, **valeurs)


def _premiere(valeurs: Iterable[Any]) -> Any:
    return next((v for v in valeurs if v is not None), None)
