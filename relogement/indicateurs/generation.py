"""Le quartier d'un nouveau logement selon une génération choisie, la même pour tous les relogements.

Deux générations de quartiers coexistent (décrets 2014-1750 et 2023-1314). Un code saisi n'en dit qu'une : pour
l'autre, il faut les coordonnées et la couche de cette génération. Ce qui n'est pas su reste inconnu.
"""

from relogement.nomenclatures import Critere, GenerationQpv
from relogement.regles.localisation import generation_du_code, hors_qpv, hors_site
from relogement.regles.montants import Verdict


def quartier_selon(
    generation: GenerationQpv, saisi: str | None, retenue: GenerationQpv, calcule: str | None
) -> str | None:
    """Le code saisi s'il est de cette génération, ou « HORS » dit pour elle ; sinon celui que donne la couche."""
    du_code = generation_du_code(saisi)
    if saisi and (du_code or retenue) is generation:
        return saisi
    return calcule


def verdicts_selon(
    generation: GenerationQpv, qpv: str | None, site: str, site_2024: str | None
) -> dict[str, Verdict]:
    """« Hors QPV » et « hors site » pour ce quartier, chacun avec sa raison."""
    if qpv is None:
        motif = f"quartier {generation.libelle} inconnu : ni code de cette génération, ni couche à cet endroit"
        return dict.fromkeys(("HORS_QPV", "HORS_SITE"), Verdict(Critere.NR, motif))
    return {"HORS_QPV": hors_qpv(qpv), "HORS_SITE": hors_site(qpv, site, site_2024)}
