"""Clore une période : ce que dure la préparation, qui n'attend personne, et ce que tient le tour d'écriture."""

from collections.abc import Iterator
from functools import partial

from bench.contexte import Contexte
from bench.mesures import Mesure, chrono
from db.fichier import ouvrir
from db.sauvegarde import sauvegarder
from db.scelles.demande import Demande
from db.scelles.sceller import Prete, acte, enregistrer, preparer
from relogement.scelles.periode import lire_periode

DEMANDE = Demande(lire_periode("2026-T3"))


def sceller(contexte: Contexte) -> Iterator[Mesure]:
    """Un trimestre de tout le projet, sur une copie."""
    copie = contexte.neuf("scelles.relogement")
    with contexte.ouvert() as original:
        sauvegarder(original.moteur, original.base, copie)
    fichier, pretes = ouvrir(copie), list[Prete]()
    with fichier.lire() as session:
        lire = partial(preparer, session, demande=DEMANDE, auteur="Banc d’essai")
        yield Mesure("Clore une période : préparer, en arrière-plan", chrono(lambda: pretes.append(lire())))
    with fichier.ecrire(acte(DEMANDE)) as session:
        secondes = chrono(partial(enregistrer, session, pretes[0]))
    yield Mesure("Clore une période : enregistrer, seul à tenir l’écriture", secondes)
    fichier.fermer()
    contexte.neuf(copie.name)
