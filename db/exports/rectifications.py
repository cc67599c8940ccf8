"""L'export « rectifications » : une période close, et ce qui en a changé depuis."""

from db.exports.portee import Portee
from db.scelles.lecture import periode_close
from relogement.erreurs import ErreurMetier
from relogement.exports import rectifications as ecrites
from relogement.exports.tableau import Document


def document(portee: Portee) -> Document:
    """Les rectifications de la période de cette portée."""
    from db.scelles.rectifications import rectifications  # compare à l'export « rime » : nous charge d'abord

    if portee.periode is None:
        raise ErreurMetier("Dites de quelle période close vous voulez les rectifications, par exemple 2026-T3.")
    scellee = periode_close(portee.session, portee.periode, portee.operation)
    return ecrites.document(rectifications(portee.session, scellee, portee.avancement))
