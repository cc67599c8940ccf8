"""Les périodes de barème que l'équipe ajoute à celles du logiciel."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "periode_ajoutee",
        sa.Column("bareme", sa.String(), nullable=False),
        sa.Column("debut_le", sa.Date(), nullable=False),
        sa.Column("contenu", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periode_ajoutee")),
        sa.UniqueConstraint("bareme", "debut_le", name=op.f("uq_periode_ajoutee_bareme_debut_le")),
    )
