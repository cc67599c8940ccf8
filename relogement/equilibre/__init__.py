"""L'équilibre d'une résidence : ce qu'en disent les bailleurs, un indice, et l'effet d'une attribution."""
