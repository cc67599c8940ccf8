"""Qui sont les titulaires : taille, composition, âge, ressources, activité, logement d'avant, logement d'après.

Les titulaires seuls : les décohabitants sont peu nombreux, et la différence les désignerait.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from relogement.agrege import cles
from relogement.agrege.compte import PROJET, TITULAIRES, Chantier
from relogement.agrege.faits import Faits, Fiche
from relogement.exports.rime.ages import tranche
from relogement.exports.rime.mise_en_page import ColonneRime, MiseEnPage, mise_en_page_par_defaut
from relogement.exports.rime.sources import SOURCES
from relogement.nomenclatures import Financement, Typologie
from relogement.regles.plafonds import ClasseRessources
from relogement.secret import Cle

INCONNU = "NR"
AUTRES_BAILLEURS = "Autres bailleurs"
_POIDS = 80
_TYPOLOGIES = {t.value: t.libelle for t in Typologie}


@dataclass(frozen=True)
class Profil:
    """Un tableau : ses modalités dans leur ordre (le code, le libellé), et qui il compte."""

    code: str
    libelle: str
    modalites: Mapping[str, str] = field(default_factory=dict)
    reloges: bool = False
    du_revenu: bool = False


PROFILS: tuple[Profil, ...] = (
    Profil(
        "TAILLE",
        "Taille du ménage",
        {"1": "1 personne", **{str(n): f"{n} personnes" for n in range(2, 6)}, "6+": "6 personnes et plus"},
    ),
    Profil(
        "COMPOSITION",
        "Composition du ménage",
        {
            "SEUL": "Personne seule",
            "COUPLE": "Couple sans enfant",
            "COUPLE_ENFANTS": "Couple avec enfants",
            "MONOPARENTALE": "Famille monoparentale",
            "AUTRE": "Autre composition",
        },
    ),
    Profil(
        "AGE",
        "Âge du titulaire",
    ),
    Profil(
        "RESSOURCES",
        "Ressources au regard des plafonds",
        {classe.value: classe.libelle for classe in ClasseRessources},
        du_revenu=True,
    ),
    Profil(
        "ACTIVITE",
        "Activité du titulaire",
        {
            "EMPLOI": "En emploi",
            "CHOMAGE": "Au chômage",
            "RETRAITE": "Retraité",
            "ETUDES": "En études",
            "SANS_ACTIVITE": "Sans activité",
        },
    ),
    Profil("TYPO_AV", "Typologie quittée", _TYPOLOGIES),
    Profil("TYPO_AP", "Typologie trouvée", _TYPOLOGIES, reloges=True),
    Profil(
        "FINANCEMENT", "Financement du logement trouvé", {f.value: f.libelle for f in Financement}, reloges=True
    ),
    Profil("BAILLEUR_AP", "Bailleur du logement trouvé", reloges=True),
)
_COLONNES_RIME = {
    "TAILLE": "NB_PERSONNES",
    "COMPOSITION": "COMPOSITION",
    "AGE": "AGE_TITULAIRE",
    "RESSOURCES": "CLASSE_RESSOURCES",
    "ACTIVITE": "ACTIVITE",
    "TYPO_AV": "TYPO_AV",
    "TYPO_AP": "TYPO_AP",
    "FINANCEMENT": "FINANCEMENT",
}
_BAILLEURS = {"BAILLEUR_AV": "avant.bailleur", "BAILLEUR_AP": "apres.bailleur"}


def modalites(profil: Profil, bailleurs: tuple[str, ...]) -> dict[str, str]:
    """Les modalités, l'inconnu à la fin ; pour un bailleur, son nom est son libellé."""
    match profil.code:
        case "BAILLEUR_AP":
            propres: Mapping[str, str] = {b: b for b in bailleurs}
        case "AGE":
            propres = {tranche: tranche for tranche in _tranches_d_age()}
        case _:
            propres = profil.modalites
    return {**propres, INCONNU: "Non renseigné"}


def mise_en_page() -> MiseEnPage:
    """Les colonnes de l'export de type RIME dont les profils sont les valeurs : mêmes règles, mêmes tranches."""
    livrees = {colonne.entete: colonne for colonne in mise_en_page_par_defaut().colonnes}
    voulues = [replace(livrees[titre], entete=code) for code, titre in _COLONNES_RIME.items()]
    bailleurs = [ColonneRime(code, SOURCES[source]) for code, source in _BAILLEURS.items()]
    return MiseEnPage("Profils", "Profils", (*voulues, *bailleurs))


def _tranches_d_age() -> list[str]:
    debuts = next(c.tranches for c in mise_en_page_par_defaut().colonnes if c.entete == "AGE_TITULAIRE")
    return [tranche(debuts[0] - 1, debuts), *(tranche(debut, debuts) for debut in debuts)]


def poser(chantier: Chantier, faits: Faits, bailleurs: tuple[str, ...]) -> None:
    """À poser après les relogés et les recensés, qui en sont les totaux."""
    for profil in PROFILS:
        voulus = modalites(profil, bailleurs)
        chantier.repartir(
            partial(_cle, profil.code),
            Counter(_modalite(f, profil.code, voulus) for f in faits.fiches if est_compte(profil, f)),
            voulus,
            total=cles.reloges(PROJET, TITULAIRES) if profil.reloges else cles.recenses(PROJET),
            seuil=chantier.cadre.seuil_revenu if profil.du_revenu else chantier.cadre.seuil_effectif,
            poids=_POIDS,
            inconnue=INCONNU,
        )


def est_compte(profil: Profil, fiche: Fiche) -> bool:
    """Un titulaire recensé, ou relogé pour ce qui ne se sait qu'après."""
    return fiche.titulaire and fiche.criteres["NEUF" if profil.reloges else "EVAPORATION"] is not None


def _cle(code: str, portee: str, modalite: str) -> Cle:
    return cles.profil(portee, code, modalite)


def _modalite(fiche: Fiche, code: str, voulus: Mapping[str, str]) -> str:
    if code == "BAILLEUR_AP":
        nouveau = fiche.bailleurs[1]
        return INCONNU if nouveau is None else nouveau if nouveau in voulus else AUTRES_BAILLEURS
    lue = fiche.profil.get(code, INCONNU)
    return lue if lue in voulus else INCONNU
