"""L'enquête : ressources par mois, revenus fiscaux par année, souhaits, besoins, accompagnement, handicap."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("personne", sa.Column("handicap_categorie", sa.Boolean(), nullable=True))
    op.add_column("menage", sa.Column("rfr_annee", sa.Integer(), nullable=True))
    op.add_column("menage", sa.Column("rfr_suivant", sa.Integer(), nullable=True))
    _table(
        "ressource",
        sa.Column("personne_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("mois", sa.Date(), nullable=False),
        sa.Column("montant", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["personne_id"], ["personne.id"], name=op.f("fk_ressource_personne_id_personne")),
        sa.UniqueConstraint(
            "menage_id", "personne_id", "code", "mois", name=op.f("uq_ressource_menage_id_personne_id_code_mois")
        ),
    )
    op.create_index(op.f("ix_ressource_personne_id"), "ressource", ["personne_id"])
    _table(
        "souhait",
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("lieu", sa.String(), nullable=True),
        sa.Column("typologie", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    _table(
        "besoin",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.UniqueConstraint("menage_id", "code", name=op.f("uq_besoin_menage_id_code")),
    )
    _table(
        "accompagnement",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("par", sa.String(), nullable=True),
        sa.UniqueConstraint("menage_id", "code", name=op.f("uq_accompagnement_menage_id_code")),
    )


def _table(nom: str, *colonnes: SchemaItem) -> None:
    """Une table de lignes d'un dossier."""
    op.create_table(
        nom,
        sa.Column("menage_id", sa.Integer(), nullable=False),
        *colonnes,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f(f"fk_{nom}_menage_id_menage")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{nom}")),
    )
    op.create_index(op.f(f"ix_{nom}_menage_id"), nom, ["menage_id"])
