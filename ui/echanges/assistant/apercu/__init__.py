"""Étape 3 : ce que l'import changerait, ligne par ligne."""
