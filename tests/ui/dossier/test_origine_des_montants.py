"""Au survol d'un montant, sa source, puis la ligne du fichier d'où il vient."""

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from relogement.comparaison import comparaison
from relogement.nomenclatures import Source
from tests.fabrique import un_cout, un_menage, une_charte
from ui.dossier.fiche_couts import FicheCouts

ORIGINE = "etat.xlsx, feuille Extraction, ligne 12, importé le 12/06/2026"


def test_un_montant_importe_dit_sa_ligne_au_survol(qtbot: QtBot) -> None:
    cout = un_cout(loyer="412.35")
    cout.justifier("loyer", Source.BAILLEUR, None)
    lue = comparaison(un_menage(avant=cout), une_charte(), au=date(2026, 11, 20))
    fiche = FicheCouts("Ce qu’il coûte", nom="couts")
    qtbot.addWidget(fiche)

    fiche.show_colonne(lue.avant, {"loyer": ORIGINE})

    bulles = [mot.toolTip() for mot in fiche.findChildren(QLabel) if ORIGINE in mot.toolTip()]
    assert bulles == [f"{Source.BAILLEUR.libelle}\n{ORIGINE}"]
    assert cout.loyer == Decimal("412.35")
