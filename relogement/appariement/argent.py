"""Le reste à charge de tous les ménages dans tous les logements, en centimes : APL, hausse, effort, maîtrise.

Mêmes règles que le dossier. Un loyer dégressif ou un barème trop fin repasse par le calcul de référence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from relogement import communes
from relogement.appariement.candidat import Candidat, Contexte, conventionne, cout_suppose
from relogement.foyer_apl import foyer, obstacles
from relogement.logement import LogementOffert
from relogement.nomenclatures import Combinaison
from relogement.regles.apl import DemandeApl
from relogement.regles.apl.bareme import Parametres, Situation, bareme_apl, parametres
from relogement.regles.apl.demande import PLUS_DE_PERSONNES, PLUS_GRAND_MONTANT
from relogement.regles.apl.en_nombre import montants_croises
from relogement.regles.apl.estimation import calculee
from relogement.regles.paliers import Seuils
from relogement.regles.reste_a_charge import comparer
from relogement.ressources_connues import ressources_connues

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Nombres = NDArray[np.float64]
    Entiers = NDArray[np.int64]
    Masque = NDArray[np.bool_]

CENT = 100
ZERO = Decimal(0)
OUI, NON, INCONNU = 1, 0, -1


def centimes(montant: Decimal | None) -> int:
    """Un montant en centimes ; vide vaut zéro, à masquer."""
    return 0 if montant is None else int(montant * CENT)


class Argent:
    """Les trois parts d'argent ; ``apres`` et ``connu`` : le reste à charge en centimes, et s'il est su."""

    def __init__(
        self, menages: Sequence[Candidat], logements: Sequence[LogementOffert], contexte: Contexte
    ) -> None:
        import numpy as np

        self._np, self._menages, self._logements, self._contexte = np, menages, logements, contexte
        taille = (len(menages), len(logements))
        self._loyers = np.array([centimes(li.loyer) for li in logements], dtype=np.int64)
        self._charges = np.array([centimes(li.charges) for li in logements], dtype=np.int64)
        self._surfaces = np.array([centimes(li.surface) for li in logements], dtype=np.int64)
        self._par_chauffage = [
            (LogementOffert(loyer=ZERO, charges=ZERO, chauffage_inclus=inclus), np.array(la, dtype=np.int64))
            for inclus in (None, True, False)
            if (la := [rang for rang, li in enumerate(logements) if li.chauffage_inclus is inclus])
        ]
        self._apl, self._rls = np.zeros(taille, dtype=np.int64), np.zeros(taille, dtype=np.int64)
        self._estimee = np.zeros(taille, dtype=bool)
        self._estimer()
        sans_charges = np.array([li.loyer is None or li.charges is None for li in logements])
        self.connu = self._estimee & ~sans_charges
        self.apres: Entiers = self._loyers + self._charges - self._rls - self._apl
        self.rac, self.effort, self.maitrise = ((np.zeros(taille), np.ones(taille)) for _ in range(3))
        for ligne in range(len(menages)):
            self._juger(ligne)

    def _estimer(self) -> None:
        """Une fois par foyer et par zone : chaque groupe partage les mêmes lignes du barème."""
        bareme = bareme_apl(self._contexte.au, self._contexte.cadre.baremes)
        for (couple, a_charge), lignes in self._foyers().items():
            for zone, colonnes in self._zones().items():
                p = parametres(bareme, Situation(zone, couple, a_charge, False, False))
                self._un_groupe(p, (zone, couple, a_charge), lignes, colonnes)

    def _foyers(self) -> dict[tuple[bool, int], list[tuple[int, Decimal]]]:
        au, baremes = self._contexte.au, self._contexte.cadre.baremes
        groupes: dict[tuple[bool, int], list[tuple[int, Decimal]]] = defaultdict(list)
        for ligne, candidat in enumerate(self._menages):
            compose = foyer(candidat.menage, au)
            lues = ressources_connues(candidat.menage, au=au, baremes=baremes).montant
            su = compose.couple is not None and compose.a_charge is not None and not compose.motif
            if not su or lues is None or not 0 <= lues <= PLUS_GRAND_MONTANT or obstacles(candidat.menage):
                continue
            if (
                compose.couple is not None
                and compose.a_charge is not None
                and compose.a_charge <= PLUS_DE_PERSONNES
            ):
                groupes[compose.couple, compose.a_charge].append((ligne, lues))
        return groupes

    def _zones(self) -> dict[int, list[int]]:
        groupes: dict[int, list[int]] = defaultdict(list)
        for colonne, li in enumerate(self._logements):
            zone = communes.zone_apl(li.commune_insee)
            loyer = li.loyer is not None and 0 < li.loyer <= PLUS_GRAND_MONTANT
            if zone is not None and loyer and conventionne(li) and not communes.obstacles(li.commune_insee):
                groupes[zone].append(colonne)
        return groupes

    def _un_groupe(
        self,
        p: Parametres,
        foyer_et_zone: tuple[int, bool, int],
        lignes: list[tuple[int, Decimal]],
        colonnes: list[int],
    ) -> None:
        np = self._np
        simples = [c for c in colonnes if self._loyers[c] <= centimes(p.degressif_des)]
        ressources = np.array([int(r.to_integral_value(ROUND_CEILING)) for _, r in lignes], dtype=np.int64)
        croises = montants_croises(p, self._loyers[simples], ressources)
        rangs = [ligne for ligne, _ in lignes]
        if croises is not None and simples:
            ou = np.ix_(rangs, simples)
            self._apl[ou], self._rls[ou] = croises
            self._estimee[ou] = True
        for colonne in colonnes if croises is None else [c for c in colonnes if c not in set(simples)]:
            for ligne, montant in lignes:
                self._de_reference(p, foyer_et_zone, (ligne, colonne), montant)

    def _de_reference(
        self, p: Parametres, foyer_et_zone: tuple[int, bool, int], ou: tuple[int, int], ressources: Decimal
    ) -> None:
        zone, couple, a_charge = foyer_et_zone
        loyer = self._logements[ou[1]].loyer
        assert loyer is not None
        detail = calculee(DemandeApl(zone, loyer, a_charge, ressources, couple), p, loyer, ressources)
        self._apl[ou], self._rls[ou], self._estimee[ou] = centimes(detail.APL), centimes(detail.RLS), True

    def _juger(self, ligne: int) -> None:
        """La ligne d'un ménage, contre les seuils de chacun des paliers où il peut être."""
        np, candidat = self._np, self._menages[ligne]
        avant, avant_su = self._au_perimetre(ligne)
        delta, su = self.apres[ligne] - avant, self.connu[ligne] & avant_su
        hausses = [self._note_de_hausse(delta, avant, su, s) for s in candidat.seuils]
        efforts = [self._effort(ligne, s) for s in candidat.seuils]
        self.rac[0][ligne] = np.min([h[0] for h in hausses], axis=0)
        self.rac[1][ligne] = np.max([h[1] for h in hausses], axis=0)
        self.effort[0][ligne] = np.min([np.where(e == OUI, 1.0, 0.0) for e in efforts], axis=0)
        self.effort[1][ligne] = np.max([np.where(e == NON, 0.0, 1.0) for e in efforts], axis=0)
        self._maitriser(ligne, delta, avant, su, efforts)

    def _au_perimetre(self, ligne: int) -> tuple[Entiers, Masque]:
        """Le RAC avant, au périmètre de chaque logement ; ce qui s'ajoute après est ajouté."""
        np, candidat = self._np, self._menages[ligne]
        avant = np.zeros(len(self._logements), dtype=np.int64)
        su = np.ones(len(self._logements), dtype=bool)
        for nu, la in self._par_chauffage:
            vu = comparer(candidat.avant, cout_suppose(candidat, nu, ZERO, None))
            avant[la], su[la] = centimes(vu.avant.valeur), vu.avant.valeur is not None
            self.apres[ligne, la] += centimes(vu.apres.valeur)
            self.connu[ligne, la] &= vu.apres.valeur is not None
        return avant, su

    def _note_de_hausse(
        self, delta: Entiers, avant: Entiers, su: Masque, seuils: Seuils
    ) -> tuple[Nombres, Nombres]:
        np = self._np
        seuil = np.where(
            avant > 0, avant * float(seuils.rac_seuil_pct) / CENT, float(centimes(seuils.rac_seuil_eur))
        )
        pente = np.where(seuil > 0, 1 - delta / np.where(seuil > 0, seuil, 1), 0.0)
        note = np.where(delta <= 0, 1.0, np.maximum(0.0, pente))
        ignore = ~su | ((avant <= 0) & (delta > 0) & (seuils.rac_seuil_eur is None))
        return np.where(ignore, 0.0, note), np.where(ignore, 1.0, note)

    def _effort(self, ligne: int, seuils: Seuils) -> Entiers:
        np, ressources = self._np, self._menages[ligne].menage.ressources
        if ressources is None or ressources <= 0:
            inconnu: Entiers = np.full(len(self._logements), INCONNU, dtype=np.int64)
            return inconnu
        tient = self.apres[ligne] * CENT * CENT <= int(seuils.te_max_pct * CENT) * centimes(ressources)
        verdict: Entiers = np.where(self.connu[ligne], np.where(tient, OUI, NON), INCONNU)
        return verdict

    def _maitriser(self, ligne: int, delta: Entiers, avant: Entiers, su: Masque, efforts: list[Entiers]) -> None:
        np, candidat, charte = self._np, self._menages[ligne], self._contexte.charte
        if candidat.sans_avant:
            self.maitrise[1][ligne] = 0.0
            return
        verdicts = []
        for seuils, effort in zip(candidat.seuils, efforts, strict=True):
            tests = []
            if charte.combinaison in (Combinaison.TOUT, Combinaison.RAC_SEUL):
                tests.append(self._surface(ligne, delta, avant, su, seuils))
            if charte.combinaison in (Combinaison.TOUT, Combinaison.TE_SEUL):
                tests.append(effort)
            non, inconnu = np.any(np.array(tests) == NON, axis=0), np.any(np.array(tests) == INCONNU, axis=0)
            verdicts.append(np.where(non, NON, np.where(inconnu, INCONNU, OUI)))
        tous = np.array(verdicts)
        verdict = np.where((tous == tous[0]).all(axis=0), tous[0], INCONNU)
        if charte.neutralise_baisse:
            verdict = np.where(su & (delta <= 0), OUI, verdict)
        self.maitrise[0][ligne] = np.where(verdict == OUI, 1.0, 0.0)
        self.maitrise[1][ligne] = np.where(verdict == NON, 0.0, 1.0)

    def _surface(self, ligne: int, delta: Entiers, avant: Entiers, su: Masque, seuils: Seuils) -> Entiers:
        """La hausse du RAC ; au m² quand la surface a changé de plus que la charte ne tolère."""
        np, quitte = self._np, self._menages[ligne].menage.logement_quitte
        m2 = centimes(quitte.surface if quitte else None)
        pct = int(seuils.rac_seuil_pct * CENT)
        eur = seuils.rac_seuil_eur
        en_euros = np.full(len(delta), INCONNU) if eur is None else np.where(delta <= centimes(eur), OUI, NON)
        ecart = np.abs(self._surfaces - m2) * CENT * CENT <= int(seuils.surf_tol_pct * CENT) * m2
        entier = delta * CENT * CENT <= pct * avant
        apres = self.apres[ligne]
        au_m2 = apres * m2 * CENT * CENT <= (CENT * CENT + pct) * avant * self._surfaces
        en_pct = np.where(
            (self._surfaces > 0) & (m2 > 0), np.where(np.where(ecart, entier, au_m2), OUI, NON), INCONNU
        )
        verdict: Entiers = np.where(su, np.where(avant <= 0, en_euros, en_pct), INCONNU)
        return verdict
