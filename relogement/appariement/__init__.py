"""Apparier les ménages à reloger et les logements vacants : une note expliquée, et une répartition d'ensemble."""
