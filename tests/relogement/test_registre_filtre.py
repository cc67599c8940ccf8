"""Les filtres du registre : une valeur parmi plusieurs, une date qui borne, ce qui manque."""

from datetime import date
from decimal import Decimal

from relogement.nomenclatures import Reservation, Typologie
from relogement.registre_filtre import Filtre, borne, garde_tous, presentes
from relogement.vacances import Vacance
from tests.fabrique import un_logement


def vacance(**champs: object) -> Vacance:
    refus = champs.pop("refus", 0)
    assert isinstance(refus, int)
    return Vacance(un_logement(**champs), refus=refus)  # type: ignore[arg-type]


PINS = vacance(bailleur="Canigou", commune="Perpignan", typologie=Typologie.T3, loyer=Decimal(400))
TOURS = vacance(bailleur="Têt", commune="Bompas", disponible_le=date(2027, 2, 1), refus=2)
PARC = vacance(bailleur=None, reservation=Reservation.CONTINGENT, reservataire="Action Logement")
TOUS = (PINS, TOURS, PARC)


def gardes(*filtres: Filtre) -> list[Vacance]:
    return [lu for lu in TOUS if garde_tous(filtres, lu)]


def test_une_seule_des_valeurs_suffit_et_les_filtres_s_ajoutent() -> None:
    deux = Filtre("bailleur", ("Canigou", "Têt"))

    assert gardes(deux) == [PINS, TOURS]
    assert gardes(deux, Filtre("commune", ("Bompas",))) == [TOURS]
    assert deux.dit == "Canigou ou Têt"


def test_disponible_a_une_date_ne_perd_pas_l_inconnu() -> None:
    assert gardes(borne(date(2027, 1, 31))) == [PINS, PARC]
    assert gardes(borne(date(2027, 2, 1))) == [PINS, TOURS, PARC]
    assert borne(date(2027, 2, 1)).dit == "au 01/02/2027"


def test_ce_qui_est_reserve_refuse_ou_incomplet_se_trouve() -> None:
    assert gardes(Filtre("reserve", ("à d’autres",))) == [PARC]
    assert gardes(Filtre("refus", (True,))) == [TOURS]
    assert gardes(Filtre("manque", ("loyer inconnu",))) == [TOURS, PARC]
    assert gardes(Filtre("manque", ("typologie inconnue",))) == [TOURS, PARC]


def test_les_valeurs_proposees_sont_celles_du_registre_l_inconnu_a_la_fin() -> None:
    assert presentes("bailleur", TOUS) == [("Canigou", "Canigou", 1), ("Têt", "Têt", 1), (None, "NR", 1)]
    assert ("loyer inconnu", "loyer inconnu", 2) in presentes("manque", TOUS)
