"""Les résidences des bailleurs, leurs mesures datées, et les poids de leur indice dans la charte."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "residence",
        sa.Column("nom", sa.String(), nullable=False),
        *(sa.Column(nom, sa.String(), nullable=True) for nom in ("bailleur", "commune", "qpv")),
        sa.Column("nb_logements", sa.Integer(), nullable=True),
        *_ligne("residence"),
        sa.UniqueConstraint("bailleur", "nom", "commune", name=op.f("uq_residence_bailleur_nom_commune")),
    )
    op.create_table(
        "mesure_de_residence",
        sa.Column("residence_id", sa.Integer(), nullable=False),
        sa.Column("indicateur", sa.String(40), nullable=False),
        sa.Column("au", sa.Date(), nullable=False),
        *(sa.Column(nom, sa.Integer(), nullable=True) for nom in ("taux", "nombre", "sur")),
        sa.Column("source", sa.String(), nullable=True),
        *_ligne("mesure_de_residence"),
        sa.ForeignKeyConstraint(
            ["residence_id"], ["residence.id"], name=op.f("fk_mesure_de_residence_residence_id_residence"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "residence_id", "indicateur", "au", name=op.f("uq_mesure_de_residence_residence_id_indicateur_au")
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_mesure_de_residence_residence_id"), "mesure_de_residence", ["residence_id"])
    op.add_column("charte", sa.Column("equilibre", sa.JSON(), server_default="{}", nullable=False))


def _ligne(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
