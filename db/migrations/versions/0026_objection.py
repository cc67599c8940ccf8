"""Le délai d'objection : les consultations des partenaires et ce que chacun a reçu et répondu."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_CODE = sa.String(40)


def upgrade() -> None:
    op.create_table(
        "consultation",
        *(sa.Column(nom, sa.Integer(), nullable=False) for nom in ("menage_id", "logement_id")),
        sa.Column("offre_id", sa.Integer(), nullable=True),
        *(sa.Column(nom, sa.DateTime(), nullable=False) for nom in ("envoyee_le", "finit_le")),
        sa.Column("regle", sa.String(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=True),
        *(sa.Column(nom, sa.String(), nullable=False) for nom in ("objet", "message")),
        sa.Column("issue", _CODE, nullable=True),
        sa.Column("issue_le", sa.DateTime(), nullable=True),
        sa.Column("constat", sa.String(), nullable=True),
        *_ligne("consultation"),
        _lien("consultation", "menage_id", "menage", "CASCADE"),
        _lien("consultation", "logement_id", "logement_offert"),
        _lien("consultation", "offre_id", "offre", "SET NULL"),
    )
    op.create_table(
        "reponse_de_partenaire",
        *(
            sa.Column(nom, sa.Integer(), nullable=False)
            for nom in ("menage_id", "consultation_id", "partenaire_id")
        ),
        sa.Column("courriel", sa.String(), nullable=True),
        sa.Column("fichier", sa.String(), nullable=False),
        sa.Column("envoi", sa.LargeBinary(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("etat", _CODE, nullable=False),
        *(sa.Column(nom, sa.DateTime(), nullable=True) for nom in ("vu_le", "repondu_le")),
        sa.Column("tardive", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("demande_id", sa.Integer(), nullable=True),
        *_ligne("reponse_de_partenaire"),
        _lien("reponse_de_partenaire", "menage_id", "menage", "CASCADE"),
        _lien("reponse_de_partenaire", "consultation_id", "consultation", "CASCADE"),
        _lien("reponse_de_partenaire", "partenaire_id", "partenaire"),
        _lien("reponse_de_partenaire", "demande_id", "demande_de_passage", "SET NULL"),
        sa.UniqueConstraint(
            "consultation_id", "partenaire_id", name=op.f("uq_reponse_de_partenaire_consultation_id_partenaire_id")
        ),
    )
    _index("consultation", "menage_id", "logement_id", "offre_id")
    _index("reponse_de_partenaire", "menage_id", "consultation_id", "partenaire_id", "demande_id")


def _ligne(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _lien(table: str, colonne: str, vers: str, quand: str | None = None) -> sa.ForeignKeyConstraint:
    nom = op.f(f"fk_{table}_{colonne}_{vers}")
    return sa.ForeignKeyConstraint([colonne], [f"{vers}.id"], name=nom, ondelete=quand)


def _index(table: str, *colonnes: str) -> None:
    for colonne in colonnes:
        op.create_index(op.f(f"ix_{table}_{colonne}"), table, [colonne], unique=False)
