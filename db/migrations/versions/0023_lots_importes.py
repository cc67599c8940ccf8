"""Les lots importés, et la ligne de fichier dont vient chaque objet."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lot_importe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ecriture_id", sa.Integer(), nullable=False),
        sa.Column("fichier", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("bailleur", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ecriture_id"], ["ecriture.id"], name=op.f("fk_lot_importe_ecriture_id_ecriture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_importe")),
        sa.UniqueConstraint("ecriture_id", name=op.f("uq_lot_importe_ecriture_id")),
    )
    op.create_table(
        "ligne_importee",
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("ligne_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("feuille", sa.Integer(), nullable=False),
        sa.Column("ligne", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot_importe.id"], name=op.f("fk_ligne_importee_lot_id_lot_importe")),
        sa.PrimaryKeyConstraint("objet", "ligne_id", "lot_id", "feuille", "ligne", name=op.f("pk_ligne_importee")),
        sqlite_with_rowid=False,
    )
