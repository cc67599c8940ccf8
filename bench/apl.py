"""L'APL de cent mille ménages, sur un seul cœur."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bench.contexte import Contexte
from bench.mesures import Mesure, meilleur
from relogement.regles.apl import DemandeApl, estimer, montants_estimes

NOMBRE = 100_000
EN_DETAIL = 1_000
AU = date(2026, 11, 1)


def estimer_les_apl(contexte: Contexte) -> Iterator[Mesure]:
    """Cent mille montants d'un coup, puis mille estimations avec leur détail et leur intervalle."""
    demandes = _demandes()
    en_nombre = meilleur(lambda: montants_estimes(demandes, au=AU))
    une_a_une = meilleur(lambda: [estimer(demande, au=AU) for demande in demandes[:EN_DETAIL]])
    yield Mesure("Estimer 100 000 APL", en_nombre, cible=2)
    yield Mesure("Estimer 1 000 APL, avec le détail et l’intervalle", une_a_une)


def _demandes() -> list[DemandeApl]:
    hasard = random.Random(2026)
    return [
        DemandeApl(
            zone=hasard.randint(1, 3),
            loyer=Decimal(hasard.randint(20_000, 90_000)).scaleb(-2),
            personnes_a_charge=hasard.randint(0, 7),
            ressources=Decimal(hasard.randint(0, 30_000)),
            couple=hasard.random() < 0.5,
            rls=hasard.random() < 0.9,
        )
        for _ in range(NOMBRE)
    ]
