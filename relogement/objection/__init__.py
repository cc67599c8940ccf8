"""Le délai d'objection : les partenaires reçoivent la même proposition, et leur silence vaut accord."""
