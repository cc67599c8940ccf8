"""La complétude d'un dossier : ce que l'on attend de savoir du ménage, et ce qui manque encore."""

from collections.abc import Sequence
from dataclasses import dataclass

from relogement.champs import champs
from relogement.cout import Cout
from relogement.logement import LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import TypeDossier

DU_TITULAIRE = ("nom", "prenom")
DU_MENAGE = (
    "telephone", "referent", "nb_personnes", "nb_moins_14", "ressources", "rfr", "categorie_plafond", "enquete_le",
    "sne_le", "numero_unique", "souhait_typologie", "souhait_quartiers",
)  # fmt: skip
DU_LOGEMENT_QUITTE = ("ug", "bailleur", "typologie", "surface")
DU_COUT_AVANT = ("loyer", "charges", "apl", "chauffage_inclus")
NAISSANCE = "Naissance"


@dataclass(frozen=True)
class Completude:
    """Ce qui est connu sur ce qui est attendu, et le nom de chaque champ vide."""

    attendus: int
    manques: tuple[str, ...]

    @property
    def connus(self) -> int:
        return self.attendus - len(self.manques)

    @property
    def part(self) -> float:
        return self.connus / self.attendus


def completude(menage: Menage) -> Completude:
    """Un décohabitant ou un hébergé n'a pas de logement quitté à lui : on ne l'attend pas."""
    titulaire, avant = menage.titulaire, menage.cout_avant
    manques = _vides(Personne, titulaire, DU_TITULAIRE)
    if titulaire is None or not (titulaire.naissance_le or titulaire.naissance_annee):
        manques.append(NAISSANCE)
    manques += _vides(Menage, menage, DU_MENAGE)
    attendus = len(DU_TITULAIRE) + 1 + len(DU_MENAGE)
    if menage.type is TypeDossier.TITULAIRE:
        manques += _vides(LogementQuitte, menage.logement_quitte, DU_LOGEMENT_QUITTE)
        manques += _vides(Cout, avant, DU_COUT_AVANT)
        attendus += len(DU_LOGEMENT_QUITTE) + len(DU_COUT_AVANT)
    return Completude(attendus, tuple(manques))


def _vides(modele: type, objet: object, noms: Sequence[str]) -> list[str]:
    """Vide veut dire inconnu ; un zéro et un « non » sont connus."""
    faits = champs(modele)
    return [faits[nom].libelle for nom in noms if objet is None or getattr(objet, nom) in (None, "")]
