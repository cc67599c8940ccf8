"""Les onglets du dossier, un par module."""
