"""Les fichiers de contours gardés et datés, et ce qui, dans un quartier calculé, reste à vérifier."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "couche_qpv",
        sa.Column("generation", sa.String(length=40), nullable=False),
        sa.Column("outre_mer", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("importee_le", sa.DateTime(), nullable=False),
        sa.Column("projection", sa.String(), nullable=False),
        sa.Column("en_vigueur_du", sa.Date(), nullable=True),
        sa.Column("en_vigueur_au", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_couche_qpv")),
    )
    for table in ("quartier", "localisation"):
        with op.batch_alter_table(table) as lot:
            lot.add_column(sa.Column("couche_id", sa.Integer(), nullable=True))
            lot.create_foreign_key(
                op.f(f"fk_{table}_couche_id_couche_qpv"), "couche_qpv", ["couche_id"], ["id"], ondelete="SET NULL"
            )
            lot.create_index(op.f(f"ix_{table}_couche_id"), ["couche_id"])
    op.add_column("localisation", sa.Column("doute", sa.String(), nullable=True))
    op.add_column("localisation", sa.Column("verifiee_le", sa.Date(), nullable=True))
    op.add_column("bilan", sa.Column("qpv_a_verifier", sa.Boolean(), server_default="0", nullable=False))
