"""La fin d'un délai, et ce qui l'a déplacée."""

import argparse
from dataclasses import dataclass
from datetime import date, datetime

from relogement.erreurs import ErreurMetier
from relogement.regles.echeances import fin_de_delai_en_heures, fin_de_delai_en_jours, fin_de_delai_en_mois
from ui.cli.verbe import Verbe, jour

DIX_ANS = {"heures": 87_600, "jours": 3650, "mois": 120}


@dataclass(frozen=True)
class _Fin:
    """La fin à écrire, et ce qui l'a déplacée."""

    le: str
    motif: str


def _options(sous: argparse.ArgumentParser) -> None:
    sous.add_argument(
        "depuis",
        type=_jour_ou_instant,
        metavar="AAAA-MM-JJ[THH:MM]",
        help="jour de la notification ; son heure aussi pour un délai en heures",
    )
    delai = sous.add_mutually_exclusive_group(required=True)
    delai.add_argument("--jours", type=int, help="délai en jours")
    delai.add_argument("--mois", type=int, help="délai en mois")
    delai.add_argument("--heures", type=int, help="délai en heures, d’heure en heure")
    sous.add_argument("--alsace-moselle", action="store_true", help="avec les jours fériés locaux")


def _echeance(demande: argparse.Namespace) -> int:
    unite = next(nom for nom in DIX_ANS if getattr(demande, nom) is not None)
    duree: int = getattr(demande, unite)
    if not 0 < duree <= DIX_ANS[unite]:
        raise ErreurMetier("Le délai doit être d’au moins une heure, un jour ou un mois, et de dix ans au plus.")
    try:
        fin = _fin(demande.depuis, duree, unite, alsace_moselle=demande.alsace_moselle)
    except (OverflowError, ValueError) as erreur:
        raise ErreurMetier("La fin de ce délai sort du calendrier. Vérifiez la date.") from erreur
    print(fin.le)
    if fin.motif:
        print(fin.motif)
    return 0


def _fin(depuis: date, duree: int, unite: str, *, alsace_moselle: bool) -> _Fin:
    if unite == "heures":
        if not isinstance(depuis, datetime):
            raise ErreurMetier("Un délai en heures part d’une heure : écrivez-la, par exemple 2026-11-20T14:30.")
        heure = fin_de_delai_en_heures(depuis, duree, alsace_moselle=alsace_moselle)
        return _Fin(heure.le.isoformat(timespec="minutes"), heure.motif)
    if isinstance(depuis, datetime):
        raise ErreurMetier("Un délai en jours ou en mois part d’un jour, sans heure. Écrivez AAAA-MM-JJ.")
    calcul = fin_de_delai_en_mois if unite == "mois" else fin_de_delai_en_jours
    fin = calcul(depuis, duree, alsace_moselle=alsace_moselle)
    return _Fin(fin.le.isoformat(), fin.motif)


def _jour_ou_instant(texte: str) -> date:
    """Un jour, ou un jour et son heure ; une phrase sinon."""
    if "T" not in texte and " " not in texte:
        return jour(texte)
    try:
        return datetime.fromisoformat(texte)
    except ValueError as erreur:
        message = f"« {texte} » n’est pas une date et une heure : écrire 2026-11-20T14:30"
        raise argparse.ArgumentTypeError(message) from erreur


ECHEANCE = Verbe("echeance", "Calcule la fin d’un délai (CPC, art. 641 et 642).", _options, _echeance)
