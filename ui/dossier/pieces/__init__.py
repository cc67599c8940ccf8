"""Les pièces du dossier à l'écran : leur table, leur aperçu, leur ajout, leur copie pour lecture."""
