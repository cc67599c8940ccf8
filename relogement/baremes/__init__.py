"""Une valeur réglementaire à une date, avec sa référence ; un barème ne change jamais en place."""

from relogement.baremes.ajout import Examen, LigneRevue, ajouter_periode, completer, en_toml, examiner
from relogement.baremes.controle import controler
from relogement.baremes.lecture import (
    Entete,
    bareme,
    empreinte,
    en_vigueur,
    entete,
    lire_periodes,
    noms,
    periodes,
    periodes_ignorees,
)
from relogement.baremes.peremption import perime, perimes
from relogement.baremes.periode import Periode
from relogement.baremes.source import Ajouts, Source

__all__ = [
    "Ajouts",
    "Entete",
    "Examen",
    "LigneRevue",
    "Periode",
    "Source",
    "ajouter_periode",
    "bareme",
    "completer",
    "controler",
    "empreinte",
    "en_toml",
    "en_vigueur",
    "entete",
    "examiner",
    "lire_periodes",
    "noms",
    "perime",
    "perimes",
    "periodes",
    "periodes_ignorees",
]
