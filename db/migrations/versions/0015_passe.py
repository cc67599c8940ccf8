"""De quoi retrouver vite l'état passé d'un dossier : les lignes qui ont changé de dossier."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    condition = sa.text("champ = 'menage_id'")
    op.create_index(
        "ix_journal_changes_de_dossier",
        "journal",
        ["avant", "ecriture_id"],
        unique=False,
        sqlite_where=condition,
        postgresql_where=condition,
    )
