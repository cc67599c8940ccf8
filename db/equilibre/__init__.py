"""Les résidences gardées : les lire, les écrire, et dire ce qu'une attribution y changerait."""
