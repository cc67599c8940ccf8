"""Le critère « reste à charge maîtrisé », selon la charte locale.

L'ANRU demande que l'effort tienne compte de l'évolution de la typologie, de la surface et du niveau de
service (RGA relatif au NPNRU, art. 4) : les seuils sont ceux de la charte.
"""

from dataclasses import dataclass
from decimal import Decimal

from relogement.charte import Charte
from relogement.nomenclatures import Combinaison, Critere
from relogement.regles.montants import Montant, Verdict
from relogement.regles.paliers import NIVEAU_INCONNU, Niveau, Seuils, niveau_ignore, seuils_possibles
from relogement.regles.reste_a_charge import CENT, Comparaison
from relogement.textes import ecart, euros, nombre, pourcent


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Les surfaces avant et après, en m²."""

    avant: Decimal | None
    apres: Decimal | None


def maitrise(
    rac: Comparaison,
    surfaces: Surfaces,
    te_apres: Montant,
    *,
    charte: Charte,
    sans_avant: bool,
    niveau: Niveau = NIVEAU_INCONNU,
) -> Verdict:
    """OUI si le RAC baisse, ou si la hausse tient dans les seuils de la charte ; un test qui échoue décide.

    Quand la charte a des paliers de ressources et que celui du ménage est inconnu, le verdict est celui de tous
    les paliers possibles s'ils s'accordent, sinon NR.
    """
    if sans_avant:
        return Verdict(Critere.SO, "pas de logement quitté à comparer")
    if charte.neutralise_baisse and rac.delta.valeur is not None and rac.delta.valeur <= 0:
        return Verdict(Critere.OUI, _baisse(rac.delta.valeur))
    juges = [
        (seuils, _juge(rac, surfaces, te_apres, charte, seuils)) for seuils in seuils_possibles(charte, niveau)
    ]
    return _au_palier(*juges[0]) if len(juges) == 1 else _aux_paliers(juges, niveau_ignore(charte, niveau))


def _baisse(delta: Decimal) -> str:
    return f"le RAC baisse de {euros(abs(delta))}" if delta else "le RAC ne change pas"


def _au_palier(seuils: Seuils, verdict: Verdict) -> Verdict:
    palier = f" (palier « {seuils.palier} »)" if seuils.palier else ""
    return Verdict(verdict.valeur, f"{verdict.motif}{palier}")


def _aux_paliers(juges: list[tuple[Seuils, Verdict]], ignore: str) -> Verdict:
    """Le même verdict à tous les paliers possibles, sinon NR et ce que chacun dirait."""
    if len({verdict.valeur for _, verdict in juges}) == 1:
        verdict = juges[0][1]
        return Verdict(verdict.valeur, f"{verdict.motif} ; de même aux autres paliers de ressources")
    dits = (f"{v.valeur.value} au palier « {s.palier or 'au-dessus'} »" for s, v in juges)
    return Verdict(Critere.NR, f"niveau de ressources inconnu ({ignore}) : {', '.join(dits)}")


def _juge(rac: Comparaison, surfaces: Surfaces, te: Montant, charte: Charte, seuils: Seuils) -> Verdict:
    tests = {
        Combinaison.RAC_SEUL: _test_surface(rac, surfaces, seuils),
        Combinaison.TE_SEUL: _test_effort(te, seuils),
    }
    return _combine([test for nom, test in tests.items() if charte.combinaison in (Combinaison.TOUT, nom)])


def _combine(tests: list[Verdict]) -> Verdict:
    for valeur in (Critere.NON, Critere.NR):
        if motifs := [t.motif for t in tests if t.valeur is valeur]:
            return Verdict(valeur, " ; ".join(motifs))
    return Verdict(Critere.OUI, " ; ".join(t.motif for t in tests))


def _test_effort(te: Montant, seuils: Seuils) -> Verdict:
    if te.valeur is None:
        return Verdict(Critere.NR, f"taux d’effort inconnu : {te.motif}")
    return _seuil("taux d’effort", te.valeur, seuils.te_max_pct, pourcent)


def _test_surface(rac: Comparaison, surfaces: Surfaces, seuils: Seuils) -> Verdict:
    if rac.avant.valeur is None or rac.apres.valeur is None or rac.delta.valeur is None:
        return Verdict(Critere.NR, f"reste à charge inconnu : {rac.delta.motif}")
    if rac.avant.valeur <= 0:
        return _test_euros(rac.delta.valeur, seuils)
    if not surfaces.avant or not surfaces.apres:
        return Verdict(Critere.NR, "surface inconnue")
    if abs(surfaces.apres - surfaces.avant) / surfaces.avant * CENT <= seuils.surf_tol_pct:
        return _seuil("hausse du RAC", rac.delta.valeur / rac.avant.valeur * CENT, seuils.rac_seuil_pct, _hausse)
    au_m2 = (rac.apres.valeur / surfaces.apres) / (rac.avant.valeur / surfaces.avant) - 1
    return _seuil("hausse du RAC au m²", au_m2 * CENT, seuils.rac_seuil_pct, _hausse)


def _test_euros(delta: Decimal, seuils: Seuils) -> Verdict:
    if seuils.rac_seuil_eur is None:
        return Verdict(Critere.NR, "RAC avant nul ou négatif, et la charte ne fixe pas de seuil en euros")
    return _seuil("hausse du RAC", delta, seuils.rac_seuil_eur, ecart)


def _hausse(valeur: Decimal) -> str:
    return ecart(valeur, "%")


def _seuil(quoi: str, valeur: Decimal, seuil: Decimal, ecrire: object) -> Verdict:
    assert callable(ecrire)
    mesure, borne = str(ecrire(valeur)), _borne(seuil, ecrire)
    if valeur <= seuil:
        return Verdict(Critere.OUI, f"{quoi} {mesure}, dans la limite de {borne}")
    return Verdict(Critere.NON, f"{quoi} {mesure}, au-delà de {borne}")


def _borne(seuil: Decimal, ecrire: object) -> str:
    unite = "€" if ecrire is ecart else "%"
    entier = seuil == seuil.to_integral_value()
    return f"{nombre(seuil, 0 if entier else 2)}\u202f{unite}"
