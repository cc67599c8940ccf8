"""Un logement n'est promis qu'une fois : ce qui le rend est daté, et le registre dit pour qui il est gardé.

Les offres et les baux qui ne tiennent plus rien (ménage sorti ou logé ailleurs, commission défavorable, retour
du provisoire) sont rendus au jour où ils l'ont été. Ce qui resterait promis deux fois n'est pas touché : le
registre le montre.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_OUVERTE = "reponse IN ('EN_COURS', 'ACCORD')"
_AILLEURS = (
    "SELECT min(r.bail_le) FROM relogement r WHERE r.menage_id = offre.menage_id AND r.nature = 'DEFINITIF' "
    "AND r.logement_id <> offre.logement_id"
)
_REJETEE = (
    "SELECT max(p.le) FROM passage_caleol p WHERE p.offre_id = offre.id "
    "AND p.decision IN ('NON_ATTRIBUTION', 'IRRECEVABILITE')"
)
_SORTI = "SELECT m.sorti_le FROM menage m WHERE m.id = {0}.menage_id AND m.etat = 'SORTI'"
_REVENU = "SELECT max(e.le) FROM etape e WHERE e.menage_id = relogement.menage_id AND e.etat = 'RETOUR'"
_ENTRE = (
    "SELECT min(r.entree_le) FROM relogement r WHERE r.menage_id = relogement.menage_id AND r.nature = 'DEFINITIF'"
)


def upgrade() -> None:
    op.add_column("offre", sa.Column("rendu_le", sa.Date(), nullable=True))
    op.add_column("relogement", sa.Column("rendu_le", sa.Date(), nullable=True))
    op.add_column("logement_offert", sa.Column("reservation", sa.String(40), nullable=True))
    op.add_column("logement_offert", sa.Column("reservataire", sa.String(), nullable=True))
    op.add_column("logement_offert", sa.Column("retire_le", sa.Date(), nullable=True))
    op.add_column("logement_offert", sa.Column("chauffage_inclus", sa.Boolean(), nullable=True))
    op.add_column("charte", sa.Column("appariement", sa.JSON(), server_default="{}", nullable=False))
    _sans_journal("offre", lambda: op.execute(_rendre("offre", (_AILLEURS, _REJETEE, _SORTI), _OUVERTE)))
    _sans_journal("relogement", _rendre_les_baux)


def _rendre_les_baux() -> None:
    op.execute(_rendre("relogement", (_REVENU, _ENTRE), "nature = 'PROVISOIRE'"))
    op.execute(_rendre("relogement", (_SORTI,), "entree_le IS NULL AND rendu_le IS NULL"))


def _rendre(table: str, depuis: tuple[str, ...], quand: str) -> str:
    jours = ", ".join(f"({requete.format(table)})" for requete in depuis)
    trouve = f"coalesce({jours})" if len(depuis) > 1 else jours
    return f"UPDATE {table} SET rendu_le = {trouve} WHERE {quand}"


def _sans_journal(table: str, ecrire: object) -> None:
    """Sur un serveur, le journal voudrait une écriture ouverte : une migration n'en est pas une."""
    assert callable(ecrire)
    serveur = op.get_bind().dialect.name == "postgresql"
    if serveur:
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    ecrire()
    if serveur:
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
