"""Annuler et rétablir : Ctrl+Z, la barre du haut, et tout acte plus ancien depuis le journal."""

from ui.annulation.gestes import Annulation

__all__ = ["Annulation"]
