"""D'où vient un numéro unique s'appelle sa provenance : « origine » est un mot que nulle colonne ne porte ici."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE numero_sne RENAME COLUMN origine TO provenance")
