"""Le plafond de ressources du logement : un ménage au-dessus ne peut pas l'avoir sans dérogation.

Pour attribuer un logement locatif social, les ressources de ceux qui l'habiteront ne dépassent pas le plafond de
son financement (CCH, art. L. 441-1 et R. 441-1 ; arrêté du 29/07/1987). Le relogement d'une démolition n'en
dispense pas : c'est le préfet qui peut fixer, par arrêté, localement et pour un temps, des plafonds dérogatoires
(CCH, art. R. 441-1-1). Le programme ne sait pas si un tel arrêté existe : la charte dit donc si un dépassement
écarte le logement, ce que fait le défaut, ou s'il se signale seulement, à demander en dérogation. L'inconnu
n'écarte jamais.

Les plafonds sont ceux de la zone du projet. La part des logements PLUS ouverte au-delà du plafond dépend de
l'opération du bailleur (CCH, art. D. 331-12) : elle ne se devine pas, et le motif renvoie à lui.
"""

from dataclasses import dataclass

from relogement.appariement.candidat import Candidat, Contexte
from relogement.nomenclatures import Condition, Financement
from relogement.regles.plafonds import plafonds
from relogement.textes import INSECABLE, euros

_MONTANTS = {Financement.PLAI: "plai", Financement.PLUS: "plus", Financement.PLS: "pls"}
DEROGATION = "dérogation du préfet possible, CCH art. R. 441-1-1"


@dataclass(frozen=True, slots=True)
class PlafondJuge:
    """Sous le plafond de ce financement, au-dessus, ou à vérifier ; et pourquoi."""

    condition: Condition
    motif: str

    @property
    def depasse(self) -> bool:
        return self.condition is Condition.NON


def plafond_juge(candidat: Candidat, financement: Financement | None, contexte: Contexte) -> PlafondJuge:
    """Le revenu du ménage contre le plafond PLAI, PLUS ou PLS (CCH, art. R. 441-1 ; arrêté du 29/07/1987).

    Quand la catégorie n'est pas sûre, le verdict ne se donne que s'il est le même pour toutes. Le motif ne dit pas
    le revenu : il se lit en séance, noms masqués ou non.
    """
    nom = None if financement is None else _MONTANTS.get(financement)
    if nom is None or financement is None:
        return _a_verifier("financement du logement inconnu" if financement is None else "financement particulier")
    revenu, categorie, zone = candidat.revenu, candidat.categorie, contexte.zone
    if candidat.menage.nb_personnes is None and not candidat.menage.categorie_plafond:
        return _a_verifier("nombre de personnes inconnu")
    if revenu.montant is None:
        return _a_verifier(revenu.motif)
    if categorie.mini is None or categorie.maxi is None or zone is None:
        return _a_verifier("zone des plafonds inconnue" if zone is None else categorie.motif)
    rangs = range(categorie.mini, categorie.maxi + 1)
    connus = [plafonds(rang, zone, au=contexte.au, dossier=contexte.cadre.baremes) for rang in rangs]
    montants = [getattr(connu, nom) for connu in connus if connu is not None]
    if len(montants) < len(connus):
        return _a_verifier("aucun plafond n’est connu à cette date")
    if revenu.montant <= min(montants):
        dit = f"ressources sous le plafond {financement.libelle} ({euros(min(montants))} par an)"
        return PlafondJuge(Condition.OUI, dit)
    if revenu.montant <= max(montants):
        return _a_verifier(categorie.motif)
    dit = f"ressources au-dessus du plafond {financement.libelle} ({euros(max(montants))} par an)"
    return PlafondJuge(Condition.NON, f"{dit}{INSECABLE}: {DEROGATION}")


def _a_verifier(pourquoi: str) -> PlafondJuge:
    return PlafondJuge(Condition.A_VERIFIER, f"plafond de ressources à vérifier{INSECABLE}: {pourquoi}")
