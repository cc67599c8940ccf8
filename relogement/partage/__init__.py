"""La part de chaque bailleur dans les relogements : ce qu'il a promis d'accueillir, ce qu'il accueille."""
