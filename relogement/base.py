"""La base déclarative des modèles : types des colonnes, version des lignes, `repr` sans donnée personnelle."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Self

from sqlalchemy import JSON, Date, DateTime, Integer, MetaData, String, TypeDecorator
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column
from typing_extensions import override

CENTIEMES = Decimal(100)


class Centiemes(TypeDecorator[Decimal]):
    """Un Decimal à deux décimales, gardé en entier : des cents, des centièmes de m²."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((Decimal(value) * CENTIEMES).to_integral_value(ROUND_HALF_UP))

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


Euros = Annotated[Decimal, "euros"]
MetresCarres = Annotated[Decimal, "m2"]
Pourcent = Annotated[Decimal, "%"]


class Code(StrEnum):
    """Une nomenclature : le code est stocké, le libellé est montré."""

    libelle: str

    def __new__(cls, code: str, libelle: str = "") -> Self:
        membre = str.__new__(cls, code)
        membre._value_ = code
        membre.libelle = libelle
        return membre


def _codes(nomenclature: type[Enum]) -> list[str]:
    return [str(membre.value) for membre in nomenclature]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Mère de tous les modèles."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 — attendu tel quel par SQLAlchemy
        Euros: Centiemes(),
        MetresCarres: Centiemes(),
        Pourcent: Centiemes(),
        date: Date(),
        datetime: DateTime(),
        str: String(),
        Code: SqlEnum(Code, native_enum=False, create_constraint=False, length=40, values_callable=_codes),
        Mapping[str, Any]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON(none_as_null=True),
    }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self, 'id', None)}>"


class Ligne(Base, kw_only=True, eq=False, repr=False):
    """Une ligne qui se modifie : sa version empêche deux personnes de s'effacer sans le voir."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    version: Mapped[int] = mapped_column(init=False, default=1, server_default="1")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.__table__.c.version}
