"""Ce qui est scellé ne se change plus, pas même par du SQL : des déclencheurs le refusent sur chaque moteur.

De l'en-tête d'une période, seule la levée du scellé s'écrit ; rien de scellé ne se supprime.
"""

REFUS = "période scellée"
INTACTES = ("ligne_scellee", "exemplaire_scelle")
ENTETE = "periode_scellee"
FIGES = (
    "debut_le", "fin_le", "operation", "libelle", "initiales", "scellee_le", "ecriture_id", "entete", "empreinte",
    "nb_lignes",
)  # fmt: skip


def gardes(moteur: str) -> list[str]:
    """Les ordres qui (re)posent ces refus."""
    refus = [(table, "DELETE") for table in (*INTACTES, ENTETE)]
    refus += [(table, "UPDATE") for table in INTACTES] + [(ENTETE, f"UPDATE OF {', '.join(FIGES)}")]
    poser = _sqlite if moteur == "sqlite" else _postgresql
    return [
        *(() if moteur == "sqlite" else (_FONCTION,)),
        *(o for table, geste in refus for o in poser(table, geste)),
    ]


def _nom(table: str, geste: str) -> str:
    return f"scelle_{table}_{geste[0].lower()}"


def _sqlite(table: str, geste: str) -> list[str]:
    nom = _nom(table, geste)
    return [
        f"DROP TRIGGER IF EXISTS {nom}",
        f"CREATE TRIGGER {nom} BEFORE {geste} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUS}'); END",
    ]


def _postgresql(table: str, geste: str) -> list[str]:
    nom = _nom(table, geste)
    return [
        f"DROP TRIGGER IF EXISTS {nom} ON {table}",
        f"CREATE TRIGGER {nom} BEFORE {geste} ON {table} FOR EACH ROW EXECUTE FUNCTION refuser_le_scelle()",
    ]


_FONCTION = f"""
CREATE OR REPLACE FUNCTION refuser_le_scelle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUS}';
END $$
"""
