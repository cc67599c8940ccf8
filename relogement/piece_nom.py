"""Le nom d'une pièce : sans chemin, sans caractère caché, à l'extension de son contenu."""

import re
import unicodedata
from pathlib import PurePath

from relogement.piece import CategoriePiece, TypePiece
from relogement.piece_type import EXTENSIONS
from relogement.rapprochement import sans_accents

LONGUEUR = 120
_INTERDITS = re.compile(r'[<>:"|?*]')
_RESERVES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_MOTS = (
    (CategoriePiece.PREUVE, ("recommande", "accuse", "ar", "lrar", "preuve", "remise")),
    (CategoriePiece.CAF, ("caf", "msa", "apl", "allocation", "droits")),
    (CategoriePiece.IMPOT, ("impot", "impots", "imposition", "avis")),
    (CategoriePiece.RESSOURCES, ("salaire", "paie", "bulletin", "ressources", "retraite", "pension")),
    (CategoriePiece.BAIL, ("bail", "contrat")),
    (CategoriePiece.COURRIER, ("courrier", "lettre", "mail", "courriel")),
)  # fmt: skip
_PHOTOS = (TypePiece.JPEG, TypePiece.HEIC, TypePiece.WEBP)


def nom_nettoye(brut: str, type_: TypePiece) -> str:
    """Le nom à garder : le dernier morceau du chemin, ses caractères visibles, l'extension du contenu.

    Un caractère de direction (« fdp.exe » lu à l'envers) disparaît avec les autres caractères de contrôle.
    """
    dernier = re.split(r"[\\/]", unicodedata.normalize("NFC", brut))[-1]
    visibles = "".join(c for c in dernier if unicodedata.category(c)[0] not in "C" and c not in "\u2028\u2029")
    propre = " ".join(_INTERDITS.sub(" ", visibles).split()).strip(". ")
    radical, extension = _separes(propre, type_)
    if not radical or _RESERVES.fullmatch(radical):
        radical = f"{radical} pièce".strip()
    return f"{radical[: LONGUEUR - len(extension)].rstrip('. ')}{extension}"


def _separes(nom: str, type_: TypePiece) -> tuple[str, str]:
    suffixe, admises = PurePath(nom).suffix, EXTENSIONS[type_]
    if suffixe.lower() in admises:
        return nom[: -len(suffixe)].rstrip(". "), suffixe.lower()
    connue = any(suffixe.lower() in extensions for extensions in EXTENSIONS.values())
    return (nom[: -len(suffixe)] if connue else nom).rstrip(". "), admises[0]


def categorie_probable(nom: str, type_: TypePiece) -> CategoriePiece:
    """Ce que le nom laisse deviner, à confirmer d'un regard ; une photo sans nom parlant reste une photo."""
    mots = set(sans_accents(nom).split())
    trouvee = next((c for c, siens in _MOTS if mots & set(siens)), None)
    if trouvee is not None:
        return trouvee
    if type_ is TypePiece.EML:
        return CategoriePiece.COURRIER
    return CategoriePiece.PHOTO if type_ in _PHOTOS else CategoriePiece.AUTRE
