"""Le logo de l'organisme : une image que l'imprimante et Word savent lire, ni vide ni démesurée."""

from io import BytesIO

from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE

MAX_OCTETS, MAX_POINTS = 2_000_000, 4000
FORMATS = ("PNG", "JPEG", "GIF")


def verifier_le_logo(octets: bytes) -> None:
    """Lève ``ErreurMetier`` si ces octets ne sont pas un logo qui s'imprime."""
    from PIL import Image, UnidentifiedImageError

    if len(octets) > MAX_OCTETS:
        raise ErreurMetier(f"Ce logo pèse plus de 2{INSECABLE}Mo. Choisissez une image plus petite.")
    try:
        with Image.open(BytesIO(octets), formats=FORMATS) as image:
            grande = max(image.size) > MAX_POINTS
            if not grande:
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as erreur:
        raise ErreurMetier("Ce fichier n’est pas une image. Choisissez un PNG ou un JPEG.") from erreur
    if grande:
        raise ErreurMetier(f"Ce logo dépasse {MAX_POINTS} points de côté. Réduisez-le.")
