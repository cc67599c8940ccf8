"""Des ménages et des logements au hasard, avec ce qui manque dans la vraie vie."""

import random
from datetime import date
from decimal import Decimal

from relogement.appariement.candidat import Contexte
from relogement.demande import Besoin, Souhait
from relogement.logement import LogementOffert
from relogement.menage import Menage, Personne
from relogement.nomenclatures import CodeBesoin, Financement, Lien, TypeDossier, Typologie, ZonePlafond
from relogement.situation import Cadre
from tests.fabrique import un_cout, un_menage, une_charte, une_operation

AU = date(2026, 11, 2)
LIEUX = (("Perpignan", "66136"), ("Cabestany", "66028"), ("Toulouges", "66213"), (None, None))
SITE = "QP066007"


def un_contexte(**charte: object) -> Contexte:
    cadre = Cadre(site=SITE, site_2024=None, outre_mer=False, chartes=[une_charte()])
    return Contexte(AU, une_charte(**charte), cadre, zone=ZonePlafond.AUTRES)


def un_menage_au_hasard(hasard: random.Random, rang: int) -> Menage:
    """De une à sept personnes ; parfois sans ressources, sans coût d'avant, sans enquête."""
    nombre = hasard.randint(1, 7)
    avant = un_cout(
        hasard.choice((None, hasard.randint(200, 700))),
        hasard.randint(20, 180),
        hasard.choice((0, 150, 260, None)),
        eau_incluse=hasard.choice((None, True, False)), chauffage_inclus=hasard.choice((None, True, False)),
        forfait_eau=hasard.choice((None, 18)), forfait_chauffage=hasard.choice((None, 45)),
    )  # fmt: skip
    menage = un_menage(
        f"H{rang}", nb_personnes=nombre, nb_moins_14=max(0, nombre - 2),
        ressources=hasard.choice((None, 0, hasard.randint(300, 3000))), operation=une_operation(),
        avant=hasard.choice((avant, avant, None)), surface=hasard.choice((None, hasard.randint(25, 110))),
        enquete_le=hasard.choice((None, AU)), souhait_typologie=hasard.choice((None, *Typologie)),
        type=hasard.choice((TypeDossier.TITULAIRE, TypeDossier.TITULAIRE, TypeDossier.DECOHABITANT)),
        rfr=hasard.choice((None, Decimal(hasard.randint(5_000, 60_000)))),
    )  # fmt: skip
    for n in range(1, nombre):
        lien = Lien.CONJOINT if n == 1 and hasard.random() < 0.5 else Lien.ENFANT
        menage.personnes.append(Personne(lien=lien, nom="Exemple", naissance_le=date(2010 + n, 3, 4)))
    menage.besoins = [Besoin(code=c) for c in hasard.sample(list(CodeBesoin), hasard.choice((0, 0, 1, 2, 3)))]
    lieux = hasard.sample(("Perpignan", "cabestany", "Moulin à Vent", "TOULOUGES"), hasard.randint(0, 3))
    menage.souhaits = [
        Souhait(rang=r, lieu=lieu, typologie=hasard.choice((None, *Typologie))) for r, lieu in enumerate(lieux, 1)
    ]
    return menage


def un_logement_au_hasard(hasard: random.Random, rang: int) -> LogementOffert:
    """Un loyer parfois inconnu, parfois dégressif, parfois nul ; une surface parfois manquante."""
    commune, insee = hasard.choice(LIEUX)
    loyer = hasard.choice((None, 0, 2000, *(hasard.randint(20_000, 80_000) / Decimal(100) for _ in range(6))))
    logement = LogementOffert(
        residence=hasard.choice(("Les Pins", "Moulin à Vent", None)), commune=commune, commune_insee=insee,
        qpv=hasard.choice((None, "HORS", SITE, "QP066003")), typologie=hasard.choice((None, *Typologie)),
        surface=hasard.choice((None, Decimal(hasard.randint(1800, 12000)) / 100)),
        pieces_habitables=hasard.choice((None, None, 3, 5)), etage=hasard.choice((None, 0, 1, 4)),
        ascenseur=hasard.choice((None, True, False)), adapte_pmr=hasard.choice((None, True, False)),
        premiere_location=hasard.choice((None, True, False)),
        conventionne_le=hasard.choice((None, date(2000, 1, 1), date(2024, 1, 1))),
        financement=hasard.choice((None, *Financement)), loyer=None if loyer is None else Decimal(loyer),
        charges=hasard.choice((None, Decimal("85.50"), Decimal(140))),
        chauffage_inclus=hasard.choice((None, True, False)),
    )  # fmt: skip
    logement.id = rang
    return logement
