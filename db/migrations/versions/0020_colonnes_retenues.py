"""Ce que porte chaque colonne des fichiers d'un bailleur, retenu pour la fois suivante."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "colonnes_retenues",
        sa.Column("bailleur", sa.String(), nullable=False),
        sa.Column("bailleur_cle", sa.String(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("choix", sa.JSON(), nullable=False),
        sa.Column("retenu_le", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colonnes_retenues")),
        sa.UniqueConstraint(
            "bailleur_cle", "nature", "empreinte", name=op.f("uq_colonnes_retenues_bailleur_cle_nature_empreinte")
        ),
    )
