"""Écrire sous un nom provisoire, et ne remplacer le fichier voulu qu'une fois tout écrit."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relogement.erreurs import ErreurMetier, cause

_PLEIN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSE = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def en_place(vers: Path) -> Iterator[Path]:
    """Le nom provisoire où écrire ; une erreur ou une annulation ne laisse rien, et l'ancien fichier reste."""
    _verifier(vers)
    provisoire = vers.with_name(f".{vers.stem}-{secrets.token_hex(4)}{vers.suffix}")
    try:
        yield provisoire
        _mettre_sur_le_disque(provisoire)
        provisoire.replace(vers)
    except OSError as erreur:
        raise ErreurMetier(_phrase(erreur, vers)) from erreur
    finally:
        provisoire.unlink(missing_ok=True)


def _verifier(vers: Path) -> None:
    if vers.is_dir():
        raise ErreurMetier(f"« {vers.name} » est un dossier. Donnez un nom de fichier.")
    if not vers.parent.is_dir():
        raise ErreurMetier(f"Le dossier « {vers.parent.name} » n’existe pas. Créez-le ou choisissez-en un autre.")
    if vers.exists() and not os.access(vers, os.W_OK):
        raise ErreurMetier(f"« {vers.name} » est en lecture seule. Choisissez un autre nom.")


def _mettre_sur_le_disque(fichier: Path) -> None:
    with fichier.open("rb+") as ouvert:
        os.fsync(ouvert.fileno())


def _phrase(erreur: OSError, vers: Path) -> str:
    if erreur.errno in _PLEIN:
        return f"Le disque est plein : « {vers.name} » n’a pas été écrit. Libérez de la place puis recommencez."
    if erreur.errno in _REFUSE and vers.exists():
        return (
            f"« {vers.name} » ne peut pas être remplacé : il est sans doute ouvert dans un autre programme. "
            "Fermez-le puis recommencez, ou choisissez un autre nom."
        )
    if erreur.errno in _REFUSE:
        return (
            f"Le dossier « {vers.parent.name} » est en lecture seule. Choisissez un dossier où vous pouvez écrire."
        )
    return f"« {vers.name} » n’a pas pu être écrit ({cause(erreur)}). Choisissez un autre dossier."
