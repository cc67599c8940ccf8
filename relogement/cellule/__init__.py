"""La cellule : qui siège, ce qui passe en séance, ce qui s'y décide et ce qu'il en reste."""
