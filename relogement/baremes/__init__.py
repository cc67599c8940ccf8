"""Une valeur réglementaire à une date, avec sa référence ; un barème ne change jamais en place."""

from relogement.baremes.ajout import (
    Examen,
    LigneRevue,
    ajouter_periode,
    avec_montants,
    completer,
    en_toml,
    examiner,
    revue,
)
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
from relogement.baremes.libelles import libelle_de_ligne, valeur_ecrite
from relogement.baremes.peremption import perime, perimes
from relogement.baremes.periode import Periode, Valeur
from relogement.baremes.source import Ajouts, Source

__all__ = [
    "Ajouts",
    "Entete",
    "Examen",
    "LigneRevue",
    "Periode",
    "Source",
    "Valeur",
    "ajouter_periode",
    "avec_montants",
    "bareme",
    "completer",
    "controler",
    "empreinte",
    "en_toml",
    "en_vigueur",
    "entete",
    "examiner",
    "libelle_de_ligne",
    "lire_periodes",
    "noms",
    "perime",
    "perimes",
    "periodes",
    "periodes_ignorees",
    "revue",
    "valeur_ecrite",
]
