"""Le revenu que l'on compare aux plafonds de ressources (arrêté du 29/07/1987 ; CCH, art. L. 441-3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Source, bareme
from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.textes import nombre

CENT = Decimal(100)


class AnneeRetenue(Code):
    """D'où vient le revenu retenu."""

    N_2 = "N_2", "revenu fiscal de référence de l’année N-2"
    N_1 = "N_1", "revenu fiscal de référence de l’année N-1"
    DOUZE_MOIS = "DOUZE_MOIS", "revenus des douze derniers mois"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Revenus:
    """Les revenus fiscaux de référence du ménage, en euros par an ; vide = inconnu, ou non justifié."""

    n_2: Decimal | None
    n_1: Decimal | None = None
    douze_mois: Decimal | None = None


@dataclass(frozen=True, slots=True, repr=False)
class RevenuRetenu:
    """Le montant par an, vide si on ne sait pas, son année et pourquoi c'est elle."""

    montant: Decimal | None
    annee: AnneeRetenue | None
    motif: str
    texte: str


def revenu_retenu(revenus: Revenus, *, au: date, dossier: Source | None = None) -> RevenuRetenu:
    """Le RFR N-2 ; celui de N-1 ou des douze derniers mois s'il est plus bas d'au moins 10 %, le moindre des deux.

    Arrêté du 29/07/1987 relatif aux plafonds de ressources. Sans le RFR N-2, aucun revenu n'est retenu.
    """
    textes = bareme("revenu_retenu", au, dossier=dossier)
    _refuser_un_signe_faux(revenus)
    if revenus.n_2 is None:
        return RevenuRetenu(None, None, "revenu fiscal de référence N-2 inconnu", textes.texte)
    baisse = textes.nombre("baisse_minimale_pct")
    seuil = revenus.n_2 * (CENT - baisse) / CENT
    plus_recents = ((revenus.n_1, AnneeRetenue.N_1), (revenus.douze_mois, AnneeRetenue.DOUZE_MOIS))
    baisses = [(m, annee) for m, annee in plus_recents if m is not None and m <= seuil and m < revenus.n_2]
    if not baisses:
        return RevenuRetenu(revenus.n_2, AnneeRetenue.N_2, AnneeRetenue.N_2.libelle, textes.texte)
    montant, annee = min(baisses, key=lambda proposee: proposee[0])
    part = nombre((revenus.n_2 - montant) / revenus.n_2 * CENT)
    motif = f"{annee.libelle}, plus bas de {part} % que N-2 (au moins {nombre(baisse, 0)} %)"
    return RevenuRetenu(montant, annee, motif, textes.texte)


def _refuser_un_signe_faux(revenus: Revenus) -> None:
    for montant in (revenus.n_2, revenus.n_1, revenus.douze_mois):
        if montant is not None and not (montant.is_finite() and montant >= 0):
            raise ErreurMetier("Un revenu fiscal de référence est un montant positif ou nul. Corrigez-le.")
