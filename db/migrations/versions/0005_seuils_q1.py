"""Les seuils du premier quartile importés, par intercommunalité et par année."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seuil_q1",
        sa.Column("epci", sa.String(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=False),
        sa.Column("montant", sa.Integer(), nullable=False),
        sa.Column("texte", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seuil_q1")),
        sa.UniqueConstraint("epci", "annee", name=op.f("uq_seuil_q1_epci_annee")),
    )
