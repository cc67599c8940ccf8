"""Vider un immeuble : ses entrées étage par étage, ce qui y reste, ce qui bloque, et quand il sera vide."""
