"""Le vidage d’un immeuble : ses portes, sa trajectoire, ce qui le bloque."""
