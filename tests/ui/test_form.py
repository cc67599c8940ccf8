"""Le formulaire montre un objet et rend des valeurs ; vide reste inconnu."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from relogement.champs import Faits
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Typologie
from ui.form import Formulaire
from ui.saisie import (
    ecrire_coordonnee,
    ecrire_moment,
    lire_coordonnee,
    lire_date,
    lire_entier,
    lire_moment,
    lire_montant,
)


@dataclass(frozen=True)
class Cas:
    loyer: Decimal | None = None
    signe_le: date | None = None
    typologie: Typologie | None = None
    eau_incluse: bool | None = None
    nb_personnes: int | None = None
    nom: str | None = None


def un_formulaire(qtbot: QtBot) -> Formulaire:
    form = Formulaire()
    qtbot.addWidget(form)
    types = (Decimal, date, Typologie, bool, int, str)
    libelles = ("Loyer", "Signé le", "Typologie", "Eau incluse", "Personnes", "Nom")
    for nom, libelle, type_ in zip(Cas.__dataclass_fields__, libelles, types, strict=True):
        form.add(nom, Faits(libelle, "Cas", aide="Une aide"), type_)
    return form


def test_ce_qui_est_montre_se_relit_a_l_identique(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)
    cas = Cas(Decimal("1234.50"), date(2026, 3, 12), Typologie.T4, False, 4, "TRAORÉ")

    form.show(cas)

    assert form.values() == vars(cas)
    assert not form.is_dirty
    assert form.findChild(QLineEdit, "loyer").text() == "1\u202f234,50"


def test_un_champ_vide_reste_inconnu(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)

    form.show(Cas())

    assert set(form.values().values()) == {None}


def test_une_modification_se_voit_et_se_compte(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)
    form.show(Cas(loyer=Decimal("480.00")))
    loyer = form.findChild(QLineEdit, "loyer")

    with qtbot.waitSignal(form.changed):
        loyer.setText("490")

    assert form.is_dirty
    assert loyer.property("modifie") is True
    assert form.changes() == {"loyer": Decimal("490")}


def test_montrer_un_objet_ne_vaut_pas_modification(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)

    form.show(Cas(typologie=Typologie.T2, eau_incluse=True))

    assert form.changed_names == ()


def test_une_saisie_illisible_est_refusee_en_nommant_son_champ(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)
    form.show(Cas())
    form.findChild(QLineEdit, "signe_le").setText("31/02/2026")

    with pytest.raises(ErreurMetier, match="Signé le"):
        form.values()


def test_oui_non_inconnu_sont_trois_choix(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)
    liste = form.findChild(QComboBox, "eau_incluse")

    textes = [liste.itemText(i) for i in range(liste.count())]

    assert textes == ["—", "Oui", "Non"]


def test_chaque_editeur_est_nomme_decrit_et_relie_a_son_etiquette(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)

    for nom in form.names:
        editeur = form.editor(nom)
        assert editeur.objectName() == nom
        assert editeur.accessibleName() and editeur.toolTip() == "Une aide"
        assert form.label(nom).buddy() is editeur


def test_un_brouillon_se_reprend_par_dessus_l_objet(qtbot: QtBot) -> None:
    form = un_formulaire(qtbot)
    form.show(Cas(nom="TRAORÉ"))
    form.findChild(QLineEdit, "nom").setText("TRAORE")
    form.findChild(QComboBox, "typologie").setCurrentText("T3")
    brouillon = form.draft()

    form.show(Cas(nom="TRAORÉ"))
    form.resume(brouillon)

    assert brouillon == {"typologie": "T3", "nom": "TRAORE"}
    assert form.changes() == {"typologie": Typologie.T3, "nom": "TRAORE"}


@pytest.mark.parametrize("texte", ["12/03/2026", "12-3-26", "12.03.2026", "120326", "12032026", "2026-03-12"])
def test_une_date_se_tape_comme_on_veut(texte: str) -> None:
    assert lire_date(texte) == date(2026, 3, 12)


@pytest.mark.parametrize("texte", ["1 234,56", "1234.56", "1\u202f234,56\u202f€", "1\u00a0234,56"])
def test_un_montant_se_tape_comme_on_veut(texte: str) -> None:
    assert lire_montant(texte) == Decimal("1234.56")


def test_un_moment_porte_son_heure() -> None:
    assert lire_moment("20/11/2026 14h02") == datetime.fromisoformat("2026-11-20T14:02")
    assert ecrire_moment(datetime.fromisoformat("2026-11-20T14:02")) == "20/11/2026 14:02"
    with pytest.raises(ErreurMetier):
        lire_moment("20/11/2026 25:00")


def test_une_coordonnee_garde_ses_decimales() -> None:
    assert lire_coordonnee("2,895312") == 2.895312
    assert ecrire_coordonnee(2.895312) == "2,895312"


def test_chaque_champ_simple_d_un_modele_a_son_editeur(qtbot: QtBot) -> None:
    from relogement.cout import Cout

    form = Formulaire(Cout)
    qtbot.addWidget(form)

    assert {"loyer", "charges", "apl"} <= set(form.names)
    form.findChild(QLineEdit, "loyer").setText("471,59")
    assert form.values()["loyer"] == Decimal("471.59")


@pytest.mark.parametrize("texte", ["", "   "])
def test_rien_n_est_pas_zero(texte: str) -> None:
    assert lire_montant(texte) is None
    assert lire_entier(texte) is None
    assert lire_date(texte) is None


@pytest.mark.parametrize("texte", ["douze", "12,345", "1,2,3"])
def test_un_montant_douteux_est_refuse(texte: str) -> None:
    with pytest.raises(ErreurMetier):
        lire_montant(texte)
