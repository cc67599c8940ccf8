"""Le parc social du répertoire, et les colonnes des bailleurs gardées à part."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_TEXTES = ("bailleur", "ident_int", "commune_insee", "code_postal", "commune", "adresse", "batiment", "entree",
           "etage", "porte", "qpv_2015", "qpv_2024", "financement", "dpe")  # fmt: skip
_NOMBRES = ("surface", "annee_construction", "annee_location", "loyer")


def upgrade() -> None:
    _parc()
    _colonnes_locales()


def _parc() -> None:
    op.create_table(
        "logement_du_parc",
        *(sa.Column(nom, sa.String(), nullable=False) for nom in ("millesime", "cle", "empreinte")),
        *(sa.Column(nom, sa.String(), nullable=True) for nom in _TEXTES),
        *(sa.Column(nom, sa.Integer(), nullable=True) for nom in _NOMBRES),
        sa.Column("typologie", sa.String(40), nullable=True),
        sa.Column("conventionne", sa.Boolean(), nullable=True),
        sa.Column("conventionne_le", sa.Date(), nullable=True),
        *_numero(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logement_du_parc")),
        sa.UniqueConstraint("millesime", "cle", name=op.f("uq_logement_du_parc_millesime_cle")),
    )
    op.create_index("ix_logement_du_parc_commune_insee", "logement_du_parc", ["commune_insee", "typologie"])


def _colonnes_locales() -> None:
    op.create_table(
        "colonne_locale",
        sa.Column("titre", sa.String(), nullable=False),
        sa.Column("cle", sa.String(), nullable=False),
        *_numero(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colonne_locale")),
        sa.UniqueConstraint("cle", name=op.f("uq_colonne_locale_cle")),
    )
    op.create_table(
        "valeur_locale",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("colonne_id", sa.Integer(), nullable=False),
        sa.Column("texte", sa.String(), nullable=False),
        *_numero(),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_valeur_locale_menage_id_menage")),
        sa.ForeignKeyConstraint(
            ["colonne_id"], ["colonne_locale.id"], name=op.f("fk_valeur_locale_colonne_id_colonne_locale")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_valeur_locale")),
        sa.UniqueConstraint("menage_id", "colonne_id", name=op.f("uq_valeur_locale_menage_id_colonne_id")),
    )
    for champ in ("menage_id", "colonne_id"):
        op.create_index(op.f(f"ix_valeur_locale_{champ}"), "valeur_locale", [champ])


def _numero() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
    )
