"""Une liste de logements vacants devient des offres ; un quartier tu n'est pas « hors quartier »."""

from datetime import date
from decimal import Decimal

import pytest

from relogement.imports.offres import OffreLue, lire_offres
from relogement.imports.resultat import Lecture
from relogement.nomenclatures import Financement, Reservation, Typologie
from tests.relogement.imports.classeurs import erreurs, messages, un_classeur

TITRES = (
    "Bailleur;Résidence;Adresse;CP;Commune;Code INSEE;QPV;Type;Surface;Étage;Ascenseur;Loyer HC;Charges;Chauffage;"
    "Financement;Date convention;Mise en service;Disponible le"
)
OFFRE = (
    "SA Exemple;Les Pins;6 rue fictive;1000;Bourg;01053;HORS;T2;41,1;RDC;oui;260,23;87,18;collectif gaz;PLAI;"
    "01/01/2022;2021-12-01;05/11/2026"
)


def lues(*lignes: str) -> Lecture[OffreLue]:
    return lire_offres(un_classeur(*(ligne.split(";") for ligne in (TITRES, *lignes))))


def test_une_ligne_devient_une_offre() -> None:
    lecture = lues(OFFRE)

    (offre,) = lecture.objets
    assert (offre.typologie, offre.surface, offre.etage) == (Typologie.T2, Decimal("41.10"), 0)
    assert (offre.code_postal, offre.commune_insee, offre.qpv) == ("01000", "01053", "HORS")
    assert (offre.chauffage_inclus, offre.financement) == (True, Financement.PLAI)
    assert (offre.conventionne_le, offre.disponible_le) == (date(2022, 1, 1), date(2026, 11, 5))
    assert (lecture.totaux.loyer, lecture.totaux.charges) == (Decimal("260.23"), Decimal("87.18"))


def test_un_quartier_ou_un_chauffage_tu_reste_inconnu() -> None:
    (offre,) = lues(OFFRE.replace("HORS", "").replace("collectif gaz", "urbain")).objets

    assert offre.qpv is None
    assert offre.chauffage_inclus is None


def test_un_chauffage_individuel_n_est_pas_dans_les_charges() -> None:
    (offre,) = lues(OFFRE.replace("collectif gaz", "individuel élec")).objets

    assert offre.chauffage_inclus is False


def test_une_typologie_ou_un_loyer_illisible_ecarte_la_ligne() -> None:
    lecture = lues(OFFRE.replace("T2", "loft"), OFFRE.replace("260,23", "à voir"), OFFRE)

    assert [(e.ligne, e.colonne) for e in erreurs(lecture)] == [(2, "Type"), (3, "Loyer HC")]
    assert len(lecture.objets) == 1


def test_un_parking_seul_n_est_pas_une_offre() -> None:
    lecture = lues(OFFRE.replace("T2", "Parking"), OFFRE)

    assert [e.ligne for e in lecture.ecartees] == [2]
    assert "Annexe seule" in messages(lecture)


@pytest.mark.parametrize(
    ("ecrit", "reservation", "reservataire"),
    [
        ("", None, None),
        ("Non réservé", None, None),
        ("néant", None, None),
        ("Relogement NPNRU", Reservation.PROJET, None),
        ("Bailleur", Reservation.BAILLEUR, None),
        ("Action Logement", Reservation.CONTINGENT, "Action Logement"),
        ("Préfecture (DALO)", Reservation.CONTINGENT, "Préfecture (DALO)"),
    ],
)
def test_pour_qui_un_logement_est_garde_se_lit(
    ecrit: str, reservation: Reservation | None, reservataire: str | None
) -> None:
    titres, ligne = f"{TITRES};Réservataire", f"{OFFRE};{ecrit}"

    (offre,) = lire_offres(un_classeur(titres.split(";"), ligne.split(";"))).objets

    assert (offre.reservation, offre.reservataire) == (reservation, reservataire)
