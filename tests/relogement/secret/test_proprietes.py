"""Aucun tableau masqué ne se résout : par énumération de tous les tableaux possibles, et en fractions exactes.

``SECRET_EXEMPLES=3000 pytest tests/relogement/secret`` en essaie des milliers.
"""

import os
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.secret import Cellule, Masque, Systeme, masquer
from tests.relogement.secret.attaquant import Attaquant
from tests.relogement.secret.tables import ajouter_un_tableau, un_critere, un_tableau

EXEMPLES = int(os.environ.get("SECRET_EXEMPLES", "120"))
PETIT = 3


def lignes(hauteur: int, largeur: int, plafond: int) -> st.SearchStrategy[list[list[int]]]:
    nombres = st.integers(0, plafond)
    return st.integers(1, largeur).flatmap(
        lambda n: st.lists(st.lists(nombres, min_size=n, max_size=n), min_size=1, max_size=hauteur)
    )


def secretes(systeme: Systeme) -> list[int]:
    """Sous le seuil, ou part d'un total sous le seuil, de proche en proche : redit ici, à part du programme."""
    petites = [0 < c.effectif < c.seuil for c in systeme.cellules]
    trouvees = [petite and c.secrete for petite, c in zip(petites, systeme.cellules, strict=True)]
    for _ in systeme.cellules:
        avant = sum(trouvees)
        for total, *parts in systeme.relations:
            for part in parts if petites[total] or trouvees[total] else ():
                trouvees[part] = trouvees[part] or systeme.cellules[part].secrete
        if sum(trouvees) == avant:
            break
    return [rang for rang, secrete in enumerate(trouvees) if secrete]


def verifier(systeme: Systeme, masque: Masque) -> Attaquant:
    """Ce qui vaut pour tout tableau : rien sous le seuil n'est écrit, rien ne se recalcule exactement."""
    protegees = secretes(systeme)
    for rang in protegees:
        cellule = systeme.cellules[rang]
        assert not cellule.publiee or masque.cache(cellule.cle)
    attaquant = Attaquant(systeme, masque)
    retrouvees = attaquant.recalculees()
    assert not set(protegees) & set(retrouvees)
    assert set(protegees) <= set(attaquant.cherchees)
    return attaquant


def encadrer(systeme: Systeme, masque: Masque) -> None:
    """Chaque case secrète a deux valeurs possibles éloignées d'au moins son seuil."""
    attaquant = verifier(systeme, masque)
    plafond = max(c.valeur for c in systeme.cellules) + 2 * PETIT
    for rang in secretes(systeme):
        bas = next(v for v in range(plafond + 1) if attaquant.est_possible(rang, v, plafond))
        haut = next(v for v in range(plafond, -1, -1) if attaquant.est_possible(rang, v, plafond))
        assert haut - bas >= systeme.cellules[rang].seuil, systeme.cellules[rang].cle


@settings(max_examples=EXEMPLES)
@given(lignes(3, 3, 8))
def test_enumerer_les_tableaux_possibles_n_encadre_aucune_case_secrete(contenu: list[list[int]]) -> None:
    systeme = un_tableau(contenu, seuil=PETIT)

    masque = masquer(systeme)

    encadrer(systeme, masque)


@settings(max_examples=EXEMPLES)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=3), st.booleans())
def test_un_critere_par_operation_et_ses_deux_populations_ne_se_croisent_pas(
    mesures: list[tuple[int, int]], deux_populations: bool
) -> None:
    systeme = les_operations(mesures, deux_populations=deux_populations)

    masque = masquer(systeme)

    encadrer(systeme, masque)


def les_operations(mesures: Sequence[tuple[int, int]], *, deux_populations: bool) -> Systeme:
    """Un critère par opération, son total ; au besoin, parmi les « oui », un décohabitant sur trois."""
    systeme = Systeme()
    un_critere(systeme, sum(o for o, _ in mesures), sum(n for _, n in mesures), seuil=PETIT, nom="")
    for rang, (oui, non) in enumerate(mesures):
        un_critere(systeme, oui, non, seuil=PETIT, nom=f"OP{rang}")
        if deux_populations and rang == 0:
            systeme.ajouter(Cellule(("TITULAIRES",), oui - oui // 3, PETIT, poids=2))
            systeme.ajouter(Cellule(("AUTRES",), oui // 3, PETIT, publiee=False))
            systeme.lier(("OP0", "OUI"), [("TITULAIRES",), ("AUTRES",)])
    for mot in ("OUI", "BASE", "NON"):
        systeme.lier(("", mot), [(f"OP{rang}", mot) for rang in range(len(mesures))])
    return systeme


@settings(max_examples=EXEMPLES)
@given(lignes(9, 6, 30), st.sampled_from([5, 11]))
def test_rien_ne_se_recalcule_dans_un_grand_tableau(contenu: list[list[int]], seuil: int) -> None:
    systeme = un_tableau(contenu, seuil=seuil)

    masque = masquer(systeme)

    verifier(systeme, masque)


@settings(max_examples=max(EXEMPLES // 3, 10))
@given(st.lists(st.tuples(*(st.integers(0, n) for n in (3, 2, 3, 4))), max_size=120))
def test_les_tableaux_d_un_projet_se_croisent_sans_rien_donner(menages: list[tuple[int, ...]]) -> None:
    systeme = Systeme()
    operations = range(4)
    for place in (1, 2, 3):
        modalites = range(5)
        comptes = Counter((menage[0], menage[place]) for menage in menages)
        tableau = [[comptes[operation, modalite] for modalite in modalites] for operation in operations]
        ajouter_un_tableau(systeme, tableau, seuil=5, nom=f"T{place}")

    masque = masquer(systeme)

    verifier(systeme, masque)
    assert masque == masquer(systeme)


@settings(max_examples=EXEMPLES)
@given(lignes(6, 5, 40))
def test_ce_qui_reste_publie_s_additionne(contenu: list[list[int]]) -> None:
    """Une ligne sans case masquée redonne son total ; une ligne masquée en a au moins deux inconnues."""
    systeme = un_tableau(contenu)

    masque = masquer(systeme)

    for total, *parts in systeme.relations:
        cachees = [rang for rang in (total, *parts) if masque.cache(systeme.cellules[rang].cle)]
        assert len(cachees) != 1
        if not cachees:
            assert systeme.cellules[total].valeur == sum(systeme.cellules[rang].valeur for rang in parts)
