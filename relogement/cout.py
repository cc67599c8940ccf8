"""Ce que coûte un logement par mois, montant par montant, chacun avec sa source et sa date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Euros, Ligne
from relogement.champs import COUTS, champ
from relogement.nomenclatures import Moment, Source

MONTANTS = ("loyer", "annexes", "rls", "sls", "charges", "forfait_eau", "forfait_chauffage", "apl")


@dataclass(frozen=True)
class Provenance:
    """D'où vient un montant, et de quand il date."""

    source: Source | None = None
    le: date | None = None


class Cout(Ligne, kw_only=True):
    """Le coût mensuel d'un logement pour un ménage : avant, pour une offre, ou après.

    Un loyer, des charges ou une APL vides sont inconnus ; RLS, SLS et annexes vides valent zéro.
    """

    __tablename__ = "cout"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id"), index=True, init=False)
    offre_id: Mapped[int | None] = mapped_column(ForeignKey("offre.id"), index=True, init=False, default=None)
    relogement_id: Mapped[int | None] = mapped_column(
        ForeignKey("relogement.id"), index=True, init=False, default=None
    )
    moment: Mapped[Moment] = mapped_column(info=champ("Moment", COUTS))
    loyer: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Loyer hors charges, hors RLS", COUTS, unite="€", sensible=True)
    )
    annexes: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Loyer des annexes", COUTS, unite="€", sensible=True)
    )
    rls: Mapped[Euros | None] = mapped_column(default=None, info=champ("RLS", COUTS, unite="€", sensible=True))
    sls: Mapped[Euros | None] = mapped_column(default=None, info=champ("SLS", COUTS, unite="€", sensible=True))
    charges: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Charges récupérables", COUTS, unite="€", sensible=True)
    )
    eau_incluse: Mapped[bool | None] = mapped_column(
        default=None, info=champ("Eau comprise dans les charges", COUTS)
    )
    chauffage_inclus: Mapped[bool | None] = mapped_column(
        default=None, info=champ("Chauffage compris dans les charges", COUTS)
    )
    forfait_eau: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Eau hors charges", COUTS, unite="€", sensible=True)
    )
    forfait_chauffage: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Chauffage hors charges", COUTS, unite="€", sensible=True)
    )
    apl: Mapped[Euros | None] = mapped_column(default=None, info=champ("APL", COUTS, unite="€", sensible=True))
    apl_estimee: Mapped[bool] = mapped_column(default=False, server_default="0")
    provenances: Mapped[Mapping[str, Any] | None] = mapped_column(
        default=None, info=champ("Source des montants", COUTS)
    )

    def provenance(self, montant: str) -> Provenance:
        """La source et la date d'un montant, inconnues si rien n'a été dit."""
        trace = (self.provenances or {}).get(montant, {})
        return Provenance(
            Source(trace["source"]) if trace.get("source") else None,
            date.fromisoformat(trace["le"]) if trace.get("le") else None,
        )

    def justifier(self, montant: str, source: Source | None, le: date | None) -> None:
        """Dit d'où vient un montant ; une APL estimée se reconnaît partout à sa source."""
        trace = {"source": source and source.value, "le": le and le.isoformat()}
        self.provenances = {**(self.provenances or {}), montant: trace}
        if montant == "apl":
            self.apl_estimee = source is Source.ESTIMATION

    def montant(self, nom: str) -> Decimal | None:
        """Un montant par son nom."""
        valeur: Decimal | None = getattr(self, nom)
        return valeur
