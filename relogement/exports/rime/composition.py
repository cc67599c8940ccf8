"""La composition d'un ménage, d'après les personnes enregistrées."""

SEULE = "SEUL"
COUPLE = "COUPLE"
COUPLE_ENFANTS = "COUPLE_ENFANTS"
MONOPARENTALE = "MONOPARENTALE"
AUTRE = "AUTRE"


def composition(
    nb_personnes: int | None,
    connues: int | None,
    conjoints: int | None,
    cotitulaires: int | None,
    enfants: int | None,
) -> str | None:
    """Le code de la composition ; vide tant que toutes les personnes ne sont pas connues, une par une.

    Un cotitulaire peut être un conjoint, un parent ou un colocataire : il la rend inconnue.
    """
    if nb_personnes == 1:
        return SEULE
    if not connues or connues != nb_personnes or cotitulaires:
        return None
    autres = connues - 1 - (conjoints or 0) - (enfants or 0)
    return AUTRE if autres or (conjoints or 0) > 1 else _famille(bool(conjoints), bool(enfants))


def _famille(conjoint: bool, enfants: bool) -> str:
    if conjoint:
        return COUPLE_ENFANTS if enfants else COUPLE
    return MONOPARENTALE
