"""Le journal d’un logement se retrouve par un index : ouvrir un dossier ne relit plus tout le journal."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sans_dossier = sa.text("dossier_id IS NULL")
    op.create_index(
        "ix_journal_sans_dossier",
        "journal",
        ["objet", "ligne_id"],
        unique=False,
        sqlite_where=sans_dossier,
        postgresql_where=sans_dossier,
    )


def downgrade() -> None:
    op.drop_index("ix_journal_sans_dossier", "journal")
