"""La date de sortie dans le bilan : un indicateur à une date passée ignore les sorties venues après."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bilan", sa.Column("sorti_le", sa.Date(), nullable=True))
