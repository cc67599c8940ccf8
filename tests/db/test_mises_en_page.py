"""Les mises en page du projet : copiées, renommées, retrouvées par leur nom, défaites, et jamais écrasées."""

from datetime import date

import pytest

from db.annulation import annuler, mots
from db.exports.apercu import apercu
from db.fichier import Fichier
from db.mises_en_page import (
    PAR_DEFAUT,
    Presentation,
    choisie,
    copier,
    enregistrer,
    mises_en_page,
    nom_propose,
    renommer,
    supprimer,
    utilisable,
)
from db.pannes import Conflit
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.mise_en_page import DEFAUT, mise_en_page_par_defaut
from tests.db.exportes import AU, garder, le_dossier_complet
from tests.fabrique import un_menage, une_operation

TEXTE = DEFAUT.read_text("utf-8")


def une_copie(fichier: Fichier, nom: str = "Pour le délégué") -> Presentation:
    with fichier.ecrire("Mise en page copiée") as session:
        return copier(session, TEXTE, nom)


def noms(fichier: Fichier) -> list[str]:
    with fichier.lire() as session:
        return [page.nom for page in mises_en_page(session)]


def test_celle_du_programme_est_la_premiere_et_ne_se_change_pas(fichier: Fichier) -> None:
    assert noms(fichier) == [PAR_DEFAUT]
    with fichier.lire() as session:
        livree = choisie(session, None)

    assert livree.est_du_programme
    assert utilisable(livree) is None
    with pytest.raises(ErreurMetier, match="n’existe plus"), fichier.ecrire("Essai") as session:
        enregistrer(session, livree, "")


def test_une_copie_se_retrouve_par_son_nom_et_se_supprime_puis_revient(fichier: Fichier) -> None:
    page = une_copie(fichier)
    with fichier.lire() as session:
        assert utilisable(choisie(session, " pour LE délégué ")) == mise_en_page_par_defaut()
        with pytest.raises(ErreurMetier, match="Celles qu’il garde"):
            choisie(session, "absente")

    with fichier.ecrire("Mise en page supprimée") as session:
        supprimer(session, page)
    assert noms(fichier) == [PAR_DEFAUT]
    with fichier.ecrire(mots("Mise en page supprimée")) as session:
        annuler(session, fichier.ecritures[-1])

    assert noms(fichier) == [PAR_DEFAUT, "Pour le délégué"]


@pytest.mark.parametrize(
    ("nom", "phrase"),
    [("  ", "Donnez un nom"), (PAR_DEFAUT.upper(), "s’appelle déjà"), ("x" * 61, "60 caractères")],
)
def test_un_nom_vide_pris_ou_trop_long_se_dit(fichier: Fichier, nom: str, phrase: str) -> None:
    with pytest.raises(ErreurMetier, match=phrase):
        une_copie(fichier, nom)


def test_deux_personnes_ne_s_ecrasent_pas(fichier: Fichier) -> None:
    page = une_copie(fichier)
    with fichier.ecrire("Un") as session:
        enregistrer(session, page, TEXTE.replace("ID_PSEUDO", "ID"))

    with pytest.raises(Conflit, match="changée entre-temps"), fichier.ecrire("Deux") as session:
        enregistrer(session, page, TEXTE.replace("ID_PSEUDO", "CLE"))

    with fichier.lire() as session:
        assert "ID_PSEUDO" not in choisie(session, page.nom).texte


def test_une_copie_se_nomme_sans_doublon(fichier: Fichier) -> None:
    with fichier.lire() as session:
        seules = mises_en_page(session)
    propose = nom_propose(seules, PAR_DEFAUT)
    une_copie(fichier, propose)
    with fichier.lire() as session:
        assert nom_propose(mises_en_page(session), PAR_DEFAUT) == f"{propose} 2"


def test_renommer_garde_le_contenu(fichier: Fichier) -> None:
    page = une_copie(fichier)

    with fichier.ecrire("Renommée") as session:
        renommer(session, page, "Autre")

    with fichier.lire() as session:
        assert choisie(session, "Autre").texte == TEXTE


def test_l_apercu_montre_les_premieres_lignes_comme_elles_sortiraient(fichier: Fichier) -> None:
    operation = une_operation("OP2")
    garder(fichier, le_dossier_complet(), *(un_menage(f"D{n}", operation=operation) for n in range(2, 9)))

    with fichier.lire() as session:
        vu = apercu(session, mise_en_page_par_defaut(), AU)
        plus_tot = apercu(session, mise_en_page_par_defaut(), date(2025, 1, 1), operation="OP1")

    assert vu.titres[:2] == ("ID_PSEUDO", "PROJET")
    assert len(vu.lignes) == 5
    assert [ligne[0] for ligne in vu.lignes] == sorted(ligne[0] for ligne in vu.lignes)
    (seule,) = plus_tot.lignes
    assert dict(zip(plus_tot.titres, seule, strict=True))["RAC_AP"] == ""
