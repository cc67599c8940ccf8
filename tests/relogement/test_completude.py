"""La complétude : ce qui est attendu d'un dossier, et le nom de ce qui manque."""

from datetime import date

from relogement.completude import completude
from relogement.nomenclatures import TypeDossier, Typologie
from tests.fabrique import un_cout, un_menage

# Nom, prénom, naissance ; douze champs du ménage ; quatre du logement quitté ; quatre de son coût.
ATTENDUS = 3 + 12 + 4 + 4


def test_un_dossier_neuf_dit_ce_qui_lui_manque() -> None:
    menage = un_menage(nom="MARTIN", nb_personnes=None, nb_moins_14=None, ressources=None)

    vue = completude(menage)

    assert vue.attendus == ATTENDUS
    assert {"Prénom", "Naissance", "Téléphone", "Ressources mensuelles du ménage", "APL"} <= set(vue.manques)
    assert "Bailleur" not in vue.manques


def test_un_dossier_complet_n_a_plus_rien_a_demander() -> None:
    menage = un_menage(
        nom="MARTIN", prenom="Zoé", ug="12", avant=un_cout(rls=None), telephone="06 00 00 00 00",
        referent="Samira Kaddour", rfr=15120, categorie_plafond=4, enquete_le=date(2026, 3, 17),
        sne_le=date(2026, 3, 31), numero_unique="066032600417500666", souhait_typologie=Typologie.T4,
        souhait_quartiers="Toulouges",
    )  # fmt: skip
    menage.personnes[0].naissance_annee = 1984
    assert menage.logement_quitte is not None
    menage.logement_quitte.typologie = Typologie.T4
    menage.couts[0].chauffage_inclus = False

    vue = completude(menage)

    assert vue.manques == ()
    assert (vue.connus, vue.part) == (ATTENDUS, 1)


def test_un_zero_est_connu() -> None:
    menage = un_menage(avant=un_cout(apl="0"), nb_moins_14=0)

    manques = completude(menage).manques

    assert "APL" not in manques
    assert "Dont moins de 14 ans" not in manques


def test_on_n_attend_pas_de_logement_quitte_d_un_decohabitant() -> None:
    menage = un_menage(type=TypeDossier.DECOHABITANT, logement_quitte=None)

    vue = completude(menage)

    assert vue.attendus == 3 + 12
    assert "UG" not in vue.manques
