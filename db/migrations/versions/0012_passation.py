"""Les passations : les dossiers confiés d'un coup, à qui, et quand les rendre."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passation",
        sa.Column("referent", sa.String(), nullable=False),
        sa.Column("faite_le", sa.DateTime(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=True),
        sa.Column("retour_le", sa.Date(), nullable=True),
        sa.Column("rendue_le", sa.Date(), nullable=True),
        sa.Column("rappels", sa.JSON(none_as_null=True), nullable=False),
        *_identite(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passation")),
    )
    op.create_table(
        "dossier_confie",
        sa.Column("passation_id", sa.Integer(), nullable=False),
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("a", sa.String(), nullable=False),
        *_identite(),
        sa.ForeignKeyConstraint(
            ["passation_id"],
            ["passation.id"],
            name=op.f("fk_dossier_confie_passation_id_passation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_dossier_confie_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_confie")),
    )
    for colonne in ("passation_id", "menage_id"):
        op.create_index(op.f(f"ix_dossier_confie_{colonne}"), "dossier_confie", [colonne], unique=False)


def _identite() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )
