"""Créer, ouvrir, lire, écrire : les mêmes gestes sur les deux moteurs, tout ou rien."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from db.fichier import Fichier, creer, ouvrir
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan, Charte, LogementOffert, Menage, Operation, Projet
from tests.fabrique import (
    un_cout,
    un_fichier,
    un_logement_quitte,
    un_menage,
    un_menage_reloge,
    un_projet,
    un_relogement,
    une_charte,
    une_operation,
)


def test_un_projet_cree_se_rouvre_avec_sa_charte(base: str) -> None:
    creer(base, un_projet(nom="Les Acacias"), une_charte(libelle="Charte signée"), auteur="Agente").fermer()

    fichier = ouvrir(base)

    with fichier.lire() as session:
        assert session.scalars(select(Projet)).one().nom == "Les Acacias"
        assert session.scalars(select(Charte)).one().libelle == "Charte signée"
    fichier.fermer()


def test_chaque_projet_a_sa_cle_de_pseudonymes(tmp_path: Path) -> None:
    cles = set()
    for nom in ("a", "b"):
        with un_fichier(tmp_path / nom).lire() as session:
            cles.add(session.scalars(select(Projet.cle_pseudonymes)).one())

    assert len(cles) == 2
    assert all(len(cle) == 64 for cle in cles)


def test_un_dossier_ecrit_se_relit_entier(fichier: Fichier) -> None:
    menage = un_menage_reloge("D1", nom="Œuvrard-N’Diaye", ressources="1234.56")
    with fichier.ecrire("Saisie") as session:
        session.add(menage)

    with fichier.lire() as session:
        relu = session.scalars(select(Menage)).one()
        assert (relu.reference, relu.ressources) == ("D1", menage.ressources)
        assert relu.titulaire is not None and relu.titulaire.nom == "Œuvrard-N’Diaye"
        assert [c.moment for c in relu.couts] == ["AVANT", "APRES"]
        assert relu.relogements[0].logement.qpv == "HORS"


def test_un_objet_lu_reste_utilisable_apres_la_lecture(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1"))

    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()

    assert menage.reference == "D1"


def test_une_erreur_pendant_l_ecriture_ne_laisse_rien(fichier: Fichier) -> None:
    with pytest.raises(RuntimeError), fichier.ecrire("Saisie") as session:
        session.add(un_menage_reloge("D1"))
        session.flush()
        raise RuntimeError

    with fichier.lire() as session:
        for modele in (Menage, Bilan, LogementOffert):
            assert session.scalar(select(func.count()).select_from(modele)) == 0


def test_une_erreur_dans_le_bilan_annule_aussi_la_saisie(
    fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def en_panne(*_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError), fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1"))
        monkeypatch.setattr("db.bilans.etablir", en_panne)

    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Menage)) == 0


def test_une_lecture_ne_peut_rien_changer(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1"))

    with pytest.raises(Exception, match=r".*"), fichier.lire() as session:
        session.execute(update(Menage).values(telephone="0600000000"))
        session.commit()
        raise RuntimeError

    with fichier.lire() as session:
        assert session.scalars(select(Menage.telephone)).one() is None


def test_ce_qu_une_lecture_change_par_erreur_n_est_pas_garde(fichier_sqlite: Fichier) -> None:
    with fichier_sqlite.ecrire("Saisie") as session:
        session.add(un_menage("D1"))

    with fichier_sqlite.lire() as session:
        session.execute(update(Menage).values(telephone="0600000000"))

    with fichier_sqlite.lire() as session:
        assert session.scalars(select(Menage.telephone)).one() is None


def test_une_lecture_voit_une_image_stable(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1"))
    compte = select(func.count()).select_from(Menage)

    with fichier.lire() as lecture:
        avant = lecture.scalar(compte)
        with fichier.ecrire("Saisie") as session:
            session.add(un_menage("D2", operation=session.scalars(select(Menage)).one().operation))
        pendant = lecture.scalar(compte)

    with fichier.lire() as session:
        assert (avant, pendant, session.scalar(compte)) == (1, 1, 2)


def test_une_reference_en_double_est_refusee_sans_rien_garder(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1"))

    with pytest.raises(ErreurMetier, match="existe déjà"), fichier.ecrire("Saisie") as session:
        session.add(un_menage("D2", operation=session.scalars(select(Menage)).one().operation))
        session.flush()
        session.add(un_menage("D1", operation=session.scalars(select(Menage)).first().operation))  # type: ignore[union-attr]

    with fichier.lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]


def test_chaque_doublon_dit_ce_qui_est_en_double(fichier: Fichier) -> None:
    op = une_operation()
    with fichier.ecrire("Saisie") as session:
        session.add(un_logement_quitte(op, ug="0012"))

    doublons = {
        "UG": lambda op: un_logement_quitte(op, ug="0012"),
        "code d’opération": lambda _: une_operation(),
        "charte": lambda _: une_charte(),
    }
    for mot, doublon in doublons.items():
        with pytest.raises(ErreurMetier, match=f"{mot}.* existe déjà"), fichier.ecrire("Saisie") as session:
            session.add(doublon(session.scalars(select(Operation)).one()))


def test_creer_ne_touche_jamais_a_un_fichier_qui_existe(tmp_path: Path) -> None:
    chemin = tmp_path / "projet.relogement"
    chemin.write_bytes(b"autre chose")

    with pytest.raises(ErreurMetier, match="existe déjà"):
        creer(chemin, un_projet(), une_charte())

    assert chemin.read_bytes() == b"autre chose"


@pytest.mark.postgresql
def test_creer_ne_touche_jamais_a_un_serveur_deja_rempli(base_postgresql: str) -> None:
    un_fichier(base_postgresql, un_menage("D1")).fermer()

    with pytest.raises(ErreurMetier, match="contient déjà un projet"):
        creer(base_postgresql, un_projet(), une_charte())

    fichier = ouvrir(base_postgresql)
    with fichier.lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]
    fichier.fermer()


def test_une_creation_ratee_ne_laisse_pas_de_fichier(tmp_path: Path) -> None:
    chemin = tmp_path / "projet.relogement"
    charte = une_charte()
    charte.libelle = None  # type: ignore[assignment]

    with pytest.raises(Exception, match=r".*"):
        creer(chemin, un_projet(), charte)

    assert list(tmp_path.iterdir()) == []


def test_le_nom_montre_ne_dit_ni_dossier_ni_mot_de_passe(tmp_path: Path) -> None:
    fichier = un_fichier(tmp_path)

    assert fichier.nom == "projet.relogement"
    assert "postgresql" not in Fichier("postgresql://agent:secret@hote/relogement", fichier.moteur).nom


@pytest.mark.parametrize("nom", ["Été à l’Œuvre", "a b#c?d%20", "日本"])
def test_un_chemin_se_nomme_comme_on_veut(tmp_path: Path, nom: str) -> None:
    chemin = tmp_path / f"{nom}.relogement"

    un_fichier(chemin, un_menage("D1")).fermer()

    with ouvrir(chemin).lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]
    assert {f.name.split(".relogement")[0] for f in tmp_path.iterdir()} == {nom}


def test_le_fichier_est_regle_pour_ne_rien_perdre(fichier_sqlite: Fichier) -> None:
    with fichier_sqlite.moteur.connect() as connexion:
        reglages = {
            nom: connexion.exec_driver_sql(f"PRAGMA {nom}").scalar()
            for nom in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert reglages == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_supprimer_un_dossier_supprime_tout_ce_qui_est_a_lui(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        menage = un_menage("D1", avant=un_cout())
        un_relogement(menage, cout=un_cout())
        session.add(menage)

    with fichier.ecrire("Suppression") as session:
        session.delete(session.scalars(select(Menage)).one())

    with fichier.lire() as session:
        for modele in (Menage, Bilan):
            assert session.scalar(select(func.count()).select_from(modele)) == 0
