"""Lire la commande, faire ce que dit le verbe, et rendre une phrase plutôt qu'une trace."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from typing_extensions import override

from relogement.erreurs import ErreurMetier
from relogement.fuites.rapport import FuiteTrouvee
from ui.cli.apl import APL
from ui.cli.apparier import AFFECTER, APPARIER
from ui.cli.calendrier import CALENDRIER
from ui.cli.cellule import CELLULE
from ui.cli.chiffres import BILAN, INDICATEURS
from ui.cli.colonnes import COLONNES
from ui.cli.completude import COMPLETUDE
from ui.cli.consultation import CONSULTATION
from ui.cli.demo import DEMO
from ui.cli.document import DOCUMENT
from ui.cli.echanges import EXPORTER, IMPORTER
from ui.cli.echeance import ECHEANCE
from ui.cli.equilibre import EQUILIBRE
from ui.cli.fuites import CONTROLE_ECHOUE, CONTROLER_FUITES, dire_la_fuite
from ui.cli.lire import LIRE
from ui.cli.liste import LISTE
from ui.cli.localiser import LOCALISER
from ui.cli.lots import ANNULER_LOT, LOTS
from ui.cli.modele import MODELE
from ui.cli.partage import PARTAGE
from ui.cli.passation import PASSATION
from ui.cli.periodes import DESCELLER, PERIODES, RECTIFICATIONS, SCELLER
from ui.cli.projet import NOUVEAU, RESTAURER, SAUVEGARDER, VERIFIER
from ui.cli.pseudonymes import PSEUDONYMES
from ui.cli.regle_25 import REGLE_25
from ui.cli.sne import RAPPROCHEMENT
from ui.cli.vacances import VACANCES
from ui.cli.vidage import VIDAGE

VERBES = (
    DEMO,
    NOUVEAU,
    LIRE,
    MODELE,
    IMPORTER,
    LISTE,
    LOTS,
    ANNULER_LOT,
    RAPPROCHEMENT,
    COMPLETUDE,
    REGLE_25,
    PARTAGE,
    VACANCES,
    APPARIER,
    AFFECTER,
    CONSULTATION,
    EQUILIBRE,
    INDICATEURS,
    VIDAGE,
    CELLULE,
    EXPORTER,
    CONTROLER_FUITES,
    BILAN,
    DOCUMENT,
    APL,
    ECHEANCE,
    CALENDRIER,
    LOCALISER,
    PASSATION,
    SCELLER,
    PERIODES,
    DESCELLER,
    RECTIFICATIONS,
    PSEUDONYMES,
    COLONNES,
    VERIFIER,
    SAUVEGARDER,
    RESTAURER,
)
MAUVAIS_USAGE = 2
_TRADUCTIONS = (
    ("the following arguments are required:", "il manque :"),
    ("unrecognized arguments:", "argument inconnu :"),
    ("expected one argument", "attend une valeur"),
    ("expected at least one argument", "attend au moins une valeur"),
    ("invalid choice:", "choix inconnu :"),
    ("choose from", "choisir parmi"),
    ("argument ", ""),
)


class _Analyseur(argparse.ArgumentParser):
    """argparse, mais une faute d'usage est une phrase en français."""

    @override
    def error(self, message: str) -> NoReturn:
        for anglais, francais in _TRADUCTIONS:
            message = message.replace(anglais, francais)
        print(f"{self.prog} : {message}. Voir « {self.prog} --help ».", file=sys.stderr)
        raise SystemExit(MAUVAIS_USAGE)


def main(arguments: Sequence[str], *, ouvrir: Callable[[str], int] | None = None) -> int:
    """Exécute une commande : 0 si tout va bien, 1 si un contrôle échoue, 2 si la demande est mauvaise.

    ``ouvrir`` montre la fenêtre sur une base ; la ligne de commande elle-même ignore Qt.
    """
    demande = _analyseur().parse_args(arguments)
    demande.ouvrir = ouvrir
    try:
        return int(demande.faire(demande))
    except FuiteTrouvee as fuite:
        print(fuite, file=sys.stderr)
        dire_la_fuite(fuite.rapport)
        return CONTROLE_ECHOUE
    except ErreurMetier as erreur:
        print(erreur, file=sys.stderr)
        return MAUVAIS_USAGE
    except BrokenPipeError:  # la commande d'après (« | head ») n'en veut plus
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except KeyboardInterrupt:
        print("Arrêté ; rien n’a été enregistré.", file=sys.stderr)
        return MAUVAIS_USAGE


def _analyseur() -> argparse.ArgumentParser:
    analyseur = _Analyseur(prog="relogement", description="Suivi du relogement ; sans argument, ouvre la fenêtre.")
    verbes = analyseur.add_subparsers(title="verbes", metavar="VERBE", required=True, parser_class=_Analyseur)
    for verbe in VERBES:
        sous = verbes.add_parser(verbe.nom, help=verbe.aide, description=verbe.aide)
        verbe.options(sous)
        sous.set_defaults(faire=verbe.faire)
    return analyseur
