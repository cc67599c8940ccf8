"""Les vues gardées dans le fichier : créer, mettre à jour, renommer, ranger, supprimer, à plusieurs."""

from dataclasses import replace

import pytest

from db import vues
from db.fichier import Fichier
from db.filtres import dans_l_etat, du_referent, parmi
from db.pannes import Conflit
from db.vues import VUES, Vue
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Etat

OFFRES = Vue("", "Mes offres", (dans_l_etat(Etat.OFFRE, Etat.VISITE),), tri="echeance", descendant=True)


def garder(fichier: Fichier, vue: Vue) -> Vue:
    with fichier.ecrire("Vue") as session:
        cle = vues.creer(session, vue)
    return next(v for v in gardees(fichier) if v.cle == cle)


def gardees(fichier: Fichier) -> list[Vue]:
    with fichier.lire() as session:
        return [vue for vue in vues.vues(session) if vue.est_gardee]


def test_une_vue_garde_filtres_tri_et_colonnes(fichier: Fichier) -> None:
    colonnes = ({"cle": "reference", "largeur": 90}, {"cle": "menage.telephone", "largeur": 130})
    vue = garder(fichier, replace(OFFRES, colonnes=colonnes))

    assert (vue.titre, vue.conditions) == ("Mes offres", OFFRES.conditions)
    assert (vue.tri, vue.descendant, vue.colonnes) == ("echeance", True, colonnes)


def test_les_vues_d_origine_viennent_d_abord(fichier: Fichier) -> None:
    garder(fichier, OFFRES)

    with fichier.lire() as session:
        assert [v.titre for v in vues.vues(session)] == [*(v.titre for v in VUES), "Mes offres"]


def test_une_selection_d_un_moment_ne_se_garde_pas(fichier: Fichier) -> None:
    vue = garder(fichier, replace(OFFRES, conditions=(parmi([1, 2], "Hors QPV"), du_referent("@moi"))))

    assert vue.conditions == (du_referent("@moi"),)


@pytest.mark.parametrize(
    ("titre", "phrase"),
    [
        ("   ", "Donnez un nom"),
        ("À RELOGER", "porte déjà ce nom"),
        ("mes  offres", "porte déjà ce nom"),
        ("x" * 41, "40 caractères"),
    ],
)
def test_un_nom_de_vue_vide_pris_ou_trop_long_se_dit(fichier: Fichier, titre: str, phrase: str) -> None:
    garder(fichier, OFFRES)

    with pytest.raises(ErreurMetier, match=phrase):
        garder(fichier, replace(OFFRES, titre=titre))
    assert len(gardees(fichier)) == 1


def test_renommer_deplacer_supprimer(fichier: Fichier) -> None:
    une, deux = garder(fichier, OFFRES), garder(fichier, replace(OFFRES, titre="Autre"))
    with fichier.ecrire("Vue") as session:
        vues.renommer(session, une, "Offres du mois")
        vues.deplacer(session, deux, -1)
    ranges = [v.titre for v in gardees(fichier)]
    with fichier.ecrire("Vue") as session:
        vues.supprimer(session, gardees(fichier)[0])

    assert ranges == ["Autre", "Offres du mois"]
    assert [v.titre for v in gardees(fichier)] == ["Offres du mois"]


def test_deux_mises_a_jour_de_la_meme_vue_ne_s_ecrasent_pas(fichier: Fichier) -> None:
    vue = garder(fichier, OFFRES)
    with fichier.ecrire("Vue") as session:
        vues.remplacer(session, replace(vue, conditions=(dans_l_etat(Etat.BAIL),)))

    with pytest.raises(Conflit, match="changée entre-temps"), fichier.ecrire("Vue") as session:
        vues.remplacer(session, replace(vue, conditions=()))
    assert gardees(fichier)[0].conditions == (dans_l_etat(Etat.BAIL),)


def test_une_vue_supprimee_par_un_autre_se_dit(fichier: Fichier) -> None:
    vue = garder(fichier, OFFRES)
    with fichier.ecrire("Vue") as session:
        vues.supprimer(session, vue)

    with pytest.raises(ErreurMetier, match="n’existe plus"), fichier.ecrire("Vue") as session:
        vues.renommer(session, vue, "Autre")


def test_un_filtre_d_une_version_plus_recente_est_laisse_et_compte(fichier: Fichier) -> None:
    with fichier.ecrire("Vue") as session:
        inconnu = {"champ": "menage.demain", "operateur": "vide", "valeurs": []}
        session.add(
            vues.VueGardee(titre="Neuve", rang=1, filtres=[inconnu], tri="", descendant=False, colonnes=[])
        )
    (vue,) = gardees(fichier)

    assert (vue.conditions, vue.laissees) == ((), 1)
