"""Ce qui attend dans les dossiers, les rappels, les reports ; une suite faite et un accord donné se datent."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contact", sa.Column("suite_faite_le", sa.Date(), nullable=True))
    op.add_column("passage_caleol", sa.Column("accord_le", sa.Date(), nullable=True))
    op.create_table(
        "a_faire",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("referent", sa.String(), nullable=True),
        sa.Column("genre", sa.String(length=40), nullable=False),
        sa.Column("cible_id", sa.Integer(), nullable=True),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("attendu", sa.String(length=40), nullable=False),
        sa.Column("depuis_le", sa.Date(), nullable=True),
        sa.Column("echeance_le", sa.Date(), nullable=True),
        sa.Column("du_jour_le", sa.Date(), nullable=True),
        sa.Column("visible_le", sa.Date(), nullable=True),
        sa.Column("cachee_apres_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_a_faire_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("menage_id", "cle", name=op.f("pk_a_faire")),
    )
    op.create_index(
        "ix_a_faire_echeance",
        "a_faire",
        ["echeance_le", "genre", "attendu", "referent", "operation_id", "visible_le", "cachee_apres_le", "cle"],
    )
    op.create_index("ix_a_faire_genre", "a_faire", ["genre", "echeance_le", "referent", "operation_id", "cle"])
    op.create_table(
        "rappel",
        sa.Column("menage_id", sa.Integer(), nullable=True),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("heure", sa.Time(), nullable=True),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("lieu", sa.String(), nullable=True),
        sa.Column("fait_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_rappel_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rappel")),
    )
    op.create_index(op.f("ix_rappel_menage_id"), "rappel", ["menage_id"])
    op.create_index("ix_rappel_le", "rappel", ["fait_le", "le"])
    op.create_table(
        "report",
        sa.Column("menage_id", sa.Integer(), nullable=True),
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("jusqu_au", sa.Date(), nullable=False),
        sa.Column("motif", sa.String(), nullable=False),
        sa.Column("leve_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_report_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_menage_id"), "report", ["menage_id"])
    op.create_index(op.f("ix_report_cle"), "report", ["cle"])
    op.create_index("ix_report_jusqu_au", "report", ["leve_le", "jusqu_au"])
