"""Les colonnes d'un bailleur se retiennent dans le projet, se proposent la fois suivante et s'oublient."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from db.annulation import annuler, mots
from db.fichier import Fichier
from db.imports.memoire import oublier, retenir, retenues, souvenirs
from db.journal import Ecriture
from relogement.imports.analyse import Tableau, analyser
from relogement.imports.lecture import lire_classeur
from relogement.imports.nature import NatureImport
from relogement.imports.reconnaissance import lexiques, reconnaitre

LE = date(2026, 6, 12)
ETAT = NatureImport.ETAT_LOCATIF


def tableau(dossier: Path, titres: str = "Repère;Nom;Truc;Loyer", nom: str = "a.csv") -> Tableau:
    chemin = dossier / nom
    chemin.write_text(f"{titres}\n0045001;MOREAU;bleu;420,81\n0045002;BENALI;vert;377,35\n", "utf-8")
    (trouve,) = analyser(lire_classeur(chemin), list(lexiques().values())).tableaux
    return trouve


def corrige(fichier: Fichier, lu: Tableau, bailleur: str | None = "Têt Habitat") -> None:
    choisies = reconnaitre(lu, ETAT, corrections={0: "ug", 2: None})
    with fichier.ecrire("Colonnes") as session:
        retenir(session, bailleur, ETAT, lu, choisies, LE)


def test_ce_qui_a_ete_choisi_est_propose_la_fois_suivante(fichier: Fichier, tmp_path: Path) -> None:
    lu = tableau(tmp_path)
    assert [r.champ for r in reconnaitre(lu, ETAT)] == [None, "nom", None, "loyer"]
    corrige(fichier, lu)

    with fichier.lire() as session:
        memoire = souvenirs(session, "TET HABITAT", ETAT, tableau(tmp_path, "LOYER;repère;Truc;nom", "b.csv"))
    proposees = reconnaitre(lu, ETAT, memoire=memoire)

    assert [r.champ for r in proposees] == ["ug", "nom", None, "loyer"]
    assert "chez Têt Habitat le 12/06/2026" in proposees[0].raison


def test_une_correction_nouvelle_l_emporte_sur_la_memoire(fichier: Fichier, tmp_path: Path) -> None:
    lu = tableau(tmp_path)
    corrige(fichier, lu)

    with fichier.lire() as session:
        memoire = souvenirs(session, "Têt Habitat", ETAT, lu)

    assert reconnaitre(lu, ETAT, {0: "porte"}, memoire)[0].champ == "porte"


def test_un_autre_bailleur_ne_propose_que_la_meme_mise_en_page(fichier: Fichier, tmp_path: Path) -> None:
    corrige(fichier, tableau(tmp_path))

    with fichier.lire() as session:
        meme = souvenirs(session, "Agly Logis", ETAT, tableau(tmp_path))
        autre = souvenirs(session, "Agly Logis", ETAT, tableau(tmp_path, "Repère;Nom;Chose;Loyer", "b.csv"))
        autre_nature = souvenirs(session, "Têt Habitat", NatureImport.ENQUETE, tableau(tmp_path))

    assert meme["repere"].champ == "ug"
    assert autre == autre_nature == {}


def test_retenir_deux_fois_la_meme_chose_n_ecrit_qu_une_ligne(fichier: Fichier, tmp_path: Path) -> None:
    corrige(fichier, tableau(tmp_path))
    corrige(fichier, tableau(tmp_path), "têt habitat")

    with fichier.lire() as session:
        (seule,) = retenues(session)

    assert (seule.bailleur, seule.nature, seule.retenu_le, seule.colonnes) == (
        "Têt Habitat",
        "etat-locatif",
        LE,
        3,
    )


def test_une_mise_en_page_s_oublie(fichier: Fichier, tmp_path: Path) -> None:
    lu = tableau(tmp_path)
    corrige(fichier, lu)

    with fichier.ecrire("Oubli") as session:
        oublier(session, retenues(session)[0].id)

    with fichier.lire() as session:
        assert souvenirs(session, "Têt Habitat", ETAT, lu) == {}


def test_un_oubli_s_annule(fichier: Fichier, tmp_path: Path) -> None:
    lu = tableau(tmp_path)
    corrige(fichier, lu)
    with fichier.ecrire("Oubli") as session:
        oublier(session, retenues(session)[0].id)

    with fichier.lire() as session:
        oubli = session.scalars(select(Ecriture).order_by(Ecriture.id.desc())).first()
    assert oubli is not None
    with fichier.ecrire(mots(oubli.acte)) as session:
        annuler(session, oubli.id)

    with fichier.lire() as session:
        assert souvenirs(session, "Têt Habitat", ETAT, lu)["repere"].champ == "ug"
