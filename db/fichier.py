"""Ouvrir, lire, écrire : un fichier ``.relogement`` ou un serveur PostgreSQL, par les mêmes gestes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import Session

from db import bilans, journal, numeros  # noqa: F401 — « numeros » s'installe en se chargeant
from db.horloge import auteur_par_defaut, maintenant
from db.migrer import est_a_jour, migrer
from db.modeles import Base
from db.moteur import ECRITURE, creer_moteur, est_serveur
from db.pannes import en_francais
from db.pseudonymes import cle_neuve
from db.sauvegarde import sauvegarder_avant_migration
from db.verifications import refuser_les_nir
from relogement.charte import Charte
from relogement.erreurs import ErreurMetier
from relogement.projet import Projet
from relogement.travail import Avancement, sans_avancement

EXTENSION = ".relogement"
_REGARDER: Mapping[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Fichier:
    """Une base ouverte. ``with lire()`` pour regarder, ``with ecrire(acte)`` pour changer : tout ou rien.

    ``ecritures`` : celles que cette ouverture a faites, dans leur ordre ; ce sont elles que Ctrl+Z annule.
    """

    def __init__(self, base: str | Path, moteur: Engine, *, auteur: str = "") -> None:
        self.base = str(base)
        self.moteur = moteur
        self.auteur = auteur or auteur_par_defaut()
        self.ecritures: list[int] = []

    @property
    def nom(self) -> str:
        """Le nom à montrer : celui du fichier, ou de la base du serveur, jamais un mot de passe."""
        return str(self.moteur.url.database) if est_serveur(self.base) else Path(self.base).name

    @contextmanager
    def lire(self) -> Iterator[Session]:
        """Une session pour regarder : une image stable, que rien ne peut modifier."""
        with en_francais(), self.moteur.connect() as libre:
            connexion = libre.execution_options(**_REGARDER if est_serveur(self.base) else {})
            with connexion.begin() as image:
                with Session(connexion, autoflush=False, expire_on_commit=False) as session:
                    yield session
                image.rollback()

    @contextmanager
    def ecrire(self, acte: str, *, avancement: Avancement = sans_avancement) -> Iterator[Session]:
        """Une session pour changer ; à la sortie les bilans touchés sont refaits et tout est validé ensemble.

        Une exception, une panne ou une annulation laisse la base telle qu'elle était.
        """
        with en_francais(), self.moteur.connect() as libre:
            connexion = libre.execution_options(**{ECRITURE: True})
            with connexion.begin(), Session(connexion, expire_on_commit=False) as session:
                event.listen(session, "before_flush", refuser_les_nir)
                ecriture = journal.ouvrir_ecriture(connexion, acte=acte, auteur=self.auteur, le=maintenant())
                yield session
                session.flush()
                bilans.refaire(connexion, journal.dossiers_touches(connexion, ecriture), avancement)
            self.ecritures.append(ecriture)

    @contextmanager
    def noter(self) -> Iterator[Connection]:
        """Une connexion pour ce qui n'est pas un acte (un brouillon) : ni écriture au journal, ni bilan."""
        with en_francais(), self.moteur.connect() as libre:
            connexion = libre.execution_options(**{ECRITURE: not est_serveur(self.base)})
            with connexion.begin():
                yield connexion

    def fermer(self) -> None:
        """Libère le fichier."""
        self.moteur.dispose()


def creer(base: str | Path, projet: Projet, charte: Charte, *, auteur: str = "") -> Fichier:
    """Crée une base vide avec son projet et sa charte ; ne touche jamais à un fichier qui existe."""
    if not est_serveur(base) and Path(base).exists():
        raise ErreurMetier(f"« {Path(base).name} » existe déjà. Choisissez un autre nom ou ouvrez ce projet.")
    moteur = creer_moteur(base)
    try:
        return _remplir(Fichier(base, moteur, auteur=auteur), projet, charte)
    except BaseException:
        moteur.dispose()
        effacer(base)
        raise


def ouvrir(base: str | Path, *, auteur: str = "") -> Fichier:
    """Ouvre une base ; une version plus ancienne est d'abord sauvegardée, puis mise à jour."""
    _verifier_le_chemin(base)
    a_jour = _est_a_jour(base)
    fichier = Fichier(base, creer_moteur(base), auteur=auteur)
    try:
        _mettre_a_jour(fichier, a_jour)
    except BaseException:
        fichier.fermer()
        raise
    return fichier


def _remplir(fichier: Fichier, projet: Projet, charte: Charte) -> Fichier:
    projet.cle_pseudonymes = cle_neuve()
    with en_francais():
        with fichier.moteur.begin() as connexion:
            if Base.metadata.tables and _deja_remplie(fichier, connexion.dialect.name):
                raise ErreurMetier("Cette base contient déjà un projet. Ouvrez-la, ou choisissez-en une vide.")
            migrer(connexion)
        with fichier.ecrire("Création du projet") as session:
            session.add_all([projet, charte])
    return fichier


def _deja_remplie(fichier: Fichier, dialecte: str) -> bool:
    from sqlalchemy import inspect

    return dialecte == "postgresql" and inspect(fichier.moteur).has_table(Projet.__tablename__)


def _verifier_le_chemin(base: str | Path) -> None:
    if est_serveur(base):
        return
    chemin = Path(base)
    if chemin.is_dir():
        raise ErreurMetier(f"« {chemin.name} » est un dossier. Choisissez un fichier {EXTENSION}.")
    if not chemin.exists():
        raise ErreurMetier(f"« {chemin.name} » n’existe pas. Vérifiez le chemin ou créez un nouveau projet.")
    if not chemin.stat().st_size:
        raise ErreurMetier(f"« {chemin.name} » est vide : ce n’est pas un projet Relogement.")


def _est_a_jour(base: str | Path) -> bool:
    """Regarde la version sans rien changer au fichier, pas même un réglage."""
    moteur = creer_moteur(base, lecture_seule=True)
    try:
        with en_francais(), moteur.connect() as connexion:
            return est_a_jour(connexion)
    finally:
        moteur.dispose()


def _mettre_a_jour(fichier: Fichier, a_jour: bool) -> None:
    with en_francais():
        if not a_jour:
            sauvegarder_avant_migration(fichier.moteur, fichier.base)
            with fichier.moteur.begin() as connexion:
                migrer(connexion)
            with fichier.ecrire("Mise à jour du fichier") as session:
                bilans.refaire(session.connection(), None)
        with fichier.lire() as session:
            session.scalars(select(Projet)).one()


def effacer(base: str | Path) -> None:
    """Efface un fichier et ce que SQLite laisse à côté ; une base de serveur n'est pas touchée."""
    if est_serveur(base):
        return
    for suffixe in ("", "-wal", "-shm"):
        Path(f"{base}{suffixe}").unlink(missing_ok=True)
