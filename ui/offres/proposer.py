"""Proposer un logement à un ménage : toujours par la fenêtre de l'acte du dossier, jamais tout seul."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.dossier import lire_dossier
from relogement.appariement.note import Appariement
from relogement.erreurs import ErreurMetier
from ui.dossier.actes.liste import ouvrir_acte
from ui.ouvert import ProjetOuvert


def ouvrir_l_offre(
    ouvert: ProjetOuvert, trouve: Appariement, parent: QWidget, refuser: Callable[[str], object]
) -> None:
    """La fenêtre « Proposer une offre » de ce dossier, ce logement déjà choisi."""
    try:
        with ouvert.fichier.lire() as session:
            lu = lire_dossier(session, trouve.candidat.menage.id)
    except ErreurMetier as erreur:
        refuser(str(erreur))
        return
    ouvrir_acte("offre", ouvert, lu, trouve.logement, parent)
