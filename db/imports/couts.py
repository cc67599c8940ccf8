"""Les montants d'un coût importé, chacun avec sa source."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from db.imports.chantier import SANS_NOMS, Chantier, Noms, Reprise
from db.imports.fiches import Fiche
from relogement.nomenclatures import Source


def poser_cout(
    chantier: Chantier,
    ligne: Reprise,
    cout: Fiche,
    montants: Mapping[str, Decimal | None],
    noms: Noms = SANS_NOMS,
    source: Source | None = None,
) -> None:
    """Donne des montants à un coût ; chacun de ceux qui changent reçoit sa source."""
    suite = None if source is None else partial(_justifier, chantier, cout, source)
    ligne.poser(cout, montants, noms, suite)


def _justifier(chantier: Chantier, cout: Fiche, source: Source, montant: str) -> None:
    justifier(chantier, cout, montant, source)


def justifier(chantier: Chantier, cout: Fiche, montant: str, source: Source) -> None:
    """Dit d'où vient un montant ; une APL estimée se reconnaît partout à sa source."""
    traces = {**(cout.valeurs.get("provenances") or {}), montant: {"source": source.value, "le": None}}
    chantier.changer(cout, "provenances", traces)
    if montant == "apl":
        chantier.changer(cout, "apl_estimee", source is Source.ESTIMATION)
