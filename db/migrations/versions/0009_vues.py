"""Les vues de la liste que l'équipe garde dans le fichier."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vue",
        sa.Column("titre", sa.String(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("filtres", sa.JSON(), nullable=False),
        sa.Column("tri", sa.String(), nullable=False),
        sa.Column("descendant", sa.Boolean(), nullable=False),
        sa.Column("colonnes", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vue")),
        sa.UniqueConstraint("titre", name=op.f("uq_vue_titre")),
    )
