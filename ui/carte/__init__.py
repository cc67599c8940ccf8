"""L'écran « Carte » : les quartiers, le site, où sont partis les ménages, sans fond de carte ni réseau."""

from ui.carte.ecran import EcranCarte

__all__ = ["EcranCarte"]
