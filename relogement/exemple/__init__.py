"""Le projet fictif : des ménages inventés à toutes les étapes d'un relogement, les mêmes à chaque fois."""
