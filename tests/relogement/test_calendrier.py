"""L'agenda : un fichier que tous les calendriers lisent, où personne ne se reconnaît."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from icalendar import Calendar

from relogement.calendrier import agenda, ecrire_agenda, initiales
from relogement.erreurs import ErreurMetier
from relogement.journee import LigneDuJour
from relogement.nomenclatures import Affaire, Attendu

LE = datetime(2026, 11, 20, 10, tzinfo=UTC)


def une_ligne(**champs: object) -> LigneDuJour:
    valeurs: dict[str, object] = {
        "cle": "REPONSE:7", "genre": Affaire.REPONSE, "attendu": Attendu.MENAGE, "menage_id": 1, "cible_id": 7,
        "reference": "AC-026", "objet": "Réponse à l’offre 3", "depuis_le": date(2026, 10, 22),
        "echeance_le": date(2026, 11, 23), "nom": "TRAORÉ Mariam",
    }  # fmt: skip
    return LigneDuJour(**(valeurs | champs))  # type: ignore[arg-type]


def evenements(octets: bytes) -> list[dict[str, str]]:
    calendrier = Calendar.from_ical(octets)
    return [
        {"resume": str(e["summary"]), "debut": str(e.decoded("dtstart")), "fin": str(e.decoded("dtend"))}
        for e in calendrier.walk("VEVENT")
    ]


def test_une_echeance_est_une_journee_entiere_a_son_jour() -> None:
    assert evenements(agenda([une_ligne()], le=LE)) == [
        {"resume": "AC-026 (M. T.) : Réponse à une offre", "debut": "2026-11-23", "fin": "2026-11-24"}
    ]


def test_un_rappel_est_a_son_heure_et_ne_dit_pas_ses_mots() -> None:
    rappel = une_ligne(
        cle="RAPPEL:3", genre=Affaire.RAPPEL, menage_id=None, reference="", nom="", heure=time(14, 30),
        objet="Voir Mme Traoré pour sa santé",
    )  # fmt: skip
    assert evenements(agenda([rappel], le=LE)) == [
        {"resume": "Rappel", "debut": "2026-11-23 14:30:00", "fin": "2026-11-23 15:30:00"}
    ]


def test_rien_de_personnel_ne_part_dans_l_agenda() -> None:
    lignes = [
        une_ligne(),
        une_ligne(cle="SUITE:4", genre=Affaire.SUITE, objet="Rappeler Seydou au 06 12 34 56 78"),
    ]

    ecrit = agenda(lignes, le=LE).decode("utf-8")

    for interdit in ("TRAOR", "Mariam", "Seydou", "06 12", "Rappeler"):
        assert interdit not in ecrit


def test_deux_exports_donnent_les_memes_identifiants_pour_remplacer_sans_doubler() -> None:
    un, deux = (Calendar.from_ical(agenda([une_ligne()], le=LE)).walk("VEVENT")[0]["uid"] for _ in range(2))

    assert un == deux


def test_le_fichier_suit_la_norme() -> None:
    # RFC 5545 : lignes finies par CRLF, de 75 octets au plus, sans retour seul.
    ecrit = agenda([une_ligne(reference="A" * 90)], le=LE)

    assert ecrit.startswith(b"BEGIN:VCALENDAR\r\n")
    assert ecrit.endswith(b"END:VCALENDAR\r\n")
    assert all(len(ligne) <= 75 for ligne in ecrit.split(b"\r\n"))
    assert b"\n" not in ecrit.replace(b"\r\n", b"")


def test_ce_qui_n_a_pas_de_date_n_est_pas_dans_l_agenda() -> None:
    assert evenements(agenda([une_ligne(echeance_le=None)], le=LE)) == []


@pytest.mark.parametrize(
    ("nom", "attendues"),
    [("TRAORÉ Mariam", "M. T."), ("TEIXEIRA LOPES Ana", "A. T."), ("DELMAS", "D."), ("PHAM Thi Lan", "T. L. P."),
     ("", "")],
)  # fmt: skip
def test_les_initiales_d_un_menage(nom: str, attendues: str) -> None:
    assert initiales(nom) == attendues


def test_un_dossier_absent_se_dit_sans_rien_ecrire(tmp_path: Path) -> None:
    with pytest.raises((ErreurMetier, OSError)):
        ecrire_agenda(tmp_path / "absent" / "a.ics", [une_ligne()], le=LE)
    assert list(tmp_path.iterdir()) == []
