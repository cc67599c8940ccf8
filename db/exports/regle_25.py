"""La règle des 25 % en classeur et en JSON : bailleur par bailleur, puis bail par bail."""

from typing import Any

from db.regle_25 import Bail25, Ligne25, Regle25
from relogement.exports.tableau import Document, Entete, Forme, Tableau, page_de
from relogement.nomenclatures import Critere
from relogement.textes import arrondi

TITRE = "Règle des 25 %"
ENSEMBLE = "Ensemble"
_BAILLEURS = (
    ("BAILLEUR", Forme.TEXTE), ("BAUX_DE_RELOGES", Forme.ENTIER), ("COMPTENT", Forme.ENTIER),
    ("DONT_Q1", Forme.ENTIER), ("QUARTILE_INCONNU", Forme.ENTIER), ("NE_COMPTENT_PAS", Forme.ENTIER),
    ("LIEU_INCONNU", Forme.ENTIER), ("AUTRES_Q1_DECLARES", Forme.ENTIER), ("BAUX_HORS_QPV", Forme.ENTIER),
    ("PART_PCT", Forme.DECIMAL), ("VISE", Forme.ENTIER), ("ATTEINT", Forme.CODE), ("POURQUOI", Forme.TEXTE),
    ("TEXTE", Forme.TEXTE), ("SOURCE", Forme.TEXTE), ("ARRETE_LE", Forme.JOUR),
)  # fmt: skip
_BAUX = (
    ("DOSSIER", Forme.TEXTE), ("MENAGE", Forme.TEXTE), ("BAILLEUR", Forme.TEXTE), ("DATE_BAIL", Forme.JOUR),
    ("COMMUNE", Forme.TEXTE), ("COMPTE", Forme.CODE), ("POURQUOI", Forme.TEXTE), ("QUARTILE", Forme.CODE),
)  # fmt: skip


def document(trouvee: Regle25) -> Document:
    """Les bailleurs et leur ensemble, les baux, et le texte."""
    lignes = [_bailleur(ligne) for ligne in (*trouvee.lignes, trouvee.total)]
    baux = [_bail(bail) for ligne in trouvee.lignes for bail in ligne.baux]
    texte = [(trouvee.periode.libelle, trouvee.bareme.nombre("part_minimale_pct"), trouvee.bareme.texte)]
    du_texte = (("PERIODE", Forme.CODE), ("PART_LEGALE_PCT", Forme.DECIMAL), ("TEXTE", Forme.CODE))
    return Document(
        f"{TITRE} {trouvee.periode.libelle}",
        (
            _tableau("Bailleurs", _BAILLEURS, lignes), _tableau("Baux", _BAUX, baux),
            _tableau("Texte", du_texte, texte),
        ),
    )  # fmt: skip


def _tableau(nom: str, colonnes: tuple[tuple[str, Forme], ...], lignes: list[tuple[Any, ...]]) -> Tableau:
    return Tableau(nom, tuple(Entete(*c) for c in colonnes), [page_de(lignes)] if lignes else [], len(lignes))


def _bailleur(ligne: Ligne25) -> tuple[Any, ...]:
    e, ou = ligne.engagement, ligne.situation
    return (
        ligne.bailleur or ENSEMBLE, len(ligne.baux), ligne.combien(Critere.OUI), ligne.du_q1,
        ligne.quartile_inconnu, ligne.combien(Critere.NON), ligne.combien(Critere.NR), e and e.autres_q1,
        e and e.baux_hors_qpv, arrondi(ou.part.valeur) if ou and ou.part.valeur is not None else None,
        ou and ou.vise, ou.atteint.valeur.value if ou else None, ou.atteint.motif if ou else "",
        e and e.texte, e and e.source, e and e.source_le,
    )  # fmt: skip


def _bail(bail: Bail25) -> tuple[Any, ...]:
    return (
        bail.reference, bail.nom, bail.bailleur, bail.bail_le, bail.commune, bail.compte.valeur.value,
        bail.compte.motif, bail.quartile,
    )  # fmt: skip


def en_json(trouvee: Regle25) -> dict[str, Any]:
    """La forme publique ; aucun ménage n'y est nommé, les dossiers y sont par leur référence."""
    return {
        "periode": trouvee.periode.libelle,
        "annee": trouvee.periode.annee,
        "epci": trouvee.epci,
        "part_legale_pct": f"{arrondi(trouvee.bareme.nombre('part_minimale_pct')):.2f}",
        "texte": trouvee.bareme.texte,
        "ensemble": _en_json(trouvee.total),
        "bailleurs": [_en_json(ligne) for ligne in trouvee.lignes],
    }


def _en_json(ligne: Ligne25) -> dict[str, Any]:
    e, ou = ligne.engagement, ligne.situation
    part = ou.part.valeur if ou else None
    return {
        "bailleur": ligne.bailleur or ENSEMBLE,
        "comptent": ligne.combien(Critere.OUI),
        "dont_q1": ligne.du_q1,
        "quartile_inconnu": ligne.quartile_inconnu,
        "ne_comptent_pas": ligne.combien(Critere.NON),
        "nr": ligne.combien(Critere.NR),
        "autres_q1": e.autres_q1 if e else None,
        "baux_hors_qpv": e.baux_hors_qpv if e else None,
        "part_pct": None if part is None else f"{arrondi(part):.2f}",
        "au_moins": ou.au_moins if ou else None,
        "vise": ou.vise if ou else None,
        "atteint": {"valeur": ou.atteint.valeur.value, "motif": ou.atteint.motif} if ou else None,
        "nr_dossiers": [
            {"dossier": b.reference, "raison": b.compte.motif} for b in ligne.baux if b.compte.valeur is Critere.NR
        ],
    }
