"""Les numéros uniques : en proposer à tout un projet qui n'en a pas, d'après une liste d'autant de demandes."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import select, update

from bench.contexte import AU, Contexte
from bench.mesures import Mesure, chrono, meilleur
from db import masse
from db.fichier import Fichier, ouvrir
from db.numeros_sne import propositions
from db.sauvegarde import sauvegarder
from relogement.modeles import Menage, NumeroSne, Personne
from relogement.nomenclatures import Lien
from relogement.numero_sne import OrigineSne

_COLONNES = ("numero", "bailleur", "provenance", "fichier", "lu_le", "nom", "prenom", "naissance_le")


def proposer(contexte: Contexte) -> Iterator[Mesure]:
    """Chaque titulaire dans une liste, un sur dix à une lettre près, un sur dix né « un 1ᵉʳ janvier »."""
    copie = contexte.neuf("numeros.relogement")
    with contexte.ouvert() as original:
        sauvegarder(original.moteur, original.base, copie)
    fichier = ouvrir(copie)
    _tout_reprendre(fichier)
    with fichier.lire() as session:
        secondes = chrono(partial(propositions, session))
        yield Mesure("Proposer un numéro unique à chaque dossier, en arrière-plan", secondes)
        yield Mesure("… revenir sur l’onglet, rien d’écrit depuis", meilleur(partial(propositions, session)))
    fichier.fermer()
    contexte.neuf(copie.name)


def _tout_reprendre(fichier: Fichier) -> None:
    with fichier.ecrire("Liste du bailleur") as session:
        session.execute(update(Menage).values(numero_unique=None))
        qui = select(Personne.nom, Personne.prenom, Personne.naissance_le).where(Personne.lien == Lien.TITULAIRE)
        lignes = (_ligne(rang, *lue) for rang, lue in enumerate(session.execute(qui).all()))
        masse.inserer(session.connection(), NumeroSne, _COLONNES, lignes)


def _ligne(rang: int, nom: str, prenom: str | None, naissance: Any) -> tuple[Any, ...]:
    if rang % 10 == 1:
        nom = nom[:-1] or nom
    if rang % 10 == 2 and naissance is not None:
        naissance = naissance.replace(day=1, month=1)
    return f"0660126{rang:010}G", "Bailleur", OrigineSne.LISTE, "liste.xlsx", AU, nom, prenom, naissance
