"""Disque plein, lecture seule, fichier pris ou qui n'en est pas un : une phrase, et des données intactes."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DatabaseError

from db.bilans import differences
from db.dialecte import integrite
from db.fichier import Fichier, creer, ouvrir
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, Menage
from tests.fabrique import un_cout, un_fichier, un_menage, un_projet, une_charte


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    """Un projet d'un dossier, fermé."""
    chemin = tmp_path / "projet.relogement"
    un_fichier(chemin, un_menage("D1", avant=un_cout())).fermer()
    return chemin


def _intact(chemin: Path) -> None:
    fichier = ouvrir(chemin)
    with fichier.lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]
        assert integrite(session.connection()) == []
        assert list(differences(session.connection())) == []
    fichier.fermer()


def _regle(fichier: Fichier, pragma: str) -> None:
    """Donne un réglage de plus à chaque connexion du fichier."""
    event.listen(fichier.moteur, "connect", lambda connexion, _: connexion.execute(f"PRAGMA {pragma}"))
    fichier.moteur.dispose()


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "est vide"),
        (b"UG;NOM\n0012;Exemple\n" * 200, "pas un projet Relogement"),
        (b"PK\x03\x04" + bytes(5000), "pas un projet Relogement"),
    ],
)
def test_ce_qui_n_est_pas_un_projet_se_dit_et_reste_tel_quel(tmp_path: Path, contenu: bytes, phrase: str) -> None:
    chemin = tmp_path / "liste.relogement"
    chemin.write_bytes(contenu)

    with pytest.raises(ErreurMetier, match=phrase):
        ouvrir(chemin)

    assert chemin.read_bytes() == contenu
    assert [f.name for f in tmp_path.iterdir()] == ["liste.relogement"]


def test_un_dossier_ou_un_chemin_absent_se_disent(tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="est un dossier"):
        ouvrir(tmp_path)
    with pytest.raises(ErreurMetier, match="n’existe pas"):
        ouvrir(tmp_path / "absent.relogement")

    assert list(tmp_path.iterdir()) == []


def test_creer_dans_un_dossier_absent_se_refuse_en_francais(tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="ne peut pas être ouvert"):
        creer(tmp_path / "absent" / "projet.relogement", un_projet(), une_charte())


def test_un_fichier_abime_dit_de_restaurer(chemin: Path) -> None:
    octets = chemin.read_bytes()
    chemin.write_bytes(octets[:4096] + bytes(len(octets) - 4096))

    with pytest.raises(ErreurMetier, match=r"abîmé|pas un projet"):
        fichier = ouvrir(chemin)
        with fichier.lire() as session:
            session.scalars(select(Menage)).all()


def test_un_disque_plein_se_dit_et_rien_n_est_a_moitie_ecrit(chemin: Path) -> None:
    fichier = ouvrir(chemin)
    pages = _pages(chemin)
    _regle(fichier, f"max_page_count={pages}")

    with pytest.raises(ErreurMetier, match="disque est plein"), fichier.ecrire("Trop") as session:
        session.add_all([LogementOffert(adresse="x" * 2000) for _ in range(400)])

    fichier.fermer()
    _intact(chemin)


def _pages(chemin: Path) -> int:
    with closing(sqlite3.connect(chemin)) as connexion:
        pages: int = connexion.execute("PRAGMA page_count").fetchone()[0]
    return pages


def test_un_disque_plein_pendant_la_creation_ne_laisse_rien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db import moteur

    monkeypatch.setattr(moteur, "_PRAGMAS", (*moteur._PRAGMAS, "PRAGMA max_page_count=20"))

    with pytest.raises(ErreurMetier, match="disque est plein"):
        creer(tmp_path / "projet.relogement", un_projet(), une_charte())

    assert list(tmp_path.iterdir()) == []


def test_un_fichier_en_lecture_seule_se_lit_mais_ne_s_ecrit_pas(chemin: Path) -> None:
    fichier = ouvrir(chemin)
    _regle(fichier, "query_only=ON")

    with fichier.lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]
    with pytest.raises(ErreurMetier, match="lecture seule"), fichier.ecrire("Saisie") as session:
        session.execute(update(Menage).values(referent="Mme Test"))

    fichier.fermer()
    _intact(chemin)


@pytest.mark.parametrize(
    ("panne", "phrase"),
    [
        ("disk I/O error", "disque ne répond pas"),
        ("database disk image is malformed", "abîmé"),
        ("attempt to write a readonly database", "lecture seule"),
        ("unable to open database file", "ne peut pas être ouvert"),
    ],
)
def test_une_panne_du_moteur_devient_une_phrase(chemin: Path, panne: str, phrase: str) -> None:
    from db.pannes import en_francais

    with pytest.raises(ErreurMetier, match=phrase), en_francais():
        raise DatabaseError("SELECT 1", None, sqlite3.OperationalError(panne))


def test_un_fichier_tenu_par_un_autre_programme_se_dit(chemin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.moteur.ATTENTE_MS", 50)
    fichier = ouvrir(chemin)

    with closing(sqlite3.connect(chemin, isolation_level=None)) as autre:
        autre.execute("BEGIN IMMEDIATE")
        with pytest.raises(ErreurMetier, match="occupé"), fichier.ecrire("Saisie"):
            pass

    fichier.fermer()
    _intact(chemin)


def test_une_annulation_laisse_tout_comme_avant(chemin: Path) -> None:
    from relogement.travail import Annulation

    def arreter(_fait: int, _total: int) -> None:
        raise Annulation

    fichier = ouvrir(chemin)
    with pytest.raises(Annulation), fichier.ecrire("Import", avancement=arreter) as session:
        session.execute(update(Menage).values(reference="D2"))

    fichier.fermer()
    _intact(chemin)


@pytest.mark.postgresql
def test_un_serveur_qui_coupe_se_dit_et_la_suite_repart(base_postgresql: str) -> None:
    fichier = un_fichier(base_postgresql, un_menage("D1", avant=un_cout()))

    with pytest.raises(ErreurMetier, match="PostgreSQL"), fichier.ecrire("Saisie") as session:
        session.execute(update(Menage).values(reference="PERDU"))
        numero = session.scalar(text("SELECT pg_backend_pid()"))
        with fichier.moteur.connect() as autre:
            autre.execute(text("SELECT pg_terminate_backend(:n)"), {"n": numero})
        session.execute(update(Menage).values(reference="PERDU"))

    with fichier.lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]
    fichier.fermer()


def test_un_serveur_absent_se_dit_sans_mot_de_passe() -> None:
    with pytest.raises(ErreurMetier, match="serveur PostgreSQL ne répond pas") as refus:
        ouvrir("postgresql://agente:secret@127.0.0.1:1/relogement")

    assert "secret" not in str(refus.value)


@pytest.mark.postgresql
def test_une_base_de_serveur_vide_n_est_pas_un_projet(base_postgresql: str) -> None:
    with pytest.raises(ErreurMetier, match="pas un projet"):
        ouvrir(base_postgresql)
