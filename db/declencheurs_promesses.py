"""Un logement n'est promis qu'une fois : des déclencheurs le refusent sur chaque moteur, quoi qui l'écrive.

Une offre ouverte et pas rendue tient son logement, un bail pas rendu aussi. Ce qui était déjà promis deux fois
avant ces gardes se corrige comme le reste : seule une promesse de plus est refusée.
"""

PROMIS, RETIRE = "logement promis", "logement retire"
OUVERTE = "{0}.reponse IN ('EN_COURS', 'ACCORD') AND {0}.rendu_le IS NULL"
LOUE = "{0}.rendu_le IS NULL"
TABLES = {"offre": (OUVERTE, "logement_id, reponse, rendu_le"), "relogement": (LOUE, "logement_id, rendu_le")}


def gardes_des_promesses(moteur: str) -> list[str]:
    """Les ordres qui (re)posent ces refus."""
    if moteur == "sqlite":
        return [o for table in TABLES for geste in ("INSERT", "UPDATE") for o in _sqlite(table, geste)]
    return [o for table in TABLES for o in (_fonction(table), *_postgresql(table))]


def _prise(table: str) -> str:
    """Quelqu'un d'autre tient déjà ce logement ; le bail d'un ménage suit l'offre qu'il a acceptée."""
    autre = "x.logement_id = NEW.logement_id"
    offre = "x.id <> NEW.id" if table == "offre" else "x.menage_id <> NEW.menage_id"
    return (
        f"EXISTS (SELECT 1 FROM offre x WHERE {autre} AND {offre} AND {OUVERTE.format('x')}) "
        f"OR EXISTS (SELECT 1 FROM relogement x WHERE {autre} AND x.menage_id <> NEW.menage_id "
        f"AND {LOUE.format('x')})"
    )


def _retiree(table: str) -> str:
    if table != "offre":
        return "1 = 0"
    return "EXISTS (SELECT 1 FROM logement_offert l WHERE l.id = NEW.logement_id AND l.retire_le IS NOT NULL)"


def _nouvelle(table: str, geste: str) -> str:
    """La ligne se met à tenir un logement qu'elle ne tenait pas."""
    tient, _ = TABLES[table]
    nouvelle = f"({tient.format('NEW')})"
    if geste == "UPDATE":
        nouvelle += f" AND NOT ({tient.format('OLD')} AND OLD.logement_id = NEW.logement_id)"
    return nouvelle


def _sqlite(table: str, geste: str) -> list[str]:
    nom = f"promesse_{table}_{geste[0].lower()}"
    quand = geste if geste == "INSERT" else f"UPDATE OF {TABLES[table][1]}"
    return [
        f"DROP TRIGGER IF EXISTS {nom}",
        f"CREATE TRIGGER {nom} BEFORE {quand} ON {table} WHEN {_nouvelle(table, geste)} BEGIN "
        f"SELECT RAISE(ABORT, '{RETIRE}') WHERE {_retiree(table)}; "
        f"SELECT RAISE(ABORT, '{PROMIS}') WHERE {_prise(table)}; END",
    ]


def _postgresql(table: str) -> list[str]:
    ordres = []
    for geste in ("INSERT", "UPDATE"):
        nom = f"promesse_{table}_{geste[0].lower()}"
        quand = geste if geste == "INSERT" else f"UPDATE OF {TABLES[table][1]}"
        ordres += [
            f"DROP TRIGGER IF EXISTS {nom} ON {table}",
            f"CREATE TRIGGER {nom} BEFORE {quand} ON {table} FOR EACH ROW WHEN ({_nouvelle(table, geste)}) "
            f"EXECUTE FUNCTION promettre_{table}()",
        ]
    return ordres


def _fonction(table: str) -> str:
    """Le logement se verrouille d'abord : deux promesses au même instant passent l'une après l'autre."""
    return f"""
CREATE OR REPLACE FUNCTION promettre_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM logement_offert WHERE id = NEW.logement_id FOR NO KEY UPDATE;
    IF {_retiree(table)} THEN
        RAISE EXCEPTION '{RETIRE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF {_prise(table)} THEN
        RAISE EXCEPTION '{PROMIS}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
