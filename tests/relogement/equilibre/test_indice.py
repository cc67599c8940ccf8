"""L'indice base 100 : cent à la moyenne, l'inconnu entre deux bornes, et chaque part s'ouvre."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.indice import indice, reference
from relogement.equilibre.parc import ResidenceLue
from tests.relogement.equilibre.residences import des_reglages, un_taux, une_residence

TAUX = st.integers(0, 100)
POIDS = st.dictionaries(st.sampled_from(list(Indicateur)), st.integers(0, 100))
Q1, APL, AGES = Indicateur.Q1, Indicateur.APL, Indicateur.PLUS_65


def deux(q1_ici: int, q1_la: int) -> tuple[ResidenceLue, ResidenceLue]:
    return une_residence("Ici", un_taux(Q1, str(q1_ici))), une_residence("Là", un_taux(Q1, str(q1_la)))


def test_la_moyenne_se_pondere_par_les_logements() -> None:
    """30 logements à 20 %, 10 logements à 60 % : la moyenne est (600 + 600) / 40 = 30 %, les indices 67 et 200."""
    grande = une_residence("Grande", un_taux(Q1, "20"), logements=30)
    petite = une_residence("Petite", un_taux(Q1, "60"), logements=10)

    ref = reference([grande, petite])

    assert ref[Q1].valeur == 30
    assert [indice(r, ref, des_reglages()).dite for r in (grande, petite)] == ["67", "200"]


def test_l_indice_est_la_moyenne_de_ses_parts_a_leurs_poids() -> None:
    """1er quartile à 150 (poids 3), APL à 50 (poids 1) : (450 + 50) / 4 = 125."""
    ici = une_residence("Ici", un_taux(Q1, "30"), un_taux(APL, "20"))
    la = une_residence("Là", un_taux(Q1, "10"), un_taux(APL, "60"))

    trouve = indice(ici, reference([ici, la]), des_reglages({Q1: 3, APL: 1}))

    assert trouve.basse == trouve.haute == 125
    assert {p.indicateur: p.basse for p in trouve.parts if p.compte} == {Q1: 150, APL: 50}


def test_des_ressources_plus_hautes_rendent_moins_fragile() -> None:
    """Moyenne 60 % des plafonds : à 75 %, un quart de plus, l'indice est 75 ; à 45 %, il est 125."""
    haute = une_residence("Haute", un_taux(Indicateur.PLAFOND_MOYEN, "75"))
    basse = une_residence("Basse", un_taux(Indicateur.PLAFOND_MOYEN, "45"))
    ref, reglages = reference([haute, basse]), des_reglages({Indicateur.PLAFOND_MOYEN: 1})

    assert (indice(haute, ref, reglages).basse, indice(basse, ref, reglages).basse) == (75, 125)


def test_un_indicateur_inconnu_laisse_une_fourchette_jamais_zero() -> None:
    """L'APL d'Ici, inconnue, est entre les 20 % et les 60 % des autres, de moyenne 40 % : entre 50 et 150."""
    ici = une_residence("Ici", un_taux(Q1, "20"))
    autres = [une_residence(n, un_taux(Q1, "20"), un_taux(APL, apl)) for n, apl in (("B", "20"), ("C", "60"))]

    trouve = indice(ici, reference([ici, *autres]), des_reglages({Q1: 1, APL: 1}))

    assert (trouve.basse, trouve.haute, trouve.dite) == (75, 125, "75 à 125")
    assert trouve.connu == 50


def test_en_savoir_trop_peu_ne_donne_pas_d_indice() -> None:
    ici = une_residence("Ici", un_taux(Q1, "20"))
    autre = une_residence("B", un_taux(APL, "20"))

    trouve = indice(ici, reference([ici, autre]), des_reglages({Q1: 1, APL: 2}))

    assert (trouve.milieu, trouve.dite) == (None, "NR")


def test_ce_que_personne_ne_donne_ne_compte_pas() -> None:
    ici, la = deux(30, 10)

    trouve = indice(ici, reference([ici, la]), des_reglages({Q1: 1, APL: 99}))

    assert trouve.dite == "150"


def test_sans_aucun_logement_connu_chaque_residence_compte_autant() -> None:
    sans = [une_residence(n, un_taux(Q1, t), logements=None) for n, t in (("A", "10"), ("B", "30"))]

    assert reference(sans)[Q1].valeur == 20


def test_une_residence_sans_taille_reste_hors_de_la_moyenne_et_cela_se_compte() -> None:
    ref = reference([une_residence("A", un_taux(Q1, "10")), une_residence("B", un_taux(Q1, "90"), logements=None)])

    assert (ref[Q1].valeur, ref[Q1].residences, ref[Q1].sans_taille) == (10, 2, 1)


def test_une_moyenne_nulle_veut_dire_que_toutes_le_sont() -> None:
    ici, la = deux(0, 0)

    assert indice(ici, reference([ici, la]), des_reglages()).dite == "100"


@given(taux=st.dictionaries(st.sampled_from(list(Indicateur)), TAUX, min_size=1), poids=POIDS, n=st.integers(1, 6))
def test_des_residences_toutes_pareilles_sont_a_cent(
    taux: dict[Indicateur, int], poids: dict[Indicateur, int], n: int
) -> None:
    mesures = [un_taux(i, str(t)) for i, t in taux.items()]
    toutes = [une_residence(str(rang), *mesures, logements=rang + 1) for rang in range(n)]

    trouve = indice(toutes[0], reference(toutes), des_reglages(poids))

    assert (trouve.basse, trouve.haute) in ((100, 100), (None, None))
    assert (trouve.basse is None) is (not any(poids.get(i) for i in taux))


@given(q1=TAUX, apl=st.tuples(TAUX, TAUX), autre=TAUX)
def test_un_poids_nul_ne_change_rien(q1: int, apl: tuple[int, int], autre: int) -> None:
    ici, la = deux(q1, autre)
    riches = [une_residence(r.nom, *r.histoire, un_taux(APL, str(t))) for r, t in zip((ici, la), apl, strict=True)]

    avec = indice(riches[0], reference(riches), des_reglages({Q1: 7, APL: 0}))

    sans = indice(ici, reference([ici, la]), des_reglages())
    assert (avec.basse, avec.haute) == (sans.basse, sans.haute)


@given(bas=TAUX, plus=TAUX, autre=TAUX, age=TAUX)
def test_plus_de_menages_modestes_ne_baisse_jamais_l_indice(bas: int, plus: int, autre: int, age: int) -> None:
    def l_indice(q1: int) -> Fraction:
        ici = une_residence("Ici", un_taux(Q1, str(q1)), un_taux(AGES, str(age)))
        la = une_residence("Là", un_taux(Q1, str(autre)), un_taux(AGES, "50"))
        trouve = indice(ici, reference([ici, la]), des_reglages({Q1: 2, AGES: 1})).basse
        assert trouve is not None
        return trouve

    if max(bas, plus) and autre:
        assert l_indice(min(bas, plus)) <= l_indice(max(bas, plus))


@given(taux=st.lists(TAUX, min_size=1, max_size=8), tailles=st.data())
def test_la_moyenne_des_indices_par_logement_est_cent(taux: list[int], tailles: st.DataObject) -> None:
    logements = tailles.draw(st.lists(st.integers(1, 300), min_size=len(taux), max_size=len(taux)))
    toutes = [
        une_residence(str(n), un_taux(Q1, str(t)), logements=li)
        for n, (t, li) in enumerate(zip(taux, logements, strict=True))
    ]
    ref = reference(toutes)

    dits = [indice(r, ref, des_reglages()).basse or Fraction(0) for r in toutes]

    assert sum(i * li for i, li in zip(dits, logements, strict=True)) / sum(logements) == 100
