"""Deux dossiers côte à côte : mêmes lignes, différences dites, personnes communes face à face."""

from relogement.cote_a_cote import cote_a_cote
from relogement.menage import Menage
from relogement.nomenclatures import Lien
from tests.fabrique import un_cout, un_menage, une_personne


def lignes(gauche: Menage, droite: Menage) -> dict[str, tuple[str, str, bool]]:
    return {li.libelle: (li.gauche, li.droite, li.differe) for s in cote_a_cote(gauche, droite) for li in s.lignes}


def test_ce_que_l_un_sait_et_pas_l_autre_differe() -> None:
    vues = lignes(un_menage("A", telephone="06 11", nb_personnes=2), un_menage("B", nb_personnes=2))

    assert vues["Téléphone"] == ("06 11", "—", True)
    assert vues["Nombre de personnes"] == ("2", "2", False)


def test_un_montant_se_lit_en_euros_et_un_zero_n_est_pas_un_inconnu() -> None:
    vues = lignes(un_menage("A", avant=un_cout(apl="0")), un_menage("B", avant=un_cout(apl=None)))

    assert vues["APL"] == ("0,00\u202f€", "—", True)


def test_la_meme_personne_ecrite_autrement_est_en_face_d_elle_meme() -> None:
    gauche, droite = un_menage("A", nom="LEFÈVRE", prenom="Odette"), un_menage("B", nom="LEFEVRE", prenom="O.")
    droite.personnes.append(une_personne("LEFÈVRE", Lien.ENFANT, prenom="Louis"))
    for rang, personne in enumerate((*gauche.personnes, *droite.personnes), start=1):
        personne.id = rang
    vues = lignes(gauche, droite)

    assert vues["Titulaire"] == ("Odette LEFÈVRE", "O. LEFEVRE", True)
    assert vues["Enfant"] == ("—", "Louis LEFÈVRE", True)


def test_deux_dossiers_identiques_n_ont_aucune_difference() -> None:
    menage = un_menage("A", telephone="06 11", avant=un_cout())

    assert sum(s.differences for s in cote_a_cote(menage, menage)) == 0
