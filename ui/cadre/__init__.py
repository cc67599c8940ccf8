"""Le cadre de la fenêtre : barres, page de départ, recherche générale, pannes."""
