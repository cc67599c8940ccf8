"""L'écran « Offres » : le registre des logements, et les ménages les mieux servis par chacun."""

from ui.offres.ecran import EcranOffres

__all__ = ["EcranOffres"]
