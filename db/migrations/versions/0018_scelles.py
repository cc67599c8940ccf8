"""Les périodes closes : leur en-tête, leurs lignes, leurs fichiers ; et les mises en page que l'équipe garde."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "periode_scellee",
        sa.Column("debut_le", sa.Date(), nullable=False),
        sa.Column("fin_le", sa.Date(), nullable=False),
        sa.Column("operation", sa.String(), nullable=True),
        sa.Column("libelle", sa.String(), nullable=False),
        sa.Column("initiales", sa.String(), nullable=False),
        sa.Column("scellee_le", sa.DateTime(), nullable=False),
        sa.Column("ecriture_id", sa.Integer(), nullable=False),
        sa.Column("entete", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("nb_lignes", sa.Integer(), nullable=False),
        sa.Column("levee_le", sa.DateTime(), nullable=True),
        sa.Column("levee_par", sa.String(), nullable=True),
        sa.Column("levee_motif", sa.String(), nullable=True),
        *_identite(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periode_scellee")),
    )
    op.create_table(
        "ligne_scellee",
        _periode(),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("contenu", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        _lien("ligne_scellee"),
        sa.PrimaryKeyConstraint("periode_id", "rang", name=op.f("pk_ligne_scellee")),
    )
    op.create_table(
        "exemplaire_scelle",
        _periode(),
        sa.Column("export", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=False),
        sa.Column("lignes", sa.Integer(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("contenu", sa.LargeBinary(), nullable=False),
        _lien("exemplaire_scelle"),
        sa.PrimaryKeyConstraint("periode_id", "export", "extension", name=op.f("pk_exemplaire_scelle")),
    )
    op.create_table(
        "mise_en_page",
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("contenu", sa.String(), nullable=False),
        *_identite(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mise_en_page")),
        sa.UniqueConstraint("nom", name=op.f("uq_mise_en_page_nom")),
    )


def _periode() -> sa.Column[int]:
    return sa.Column("periode_id", sa.Integer(), nullable=False)


def _lien(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["periode_id"], ["periode_scellee.id"], name=op.f(f"fk_{table}_periode_id_periode_scellee")
    )


def _identite() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )
