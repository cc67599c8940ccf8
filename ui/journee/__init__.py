"""L'écran « Ma journée »."""

from ui.journee.ecran import EcranJournee

__all__ = ["EcranJournee"]
