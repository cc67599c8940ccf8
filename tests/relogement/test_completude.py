"""La complétude : ce qui est attendu d'un dossier, pour quoi faire, et le nom de ce qui manque."""

from datetime import date

import pytest

from relogement.completude import Usage, completude
from relogement.demande import Souhait
from relogement.menage import Menage
from relogement.nomenclatures import Lien, TypeDossier, Typologie
from tests.fabrique import un_cout, un_menage, un_relogement, une_personne

AU = date(2026, 11, 20)
# Titulaire : nom, prénom, naissance. Ménage : téléphone, référent, personnes, moins de 14 ans, enquête, SNE,
# numéro unique, naissance de chacun. Ressources : total, RFR 2024, RFR 2025, catégorie. Demande : lieu,
# typologie, besoins. Logement quitté : UG, bailleur, typologie, surface. Coût : loyer, charges, APL, chauffage.
DU_MENAGE, DU_LOGEMENT = 3 + 8 + 4 + 3, 4 + 4


def un_dossier_complet() -> Menage:
    menage = un_menage(
        nom="MARTIN", prenom="Zoé", ug="12", avant=un_cout(rls=None), telephone="06 00 00 00 00",
        referent="Samira Kaddour", rfr=15120, rfr_annee=2024, rfr_suivant=15900, categorie_plafond=1,
        enquete_le=date(2026, 3, 17), sne_le=date(2026, 3, 31), numero_unique="066032600417500666",
        souhaits=[Souhait(rang=1, lieu="Toulouges", typologie=Typologie.T2)], logement_adapte=False,
    )  # fmt: skip
    menage.personnes[0].naissance_annee = 1984
    assert menage.logement_quitte is not None
    menage.logement_quitte.typologie = Typologie.T4
    menage.couts[0].chauffage_inclus = False
    return menage


def manques(menage: Menage, usage: Usage | None = None, au: date = AU) -> set[str]:
    vue = completude(menage, au=au)
    return set(vue.manques) if usage is None else {m.libelle for m in vue.pour(usage)}


def test_un_dossier_neuf_dit_ce_qui_lui_manque() -> None:
    menage = un_menage(nom="MARTIN", nb_personnes=None, nb_moins_14=None, ressources=None)

    vue = completude(menage, au=AU)

    assert vue.attendus == DU_MENAGE + DU_LOGEMENT
    assert {"Prénom", "Naissance", "Téléphone", "Ressources mensuelles du ménage", "APL"} <= set(vue.manques)
    assert "Bailleur" not in vue.manques


def test_un_dossier_complet_n_a_plus_rien_a_demander() -> None:
    vue = completude(un_dossier_complet(), au=AU)

    assert vue.manques == ()
    assert (vue.connus, vue.part) == (DU_MENAGE + DU_LOGEMENT, 1)


def test_douze_champs_au_plus_suffisent_pour_commencer() -> None:
    vue = completude(un_menage(), au=AU)

    assert sum(Usage.COMMENCER in champ.usages for champ in vue.champs) <= 12


def test_un_zero_est_connu() -> None:
    vides = manques(un_menage(avant=un_cout(apl="0"), nb_moins_14=0))

    assert "APL" not in vides
    assert "Dont moins de 14 ans" not in vides


def test_on_n_attend_pas_de_logement_quitte_d_un_decohabitant() -> None:
    menage = un_menage(type=TypeDossier.DECOHABITANT, logement_quitte=None)

    vue = completude(menage, au=AU)

    assert vue.attendus == DU_MENAGE
    assert "UG" not in vue.manques


@pytest.mark.parametrize(
    ("changement", "libelle", "usages"),
    [
        ({"telephone": None}, "Téléphone", {"COMMENCER", "SNE"}),
        ({"rfr": None}, "RFR 2024", {"SNE", "OFFRE"}),
        ({"rfr_suivant": None}, "RFR 2025", {"OFFRE"}),
        ({"ressources": None}, "Ressources mensuelles du ménage", {"SNE", "OFFRE", "BILAN"}),
        ({"souhaits": []}, "Commune ou quartier souhaité", {"SNE", "OFFRE"}),
        ({"logement_adapte": None}, "Besoins du logement", {"OFFRE"}),
        ({"categorie_plafond": None}, "Catégorie de plafonds", {"OFFRE"}),
        ({"couts": []}, "Loyer", {"OFFRE", "BILAN"}),
    ],
)
def test_chaque_manque_dit_ce_qu_il_empeche(changement: dict[str, object], libelle: str, usages: set[str]) -> None:
    menage = un_dossier_complet()
    for nom, valeur in changement.items():
        setattr(menage, nom, valeur)

    assert {usage.value for usage in Usage if libelle in manques(menage, usage)} == usages


def test_la_categorie_que_donne_la_composition_n_est_pas_demandee() -> None:
    menage = un_dossier_complet()
    menage.categorie_plafond = None
    menage.personnes[0].handicap_categorie = False

    assert manques(menage) == set()


def test_le_sne_veut_la_naissance_de_chacun() -> None:
    menage = un_dossier_complet()
    menage.nb_personnes = 2
    assert manques(menage, Usage.SNE) == {"Naissance de chaque personne"}

    menage.personnes.append(une_personne(lien=Lien.ENFANT, naissance_annee=2015))
    assert manques(menage, Usage.SNE) == set()


def test_le_rfr_vieillit_et_celui_de_l_an_dernier_s_attend_en_septembre() -> None:
    menage = un_dossier_complet()

    assert "RFR 2026" not in manques(menage, au=date(2027, 8, 31))
    assert manques(menage, au=date(2027, 9, 1)) == {"RFR 2026"}
    assert "RFR 2026" in manques(menage, au=date(2028, 1, 2))


def test_un_bail_signe_demande_de_quoi_le_mesurer() -> None:
    menage = un_dossier_complet()
    un_relogement(menage)
    menage.relogements[0].logement.qpv = None

    vides = manques(menage, Usage.BILAN)

    assert {"Loyer après", "APL après", "Première location ou conventionnement"} <= vides
    assert len(vides) == 4 + 2  # le coût, le QPV, l'âge du logement
