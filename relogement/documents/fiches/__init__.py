"""Les fiches d'un dossier : pour la réunion, pour la famille, et le questionnaire à remplir à la porte."""
