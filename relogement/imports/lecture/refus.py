"""Ce que l'on répond quand un fichier ne peut pas être lu : le nom du fichier, et que faire."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError

from relogement.erreurs import ErreurMetier
from relogement.imports.phrases import erreur

# Ce que lèvent zipfile, gzip, struct et les lecteurs de XML sur des octets abîmés.
ABIMES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, UnicodeDecodeError,
    EOFError, ParseError, NotImplementedError,
)  # fmt: skip
CONSEIL = "Ouvrez-le dans votre tableur, enregistrez-le au format .xlsx, puis recommencez."


def refus(chemin: Path, raison: str, conseil: str = CONSEIL) -> ErreurMetier:
    return erreur(f"« {chemin.name} » {raison}. {conseil}")


def protege(chemin: Path) -> ErreurMetier:
    conseil = "Ouvrez-le dans votre tableur, enregistrez une copie sans mot de passe, puis recommencez."
    return refus(chemin, "est protégé par un mot de passe", conseil)


def abime(chemin: Path) -> ErreurMetier:
    return refus(chemin, "est abîmé ou n’est pas un classeur lisible")


def pas_un_classeur(chemin: Path, raison: str = "n’est pas un classeur") -> ErreurMetier:
    return refus(chemin, raison, "Choisissez un fichier .xlsx, .ods, .xls ou .csv.")


def demesure(chemin: Path, raison: str = "prend, une fois décompressé, une taille démesurée") -> ErreurMetier:
    return refus(chemin, raison, "Demandez au bailleur un fichier qui ne contienne que le tableau.")


def entites(chemin: Path) -> ErreurMetier:
    """Un classeur n'a aucune raison de définir des entités XML : elles servent à déborder ou à lire ailleurs."""
    return refus(chemin, "définit des entités XML, ce qu’aucun tableur ne fait : il n’est pas lu")


@contextmanager
def refus_en_clair(chemin: Path) -> Iterator[None]:
    """Traduit les échecs des bibliothèques de lecture ; laisse passer tout le reste."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise protege(chemin) from None
    except (CalamineError, *ABIMES) as echec:
        raise abime(chemin) from echec
    except OSError as echec:
        conseil = "Vérifiez qu’il n’est pas ouvert ailleurs et que vous avez le droit de le lire."
        raise refus(chemin, "ne peut pas être lu", conseil) from echec
    except BaseException as echec:
        # calamine panique sur certains fichiers tordus ; cette classe ne s'importe pas.
        if type(echec).__name__ == "PanicException":
            raise abime(chemin) from None
        raise
