"""Étape 4 : ce qui a été fait, et ce que l'on peut en faire."""
