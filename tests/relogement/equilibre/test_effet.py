"""Une attribution, une phrase : l'arithmétique à la main, l'incertain dit, le secret gardé."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.equilibre.appartenance import Appartenance, Regard, appartenance
from relogement.equilibre.effet import Effet, effet, phrase_du_secret, premier
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure, Parc, ResidenceLue
from relogement.equilibre.secret import tait
from relogement.logement import LogementOffert
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien, ZonePlafond
from relogement.regles.montants import manque
from relogement.regles.paliers import NIVEAU_INCONNU, Niveau
from relogement.textes import FINE, INSECABLE
from tests.fabrique import un_menage
from tests.relogement.equilibre.residences import AU, des_reglages, un_compte, un_taux, une_residence

Q1 = Indicateur.Q1
OUI, NON, ON_NE_SAIT = Appartenance(oui=True), Appartenance(oui=False), Appartenance(None, "ressources inconnues")


def lu(residence: ResidenceLue, dit: Appartenance = OUI, **reglages: object) -> Effet | None:
    return effet(residence, Q1, dit, des_reglages(**reglages), AU)  # type: ignore[arg-type]


def la_phrase(residence: ResidenceLue, dit: Appartenance = OUI, **reglages: object) -> str:
    trouve = lu(residence, dit, **reglages)
    assert trouve is not None
    return trouve.phrase.replace(FINE, " ").replace(INSECABLE, " ")


def clos_des_pins(logements: int = 48) -> ResidenceLue:
    return une_residence("Le Clos des Pins", un_compte(Q1, 14, 45), logements=logements)


def test_un_menage_du_premier_quartile_ajoute_un_menage_aux_quarante_cinq() -> None:
    """14/45 = 31,1 % ; 15/46 = 32,6 %."""
    assert la_phrase(clos_des_pins()) == (
        "Le Clos des Pins : attribuer ici porterait la part du 1ᵉʳ quartile de 31 % à 33 % (charte : 40 %)."
    )


def test_un_menage_qui_n_en_est_pas_la_fait_baisser() -> None:
    """14/46 = 30,4 %."""
    assert "de 31 % à 30 %" in la_phrase(clos_des_pins(), NON)


def test_dans_une_residence_pleine_le_menage_remplace_un_menage_comme_les_autres() -> None:
    """45 ménages dans 45 logements : 14 − 14/45 + 1 sur 45, soit 14,689 / 45 = 32,6 %, sans jamais 46 ménages."""
    trouve = lu(clos_des_pins(logements=45))

    assert trouve is not None and trouve.pleine
    assert trouve.si_oui == Fraction(100, 45) * (14 - Fraction(14, 45) + 1)
    assert trouve.si_non == Fraction(100, 45) * (14 - Fraction(14, 45))


def test_sans_savoir_si_le_menage_en_est_les_deux_parts_se_disent() -> None:
    phrase = la_phrase(clos_des_pins(), ON_NE_SAIT)

    assert "de 31 % à 33 % si ce ménage en est, à 30 % sinon (charte : 40 %)." in phrase


def test_un_changement_que_l_unite_cacherait_se_lit_au_dixieme() -> None:
    """62/200 = 31 % ; 63/201 = 31,3 %."""
    assert "de 31,0 % à 31,3 %" in la_phrase(une_residence("Les Tours", un_compte(Q1, 62, 200), logements=220))


def test_une_part_deja_entiere_ne_change_pas() -> None:
    tous = une_residence("Les Tours", un_compte(Q1, 20, 20), logements=30)

    assert "laisserait la part du 1ᵉʳ quartile à 100 %" in la_phrase(tous)


def test_une_donnee_ancienne_dit_son_annee() -> None:
    vieille = une_residence("Le Clos des Pins", un_compte(Q1, 14, 45, date(2022, 1, 1)))

    assert la_phrase(vieille).endswith("(charte : 40 %). Données de 2022.")
    assert "Données" not in la_phrase(vieille, perimee_mois=120)


def test_un_taux_sans_effectif_se_compte_sur_les_logements_et_le_dit() -> None:
    """30 % de 50 logements = 15 ; 16/51 = 31,4 %."""
    phrase = la_phrase(une_residence("Les Pins", un_taux(Q1, "30"), logements=50))

    assert "de 30 % à 31 %" in phrase
    assert phrase.endswith("Données de 2025, ménages estimés.")


def test_sans_repere_dans_la_charte_la_phrase_n_en_cite_pas() -> None:
    assert la_phrase(clos_des_pins(), reperes={}).endswith("de 31 % à 33 %.")


@pytest.mark.parametrize(
    "residence",
    [
        une_residence("Vide"),
        une_residence("Sans taille", un_taux(Q1, "30"), logements=None),
        une_residence("Quatre", un_compte(Q1, 2, 4), logements=4),
        une_residence("Presque personne", un_compte(Q1, 3, 40)),
        une_residence("Presque tous", un_compte(Q1, 37, 40)),
    ],
)
def test_rien_ne_se_dit_de_ce_que_l_on_ignore_ou_que_le_secret_tait(residence: ResidenceLue) -> None:
    assert lu(residence) is None


def test_sous_le_seuil_la_residence_le_dit_et_rien_d_autre() -> None:
    quatre = une_residence("Le Mas", un_compte(Q1, 2, 4), logements=4)

    assert phrase_du_secret(quatre, 5) == f"Le Mas, moins de 5 ménages{INSECABLE}: non montré."
    assert phrase_du_secret(clos_des_pins(), 5) is None


def test_le_secret_cache_aussi_le_petit_complement_mais_pas_zero() -> None:
    dits = [tait(une_residence("R", un_compte(Q1, k, 40)), un_compte(Q1, k, 40), 5) for k in (0, 4, 5, 35, 36, 40)]

    assert dits == [False, True, False, False, True, False]


def test_la_phrase_prend_le_premier_indicateur_dont_on_sait_ou_va_le_menage() -> None:
    residence = une_residence("R", un_compte(Q1, 14, 45), un_compte(Indicateur.SOUS_40, 20, 45))
    incertain = effet(residence, Q1, ON_NE_SAIT, des_reglages(), AU)
    su = effet(residence, Indicateur.SOUS_40, NON, des_reglages(), AU)
    assert incertain is not None and su is not None

    assert premier([incertain, su]) is su
    assert premier([incertain]) is incertain
    assert premier([]) is None


@given(k=st.integers(5, 95), n=st.just(100), libres=st.integers(0, 20))
def test_un_oui_fait_monter_un_non_fait_baisser_et_tout_reste_une_part(k: int, n: int, libres: int) -> None:
    trouve = lu(une_residence("R", un_compte(Q1, k, n), logements=n + libres))

    assert trouve is not None
    assert 0 <= trouve.si_non < trouve.avant < trouve.si_oui <= 100


def test_un_logement_se_rattache_a_sa_residence_par_son_nom_son_bailleur_et_sa_commune() -> None:
    ici = une_residence("Les Pins", bailleur="Têt Habitat", commune="Bompas")
    la = une_residence("LES  PINS", bailleur="Canigou Logement", commune="Canohès")
    parc = Parc([ici, la])

    def trouve(**champs: str) -> ResidenceLue | None:
        return parc.trouver(LogementOffert(**champs))

    assert trouve(residence="les pins", bailleur="TÊT HABITAT") is ici
    assert trouve(residence="Les Pins", commune="Canohès") is la
    assert trouve(residence="Les Pins") is None  # deux bailleurs : on ne devine pas
    assert trouve(residence="Les Pins", bailleur="Albères Logement") is None
    assert trouve(bailleur="Têt Habitat") is None


def test_les_effectifs_l_emportent_sur_le_taux_et_la_derniere_date_sur_les_autres() -> None:
    vieille, neuve = un_taux(Q1, "12", date(2022, 1, 1)), Mesure(Q1, date(2025, 1, 1), None, 14, 45)
    residence = une_residence("R", neuve, vieille)

    assert residence.mesures[Q1] is neuve
    assert residence.mesures[Q1].valeur == Fraction(1400, 45)
    assert len(residence.histoire) == 2


def le_menage(*liens: tuple[Lien, date | None], **champs: object) -> Menage:
    menage = un_menage(nb_personnes=len(liens), **champs)  # type: ignore[arg-type]
    menage.personnes = [Personne(lien=lien, nom="Exemple", naissance_le=ne) for lien, ne in liens]
    return menage


def dit(indicateur: Indicateur, menage: Menage, niveau: Niveau = NIVEAU_INCONNU) -> bool | None:
    return appartenance(indicateur, menage, niveau, Regard(AU, None, ZonePlafond.AUTRES)).oui


@pytest.mark.parametrize(
    ("liens", "attendu"),
    [
        (((Lien.TITULAIRE, None), (Lien.ENFANT, date(2015, 1, 1))), True),
        (((Lien.TITULAIRE, None), (Lien.CONJOINT, None), (Lien.ENFANT, date(2015, 1, 1))), False),
        (((Lien.TITULAIRE, None), (Lien.ENFANT, date(2000, 1, 1))), False),
        (((Lien.TITULAIRE, None), (Lien.ENFANT, None)), None),
        (((Lien.TITULAIRE, None),), False),
    ],
)
def test_une_famille_monoparentale_a_un_adulte_et_un_enfant_mineur(
    liens: tuple[tuple[Lien, date | None], ...], attendu: bool | None
) -> None:
    assert dit(Indicateur.MONOPARENTAL, le_menage(*liens)) is attendu


def test_l_age_est_celui_du_titulaire_au_jour_dit() -> None:
    veille, jour_meme = date(1961, 11, 21), date(1961, 11, 20)

    assert dit(Indicateur.PLUS_65, le_menage((Lien.TITULAIRE, veille))) is False
    assert dit(Indicateur.PLUS_65, le_menage((Lien.TITULAIRE, jour_meme))) is True
    assert dit(Indicateur.MOINS_25, le_menage((Lien.TITULAIRE, jour_meme))) is False
    assert dit(Indicateur.MOINS_25, le_menage((Lien.TITULAIRE, None))) is None


def test_le_quartile_est_celui_du_niveau_de_ressources() -> None:
    menage = le_menage((Lien.TITULAIRE, None))

    assert dit(Q1, menage, Niveau("Q1", manque(""))) is True
    assert dit(Q1, menage, Niveau("Q2_4", manque(""))) is False
    assert dit(Q1, menage) is None


@pytest.mark.parametrize(("part", "attendu"), [("0.39", True), ("0.41", False)])
def test_sous_quarante_pour_cent_du_plafond_plus(part: str, attendu: bool) -> None:
    """Une personne seule de plus de trente ans : catégorie 1, un revenu de 39 % puis 41 % du PLUS."""
    from decimal import Decimal

    from relogement.regles.plafonds import plafonds

    plafond = plafonds(1, ZonePlafond.AUTRES, au=AU)
    assert plafond is not None
    menage = le_menage((Lien.TITULAIRE, date(1970, 1, 1)), categorie_plafond=1, rfr=plafond.plus * Decimal(part))

    assert dit(Indicateur.SOUS_40, menage) is attendu
    assert dit(Indicateur.SOUS_40, le_menage((Lien.TITULAIRE, None))) is None
