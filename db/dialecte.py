"""Ce qu'un seul moteur sait dire : déclencheurs du journal, recherche plein texte, contrôle d'intégrité."""

from sqlalchemy import Connection, Table, text

from db.journal import tables_suivies

_IGNORES = ("id", "version")


def installer(connexion: Connection) -> None:
    """(Re)pose les déclencheurs et la recherche de ce moteur, d'après les modèles du moment."""
    for ordre in _sqlite() if connexion.dialect.name == "sqlite" else _postgresql():
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


def _sqlite() -> list[str]:
    ordres = []
    for table in tables_suivies():
        ordres += [f"DROP TRIGGER IF EXISTS journal_{table.name}_{geste}" for geste in ("c", "m", "s")]
        ordres += [_creation(table), _modification(table), _suppression(table)]
    return ordres + _FTS


def _postgresql() -> list[str]:
    ordres = [_FONCTION]
    for table in tables_suivies():
        ordres += [
            f"DROP TRIGGER IF EXISTS journal_{table.name} ON {table.name}",
            f"CREATE TRIGGER journal_{table.name} AFTER INSERT OR UPDATE OR DELETE ON {table.name} "
            f"FOR EACH ROW EXECUTE FUNCTION journaliser('{_dossier(table)}')",
        ]
    return ordres


def _dossier(table: Table) -> str:
    """La colonne qui dit de quel dossier est une ligne."""
    return "id" if table.name == "menage" else "menage_id" if "menage_id" in table.c else ""


_TETE = "INSERT INTO journal (ecriture_id, objet, ligne_id, dossier_id, geste, champ, avant, apres) "
_COURANTE = "(SELECT max(id) FROM ecriture)"


def _valeurs(table: Table, cote: str, geste: str) -> str:
    dossier = _dossier(table)
    return f"{_COURANTE}, '{table.name}', {cote}.id, {f'{cote}.{dossier}' if dossier else 'NULL'}, '{geste}'"


def _creation(table: Table) -> str:
    return (
        f"CREATE TRIGGER journal_{table.name}_c AFTER INSERT ON {table.name} BEGIN {_TETE}"
        f"VALUES ({_valeurs(table, 'NEW', 'C')}, NULL, NULL, NULL); END"
    )


def _modification(table: Table) -> str:
    champs = [c.name for c in table.c if c.name not in _IGNORES]
    lignes = " UNION ALL ".join(f"SELECT '{c}' AS champ, OLD.{c} AS avant, NEW.{c} AS apres" for c in champs)
    return (
        f"CREATE TRIGGER journal_{table.name}_m AFTER UPDATE ON {table.name} BEGIN {_TETE}"
        f"SELECT {_valeurs(table, 'NEW', 'M')}, champ, avant, apres FROM ({lignes}) WHERE avant IS NOT apres; END"
    )


def _suppression(table: Table) -> str:
    paires = ", ".join(f"'{c.name}', OLD.{c.name}" for c in table.c if c.name not in _IGNORES)
    return (
        f"CREATE TRIGGER journal_{table.name}_s AFTER DELETE ON {table.name} BEGIN {_TETE}"
        f"VALUES ({_valeurs(table, 'OLD', 'S')}, NULL, json_object({paires}), NULL); END"
    )


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

_FONCTION = """
CREATE OR REPLACE FUNCTION journaliser() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ancien jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    nouveau jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    ligne jsonb := CASE WHEN TG_OP = 'DELETE' THEN ancien ELSE nouveau END;
    ecriture integer := current_setting('relogement.ecriture')::integer;
    dossier integer := CASE WHEN TG_ARGV[0] = '' THEN NULL ELSE (ligne ->> TG_ARGV[0])::integer END;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO journal (ecriture_id, objet, ligne_id, dossier_id, geste, champ, avant, apres)
        SELECT ecriture, TG_TABLE_NAME, (ligne ->> 'id')::integer, dossier, 'M', n.key, ancien ->> n.key, n.value
        FROM jsonb_each_text(nouveau) AS n
        WHERE n.key NOT IN ('id', 'version') AND n.value IS DISTINCT FROM ancien ->> n.key;
    ELSE
        INSERT INTO journal (ecriture_id, objet, ligne_id, dossier_id, geste, champ, avant, apres)
        VALUES (ecriture, TG_TABLE_NAME, (ligne ->> 'id')::integer, dossier,
                CASE TG_OP WHEN 'INSERT' THEN 'C' ELSE 'S' END, NULL,
                CASE WHEN TG_OP = 'DELETE' THEN ancien::text END, NULL);
    END IF;
    RETURN NULL;
END $$
"""
