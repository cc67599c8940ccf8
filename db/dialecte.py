"""Ce qu'un seul moteur sait dire : déclencheurs, recherche plein texte, contrôle d'intégrité."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from db.declencheurs import declencheurs


def installer(connexion: Connection) -> None:
    """(Re)pose les déclencheurs et la recherche de ce moteur, d'après les modèles du moment."""
    moteur = connexion.dialect.name
    for ordre in declencheurs(moteur) + (_FTS if moteur == "sqlite" else []):
        connexion.exec_driver_sql(ordre)


def integrite(connexion: Connection) -> list[str]:
    """Ce que le moteur trouve d'abîmé ; rien si tout va bien."""
    if connexion.dialect.name != "sqlite":
        return []
    anomalies = [ligne[0] for ligne in connexion.exec_driver_sql("PRAGMA integrity_check")]
    orphelins = connexion.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return [a for a in anomalies if a != "ok"] + [f"lien rompu dans la table {o[0]}" for o in orphelins]


def optimiser(connexion: Connection) -> None:
    """Met à jour les statistiques dont le moteur se sert pour choisir ses index."""
    connexion.execute(text("ANALYZE"))


def effacer_pour_de_bon(connexion: Connection) -> None:
    """Ce que cette transaction efface ne doit pas se relire dans les pages libres du fichier."""
    if connexion.dialect.name == "sqlite":
        connexion.exec_driver_sql("PRAGMA secure_delete=ON")
        connexion.exec_driver_sql("INSERT INTO recherche_fts(recherche_fts) VALUES ('optimize')")


@contextmanager
def recherche_en_bloc(connexion: Connection) -> Iterator[None]:
    """Le temps d'écrire beaucoup de lignes de recherche, l'index se refait d'un coup : dix fois plus vite."""
    if connexion.dialect.name != "sqlite":
        yield
        return
    for geste in ("c", "s", "m"):
        connexion.exec_driver_sql(f"DROP TRIGGER recherche_{geste}")
    try:
        yield
    finally:
        connexion.exec_driver_sql("INSERT INTO recherche_fts(recherche_fts) VALUES ('rebuild')")
        for ordre in _FTS:
            connexion.exec_driver_sql(ordre)


_FTS = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS recherche_fts USING fts5(texte, content='recherche', "
    "content_rowid='menage_id', prefix='1 2 3', tokenize='unicode61')",
    "CREATE TRIGGER IF NOT EXISTS recherche_c AFTER INSERT ON recherche BEGIN "
    "INSERT INTO recherche_fts(rowid, texte) VALUES (NEW.menage_id, NEW.texte); END",
    "CREATE TRIGGER IF NOT EXISTS recherche_s AFTER DELETE ON recherche BEGIN "
    "INSERT INTO recherche_fts(recherche_fts, rowid, texte) VALUES ('delete', OLD.menage_id, OLD.texte); END",
    "CREATE TRIGGER IF NOT EXISTS recherche_m AFTER UPDATE ON recherche WHEN OLD.texte <> NEW.texte BEGIN "
    "INSERT INTO recherche_fts(recherche_fts, rowid, texte) VALUES ('delete', OLD.menage_id, OLD.texte); "
    "INSERT INTO recherche_fts(rowid, texte) VALUES (NEW.menage_id, NEW.texte); END",
]
