"""Les déclencheurs du journal, pour chaque moteur : rien ne s'écrit sans eux, même en masse."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Float, LargeBinary, Table

from db.declencheurs_promesses import gardes_des_promesses
from db.declencheurs_scelles import gardes
from db.journal import tables_suivies

_IGNORES = ("id", "version")


def declencheurs(moteur: str) -> list[str]:
    """Les ordres qui (re)posent le journal des tables saisies, et gardent périodes closes et promesses."""
    return (_sqlite() if moteur == "sqlite" else _postgresql()) + gardes(moteur) + gardes_des_promesses(moteur)


@dataclass
class Ajoutees:
    """Combien de lignes un ajout en masse a écrites."""

    nombre: int = 0


@contextmanager
def journal_en_bloc(connexion: Connection, table: Table) -> Iterator[Ajoutees]:
    """Le temps d'un ajout en masse, journalise d'un seul ordre ce que le déclencheur ferait ligne par ligne.

    Sur SQLite le déclencheur est retiré puis reposé dans la même transaction ; on vérifie que le journal a
    autant de lignes que la table. Celui de PostgreSQL voit déjà tout l'ordre d'un coup.
    """
    ajoutees = Ajoutees()
    if connexion.dialect.name != "sqlite":
        yield ajoutees
        return
    avant = connexion.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table.name}").scalar_one()
    connexion.exec_driver_sql(_retrait(table, "c"))
    try:
        yield ajoutees
    finally:
        journalisees = connexion.exec_driver_sql(_creations_apres(table), (avant,)).rowcount
        connexion.exec_driver_sql(_creation(table))
    if journalisees != ajoutees.nombre:
        raise ValueError(f"{table.name} : les numéros donnés doivent suivre ceux qui existent")


def _retrait(table: Table, geste: str) -> str:
    return f"DROP TRIGGER IF EXISTS journal_{table.name}_{geste}"


def _creations_apres(table: Table) -> str:
    return f"{_TETE}SELECT {_valeurs(table, table.name, 'C')}, NULL, NULL, NULL FROM {table.name} WHERE id > ?"


def _sqlite() -> list[str]:
    ordres = []
    for table in tables_suivies():
        ordres += [_retrait(table, geste) for geste in ("c", "m", "s", "v", "b")]
        ordres += [_creation(table), _modification(table), _suppression(table), _version(table)]
        if _binaires(table):
            ordres.append(_contenu_change(table))
    return ordres


def _postgresql() -> list[str]:
    ordres = [_FONCTION, _FONCTION_CREATIONS, _FONCTION_VERSION]
    for table in tables_suivies():
        ordres += [
            f"DROP TRIGGER IF EXISTS journal_{table.name} ON {table.name}",
            f"DROP TRIGGER IF EXISTS journal_{table.name}_c ON {table.name}",
            f"DROP TRIGGER IF EXISTS journal_{table.name}_v ON {table.name}",
            f"CREATE TRIGGER journal_{table.name}_v BEFORE UPDATE ON {table.name} "
            "FOR EACH ROW WHEN (NEW.version = OLD.version) EXECUTE FUNCTION avancer_la_version()",
            f"CREATE TRIGGER journal_{table.name} AFTER UPDATE OR DELETE ON {table.name} "
            f"FOR EACH ROW EXECUTE FUNCTION journaliser('{_dossier(table)}', '{','.join(_binaires(table))}')",
            f"CREATE TRIGGER journal_{table.name}_c AFTER INSERT ON {table.name} "
            "REFERENCING NEW TABLE AS nouvelles FOR EACH STATEMENT "
            f"EXECUTE FUNCTION journaliser_creations('{_dossier(table)}')",
        ]
    return ordres


def _binaires(table: Table) -> list[str]:
    """Les colonnes que le journal ne recopie pas : il se lit, elles non ; leur contenu est gardé à côté."""
    return [c.name for c in table.c if isinstance(c.type, LargeBinary)]


def _journalisees(table: Table) -> list[str]:
    return [c.name for c in table.c if c.name not in (*_IGNORES, *_binaires(table))]


def exacte(table: Table, colonne: str, cote: str) -> str:
    """La valeur telle que le journal la garde ; un nombre à virgule flottante s'y écrit sans rien perdre."""
    valeur = f"{cote}.{colonne}"
    if not isinstance(table.c[colonne].type, Float):
        return valeur
    return f"CASE WHEN {valeur} IS NOT NULL THEN printf('%!.17g', {valeur}) END"


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
    lignes = " UNION ALL ".join(
        f"SELECT '{c}' AS champ, {exacte(table, c, 'OLD')} AS avant, {exacte(table, c, 'NEW')} AS apres"
        for c in _journalisees(table)
    )
    return (
        f"CREATE TRIGGER journal_{table.name}_m AFTER UPDATE OF {', '.join(_journalisees(table))} "
        f"ON {table.name} BEGIN {_TETE}"
        f"SELECT {_valeurs(table, 'NEW', 'M')}, champ, avant, apres FROM ({lignes}) WHERE avant IS NOT apres; END"
    )


def _version(table: Table) -> str:
    """Une écriture en masse avance aussi la version : qui avait ouvert la ligne sera prévenu."""
    return (
        f"CREATE TRIGGER journal_{table.name}_v AFTER UPDATE ON {table.name} WHEN NEW.version = OLD.version "
        f"BEGIN UPDATE {table.name} SET version = OLD.version + 1 WHERE id = NEW.id; END"
    )


def _suppression(table: Table) -> str:
    paires = ", ".join(f"'{c}', {exacte(table, c, 'OLD')}" for c in (*_journalisees(table), "version"))
    contenus = "".join(f" {_contenu(table, c)};" for c in _binaires(table))
    return (
        f"CREATE TRIGGER journal_{table.name}_s AFTER DELETE ON {table.name} BEGIN {_TETE}"
        f"VALUES ({_valeurs(table, 'OLD', 'S')}, NULL, json_object({paires}), NULL);{contenus} END"
    )


def _contenu_change(table: Table) -> str:
    ordres = " ".join(f"{_contenu(table, c)} AND OLD.{c} IS NOT NEW.{c};" for c in _binaires(table))
    colonnes = ", ".join(_binaires(table))
    return f"CREATE TRIGGER journal_{table.name}_b AFTER UPDATE OF {colonnes} ON {table.name} BEGIN {ordres} END"


def _contenu(table: Table, colonne: str) -> str:
    """Met de côté le contenu que l'écriture remplace."""
    return (
        "INSERT INTO contenu_remplace (ecriture_id, objet, ligne_id, champ, contenu) "
        f"SELECT {_COURANTE}, '{table.name}', OLD.id, '{colonne}', OLD.{colonne} WHERE OLD.{colonne} IS NOT NULL"
    )


_FONCTION = """
CREATE OR REPLACE FUNCTION journaliser() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    binaires text[] := string_to_array(TG_ARGV[1], ',');
    ancien jsonb := to_jsonb(OLD) - binaires;
    nouveau jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) - binaires END;
    ligne jsonb := CASE WHEN TG_OP = 'DELETE' THEN ancien ELSE nouveau END;
    ecriture integer := current_setting('relogement.ecriture')::integer;
    dossier integer := CASE WHEN TG_ARGV[0] = '' THEN NULL ELSE (ligne ->> TG_ARGV[0])::integer END;
    colonne text;
BEGIN
    FOREACH colonne IN ARRAY binaires LOOP
        EXECUTE 'INSERT INTO contenu_remplace (ecriture_id, objet, ligne_id, champ, contenu) '
            || 'SELECT $1, $2, ($3).id, $4, ($3).' || colonne || ' WHERE ($3).' || colonne || ' IS NOT NULL '
            || CASE WHEN TG_OP = 'DELETE' THEN '' ELSE
                'AND ($3).' || colonne || ' IS DISTINCT FROM ($5).' || colonne END
        USING ecriture, TG_TABLE_NAME::text, OLD, colonne, NEW;
    END LOOP;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO journal (ecriture_id, objet, ligne_id, dossier_id, geste, champ, avant, apres)
        SELECT ecriture, TG_TABLE_NAME, (ligne ->> 'id')::integer, dossier, 'M', n.key, ancien ->> n.key, n.value
        FROM jsonb_each_text(nouveau) AS n
        WHERE n.key NOT IN ('id', 'version') AND n.value IS DISTINCT FROM ancien ->> n.key;
    ELSE
        INSERT INTO journal (ecriture_id, objet, ligne_id, dossier_id, geste, champ, avant, apres)
        VALUES (ecriture, TG_TABLE_NAME, (ligne ->> 'id')::integer, dossier, 'S', NULL, ancien::text, NULL);
    END IF;
    RETURN NULL;
END $$
"""

_FONCTION_CREATIONS = """
CREATE OR REPLACE FUNCTION journaliser_creations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'INSERT INTO journal (ecriture_id, objet, ligne_id, dossier_id, geste) '
        || 'SELECT current_setting(''relogement.ecriture'')::integer, ' || quote_literal(TG_TABLE_NAME) || ', id, '
        || CASE WHEN TG_ARGV[0] = '' THEN 'NULL' ELSE quote_ident(TG_ARGV[0]) END || ', ''C'' FROM nouvelles';
    RETURN NULL;
END $$
"""

_FONCTION_VERSION = """
CREATE OR REPLACE FUNCTION avancer_la_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$
"""
