"""Les quartiers prioritaires et leurs contours, et la place calculée des logements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quartier",
        sa.Column("generation", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("ouest", sa.Double(), nullable=False),
        sa.Column("sud", sa.Double(), nullable=False),
        sa.Column("est", sa.Double(), nullable=False),
        sa.Column("nord", sa.Double(), nullable=False),
        sa.Column("geometrie", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quartier")),
        sa.UniqueConstraint("generation", "code", name=op.f("uq_quartier_generation_code")),
    )
    op.create_table(
        "localisation",
        sa.Column("logement_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.String(length=40), nullable=False),
        sa.Column("qpv", sa.String(), nullable=False),
        sa.Column("distance", sa.Double(), nullable=True),
        sa.Column("a_verifier", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["logement_id"],
            ["logement_offert.id"],
            name=op.f("fk_localisation_logement_id_logement_offert"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_localisation")),
        sa.UniqueConstraint("logement_id", name=op.f("uq_localisation_logement_id")),
    )
