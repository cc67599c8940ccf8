"""La corbeille : y mettre un dossier, l'en sortir, le purger."""
