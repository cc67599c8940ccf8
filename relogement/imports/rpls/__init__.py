"""Le répertoire des logements locatifs sociaux : son millésime, sa version, ses logements."""

from relogement.imports.rpls.colonnes import LEXIQUE
from relogement.imports.rpls.lecture import LectureRpls, LogementRpls, lire_rpls
from relogement.imports.rpls.millesime import Millesime, Version, millesime

__all__ = ["LEXIQUE", "LectureRpls", "LogementRpls", "Millesime", "Version", "lire_rpls", "millesime"]
