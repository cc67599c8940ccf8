"""L'export « sqlite » : les lignes de type RIME, les indicateurs, leurs définitions et une notice."""

from db.exports import rime
from db.exports.agrege import groupes
from db.exports.portee import Portee
from relogement.exports import export_de
from relogement.exports.agrege import definitions, indicateurs
from relogement.exports.extrait import DEFINITIONS, INDICATEURS, MENAGES, notice
from relogement.exports.rime.mise_en_page import MiseEnPage, mise_en_page_par_defaut
from relogement.exports.tableau import Document


def document(portee: Portee, mise_en_page: MiseEnPage | None = None) -> Document:
    """Quatre tables, celle des ménages d'abord."""
    return Document(
        export_de("sqlite").libelle,
        (
            rime.tableau(portee, mise_en_page or mise_en_page_par_defaut(), nom=MENAGES),
            indicateurs(groupes(portee), portee.au, nom=INDICATEURS),
            definitions(nom=DEFINITIONS),
            notice(portee.au),
        ),
    )
