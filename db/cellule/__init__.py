"""La cellule en base : séances, cas, décisions, partenaires et relevés."""
