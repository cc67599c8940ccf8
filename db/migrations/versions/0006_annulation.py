"""De quoi tout annuler : ce qu'une écriture annule, les contenus remplacés, les brouillons des agents."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ecriture", sa.Column("annule_id", sa.Integer(), nullable=True))
    suppressions = sa.text("geste = 'S'")
    op.create_index(
        "ix_journal_suppressions",
        "journal",
        ["objet", "ligne_id"],
        unique=False,
        sqlite_where=suppressions,
        postgresql_where=suppressions,
    )
    _contenus()
    _brouillons()


def _contenus() -> None:
    op.create_table(
        "contenu_remplace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ecriture_id", sa.Integer(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("ligne_id", sa.Integer(), nullable=False),
        sa.Column("champ", sa.String(), nullable=False),
        sa.Column("contenu", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ecriture_id"], ["ecriture.id"], name=op.f("fk_contenu_remplace_ecriture_id_ecriture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contenu_remplace")),
    )
    op.create_index(op.f("ix_contenu_remplace_ecriture_id"), "contenu_remplace", ["ecriture_id"], unique=False)


def _brouillons() -> None:
    op.create_table(
        "brouillon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("poste", sa.String(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("le", sa.DateTime(), nullable=False),
        sa.Column("abandonne_le", sa.DateTime(), nullable=True),
        sa.Column("contenu", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brouillon")),
        sa.UniqueConstraint("auteur", "poste", "objet", "cle", name=op.f("uq_brouillon_auteur_poste_objet_cle")),
    )
