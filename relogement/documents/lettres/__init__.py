"""Les courriers du relogement : ce qu'ils doivent dire, et les champs qu'ils savent remplir."""
