"""Les logements de l'exemple : ceux que l'on quitte, et ceux que l'on propose dans les résidences."""

import re
from datetime import timedelta
from decimal import Decimal
from random import Random

from relogement.exemple.fonds import niveaux
from relogement.exemple.jours import Calendrier
from relogement.exemple.montants import Bien
from relogement.exemple.operations import Chantier
from relogement.exemple.residences import Residence
from relogement.exemple.trames import Trame
from relogement.logement import LogementOffert, LogementQuitte
from relogement.nomenclatures import StatutLogement, Typologie
from relogement.regles.echeances import plus_mois

_PORTE = re.compile(r"(?P<entree>\w+)-(?P<etage>\d)(?P<porte>\d)")
_CHAUFFAGE = {True: "Collectif", False: "Individuel", None: None}


def quitte(trame: Trame, chantier: Chantier, alea: Random) -> LogementQuitte:
    """Le logement que dit une trame : « C2-32 » est l'entrée C2, 3e étage, porte 2."""
    lieu = _PORTE.fullmatch(trame.logement)
    assert lieu and trame.typologie
    return LogementQuitte(
        operation=chantier.operation,
        ug=f"{chantier.ug}{trame.reference.partition('-')[2]}",
        adresse=chantier.adresse,
        batiment=chantier.batiment,
        entree=lieu["entree"],
        etage=lieu["etage"],
        porte=lieu["porte"],
        typologie=trame.typologie,
        surface=surface(trame.typologie, alea),
        pieces_habitables=int(trame.typologie[1]),
        bailleur=chantier.operation.maitre_ouvrage,
        chauffage=_CHAUFFAGE[True],
        statut=StatutLogement.LOUE if trame.etat else StatutLogement.VACANT,
    )


def offert(residence: Residence, typologie: Typologie, calendrier: Calendrier, alea: Random) -> LogementOffert:
    """Un logement de cette résidence."""
    mois = residence.anciennete_mois
    return LogementOffert(
        bailleur=residence.bailleur,
        residence=residence.nom,
        adresse=residence.adresse,
        commune=residence.commune,
        code_postal=residence.code_postal,
        commune_insee=residence.insee,
        lon=residence.lon,
        lat=residence.lat,
        qpv=residence.qpv,
        typologie=typologie,
        surface=surface(typologie, alea, Decimal("1.02")),
        pieces_habitables=int(typologie[1]),
        etage=alea.randint(0, residence.etages),
        ascenseur=residence.ascenseur,
        adapte_pmr=residence.ascenseur and alea.random() < 0.25,
        premiere_location=residence.premiere,
        conventionne_le=None if mois is None else plus_mois(calendrier.au, -mois),
        mise_en_service_le=None if mois is None else plus_mois(calendrier.au, -mois) + timedelta(days=21),
        rt2005=None if mois is None else mois < 180,
        financement=residence.financement,
        chauffage=_CHAUFFAGE[residence.chauffage_inclus],
    )


def bien(logement: LogementOffert | LogementQuitte, residence: Residence | None = None) -> Bien:
    """Ce qui fixe le prix de ce logement."""
    assert logement.typologie and logement.surface
    if residence is None:
        return Bien(logement.typologie, logement.surface)
    return Bien(logement.typologie, logement.surface, residence.niveau, residence.chauffage_inclus)


def surface(typologie: Typologie, alea: Random, niveau: Decimal = Decimal(1)) -> Decimal:
    """Une surface habitable, au décimètre carré près."""
    ecart = Decimal(alea.randint(960, 1045)) / 1000
    return (niveaux().surfaces[typologie] * niveau * ecart).quantize(Decimal("0.1"))
