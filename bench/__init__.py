"""Les mesures : chaque chose que l'on fait, à côté de ce qu'elle pourrait coûter au mieux."""
