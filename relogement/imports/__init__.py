"""Du fichier d'un bailleur à des valeurs : lire du texte, reconnaître les colonnes, dire ce qui ne va pas."""
