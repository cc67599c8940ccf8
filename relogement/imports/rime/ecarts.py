"""Ce qu'une ligne de tableau RIME dit d'autre que ce que l'on écrirait : ce qui peut se reprendre, et le reste.

Un montant arrondi, une tranche d'âge ou un critère ne remplacent jamais ce dont ils viennent.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from relogement.exports.rime.bailleurs import PARTICULIER
from relogement.exports.rime.declaration import AUTRE_MOTIF, MASQUEE
from relogement.exports.rime.mise_en_page import ColonneRime, MiseEnPage
from relogement.imports.saisie.colonnes import lecteur
from relogement.imports.valeurs import ValeurIllisible
from relogement.rapprochement import sans_accents
from relogement.saisie import COLONNES

EXACTES: Mapping[str, str] = {
    "dossier.type": "TYPE_DOSSIER",
    "dossier.nb_personnes": "NB_PERSONNES",
    "avant.typologie": "TYPO_AV",
    "apres.typologie": "TYPO_AP",
    "apres.bailleur": "BAILLEUR_AP",
    "apres.commune": "COMMUNE_AP",
    "apres.financement": "FINANCEMENT_AP",
    "offres.nombre": "NB_OFFRES",
    "offres.refus": "NB_REFUS",
    "offres.motif_1": "MOTIF_REFUS_1",
    "offres.motif_2": "MOTIF_REFUS_2",
    "suivi.satisfaction": "SATISFACTION",
}
TUES = frozenset((MASQUEE, AUTRE_MOTIF, PARTICULIER))
MOTIFS = ("MOTIF_REFUS_1", "MOTIF_REFUS_2")
_LECTEURS = {colonne.code: lecteur(colonne) for colonne in COLONNES}
AutresEcarts = Counter[str]


@dataclass(frozen=True)
class Comparaison:
    """Les champs de saisie que la ligne changerait, ses fautes par titre, et ce qui diffère sans se reprendre."""

    valeurs: Mapping[str, Any] = field(default_factory=dict, repr=False)
    fautes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    autres: tuple[str, ...] = ()


def comparer(
    cellules: Mapping[str, str],
    notre: Sequence[Any],
    page: MiseEnPage,
    *,
    reloge: bool,
    motifs: Collection[str],
) -> Comparaison:
    """``notre`` est la ligne que l'on écrirait, dans l'ordre de la mise en page ; une cellule vide ne dit rien."""
    valeurs, fautes, autres = dict[str, Any](), list[tuple[str, str]](), list[str]()
    for colonne, ecrite in zip(page.colonnes, notre, strict=True):
        texte = cellules.get(colonne.entete, "").strip()
        if not texte or texte == colonne.inconnu or _pareils(texte, ecrite):
            continue
        code = EXACTES.get(colonne.source.nom)
        if code is None or (code.endswith("_AP") and not reloge):
            autres.append(colonne.entete)
        elif texte not in TUES:
            _reprendre(colonne, code, texte, motifs, valeurs, fautes)
    return Comparaison(valeurs, tuple(fautes), tuple(autres))


def _reprendre(
    colonne: ColonneRime,
    code: str,
    texte: str,
    motifs: Collection[str],
    valeurs: dict[str, Any],
    fautes: list[tuple[str, str]],
) -> None:
    """La valeur d'ici que dit le code du fichier, ou pourquoi il ne se lit pas."""
    connus = {ecrit: valeur for valeur, ecrit in colonne.valeurs.items()}
    dit = connus.get(texte, texte)
    if code in MOTIFS and dit not in motifs:
        fautes.append((colonne.entete, f"« {texte} » n’est le code d’aucun motif de la charte."))
        return
    try:
        valeurs[code] = _LECTEURS[code](dit)
    except ValeurIllisible as faute:
        fautes.append((colonne.entete, str(faute)))


def _pareils(texte: str, ecrite: Any) -> bool:
    if ecrite is None:
        return False
    if sans_accents(texte) == sans_accents(str(ecrite)):
        return True
    nombres = _nombre(texte), _nombre(str(ecrite))
    return None not in nombres and nombres[0] == nombres[1]


def _nombre(texte: str) -> Decimal | None:
    try:
        return Decimal(texte.replace(",", ".").replace("\u202f", "").replace("\u00a0", ""))
    except InvalidOperation:
        return None
