"""Un logement refusé revient à son bailleur : l'offre dit quel jour il en a été prévenu."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offre", sa.Column("bailleur_prevenu_le", sa.Date(), nullable=True))
