"""Les migrations et les modèles ne divergent pas ; un fichier d’hier s’ouvre, un fichier de demain attend."""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, insert, select, text

from db import migrer as migrations
from db.bilans import differences
from db.fichier import Fichier, ouvrir
from db.journal import LigneDeJournal
from db.migrer import DOSSIER, version_attendue
from db.modeles import Base
from db.moteur import creer_moteur, est_serveur
from db.sauvegarde import verifier_copie
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan, Menage
from tests.fabrique import un_fichier, un_menage, un_projet, une_charte, une_operation
from tests.schema import migrer_vite


@pytest.fixture(autouse=True)
def _vraies_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.fichier.migrer", migrations.migrer)


def test_la_base_recopiee_des_autres_tests_est_celle_des_migrations(
    bases: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    migree = _schema(bases())
    monkeypatch.setattr("db.fichier.migrer", migrer_vite(migrations.migrer))
    _schema(bases())  # la première, dont les suivantes sont la copie

    assert _schema(bases()) == migree


def _schema(base: str) -> list[tuple[Any, ...]]:
    """Les tables, les index et les déclencheurs, tels que le moteur les dit, sans ordre des contraintes."""
    un_fichier(base).fermer()
    moteur = creer_moteur(base, lecture_seule=True)
    with moteur.connect() as connexion:
        dits = _dits(connexion)
    moteur.dispose()
    return sorted(dits, key=str)


def _dits(connexion: Connection) -> list[tuple[Any, ...]]:
    if connexion.dialect.name == "sqlite":
        objets = connexion.execute(text("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))
        return [(genre, nom, *sorted(re.split(r",\s*", sql))) for genre, nom, sql in objets]
    schema = connexion.scalar(text("SELECT current_schema()"))
    lignes = [ligne for ordre in _SCHEMA_DU_SERVEUR for ligne in connexion.execute(text(ordre))]
    return [tuple(str(valeur).replace(f"{schema}.", "") for valeur in ligne) for ligne in lignes]


_SCHEMA_DU_SERVEUR = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
    "WHERE table_schema = current_schema()",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = current_schema()::regnamespace",
    "SELECT tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
    "WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace",
)


def test_les_migrations_donnent_exactement_les_modeles(fichier: Fichier) -> None:
    with fichier.moteur.connect() as connexion:
        contexte = MigrationContext.configure(connexion, opts={"compare_type": True, "include_object": _de_nous})

        assert compare_metadata(contexte, Base.metadata) == []


def _de_nous(_objet: object, nom: str | None, *_: object) -> bool:
    return not (nom or "").startswith("recherche_fts")


def test_une_base_neuve_est_a_la_derniere_version(fichier: Fichier) -> None:
    with fichier.moteur.connect() as connexion:
        assert migrations.version_de(connexion) == version_attendue()
        assert migrations.est_a_jour(connexion)


def test_toute_table_saisie_a_ses_declencheurs(fichier_sqlite: Fichier) -> None:
    from db.journal import tables_suivies

    with fichier_sqlite.moteur.connect() as connexion:
        poses = set(connexion.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))

    for table in tables_suivies():
        assert {f"journal_{table.name}_{geste}" for geste in "cms"} <= poses, table.name


@pytest.fixture
def d_hier(base: str) -> str:
    """Un projet fait par la toute première version du programme, avec un dossier."""
    moteur = creer_moteur(base)
    with moteur.begin() as connexion:
        _monter(connexion, "0001")
        connues = MetaData()
        connues.reflect(connexion)
        for objet, cles in ((un_projet(), {}), (une_charte(), {}), (une_operation(), {}), *_menages()):
            _inserer(connexion, objet, cles, connues)
    moteur.dispose()
    return base


def _monter(connexion: Connection, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(DOSSIER))
    config.attributes["connection"] = connexion
    command.upgrade(config, version)


def _menages() -> list[tuple[Any, dict[str, int]]]:
    return [(un_menage("D1", ressources="1234.56"), {"operation_id": 1})]


def _inserer(connexion: Connection, objet: Any, cles: dict[str, int], connues: MetaData) -> None:
    """N'écrit que les colonnes que cette version avait."""
    table = type(objet).__table__
    colonnes = connues.tables[table.name].columns.keys()
    valeurs = {c: getattr(objet, c) for c in colonnes if c not in ("id", "version")} | cles
    connexion.execute(insert(table).values({c: v for c, v in valeurs.items() if v is not None}))


def test_un_projet_de_la_premiere_version_s_ouvre_et_garde_tout(d_hier: str) -> None:
    fichier = ouvrir(d_hier)

    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert (menage.reference, str(menage.ressources)) == ("D1", "1234.56")
        assert session.scalars(select(Bilan.menage_id)).all() == [menage.id]
        assert list(differences(session.connection())) == []
        assert migrations.est_a_jour(session.connection())
    fichier.fermer()


def test_apres_la_mise_a_jour_le_journal_suit(d_hier: str) -> None:
    fichier = ouvrir(d_hier)

    with fichier.ecrire("Correction") as session:
        session.scalars(select(Menage)).one().referent = "Mme Test"

    with fichier.lire() as session:
        assert session.scalars(select(LigneDeJournal.apres).where(LigneDeJournal.champ == "referent")).all() == [
            "Mme Test"
        ]
    fichier.fermer()


def test_avant_la_mise_a_jour_une_copie_verifiee_est_laissee_a_cote(d_hier: str, tmp_path: Path) -> None:
    ouvrir(d_hier).fermer()

    copies = list(tmp_path.glob("*-avant-mise-a-jour-*.relogement"))
    assert len(copies) == (0 if est_serveur(d_hier) else 1)
    assert all(verifier_copie(copie) == 1 for copie in copies)


def test_une_mise_a_jour_ratee_laisse_le_fichier_d_hier(d_hier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def en_panne(_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as panne, pytest.raises(RuntimeError):
        panne.setattr("db.migrer.installer", en_panne)
        ouvrir(d_hier)

    moteur = creer_moteur(d_hier)
    with moteur.connect() as connexion:
        assert migrations.version_de(connexion) == "0001"
    moteur.dispose()
    ouvrir(d_hier).fermer()


def test_une_base_d_une_version_plus_recente_est_refusee(base: str) -> None:
    un_fichier(base, un_menage("D1")).fermer()
    _marquer(base, "9999")

    with pytest.raises(ErreurMetier, match="version plus récente"):
        ouvrir(base)

    _marquer(base, version_attendue())
    fichier = ouvrir(base)
    with fichier.lire() as session:
        assert session.scalars(select(Menage.reference)).all() == ["D1"]
    fichier.fermer()


def _marquer(base: str, version: str) -> None:
    moteur = creer_moteur(base)
    with moteur.begin() as connexion:
        connexion.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    moteur.dispose()


def test_un_fichier_plus_recent_n_est_pas_touche_d_un_octet(tmp_path: Path) -> None:
    chemin = tmp_path / "projet.relogement"
    un_fichier(chemin, un_menage("D1")).fermer()
    _marquer(str(chemin), "9999")
    avant = _empreinte(chemin)

    with pytest.raises(ErreurMetier):
        ouvrir(chemin)

    assert _empreinte(chemin) == avant
    assert [f.name for f in tmp_path.iterdir()] == ["projet.relogement"]


def test_un_fichier_d_un_autre_programme_n_est_pas_touche_d_un_octet(tmp_path: Path) -> None:
    chemin = tmp_path / "autre.relogement"
    with closing(sqlite3.connect(chemin)) as connexion:
        connexion.execute("CREATE TABLE notes (texte)")
    avant = _empreinte(chemin)

    with pytest.raises(ErreurMetier, match="pas un projet Relogement"):
        ouvrir(chemin)

    assert _empreinte(chemin) == avant
    assert [f.name for f in tmp_path.iterdir()] == ["autre.relogement"]


def _empreinte(chemin: Path) -> str:
    return hashlib.sha256(chemin.read_bytes()).hexdigest()
