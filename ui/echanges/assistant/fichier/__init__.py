"""Étape 1 : le fichier, ses tableaux, la façon de le lire."""
