"""La répartition du reste à charge, avant et après, des ménages relogés dont les deux sont connus."""

from dataclasses import dataclass
from decimal import Decimal

from db.cube import Cube, Filtre, mesurer, repartir
from db.tableaux.chiffre import Chiffre, Groupe
from db.tableaux.derriere import chiffre_du_cube
from relogement.indicateurs.axes import BORNES_RAC, DERNIERE_RAC, PREMIERE_RAC, intervalle_de_rac
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.indicateur import Statistique
from relogement.textes import FINE

DEFINITION = "Ménages relogés définitivement dont le reste à charge est connu avant et après, à périmètre égal."
AVANT, APRES = "AVANT", "APRES"
_AXES = {AVANT: ("RAC_AVANT", "rac_avant"), APRES: ("RAC_APRES", "rac_apres")}


@dataclass(frozen=True)
class ClasseRac:
    """Les ménages dont le reste à charge tombe entre ``borne`` et ``borne`` + 50 euros."""

    borne: int
    avant: int
    apres: int

    @property
    def libelle(self) -> str:
        if not self.borne:
            return f"<{FINE}{PREMIERE_RAC}"
        return f"{self.borne}{FINE}+" if self.borne == DERNIERE_RAC else str(self.borne)


@dataclass(frozen=True)
class Histogramme:
    classes: tuple[ClasseRac, ...]
    mediane_avant: Decimal | None
    mediane_apres: Decimal | None
    comparables: int


def histogramme(cube: Cube, filtre: Filtre) -> Histogramme:
    """L'histogramme à deux séries, et les deux médianes."""
    avant, apres = (_effectifs(cube, filtre, cote) for cote in _AXES)
    medianes = [mesurer(cube, PAR_CODE[code], filtre) for code, _ in _AXES.values()]
    assert isinstance(medianes[0], Statistique) and isinstance(medianes[1], Statistique)
    classes = tuple(ClasseRac(b, avant.get(b, 0), apres.get(b, 0)) for b in BORNES_RAC)
    return Histogramme(classes, medianes[0].valeur, medianes[1].valeur, medianes[0].connus)


def _effectifs(cube: Cube, filtre: Filtre, cote: str) -> dict[int, int]:
    code, axe = _AXES[cote]
    reparties = repartir(cube, PAR_CODE[code], filtre, axe).par_ligne
    return {borne: r.connus for borne, r in reparties.items() if isinstance(r, Statistique)}


def chiffre_de_la_classe(cube: Cube, borne: int | None, filtre: Filtre) -> Chiffre:
    """Une classe : ceux qui y étaient avant, ceux qui y sont après ; toutes les classes si rien n'est dit."""
    if borne is None:
        return chiffre_du_cube(cube, "RAC_AVANT", filtre, "Reste à charge comparable")
    cotes = {cote: chiffre_du_cube(cube, code, filtre.avec(**{axe: borne})) for cote, (code, axe) in _AXES.items()}
    libelles = {AVANT: "Avant", APRES: "Après"}
    groupes = tuple(Groupe(cote, libelles[cote], chiffre.groupes[0].effectif) for cote, chiffre in cotes.items())
    return Chiffre(
        f"Reste à charge : {intervalle_de_rac(borne)}", groupes, DEFINITION, cotes[AVANT].source,
        lambda session, cote: cotes[cote].ouvrir(session, cotes[cote].groupes[0].cle),
    )  # fmt: skip
