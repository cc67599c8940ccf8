"""« Comment ? » : R se refait mois par mois, chaque ressource nommée, comptée ou non."""

from datetime import date

from relogement.explication_ressources import partie_ressources
from tests.fabrique import une_personne
from tests.relogement.enquetes import menage_de, mois, recevoir

AU = date(2026, 11, 20)
OCTOBRE = date(2025, 10, 1)


def test_chaque_mois_dit_ce_qui_compte_et_ce_qui_ne_compte_pas() -> None:
    mariam = une_personne(prenom="Mariam")
    menage = menage_de(mariam)
    recevoir(menage, mariam, "SAL", "1000", mois(OCTOBRE, 12))
    recevoir(menage, None, "AF", "151.05", mois(OCTOBRE, 12))

    partie = partie_ressources(menage, au=AU)

    assert partie is not None
    premier, *_, dernier, activite, total = partie.termes
    assert (premier.nom, premier.valeur) == ("octobre 2025", "1\u202f000,00\u202f€")
    assert premier.sens == "Salaire de Mariam 1\u202f000,00 ; non comptés\u00a0: Allocations familiales 151,05"
    assert dernier.nom == "septembre 2026"
    assert activite.valeur == total.valeur == "10\u202f800,00\u202f€"  # 12 000 − 10 %


def test_un_mois_tu_est_nr_et_la_partie_dit_pourquoi_cela_ne_suffit_pas() -> None:
    seule = une_personne()
    menage = menage_de(seule)
    recevoir(menage, seule, "SAL", "1000", mois(OCTOBRE, 11))

    partie = partie_ressources(menage, au=AU)

    assert partie is not None
    assert (partie.termes[-1].nom, partie.termes[-1].valeur) == ("septembre 2026", "NR")
    assert "09/2026" in partie.phrases[0]


def test_sans_mois_il_n_y_a_rien_a_raconter() -> None:
    assert partie_ressources(menage_de(une_personne()), au=AU) is None
