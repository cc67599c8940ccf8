"""La ligne de commande : les mêmes gestes que la fenêtre, sans affichage et sans Qt."""

from ui.cli.commande import main

__all__ = ["main"]
