"""La cellule : partenaires, séances, ordre du jour, décisions, avis et demandes de passage."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_CODE = sa.String(40)


def upgrade() -> None:
    _partenaire()
    _seance()
    _point()
    _decision()
    _avis()
    _demande()
    for nom in ("cellule", "objection"):
        op.add_column("charte", sa.Column(nom, sa.JSON(), server_default="{}", nullable=False))


def _partenaire() -> None:
    op.create_table(
        "partenaire",
        sa.Column("nom", sa.String(), nullable=False),
        *(sa.Column(nom, sa.String(), nullable=True) for nom in ("bailleur", "contact", "courriel")),
        sa.Column("consulte", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("retire_le", sa.Date(), nullable=True),
        *_ligne("partenaire"),
        sa.UniqueConstraint("nom", name=op.f("uq_partenaire_nom")),
    )


def _seance() -> None:
    op.create_table(
        "seance",
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("heure", sa.Time(), nullable=False),
        sa.Column("lieu", sa.String(), nullable=True),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        sa.Column("etat", _CODE, nullable=False),
        sa.Column("ouverte_le", sa.DateTime(), nullable=True),
        sa.Column("close_le", sa.DateTime(), nullable=True),
        *_ligne("seance"),
        _lien("seance", "operation_id", "operation"),
        sa.UniqueConstraint("le", "heure", name=op.f("uq_seance_le_heure")),
    )
    op.create_table(
        "presence",
        sa.Column("seance_id", sa.Integer(), nullable=False),
        sa.Column("partenaire_id", sa.Integer(), nullable=True),
        sa.Column("nom", sa.String(), nullable=True),
        sa.Column("present", sa.Boolean(), server_default="1", nullable=False),
        *_ligne("presence"),
        _lien("presence", "seance_id", "seance", "CASCADE"),
        _lien("presence", "partenaire_id", "partenaire"),
    )
    _index("seance", "le", "operation_id")
    _index("presence", "seance_id", "partenaire_id")


def _point() -> None:
    op.create_table(
        "point_de_seance",
        sa.Column("seance_id", sa.Integer(), nullable=False),
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("critere", _CODE, nullable=False),
        sa.Column("motif", sa.String(), nullable=False),
        sa.Column("etat", _CODE, nullable=False),
        sa.Column("vu_le", sa.DateTime(), nullable=True),
        sa.Column("duree_s", sa.Integer(), server_default="0", nullable=False),
        *_ligne("point_de_seance"),
        _lien("point_de_seance", "seance_id", "seance", "CASCADE"),
        _lien("point_de_seance", "menage_id", "menage", "CASCADE"),
        sa.UniqueConstraint("seance_id", "menage_id", name=op.f("uq_point_de_seance_seance_id_menage_id")),
    )
    _index("point_de_seance", "seance_id", "menage_id")


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("seance_id", sa.Integer(), nullable=False),
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("texte", sa.String(), nullable=False),
        sa.Column("responsable", sa.String(), nullable=True),
        sa.Column("partenaire_id", sa.Integer(), nullable=True),
        sa.Column("echeance_le", sa.Date(), nullable=True),
        sa.Column("logement_id", sa.Integer(), nullable=True),
        sa.Column("notee_le", sa.DateTime(), nullable=False),
        sa.Column("suite", _CODE, nullable=True),
        sa.Column("suite_le", sa.Date(), nullable=True),
        *_ligne("decision"),
        _lien("decision", "seance_id", "seance"),
        _lien("decision", "menage_id", "menage", "CASCADE"),
        _lien("decision", "partenaire_id", "partenaire"),
        _lien("decision", "logement_id", "logement_offert", "SET NULL"),
    )
    _index("decision", "seance_id", "menage_id", "partenaire_id", "logement_id")


def _avis() -> None:
    op.create_table(
        "avis",
        *(sa.Column(nom, sa.Integer(), nullable=False) for nom in ("menage_id", "point_id", "partenaire_id")),
        sa.Column("sens", _CODE, nullable=False),
        sa.Column("texte", sa.String(), nullable=True),
        sa.Column("le", sa.DateTime(), nullable=False),
        *_ligne("avis"),
        _lien("avis", "menage_id", "menage", "CASCADE"),
        _lien("avis", "point_id", "point_de_seance", "CASCADE"),
        _lien("avis", "partenaire_id", "partenaire"),
        sa.UniqueConstraint("point_id", "partenaire_id", name=op.f("uq_avis_point_id_partenaire_id")),
    )
    _index("avis", "menage_id", "point_id", "partenaire_id")


def _demande() -> None:
    op.create_table(
        "demande_de_passage",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("partenaire_id", sa.Integer(), nullable=True),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("objection", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("seance_id", sa.Integer(), nullable=True),
        *_ligne("demande_de_passage"),
        _lien("demande_de_passage", "menage_id", "menage", "CASCADE"),
        _lien("demande_de_passage", "partenaire_id", "partenaire"),
        _lien("demande_de_passage", "seance_id", "seance", "SET NULL"),
    )
    _index("demande_de_passage", "menage_id", "partenaire_id", "seance_id")


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
