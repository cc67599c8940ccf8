"""Étape 2 : ce que porte chaque colonne."""
