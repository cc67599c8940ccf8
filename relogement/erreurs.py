"""Ce que l'on dit à l'utilisateur quand quelque chose ne peut pas se faire."""

import errno

_CAUSES = {
    errno.ENOENT: "le dossier n’existe pas",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.EACCES: "vous n’avez pas le droit d’y écrire",
    errno.EPERM: "vous n’avez pas le droit d’y écrire",
    errno.EROFS: "le dossier est en lecture seule",
    errno.ENOSPC: "le disque est plein",
}


class ErreurMetier(Exception):
    """Une phrase en français qui dit ce qui ne va pas et ce qu'il faut faire, sans donnée personnelle."""


def cause(erreur: OSError) -> str:
    """Pourquoi le disque a refusé, en français."""
    return _CAUSES.get(erreur.errno or 0, "le disque a refusé l’écriture")
