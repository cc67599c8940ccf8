"""Les doublons : paires écartées, fusions, naissances indexées, et le bilan d'un dossier repris par un autre."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bilan", sa.Column("fusionne", sa.Boolean(), server_default="0", nullable=False))
    op.create_index(op.f("ix_personne_naissance_le"), "personne", ["naissance_le"], unique=False)
    _deux_dossiers("paire_ecartee", "autre_id", ("menage_id", "autre_id"))
    _deux_dossiers("fusion", "dans_id", ("menage_id",))


def _deux_dossiers(table: str, autre: str, uniques: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column(autre, sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [colonne], ["menage.id"], name=op.f(f"fk_{table}_{colonne}_menage"), ondelete="CASCADE"
            )
            for colonne in ("menage_id", autre)
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*uniques, name=op.f(f"uq_{table}_{'_'.join(uniques)}")),
    )
    op.create_index(op.f(f"ix_{table}_{autre}"), table, [autre], unique=False)
