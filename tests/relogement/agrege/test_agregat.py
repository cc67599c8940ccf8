"""L'agrégat d'un projet : ce qui se lit, ce qui se tait, et ce que personne ne peut recalculer."""

import os
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.agrege import Agregat, Fiche, agreger, cles
from relogement.agrege.compte import PROJET, TITULAIRES, TOUS
from relogement.agrege.faits import Refusee
from relogement.agrege.medianes import SECRET
from tests.relogement.agrege.fiches import MOIS, NON, NR, OUI, SO, des_faits, une_fiche
from tests.relogement.secret.test_proprietes import verifier

EXEMPLES = int(os.environ.get("SECRET_EXEMPLES", "100")) // 10


def lu(agregat: Agregat, code: str, portee: str = PROJET, population: str = TOUS) -> tuple[object, ...]:
    oui, base = (cles.critere(portee, population, code, v) for v in ("OUI", "BASE"))
    return agregat.effectif(oui), agregat.effectif(base), agregat.part(oui, base)


def test_un_taux_se_montre_avec_ses_deux_termes() -> None:
    agregat = agreger(des_faits([une_fiche(HORS_QPV=OUI)] * 30 + [une_fiche(HORS_QPV=NON, HORS_SITE=NON)] * 10))

    assert lu(agregat, "HORS_QPV") == (30, 40, Decimal(75))


# 38 hors QPV et 2 qui ne le sont pas : le numérateur désignerait les deux.
def test_deux_menages_restes_dans_le_quartier_taisent_le_numerateur_et_la_part() -> None:
    agregat = agreger(des_faits([une_fiche()] * 38 + [une_fiche(HORS_QPV=NON, HORS_SITE=NON)] * 2))

    assert lu(agregat, "HORS_QPV") == (SECRET, 40, SECRET)


# Hors site 40, hors QPV 38 : deux ménages sont dans un autre quartier, que personne n'a écrit.
def test_hors_site_moins_hors_qpv_ne_se_lit_pas() -> None:
    fiches = [une_fiche()] * 30 + [une_fiche(HORS_QPV=NON)] * 2 + [une_fiche(HORS_QPV=NON, HORS_SITE=NON)] * 12

    agregat = agreger(des_faits(fiches))

    lues = [agregat.effectif(cles.critere(PROJET, TOUS, code, "OUI")) for code in ("HORS_QPV", "HORS_SITE")]
    assert SECRET in lues


def test_dix_menages_suffisent_pour_un_quartier_pas_pour_un_reste_a_charge() -> None:
    reste = [une_fiche(NEUF=NON, RAC_MAITRISE=NON)] * 10

    agregat = agreger(des_faits([une_fiche()] * 40 + reste))

    assert lu(agregat, "NEUF") == (40, 50, Decimal(80))
    assert lu(agregat, "RAC_MAITRISE") == (SECRET, 50, SECRET)


# Ce que l'on ignore d'un ménage ne dit rien de lui : un NR de 1 ne cache pas le taux.
def test_un_inconnu_ne_fait_pas_taire_le_taux() -> None:
    agregat = agreger(des_faits([une_fiche()] * 20 + [une_fiche(NEUF=NON)] * 20 + [une_fiche(NEUF=NR)]))

    assert lu(agregat, "NEUF") == (20, 40, Decimal(50))
    assert agregat.effectif(cles.critere(PROJET, TOUS, "NEUF", "NR")) == 1


def test_deux_decohabitants_font_taire_les_titulaires_seuls_pas_le_projet() -> None:
    fils = une_fiche(titulaire=False, RAC_MAITRISE=SO)

    agregat = agreger(des_faits([une_fiche()] * 20 + [une_fiche(HORS_QPV=NON, HORS_SITE=NON)] * 10 + [fils] * 2))

    assert lu(agregat, "HORS_QPV") == (22, 32, Decimal("68.75"))
    assert lu(agregat, "HORS_QPV", population=TITULAIRES)[0] == SECRET
    assert agregat.effectif(cles.reloges(PROJET, TITULAIRES)) == 30


def test_une_operation_de_trois_reloges_ne_se_retrouve_pas_par_difference() -> None:
    agregat = agreger(
        des_faits([une_fiche("A")] * 30 + [une_fiche("B")] * 3 + [une_fiche("B", reloge=False)] * 20)
    )

    reloges = [agregat.effectif(cles.reloges(p, TITULAIRES)) for p in ("A", "B", PROJET)]

    assert reloges.count(SECRET) >= 2
    assert agregat.effectif(cles.recenses(PROJET)) == 53


def test_un_trimestre_de_deux_menages_ne_se_lit_pas_entre_deux_cumuls() -> None:
    anciens = [une_fiche(mois=MOIS - 4, HORS_QPV=OUI)] * 20
    derniers = [une_fiche(mois=MOIS)] * 2

    agregat = agreger(des_faits(anciens + derniers + [une_fiche(mois=MOIS - 4, HORS_QPV=NON, HORS_SITE=NON)] * 10))

    fins = [agregat.effectif(agregat.au_trimestre(t, "HORS_QPV", "OUI")) for t in agregat.trimestres]
    assert fins[-1] == 22
    assert 20 not in fins


def test_une_mediane_se_tait_sous_le_seuil_et_s_arrondit_a_cinq_euros() -> None:
    def fiches(n: int) -> list[Fiche]:
        return [une_fiche(rac=(Decimal("201.37"), Decimal("198.12")), delais={"OFFRE_BAIL": 30})] * n

    assez, peu = agreger(des_faits(fiches(11))), agreger(des_faits(fiches(4)))

    assert assez.mediane("AVANT", PROJET) == 200
    assert assez.mediane("OFFRE_BAIL", PROJET) == 30
    assert (peu.mediane("AVANT", PROJET), peu.mediane("OFFRE_BAIL", PROJET)) == (SECRET, SECRET)


def test_six_refus_de_deux_menages_se_taisent() -> None:
    refusees = [Refusee("A", menage, "CHER", 3) for menage in (1, 2)]
    refusees += [Refusee("A", menage, "ETAGE", 1) for menage in range(3, 12)]
    refusees += [Refusee("A", menage, None, 1) for menage in range(20, 40)]

    agregat = agreger(des_faits([une_fiche()] * 40, refusees))

    assert agregat.effectif(cles.motif(PROJET, "CHER")) == SECRET
    assert agregat.effectif(cles.refus(PROJET)) == 15


def test_un_bailleur_rare_n_est_pas_nomme() -> None:
    rare = une_fiche(bailleurs=("Habitat Sud", "M. Untel"))

    agregat = agreger(des_faits([une_fiche()] * 20 + [rare] * 2))

    assert agregat.bailleurs == ("Habitat Nord", "Habitat Sud", "Autres bailleurs")


def test_un_projet_vide_et_un_projet_minuscule_s_agregent() -> None:
    vide, minuscule = agreger(des_faits([])), agreger(des_faits([une_fiche(), une_fiche("B", HORS_QPV=NON)]))

    assert lu(vide, "HORS_QPV") == (0, 0, None)
    assert lu(minuscule, "HORS_QPV") == (SECRET, SECRET, SECRET)


criteres = st.sampled_from([OUI, OUI, OUI, NON, NR, SO])
lieux = st.sampled_from([(OUI, OUI), (OUI, OUI), (NON, OUI), (NON, NON), (NR, NR)])
montants = st.integers(0, 450).map(Decimal)


@st.composite
def fiches(draw: st.DrawFn) -> Fiche:
    reloge = draw(st.sampled_from([True, True, False]))
    hors_qpv, hors_site = draw(lieux)
    inter = draw(st.sampled_from([OUI, NON, NR]))
    nouveau = draw(st.sampled_from(["Nord", "Est", "Rare"]))
    bailleurs = (nouveau if inter is NON else "Sud", nouveau) if inter is not NR else (None, nouveau)
    if not reloge:
        return une_fiche(draw(st.sampled_from("AB")), reloge=False, etape=draw(st.integers(0, 1)))
    return une_fiche(
        draw(st.sampled_from("AAB")),
        titulaire=draw(st.sampled_from([True, True, True, False])),
        HORS_QPV=hors_qpv,
        HORS_SITE=hors_site,
        NEUF=draw(criteres),
        RAC_MAITRISE=draw(criteres),
        INTERBAILLEUR=inter,
        bailleurs=bailleurs,
        mois=MOIS - draw(st.integers(0, 8)),
        rac=draw(st.none() | st.tuples(montants, montants)),
        offres=draw(st.integers(0, 3)),
        profil={
            "TAILLE": draw(st.sampled_from(["1", "2", "6+"])),
            "RESSOURCES": draw(st.sampled_from(["PLAI", "PLS"])),
        },
    )


@settings(max_examples=EXEMPLES)
@given(st.lists(fiches(), max_size=90))
def test_aucune_case_secrete_d_un_projet_ne_se_recalcule(projet: list[Fiche]) -> None:
    refusees = [Refusee(f.operation, n, ("CHER", "ETAGE", None)[n % 3], 1 + n % 2) for n, f in enumerate(projet)]
    faits = des_faits(projet, refusees)

    agregat = agreger(faits)

    verifier(agregat._systeme, agregat.masque)
    assert agregat.masque == agreger(faits).masque
