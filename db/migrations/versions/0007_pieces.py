"""Les pièces des dossiers, leur contenu à part, et la taille qu'elles ne dépassent pas."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "piece",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("offre_id", sa.Integer(), nullable=True),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("categorie", sa.String(length=40), nullable=False),
        sa.Column("datee_le", sa.Date(), nullable=True),
        sa.Column("taille", sa.Integer(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("ajoutee_le", sa.DateTime(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=True),
        *_identite(),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_piece_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offre_id"], ["offre.id"], name=op.f("fk_piece_offre_id_offre"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
    )
    for colonne in ("menage_id", "offre_id", "empreinte"):
        op.create_index(op.f(f"ix_piece_{colonne}"), "piece", [colonne], unique=False)
    _contenus()
    op.create_table(
        "reglage_pieces",
        sa.Column("taille_max_mo", sa.Integer(), nullable=False),
        *_identite(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reglage_pieces")),
    )


def _contenus() -> None:
    op.create_table(
        "contenu_piece",
        sa.Column("piece_id", sa.Integer(), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        *_identite(),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_contenu_piece_piece_id_piece"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contenu_piece")),
        sa.UniqueConstraint("piece_id", name=op.f("uq_contenu_piece_piece_id")),
    )


def _identite() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )
