"""L'organisme qui signe les courriers, et les textes qu'il met à la place de ceux du logiciel."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_LIGNES = ("nom", "service", "adresse", "commune", "telephone", "courriel", "signataire", "qualite")


def upgrade() -> None:
    op.create_table(
        "organisme",
        *(sa.Column(nom, sa.String(), nullable=True) for nom in _LIGNES),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        *_identite(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisme")),
    )
    op.create_table(
        "texte_de_document",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("texte", sa.String(), nullable=False),
        *_identite(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texte_de_document")),
        sa.UniqueConstraint("document", name=op.f("uq_texte_de_document_document")),
    )


def _identite() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )
