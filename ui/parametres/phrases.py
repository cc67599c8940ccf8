"""Dire l'effet d'une charte : combien de verdicts changeraient, dans quel sens, sur quels critères."""

from collections import Counter
from collections.abc import Mapping

from db.chartes import Effet
from relogement.nomenclatures import Critere
from relogement.textes import INSECABLE, jour, nombre, pluriel

NOMS = {
    "maitrise": "de maîtrise",
    "neuf": "« neuf »",
    "hors_qpv": "« hors QPV »",
    "hors_site": "« hors site »",
    "interbailleur": "« inter-bailleurs »",
}


def effet_dit(effet: Effet) -> str:
    """« 7 verdicts de maîtrise changeraient : 5 OUI → NON, 2 NON → OUI », une ligne par critère."""
    lignes = [_critere(NOMS[nom], passages) for nom, passages in effet.verdicts.items() if passages]
    if not lignes:
        lignes = [f"Aucun verdict ne changerait, sur {pluriel(effet.dossiers, 'dossier')}."]
    if effet.echeances:
        change = "changerait" if effet.echeances == 1 else "changeraient"
        lignes.append(f"{pluriel(effet.echeances, 'prochaine échéance', 'prochaines échéances')} {change}.")
    if effet.comptes:
        change = "changerait" if effet.comptes == 1 else "changeraient"
        lignes.append(f"Le compte des offres de {pluriel(effet.comptes, 'dossier')} {change}.")
    suite = f", et avant le {jour(effet.avant)}" if effet.avant else ""
    lignes.append(
        f"Elle vaudrait pour les baux signés et les offres notifiées à partir du {jour(effet.depuis)}{suite}."
    )
    return "\n".join(lignes)


def _critere(nom: str, passages: Mapping[tuple[Critere, Critere], int]) -> str:
    total = sum(passages.values())
    change = "changerait" if total == 1 else "changeraient"
    sens = ", ".join(
        f"{nombre(n, 0)}{INSECABLE}{avant}{INSECABLE}→{INSECABLE}{apres}"
        for (avant, apres), n in Counter(dict(passages)).most_common()
    )
    return f"{pluriel(total, 'verdict')} {nom} {change}{INSECABLE}: {sens}."
