"""Les engagements d'accueil : ce que chaque bailleur a promis d'accueillir."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "engagement_d_accueil",
        sa.Column("vers", sa.String(), nullable=False),
        sa.Column("de", sa.String(), nullable=True),
        *(sa.Column(nom, sa.Integer(), nullable=True) for nom in ("annee", "part_pct", "nombre")),
        *(sa.Column(nom, sa.Date(), nullable=True) for nom in ("echeance_le", "pris_le")),
        *(sa.Column(nom, sa.String(), nullable=True) for nom in ("texte", "source")),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement_d_accueil")),
    )
