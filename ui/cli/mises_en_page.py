"""La mise en page d'un export, par son nom dans le projet ou par un fichier TOML."""

import argparse
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from db.mises_en_page import Presentation, choisie, utilisable
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.mise_en_page import MiseEnPage
from ui.cli.verbe import fichier_existant


def option_mise_en_page(sous: argparse.ArgumentParser) -> None:
    sous.add_argument(
        "--mise-en-page", metavar="NOM|F.toml", help="une mise en page du projet, ou un fichier (export rime)"
    )


def mise_en_page_demandee(
    session: Session, demandee: str | None, *, stricte: bool = False
) -> tuple[str, MiseEnPage | None]:
    """Son nom, et ce qui en est utilisable ; ce qui ne va pas se dit, et refuse tout si la demande est stricte."""
    presentation = _presentation(session, demandee)
    controle = presentation.controle
    for defaut in controle.defauts:
        print(f"Mise en page « {presentation.nom} ». {defaut.dit}", file=sys.stderr)
    if controle.page is None or (stricte and not controle.est_entiere):
        raise ErreurMetier(
            f"La mise en page « {presentation.nom} » ne peut pas servir. Corrigez-la, puis recommencez."
        )
    return presentation.nom, utilisable(presentation)


def _presentation(session: Session, demandee: str | None) -> Presentation:
    if demandee is None or not demandee.lower().endswith(".toml"):
        return choisie(session, demandee)
    chemin = fichier_existant(demandee)
    return Presentation(chemin.stem, texte_du_fichier(chemin), id=0)


def texte_du_fichier(chemin: Path) -> str:
    """Le contenu d'un fichier de mise en page."""
    try:
        return chemin.read_text("utf-8-sig")
    except UnicodeDecodeError as erreur:
        raise ErreurMetier(f"« {chemin.name} » n’est pas un texte UTF-8. Enregistrez-le en UTF-8.") from erreur
    except OSError as erreur:
        raise ErreurMetier(f"« {chemin.name} » ne peut pas être lu. Vérifiez vos droits.") from erreur
