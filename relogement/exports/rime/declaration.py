"""Ce que chaque colonne d'un export de type RIME peut dire, et celles qui aident à reconnaître un ménage."""

from relogement.exports.rime.bailleurs import PARTICULIER
from relogement.exports.rime.composition import AUTRE, COUPLE, COUPLE_ENFANTS, MONOPARENTALE, SEULE
from relogement.exports.rime.mise_en_page import ColonneRime
from relogement.exports.rime.sources import Nature
from relogement.fuites.declaration import Origine
from relogement.regles.plafonds import ClasseRessources

MASQUEE = "MASQUEE"
AUTRE_MOTIF = "AUTRE"
COMPOSITIONS = frozenset((SEULE, COUPLE, COUPLE_ENFANTS, MONOPARENTALE, AUTRE))
_ORIGINES = {
    "projet.nom": Origine.PROJET,
    "projet.code_qpv": Origine.PROJET,
    "operation.code": Origine.OPERATION,
    "avant.bailleur": Origine.BAILLEUR,
    "apres.bailleur": Origine.BAILLEUR,
}
_PAR_NATURE = {
    Nature.PSEUDONYME: Origine.PSEUDONYME,
    Nature.MOTIF: Origine.MOTIF,
    Nature.COMMUNE: Origine.COMMUNE,
}
_VALEURS = {
    Nature.MOTIF: frozenset((AUTRE_MOTIF,)),
    Nature.COMMUNE: frozenset((MASQUEE,)),
    Nature.BAILLEUR: frozenset((PARTICULIER,)),
    Nature.COMPOSITION: COMPOSITIONS,
}
# Les quasi-identifiants : ce qu'un voisin sait d'un ménage sans avoir à le demander.
SINGULIERES = frozenset(
    ("operation.code", "operation.type", "dossier.nb_personnes", "dossier.composition", "titulaire.age",
     "avant.typologie", "apres.typologie", "parcours.bail", "apres.commune")
)  # fmt: skip


def origines(colonne: ColonneRime) -> tuple[str, ...]:
    """D'où viennent les textes de cette colonne."""
    origine = _ORIGINES.get(colonne.source.nom) or _PAR_NATURE.get(colonne.source.nature)
    return (origine,) if origine else ()


def valeurs(colonne: ColonneRime) -> frozenset[str]:
    """Ce que la mise en page et le programme y écrivent d'eux-mêmes."""
    dites = {*colonne.valeurs.values(), colonne.inconnu or ""} | _VALEURS.get(colonne.source.nature, frozenset())
    if colonne.source.nom == "ressources.classe":
        dites |= {classe.value for classe in ClasseRessources}
    return frozenset(dites - {""})
