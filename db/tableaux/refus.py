"""Les refus par motif, du plus fréquent au plus rare."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from db.cube import Cube, Filtre, mesurer, repartir
from db.tableaux.chiffre import Chiffre, Groupe, Liste
from db.tableaux.derriere import chiffre_du_cube
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.indicateur import Mesure
from relogement.nomenclatures import Critere


@dataclass(frozen=True)
class Refus:
    """Les offres faites, celles refusées, et le compte de chaque motif (vide : motif non renseigné)."""

    offres: int
    refusees: int
    par_motif: tuple[tuple[str, int], ...]
    taux: Decimal | None


def refus(cube: Cube, filtre: Filtre) -> Refus:
    """Ce que les ménages ont refusé à cette date."""
    ensemble = mesurer(cube, PAR_CODE["TAUX_REFUS"], filtre)
    assert isinstance(ensemble, Mesure)
    par_motif = repartir(cube, PAR_CODE["REFUS"], filtre, "motif").par_ligne
    comptes = [(motif, r.oui) for motif, r in par_motif.items() if isinstance(r, Mesure)]
    ranges = tuple(sorted(comptes, key=lambda m: (-m[1], m[0])))
    return Refus(ensemble.base, ensemble.oui, ranges, ensemble.pct)


def chiffre_des_refus(cube: Cube, motifs: Collection[str] | None, titre: str, filtre: Filtre) -> Chiffre:
    """Les refus de ces motifs, ou tous ; un dossier paraît autant de fois qu'il a refusé."""
    if motifs is None:
        return chiffre_du_cube(cube, "REFUS", filtre, titre)
    chiffres = [chiffre_du_cube(cube, "REFUS", filtre.avec(motif=motif), titre) for motif in motifs]
    if len(chiffres) == 1:
        return chiffres[0]
    n = sum(chiffre.groupes[0].effectif for chiffre in chiffres)
    return Chiffre(
        titre, (Groupe(Critere.OUI.value, "Comptés", n),), chiffres[0].definition, chiffres[0].source,
        lambda session, groupe: _reunies([c.ouvrir(session, groupe) for c in chiffres]), str(n),
    )  # fmt: skip


def _reunies(listes: list[Liste]) -> Liste:
    lignes = [ligne for liste in listes for ligne in liste.lignes]
    dossiers = dict.fromkeys(numero for liste in listes for numero in liste.dossiers)
    return Liste(lignes, list(dossiers), listes[0].dire)
