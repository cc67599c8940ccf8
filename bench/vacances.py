"""Mille ménages face à trois cents logements, puis la répartition de cinq cents ménages."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bench.contexte import Contexte as Passage
from bench.mesures import Mesure, meilleur
from relogement.appariement.affectation import Contraintes, repartir
from relogement.appariement.candidat import Candidat, Contexte, candidat
from relogement.appariement.poids import Part
from relogement.appariement.tableau import tableau
from relogement.charte_fichier import charte_par_defaut
from relogement.cout import Cout
from relogement.demande import Besoin, Souhait
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import CodeBesoin, Financement, Lien, Moment, Typologie, ZonePlafond
from relogement.operation import Operation
from relogement.situation import Cadre

AU = date(2026, 11, 2)
MENAGES, LOGEMENTS, A_REPARTIR = 1000, 300, 500
COMMUNES = (("Perpignan", "66136"), ("Cabestany", "66028"), ("Toulouges", "66213"))
MINIMA = {Part.HORS_QPV: Decimal(50), Part.NEUF: Decimal(20)}


def apparier_le_vivier(_: Passage) -> Iterator[Mesure]:
    """Le tableau entier, puis la répartition sans et avec des parts minimales."""
    hasard = random.Random(2026)
    ici = Contexte(
        AU, charte_par_defaut(), Cadre("QP066007", None, False, [charte_par_defaut()]), zone=ZonePlafond.AUTRES
    )
    operation = Operation(code="OP", libelle="Opération")
    menages = [_menage(hasard, n, operation, ici) for n in range(MENAGES)]
    logements = [_logement(hasard) for _ in range(LOGEMENTS)]
    yield Mesure(
        "Apparier 1 000 ménages et 300 logements", meilleur(lambda: tableau(menages, logements, ici)), cible=1
    )
    vu = tableau(menages[:A_REPARTIR], logements, ici)
    yield Mesure("Répartir 300 logements entre 500 ménages", meilleur(lambda: repartir(vu)), cible=3)
    exigeante = meilleur(lambda: repartir(vu, Contraintes(minima=MINIMA)))
    yield Mesure("Répartir avec deux parts minimales", exigeante, cible=3)


def _menage(hasard: random.Random, rang: int, operation: Operation, ici: Contexte) -> Candidat:
    nombre = hasard.randint(1, 6)
    avant = Cout(
        moment=Moment.AVANT, loyer=Decimal(hasard.randint(200, 600)), charges=Decimal(90), apl=Decimal(150)
    )
    enfants = [Personne(lien=Lien.ENFANT, nom="X", naissance_le=date(2012, 1, n + 1)) for n in range(nombre - 1)]
    quitte = LogementQuitte(operation=operation, surface=Decimal(hasard.randint(30, 100)))
    menage = Menage(
        reference=f"M{rang}", operation=operation, nb_personnes=nombre, nb_moins_14=max(0, nombre - 2),
        ressources=Decimal(hasard.randint(700, 2800)), couts=[avant], enquete_le=AU, logement_quitte=quitte,
        personnes=[Personne(lien=Lien.TITULAIRE, nom="X"), *enfants],
        rfr=Decimal(hasard.randint(6_000, 34_000)),
        besoins=[Besoin(code=c) for c in hasard.sample(list(CodeBesoin), hasard.choice((0, 0, 1, 2)))],
        souhaits=[Souhait(rang=n, lieu=c[0]) for n, c in enumerate(hasard.sample(COMMUNES, 2), 1)],
    )  # fmt: skip
    return candidat(menage, ici)


def _logement(hasard: random.Random) -> LogementOffert:
    commune, insee = hasard.choice(COMMUNES)
    typologie = hasard.choice(list(Typologie))
    pieces = int(typologie.value[1])
    return LogementOffert(
        commune=commune, commune_insee=insee, typologie=typologie, surface=Decimal(18 * pieces + 10),
        etage=hasard.randint(0, 6), ascenseur=hasard.choice((True, False)), financement=Financement.PLUS,
        qpv=hasard.choice(("HORS", "QP066003")), premiere_location=hasard.random() < 0.3,
        conventionne_le=date(2005, 1, 1), loyer=Decimal(hasard.randint(25_000, 65_000)) / 100, charges=Decimal(80),
    )  # fmt: skip
