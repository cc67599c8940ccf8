"""Reconnaître les colonnes d'un tableau, deviner sa nature, retenir ce qui a été choisi."""

from relogement.imports.reconnaissance.deviner import NatureDevinee, deviner
from relogement.imports.reconnaissance.empreinte import a_retenir, empreinte
from relogement.imports.reconnaissance.natures import (
    S_IMPORTE,
    AutreNature,
    lexiques,
    lexiques_devines,
    nature_nommee,
)
from relogement.imports.reconnaissance.preparer import preparer
from relogement.imports.reconnaissance.reconnaitre import Candidat, Reconnaissance, Souvenir, reconnaitre

__all__ = [
    "S_IMPORTE",
    "AutreNature",
    "Candidat",
    "NatureDevinee",
    "Reconnaissance",
    "Souvenir",
    "a_retenir",
    "deviner",
    "empreinte",
    "lexiques",
    "lexiques_devines",
    "nature_nommee",
    "preparer",
    "reconnaitre",
]
