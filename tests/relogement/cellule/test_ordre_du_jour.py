"""Pourquoi un dossier passe en cellule, en mots, et dans quel ordre ; les seuils sont ceux de la charte."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.cellule.codes import Critere
from relogement.cellule.ordre_du_jour import (
    DUS,
    Demande,
    DossierVu,
    EcheanceVue,
    groupe,
    ordonner,
    raisons,
    retenir,
    seuils_de,
)
from relogement.nomenclatures import Affaire, Etat, MotifSortie
from tests.fabrique import une_charte

AU = date(2026, 11, 20)
SEUILS = seuils_de(une_charte())
HIER = AU - timedelta(days=1)


def un_dossier(**champs: object) -> DossierVu:
    """En recherche, suivi hier : rien ne l'amène en cellule."""
    valeurs: dict[str, object] = {
        "menage_id": 1, "reference": "AC-001", "etat": Etat.RECHERCHE, "derniere_action_le": HIER,
    }  # fmt: skip
    return DossierVu(**(valeurs | champs))  # type: ignore[arg-type]


def dites(vu: DossierVu) -> list[tuple[Critere, str]]:
    return [(r.critere, r.mots) for r in raisons(vu, AU, SEUILS)]


@pytest.mark.parametrize(
    ("champs", "critere", "mots"),
    [
        ({"typologie": "T4", "sans_offre_depuis_le": date(2026, 8, 22)}, Critere.SANS_OFFRE,
         "T4, 90 jours sans offre"),
        ({"sans_offre_depuis_le": date(2025, 11, 20)}, Critere.SANS_OFFRE, "365 jours sans offre"),
        ({"derniere_action_le": date(2026, 10, 21)}, Critere.BLOQUE, "aucune action depuis 30 jours"),
        ({"derniere_action_le": None}, Critere.BLOQUE, "aucune action datée"),
        ({"refus": 2}, Critere.TROIS_REFUS, "2 refus, aucun recevable"),
        ({"refus": 3, "recevables": 1, "a_examiner": 1}, Critere.TROIS_REFUS,
         "3 refus, dont 1 recevable et 1 à examiner"),
        ({"refus": 2, "etat": Etat.TROIS_REFUS}, Critere.TROIS_REFUS,
         "2 refus, aucun recevable, suites à décider"),
        ({"vide_le": date(2026, 9, 30)}, Critere.RETARD, "date de vidage dépassée depuis le 30/09/2026"),
        ({"vide_le": date(2027, 2, 18)}, Critere.RETARD, "à 90 jours de la date de vidage (18/02/2027)"),
        ({"vide_le": AU}, Critere.RETARD, "dernier jour avant la date de vidage (20/11/2026)"),
        ({"demolition_le": date(2026, 11, 1)}, Critere.RETARD, "date de démolition dépassée depuis le 01/11/2026"),
        ({"etat": Etat.PROVISOIRE, "retour_prevu_le": date(2027, 3, 15)}, Critere.PROVISOIRE,
         "retour prévu le 15/03/2027"),
        ({"etat": Etat.PROVISOIRE}, Critere.PROVISOIRE, "retour sans date"),
        ({"echeances": (EcheanceVue(Affaire.ACCORD, date(2026, 11, 23)),)}, Critere.ECHEANCE,
         "accord lun. 23/11/2026"),
        ({"echeances": (EcheanceVue(Affaire.DECISION, date(2026, 11, 27)),)}, Critere.ECHEANCE,
         "CALEOL ven. 27/11/2026"),
        ({"echeances": (EcheanceVue(Affaire.SILENCE, date(2026, 11, 18)),)}, Critere.ECHEANCE,
         "réponse mer. 18/11/2026, dépassée"),
        ({"demandes": (Demande("Têt Habitat", HIER),)}, Critere.DEMANDE, "par Têt Habitat, le 19/11/2026"),
        ({"demandes": (Demande("Têt Habitat", HIER, True),)}, Critere.OBJECTION,
         "objection de Têt Habitat, le 19/11/2026"),
        ({"reporte_du": date(2026, 11, 13)}, Critere.REPORTE, "reporté du 13/11/2026"),
    ],
)  # fmt: skip
def test_chaque_critere_se_dit_en_mots(champs: dict[str, object], critere: Critere, mots: str) -> None:
    assert dites(un_dossier(**champs)) == [(critere, mots)]


@pytest.mark.parametrize(
    "champs",
    [
        {},
        {"sans_offre_depuis_le": date(2026, 8, 23)},  # 89 jours
        {"sans_offre_depuis_le": date(2026, 1, 1), "offre_ouverte": True},
        {"sans_offre_depuis_le": date(2026, 1, 1), "etat": Etat.ENQUETE},  # il n'attend pas encore d'offre
        {"sans_offre_depuis_le": None},  # une date inconnue n'est pas un retard
        {"derniere_action_le": date(2026, 10, 22)},  # 29 jours
        {"refus": 1},
        {"vide_le": date(2027, 2, 19)},  # 91 jours
        {"vide_le": date(2026, 9, 30), "etat": Etat.EMMENAGE},  # il n'est plus dans l'immeuble
        {"vide_le": date(2026, 9, 30), "etat": Etat.PROVISOIRE, "retour_prevu_le": None, "motif_sortie": "DEPART"},
        {"echeances": (EcheanceVue(Affaire.ACCORD, date(2026, 11, 28)),)},  # 8 jours
        {"derniere_action_le": date(2026, 1, 1), "etat": Etat.SUIVI},
    ],
)
def test_ce_qui_n_atteint_pas_le_seuil_ne_passe_pas(champs: dict[str, object]) -> None:
    assert dites(un_dossier(**champs)) == []


def test_une_raison_grave_passe_devant_et_les_autres_restent_dites() -> None:
    vu = un_dossier(
        typologie="T4", sans_offre_depuis_le=date(2026, 5, 24), derniere_action_le=date(2026, 10, 10), refus=3
    )

    (point,) = ordonner([vu], AU, SEUILS)

    assert point.critere is Critere.TROIS_REFUS
    assert point.motif == "3 refus, aucun recevable ; aucune action depuis 41 jours ; T4, 180 jours sans offre"


def test_un_menage_sorti_ne_passe_que_s_il_est_attendu_et_cela_se_dit() -> None:
    sorti = un_dossier(etat=Etat.SORTI, sorti_le=date(2026, 11, 12), motif_sortie=MotifSortie.DEPART, refus=3)

    assert dites(sorti) == []
    assert dites(sorti._replace(reporte_du=date(2026, 11, 13))) == [
        (Critere.REPORTE, "reporté du 13/11/2026, sorti le 12/11/2026")
    ]


def test_le_titre_d_un_groupe_dit_le_seuil_de_la_charte() -> None:
    assert groupe(Critere.SANS_OFFRE, SEUILS) == "Sans offre depuis 90 jours"
    assert groupe(Critere.REPORTE, SEUILS, date(2026, 11, 13)) == "Reportés du 13/11/2026"
    assert groupe(Critere.TROIS_REFUS, SEUILS) == "Refus\u00a0: 2 ou plus"


JOURS = st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31))
DOSSIERS = st.lists(
    st.builds(
        DossierVu,
        menage_id=st.integers(1, 12),
        reference=st.integers(1, 40).map("AC-{:03}".format),
        etat=st.sampled_from(list(Etat)),
        sorti_le=st.none() | st.just(HIER),
        derniere_action_le=JOURS,
        sans_offre_depuis_le=JOURS,
        offre_ouverte=st.booleans(),
        refus=st.integers(0, 4),
        recevables=st.integers(0, 4),
        a_examiner=st.integers(0, 4),
        typologie=st.sampled_from([None, "T3", "T5"]),
        motif_sortie=st.none(),
        vide_le=JOURS,
        demolition_le=JOURS,
        retour_prevu_le=JOURS,
        echeances=st.lists(
            st.builds(
                EcheanceVue, st.sampled_from([Affaire.REPONSE, Affaire.ACCORD]), st.dates(HIER, date(2027, 1, 1))
            ),
            max_size=2,
        ).map(tuple),
        demandes=st.lists(
            st.builds(Demande, st.just("Têt Habitat"), st.just(HIER), st.booleans()), max_size=2
        ).map(tuple),
        reporte_du=st.none() | st.just(date(2026, 11, 13)),
    ),
    max_size=12,
    unique_by=(lambda vu: vu.menage_id, lambda vu: vu.reference),
)


@given(DOSSIERS, st.randoms())
def test_l_ordre_ne_depend_pas_de_celui_de_la_lecture_et_chacun_y_est_une_fois(
    dossiers: list[DossierVu], hasard: object
) -> None:
    melanges = list(dossiers)
    hasard.shuffle(melanges)  # type: ignore[attr-defined]

    points = ordonner(dossiers, AU, SEUILS)

    assert points == ordonner(melanges, AU, SEUILS)
    assert len({p.menage_id for p in points}) == len(points)
    rangs = [list(Critere).index(p.critere) for p in points]
    assert rangs == sorted(rangs)
    assert all(p.critere is min((r.critere for r in p.raisons), key=list(Critere).index) for p in points)


@given(DOSSIERS, st.integers(0, 6))
def test_une_seance_pleine_garde_ce_qui_est_reporte_demande_ou_conteste(
    dossiers: list[DossierVu], places: int
) -> None:
    points = ordonner(dossiers, AU, SEUILS)
    dus = [p for p in points if any(r.critere in DUS for r in p.raisons)]

    gardes = retenir(points, places)

    assert [p for p in gardes if p in dus] == dus
    assert len(gardes) == min(len(points), max(places, len(dus)))
    assert gardes == [p for p in points if p in gardes]
