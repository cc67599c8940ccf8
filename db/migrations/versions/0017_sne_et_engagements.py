"""Les numéros uniques des listes de bailleurs, et les engagements de chaque bailleur pour une année."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TEXTES = ("nom", "prenom", "ug", "attribue_par")
_JOURS = ("naissance_le", "depose_le", "renouvele_le", "radiee_le", "bail_le")
_CODES = ("etat", "motif_radiation")


def upgrade() -> None:
    op.create_table(
        "numero_sne",
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("bailleur", sa.String(), nullable=False),
        sa.Column("origine", sa.String(40), nullable=False),
        sa.Column("fichier", sa.String(), nullable=False),
        sa.Column("lu_le", sa.Date(), nullable=False),
        *(sa.Column(nom, sa.String(), nullable=True) for nom in _TEXTES),
        *(sa.Column(nom, sa.Date(), nullable=True) for nom in _JOURS),
        *(sa.Column(nom, sa.String(40), nullable=True) for nom in _CODES),
        sa.Column("naissance_annee", sa.Integer(), nullable=True),
        sa.Column("relogement_anru", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numero_sne")),
        sa.UniqueConstraint("numero", "bailleur", name=op.f("uq_numero_sne_numero_bailleur")),
    )
    op.create_index("ix_numero_sne_naissance_le", "numero_sne", ["naissance_le"], unique=False)
    op.create_table(
        "engagement",
        sa.Column("bailleur", sa.String(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=False),
        *(
            sa.Column(nom, sa.Integer(), nullable=True)
            for nom in ("objectif_pct", "objectif_nombre", "baux_hors_qpv", "autres_q1")
        ),
        *(sa.Column(nom, sa.String(), nullable=True) for nom in ("texte", "source")),
        sa.Column("source_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint("bailleur", "annee", name=op.f("uq_engagement_bailleur_annee")),
    )
