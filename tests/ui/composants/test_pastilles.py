"""Un état est toujours un mot et une icône ; la couleur ne fait qu'ajouter."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from relogement.nomenclatures import Condition, Critere, Etat, Reponse
from ui import icons
from ui.composants.chip import Chip
from ui.composants.echeance import AUJOURD_HUI, BIENTOT, EN_RETARD, PLUS_TARD, echeance, urgence
from ui.composants.etats import chip_etat
from ui.composants.points_offres import PointsOffres
from ui.composants.verdicts import A_VERIFIER, NON, OUI, chip_reponse, chip_verdict

AU = date(2026, 11, 20)


@pytest.mark.parametrize("etat", list(Etat))
def test_chaque_etat_a_son_mot_et_son_icone(etat: Etat) -> None:
    chip = chip_etat(etat)

    assert chip.texte == etat.libelle
    assert "<svg" in icons.svg(chip.icone)


def test_la_demande_sne_s_abrege_dans_une_table() -> None:
    assert chip_etat(Etat.SNE, court=True).texte == "SNE"


def test_un_verdict_inconnu_n_est_pas_un_non() -> None:
    assert chip_verdict(Critere.OUI) is OUI
    assert chip_verdict(Critere.NON) is NON
    assert chip_verdict(Condition.A_VERIFIER) is A_VERIFIER
    assert chip_verdict(Critere.NR).lu() == "NR"
    assert chip_verdict(Critere.SO).lu() == "SO"


def test_le_refus_d_une_offre_n_est_jamais_rouge() -> None:
    assert chip_reponse(Reponse.REFUS).famille == "neutre"


def test_les_points_se_lisent_a_voix_haute(qapp: QApplication) -> None:
    points = PointsOffres(2, en_cours=1)

    assert points.lu() == "2 offres comptent sur 3, une en cours"
    assert points.compte == "2/3"
    assert points.largeur() > 45


@pytest.mark.parametrize(
    ("le", "attendue"),
    [
        (date(2026, 11, 19), EN_RETARD),
        (date(2026, 11, 20), AUJOURD_HUI),
        (date(2026, 11, 23), BIENTOT),
        (date(2026, 11, 24), PLUS_TARD),
    ],
)
def test_l_urgence_d_une_echeance(le: date, attendue: object) -> None:
    assert urgence(le, AU) is attendue


def test_une_date_reportee_dit_son_jour_et_le_jour_d_origine() -> None:
    ligne = echeance(date(2026, 11, 23), AU, reporte=date(2026, 11, 21))

    assert ligne.lu() == "lun. 23/11/2026 (sam. 21 reporté)"


def test_une_pastille_tient_son_mot(qapp: QApplication) -> None:
    assert Chip("Recherche", "search").largeur() > Chip("Refus", "search").largeur()
