"""Les parts, les engagements et l'effet d'une séance, comptés à la main sur vingt-huit relogements."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.indicateurs.indicateur import CENT, Mesure
from relogement.nomenclatures import TypeDossier
from relogement.partage.accueil import EngagementDAccueil, Objet, en_vigueur
from relogement.partage.dits import alertes, paires_dites, promesse_dite, reserves, seance_dite, suivi_dit
from relogement.partage.matrice import SANS, Flux, Matrice, Noms
from relogement.partage.partage import Partage
from relogement.partage.periode import Periode
from relogement.partage.seance import Decidee, Seance, effets, retenues
from relogement.partage.suivi import Suivi, Tenue, suivre
from relogement.rapprochement import cle
from relogement.textes import pourcent

AU = date(2026, 11, 20)
TET, TRAMONTANE, CANIGOU, ALBERES = "Têt Habitat", "Tramontane Habitat", "Canigou Logement", "Albères Logement"
T, TR, C, A = (cle(nom) for nom in (TET, TRAMONTANE, CANIGOU, ALBERES))
TITULAIRE, DECOHABITANT = TypeDossier.TITULAIRE, TypeDossier.DECOHABITANT


def flux(*lus: tuple[str | None, str | None, int], dossier: TypeDossier = TITULAIRE) -> list[Flux]:
    return [Flux(de, vers, dossier, n) for de, vers, n in lus]


VINGT_HUIT = flux((TET, TET, 17), (TET, TRAMONTANE, 5), (TET, CANIGOU, 3), (TET, ALBERES, 3))


def clair(texte: str) -> str:
    """Les espaces insécables ne se distinguent pas à l'œil."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def un_accueil(vers: str = CANIGOU, **champs: Any) -> EngagementDAccueil:
    valeurs = {"part_pct": Decimal(12)} if not {"part_pct", "nombre"} & champs.keys() else {}
    return EngagementDAccueil(vers=vers, **(valeurs | champs))


def un_partage(lus: Sequence[Flux] = VINGT_HUIT, *promis: EngagementDAccueil, **champs: Any) -> Partage:
    noms = Noms.lus([(nom, lu.nombre) for lu in lus for nom in (lu.de, lu.vers)] + [(p.vers, 0) for p in promis])
    matrice, accueils = Matrice.des_flux(lus), en_vigueur(promis, AU)
    periode = champs.pop("periode", Periode.du_projet(AU))
    return Partage(periode, matrice, noms, accueils, **({"restants": {T: 12}} | champs))


def test_la_part_de_chaque_bailleur_est_celle_des_relogements_dont_le_bailleur_est_connu() -> None:
    parts = {ligne.nom: (ligne.mesure.oui, ligne.mesure.base, ligne.mesure.pct) for ligne in un_partage().lignes}

    assert list(parts) == [TET, TRAMONTANE, ALBERES, CANIGOU]  # 3 et 3 : par nom
    assert [clair(pourcent(pct)) for _, _, pct in parts.values()] == ["60,71 %", "17,86 %", "10,71 %", "10,71 %"]
    assert parts[TET][:2] == (17, 28)


def test_il_en_faut_deux_des_douze_prochains_pour_douze_pour_cent() -> None:
    """12 % de 28 + 12 = 40 font 4,8 : il en faut 5, il y en a 3."""
    suivi = un_partage(VINGT_HUIT, un_accueil()).suivi(C)

    assert suivi is not None
    assert (suivi.tenue, suivi.manque, suivi.prochains) == (Tenue.SOUS, 2, 12)
    assert suivi_dit(suivi) == "il en faut 2 des 12 prochains"
    assert suivi.en_retard


@pytest.mark.parametrize(
    ("part", "restants", "tenue", "dit"),
    [
        ("10.71", 12, Tenue.TENU, "tenu ; il en faut 2 des 12 prochains pour le rester"),  # 4,284 : 5
        ("5", 12, Tenue.TENU, "tenu"),  # 5 % de 40 font 2
        ("40", 12, Tenue.HORS, "il en faudrait 13 sur les 12 prochains"),  # 16 − 3
        ("50", 60, Tenue.SOUS, "il en faut 41 des 60 prochains"),  # 44 − 3 ; il en faudrait 21 des 20
        ("12", 1, Tenue.SOUS, "il faut le prochain"),  # 3,48 : 4
        ("12", 0, Tenue.HORS, "plus aucun ménage à reloger : il en manque 1"),  # 3,36 : 4
    ],
)  # fmt: skip
def test_le_manque_se_compte_en_menages(part: str, restants: int, tenue: Tenue, dit: str) -> None:
    suivi = suivre(un_accueil(part_pct=Decimal(part)), Mesure(oui=3, non=25), restants, AU)

    assert (suivi.tenue, clair(suivi_dit(suivi))) == (tenue, dit)


@pytest.mark.parametrize(
    ("promis", "restants", "tenue", "dit"),
    [
        ({"nombre": 3}, 0, Tenue.TENU, "tenu"),
        ({"nombre": 8, "echeance_le": date(2027, 6, 30)}, 9, Tenue.EN_COURS,
         "encore 5 logements avant le 30/06/2027"),
        ({"nombre": 8}, 4, Tenue.HORS, "il en manque 5, il reste 4 ménages à reloger"),
        ({"nombre": 8, "echeance_le": date(2026, 11, 19)}, 40, Tenue.ECHU, "échu le 19/11/2026 : il en manque 5"),
        ({"nombre": 4, "echeance_le": AU}, 1, Tenue.EN_COURS, "encore 1 logement avant le 20/11/2026"),
        ({"nombre": 4, "annee": 2025}, 1, Tenue.ECHU, "année 2025 finie : il en manque 1"),
        ({"part_pct": Decimal(12), "echeance_le": date(2026, 6, 30)}, 1, Tenue.ECHU,
         "échu le 30/06/2026 : 10,71 % au lieu de 12 %"),
        ({"nombre": 3, "part_pct": Decimal(50)}, 0, Tenue.TENU, "tenu"),  # le nombre l'emporte
    ],
)  # fmt: skip
def test_un_nombre_de_logements_et_une_echeance(
    promis: dict[str, Any], restants: int, tenue: Tenue, dit: str
) -> None:
    suivi = suivre(un_accueil(**promis), Mesure(oui=3, non=25), restants, AU)

    lu = clair(suivi_dit(suivi))
    assert (suivi.tenue, lu) == (tenue, dit)


def test_sans_relogement_rien_ne_se_divise_et_rien_n_est_zero() -> None:
    partage = un_partage([], un_accueil())
    (ligne,) = partage.lignes

    assert (ligne.mesure.pct, ligne.suivi and ligne.suivi.tenue) == (None, Tenue.INCONNU)
    assert ligne.suivi is not None
    assert suivi_dit(ligne.suivi) == "aucun relogement encore"
    assert not ligne.suivi.en_retard


def test_deux_ecritures_d_un_nom_sont_un_bailleur() -> None:
    lus = flux((TET, "CANIGOU-LOGEMENT", 1), ("tet habitat", CANIGOU, 2))
    partage = un_partage(lus, un_accueil("canigou logement"))

    assert partage.matrice.nombre(T, C) == 3
    assert [ligne.nom for ligne in partage.lignes] == [CANIGOU]
    assert partage.suivi(C) is not None
    assert partage.noms.lues(C) == ("CANIGOU-LOGEMENT", CANIGOU, "canigou logement")


def test_l_inconnu_n_entre_pas_dans_les_parts_et_se_dit() -> None:
    lus = [*VINGT_HUIT, *flux((TET, None, 14), (None, TET, 1)), *flux((None, CANIGOU, 2), dossier=DECOHABITANT)]
    partage = un_partage(lus)

    assert partage.matrice.mesure(C) == Mesure(oui=5, non=26, nr=14)
    assert partage.matrice.mesure(C, T) == Mesure(oui=3, non=25, nr=14)  # le décohabitant ne quitte pas Têt
    assert partage.matrice.inter() == Mesure(oui=11, non=17, nr=15, so=2)
    assert partage.departs == (T, SANS, None)
    assert partage.arrivees == (T, C, TR, A, None)
    # 31 connus sur 45 : moins de 80 %
    assert reserves(partage) == ("14 relogés chez un bailleur inconnu, hors des parts", "non significatif")


def test_un_engagement_de_paire_se_juge_sur_ceux_qui_quittent_ce_bailleur() -> None:
    lus = [*VINGT_HUIT, *flux((ALBERES, CANIGOU, 7), (ALBERES, ALBERES, 5))]
    partage = un_partage(lus, un_accueil(de=ALBERES, part_pct=Decimal(60)), restants={T: 12, A: 4})
    suivi = partage.suivi(C, A)

    assert suivi is not None
    assert suivi.mesure == Mesure(oui=7, non=5)
    assert (suivi.manque, suivi.prochains) == (3, 4)  # 60 % de 16 font 9,6 : 10 − 7
    assert partage.suivi(C) is None
    assert partage.suivis == (suivi,)
    assert [clair(dite) for dite in paires_dites(partage)] == [
        "De Albères Logement à Canigou Logement : 60 % ; il en faut 3 des 4 prochains"
    ]


def test_un_avenant_remplace_l_engagement_le_jour_ou_il_est_pris() -> None:
    premier = un_accueil(part_pct=Decimal(12))
    avenant = un_accueil("CANIGOU LOGEMENT", part_pct=Decimal(15), pris_le=date(2026, 10, 1))
    objet = Objet(C, None, None)

    assert en_vigueur([avenant, premier], date(2026, 9, 30)) == {objet: premier}
    assert en_vigueur([avenant, premier], date(2026, 10, 1)) == {objet: avenant}


def test_un_engagement_annuel_ne_juge_que_son_annee() -> None:
    annuel = un_accueil(annee=2026)
    assert un_partage(VINGT_HUIT, annuel).suivi(C) is None
    assert un_partage(VINGT_HUIT, annuel, periode=Periode.de_l_annee(2026, AU)).suivi(C) is not None
    assert un_partage(VINGT_HUIT, un_accueil(), periode=Periode.depuis(date(2026, 1, 1), AU)).suivi(C) is None


def test_un_nombre_ne_se_juge_que_sur_tout_le_projet() -> None:
    accueil = un_accueil(nombre=5)
    assert un_partage(VINGT_HUIT, accueil).suivi(C) is not None
    assert un_partage(VINGT_HUIT, accueil, sur_le_projet=False).suivi(C) is None


def test_l_effet_des_decisions_de_la_seance() -> None:
    """3/28 = 10,71 % ; deux de plus chez Canigou et une chez Têt : 5/31 = 16,13 %, 18/31 = 58,06 %."""
    decidees = (Decidee(1, 11, T, C), Decidee(2, 12, T, T), Decidee(3, 13, T, C))
    partage = un_partage(seance=Seance(1, AU, decidees))

    assert [(e.qui, e.avant.oui, e.apres.oui, e.apres.base) for e in partage.effets] == [
        (C, 3, 5, 31), (T, 17, 18, 31),
    ]  # fmt: skip
    dit = clair(seance_dite(partage))
    assert dit == (
        "Si les 3 décisions de la séance se font : Canigou Logement 10,71 % → 16,13 %, "
        "Têt Habitat 60,71 % → 58,06 %."
    )


def test_un_menage_ne_signe_qu_un_bail_et_un_logement_n_en_recoit_qu_un() -> None:
    """Le ménage 1 change de logement ; puis le ménage 2 prend celui du ménage 3."""
    decidees = [Decidee(1, 11, T, C), Decidee(3, 13, T, A), Decidee(1, 12, T, T), Decidee(2, 13, T, A)]

    assert set(retenues(decidees)) == {Decidee(1, 12, T, T), Decidee(2, 13, T, A)}


def test_les_parts_promises_au_dela_de_cent_et_les_noms_inconnus_se_disent() -> None:
    promis = en_vigueur([
        un_accueil(TET, part_pct=Decimal(60)), un_accueil(TRAMONTANE, part_pct=Decimal("40.5")),
        un_accueil("Ouest Habitat", part_pct=Decimal(90), annee=2026),
        un_accueil(ALBERES, de=TET, part_pct=Decimal(80)),
    ], AU)  # fmt: skip

    dites = [clair(d) for d in alertes(promis, {T, TR, A})]

    assert dites == [
        "Les parts promises font 100,50 %, plus de 100 % : corrigez-en une.",
        "« Ouest Habitat » n’est le bailleur d’aucun logement du projet : vérifiez son nom.",
    ]


def test_une_promesse_se_lit() -> None:
    promise = un_accueil(part_pct=Decimal(12), nombre=8, echeance_le=date(2027, 6, 30))
    assert clair(promesse_dite(promise)) == "12 % et 8 logements avant le 30/06/2027"


NOMS = st.sampled_from([TET, "TET HABITAT", TRAMONTANE, CANIGOU, "canigou  logement", None])
FLUX = st.lists(st.builds(Flux, NOMS, NOMS, st.sampled_from(TypeDossier), st.integers(1, 9)), max_size=12)


@given(FLUX)
def test_les_parts_font_le_tout_et_chaque_relogement_est_dans_une_case(lus: list[Flux]) -> None:
    partage = un_partage(lus)
    matrice, total = partage.matrice, sum(lu.nombre for lu in lus)

    assert matrice.nombre() == total == matrice.inter().lignes
    assert sum(ligne.mesure.oui for ligne in partage.lignes) + matrice.nombre(vers=None) == total
    assert sum(matrice.nombre(de, vers) for de in partage.departs for vers in partage.arrivees) == total
    for ligne in partage.lignes:
        assert ligne.mesure.lignes == total
        assert ligne.mesure.oui == sum(matrice.mesure(ligne.qui, de).oui for de in partage.departs)
    if partage.lignes:
        assert sum((ligne.mesure.pct or Decimal(0)) for ligne in partage.lignes).quantize(Decimal(1)) == CENT


@given(FLUX, st.randoms())
def test_l_ordre_de_lecture_ne_change_rien(lus: list[Flux], hasard: Any) -> None:
    melanges = list(lus)
    hasard.shuffle(melanges)

    avant, apres = un_partage(lus), un_partage(melanges)

    assert avant.matrice == apres.matrice
    assert [(li.qui, li.nom, li.mesure) for li in avant.lignes] == [
        (li.qui, li.nom, li.mesure) for li in apres.lignes
    ]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 10000), st.integers(0, 60))
def test_le_manque_est_le_plus_petit_nombre_qui_tient_l_engagement(
    oui: int, non: int, centiemes: int, restants: int
) -> None:
    part = Decimal(centiemes) / CENT
    suivi: Suivi = suivre(un_accueil(part_pct=part), Mesure(oui=oui, non=non), restants, AU)

    def tient(de_plus: int) -> bool:
        return (oui + de_plus) * CENT >= part * (oui + non + suivi.prochains)

    assert tient(suivi.manque)
    assert not suivi.manque or not tient(suivi.manque - 1)
    assert suivi.prochains <= restants
    assert (suivi.tenue is Tenue.HORS) <= (suivi.manque > restants)


def test_une_decision_de_bailleur_inconnu_ne_compte_pour_personne() -> None:
    decidees = (Decidee(1, 11, T, None),)
    matrice = Matrice.des_flux(VINGT_HUIT)

    assert effets(matrice, decidees) == ()
    partage = un_partage(seance=Seance(1, AU, decidees))
    assert "1 logement de bailleur inconnu" in seance_dite(partage)
    assert seance_dite(un_partage(seance=Seance(1, AU))) == ""
