"""L'assistant d'import : fichier et feuille, colonnes, aperçu, terminé."""
