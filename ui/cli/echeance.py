"""La fin d'un délai, et ce qui l'a déplacée."""

import argparse

from relogement.erreurs import ErreurMetier
from relogement.regles.echeances import fin_de_delai_en_jours, fin_de_delai_en_mois
from ui.cli.verbe import Verbe, jour


def _options(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("depuis", type=jour, metavar="AAAA-MM-JJ", help="jour de la notification")
    delai = sous.add_mutually_exclusive_group(required=True)
    delai.add_argument("--jours", type=int, help="délai en jours")
    delai.add_argument("--mois", type=int, help="délai en mois")
    sous.add_argument("--alsace-moselle", action="store_true", help="avec les jours fériés locaux")


def _echeance(demande: argparse.Namespace) -> int:
    duree = demande.mois if demande.jours is None else demande.jours
    if not 0 < duree <= 3650:
        raise ErreurMetier("Le délai doit être d’au moins un jour ou un mois, et de dix ans au plus.")
    calcul = fin_de_delai_en_mois if demande.jours is None else fin_de_delai_en_jours
    try:
        fin = calcul(demande.depuis, duree, alsace_moselle=demande.alsace_moselle)
    except (OverflowError, ValueError) as erreur:
        raise ErreurMetier("La fin de ce délai sort du calendrier. Vérifiez la date.") from erreur
    print(fin.le.isoformat())
    if fin.motif:
        print(fin.motif)
    return 0


ECHEANCE = Verbe("echeance", "Calcule la fin d’un délai (CPC, art. 641 et 642).", _options, _echeance)
