"""D'où part le ménage (commune, limitrophes, point de l'opération), et les seuils par niveau de ressources."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "commune_de_depart",
        sa.Column("insee", sa.String(), nullable=False),
        sa.Column("limitrophes", sa.JSON(), nullable=False),
        sa.Column("divisee", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("texte", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commune_de_depart")),
        sa.UniqueConstraint("insee", name=op.f("uq_commune_de_depart_insee")),
    )
    op.add_column("operation", sa.Column("commune_insee", sa.String(), nullable=True))
    op.add_column("operation", sa.Column("lon", sa.Double(), nullable=True))
    op.add_column("operation", sa.Column("lat", sa.Double(), nullable=True))
    op.add_column("charte", sa.Column("paliers", sa.JSON(), server_default="[]", nullable=False))
