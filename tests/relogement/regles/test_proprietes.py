"""Ce qui est vrai de tous les cas : monotonie, ordre des critères, inconnu qui ne devient jamais zéro."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from relogement.nomenclatures import Condition, Critere, Recevable, Reponse
from relogement.regles.echeances import empechement, fin_de_delai_en_jours
from relogement.regles.localisation import hors_qpv, hors_site
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Montant
from relogement.regles.offres_comptees import compte
from relogement.regles.reste_a_charge import comparer
from relogement.situation import PostesVus
from relogement.textes import arrondi
from tests.fabrique import SITE, une_charte

EUROS = st.decimals(min_value=0, max_value=2000, places=2)
PEUT_ETRE = st.one_of(st.none(), EUROS)
OUI_NON_INCONNU = st.sampled_from([True, False, None])
JOURS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
POSTES = st.builds(
    PostesVus, EUROS, PEUT_ETRE, PEUT_ETRE, PEUT_ETRE, EUROS, OUI_NON_INCONNU, OUI_NON_INCONNU, PEUT_ETRE,
    PEUT_ETRE, EUROS, st.just(False),
)  # fmt: skip
SURFACES = st.builds(Surfaces, *[st.decimals(min_value=9, max_value=150, places=2)] * 2)
CODES = st.one_of(st.none(), st.sampled_from(["HORS", SITE, "QP066003", "QN06607M", "QN06603M", "Lilas", ""]))
CHARTE = une_charte()


@given(avant=POSTES, apres=POSTES, plus=st.decimals(min_value=0, max_value=500, places=2))
def test_plus_d_apl_n_augmente_jamais_le_rac(avant: PostesVus, apres: PostesVus, plus: Decimal) -> None:
    assert apres.apl is not None

    moins_d_apl = comparer(avant, apres).apres.valeur
    plus_d_apl = comparer(avant, apres._replace(apl=apres.apl + plus)).apres.valeur

    assert (moins_d_apl is None) == (plus_d_apl is None)
    assert plus_d_apl is None or moins_d_apl is None or plus_d_apl == moins_d_apl - plus


@given(avant=POSTES, apres=POSTES, absent=st.sampled_from(["loyer", "charges", "apl"]))
def test_un_montant_inconnu_ne_devient_jamais_zero(avant: PostesVus, apres: PostesVus, absent: str) -> None:
    comparaison = comparer(avant, apres._replace(**{absent: None}))

    assert comparaison.apres.valeur is None
    assert comparaison.apres.motif
    assert comparaison.delta.valeur is None
    assert comparaison.delta_pct.valeur is None


@given(avant=POSTES, apres=POSTES)
def test_inverser_avant_et_apres_inverse_l_ecart(avant: PostesVus, apres: PostesVus) -> None:
    aller, retour = comparer(avant, apres), comparer(apres, avant)

    assert (aller.avant.valeur, aller.apres.valeur) == (retour.apres.valeur, retour.avant.valeur)
    assert aller.delta.valeur is None or retour.delta.valeur == -aller.delta.valeur


@given(avant=POSTES, apres=POSTES)
def test_l_arrondi_ne_se_fait_qu_a_la_sortie(avant: PostesVus, apres: PostesVus) -> None:
    rac = comparer(avant, apres)
    assume(rac.avant.valeur is not None and rac.apres.valeur is not None)
    assert rac.avant.valeur is not None and rac.apres.valeur is not None and rac.delta.valeur is not None

    assert arrondi(rac.delta.valeur) == arrondi(rac.apres.valeur) - arrondi(rac.avant.valeur)
    if rac.delta_pct.valeur is not None:
        assert rac.delta_pct.valeur == rac.delta.valeur / rac.avant.valeur * 100


@given(avant=POSTES, apres=POSTES, surfaces=SURFACES, te=st.one_of(st.none(), EUROS))
def test_un_rac_inconnu_n_est_jamais_dit_maitrise(
    avant: PostesVus, apres: PostesVus, surfaces: Surfaces, te: Decimal | None
) -> None:
    rac = comparer(avant, apres._replace(apl=None))

    verdict = maitrise(rac, surfaces, Montant(te, "inconnu"), charte=CHARTE, sans_avant=False)

    assert verdict.valeur in (Critere.NR, Critere.NON)


@given(avant=POSTES, apres=POSTES, surfaces=SURFACES, baisse=EUROS)
def test_un_rac_apres_plus_bas_ne_fait_jamais_perdre_la_maitrise(
    avant: PostesVus, apres: PostesVus, surfaces: Surfaces, baisse: Decimal
) -> None:
    assert apres.apl is not None
    te = Montant(Decimal(20))
    moins_cher = apres._replace(apl=apres.apl + baisse)

    haut = maitrise(comparer(avant, apres), surfaces, te, charte=CHARTE, sans_avant=False)
    bas = maitrise(comparer(avant, moins_cher), surfaces, te, charte=CHARTE, sans_avant=False)

    if haut.valeur is Critere.OUI:
        assert bas.valeur is Critere.OUI


@given(qpv=CODES, site_2024=st.sampled_from([None, "QN06607M"]))
def test_jamais_hors_qpv_sans_etre_hors_site(qpv: str | None, site_2024: str | None) -> None:
    if hors_qpv(qpv).valeur is Critere.OUI:
        assert hors_site(qpv, SITE, site_2024).valeur is Critere.OUI


@given(notifie_le=JOURS, jours=st.integers(1, 60), alsace_moselle=st.booleans())
def test_un_delai_finit_un_jour_ouvrable_et_jamais_trop_tot(
    notifie_le: date, jours: int, alsace_moselle: bool
) -> None:
    fin = fin_de_delai_en_jours(notifie_le, jours, alsace_moselle=alsace_moselle)

    terme = notifie_le + timedelta(days=jours)
    assert fin.le >= terme
    assert not empechement(fin.le, alsace_moselle=alsace_moselle)
    assert fin.le.weekday() < 5
    assert all(
        empechement(terme + timedelta(days=n), alsace_moselle=alsace_moselle) for n in range((fin.le - terme).days)
    )
    assert bool(fin.motif) == (fin.le != terme)


@dataclass(frozen=True)
class _Offre:
    notifiee_le: date | None
    preuve: str | None
    reponse: Reponse
    motif_recevable: Recevable | None
    conditions: tuple[Condition, ...]


OFFRES: Any = st.builds(
    _Offre,
    st.one_of(st.none(), JOURS),
    st.sampled_from([None, "", "AR"]),
    st.sampled_from(list(Reponse)),
    st.one_of(st.none(), st.sampled_from(list(Recevable))),
    st.tuples(*[st.sampled_from(list(Condition))] * 5),
)
RANG = {Critere.NON: 0, Critere.NR: 1, Critere.OUI: 2}


@given(offres=st.lists(OFFRES, max_size=4), laquelle=st.integers(0, 3))
def test_une_preuve_ajoutee_ne_fait_jamais_baisser_le_compte(offres: list[_Offre], laquelle: int) -> None:
    avec = [replace(o, preuve="AR n° 2") if i == laquelle else o for i, o in enumerate(offres)]

    avant, apres = [compte(o) for o in offres], [compte(o) for o in avec]

    assert all(RANG[b.valeur] >= RANG[a.valeur] for a, b in zip(avant, apres, strict=True))
    assert all(v.motif for v in avant)


@given(offre=OFFRES)
def test_rien_d_inconnu_dans_une_offre_qui_compte(offre: _Offre) -> None:
    if compte(offre).valeur is Critere.OUI:
        assert offre.notifiee_le and offre.preuve
        assert set(offre.conditions) == {Condition.OUI}
        assert offre.reponse is Reponse.SILENCE or offre.motif_recevable is Recevable.NON
