"""La liste des dossiers : l'ouvrir, en montrer la première page, chercher en tapant, trier."""

import sqlite3
from collections.abc import Iterator
from functools import partial

from bench.contexte import AU, Contexte
from bench.mesures import Mesure, chrono, meilleur, p95
from bench.requetes import rejouer, retenues
from db import dossiers
from db.champs_liste import titre_de
from db.fichier import Fichier, ouvrir
from db.registre import DE_BASE, lire_registre
from relogement.exemple.fonds import origines
from relogement.rapprochement import sans_accents
from ui.dossiers.liste import Liste, lire

PAGE = 200
LETTRES = 6
SANS_RIEN = "mêmes requêtes, sqlite3 seul"
UN_DIXIEME = 0.1
TEXTES = ("menage.reference", "logement.ug", "logement.bailleur", "menage.referent")


def ouvrir_et_lister(contexte: Contexte) -> Iterator[Mesure]:
    """Ouvrir le fichier, puis la première page de la liste."""
    nu = meilleur(
        lambda: sqlite3.connect(contexte.base).execute("SELECT version_num FROM alembic_version").close()
    )
    yield Mesure("Ouvrir le fichier", meilleur(lambda: ouvrir(contexte.base).fermer()), "sqlite3.connect", nu)
    with contexte.ouvert() as fichier, contexte.sqlite() as connexion:
        with retenues(fichier.moteur) as requetes:
            _premiere_page(fichier)
        notre, nu = (
            meilleur(f, 5) for f in (partial(_premiere_page, fichier), partial(rejouer, connexion, requetes))
        )
        yield Mesure("Lister : l’ordre de tous, les 200 premiers", notre, SANS_RIEN, nu, cible=UN_DIXIEME)
        with fichier.lire() as session:
            yield Mesure("Lister : de quoi filtrer, trier, compter", meilleur(partial(lire_registre, session)))


def chercher(contexte: Contexte) -> Iterator[Mesure]:
    """Chaque frappe de noms tapés lettre à lettre : ce que la liste garde, dans son ordre."""
    with contexte.ouvert() as fichier, fichier.lire() as session, contexte.sqlite() as connexion:
        liste = Liste()
        liste.poser(lire(session, None, AU))
        liste.ranger(session)
        with retenues(fichier.moteur) as requetes:
            notre = [chrono(partial(liste.preciser, session, frappe)) for frappe in frappes()]
        nu = [chrono(partial(rejouer, connexion, [requete])) for requete in requetes]
    yield Mesure("Chercher en tapant, 95e centile", p95(notre), SANS_RIEN, p95(nu), cible=0.05)


def trier(contexte: Contexte) -> Iterator[Mesure]:
    """Ranger toute la liste par ses colonnes ; celles d'un texte se lisent d'abord, une fois."""
    with contexte.ouvert() as fichier, fichier.lire() as session:
        with retenues(fichier.moteur) as requetes:
            dossiers.ordre(session)
        notre = meilleur(partial(dossiers.ordre, session))
        with contexte.sqlite() as connexion:
            nu = meilleur(partial(rejouer, connexion, requetes))
        yield Mesure("Trier par nom", notre, SANS_RIEN, nu, cible=UN_DIXIEME)
        registre, ordre = lire_registre(session), dossiers.ordre(session)
        for cle in TEXTES:
            secondes = chrono(partial(registre.charger, session, [cle]))
            yield Mesure(f"Lire la colonne « {titre_de(cle)} », hors de l’écran", secondes)
        for cle in (*DE_BASE[1:], *TEXTES):
            secondes = meilleur(partial(registre.trier, ordre, cle))
            yield Mesure(f"Trier par {titre_de(cle)}", secondes, cible=UN_DIXIEME)


def frappes() -> list[str]:
    """Des noms courants et rares, tapés lettre à lettre."""
    noms = [sans_accents(nom) for origine in origines() for nom in origine.noms[:2]]
    return [nom[:lettres] for nom in noms for lettres in range(1, min(len(nom), LETTRES) + 1)]


def _premiere_page(fichier: Fichier) -> None:
    with fichier.lire() as session:
        dossiers.page(session, dossiers.ordre(session)[:PAGE])
