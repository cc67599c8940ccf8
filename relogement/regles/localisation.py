"""Les critères « hors QPV » et « hors site » (RGA relatif au NPNRU, art. 4).

Deux générations de quartiers prioritaires : 2015 (codes QP + 6 chiffres) et 2024 (codes QN + 5 chiffres
+ I, M ou N). Le site est le QPV du projet, dans le périmètre de sa convention.
"""

import re
from datetime import date

from relogement.baremes import Source, bareme
from relogement.nomenclatures import Critere, GenerationQpv
from relogement.regles.montants import Verdict

HORS = "HORS"
A_VERIFIER = "à vérifier sur SIG Ville"
DOUTE_ANCIEN = "calculé près d’une limite"
_GENERATIONS = {
    GenerationQpv.QP2015: re.compile(r"QP(\d{6}|02[AB]\d{3}|2[AB]\d{4})", re.ASCII),
    GenerationQpv.QN2024: re.compile(r"QN(\d{5}|02[AB]\d{2}|2[AB]\d{3})[IMN]", re.ASCII),
}
_INCONNU = "adresse du nouveau logement non située"


def generation_du_code(qpv: str | None) -> GenerationQpv | None:
    """La génération d'un code de quartier, vide si ce n'en est pas un."""
    return next((g for g, forme in _GENERATIONS.items() if qpv and forme.fullmatch(qpv)), None)


def generation_en_vigueur(au: date | None, *, outre_mer: bool, dossier: Source | None = None) -> GenerationQpv:
    """La génération en vigueur à une date (décrets 2014-1750, 2023-1314 et 2024-1212)."""
    periode = bareme("generations_qpv", au, dossier=dossier)
    return GenerationQpv(periode.valeurs["outre_mer" if outre_mer else "hexagone"])


def generation_retenue(
    qpv: str | None,
    bail_le: date | None,
    *,
    choix: GenerationQpv,
    outre_mer: bool,
    dossier: Source | None = None,
) -> GenerationQpv:
    """Celle du code quand il y en a un, sinon celle de la charte, sinon celle en vigueur au bail."""
    if du_code := generation_du_code(qpv):
        return du_code
    if choix is not GenerationQpv.EN_VIGUEUR:
        return choix
    return generation_en_vigueur(bail_le, outre_mer=outre_mer, dossier=dossier)


def avec_le_doute(verdict: Verdict, doute: str | None) -> Verdict:
    """Le même verdict, qui compte, mais dont la raison dit qu'il repose sur une place à vérifier."""
    if doute is None or verdict.valeur is Critere.NR:
        return verdict
    return Verdict(verdict.valeur, f"{verdict.motif} ; {doute} : {A_VERIFIER}")


def hors_qpv(qpv: str | None) -> Verdict:
    """OUI si le nouveau logement n'est dans aucun quartier prioritaire ; « HORS » se dit, il ne se déduit pas."""
    if not qpv:
        return Verdict(Critere.NR, _INCONNU)
    if qpv == HORS:
        return Verdict(Critere.OUI, "dans aucun QPV")
    return Verdict(Critere.NON, f"dans le QPV {qpv}")


def hors_site(qpv: str | None, site: str, site_2024: str | None = None) -> Verdict:
    """OUI si le QPV du nouveau logement n'est pas celui du projet ; n'être dans aucun QPV compte."""
    if not qpv:
        return Verdict(Critere.NR, _INCONNU)
    if qpv == HORS:
        return Verdict(Critere.OUI, "dans aucun QPV")
    if qpv in (site, site_2024):
        return Verdict(Critere.NON, f"dans le QPV du projet, {qpv}")
    generation = generation_du_code(qpv)
    if generation is None:
        return Verdict(Critere.NR, f"« {qpv} » n’est pas un code de quartier")
    if generation not in {generation_du_code(site), generation_du_code(site_2024)}:
        return Verdict(
            Critere.NR, f"{qpv} est un code {generation.libelle}, le site n’en a pas de cette génération"
        )
    return Verdict(Critere.OUI, f"dans un autre QPV, {qpv}")
